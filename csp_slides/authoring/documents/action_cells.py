"""What the cells of an action plan's table say: ratings, states, days and milestones. Pure."""

from __future__ import annotations

import colorsys
import re
from typing import TYPE_CHECKING, Final

from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import one_line
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields import when
from csp_slides.schema.fields.field_type import WrittenError

if TYPE_CHECKING:
    from csp_slides.authoring.documents.columns import Mapped
    from csp_slides.authoring.documents.outline import Cell

RATINGS: Final = {
    "red": ("red", "r", "off track", "off target"),
    "amber": ("amber", "a", "at risk", "yellow", "orange"),
    "green": ("green", "g", "on track", "on target"),
    "blue": ("blue", "b", "complete", "completed", "done"),
    "grey": ("grey", "gray", "not started", "not yet rated", "n/a", "not rated"),
}
STATES: Final = {
    "not started": ("not started", "to start", "planned"),
    "in progress": (
        "in progress",
        "ongoing",
        "on going",
        "on-going",
        "started",
        "underway",
        "under way",
        "open",
    ),
    "done": ("done", "complete", "completed", "closed", "finished"),
    "stopped": ("stopped", "cancelled", "on hold", "withdrawn"),
    "carried forward": ("carried forward",),
}
DATED: Final = pattern(
    r"(?P<date>\d{1,2}(?:st|nd|rd|th)?[ ./-](?:\d{1,2}|[A-Za-z]{3,9})[ ./-]\d{2,4}|(?:Jan"
    r"|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4})"
    r"(?:[ \t]*[:–—-][ \t]+|[ \t]+|$)(?P<text>.*)",
    re.DOTALL,
)
_TIME: Final = (
    r"(?:(?:the )?end of )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec)[a-z]*\.?(?: ?(?:20)?\d\d)?|(?:spring|summer|autumn|winter)(?: 20\d\d)?"
    r"|Q[1-4](?: ?20\d\d(?:[/–-]\d\d)?)?|20\d\d(?:[/–-]\d\d)?|\d{1,2}/\d{1,2}/(?:20)?\d\d)"
)
_FIRST_TIME: Final = pattern(
    rf"(?:by )?(?P<by>{_TIME})[ \t]*[:–—-][ \t]*(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
)
_LAST_TIME: Final = pattern(
    rf"(?P<text>.*?\S)(?:[ \t]*[,–—-]?[ \t]+by (?P<by>{_TIME})"
    rf"|[ \t]*\((?:by )?(?P<within>{_TIME})\))\.?",
    re.IGNORECASE | re.DOTALL,
)


def cell_text(mapped: Mapped, row: tuple[Cell, ...], name: str) -> str:
    """Return a field's cell in one line; nothing where the table has no such column."""
    cell = mapped.cell(row, name)
    return " ".join(filter(None, map(one_line, cell.lines))) if cell is not None else ""


def cell_lines(mapped: Mapped, row: tuple[Cell, ...], name: str) -> list[str]:
    """Return the lines of a field's cell as Markdown, without their bullets."""
    cell = mapped.cell(row, name)
    lines = (line_of(line) for line in (cell.lines if cell is not None else ()))
    return [text for line in lines if (text := line.removeprefix("\\").lstrip("-•· "))]


def milestone_of(line: str) -> tuple[str, str]:
    """Split a line into the time it names first or last, and what is to be reached by then."""
    first = _FIRST_TIME.fullmatch(line)
    if first is not None:
        return first["by"], first["text"]
    last = _LAST_TIME.fullmatch(line)
    if last is None:
        return "", line
    is_count = not any(each.isalpha() for each in last["text"])
    return last["by"] or last["within"], line if is_count else last["text"]


def day_of(text: str) -> str | None:
    """Return a date as content files write it; None if it isn't one."""
    try:
        return str(when.read(Text(" ".join(text.split()))))
    except WrittenError:
        return None


def hue_of(fill: str) -> str:
    """Return the rating that a cell's colour means; none for white, grey and black."""
    if not re.fullmatch(r"[0-9a-f]{6}", fill):
        return ""
    red, green, blue = (int(fill[n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < 0.25:  # noqa: PLR2004
        return ""
    degrees = hue * 360
    for limit, name in ((20, "red"), (62, "amber"), (170, "green"), (260, "blue")):
        if degrees < limit:
            return name
    return "red" if degrees > 330 else ""  # noqa: PLR2004

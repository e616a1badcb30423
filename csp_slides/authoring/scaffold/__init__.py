"""Commented files to start from, one for each kind of content.

They are YAML beside this module, with `$title`, `$id` and `$today` to be filled in.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.slug import slug_of
from csp_slides.schema.fields import dates
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    import datetime as dt
    import re


_NOTE_COLUMN: Final = 41
_LONGEST: Final = 48
_NOTE: Final = pattern(
    r"^(?P<text>(?![ ]*#).*?\S)[ ]{2,}(?P<note># .*)$|^(?P<bare>[^#\n]*?:)[ ]+(?P<beside># .*)$"
)


def template(kind: str, name: str, *, today: dt.date) -> str:
    """Return the text of a new file of `kind` for something called `name`.

    `today` is the day that the file's dates start with.
    """
    text = resources.files(__name__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    title = title_of(name, otherwise=kind)
    return aligned(
        Template(text).substitute(
            title=write_text(title), id=slug_of(title), today=dates.write(today)
        )
    )


def title_of(name: str, *, otherwise: str = "Untitled") -> str:
    """Return a name as a title: on one line, with a capital letter and nothing invisible."""
    seen = "".join(letter for letter in name if letter.isprintable() or letter.isspace())
    title = " ".join(seen.split()) or otherwise
    return title[0].upper() + title[1:]


def aligned(text: str) -> str:
    """Return the text with the comments after fields aligned again, once names are filled in.

    A field that is too long for that has its comment on the line above.
    """
    lines = [(line, _NOTE.match(line)) for line in text.split("\n")]
    lefts = [len(found["text"] or found["bare"]) for _, found in lines if found is not None]
    column = max([_NOTE_COLUMN - 2, *(left for left in lefts if left <= _LONGEST)])
    return "\n".join(line if found is None else _aligned(found, column) for line, found in lines)


def _aligned(found: re.Match[str], column: int) -> str:
    left, note = found["text"] or found["bare"], found["note"] or found["beside"]
    if len(left) > column:
        return f"{' ' * (len(left) - len(left.lstrip()))}{note}\n{left}"
    return f"{left:<{column}}  {note}"

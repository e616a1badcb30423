"""The script for the lectern: what is said, in large print, one item to a page.

Pure. Without scripts: it is read on a screen, or printed and carried in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.core.language import _, ngettext
from csp_slides.render import templating
from csp_slides.render.html.speaker_page import MINUTE, is_hidden, plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.content.deck_file import PrintSize
    from csp_slides.model.deck import Deck, Note, Slide
    from csp_slides.render.templating import Templates

STYLES: Final = ("fonts.css", "script.css")
"""The page's stylesheets by their logical names."""

_STEP: Final = 5
"""Times are rounded to this many seconds: nobody speaks to the second."""


class Page(Struct, frozen=True, kw_only=True):
    """Where the page stands: the places of its assets, and addresses relative to it.

    `resources` places the local files that notes name, by their path inside the content.
    """

    assets: Mapping[str, PurePosixPath]
    size: PrintSize
    resources: Mapping[str, PurePosixPath] = field(default_factory=dict)
    deck: str | None = None
    index: str | None = None
    statement: str | None = None
    root: str = "../"


class Sheet(Struct, frozen=True, kw_only=True):
    """What is said on one page: an item, or a slide that has none.

    `number` is the slide's among those that are shown. `heading` is left out where the part's
    own says the same.
    """

    slide: Slide
    number: int
    heading: str | None
    notes: tuple[Note, ...]
    continued: bool


class Part(Struct, frozen=True, kw_only=True):
    """A stack: when it starts, how long it takes, on the clock and in words, and its pages."""

    number: int
    title: str
    starts: str
    lasts: str
    takes: str
    sheets: tuple[Sheet, ...]


def render(deck: Deck, page: Page, templates: Templates) -> bytes:
    """Write the script of `deck`, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    parts = make_parts(deck)
    values = {
        "deck": deck,
        "page": page,
        "parts": parts,
        "count": sum(not is_hidden(slide) for slide in deck.slides),
        "whole": in_words(round(deck.timing.minutes * MINUTE)),
        "limit": in_words(round(deck.timing.limit * MINUTE)) if deck.timing.limit else None,
    }
    return templating.render(templates, "script/script.html", values).encode()


def make_parts(deck: Deck) -> tuple[Part, ...]:
    """Divide the script over pages, stack by stack, without hidden slides."""
    shown = [slide for slide in deck.slides if not is_hidden(slide)]
    seconds = iter(plan(deck, shown))
    parts: list[Part] = []
    number, begun = 1, 0
    for stack in deck.stacks:
        slides = [slide for slide in stack.slides if not is_hidden(slide)]
        if not slides:
            continue
        takes = sum(next(seconds) for _ in slides)
        title = stack.title or slides[0].title or _("Slide %(number)s", number=number)
        sheets = tuple(
            sheet
            for place, slide in enumerate(slides, start=number)
            for sheet in _sheets(slide, place, title)
        )
        parts.append(
            Part(
                number=len(parts) + 1,
                title=title,
                starts=on_the_clock(begun),
                lasts=on_the_clock(takes),
                takes=in_words(takes),
                sheets=sheets,
            )
        )
        number += len(slides)
        begun += takes
    return tuple(parts)


def in_words(seconds: int) -> str:
    """Return a time as it is spoken: `4 minutes 35 seconds`; nothing for no time."""
    minutes, left = divmod(_STEP * round(seconds / _STEP), MINUTE)
    said = [ngettext("%(number)s minute", "%(number)s minutes", minutes)] if minutes else []
    if left:
        said.append(ngettext("%(number)s second", "%(number)s seconds", left))
    return " ".join(said)


def on_the_clock(seconds: int) -> str:
    """Return a time as a stopwatch shows it: `4:35`."""
    minutes, left = divmod(_STEP * round(seconds / _STEP), MINUTE)
    return f"{minutes}:{left:02}"


def _sheets(slide: Slide, number: int, part: str) -> Iterator[Sheet]:
    """Start a page for each item of a slide; text without a heading stays with its item.

    Answers that are said only when somebody asks are at the end of the script.
    """
    pages: list[list[Note]] = [[]]
    for note in slide.notes:
        if note.prepared:
            continue
        if note.heading and any(each.heading for each in pages[-1]):
            pages.append([])
        pages[-1].append(note)
    heading = slide.title if slide.title != part else None
    for place, notes in enumerate(pages):
        yield Sheet(
            slide=slide,
            number=number,
            heading=heading,
            notes=tuple(notes),
            continued=place > 0,
        )

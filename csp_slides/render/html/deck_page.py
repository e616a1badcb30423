"""The deck as a web page: an article in slide order that a script turns into reveal.js slides.

Pure: where every asset stands is an argument, and what is shown is wholly in the templates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.content.audience import Audience
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Charts, Contents, Figure
from csp_slides.render import templating
from csp_slides.render.html.script_words import script_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.content.theme import Scheme
    from csp_slides.core.language import Elsewhere
    from csp_slides.model.catalogue import Preview
    from csp_slides.model.deck import Background, Deck, Slide, Stack
    from csp_slides.model.slide_blocks import Picture, PictureSource
    from csp_slides.render.templating import Templates

SCRIPTS: Final = (
    "boot.js",
    "reveal.js",
    "backdrops.js",
    "deck.js",
    "auto-animate.js",
    "pair.js",
    "presenting.js",
    "unfold.js",
)
"""The scripts that a page may ask for, by their logical names."""

STYLES: Final = ("fonts.css", "reveal.css", "deck.css", "charts.css")
"""The page's own stylesheets by their logical names; `Page.stylesheets` come after them."""

OPTIONS: Final[Mapping[str, object]] = {
    "center": True,
    "controls": True,
    "controlsBackArrows": "visible",
    "hash": True,
    "height": 720,
    "margin": 0,
    "progress": True,
    "slideNumber": "c/t",
    "transition": "fade",
    "width": 1280,
}
"""What reveal.js is told unless the deck says otherwise.

The stage is 1280 by 720: the shape of a chamber's projector and of its webcast, and the size at
which a style sheet's pixels are a laptop's. The margin is the theme's, not reveal.js's. The
arrows back are not faded, so that they can be made out (WCAG 1.4.11).
"""

_BETWEEN: Final = pattern(rf",\s*(?={ASSET})")
_PICTURES: Final = frozenset({"data-background-image", "data-background-video"})
"""Attributes that may list several files, with commas between."""


_LONG_TITLE: Final = 42
_LONGER_TITLE: Final = 84
"""Characters from which a title starts smaller, so that it doesn't fill its slide."""

_BEHIND: Final = ("data-background", "data-background-image", "data-background-video")


class Page(Struct, frozen=True, kw_only=True):
    """Where the page is in the site, and what is beside it.

    `assets` gives the place in the site of each of `SCRIPTS` and `STYLES`; `stylesheets` are the
    theme's and then the deck's own. `resources` places the local files of a Markdown deck by
    their path inside the content; `sources` gives the copies of those that are pictures. `root`
    leads from the page to the site's root. `report`, `speaker` and `index` are addresses relative
    to the page, where there is such a page; `folded` says that the speaker's view is in it.
    """

    assets: Mapping[str, PurePosixPath]
    stylesheets: tuple[PurePosixPath, ...]
    theme: str
    scheme: Scheme
    resources: Mapping[str, PurePosixPath] = field(default_factory=dict)
    sources: Mapping[str, tuple[PictureSource, ...]] = field(default_factory=dict)
    root: str = "../"
    index: str | None = None
    statement: str | None = None
    report: str | None = None
    speaker: str | None = None
    folded: bool = False
    logo: Picture | None = None
    preview: Preview | None = None
    translations: tuple[tuple[Elsewhere, str], ...] = ()
    """The same page in other languages, each with its address."""
    changes: str | None = None
    """The page that shows what has changed, if there is one."""


class Place(Struct, frozen=True, kw_only=True):
    """A slide where it stands: its number in the deck, its heading's level, its attributes.

    `section` is the number that the contents give to it, when they list it; `titles` how many
    headings of an author's own may be the page's title, one on the first slide that has any.
    """

    slide: Slide
    number: int
    level: int
    section: int | None
    titles: int
    attributes: Mapping[str, str]

    @property
    def title_class(self) -> str:
        """The class of a title that starts smaller because it is long; empty for most."""
        length = len(self.slide.title or "")
        if length > _LONGER_TITLE:
            return " slide__title--longer"
        return " slide__title--long" if length > _LONG_TITLE else ""


class PlacedStack(Struct, frozen=True, kw_only=True):
    """A stack with its slides in their places."""

    nested: bool
    places: tuple[Place, ...]


def render(deck: Deck, page: Page, templates: Templates) -> bytes:
    """Write the page of `deck`, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    values = {
        "said": script_words(),
        "deck": deck,
        "page": page,
        "stacks": tuple(_stacks(deck, page)),
        "count": len(deck.slides),
        "options": {**OPTIONS, **_look(deck), **deck.options},
        "title": _page_title(deck),
        "has_heading": any(_has_title(slide) for slide in deck.slides),
        "public": deck.audience is Audience.PUBLIC,
        "animated": any("data-auto-animate" in slide.attributes for slide in deck.slides),
        "charted": any(
            isinstance(block, Charts) for slide in deck.slides for block in slide.blocks
        ),
    }
    return templating.render(templates, "deck/deck.html", values).encode()


def _stacks(deck: Deck, page: Page) -> Iterator[PlacedStack]:
    sections = _section_numbers(deck)
    titled = next((slide for slide in deck.slides if _has_title(slide)), None)
    number = 0
    for stack in deck.stacks:
        places = []
        for index, slide in enumerate(stack.slides):
            number += 1
            places.append(
                Place(
                    slide=slide,
                    number=number,
                    level=_level(slide, index),
                    section=_number_of(slide, sections),
                    titles=int(slide is titled),
                    attributes=_attributes(slide, page),
                )
            )
        yield PlacedStack(nested=_is_nested(stack), places=tuple(places))


def _is_nested(stack: Stack) -> bool:
    return stack.nested or len(stack.slides) > 1


def _section_numbers(deck: Deck) -> Mapping[str, int]:
    """Return the number in the contents of each slide that is listed there."""
    entries = (
        entry.slide
        for slide in deck.slides
        for block in slide.blocks
        if isinstance(block, Contents)
        for entry in block.entries
    )
    return {slide: number for number, slide in enumerate(dict.fromkeys(entries), start=1)}


def _number_of(slide: Slide, sections: Mapping[str, int]) -> int | None:
    """Return the number before a slide's title; the contents themselves have none."""
    if slide.id is None or slide.layout is Layout.CONTENTS:
        return None
    return sections.get(slide.id)


def _level(slide: Slide, index: int) -> int:
    """Return a heading's level: the deck's title, then a stack's first slide, then its others."""
    if slide.layout is Layout.TITLE:
        return 1
    return 2 if index == 0 or slide.layout is Layout.CONTENTS else 3


def _has_title(slide: Slide) -> bool:
    if slide.layout is Layout.TITLE:
        return slide.title is not None
    return any(isinstance(block, Authored) and "<h1" in block.html for block in slide.blocks)


def _attributes(slide: Slide, page: Page) -> dict[str, str]:
    """Return the attributes of the slide's `section`: our own, then the author's."""
    theirs = dict(slide.attributes)
    classes = [f"slide slide--{slide.layout.value}"]
    if _is_pictured(slide):
        classes.append("slide--pictured")
    if any(isinstance(block, Figure) for block in slide.blocks):
        classes.append("slide--figured")
    if "class" in theirs:
        classes.append(theirs.pop("class"))
    found = {"class": " ".join(classes)}
    if slide.id is not None:
        found["id"] = slide.id
    if slide.background is not None and not any(name in theirs for name in _BEHIND):
        found.update(_behind(slide.background, page))
    for name, value in theirs.items():
        found[name] = _placed(name, value, page)
    return found


def _is_pictured(slide: Slide) -> bool:
    """Whether a picture is behind the slide, for which its words must be prepared."""
    behind = (slide.attributes.get(name, "") for name in _BEHIND)
    return slide.background is not None or any(value.startswith(ASSET) for value in behind)


def _behind(background: Background, page: Page) -> Iterator[tuple[str, str]]:
    """Yield reveal.js's attributes for a slide's background picture, once it has a place."""
    if background.picture.asset is None:
        return
    yield "data-background-image", f"{page.root}{background.picture.asset}"
    if background.opacity is not None:
        yield "data-background-opacity", f"{background.opacity:g}"
    if background.size is not None:
        yield "data-background-size", background.size
    if background.position is not None:
        yield "data-background-position", background.position


def _placed(name: str, value: str, page: Page) -> str:
    """Return an attribute's value with local files replaced by their addresses in the site."""
    if ASSET not in value:
        return value
    parts = _BETWEEN.split(value) if name in _PICTURES else [value]
    return ",".join(_address(part.strip(), page) for part in parts)


def _address(name: str, page: Page) -> str:
    inside = name.removeprefix(ASSET)
    if inside == name or inside not in page.resources:
        return name
    return f"{page.root}{page.resources[inside]}"


def _look(deck: Deck) -> Mapping[str, object]:
    return {} if deck.transition is None else {"transition": deck.transition}


def _page_title(deck: Deck) -> str:
    """Return the page's title: deck, body, date, council (WCAG 2.4.2)."""
    byline = deck.byline
    day = templating.long_date(byline.date) if byline.date else None
    return " – ".join(part for part in (deck.title, byline.body, day, byline.council) if part)

"""The deck as reveal-md Markdown, which builds back to the same slides. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.markdown.styles import moved_styles
from csp_slides.model.deck import Layout
from csp_slides.render import templating
from csp_slides.render.markdown import officer_text
from csp_slides.render.markdown.source import Names, rewrite
from csp_slides.schema.yaml.write import write_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment  # noqa: TID251  # it is made elsewhere

    from csp_slides.core.rich_text import Words
    from csp_slides.model.deck import Background, Deck, Note, Slide
    from csp_slides.model.slide_blocks import Block
    from csp_slides.schema.yaml.write import Writable

VERTICAL: Final = r"^\+{3}"
"""The value of `verticalSeparator`: a line of three plus signs starts the slide below."""

_SECTION, _BELOW = 2, 3
_UNWRITABLE: Final = pattern(r"[\"\r\n]|<!--|-->")
"""What no value in a comment of reveal-md's can hold: it knows no way to write them otherwise."""

_MISSING: Final = f"{ASSET}missing/"


class Written(Struct, frozen=True, kw_only=True):
    """A slide as the template needs it; an authored one has no heading but what it says itself."""

    level: int
    heading: str | None
    part: str
    attributes: Mapping[str, str]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]


def render(deck: Deck, pictures: Mapping[str, str], environment: Environment) -> bytes:
    """Write `deck` as a Markdown file, in UTF-8.

    `pictures` gives the place beside the file of every local file that the deck names, by its
    path inside the content. `environment` is one for text.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    names = names_of(deck, pictures)
    values = {
        "front_matter": write_fields(dict(_settings(deck, names))),
        "stacks": [
            [_written(slide, index, names) for index, slide in enumerate(stack.slides)]
            for stack in deck.stacks
        ],
    }
    own = environment.overlay()
    own.filters = {**environment.filters, **_filters(names)}
    text = templating.render(own, "markdown/deck.md", values)
    return (text.rstrip("\n") + "\n").encode()


def names_of(deck: Deck, pictures: Mapping[str, str]) -> Names:
    """Join what the texts of a deck refer to: its files at their places, its own styles."""
    places = {path: quote(place) for path, place in pictures.items()}
    return Names(deck.source, places, moved_styles(deck.stylesheet))


def _filters(names: Names) -> Mapping[str, object]:
    def words(block: Words) -> str:
        if isinstance(block, Authored):
            return rewrite(block, names)
        return officer_text.prose(block)

    return {
        "cell": officer_text.cell,
        "line": officer_text.line,
        "opening": officer_text.opening,
        "place": names.place,
        "plain": officer_text.plain,
        "through_the_page": officer_text.through_the_page,
        "words": words,
    }


def _settings(deck: Deck, names: Names) -> Iterator[tuple[str, Writable]]:
    """Return the known settings of the front matter."""
    byline = deck.byline
    meeting = {
        "body": byline.body,
        "date": templating.long_date(byline.date) if byline.date else None,
    }
    limit = deck.timing.limit
    transition = {} if deck.transition is None else {"transition": deck.transition}
    settings: dict[str, Writable | None] = {
        "title": deck.title,
        "id": deck.slug,
        "lang": deck.language,
        "theme": deck.theme,
        "presenter": byline.presenter,
        "role": byline.role,
        "meeting": {name: value for name, value in meeting.items() if value},
        "time_limit": f"{limit:f} minutes" if limit is not None else None,
        "verticalSeparator": VERTICAL,
        "css": [names.place(sheet) for sheet in deck.stylesheets],
        "revealOptions": {**transition, **_plain_options(deck.options)},
    }
    for name, value in settings.items():
        if value:
            yield name, value


def _plain_options(options: Mapping[str, object]) -> dict[str, Writable]:
    """Drop reveal.js options that have no everyday equivalent in YAML."""
    return {name: _option(value) for name, value in options.items() if value is not None}


def _option(value: object) -> Writable:
    match value:
        case str() | bool() | int() | float():
            return value
        case dict():
            return _plain_options(value)
        case list() | tuple():
            return [_option(each) for each in value]
        case _:
            return str(value)


def _written(slide: Slide, index: int, names: Names) -> Written:
    authored = slide.layout is Layout.AUTHORED
    return Written(
        level=_level(slide, index),
        heading=None if authored else slide.title,
        part=slide.part_words,
        attributes={
            name: value
            for name, value in attributes_of(slide, names)
            if not _UNWRITABLE.search(value)
        },
        blocks=slide.blocks,
        notes=slide.notes,
    )


def _level(slide: Slide, index: int) -> int:
    """Return a heading's level: the deck's title, then a stack's first slide, then its others."""
    if slide.layout is Layout.TITLE:
        return 1
    return _SECTION if index == 0 or slide.layout is Layout.CONTENTS else _BELOW


def attributes_of(slide: Slide, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a slide's section, pictures by their places."""
    if slide.id is not None and "id" not in slide.attributes:
        yield "id", slide.id
    if slide.background is not None:
        yield from _behind(slide.background, names)
    for name, value in slide.attributes.items():
        if value.startswith(_MISSING) and (typed := _typed(slide, name)):
            yield name, typed
        elif name == "class":
            yield from names.classes(value)
        else:
            yield name, ",".join(names.local(part) for part in value.split(","))


def _typed(slide: Slide, name: str) -> str | None:
    """Find what a Markdown slide's author typed for an attribute, whose file is not there."""
    pattern = re.compile(rf'\.slide:.*?\b{re.escape(name)}="([^"]+)"')
    words = [*slide.blocks, *(note.words for note in slide.notes)]
    texts = (each.markdown for each in words if isinstance(each, Authored))
    found = [match[1] for text in texts for match in pattern.finditer(text)]
    return found[-1] if found else None


def _behind(background: Background, names: Names) -> Iterator[tuple[str, str]]:
    yield "data-background", names.place(background.picture.name)
    if background.opacity is not None:
        yield "data-background-opacity", f"{background.opacity:g}"
    if background.size is not None:
        yield "data-background-size", background.size
    if background.position is not None:
        yield "data-background-position", background.position

"""A stack of slides drafted as an officer's section, with the line that uses it. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.importing.materials import Form
from csp_slides.authoring.importing.shape import background_of, shape_of
from csp_slides.compose.group import group
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.slug import slug_of
from csp_slides.render.markdown.lines import BLANK, Holds, change_comments, parts
from csp_slides.render.markdown.officer_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.authoring.importing.materials import Materials, Position
    from csp_slides.authoring.importing.shape import Shape
    from csp_slides.schema.yaml.write import Writable

_HEADING: Final = pattern(r"(?P<level>\#{1,6})[ \t]+(?P<title>.+?)(?:[ \t]+\#+)?[ \t]*")
_ESCAPE: Final = pattern(r"\\([!-/:-@\[-`{-~])")
_APART: Final = f"\n{BLANK}\n"
"""How our own Markdown separates notes without headings."""


class Said(Struct, frozen=True, kw_only=True):
    """What is said under one heading; the words before the first one have None."""

    title: str | None
    words: str


class Notes(Struct, frozen=True, kw_only=True):
    """A slide's notes by their headings, and the separate text after the last."""

    said: tuple[Said, ...]
    last: str | None = None


def split_notes(markdown: str) -> Notes:
    """Split notes at their highest headings."""
    text, apart, last = markdown.rpartition(_APART)
    if not apart:
        text, last = markdown, ""
    said: list[tuple[str | None, list[str]]] = [(None, [])]
    level = _highest(text)
    for part in parts(text, html=True):
        found = _HEADING.fullmatch(part.text) if part.holds is Holds.WORDS else None
        if found is not None and found["level"] == level:
            said.append((_ESCAPE.sub(r"\1", found["title"]), []))
        else:
            said[-1][1].append(part.text)
    pieces = (Said(title=title, words="\n".join(lines).strip("\n")) for title, lines in said)
    return Notes(
        said=tuple(piece for piece in pieces if piece.title is not None or piece.words),
        last=last.strip("\n") or None,
    )


def _highest(text: str) -> str:
    found = (_HEADING.fullmatch(part.text) for part in parts(text, html=True))
    return min((each["level"] for each in found if each is not None), default="")


Fields = dict[str, "Writable"]

_LONGEST_TITLE: Final = 60
_OPACITY: Final = pattern(r"0?\.\d+|[01]|1\.0+|0\.0+")
_SIZES: Final = frozenset({"cover", "contain"})
_MARKUP: Final = pattern(r"<[^<>]*>|[#*_`>|\\]|^[ \t]*[-+](?=[ \t])", re.MULTILINE)
_IDENTIFIER: Final = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Draft(Struct, frozen=True, kw_only=True):
    """A section's own fields, and those of the line in the deck file that uses it.

    `whole` are the slides that stay in Markdown; `most` is the number of items on the fullest of
    the others.
    """

    title: str
    most: int
    fields: Fields
    entry: Fields
    whole: tuple[Position, ...]


def draft_section(materials: Materials, index: int, most: int | None = None) -> Draft:
    """Draft the stack at `index`; at most `most` items are on a slide, if that is known."""
    count = len(materials.stack(index).slides)
    positions = [(index, number) for number in range(count)]
    first = _title_of(materials, positions[0]) if count > 1 else None
    title = first or name_of(materials, positions[0])
    name = _name(materials, positions[0], title)
    below = positions[1:] if first else positions
    headed = _headed(materials, below, title)
    drafted = [
        _items(materials, position, title, f"{name}_{number}", headed=headed)
        for number, position in enumerate(below, start=1)
    ]
    # Text can only be separate at the very end, where the deck file has a field for it.
    final = drafted[-1] if first else None
    listed = [
        each.items if each is not None and (each is final or not each.last) else None
        for each in drafted
    ]
    whole = [position for position, items in zip(below, listed, strict=True) if items is None]
    groups = [
        [_whole(materials, position)] if items is None else items
        for position, items in zip(below, listed, strict=True)
    ]
    fullest = max(len(items) for items in groups)
    last = final.last if final is not None else None
    entry: Fields = {"title_slide": False}
    if first:
        entry = _own_words(materials, positions[0], last)
    if not headed and len(whole) < len(below):
        entry["headings"] = False
    fields: Fields = {
        **({"id": name} if name != slug_of(title) else {}),
        "title": title,
        "status": "cleared",
        "items": [item for items in _started(groups, most or fullest) for item in items],
    }
    return Draft(title=title, most=fullest, fields=fields, entry=entry, whole=tuple(whole))


def name_of(materials: Materials, position: Position) -> str:
    """Return a slide's name: its heading, its first words, or its number."""
    slide = materials.at(position)
    text = _MARKUP.sub(" ", change_comments(slide.body.markdown, lambda _words: ""))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    words = slide.title or next((line for line in lines if line), "")
    if len(words) > _LONGEST_TITLE:
        words = f"{words[:_LONGEST_TITLE].rpartition(' ')[0] or words[:_LONGEST_TITLE]}…"
    kind = "Empty slide" if slide.empty else "Slide"
    return words or f"{kind} {number_of(materials, position)}"


def number_of(materials: Materials, position: Position) -> int:
    """Count the slides up to this one."""
    before = sum(len(stack.slides) for stack in materials.deck.stacks[: position[0]])
    return before + position[1] + 1


def backdrop(materials: Materials, position: Position) -> Fields | None:
    """Draft the background of a slide; None when it has another attribute that must be kept."""
    found = background_of(materials.at(position).attributes)
    if found is None:
        return None
    if not found:
        return {}
    named: Fields = {**found, "image": materials.places.get(found["image"], found["image"])}
    if not _OPACITY.fullmatch(found["opacity"]) or found.get("size", "cover") not in _SIZES:
        return None
    return {"background": {**named, "opacity": float(found["opacity"])}}


def spoken(materials: Materials, position: Position, name: str) -> Fields | None:
    """Draft a slide's notes as one field; None when they are several."""
    notes = materials.at(position).notes
    if len(notes) > 1:
        return None
    return {name: f"{materials.notes(position)}\n"} if notes else {}


def has_id(materials: Materials, position: Position, expected: str) -> bool:
    """Whether a slide may get the id that it is given when it is built of fields."""
    return materials.at(position).attributes.get("id", expected) == expected


class _Listed(Struct, frozen=True, kw_only=True):
    """The items of a slide, and the words after the last that belong to none of them."""

    items: list[Fields]
    last: str | None


def _title_of(materials: Materials, position: Position) -> str | None:
    """Return the title of a section whose title slide this is."""
    shape = shape_of(materials.at(position))
    if materials.form(position) is not Form.FIELDS or shape is None or not shape.is_heading:
        return None
    drawn = backdrop(materials, position)
    said = spoken(materials, position, "say_first")
    title = shape.heading or ""
    fits = title and has_id(materials, position, _name(materials, position, title))
    return title if fits and drawn is not None and said is not None else None


def _name(materials: Materials, position: Position, title: str) -> str:
    """Return the id that a section's first slide has or will have."""
    own = materials.at(position).attributes.get("id", "")
    return own if _IDENTIFIER.fullmatch(own) and own not in materials.taken else slug_of(title)


def _own_words(materials: Materials, position: Position, last: str | None) -> Fields:
    fields = dict(spoken(materials, position, "say_first") or {})
    if last:
        fields["say_last"] = f"{last}\n"
    return {**fields, **(backdrop(materials, position) or {})}


def _headed(materials: Materials, below: Sequence[Position], title: str) -> bool:
    """Whether the section's title is over its slides of bullets."""
    shapes = [shape_of(materials.at(position)) for position in below]
    listed = [shape for shape in shapes if shape is not None and shape.bullets]
    return bool(listed) and all(_is_headed(shape, title) for shape in listed)


def _is_headed(shape: Shape, title: str) -> bool:
    return re.fullmatch(rf"{re.escape(title)}(?: \d+ of \d+)?", shape.heading or "") is not None


def _items(
    materials: Materials, position: Position, title: str, name: str, *, headed: bool
) -> _Listed | None:
    """Join a slide's bullets with the notes under the same headings.

    None when the slide holds anything else, or a note whose heading is no bullet.
    """
    slide = materials.at(position)
    shape = shape_of(slide)
    if materials.form(position) is not Form.FIELDS or shape is None or shape.links or shape.lines:
        return None
    fits = _is_headed(shape, title) if headed else shape.heading is None
    bare = not set(slide.attributes) - {"id"} and len(slide.notes) <= 1
    if not (shape.bullets and fits and bare and has_id(materials, position, name)):
        return None
    notes = split_notes(materials.notes(position))
    said = list(notes.said)
    items: list[Fields] = []
    for bullet in shape.bullets:
        heard = said.pop(0) if said and _folded(said[0].title) == _folded(bullet.text) else None
        items.append(_item(bullet.text, bullet.markdown, heard))
    return None if said else _Listed(items=items, last=notes.last)


def _item(text: str, markdown: str, heard: Said | None) -> Fields:
    title = heard.title if heard is not None and heard.title else text
    item: Fields = {"title": title}
    if markdown != title or plain(title) != title:
        item["bullet"] = markdown
    if heard is not None and heard.words:
        item["notes"] = f"{heard.words}\n"
    return item


def _whole(materials: Materials, position: Position) -> Fields:
    """Draft an item that is a whole slide."""
    said = None if materials.form(position) is Form.WHOLE else spoken(materials, position, "notes")
    return {
        "title": name_of(materials, position),
        "slide": f"{materials.text(position)}\n",
        **(said or {}),
    }


def _started(groups: Sequence[list[Fields]], most: int) -> Iterator[list[Fields]]:
    """Yield where a fresh slide starts, unless the items are shared out so by themselves."""
    runs = _runs(groups)
    for run in runs:
        items = [item for each in run for item in each]
        shared = [list(each) for each in group(items, most)]
        yield run[0]
        for each in run[1:]:
            yield each if shared == run else [{**each[0], "new_slide": True}, *each[1:]]


def _runs(groups: Sequence[list[Fields]]) -> list[list[list[Fields]]]:
    """Group consecutive slides of bullets; a whole slide is a group of its own."""
    runs: list[list[list[Fields]]] = []
    for each in groups:
        alone = "slide" in each[0]
        if alone or not runs or "slide" in runs[-1][0][0]:
            runs.append([each])
        else:
            runs[-1].append(each)
    return runs


def _folded(text: str | None) -> str | None:
    return None if text is None else " ".join(text.casefold().split())

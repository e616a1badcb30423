"""A whole Markdown deck drafted as a councillor's deck file and officers' sections. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.importing.materials import Form
from csp_slides.authoring.importing.sections import (
    Draft,
    Fields,
    backdrop,
    draft_section,
    has_id,
    name_of,
    spoken,
)
from csp_slides.authoring.importing.shape import shape_of
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.slug import slug_of
from csp_slides.render.markdown.lines import change_comments
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from csp_slides.authoring.importing.materials import Materials, Position
    from csp_slides.authoring.importing.shape import Shape
    from csp_slides.schema.yaml.write import Writable

_QUESTIONS: Final = pattern(r"questions?\b|any questions|q\s*(?:&|and|\+)\s*a\b", re.IGNORECASE)
_THANKS: Final = pattern(r"credits?\b|thanks?\b|acknowledge", re.IGNORECASE)
_RESERVED: Final = frozenset({"council", "credits", "readme"})
"""File names that aren't a section's."""

_ANSWER: Final = pattern(r"#{1,6} [^\n]*\n(?P<words>.*)", re.DOTALL)
_USUAL: Final = 3
_TRANSITIONS: Final = frozenset({"none", "fade", "slide", "convex", "concave", "zoom"})


class Drafted(Struct, frozen=True, kw_only=True):
    """The fields of the deck file, and its sections by the paths of their files."""

    deck: Fields
    sections: dict[str, Draft]


def draft_deck(materials: Materials) -> Drafted:
    """Draft every stack: first the deck's own at its two ends, then the sections between."""
    stacks = list(range(len(materials.deck.stacks)))
    opening = _opening(materials) if len(stacks) > 1 else None
    if opening is not None:
        stacks.pop(0)
    closing: Fields = {}
    for name, find in (("ending", _ending), ("questions", _questions), ("credits", _thanks)):
        found = find(materials, stacks[-1]) if len(stacks) > 1 else None
        if found is not None:
            closing[name] = found
            stacks.pop()
    most = max(_USUAL, *(draft_section(materials, index).most for index in stacks))
    drafts = [*_with_own_ids(draft_section(materials, index, most) for index in stacks)]
    sections = dict(zip(_paths(materials, drafts), drafts, strict=True))
    deck = {
        **_head(materials),
        **(opening or {"opening": False, "agenda": False}),
        **({"items_per_slide": most} if most != _USUAL else {}),
        "sections": [{"use": path, **draft.entry} for path, draft in sections.items()],
        "credits": closing.get("credits", False),
        "promises": False,
        "questions": closing.get("questions", False),
        **({"ending": closing["ending"]} if "ending" in closing else {}),
        "outputs": {"slides": True, "report": False},
    }
    return Drafted(deck=deck, sections=sections)


def _with_own_ids(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Drop an id that an earlier section has: old decks may repeat one, content may not."""
    taken: set[object] = set()
    for draft in drafts:
        name = draft.fields.get("id")
        if name in taken:
            fields = {label: value for label, value in draft.fields.items() if label != "id"}
            yield replace(draft, fields=fields)
        else:
            taken |= {name} - {None}
            yield draft


def _paths(materials: Materials, drafts: Iterable[Draft]) -> Iterable[str]:
    """Return a file name for each section, all different."""
    taken: dict[str, int] = {}
    for draft in drafts:
        name = slug_of(draft.title)
        name = f"{name}-section" if name in _RESERVED else name
        taken[name] = taken.get(name, 0) + 1
        ending = f"-{taken[name]}" if taken[name] > 1 else ""
        yield f"sections/{materials.slug}/{name}{ending}.yaml"


def _head(materials: Materials) -> Fields:
    """Draft what the front matter says of the whole deck."""
    deck = materials.deck
    head: Fields = {"id": materials.slug, "title": _title(materials)}
    if deck.presenter:
        head["presenter"] = deck.presenter
    if deck.role:
        head["role"] = deck.role
    if deck.body and deck.date:
        limit = {} if deck.time_limit is None else {"time_limit": f"{deck.time_limit:f} minutes"}
        head["meeting"] = {"body": deck.body, "date": dates.write(deck.date), **limit}
    look = {"theme": deck.theme, "transition": deck.options.get("transition")}
    if look["transition"] not in _TRANSITIONS:
        del look["transition"]
    named = {name: str(value) for name, value in look.items() if value}
    return {**head, **({"look": named} if named else {})}


def _title(materials: Materials) -> str:
    return materials.deck.title or name_of(materials, (0, 0))


def _opening(materials: Materials) -> Fields | None:
    """Draft the title slide and the contents under it, when the deck file can say both."""
    deck = materials.deck
    count = len(materials.stack(0).slides)
    title = _moment(materials, (0, 0), "title", _is_title)
    if not (deck.presenter and deck.body and deck.date) or title is None or count > 2:  # noqa: PLR2004  # title and contents
        return None
    if title.get("title") == _title(materials):
        del title["title"]
    opening: Fields = {"opening": title} if title else {}
    if count == 1:
        return {**opening, "agenda": False}
    agenda = _moment(materials, (0, 1), "contents", _is_contents)
    return None if agenda is None else {**opening, "agenda": agenda}


def _is_title(shape: Shape) -> bool:
    return bool(shape.heading and shape.lines and not shape.bullets)


def _is_contents(shape: Shape) -> bool:
    return bool(shape.heading and shape.links and not shape.lines)


def _ending(materials: Materials, index: int) -> Writable | None:
    """Draft the last slide: a heading, or one line, and nothing else."""
    if len(materials.stack(index).slides) > 1:
        return None
    ending = _moment(materials, (index, 0), "ending", lambda shape: shape.is_heading)
    if ending is not None:
        title = ending["title"]
        if isinstance(title, str) and (_QUESTIONS.search(title) or _THANKS.search(title)):
            return None
        return title if len(ending) == 1 else ending
    return _moment(materials, (index, 0), "ending", _is_line)


def _is_line(shape: Shape) -> bool:
    return len(shape.lines) == 1 and not shape.heading and not shape.bullets


def _questions(materials: Materials, index: int) -> Fields | None:
    """Draft the slide that invites questions, and the published answers under it."""
    questions = _moment(materials, (index, 0), "questions", lambda shape: shape.is_heading)
    if questions is None or not _QUESTIONS.search(str(questions["title"])):
        return None
    prepared: list[Fields] = []
    for number in range(1, len(materials.stack(index).slides)):
        answer = _answer(materials, (index, number))
        if answer is None:
            return None
        prepared.append(answer)
    return {**questions, **({"prepared": prepared} if prepared else {})}


def _answer(materials: Materials, position: Position) -> Fields | None:
    """Draft a published answer: a question as the heading, then anything."""
    slide = materials.at(position)
    body = change_comments(slide.body.markdown, lambda _words: "").lstrip()
    found = _ANSWER.fullmatch(body)
    if materials.form(position) is not Form.FIELDS or found is None or slide.title is None:
        return None
    if slide.notes or set(slide.attributes) - {"id"} or not found["words"].strip():
        return None
    return {"q": slide.title, "a": f"{found['words'].strip()}\n", "published": True}


def _thanks(materials: Materials, index: int) -> Fields | None:
    """Draft a slide of thanks: a heading over a list of names."""
    if len(materials.stack(index).slides) > 1:
        return None
    thanks = _moment(materials, (index, 0), "thanks", lambda shape: bool(shape.bullets))
    shape = shape_of(materials.at((index, 0)))
    if thanks is None or shape is None or not _THANKS.search(str(thanks.get("title", ""))):
        return None
    title = {"title": thanks.pop("title")}
    names = [bullet.text for bullet in shape.bullets]
    return {**title, "officers": False, "also": names, "photos": False, **thanks}


def _moment(
    materials: Materials, position: Position, name: str, fits: Callable[[Shape], bool]
) -> Fields | None:
    """Draft a slide of the councillor's own: its title or words, its background, its notes."""
    shape = shape_of(materials.at(position))
    if materials.form(position) is not Form.FIELDS or shape is None or not fits(shape):
        return None
    drawn = backdrop(materials, position)
    said = spoken(materials, position, "notes")
    if drawn is None or said is None or not has_id(materials, position, name):
        return None
    words = {"title": shape.heading} if shape.heading else {"words": "".join(shape.lines[:1])}
    return {**words, **drawn, **said}

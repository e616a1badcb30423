"""Takes a form that was sent back over into the file that it was made from.

Pure. Only what somebody changed in the form changes in the file; its comments, its order and
whatever was changed in it meanwhile stay. Where both changed the same words, the file's stay and
a question tells of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct

from csp_slides.authoring.merge import THEIRS, merge, placed
from csp_slides.authoring.revise import RevisionError, revise, typed_values
from csp_slides.authoring.values import Entry, Shape, nothing, read_values, record_in, shape_of
from csp_slides.core.diagnostics import ContentError, Sink
from csp_slides.schema.fields.record import declared_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.values import Held, Values
    from csp_slides.core.source import Source
    from csp_slides.schema.fields.record import Record

Plain = dict[str, Any]
"""Fields as plain values: texts, and records and lists of them."""


class Kept(Struct, frozen=True, kw_only=True):
    """What a form said when it was written (`base`), and the values it was written from."""

    base: Plain
    origin: Plain


class TakenBack(Struct, frozen=True, kw_only=True):
    """The file as it would be, and what is to be decided."""

    text: str
    questions: tuple[str, ...]


def plain_values(source: Source, cls: type[Record]) -> Plain:
    """Return the values of a file as plain values; none where it can't be read as fields."""
    filled = read_values(source, cls)
    return {} if filled is None else _plain(filled.values)


def take_back(source: Source, cls: type[Record], kept: Kept, mine: Plain) -> TakenBack:
    """Return the file `source` with what was changed in a form, which now says `mine`.

    Raises:
        ContentError: the file can't be changed as the form asks.
    """
    origin = _held(cls, kept.origin)
    settled = _settled(cls, _held(cls, kept.base), _held(cls, mine), origin)
    theirs = read_values(source, cls)
    if theirs is None:
        raise _refused(source, "the file can't be read as fields, so the form wasn't imported")
    merged = merge(cls, origin, settled, theirs.values)
    conflicts = merged.conflicts
    if conflicts:
        choices = {each.path: THEIRS for each in conflicts}
        merged = merge(cls, origin, settled, theirs.values, choices)
    try:
        revised = revise(source, cls, merged.values)
    except RevisionError as error:
        raise _refused(source, f"the form can't be imported into this file: {error}") from error
    questions = tuple(
        f"{each.label} was changed both here and in the form; the form says “{each.mine}”"
        for each in conflicts
    )
    return TakenBack(text=revised.text, questions=questions)


def _refused(source: Source, message: str) -> ContentError:
    sink = Sink()
    sink.error("import", message, source.span(1, 1), "correct the file with csp-slides check first")
    return ContentError(sink.diagnostics)


def _plain(values: Values) -> Plain:
    made: Plain = {}
    for name, held in values.items():
        if isinstance(held, tuple):
            made[name] = [
                _plain(each.values or {}) if isinstance(each, Entry) else each for each in held
            ]
        elif isinstance(held, str):
            made[name] = held
        else:
            made[name] = _plain(held)
    return made


def _held(cls: type[Record], plain: Mapping[str, Any]) -> Values:
    """Return plain values as a file can hold them, each entry of a list in its place."""
    made: dict[str, Held] = {}
    known = declared_fields(cls)
    for name, value in plain.items():
        shape = shape_of(known[name][1].kind) if name in known else None
        if shape is None:
            continue
        kind = known[name][1].kind
        if shape is Shape.RECORD:
            made[name] = _held(record_in(kind), value if isinstance(value, dict) else {})
        elif shape is Shape.RECORDS:
            made[name] = tuple(
                Entry(was=place, values=_held(record_in(kind), each))
                for place, each in enumerate(value or ())
                if isinstance(each, dict)
            )
        elif shape is Shape.LINES:
            made[name] = (
                tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
            )
        elif shape is Shape.TABLE:
            pairs = value.items() if isinstance(value, dict) else value
            made[name] = tuple((str(key), str(text)) for key, text in pairs)
        else:
            made[name] = str(value)
    return typed_values(made, cls)


def _settled(cls: type[Record], base: Values, mine: Values, origin: Values) -> Values:
    """Return `mine` with the file's own words wherever the form still says what it said.

    A form writes words in its own way, and what only reads otherwise was changed by nobody.
    """
    made: dict[str, Held] = {}
    known = declared_fields(cls)
    for name, held in mine.items():
        kind = known[name][1].kind
        shape = shape_of(kind)
        assert shape is not None, "only such fields are held"
        blank = nothing(shape)
        before, first = base.get(name, blank), origin.get(name, blank)
        if shape is Shape.RECORD:
            three = (cast("Values", each) for each in (before, held, first))
            made[name] = _settled(record_in(kind), *three)
        elif shape is Shape.RECORDS:
            lists = (cast("tuple[Entry, ...]", each) for each in (before, held, first))
            made[name] = _settled_entries(record_in(kind), *lists)
        else:
            made[name] = first if held == before else held
    return made


def _settled_entries(
    cls: type[Record],
    base: tuple[Entry, ...],
    mine: tuple[Entry, ...],
    origin: tuple[Entry, ...],
) -> tuple[Entry, ...]:
    was = {place: number for number, place in placed(base, mine).items()}
    made = []
    for place, entry in enumerate(mine):
        number = was.get(place)
        if number is None or number >= len(origin):
            made.append(Entry(was=None, values=entry.values))
            continue
        values = _settled(
            cls, base[number].values or {}, entry.values or {}, origin[number].values or {}
        )
        made.append(Entry(was=number, values=values))
    return tuple(made)

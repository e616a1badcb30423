"""A revision of an author's file: other values, and not a character besides.

Pure. Values change where they stand, so that notes, order, quotes and blank lines stay as the
author has them; what is new is written in the way of the lines around it. What was written is
read again before it is given back, so that a file is never changed into something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from csp_slides.authoring.list_edits import ListEdits
from csp_slides.authoring.places import Places, RevisionError, TextEdit, with_edits
from csp_slides.authoring.value_edits import ValueEdits
from csp_slides.authoring.values import (
    Entry,
    Shape,
    as_typed,
    is_nothing,
    read_values,
    record_in,
    shape_of,
)
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.edits import Edited
from csp_slides.schema.yaml.mending import repair
from csp_slides.schema.yaml.nodes import Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.authoring.values import Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Record

__all__ = ["RevisionError", "revise", "typed_values"]

_MOST_LISTS = 200
"""Lists that one revision puts in another order; a file has a few."""


def revise(source: Source, cls: type[Record], wanted: Values) -> Source:
    """Return the file of a `cls` with the values `wanted`; fields that it doesn't name stay.

    Raises:
        RevisionError: it can't be done without a change to something else.
    """
    typed = typed_values(wanted, cls)
    try:
        return _revised(source, cls, typed)
    except RevisionError:
        fixed = _fixed(source)
        if fixed.text == source.text:
            raise
        return _revised(fixed, cls, typed)


def _revised(source: Source, cls: type[Record], wanted: Values) -> Source:
    edits = ValueEdits(Places(source)).of_record(_group(source), cls, wanted, top=True)
    revised = _changed(source, edits)
    for _ in range(_MOST_LISTS):
        step = ListEdits(Places(revised)).first(_group(revised), cls, wanted, top=True)
        if step is None:
            break
        list_edits, wanted = step
        revised = _changed(revised, list_edits)
    _prove(revised, cls, wanted)
    return revised


def _fixed(source: Source) -> Source:
    """Return a file with what `fix` corrects in it, such as tabs, which are in the way here."""
    edits = repair(source, Sink()).edits
    text = Edited(source.lines, (edit for edit in edits if edit.lasting)).text
    return Source(source.path, text, source.inside)


def typed_values(values: Values, cls: type[Record]) -> dict[str, Held]:
    """Return values as a file can hold them; fields that a `cls` doesn't have are left out."""
    known = declared_fields(cls)
    found: dict[str, Held] = {}
    for name, held in values.items():
        if name in known and (shape := shape_of(known[name][1].kind)) is not None:
            found[name] = _typed(held, known[name][1].kind, shape)
    return found


def _typed(held: Held, kind: Kind[Any], shape: Shape) -> Held:
    if shape is Shape.RECORD:
        return typed_values(cast("Values", held), record_in(kind))
    if shape is Shape.RECORDS:
        cls = record_in(kind)
        entries = cast("tuple[Entry, ...]", held)
        return tuple(
            replace(each, values=typed_values(each.values, cls))
            if each.values is not None
            else each
            for each in entries
        )
    if shape is Shape.GRID:
        rows = cast("tuple[tuple[str, ...], ...]", held)
        typed_rows = (tuple(as_typed(cell, Shape.LINE) for cell in row) for row in rows)
        return tuple(row for row in typed_rows if any(row))
    if shape is Shape.LINES:
        lines = (as_typed(each, Shape.LINE) for each in cast("tuple[str, ...]", held))
        return tuple(line for line in lines if line)
    if shape is Shape.TABLE:
        pairs = cast("tuple[tuple[str, str], ...]", held)
        typed = ((as_typed(k, Shape.LINE), as_typed(v, Shape.LINE)) for k, v in pairs)
        return tuple((key, text) for key, text in typed if key)
    return as_typed(cast("str", held), shape)


def _group(source: Source) -> Group:
    root = compose(source, Sink())
    if isinstance(root, Group):
        return root
    raise RevisionError("the file can't be read as fields")


def _changed(source: Source, edits: Sequence[TextEdit]) -> Source:
    text = with_edits(source.text, edits)
    return Source(source.path, text, source.inside)


def _prove(revised: Source, cls: type[Record], wanted: Values) -> None:
    """Read the file again.

    Raises:
        RevisionError: it doesn't hold what was wanted.
    """
    filled = read_values(revised, cls)
    if filled is None:
        raise RevisionError("the file can't be changed here as it is written")
    for name, held in wanted.items():
        found = filled.values.get(name)
        if found is None:
            if not is_nothing(held):
                raise RevisionError(f"'{name}' can't be changed here as it is written")
        elif not _is_same(found, held):
            raise RevisionError(f"'{name}' can't be changed here as it is written")


def _is_same(found: Held, held: Held) -> bool:
    """Whether two fields hold the same; what one of them doesn't name is not compared."""
    if isinstance(found, str) or isinstance(held, str):
        return found == held or (is_nothing(found) and is_nothing(held))
    if isinstance(found, tuple) or isinstance(held, tuple):
        if not isinstance(found, tuple) or not isinstance(held, tuple):
            return is_nothing(found) and is_nothing(held)
        if found and held and isinstance(found[0], Entry):
            return len(found) == len(held) and all(map(_is_same_entry, found, held))
        if found and isinstance(found[0], tuple):
            return found == held or sorted(cast("Any", found)) == sorted(cast("Any", held))
        return found == held
    names = {*found, *held}
    return all(_is_same(found.get(name, ""), held[name]) for name in names if name in held)


def _is_same_entry(found: object, held: object) -> bool:
    one, other = cast("Entry", found), cast("Entry", held)
    if one.values is None or other.values is None:
        return True
    return _is_same(one.values, other.values)

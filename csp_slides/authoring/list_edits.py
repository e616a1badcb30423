"""Edits that put the entries of a list in another order, or take some out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from csp_slides.authoring.entries import region_of
from csp_slides.authoring.places import Places, RevisionError, TextEdit
from csp_slides.authoring.value_edits import ValueEdits
from csp_slides.authoring.values import (
    Entry,
    Shape,
    fields_of,
    is_blank,
    record_in,
    shape_of,
)
from csp_slides.authoring.written import (
    entry_lines,
    hung,
    in_one_line,
    inner_lines,
)
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.nodes import Group, List, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.authoring.values import Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Record


class ListEdits:
    """Edits of one list of records: its entries in another order, fewer or more."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._values = ValueEdits(places)

    def first(
        self, group: Group, cls: type[Record], wanted: Values, *, top: bool = False
    ) -> tuple[list[TextEdit], dict[str, Held]] | None:
        """Return the edits of the first list that is to change, and what is wanted after them."""
        known = declared_fields(cls)
        there = {name: (label, node) for name, label, node in fields_of(group)}
        for name, held in wanted.items():
            kind = known[name][1].kind
            shape = shape_of(kind)
            step: tuple[list[TextEdit], Held] | None = None
            if shape is Shape.RECORD and name in there and isinstance(there[name][1], Group):
                node = cast("Group", there[name][1])
                step = self.first(node, record_in(kind), cast("Values", held))
            elif shape is Shape.RECORDS:
                step = self._of_list(
                    group, name, kind, cast("tuple[Entry, ...]", held), list(known), top=top
                )
            if step is not None:
                return step[0], {**wanted, name: step[1]}
        return None

    def _of_list(  # where, what and in which order
        self,
        group: Group,
        name: str,
        kind: Kind[Any],
        held: tuple[Entry, ...],
        order: Sequence[str],
        *,
        top: bool,
    ) -> tuple[list[TextEdit], Held] | None:
        found = next(
            ((label, node) for each, label, node in fields_of(group) if each == name), None
        )
        if found is None or is_blank(found[1]):
            if not held:
                return None
            if found is not None:
                return self._values.under(group, *found, inner_lines(kind, held)), _settled(held)
            edit = self._values.insert(group, name, kind, held, order, top=top)
            text = f"\n{edit.text}" if top and not edit.text.startswith("\n\n") else edit.text
            return [replace(edit, text=text)], _settled(held)
        label, node = found
        if not isinstance(node, List):
            raise RevisionError(f"'{name}' isn't written as a list")
        inner = self._within(node, record_in(kind), held)
        if inner is not None:
            return inner
        if [entry.was for entry in held] == list(range(len(node.items))):
            return None
        return self._rearranged(label, node, record_in(kind), held), _settled(held)

    def _within(
        self, node: List, cls: type[Record], held: tuple[Entry, ...]
    ) -> tuple[list[TextEdit], Held] | None:
        """Return the edits of the first list within an entry that is to change."""
        for number, entry in enumerate(held):
            if entry.was is None or entry.values is None:
                continue
            item = node.items[entry.was]
            inner = self.first(item, cls, entry.values) if isinstance(item, Group) else None
            if inner is not None:
                changed = replace(entry, values=inner[1])
                return inner[0], (*held[:number], changed, *held[number + 1 :])
        return None

    def _rearranged(
        self, label: Value, node: List, cls: type[Record], held: tuple[Entry, ...]
    ) -> list[TextEdit]:
        if self._places.is_bracketed(node):
            if self._places.line(self._places.end(node)) != node.span.line - 1:
                raise RevisionError(f"'{label.text}' is a list between brackets on several lines")
            return [self._values.replace(node, self._in_brackets(node, cls, held))]  # of one module
        region = region_of(node, self._places)
        order: list[int | list[str]] = [
            entry.was
            if entry.was is not None
            else hung(entry_lines(cls, entry.values or {}), region.margin, region.step)
            for entry in held
        ]
        lines = region.arranged(order)
        return [self._values.lines(region.first, region.last, lines)]

    def _in_brackets(self, node: List, cls: type[Record], held: tuple[Entry, ...]) -> str:
        parts = []
        for entry in held:
            if entry.was is not None:
                item = node.items[entry.was]
                parts.append(
                    self._places.text[self._places.start(item.span) : self._places.end(item)]
                )
                continue
            values = entry.values or {}
            texts = {name: each for name, each in values.items() if each}
            if not all(isinstance(each, str) for each in texts.values()):
                raise RevisionError("a list between brackets has no room for such an entry")
            fields = ", ".join(
                f"{name}: {in_one_line(cast('str', each), Shape.LINE, bracketed=True)}"
                for name, each in texts.items()
            )
            parts.append(f"{{{fields or next(iter(declared_fields(cls))) + ': '}}}")
        return f"[{', '.join(parts)}]"


def _settled(held: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return entries as those of the file as it is now."""
    return tuple(replace(entry, was=number) for number, entry in enumerate(held))

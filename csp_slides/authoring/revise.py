"""A revision of an author's file: other values, and not a character besides.

Pure. Values change where they stand, so that notes, order, quotes and blank lines stay as the
author has them; what is new is written in the way of the lines around it. What was written is
read again before it is given back, so that a file is never changed into something else.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from csp_slides.authoring.entries import region_of
from csp_slides.authoring.places import Places, RevisionError, TextEdit, with_edits
from csp_slides.authoring.values import (
    Entry,
    Shape,
    as_typed,
    fields_of,
    is_blank,
    is_nothing,
    nothing,
    read_values,
    record_in,
    shape_of,
    text_of,
)
from csp_slides.authoring.written import (
    STEP,
    block_lines,
    block_sign,
    entry_lines,
    field_lines,
    hung,
    in_a_row,
    in_one_line,
    inner_lines,
    is_block,
)
from csp_slides.authoring.yaml_edit import in_brackets
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.edits import Edited
from csp_slides.schema.yaml.nodes import Group, List, Style, Value
from csp_slides.schema.yaml.repair import repair
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.authoring.values import Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Declared, Record
    from csp_slides.schema.yaml.nodes import Node

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
    edits = _ValueEdits(Places(source)).of_record(_group(source), cls, wanted, top=True)
    revised = _changed(source, edits)
    for _ in range(_MOST_LISTS):
        step = _ListEdits(Places(revised)).first(_group(revised), cls, wanted, top=True)
        if step is None:
            break
        list_edits, wanted = step
        revised = _changed(revised, list_edits)
    _prove(revised, cls, wanted)
    return revised


def _fixed(source: Source) -> Source:
    """Return a file with what `fix` corrects in it, such as tabs, which stand in the way here."""
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


class _ValueEdits:
    """Edits of the values that are there, and of those that are new but for entries of lists."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def of_record(
        self, group: Group, cls: type[Record], wanted: Values, *, top: bool = False
    ) -> list[TextEdit]:
        """Return the edits that give a record the values `wanted`."""
        known = declared_fields(cls)
        there = {name: (label, node) for name, label, node in fields_of(group)}
        edits: list[TextEdit] = []
        missing: list[tuple[str, Held]] = []
        for name, held in wanted.items():
            if name not in there:
                if not is_nothing(held):
                    missing.append((name, held))
                continue
            label, node = there[name]
            edits += self._of_field(group, label, node, known[name][1], held)
        order = [
            name for name in known if name not in there or not is_nothing(wanted.get(name, "-"))
        ]
        for name, held in sorted(missing, key=lambda each: order.index(each[0])):
            if shape_of(known[name][1].kind) is not Shape.RECORDS:
                edits.append(self.insert(group, name, known[name][1].kind, held, order, top=top))
        return edits

    def _of_field(
        self, group: Group, label: Value, node: Node, declared: Declared, held: Held
    ) -> list[TextEdit]:
        shape = shape_of(declared.kind)
        edits: list[TextEdit] = []
        match shape:
            case Shape.RECORD:
                edits = self._of_group(group, label, node, declared, cast("Values", held))
            case Shape.RECORDS:
                edits = self._of_entries(node, record_in(declared.kind), held)
            case Shape.LINES:
                edits = self._of_lines(group, label, node, declared, cast("tuple[str, ...]", held))
            case Shape.TABLE:
                edits = self._of_table(group, label, node, declared, held)
            case Shape.GRID:
                rows = cast("tuple[tuple[str, ...], ...]", held)
                edits = self._of_grid(group, label, node, declared, rows)
            case Shape.TYPED | Shape.LINE | Shape.PROSE:
                edits = self._of_text(group, label, node, declared, cast("str", held))
            case None:
                pass
        return edits

    def _of_text(
        self, group: Group, label: Value, node: Node, declared: Declared, text: str
    ) -> list[TextEdit]:
        shape = shape_of(declared.kind) or Shape.LINE
        before = "" if is_blank(node) else text_of(node, shape)
        if before is None:
            raise RevisionError(f"'{label.text}' can't be read as text")
        if text == before:
            return []
        if not text:
            return self._take_out(group, label, node, required=declared.required)
        return self._set(group, label, node, shape, text)

    def _of_entries(self, node: Node, cls: type[Record], held: Held) -> list[TextEdit]:
        """Return the edits of the entries that are there."""
        if not isinstance(node, List):
            return []
        edits: list[TextEdit] = []
        for entry in cast("tuple[Entry, ...]", held):
            if entry.was is None or entry.values is None or not 0 <= entry.was < len(node.items):
                continue
            item = node.items[entry.was]
            if isinstance(item, Group):
                edits += self.of_record(item, cls, entry.values)
            elif is_blank(item) and not is_nothing(entry.values):
                raise RevisionError("an entry of a list has nothing after its hyphen")
        return edits

    def _of_group(
        self, group: Group, label: Value, node: Node, declared: Declared, held: Values
    ) -> list[TextEdit]:
        cls = record_in(declared.kind)
        if isinstance(node, Group):
            names = {name for name, _, _ in fields_of(node)}
            rest = {name: held.get(name, nothing(shape)) for name, shape in _shapes(cls)}
            if is_nothing(held) and names <= set(rest):
                return self._take_out(group, label, node, required=False)
            return self.of_record(node, cls, held)
        if is_nothing(held):
            return []
        if not is_blank(node):
            raise RevisionError(f"'{label.text}' isn't written as fields")
        return self.under(group, label, node, inner_lines(declared.kind, held))

    def _of_lines(
        self, group: Group, label: Value, node: Node, declared: Declared, held: tuple[str, ...]
    ) -> list[TextEdit]:
        before = self._lines_of(label, node)
        if held == tuple(filter(None, before)):
            return []
        if not before:
            return self.under(group, label, node, inner_lines(declared.kind, held))
        if not held:
            return self._take_out(group, label, node, required=declared.required)
        if not isinstance(node, List) or self._places.is_bracketed(node):
            return [self.replace(node, _bracketed(held))]
        return self._of_hyphens(node, before, held)

    def _of_grid(
        self,
        group: Group,
        label: Value,
        node: Node,
        declared: Declared,
        held: tuple[tuple[str, ...], ...],
    ) -> list[TextEdit]:
        """Write rows anew where one of them is other; what is said beside them stays below."""
        if is_blank(node):
            return self.under(group, label, node, inner_lines(declared.kind, held)) if held else []
        before = _rows_of(node)
        if held == before:
            return []
        if before is None or not isinstance(node, List):
            raise RevisionError(f"'{label.text}' isn't written as rows")
        if not held:
            return self._take_out(group, label, node, required=declared.required)
        if self._places.is_bracketed(node):
            return [self.replace(node, f"[{', '.join(map(in_a_row, held))}]")]
        region = region_of(node, self._places)
        rows = [
            list(region.chunks[before.index(row)])
            if row in before
            else [f"{region.margin}- {in_a_row(row)}"]
            for row in held
        ]
        written = [line for row in rows for line in row]
        said = "\n".join(written)
        notes = [each for each in self._places.notes_in(label, node) if each not in said]
        above = self._places.note_after(label)
        written += [f"{region.margin}{note}" for note in notes if note != above]
        return [self.lines(region.first, region.last, written)]

    @staticmethod
    def _lines_of(label: Value, node: Node) -> tuple[str, ...]:
        if is_blank(node):
            return ()
        if isinstance(node, Group):
            raise RevisionError(f"'{label.text}' isn't written as a list")
        items = node.items if isinstance(node, List) else (node,)
        return tuple(text_of(item, Shape.LINE) or "" for item in items)

    def _of_hyphens(self, node: List, before: Sequence[str], held: Sequence[str]) -> list[TextEdit]:
        """Return the edit of a list of lines: those that are alike stay as they are."""
        region = region_of(node, self._places)
        order: list[int | list[str]] = []
        for tag, i1, i2, j1, j2 in SequenceMatcher(
            None, before, held, autojunk=False
        ).get_opcodes():
            if tag == "equal":
                order += range(i1, i2)
                continue
            for number, text in enumerate(held[j1:j2]):
                if i1 + number < i2:
                    order.append(
                        self._renamed(node.items[i1 + number], region.chunks[i1 + number], text)
                    )
                else:
                    order.append([f"{region.margin}- {in_one_line(text, Shape.LINE)}"])
        return [self.lines(region.first, region.last, region.arranged(order))]

    def _renamed(self, item: Node, chunk: Sequence[str], text: str) -> list[str]:
        """Return the lines of an entry with another text, its notes kept."""
        start, end = self._places.start(item.span), self._places.end(item)
        line = self._places.line(start)
        if self._places.line(end) != line:
            raise RevisionError("an entry of a list goes on over several lines")
        typed = self._places.lines[line]
        offset = self._places.line_start(line)
        written = in_one_line(text, Shape.LINE, like=typed[start - offset :])
        gap = " " if typed[: start - offset].endswith("-") else ""
        return [
            f"{typed[: start - offset]}{gap}{written}{typed[end - offset :]}"
            if each is typed
            else each
            for each in chunk
        ]

    def _of_table(
        self, group: Group, label: Value, node: Node, declared: Declared, held: Held
    ) -> list[TextEdit]:
        pairs = dict(cast("tuple[tuple[str, str], ...]", held))
        if is_blank(node):
            return self.under(group, label, node, inner_lines(declared.kind, held)) if pairs else []
        if not isinstance(node, Group):
            raise RevisionError(f"'{label.text}' isn't written as fields")
        if not pairs:
            return self._take_out(group, label, node, required=declared.required)
        there = {name: (key, value) for name, key, value in fields_of(node)}
        if not there.keys() <= pairs.keys():
            return [self._table_anew(node, there, pairs)]
        edits: list[TextEdit] = []
        for name, (key, value) in there.items():
            text = pairs[name]
            if text and text != text_of(value, Shape.LINE):
                edits += self._set(node, key, value, Shape.LINE, text)
            elif not text and not is_blank(value):
                edits += self._take_out(node, key, value, required=True)
        last = node.entries[-1][1]
        edits += (
            self._insert_after(node, last, _table_line(name, text))
            for name, text in pairs.items()
            if name not in there
        )
        return edits

    def _table_anew(
        self, node: Group, there: Mapping[str, tuple[Value, Node]], pairs: Mapping[str, str]
    ) -> TextEdit:
        """Write a table from which names were taken out; what is said beside the others stays."""
        places = self._places
        if places.is_bracketed(node):
            fields = (
                f"{in_brackets(name)}: {in_one_line(text, Shape.LINE, bracketed=True)}"
                for name, text in pairs.items()
            )
            return self.replace(node, f"{{{', '.join(fields)}}}")
        margin = " " * (node.entries[0][0].span.column - 1)
        lines = []
        for name, text in pairs.items():
            note = places.note_after(there[name][1]) if name in there else ""
            lines.append(f"{margin}{_table_line(name, text)[0]}{'  ' if note else ''}{note}")
        written = "\n".join(lines)
        notes = places.notes_in(node.entries[0][0], node)
        lines += [f"{margin}{note}" for note in notes if note not in written]
        return self.lines(node.entries[0][0].span.line - 1, places.line(places.end(node)), lines)

    def _set(
        self, group: Group, label: Value, node: Node, shape: Shape, text: str
    ) -> list[TextEdit]:
        """Write a text in place of the one there."""
        places = self._places
        start, end = places.start(node.span), places.end(node)
        margin = " " * (label.span.column - 1)
        if places.is_bracketed(group):
            written = in_one_line(text, shape, bracketed=True)
            return [self.replace(node, written)]
        if isinstance(node, Value) and node.style is Style.BLOCK and self._is_own_block(node):
            return self._set_block(node, text, margin)
        typed = places.text[start:end]
        if "\n" in places.text[self._after(label) : start] or (
            "\n" in typed and places.notes_in(label, node)
        ):
            return [self._anew(label, node, shape, text)]
        if not is_block(text, shape):
            return [self._beside_note(start, end, in_one_line(text, shape, like=typed))]
        body = "".join(f"\n{line}" for line in block_lines(text, f"{margin}{STEP}"))
        eol = places.line_end(end)
        return [self._beside_note(start, end, block_sign(text)), TextEdit(eol, eol, body)]

    def _anew(self, label: Value, node: Node, shape: Shape, text: str) -> TextEdit:
        """Write all that follows a label anew, with the notes in it below."""
        margin = " " * (label.span.column - 1)
        lines = [in_one_line(text, shape)]
        if is_block(text, shape):
            lines = [block_sign(text), *block_lines(text, f"{margin}{STEP}")]
        notes = [f"{margin}{note}" for note in self._places.notes_in(label, node)]
        end = self._places.line_end(self._places.end(node))
        return TextEdit(self._after(label), end, "\n".join((f" {lines[0]}", *lines[1:], *notes)))

    def _beside_note(self, start: int, end: int, written: str) -> TextEdit:
        """Write on one line, and leave a note that follows in its column where there is room."""
        text = self._places.text
        eol = self._places.line_end(end)
        gap = " " if text[start - 1 : start] == ":" else ""
        note = eol - len(text[end:eol].lstrip())
        if note == eol or text[note] != "#" or "\n" in text[start:end]:
            return TextEdit(start, end, f"{gap}{written}")
        room = max(note - start - len(gap) - len(written), 2)
        return TextEdit(start, note, f"{gap}{written}{' ' * room}")

    def _is_own_block(self, node: Value) -> bool:
        start = self._places.start(node.span)
        return self._places.text[start : start + 1] in {"|", ">"}

    def _set_block(self, node: Value, text: str, margin: str) -> list[TextEdit]:
        """Write the lines of a text below its `|`, as far in as those there."""
        places = self._places
        start, end = places.start(node.span), places.end(node)
        header_end = places.line_end(start)
        header = places.text[start:header_end]
        sign = header.split("#", 1)[0].rstrip()
        lines = places.text[header_end + 1 : end].split("\n") if end > header_end else []
        typed = [line for line in lines if line.strip()]
        indent = _margin(typed[0]) if typed else 0
        notes = [line for line in typed if _margin(line) < indent and line.strip()[0] == "#"]
        ragged = any(_margin(line) < indent for line in typed if line not in notes)
        if indent <= len(margin) or ragged or any(figure in sign for figure in "123456789"):
            indent = len(margin) + len(STEP)
        body = "".join(f"\n{line}" for line in [*block_lines(text, " " * indent), *notes])
        fresh = block_sign(text, indent - len(margin))
        keep = "-" if "-" in sign else ""
        edits = [TextEdit(start, start + len(sign), f"{fresh}{keep}")]
        edits.append(TextEdit(min(header_end, max(end, header_end)), max(end, header_end), body))
        return edits

    def replace(self, node: Node, written: str) -> TextEdit:
        start, end = self._places.start(node.span), self._places.end(node)
        gap = " " if self._places.text[start - 1 : start] == ":" else ""
        return TextEdit(start, end, f"{gap}{written}")

    def _take_out(
        self, group: Group, label: Value, node: Node, *, required: bool
    ) -> list[TextEdit]:
        """Take a value out, and its label where that says nothing more; notes stay."""
        places = self._places
        if places.is_bracketed(group):
            return [self.replace(node, '""')]
        first, last = label.span.line - 1, places.line(places.end(node))
        notes = list(places.notes_in(label, node))
        is_first = group.entries[0][0] is label
        if not is_first and not required and not (notes and isinstance(node, Value)):
            margin = " " * (label.span.column - 1)
            return [self.lines(first, last, [f"{margin}{note}" for note in notes])]
        colon = self._after(label)
        typed = places.lines[first]
        head = places.text[places.line_start(first) : colon]
        kept = [f"{head} {notes[0]}" if notes else head.rstrip()]
        if isinstance(node, Value) and notes and "#" in typed[label.span.end_column :]:
            column = typed.rfind(notes[0])
            if column > len(head):
                kept = [f"{head.ljust(column)}{notes[0]}"]
        kept += [f"{' ' * (label.span.column - 1)}{note}" for note in notes[1:]]
        return [self.lines(first, last, kept)]

    def under(self, group: Group, label: Value, node: Node, lines: Sequence[str]) -> list[TextEdit]:
        """Write lines under a label that has nothing after it."""
        if self._places.is_bracketed(group):
            raise RevisionError(f"'{label.text}' is between brackets")
        edits = []
        start, end = self._places.start(node.span), self._places.end(node)
        if end > start:
            edits.append(TextEdit(start, end, ""))
        return [*edits, *self._beneath(label, label, lines)]

    def _beneath(self, label: Value, node: Node, lines: Sequence[str]) -> list[TextEdit]:
        margin = " " * (label.span.column - 1) + STEP
        eol = self._places.line_end(self._places.end(node))
        body = "".join(f"\n{margin}{line}" if line else "\n" for line in lines)
        return [TextEdit(eol, eol, body)]

    def insert(  # where, what and in which order
        self,
        group: Group,
        name: str,
        kind: Kind[Any],
        held: Held,
        order: Sequence[str],
        *,
        top: bool,
    ) -> TextEdit:
        """Write a new field after the one that comes before it, as the fields are declared."""
        lines = field_lines(name, kind, held)
        ranks = {each: number for number, each in enumerate(order)}
        before = [
            (ranks[each], node)
            for each, _, node in fields_of(group)
            if each in ranks and ranks[each] < ranks[name]
        ]
        after = (
            max(before, key=lambda each: each[0])[1] if before else self._opening(group, top=top)
        )
        if top and not isinstance(after, Value):
            lines = ["", *lines]
        return self._insert_after(group, after, lines)

    def _opening(self, group: Group, *, top: bool) -> Node:
        """Return the value that a field without any before it is written after."""
        header = [node for label, node in group.entries if top and label.text in _HEADER]
        return header[-1] if header else group.entries[0][1]

    def _insert_after(self, group: Group, node: Node, lines: Sequence[str]) -> TextEdit:
        places = self._places
        end = places.end(node)
        if places.is_bracketed(group):
            if len(lines) > 1:
                raise RevisionError("a group of fields between brackets has no room for more")
            return TextEdit(end, end, f", {lines[0]}")
        margin = " " * (group.entries[0][0].span.column - 1)
        eol = places.line_end(end)
        return TextEdit(eol, eol, "".join(f"\n{margin}{line}" if line else "\n" for line in lines))

    def _after(self, label: Value) -> int:
        """Return the offset behind the colon of a label."""
        end = self._places.start(label.span) + (label.span.end_column - label.span.column)
        return self._places.text.index(":", end) + 1

    def lines(self, first: int, last: int, lines: Sequence[str]) -> TextEdit:
        """Replace whole lines."""
        start = self._places.line_start(first)
        end = self._places.line_end(self._places.line_start(last))
        if lines:
            return TextEdit(start, end, "\n".join(lines))
        # With the line end before it, so that what comes after may be inserted at this line's own.
        return TextEdit(start - 1, end, "") if start else TextEdit(start, end + 1, "")


_HEADER = frozenset({"schema", "kind"})


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _shapes(cls: type[Record]) -> Iterator[tuple[str, Shape]]:
    for name, (_, declared) in declared_fields(cls).items():
        if (shape := shape_of(declared.kind)) is not None:
            yield name, shape


def _rows_of(node: Node) -> tuple[tuple[str, ...], ...] | None:
    if not isinstance(node, List):
        return None
    rows = (row.items if isinstance(row, List) else (row,) for row in node.items)
    return tuple(tuple(text_of(cell, Shape.LINE) or "" for cell in row) for row in rows)


def _bracketed(texts: Sequence[str]) -> str:
    return f"[{', '.join(in_brackets(text) for text in texts)}]"


def _table_line(name: str, text: str) -> list[str]:
    return [f"{write_text(name)}: {in_one_line(text, Shape.LINE)}".rstrip()]


class _ListEdits:
    """Edits of one list of records: its entries in another order, fewer or more."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._values = _ValueEdits(places)

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

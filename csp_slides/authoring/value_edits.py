"""Edits that put other values in the place of an author's, field by field. Pure."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, cast

from csp_slides.authoring.entries import region_of
from csp_slides.authoring.places import Places, RevisionError, TextEdit
from csp_slides.authoring.values import (
    Entry,
    Shape,
    fields_of,
    is_blank,
    is_nothing,
    nothing,
    record_in,
    shape_of,
    text_of,
)
from csp_slides.authoring.written import (
    STEP,
    block_lines,
    block_sign,
    field_lines,
    in_a_row,
    in_one_line,
    inner_lines,
    is_block,
)
from csp_slides.authoring.yaml_edit import in_brackets
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.nodes import Group, List, Style, Value
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.authoring.values import Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Declared, Record
    from csp_slides.schema.yaml.nodes import Node


class ValueEdits:
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
        """Write rows again where one of them is other; what is said beside them stays below."""
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
        """Write all that follows a label again, with the notes in it below."""
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
        """Return the edit that replaces a value with `written`."""
        start, end = self._places.start(node.span), self._places.end(node)
        gap = " " if self._places.text[start - 1 : start] == ":" else ""
        return TextEdit(start, end, f"{gap}{written}")

    def _take_out(
        self, group: Group, label: Value, node: Node, *, required: bool
    ) -> list[TextEdit]:
        """Return the edits that remove a value, and its label if nothing is left; comments stay."""
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
        # With the line end before it, so that text can be inserted at this line's own end.
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

"""Changing single values in an author's YAML file, and not a character besides.

Pure. Places come from the records that were read from the file; edits are gathered first and
made together, so that no place moves under another.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csp_slides.core.source import Source, Span
    from csp_slides.schema.fields.declare import Record

_BRACKETS = frozenset(",[]{}")


class Edit(Struct, frozen=True, kw_only=True):
    """Replace the characters `start` to `end` of the file by `text`."""

    start: int
    end: int
    text: str


def in_brackets(value: str) -> str:
    """Write a text between brackets, where a comma parts, a bracket ends, and `:` or `?` starts."""
    if _BRACKETS.isdisjoint(value) and not value.startswith((":", "?")):
        return write_text(value)
    return json.dumps(value, ensure_ascii=False)


class AuthorsFile:
    """A file whose records are known; writes edits of their values."""

    def __init__(self, source: Source) -> None:
        """Wrap the file as it is."""
        self._text = source.text
        self._starts = [0]
        for line in source.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def set(self, record: Record, field: str, value: str, *, raw: bool = False) -> Edit:
        """Write a value in place of the one there, or as a new field below the record's first.

        A `raw` value is YAML already.
        """
        bracketed = self._is_bracketed(record.span)
        text = value if raw or not value else _written(value, bracketed=bracketed)
        if field not in record.spans:
            return self._insert(record, f"{field}: {text}")
        start, end = self._bounds(record.spans[field])
        gap = " " if text and self._text[start - 1 : start] == ":" else ""
        return Edit(start=start, end=end, text=gap + text)

    def append(
        self,
        record: Record,
        field: str,
        items: Sequence[Record],
        added: Iterable[Mapping[str, str]],
    ) -> Edit:
        """Write new items after the last of the list `field`; blank values are left out."""
        told = [{name: value for name, value in item.items() if value} for item in added]
        span = record.spans.get(field)
        if self._is_bracketed(record.span) or (items and self._is_bracketed(span)):
            return self._append_bracketed(record, field, items, told)
        if items:
            last = items[-1].span
            assert last is not None, "what was read from a file has its place"
            _, end = self._bounds(last)
            return Edit(start=end, end=end, text=_dashed(told, last.column - 3))
        lines = _dashed(told, self._margin(record) + 2)
        if span is None:
            return self._insert(record, f"{field}:{lines}")
        start, end = self._bounds(span)
        return Edit(start=start, end=end, text=lines)

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the file's text with all edits made."""
        text = self._text
        for edit in sorted(edits, key=lambda each: (each.start, each.end), reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text

    def _append_bracketed(
        self,
        record: Record,
        field: str,
        items: Sequence[Record],
        told: Sequence[Mapping[str, str]],
    ) -> Edit:
        written = ", ".join(
            "{"
            + ", ".join(
                f"{name}: {_written(value, bracketed=True)}" for name, value in item.items()
            )
            + "}"
            for item in told
        )
        if not items:
            return self.set(record, field, f"[{written}]", raw=True)
        last = items[-1].span
        assert last is not None, "what was read from a file has its place"
        _, end = self._bounds(last)
        return Edit(start=end, end=end, text=f", {written}")

    def _insert(self, record: Record, line: str) -> Edit:
        """Write a field below the first of its record that is on one line."""
        span = next(each for each in record.spans.values() if each.line == each.end_line)
        if self._is_bracketed(record.span):
            _, end = self._bounds(span)
            return Edit(start=end, end=end, text=f", {line}")
        end = self._starts[span.line] - 1
        return Edit(start=end, end=end, text=f"\n{' ' * self._margin(record)}{line}")

    def _is_bracketed(self, span: Span | None) -> bool:
        if span is None:
            return False
        start, _ = self._bounds(span)
        return self._text[start : start + 1] in {"{", "["}

    def _margin(self, record: Record) -> int:
        """Return how far the fields of a record stand from the edge."""
        assert record.span is not None, "what was read from a file has its place"
        return record.span.column - 1

    def _bounds(self, span: Span) -> tuple[int, int]:
        """Return the ends of a place in the text, without the blanks that it may run on to."""
        start = self._starts[span.line - 1] + span.column - 1
        end = self._starts[span.end_line - 1] + span.end_column - 1
        return start, start + len(self._text[start:end].rstrip())


def _written(value: str, *, bracketed: bool) -> str:
    """Write a value; a number needs no quotes, for its field knows what it is."""
    if value.isdecimal():
        return value
    return in_brackets(value) if bracketed else write_text(value)


def _dashed(items: Iterable[Mapping[str, str]], margin: int) -> str:
    """Write the items of a list, each on lines of its own after a dash."""
    lines = []
    for item in items:
        first, *rest = (
            f"{name}: {_written(value, bracketed=False)}" for name, value in item.items()
        )
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return "".join(f"\n{' ' * margin}{line}" for line in lines)

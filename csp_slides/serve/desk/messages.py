"""Which field of a form each problem of its file belongs to.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.documents.draft import CHECK, questions_of
from csp_slides.authoring.places import Places
from csp_slides.authoring.values import Shape, fields_of, record_in, shape_of
from csp_slides.core.diagnostics import Severity, Sink
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.nodes import Group, List

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Source
    from csp_slides.schema.fields.record import Record
    from csp_slides.schema.yaml.nodes import Node

_AT_FIELD: Final = {
    "missing": "This is needed, and nothing has been typed yet",
    "blank": "Nothing has been typed here yet",
}
"""Messages at a form's field, without the file's field names and characters."""

_ORDER = (Severity.ERROR, Severity.WARNING, Severity.HINT)


class Stretch(Struct, frozen=True, kw_only=True):
    """The lines of a field or an entry, from 1, and the column at which it starts."""

    path: str
    first: int
    last: int
    column: int

    def holds(self, line: int, column: int) -> bool:
        """Whether a place is in it."""
        after = line > self.first or column >= self.column or self.first == self.last
        return self.first <= line <= self.last and after


class Message(Struct, frozen=True, kw_only=True):
    """A problem as a form shows it; `path` is its field, empty for the file as a whole."""

    severity: str
    code: str
    message: str
    help: str | None
    path: str
    line: int | None
    comment: tuple[str, ...] = ()
    """The lines of a question from an import, which are to go once it is decided."""


def stretches(source: Source, cls: type[Record]) -> tuple[Stretch, ...]:
    """Return where each field and entry of a file is, outer ones before those in them."""
    root = compose(source, Sink())
    if not isinstance(root, Group):
        return ()
    return tuple(_of_record(root, cls, "", Places(source)))


def messages(found: Iterable[Diagnostic], source: Source, cls: type[Record]) -> tuple[Message, ...]:
    """Return the problems of a file by its fields, the gravest first, none twice."""
    where = stretches(source, cls)
    said: dict[tuple[str, str, str], Message] = {}
    for each in found:
        span = each.span
        own = span is not None and span.source.inside == source.inside
        path = path_at(where, span.line, span.column) if span is not None and own else ""
        told = _AT_FIELD.get(each.code) if path.rpartition(".")[2].isidentifier() else None
        message = Message(
            severity=str(each.severity),
            code=each.code,
            message=told or each.message,
            help=None if told else each.help,
            path=path,
            line=span.line if span is not None and own else None,
        )
        said.setdefault((each.code, each.message, path), message)
    ranks = {str(severity): rank for rank, severity in enumerate(_ORDER)}
    return tuple(sorted(said.values(), key=lambda each: (ranks[each.severity], each.line or 0)))


def questions(source: Source, cls: type[Record]) -> tuple[Message, ...]:
    """Return what an import asked of a file's author, at the fields that the comments are above."""
    where = stretches(source, cls)
    lines = source.lines
    made = []
    for each in questions_of(source.text, source.path):
        assert each.span is not None, "a question is a comment, which has a place"
        first = each.span.line - 1
        rest = enumerate(lines[first + 1 :], start=first + 1)
        end = next((at for at, line in rest if not _goes_on(line)), len(lines))
        under = next((at for at in range(end, len(lines)) if not _is_comment(lines[at])), first)
        column = len(lines[under]) - len(lines[under].lstrip(" -")) + 1
        made.append(
            Message(
                severity="warning",
                code=each.code,
                message=each.message,
                help=None,
                path=path_at(where, under + 1, column),
                line=each.span.line,
                comment=tuple(lines[first:end]),
            )
        )
    return tuple(made)


def _goes_on(line: str) -> bool:
    bare = line.lstrip()
    return bare.startswith("# ") and not bare.startswith(f"# {CHECK}")


def _is_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def path_at(where: Sequence[Stretch], line: int, column: int) -> str:
    """Return the innermost field at a place."""
    inside = [each for each in where if each.holds(line, column)]
    if not inside:
        return ""
    return max(
        inside, key=lambda each: (each.path.count("."), each.column <= column, each.first)
    ).path


def _of_record(group: Group, cls: type[Record], path: str, places: Places) -> Iterator[Stretch]:
    known = declared_fields(cls)
    for name, label, node in fields_of(group):
        if name not in known:
            continue
        kind = known[name][1].kind
        where = f"{path}{name}"
        yield Stretch(
            path=where,
            first=label.span.line,
            last=places.line(places.end(node)) + 1,
            column=label.span.column,
        )
        shape = shape_of(kind)
        if shape is Shape.RECORD and isinstance(node, Group):
            yield from _of_record(node, record_in(kind), f"{where}.", places)
        elif shape is Shape.RECORDS and isinstance(node, List):
            yield from _of_entries(node, record_in(kind), where, places)


def _of_entries(node: List, cls: type[Record], path: str, places: Places) -> Iterator[Stretch]:
    for number, item in enumerate(node.items):
        where = f"{path}.{number}"
        yield _entry(item, where, places)
        if isinstance(item, Group):
            yield from _of_record(item, cls, f"{where}.", places)


def _entry(item: Node, path: str, places: Places) -> Stretch:
    return Stretch(
        path=path,
        first=item.span.line,
        last=places.line(places.end(item)) + 1,
        column=max(item.span.column - 2, 1),
    )

"""A whole YAML file: its `schema` and `kind` lines, and the record that its kind says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import Sink
from csp_slides.core.did_you_mean import closest
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields.record import Record, all_names, read
from csp_slides.schema.fields.report import describe
from csp_slides.schema.yaml.nodes import Group, Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Source
    from csp_slides.schema.yaml.nodes import Node

VERSION = "csp-slides/v1"
_KEYS = ("schema", "kind")
_HOLDS = pattern(r"^\s*(?:- .+: .+|[a-z_]+:\s*[|>]?\s*)$")
"""A line below which others are indented: a hyphen with a field, a label with nothing or a bar."""
_OUT_OF_PLACE = frozenset({"indent", "no-label", "not-indented", "stray-entry", "wrong-level"})
_SEVERAL = 3
_FEW = 5


def read_document(
    source: Source,
    kinds: Mapping[str, type[Record]],
    sink: Sink,
    settle: Callable[[Node, Sink], Node] | None = None,
) -> tuple[str, Record] | None:
    """Read a file by what its `kind` line says; None, and reported, when it cannot stand.

    `settle` chooses among the languages of its texts before they are read.
    """
    from csp_slides.schema.yaml.compose import compose

    found = Sink()
    node = compose(source, found, all_names(*kinds.values()))
    if node is not None and settle is not None:
        node = settle(node, found)
    read = read_composed(node, source, kinds, found) if node is not None else None
    if has_lost_its_indents(source, found.diagnostics):
        report_lost_indents(source, sink)
        return None
    sink.extend(found.diagnostics)
    return read


def read_composed(
    node: Node, source: Source, kinds: Mapping[str, type[Record]], sink: Sink
) -> tuple[str, Record] | None:
    """Read a file whose YAML has been read; None, and reported, when it cannot stand."""
    group = _fields_of(node, source, kinds, sink)
    if group is None:
        return None
    version_is_known = _check_version(group, sink)
    kind = _kind_of(group, kinds, sink)
    if kind is None:
        return None
    record = read(kinds[kind], _without_keys(group), sink)
    return (kind, record) if record is not None and version_is_known else None


def has_lost_its_indents(source: Source, found: Sequence[Diagnostic]) -> bool:
    """Whether the many mistakes of a file are one: hardly a line has a space before it.

    A forum, a chat or a web form takes the spaces away when a file is pasted through it.
    """
    if sum(each.code in _OUT_OF_PLACE for each in found) < _SEVERAL:
        return False
    lines = [line for line in source.lines if line.strip() and not line.lstrip().startswith("#")]
    indented = [line for line in lines if line[0].isspace()]
    holds = sum(_HOLDS.search(line) is not None for line in lines)
    return holds > 0 and len(indented) * _FEW < len(lines)


def report_lost_indents(source: Source, sink: Sink) -> None:
    """Report once that a file has lost the spaces at the beginning of its lines."""
    first = next(n for n, line in enumerate(source.lines, 1) if _HOLDS.search(line))
    sink.error(
        "indents-lost",
        "the lines of this file have lost their indentation, which says what belongs to what",
        source.span(first, 1, len(source.line(first)) + 1),
        "copy it again from where it is still indented, or run csp-slides new and type into "
        "that file",
    )


def _fields_of(
    node: Node, source: Source, kinds: Mapping[str, type[Record]], sink: Sink
) -> Group | None:
    if isinstance(node, Group):
        return node
    if isinstance(node, Value) and node.blank:
        sink.error(
            "empty-file",
            "the file is empty",
            source.span(1, 1),
            f"start it with 'kind:' and one of {', '.join(kinds)}",
        )
        return None
    sink.error(
        "shape",
        f"the file has {describe(node)} where fields are expected",
        source.span(node.span.line, node.span.column),
        "start it with 'kind: section' and write each field as 'name: text'",
    )
    return None


def _check_version(group: Group, sink: Sink) -> bool:
    for key, value in group.entries:
        if key.text == "schema" and isinstance(value, Value) and value.text.strip() != VERSION:
            sink.error(
                "schema",
                f"'{short(value.text)}' isn't a version that this program reads",
                value.span,
                f"write 'schema: {VERSION}'",
            )
            return False
    return True


def _kind_of(group: Group, kinds: Mapping[str, type[Record]], sink: Sink) -> str | None:
    for key, value in group.entries:
        if key.text != "kind" or not isinstance(value, Value):
            continue
        kind = value.text.strip()
        if kind in kinds:
            return kind
        sink.error(
            "kind",
            f"'{short(kind)}' isn't one of {', '.join(kinds)}",
            value.span,
            closest(short(kind), kinds, otherwise="write one of these"),
        )
        return None
    span = group.entries[0][0].span if group.entries else group.span
    sink.error(
        "kind",
        "the file doesn't say what kind it is",
        span,
        f"start it with 'kind:' and one of {', '.join(kinds)}",
    )
    return None


def _without_keys(group: Group) -> Group:
    rest = tuple(entry for entry in group.entries if entry[0].text not in _KEYS)
    return Group(entries=rest, span=group.span)

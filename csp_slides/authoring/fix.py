"""Fixes in an author's file what is otherwise fixed whenever the file is read.

Everything else stays byte for byte: notes, order, line ends. Mending twice changes nothing
the second time. Pure; reading and writing files is the command line's affair.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.diagnostic_formats import harmless
from csp_slides.core.diagnostics import Diagnostic, Severity, Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source
from csp_slides.schema.yaml.compose import MOST_LINES, compose
from csp_slides.schema.yaml.decode import Decoded, as_text, visible
from csp_slides.schema.yaml.edits import Edit, Edited
from csp_slides.schema.yaml.labels import as_field
from csp_slides.schema.yaml.mending import repair
from csp_slides.schema.yaml.nodes import Group, List, Style, Value
from csp_slides.schema.yaml.pasted import write_pasted
from csp_slides.schema.yaml.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.core.source import Span
    from csp_slides.schema.fields.record import Record
    from csp_slides.schema.yaml.nodes import Node

_LINE_END = pattern(r"\r\n|\r|\n")
_YAML = frozenset({".yaml", ".yml", ".txt"})  # people's editors save `section.yaml.txt`
_COLON = "colon-in-entry"
_LOST = "indents-lost"
_TWICE = "repeated"
_DASH = "- "
_BY_FIELD = frozenset({_COLON, "field-name"})
_PASTED = frozenset({"pasted-list", "pasted-table"})


class Fixed(Struct, frozen=True, kw_only=True):
    """A fixed file, always UTF-8; the changes made, and the mistakes that are `left`."""

    content: bytes
    changes: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...] = ()


def fix(
    content: bytes, path: PurePosixPath, kinds: Mapping[str, type[Record]] | None = None
) -> Fixed:
    """Fix a file; if it isn't YAML, fix only its encoding and invisible characters.

    With `kinds`, colons in values that a field declares as text are quoted too.
    """
    decoded = as_text(content)
    if decoded is None:
        return Fixed(content=content, changes=())
    ends = [*_LINE_END.findall(decoded.text), ""]
    lines = [visible(line) for line in _LINE_END.split(decoded.text)]
    changes = _lettering(decoded, lines, path)
    left: tuple[Diagnostic, ...] = ()
    if path.suffix.lower() in _YAML and len(lines) <= MOST_LINES:
        lines, ends, mended = _mend(lines, ends, path, kinds or {})
        changes.extend(mended)
        left = tuple(
            found
            for found in _read(lines, path, kinds or {})
            if found.severity is Severity.ERROR and kinds
        )
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return Fixed(content=text.encode("utf-8", "replace"), changes=tuple(changes), left=left)


def difference(before: bytes, after: bytes, path: str) -> str:
    """Return the unified diff of two states of a file; empty when the text is the same.

    What a terminal would act on is shown as signs.
    """
    old, new = (_lines(content) for content in (before, after))
    diff = difflib.unified_diff(old, new, fromfile=path, tofile=path, lineterm="")
    return "".join(f"{line}\n" for line in diff)


def _lines(content: bytes) -> list[str]:
    decoded = as_text(content)
    if decoded is None:
        return []
    lines = decoded.unix.removesuffix("\n").split("\n")
    return ["\t".join(map(harmless, line.split("\t"))) for line in lines]


def _lettering(decoded: Decoded, lines: Sequence[str], path: PurePosixPath) -> list[Diagnostic]:
    """Return what changes before a line of the file is looked at."""
    sink = Sink()
    top = Source(path, "", path).span(1, 1)
    if decoded.encoding != "utf-8" or decoded.has_mark:
        sink.hint("encoding", "the file is now stored as plain UTF-8", top)
    if "\n".join(lines) != decoded.unix:
        sink.hint("invisible", "invisible characters were removed", top)
    return list(sink.diagnostics)


def _mend(
    lines: list[str], ends: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[list[str], list[str], list[Diagnostic]]:
    from csp_slides.schema.fields.record import all_names

    if any(found.code == _LOST for found in _read(lines, path, kinds)):
        return lines, ends, []  # where the lines belong would be a guess
    known = all_names(*kinds.values())
    before = Sink()
    repaired = repair(_source(lines, path), before, known)
    mended = Edited(lines, (edit for edit in repaired.edits if edit.lasting)).lines
    named, fields = _mend_fields(mended, path, kinds)
    # Whether a text has colons that need quotes shows when its field is known.
    joined, colons = _mend_fields(named, path, kinds) if fields else (named, [])
    after = Sink()
    repair(_source(joined, path), after, known)
    left = {(found.code, found.message) for found in after.diagnostics}
    gone = [found for found in before.diagnostics if (found.code, found.message) not in left]
    written, ends, pasted = _write_pasted(joined, ends, path, kinds)
    return written, ends, [*gone, *fields, *colons, *pasted]


def _mend_fields(
    lines: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[list[str], list[Diagnostic]]:
    """Quote values that are text only by their field; write field names in lower case."""
    read = _read(lines, path, kinds)
    found = [each for each in read if each.code in _BY_FIELD]
    edits = [_edit(lines, each) for each in found if each.span is not None]
    for each in read:
        hyphen = _hyphen(lines, each.span) if each.code == _TWICE and each.span else None
        if hyphen is not None:
            edits.append(hyphen)
            found.append(each)
    return Edited(lines, edits).lines, found


def _hyphen(lines: Sequence[str], span: Span) -> Edit | None:
    """Return the edit that starts an entry at a label that starts the entry above it too."""
    label = lines[span.line - 1][span.column - 1 : span.end_column - 1]
    margin = " " * (span.column - 1)
    if len(margin) < len(_DASH) or not lines[span.line - 1].startswith(f"{margin}{label}"):
        return None
    outer = margin[: -len(_DASH)]
    for line in reversed(lines[: span.line - 1]):
        if line.startswith(f"{outer}{_DASH}{label}:"):
            return Edit(span.line, len(outer), len(margin), _DASH)
        if line.strip() and not line.startswith(margin):
            return None  # another entry, or the end of the list
    return None


def _edit(lines: Sequence[str], found: Diagnostic) -> Edit:
    span = found.span
    assert span is not None, "only what has a place is mended"
    if found.code == _COLON:
        return _quote(lines, span)
    start, end = span.column - 1, span.end_column - 1
    return Edit(span.line, start, end, as_field(lines[span.line - 1][start:end]))


def _write_pasted(
    lines: list[str], ends: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[list[str], list[str], list[Diagnostic]]:
    """Write pasted lists and tables in the texts below a `|` as Markdown, last text first."""
    found = [each for each in _read(lines, path, kinds) if each.code in _PASTED]
    if not found:
        return lines, ends, []
    from csp_slides.schema.fields.record import all_names

    root = compose(_source(lines, path), Sink(), all_names(*kinds.values()))
    lines, ends = [*lines], [*ends]
    for value in reversed([*_texts(root)] if root is not None else []):
        typed = value.text.rstrip("\n").split("\n")
        first = value.first_line - 1
        stand = lines[first : first + len(typed)]
        if [line.strip() for line in stand] != [line.strip() for line in typed]:
            continue  # there is more than the text, or it is folded
        written = write_pasted("\n".join(typed))
        pairs = zip(stand, typed, strict=True)
        margin = next((line[: len(line) - len(text)] for line, text in pairs if text), "")
        kept = ends[first : first + len(typed)]
        lines[first : first + len(typed)] = [f"{margin}{each}".rstrip() for each in written.lines]
        ends[first : first + len(typed)] = _ends(kept, written.origins)
    return lines, ends, found


def _ends(kept: Sequence[str], origins: Sequence[int]) -> list[str]:
    """Return the lines with the line ends of those they come from; the last keeps its own."""
    usual = next((end for end in kept if end), "\n")
    return [*(kept[at] or usual for at in origins[:-1]), kept[-1]]


def _texts(node: Node) -> Iterator[Value]:
    match node:
        case Value() if node.style is Style.BLOCK and not node.spoilt:
            yield node
        case List():
            for each in node.items:
                yield from _texts(each)
        case Group():
            for _, each in node.entries:
                yield from _texts(each)
        case _:
            pass


def _read(
    lines: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[Diagnostic, ...]:
    from csp_slides.schema.fields.document import read_document

    sink = Sink()
    read_document(_source(lines, path), kinds, sink)
    return sink.diagnostics


def _quote(lines: Sequence[str], span: Span) -> Edit:
    start, end = span.column - 1, span.end_column - 1
    return Edit(span.line, start, end, quoted(lines[span.line - 1][start:end]))


def _source(lines: Sequence[str], path: PurePosixPath) -> Source:
    return Source(path, "\n".join(lines), path)

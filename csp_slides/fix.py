"""Mends in an author's file what is otherwise mended each time the file is read.

Everything else stays byte for byte: notes, order, line ends. Mending twice changes nothing
the second time. Pure; reading and writing files is the command line's affair.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.diagnostics import Diagnostic, Severity, Sink
from csp_slides.pattern import pattern
from csp_slides.printing import harmless
from csp_slides.source import Source
from csp_slides.yaml_text.compose import MOST_LINES
from csp_slides.yaml_text.decode import Decoded, as_text, visible
from csp_slides.yaml_text.edits import Edit, Edited
from csp_slides.yaml_text.repair import repair
from csp_slides.yaml_text.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.fields.record import Record
    from csp_slides.source import Span

_LINE_END = pattern(r"\r\n|\r|\n")
_YAML = frozenset({".yaml", ".yml", ".txt"})  # people's editors save `section.yaml.txt`
_COLON = "colon-in-entry"


class Fixed(Struct, frozen=True, kw_only=True):
    """A mended file, always UTF-8, and what was mended in it."""

    content: bytes
    changes: tuple[Diagnostic, ...]


def fix(
    content: bytes, path: PurePosixPath, kinds: Mapping[str, type[Record]] | None = None
) -> Fixed:
    """Mend a file; in one that is not YAML, only its lettering and invisible characters.

    With `kinds`, colons in texts that a field says are text are mended too.
    """
    decoded = as_text(content)
    if decoded is None:
        return Fixed(content=content, changes=())
    ends = [*_LINE_END.findall(decoded.text), ""]
    lines = [visible(line) for line in _LINE_END.split(decoded.text)]
    changes = _lettering(decoded, lines, path)
    if path.suffix.lower() in _YAML and len(lines) <= MOST_LINES:
        lines, mended = _mend(lines, path, kinds or {})
        changes.extend(mended)
    text = "".join(line + end for line, end in zip(lines, ends, strict=True))
    return Fixed(content=text.encode("utf-8", "replace"), changes=tuple(changes))


def difference(before: bytes, after: bytes, path: str) -> str:
    """Give the unified diff of two states of a file; empty when the text is the same.

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
    """Say what changes before a line of the file is looked at."""
    sink = Sink()
    top = Source(path, "", path).span(1, 1)
    if decoded.encoding != "utf-8" or decoded.has_mark:
        sink.hint("encoding", "the file is now stored as plain UTF-8", top)
    if "\n".join(lines) != decoded.unix:
        sink.hint("invisible", "invisible characters were taken out", top)
    return list(sink.diagnostics)


def _mend(
    lines: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[list[str], list[Diagnostic]]:
    before = Sink()
    repaired = repair(_source(lines, path), before)
    mended = Edited(lines, (edit for edit in repaired.edits if edit.lasting)).lines
    joined, colons = _quote_colons(mended, path, kinds)
    after = Sink()
    repair(_source(joined, path), after)
    left = {(found.code, found.message) for found in after.diagnostics}
    gone = [
        found
        for found in before.diagnostics
        if found.severity is not Severity.ERROR and (found.code, found.message) not in left
    ]
    return joined, [*gone, *colons]


def _quote_colons(
    lines: list[str], path: PurePosixPath, kinds: Mapping[str, type[Record]]
) -> tuple[list[str], list[Diagnostic]]:
    """Put quotes round texts that only their field shows to be texts."""
    from csp_slides.fields.document import read_document

    sink = Sink()
    read_document(_source(lines, path), kinds, sink)
    found = [each for each in sink.diagnostics if each.code == _COLON]
    edits = [_quote(lines, each.span) for each in found if each.span is not None]
    return Edited(lines, edits).lines, found


def _quote(lines: Sequence[str], span: Span) -> Edit:
    start, end = span.column - 1, span.end_column - 1
    return Edit(span.line, start, end, quoted(lines[span.line - 1][start:end]))


def _source(lines: Sequence[str], path: PurePosixPath) -> Source:
    return Source(path, "\n".join(lines), path)

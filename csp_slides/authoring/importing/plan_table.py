"""An action plan's table, edited in a spreadsheet, taken over into the plan's file.

Reads the table and the content, and gives the file as it would be; writing it is for whoever
asked. Every line that no edited cell touches stays byte for byte as it was.
"""

from __future__ import annotations

import difflib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.table_import import apply_table, has_plan_columns, numbers_of
from csp_slides.content.action_plan import ActionPlan
from csp_slides.core.diagnostics import CommandError, ContentError, Severity, Sink
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source
from csp_slides.lint.document_rules import check_document
from csp_slides.load.kinds import KINDS
from csp_slides.load.load import load
from csp_slides.pipeline.validate import open_content
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import as_text, decode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.content.library import Document, Library
    from csp_slides.core.diagnostics import Diagnostic

TABLES: Final = frozenset({".csv", ".tsv"})
"""Extensions of tables."""

_LINE: Final = pattern(r"([^\r\n]*)(\r\n|\r|\n|$)")


class TakenOver(Struct, frozen=True, kw_only=True):
    """A plan's file before and after, and what its owner should look at."""

    path: Path
    before: bytes
    after: bytes
    diagnostics: tuple[Diagnostic, ...]


def is_of_a_plan(table: Path) -> bool:
    """Whether a table has the columns that a build writes for an action plan."""
    decoded = as_text(table.read_bytes())
    return decoded is not None and has_plan_columns(decoded.unix.split("\n", 1)[0])


def take_over(table: Path, content: Path, plan: str | None = None) -> TakenOver:
    """Copy the edited cells of `table` into an action plan of the content folder.

    `plan` is the plan's address, for when it is not the only one that has these actions.

    Raises:
        CommandError: there is no content or no such plan, or several plans match.
        ContentError: the table or the plan is wrong, or the plan would be.
    """
    sink = Sink()
    shown = PurePosixPath(table.as_posix())
    sheet = decode(
        table.read_bytes(), path=shown, inside=PurePosixPath(table.name), sink=(found := Sink())
    )
    if sheet is None:
        raise ContentError(found.diagnostics)
    folder = open_content(content)
    library = load(folder, sink)
    document = _chosen(_plans(library, sink), sheet, plan)
    record, source = document.record, document.source
    assert isinstance(record, ActionPlan), "only action plans are chosen from"
    said = Sink()
    edited = apply_table(sheet, record, source, library.council, said)
    said.raise_errors()
    after = _checked(edited, record, source)
    before = folder.read_bytes(str(source.inside)) or b""
    return TakenOver(
        path=Path(source.path),
        before=before,
        after=with_lines(before, source, edited),
        diagnostics=after,
    )


def _plans(library: Library, sink: Sink) -> Mapping[str, Document]:
    """Return the action plans by address; problems in other files don't matter here."""
    plans = {each.slug: each for each in library.documents if isinstance(each.record, ActionPlan)}
    if not plans:
        sink.raise_errors()
        raise CommandError(
            "there is no action plan in the content",
            remedy="choose the content folder that has it with '-o'",
        )
    return plans


def _chosen(plans: Mapping[str, Document], sheet: Source, plan: str | None) -> Document:
    """Find the plan that is named, else the only one that has the actions of the table."""
    if plan is not None:
        if plan not in plans:
            remedy = closest(plan, plans, otherwise=f"there are {listed(plans)}")
            raise CommandError(f"there is no action plan '{plan}'", remedy=remedy)
        return plans[plan]
    numbers = numbers_of(sheet)
    having = [each for each in plans.values() if numbers <= _numbers(each)] or [*plans.values()]
    if len(having) > 1:
        raise CommandError(
            f"the table may be of any of {listed(each.slug for each in having)}",
            remedy="choose one with '--plan'",
        )
    return having[0]


def _numbers(document: Document) -> frozenset[str]:
    from csp_slides.compose.ratings import all_actions

    assert isinstance(document.record, ActionPlan), "only action plans are chosen from"
    return frozenset(str(action.ref) for action in all_actions(document.record))


def _checked(edited: str, before: ActionPlan, source: Source) -> tuple[Diagnostic, ...]:
    """Return what is newly to be looked at in the plan as it would be.

    Raises:
        ContentError: something is newly wrong in it.
    """
    old, new = Sink(), Sink()
    check_document(before, old)
    read = read_document(Source(source.path, edited, source.inside), KINDS, new)
    if read is not None:
        check_document(read[1], new)
    known = {(each.code, each.message) for each in old.diagnostics}
    found = tuple(
        each
        for each in new.diagnostics
        if (each.code, each.message) not in known and each.severity is not Severity.HINT
    )
    if any(each.severity is Severity.ERROR for each in found):
        raise ContentError(found)
    return found


def with_lines(before: bytes, source: Source, edited: str) -> bytes:
    """Return the file with its edited lines; the others keep their characters and line ends."""
    decoded = as_text(before)
    assert decoded is not None, "it has been read before"
    own = [(match[1], match[2]) for match in _LINE.finditer(decoded.text)][: len(source.lines)]
    ends = [end for _, end in own if end]
    usual = max(ends, key=ends.count) if ends else "\n"
    new = edited.split("\n")
    lines: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(a=source.lines, b=new, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        lines += own[start:end] if tag == "equal" else [(line, usual) for line in new[first:last]]
    *rest, (final, _) = lines
    text = "".join(f"{line}{end or usual}" for line, end in rest)
    mark = "\ufeff" if decoded.has_mark else ""
    return f"{mark}{text}{final}".encode()

"""The files of a report's appendices, and the tables that no page holds."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.assets.attachments import publish_attachment, publish_stored
from csp_slides.assets.fingerprint import asset
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.core.did_you_mean import listed
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Edition
    from csp_slides.model.formats import Chosen
    from csp_slides.model.report import Report

_CONTENT = frozenset({".yaml", ".yml", ".md", ".markdown"})


def attachments_of(
    report: Report, edition: Edition, sink: Sink, *, public: bool
) -> dict[str, Artifact]:
    """Place the files of the appendices, cleaned; content files are never handed out."""
    files = {}
    for appendix in report.appendices:
        name = appendix.file
        if name is None:
            continue
        if PurePosixPath(name).suffix.lower() in _CONTENT:
            sink.error(
                "appendix-file",
                f"'{name}' is a content file, which has text in it that isn't public",
                appendix.source,
                help="attach a PDF, a spreadsheet or a picture",
            )
        elif name in edition.on_disk:
            stored = publish_stored(name, edition.on_disk[name], appendix.source, sink)
            if stored is not None:
                files[name] = stored
        elif name in edition.files:
            content = publish_attachment(
                name, edition.files[name], appendix.source, sink, public=public
            )
            files[name] = asset(name, content)
        else:
            sink.warning(
                "missing-file",
                f"can't find the file '{name}', so the appendix is left out",
                appendix.source,
                help="put the file in the same folder as this one, or correct its name",
            )
    return files


def refuse_wide_tables(report: Report, chosen: Chosen, start: Span | None, sink: Sink) -> None:
    """Report the tables that no page holds, which PDF and Word would have to cut.

    A check says so too of a report that nobody has asked to have as a paper yet.
    """
    from csp_slides.render.report_layout import too_wide

    papers = [each for each in (*chosen.made, *(chosen.unmade or ())) if each.is_paper]
    is_paper = any(each.is_written for each in papers)
    if not is_paper and chosen.unmade is None:
        return
    severity = Severity.ERROR if is_paper else Severity.WARNING
    for part, table in too_wide(report):
        columns = listed([f"'{short(title)}'" for title in table.columns])
        found = Diagnostic(
            severity=severity,
            code="wide-table",
            message=f"a table in '{short(part.title)}' is too wide for a landscape page in "
            f"9 point type: there is no room for {columns}",
            span=part.source or start,
            help="split it into two tables, or move long texts into a list below it",
        )
        sink.extend((found,))

"""The written forms of one document: its page, PDF, Word document and table, and their files."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.assets.fingerprint import asset
from csp_slides.assets.images.attach_report_images import dress_report
from csp_slides.core.artifact import Artifact
from csp_slides.core.did_you_mean import listed
from csp_slides.editions.edition import CHANGES
from csp_slides.model import formats
from csp_slides.model.catalogue import size_in_words
from csp_slides.render import templating
from csp_slides.render.html import report_page
from csp_slides.render.pdf.letters import report_missing
from csp_slides.render.pdf.report import too_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.assets.images.media_library import MediaLibrary
    from csp_slides.core.diagnostics import Sink
    from csp_slides.editions.edition import Edition
    from csp_slides.editions.social_card import Poster
    from csp_slides.model.formats import FormatSpec
    from csp_slides.model.report import Report
    from csp_slides.render.context import BuildContext, ThemeAssets
    from csp_slides.render.pdf.typeset import Typeset

_CONTENT = frozenset({".yaml", ".yml", ".md", ".markdown"})

_LABELS = {
    formats.PDF: "PDF",
    formats.DOCX: "Word",
    formats.CSV: "Table for Excel",
    formats.SLIDES_PDF: "Slides as PDF",
    formats.PPTX: "Slides for PowerPoint",
}


def make_papers(
    report: Report,
    edition: Edition,
    media_library: MediaLibrary,
    context: BuildContext,
    pages: Mapping[FormatSpec, PurePosixPath],
    *,
    poster: Poster | None = None,
    slides: Iterable[Artifact] = (),
) -> list[Artifact]:
    """Make the written forms that `pages` has a place for, with the files of the appendices.

    The page offers those of its deck that are among `slides`.

    Raises:
        ContentError: a template is wrong.
        ToolError: what a format is drawn with is not installed.
    """
    files = _appendix_files(report, edition, media_library.sink)
    dressed = dress_report(report, media_library)
    theme_assets = context.paper(edition.theme)
    pictures = {file.artifact.path: file.artifact.content for file in media_library.media.values()}
    page = report_page.Page(
        assets=context.assets.paths,
        stylesheets=(theme_assets.report_css,),
        files={name: file.path for name, file in files.items()},
        logo=context.logo,
    )
    made: list[Artifact] = []
    if formats.PDF in pages or formats.DOCX in pages:
        _refuse_wide_tables(dressed, media_library.sink)
    if formats.PDF in pages:
        beside = {artifact.path: artifact.content for artifact in context.shared} | pictures
        paper = _pdf(dressed, page, theme_assets, beside)
        report_missing(paper.missing, pages[formats.PDF].name, edition.place, media_library.sink)
        made.append(Artifact(path=pages[formats.PDF], content=paper.content))
    if formats.DOCX in pages:
        made.append(_docx(dressed, page, pictures, context, pages[formats.DOCX]))
    if formats.CSV in pages and edition.table is not None:
        made.append(Artifact(path=pages[formats.CSV], content=edition.table))
    if formats.REPORT in pages:
        beside_it = {} if context.single_file else pages
        whole = replace(
            page,
            index=context.index_above,
            statement=context.statement_above,
            deck=pages[formats.DECK].name if formats.DECK in beside_it else None,
            downloads=_downloads(beside_it, [*slides, *made]),
            changes=CHANGES if edition.has_changes and not context.single_file else None,
            preview=poster.preview(pages[formats.REPORT]) if poster is not None else None,
        )
        html = report_page.render(dressed, whole, templating.environment(theme_assets.folders))
        made.append(Artifact(path=pages[formats.REPORT], content=html))
    return [*made, *files.values()]


def _downloads(
    pages: Mapping[FormatSpec, PurePosixPath], made: Iterable[Artifact]
) -> tuple[report_page.Download, ...]:
    """Offer the other forms of a page, each with its size."""
    sizes = {each.path: size_in_words(len(each.content)) for each in made}
    return tuple(
        report_page.Download(label=label, address=pages[form].name, size=sizes[pages[form]])
        for form, label in _LABELS.items()
        if form in pages
    )


def _pdf(
    report: Report,
    page: report_page.Page,
    theme_assets: ThemeAssets,
    beside: Mapping[PurePosixPath, bytes],
) -> Typeset:
    from csp_slides.render.pdf import report as report_pdf
    from csp_slides.render.pdf.look import PdfContext

    context = PdfContext(
        theme=theme_assets.theme,
        folders=theme_assets.folders,
        pictures=beside,
        files={name: f"{page.root}{path}" for name, path in page.files.items()},
        logo=page.logo,
    )
    return report_pdf.render(report, context)


def _refuse_wide_tables(report: Report, sink: Sink) -> None:
    """Report the tables that no page holds, which PDF and Word would have to cut."""
    for part, table in too_wide(report):
        columns = listed([f"'{title}'" for title in table.columns])
        sink.error(
            "wide-table",
            f"a table in '{part.title}' is too wide for a page on its side in 9 point type: "
            f"there is no room for {columns}",
            part.source,
            help="make two tables of it, or put long texts in a list below the table",
        )


def _docx(
    report: Report,
    page: report_page.Page,
    pictures: Mapping[PurePosixPath, bytes],
    context: BuildContext,
    place: PurePosixPath,
) -> Artifact:
    from csp_slides.render.docx import report_document

    files = {name: f"{page.root}{path}" for name, path in page.files.items()}
    template = context.office.get(formats.DOCX)
    return Artifact(path=place, content=report_document.render(report, pictures, files, template))


def _appendix_files(report: Report, edition: Edition, sink: Sink) -> dict[str, Artifact]:
    """Give the files of the appendices their places; content files are never handed out."""
    files = {}
    for appendix in report.appendices:
        name = appendix.file
        if name is None:
            continue
        if PurePosixPath(name).suffix.lower() in _CONTENT:
            sink.error(
                "appendix-file",
                f"'{name}' is a file of the content, which holds what is not published",
                appendix.source,
                help="attach a PDF, a spreadsheet or a picture",
            )
        elif name in edition.files:
            files[name] = asset(name, edition.files[name])
        else:
            sink.warning(
                "missing-file",
                f"there is no file '{name}' in the content folder, so it is left out",
                appendix.source,
                help="put the file beside this one, or correct its name",
            )
    return files

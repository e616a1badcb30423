"""The PDF of a written report in two languages side by side, tagged as PDF/UA-1.

A council that publishes in Welsh and English treats neither less favourably (Welsh Language
Standards): a reader has both on one page, each in its own words and marked with its language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.core.artifact import Artifact
from csp_slides.core.language import speaking
from csp_slides.model.formats import BILINGUAL
from csp_slides.render.html.report_files import page_of
from csp_slides.render.pdf.letters import report_missing
from csp_slides.render.pdf.look import PdfContext, language, tokens, words
from csp_slides.render.pdf.report import report_values
from csp_slides.render.pdf.stage_pages import logo_of, shown_pictures
from csp_slides.render.pdf.typeset import Typeset, typeset
from csp_slides.render.pdf.values import assets_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.core.language import Language
    from csp_slides.model.report import Report
    from csp_slides.render.finished_document import FinishedDocument

TEMPLATE: Final = "bilingual.typ"


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Set the report and its other language as one PDF; nothing without another language.

    Raises:
        ContentError: a template is wrong.
    """
    other = document.other_paper
    if document.report is None or other is None:
        return
    page, theme_assets = page_of(document), document.context.paper(document.theme)
    context = PdfContext(
        theme=theme_assets.theme,
        folders=theme_assets.folders,
        pictures=document.files(file.artifact for file in document.media.values()),
        logo=page.logo,
    )
    paper = _set(document.paper, *other, context)
    place = document.pages[BILINGUAL]
    report_missing(paper.missing, place.name, document.place, document.sink)
    yield Artifact(path=place, content=paper.content)


def _set(report: Report, other: Report, spoken: Language, context: PdfContext) -> Typeset:
    with speaking(spoken):
        second_words = words()
        written = _renamed(report_values(other, sideways=False), f"{spoken.code}-")
    first = report_values(report, sideways=False)
    named = [*assets_in(first), *assets_in(written), *context.logo_assets]
    pictures = shown_pictures(named, context.pictures)
    shared = {
        "landscape": False,
        "files": {},
        "logo": logo_of(context.logo, pictures),
        "tokens": tokens(context.theme),
        "pictures": {name: f"/pictures/{made.name}" for name, made in pictures.items()},
    }
    return typeset(
        TEMPLATE,
        {**shared, "report": first, "language": language(report.language), "words": words()},
        second={
            **shared,
            "report": written,
            "language": language(other.language),
            "words": second_words,
        },
        pictures={f"pictures/{made.name}": made.content for made in pictures.values()},
        folders=context.folders,
    )


def _renamed(value: Any, prefix: str) -> Any:  # noqa: ANN401  # JSON
    """Return a document whose anchors differ from those of the other language."""
    if isinstance(value, list):
        return [_renamed(each, prefix) for each in value]
    if not isinstance(value, dict):
        return value
    told = {key: _renamed(each, prefix) for key, each in value.items()}
    name = "to" if value.get("kind") == "jump" else "id"
    return {**told, name: f"{prefix}{value[name]}"} if isinstance(value.get(name), str) else told

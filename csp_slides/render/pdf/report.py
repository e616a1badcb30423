"""A report, plan, action plan or minutes as a PDF/UA-1 that reads aloud in the page's order.

Pure but for the templates and Typst's temporary folder: everything to be shown is an argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from csp_slides.render.pdf.look import language, tokens, words
from csp_slides.render.pdf.stage_pages import logo_of, shown_pictures
from csp_slides.render.pdf.typeset import Typeset, typeset
from csp_slides.render.pdf.values import assets_in, names_in, to_values, with_known_links
from csp_slides.render.report_layout import lies_whole, turns_at

if TYPE_CHECKING:
    from csp_slides.model.report import Appendix, Chapter, Report
    from csp_slides.render.pdf.look import PdfContext

TEMPLATE: Final = "report.typ"


def render(report: Report, context: PdfContext) -> Typeset:
    """Set `report`; a table that is too wide for any page must have been refused before.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    sideways = lies_whole(report)
    written = report_values(report, sideways=sideways)
    pictures = shown_pictures([*assets_in(written), *context.logo_assets], context.pictures)
    values = {
        "report": written,
        "landscape": sideways,
        "files": dict(context.files),
        "logo": logo_of(context.logo, pictures),
        "language": language(report.language),
        "tokens": tokens(context.theme),
        "words": words(),
        "pictures": {name: f"/pictures/{made.name}" for name, made in pictures.items()},
    }
    files = {f"pictures/{made.name}": made.content for made in pictures.values()}
    return typeset(TEMPLATE, values, pictures=files, folders=context.folders)


def report_values(report: Report, *, sideways: bool) -> Any:  # noqa: ANN401  # JSON
    """Return a report as JSON, each part with whether it lies on its side."""
    values = to_values(replace(report, chapters=(), appendices=()), sideways=sideways)
    for name, parts in (("chapters", report.chapters), ("appendices", report.appendices)):
        for part in parts:
            values[name].append(_part(part, sideways=sideways))
    return with_known_links(values, names_in(values))


def _part(part: Chapter | Appendix, *, sideways: bool) -> Any:  # noqa: ANN401  # JSON
    """Return a part with the block from which its pages lie on their side, `turn`."""
    turn = None if sideways else turns_at(part.blocks)
    values = to_values(part, sideways=sideways)
    if turn is not None:
        lying = to_values(part, sideways=True)["blocks"]
        values["blocks"] = [*values["blocks"][:turn], *lying[turn:]]
    return {**values, "turn": turn}

"""The pages that tell how documents have changed since they were published."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import DocumentKind, by_name
from csp_slides.render import templating
from csp_slides.render.finished_document import CHANGES
from csp_slides.render.html.site_page import ToldAmendment, ToldChange, render_changes
from csp_slides.site.static_pages import page_of_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.model.catalogue import Amended
    from csp_slides.render.context import BuildContext
    from csp_slides.site.document import SiteDocument
    from csp_slides.site.version_store import Change


def changes_pages(
    documents: Sequence[SiteDocument],
    changes: Mapping[str, tuple[Change, ...]],
    context: BuildContext,
) -> Iterator[Artifact]:
    """Make a page for each document of which it is known which words have changed.

    Raises:
        ContentError: a template is wrong.
    """
    page, templates = page_of_site(context, "../"), templating.environment(context.folders)
    for each in documents:
        if each.has_changes:
            told = tuple(_amendments(each, changes[each.slug]))
            html = render_changes(page, each.summary.title, "index.html", told, templates)
            yield Artifact(path=PurePosixPath(each.slug, CHANGES), content=html)


def _amendments(document: SiteDocument, changes: tuple[Change, ...]) -> Iterator[ToldAmendment]:
    left = list(changes)
    for number, amended in enumerate(document.particulars.amended, start=1):
        own = [each for each in left if each.date == amended.date]
        left = [each for each in left if each.date != amended.date]
        yield _amendment(number, amended, own, document)


def _amendment(
    number: int, amended: Amended, changes: list[Change], document: SiteDocument
) -> ToldAmendment:
    silent = [each for each in changes if each.place is None and not each.parts]
    return ToldAmendment(
        id=f"amendment-{number}",
        day=amended.date,
        what=amended.what,
        changes=tuple(_change(each, document) for each in changes if each not in silent),
        out=len(silent),
    )


def _change(change: Change, document: SiteDocument) -> ToldChange:
    page = document.page(by_name(change.form))
    there = change.place is not None and page is not None
    return ToldChange(
        address=f"{page.name}#{change.place}" if there and page is not None else None,
        heading=change.heading,
        form=by_name(change.form).label if document.kind is DocumentKind.DECK else "",
        parts=change.parts,
    )

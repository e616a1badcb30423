"""Pages that are no document's: what is not there, the statement, changes, what servers read."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact
from csp_slides.lint.redirects import Redirect, present
from csp_slides.model.formats import DocumentKind, by_name
from csp_slides.render import templating
from csp_slides.render.context import INDEX, STATEMENT
from csp_slides.render.finished_document import CHANGES
from csp_slides.render.html.site_page import (
    SitePage,
    ToldAmendment,
    ToldChange,
    render_changes,
    render_moved,
    render_not_found,
    render_statement,
)
from csp_slides.site.hosting import Hosting, host_files, root_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.model.catalogue import Amended
    from csp_slides.render.context import BuildContext
    from csp_slides.render.templating import Templates
    from csp_slides.site.change_history import Change
    from csp_slides.site.document import SiteDocument


def site_pages(context: BuildContext, redirects: Sequence[Redirect] = ()) -> tuple[Artifact, ...]:
    """Make the pages of the site that are no document's, those at former addresses among them.

    Raises:
        ContentError: a template is wrong.
    """
    templates = templating.environment(context.folders)
    lost = render_not_found(page_of_site(context, _root(context)), templates)
    pages = [Artifact(path=PurePosixPath("404.html"), content=lost)]
    pages += statement_page(context)
    pages += (_moved(redirect, context, templates) for redirect in redirects)
    return tuple(pages)


def statement_page(context: BuildContext) -> tuple[Artifact, ...]:
    """Make the accessibility statement in the language in force, where the council has one.

    Raises:
        ContentError: a template is wrong.
    """
    said = context.council.accessibility
    if said is None:
        return ()
    templates = templating.environment(context.folders)
    website = context.website.root if context.website is not None else None
    html = render_statement(page_of_site(context), said, website, templates)
    return (Artifact(path=PurePosixPath(context.named(STATEMENT)), content=html),)


def redirects_of(documents: Sequence[SiteDocument], context: BuildContext) -> tuple[Redirect, ...]:
    """Return the redirects of documents that have moved or been withdrawn."""
    by_slug = {each.slug: each for each in documents}
    found = []
    for old, new in present(context.council, by_slug.keys()).items():
        document = by_slug[new]
        for page in (PurePosixPath(each.path) for each in document.files):
            if page.suffix == ".html":
                place = PurePosixPath(old, *page.parts[1:])
                found.append(Redirect(old=place, new=page, title=document.summary.title))
    for each in documents:
        # A deck's report had a page of its own, which leads to the one that says it is withdrawn.
        if each.particulars.withdrawn and each.kind is DocumentKind.DECK:
            folder = PurePosixPath(each.slug)
            old_page, new_page = folder / "report.html", folder / "index.html"
            found.append(Redirect(old=old_page, new=new_page, title=each.summary.title))
    return tuple(found)


def _moved(redirect: Redirect, context: BuildContext, templates: Templates) -> Artifact:
    root = "../" * (len(redirect.old.parts) - 1)
    html = render_moved(
        page_of_site(context, root), redirect.title, f"{root}{redirect.new}", templates
    )
    return Artifact(path=redirect.old, content=html)


def server_files(
    paths: tuple[PurePosixPath, ...],
    documents: Sequence[SiteDocument],
    context: BuildContext,
    *,
    draft: bool,
    compress: bool,
) -> tuple[Artifact, ...]:
    """Make the settings of web servers for a site with files at these paths, sorted."""
    slugs = {each.slug for each in documents}
    return host_files(
        Hosting(
            audience=context.audience,
            files=paths,
            root=_root(context),
            draft=draft,
            moved=tuple(present(context.council, slugs).items()),
            compressed=compress,
        ),
        templating.text_environment(context.folders),
    )


def _root(context: BuildContext) -> str:
    return root_of(context.website.root if context.website is not None else None)


def page_of_site(context: BuildContext, root: str = "") -> SitePage:
    """Return what the site's own pages have in common; `root` goes before every address."""
    council = context.council
    return SitePage(
        council=council.name or None,
        language=context.language.tag,
        short_name=council.short_name,
        audience=context.audience,
        assets=context.assets.paths,
        stylesheets=(context.paper().report_css,),
        contact_centre=council.contact_centre,
        accessibility_contact=council.accessibility_contact,
        licence=council.licence,
        root=root,
        statement=context.statement,
        index=context.named(INDEX),
    )


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

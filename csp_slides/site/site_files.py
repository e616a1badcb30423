"""The files of the site that no document owns: index, search, feeds, changes, server settings."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.assets.fingerprint import reached, unique
from csp_slides.content.audience import Audience
from csp_slides.core.artifact import Artifact
from csp_slides.core.language import speaking
from csp_slides.site import version_store
from csp_slides.site.discovery import find
from csp_slides.site.index import catalogue_of, index_pages
from csp_slides.site.static_pages import redirects_of, server_files, site_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.render.context import BuildContext
    from csp_slides.site.change_history import Histories
    from csp_slides.site.document import SiteDocument


def with_site_files(
    artifacts: Sequence[Artifact],
    documents: Sequence[SiteDocument],
    told: Histories,
    context: BuildContext,
    *,
    draft: bool,
    compress: bool,
) -> tuple[Artifact, ...]:
    """Return the documents' artifacts, the site's own files, and the assets that they lead to.

    `told` is what readers are told of changes, and what the next build is to remember.

    Raises:
        ContentError: a template is wrong.
    """
    with speaking(context.language):
        return _with_files(artifacts, documents, told, context, draft=draft, compress=compress)


def _with_files(
    artifacts: Sequence[Artifact],
    documents: Sequence[SiteDocument],
    told: Histories,
    context: BuildContext,
    *,
    draft: bool,
    compress: bool,
) -> tuple[Artifact, ...]:
    catalogue = catalogue_of(documents, context)
    finding = find(catalogue, documents, context)
    pages = (
        *index_pages(catalogue, context, finding),
        *finding.files,
        *site_pages(context, redirects_of(documents, context)),
        *_of_changes(documents, told, context),
        *artifacts,
    )
    whole = unique((*reached(context.shared, pages), *pages))
    if context.single_file:  # no server would let run what stands in such pages
        return whole
    servers = server_files(whole, documents, context, draft=draft, compress=compress)
    return unique((*whole, *servers))


def _of_changes(
    documents: Sequence[SiteDocument], told: Histories, context: BuildContext
) -> Iterator[Artifact]:
    """Yield what a public site remembers and tells of its documents' changes."""
    if context.audience is not Audience.PUBLIC:
        return
    if told.changes:
        from csp_slides.site.change_pages import changes_pages

        yield from changes_pages(documents, told.changes, context)
    yield Artifact(
        path=PurePosixPath(version_store.NAME), content=version_store.write(told.versions)
    )

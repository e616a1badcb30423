"""Addresses that documents had before: where each leads now. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.did_you_mean import closest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from csp_slides.content.council import Council
    from csp_slides.content.document import Withdrawal
    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span, Text


class Redirect(Struct, frozen=True, kw_only=True):
    """A page that is no longer where it was: both paths in the site, and its title."""

    old: PurePosixPath
    new: PurePosixPath
    title: str


def present(council: Council, slugs: Collection[str]) -> dict[str, str]:
    """Return the existing address that each former one leads to, through any in between."""
    found = {}
    for old in council.moved:
        new = _end(old, council.moved)
        if new is not None and new in slugs and old not in slugs:
            found[str(old)] = new
    return found


def origins(council: Council, slugs: Collection[str]) -> dict[str, str]:
    """Return the oldest address of each document that has moved: the first listed."""
    found: dict[str, str] = {}
    for old, new in present(council, slugs).items():
        found.setdefault(new, old)
    return found


def check_addresses(library: Library, sink: Sink) -> None:
    """Report former addresses that lead nowhere, and replacements that are not there."""
    slugs = sorted(library.slugs)
    for old, new in library.council.moved.items():
        _check_moved(old, new, library.council.moved, slugs, sink)
    for presentation in library.presentations:
        _check_instead(presentation.slug, presentation.deck.withdrawn, slugs, sink)
    for markdown in library.markdown:
        _check_instead(markdown.slug, markdown.deck.withdrawn, slugs, sink)
    for document in library.documents:
        withdrawal = getattr(document.record, "withdrawn", None)
        _check_instead(document.slug, withdrawal, slugs, sink)


def check_former(
    before: Mapping[str, str],
    now: Mapping[str, tuple[str, Span | None]],
    paths: Collection[PurePosixPath],
    sink: Sink,
) -> None:
    """Report documents whose address is another than in the site before, and not led on.

    `before` is the address of each document by its file, `now` with the beginning of that file.
    """
    for source, (slug, place) in now.items():
        old = before.get(source, slug)
        if old != slug and PurePosixPath(old, "index.html") not in paths:
            sink.warning(
                "moved",
                f"this document was at '{old}/' and is now at '{slug}/', so links to it break",
                place,
                help=f"add '{old}: {slug}' below 'moved:' in council.yaml, or 'id: {old}' here",
            )


def _check_instead(slug: str, withdrawal: Withdrawal | None, slugs: list[str], sink: Sink) -> None:
    instead = withdrawal.instead if withdrawal is not None else None
    if instead is not None and (instead not in slugs or instead == slug):
        others = [each for each in slugs if each != slug]
        sink.error(
            "replacement",
            f"there is no other document with the id '{instead}'",
            instead.span,
            help=closest(instead, others, otherwise="give the 'id:' of an existing document"),
        )


def _check_moved(
    old: Text, new: Text, moved: Mapping[Text, Text], slugs: list[str], sink: Sink
) -> None:
    if old in slugs:
        sink.error(
            "moved",
            f"'{old}' is the address of a document, so it can't redirect to '{new}'",
            old.span,
            help="remove the line, or give that document another 'id:'",
        )
    elif _end(old, moved) is None:
        sink.error(
            "moved",
            f"'{old}' redirects to '{new}' and so back to itself",
            new.span,
            help="redirect it to where the document is now",
        )
    elif new not in slugs and new not in moved:
        sink.error(
            "moved",
            f"'{old}' redirects to '{new}', where there is no document",
            new.span,
            help=closest(new, slugs, otherwise="write the address that the document has now"),
        )


def _end(old: str, moved: Mapping[Text, Text]) -> str | None:
    """Follow an address through all others; None where it comes back to itself."""
    steps = {str(each): str(moved[each]) for each in moved}
    seen = set()
    while old in steps:
        if old in seen:
            return None
        seen.add(old)
        old = steps[old]
    return old

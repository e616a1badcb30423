"""`feed.xml`: what is published, for readers of feeds, as Atom (RFC 4287). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.render import templating

if TYPE_CHECKING:
    from csp_slides.model.catalogue import Catalogue
    from csp_slides.render.templating import Templates

NAME: Final = "feed.xml"


def render(catalogue: Catalogue, templates: Templates) -> bytes | None:
    """Write the feed, in UTF-8; None where nothing that is published says when it changed.

    Every entry of a feed must say so (RFC 4287, section 4.1.2), and no clock is asked: a document
    without a day is in the index and not in the feed. Links are relative where the site has no
    address of its own, which Atom allows; names never depend on it.

    Raises:
        ContentError: a template is wrong.
    """
    entries = catalogue.dated
    if not entries:
        return None
    values = {
        "catalogue": catalogue,
        "entries": entries,
        "updated": max(changed for _, changed in entries),
    }
    return templating.render(templates, "feed/feed.xml", values).encode()

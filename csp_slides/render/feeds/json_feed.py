"""`feed.json`: what is published, as JSON Feed 1.1 (jsonfeed.org). Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.json import write_json

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.model.catalogue import Catalogue, Entry

NAME: Final = "feed.json"
_VERSION: Final = "https://jsonfeed.org/version/1.1"


def render(catalogue: Catalogue) -> bytes | None:
    """Write the feed; None where the site has no address, or nothing says when it changed.

    JSON Feed says nothing of relative addresses, so readers make of them what they like.
    """
    entries = catalogue.dated
    if catalogue.website is None or not entries:
        return None
    feed = {
        "version": _VERSION,
        "title": catalogue.title,
        "home_page_url": catalogue.website.root,
        "feed_url": catalogue.website.address(NAME.replace(".", f"{catalogue.suffix}.", 1)),
        "language": catalogue.language,
        **({"authors": [{"name": catalogue.council}]} if catalogue.council else {}),
        "items": [_item(catalogue, entry, changed) for entry, changed in entries],
    }
    return (write_json(feed) + "\n").encode()


def _item(catalogue: Catalogue, entry: Entry, changed: dt.datetime) -> dict[str, object]:
    first, *others = entry.links
    return {
        "id": catalogue.name(entry),
        "url": catalogue.address(first.path),
        "title": entry.title,
        "content_text": entry.about,
        "date_modified": changed.isoformat(),
        **({"authors": [{"name": entry.presenter}]} if entry.presenter else {}),
        **({"tags": [entry.body]} if entry.body else {}),
        "attachments": [
            {
                "url": catalogue.address(link.path),
                "mime_type": link.media_type,
                "title": link.text,
                **({"size_in_bytes": link.size} if link.size else {}),
            }
            for link in others
        ],
    }

"""`papers.jsonld`: what is published in the words of schema.org, as JSON-LD 1.1. Pure.

A file of its own that the first page links to, and no `script` element in a page: no page holds
anything inline, so that nobody has to tell one kind of it from another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.json import write_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.model.catalogue import Catalogue, Entry, Link

NAME: Final = "papers.jsonld"
MEDIA_TYPE: Final = "application/ld+json"

_CONTEXT: Final = "https://schema.org"
_TYPES: Final[Mapping[str, str]] = {
    "deck": "PresentationDigitalDocument",
    "markdown": "PresentationDigitalDocument",
    "report": "Report",
}
"""What schema.org calls our kinds; the others are a DigitalDocument."""


def render(catalogue: Catalogue, licence: str | None) -> bytes:
    """Write the data; addresses are relative to the file where the site has none of its own."""
    data = {
        "@context": _CONTEXT,
        "@type": "CollectionPage",
        "@id": catalogue.address("index.html"),
        "name": catalogue.title,
        "inLanguage": catalogue.language,
        **({"publisher": _council(catalogue.council)} if catalogue.council else {}),
        **({"copyrightNotice": licence} if licence else {}),
        "hasPart": [_document(catalogue, entry) for entry in catalogue.published],
    }
    return (write_json(data) + "\n").encode()


def _council(name: str) -> dict[str, object]:
    return {"@type": "GovernmentOrganization", "name": name}


def _document(catalogue: Catalogue, entry: Entry) -> dict[str, object]:
    return {
        "@type": _TYPES.get(entry.kind, "DigitalDocument"),
        "@id": catalogue.address(entry.links[0].path),
        "identifier": catalogue.name(entry),
        "name": entry.title,
        "description": entry.about,
        **({"author": {"@type": "Person", "name": entry.presenter}} if entry.presenter else {}),
        **({"about": _meeting(entry)} if entry.body else {}),
        **({"dateModified": entry.amended[0].date.isoformat()} if entry.amended else {}),
        "encoding": [_encoding(catalogue, link) for link in entry.links],
    }


def _meeting(entry: Entry) -> dict[str, object]:
    starts = entry.starts
    return {
        "@type": "Event",
        "name": entry.body,
        **({"startDate": starts} if starts else {}),
    }


def _encoding(catalogue: Catalogue, link: Link) -> dict[str, object]:
    return {
        "@type": "MediaObject",
        "name": link.text,
        "contentUrl": catalogue.address(link.path),
        "encodingFormat": link.media_type,
        **({"contentSize": str(link.size)} if link.size else {}),
    }

"""Addresses on other sites that a page would fetch, whoever put them there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csp_slides.verify.extract import is_beyond

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.verify.subject import File, Subject
    from csp_slides.verify.walk import Walk


def check_references(files: Iterable[File], subject: Subject, walk: Walk, sink: Sink) -> None:
    """Report whatever a file would fetch from elsewhere; a link to follow is no such thing."""
    framed = frozenset(_origin(each) for each in subject.library.council.frames)
    told: set[str] = set()
    for file in files:
        for address in _fetched(file, framed):
            if not is_beyond(address) or address in told or _is_own(address, subject.base_url):
                continue
            told.add(address)
            place = walk.place(address)
            sink.error(
                "beyond",
                f"'{file.path}' would load '{address}', which isn't on the site",
                place,
                help="save the file in the content folder and give its name"
                if place is not None
                else "it isn't named in any content file; look in your templates and themes",
            )


def _fetched(file: File, framed: frozenset[tuple[str, str]]) -> Iterator[str]:
    for address in file.extract.loads:
        yield address.strip()
    for address in file.extract.frames:
        if _origin(address.strip()) not in framed:
            yield address.strip()


def _origin(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address if "//" in address else f"https://{address}")
    except ValueError:
        return "", address
    return parts.scheme, parts.netloc


def _is_own(address: str, base_url: str | None) -> bool:
    return base_url is not None and address.startswith(base_url)

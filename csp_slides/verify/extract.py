"""What a file says and what it would fetch from other sites, whatever its format."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec import Struct, field

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.verify.leaks import File, Subject
    from csp_slides.verify.walk import Walk

_BEYOND: Final = pattern(r"(?!data:|about:blank\b)(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_IGNORED: Final = pattern(r"[\x00-\x20]+")
"""Characters that browsers ignore around an address, and some inside (URL Standard, 4.4)."""


class Extract(Struct):
    """The texts of a file, in order, and the addresses that opening it would fetch.

    A text is what is read in one go: a paragraph, a cell, an attribute. `coded` is what is
    written for programs, where a word or two prove nothing. `frames` are the addresses that it
    would show in a frame.
    """

    texts: list[str] = field(default_factory=list)
    coded: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)

    def add(self, other: Extract) -> None:
        """Add the texts and addresses of a file inside this one."""
        self.texts += other.texts
        self.coded += other.coded
        self.loads += other.loads
        self.frames += other.frames


def is_beyond(address: str) -> bool:
    """Whether an address leads out of the site, or does something instead of leading."""
    return _BEYOND.match(_IGNORED.sub("", address)) is not None


def check_references(files: Iterable[File], subject: Subject, walk: Walk, sink: Sink) -> None:
    """Report whatever a file would load from another site; links to follow don't count."""
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

"""What was published, word by word: what a build remembers of each document for the next one.

`versions.json` stands in a public site and holds nothing but the words that its pages show, and
fingerprints (SHA-256) of those among them that were first published. So a word that is taken out
is in the site no more, not even to be guessed, and a later build can still tell that something has
changed. Values only.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003  # msgspec asks for it when it reads
import hashlib

import msgspec
from msgspec import Struct

from csp_slides.compose.passages import Passage  # noqa: TC001  # likewise
from csp_slides.compose.wording import Part, texts

NAME = "versions.json"
SCHEMA = 1

LOST = "-"
"""Stands for the fingerprint of words that are in the site no more."""

_LENGTH = 16
"""Figures of a fingerprint, which is only ever compared with those of the same document."""


class Change(Struct, frozen=True, kw_only=True):
    """One place that was changed, and the amendment that tells of it by its day.

    `place` is its fragment on the page of `form`; None where the place was taken out.
    """

    date: dt.date
    form: str
    place: str | None
    heading: str
    parts: tuple[Part, ...]


class Version(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document as it is published under its latest amendment; `amended` has the days of all.

    `words` are those of each page by its format. `first` are the fingerprints of the words as
    they were when that amendment was first published, where they have changed since and no
    later amendment says so.
    """

    words: dict[str, tuple[Passage, ...]]
    amended: tuple[dt.date, ...] = ()
    first: dict[str, tuple[str, ...]] | None = None
    changes: tuple[Change, ...] = ()

    @property
    def fingerprints(self) -> dict[str, tuple[str, ...]]:
        """Those of the words as they were first published."""
        return self.first if self.first is not None else fingerprints(self.words)


class Versions(Struct, frozen=True, kw_only=True):
    """All that was published, by address."""

    schema: int = SCHEMA
    documents: dict[str, Version] = {}


def fingerprints(words: dict[str, tuple[Passage, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the fingerprint of every passage; its place and number do not count."""
    return {
        form: tuple(hashlib.sha256(each.encode()).hexdigest()[:_LENGTH] for each in texts(passages))
        for form, passages in words.items()
    }


def without_lost(
    first: dict[str, tuple[str, ...]], now: dict[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the fingerprints of what was first published, without those of words that are gone.

    A fingerprint of a whole sentence lets anybody who can guess the sentence make sure of it. Of
    words that are still on a page it tells nothing that the page does not.
    """
    return {
        form: tuple(each if each in now.get(form, ()) else LOST for each in marks)
        for form, marks in first.items()
    }


def read(content: bytes | None) -> Versions:
    """Read what an earlier build wrote; nothing, where it is not what this program writes."""
    if content is None:
        return Versions()
    try:
        found = msgspec.json.decode(content, type=Versions)
    except (msgspec.DecodeError, RecursionError):
        return Versions()
    return found if found.schema == SCHEMA else Versions()


def write(versions: Versions) -> bytes:
    """Write it for the next build, sorted by address."""
    documents = dict(sorted(versions.documents.items()))
    return msgspec.json.encode(Versions(documents=documents)) + b"\n"

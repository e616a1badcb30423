"""The words of documents before a change that no reader has been told of, on this machine alone.

A public site holds no word that was taken out of it, so a build that finds others than were
published is the last to know them. They are kept in the cache until an amendment tells the change.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from csp_slides.compose.passages import Passage
from csp_slides.site.version_store import Versions, fingerprints

if TYPE_CHECKING:
    from csp_slides.core.disk_cache import Cache

_WORDS = dict[str, tuple[Passage, ...]]


def with_former_words(versions: Versions, cache: Cache) -> Versions:
    """Give each document the words that were first published, where this machine has them."""
    documents = dict(versions.documents)
    for slug, version in versions.documents.items():
        if version.first is not None and (words := _read(version.first, cache)) is not None:
            documents[slug] = replace(version, words=words, first=None)
    return replace(versions, documents=documents)


def keep_former_words(now: Versions, before: Versions, cache: Cache) -> None:
    """Keep the words of documents that have changed and do not say so yet."""
    waiting = {_name(each.first) for each in now.documents.values() if each.first is not None}
    for version in before.documents.values():
        if version.first is None and (name := _name(version.fingerprints)) in waiting:
            cache.write(name, msgspec.json.encode(version.words))


def _read(first: dict[str, tuple[str, ...]], cache: Cache) -> _WORDS | None:
    content = cache.read(_name(first))
    if content is None:
        return None
    try:
        words = msgspec.json.decode(content, type=_WORDS)
    except (msgspec.DecodeError, RecursionError):
        return None
    return words if fingerprints(words) == first else None


def _name(first: dict[str, tuple[str, ...]]) -> str:
    return f"words-{hashlib.sha256(msgspec.json.encode(first, order='sorted')).hexdigest()}"

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
from csp_slides.site.version_store import Version, Versions, fingerprints, without_lost

if TYPE_CHECKING:
    from csp_slides.core.disk_cache import Cache

_WORDS = dict[str, tuple[Passage, ...]]


def with_former_words(versions: Versions, cache: Cache) -> Versions:
    """Return the text that was first published of each document, where this machine has them."""
    documents = dict(versions.documents)
    for slug, version in versions.documents.items():
        if version.first is not None and (words := _read(version, cache)) is not None:
            documents[slug] = replace(version, words=words, first=None)
    return replace(versions, documents=documents)


def keep_former_words(now: Versions, before: Versions, cache: Cache) -> None:
    """Keep the words of documents that have changed and do not say so yet."""
    known = [each for each in before.documents.values() if each.first is None]
    for version in now.documents.values():
        if version.first is None:
            continue
        for each in known:
            if _were(each.words, version):
                cache.write(_name(version), msgspec.json.encode(each.words))


def _read(version: Version, cache: Cache) -> _WORDS | None:
    content = cache.read(_name(version))
    if content is None:
        return None
    try:
        words = msgspec.json.decode(content, type=_WORDS)
    except (msgspec.DecodeError, RecursionError):
        return None
    return words if _were(words, version) else None


def _were(words: _WORDS, version: Version) -> bool:
    """Whether these may be the words that a document first had, as far as its site tells."""
    return without_lost(fingerprints(words), fingerprints(version.words)) == version.first


def _name(version: Version) -> str:
    """Name what is kept after what the site tells of its document, none of it secret."""
    told = (version.first, fingerprints(version.words))
    return f"words-{hashlib.sha256(msgspec.json.encode(told, order='sorted')).hexdigest()}"

"""What is known of each document from the last build: its words, and what changed.

Pure. Only a public site remembers, and only what anybody may read: a draft, a withdrawn document
and one that is not for publication are forgotten.
"""

from __future__ import annotations

import datetime as dt  # msgspec asks for it when it reads
import hashlib
from typing import TYPE_CHECKING, TypeAlias

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from csp_slides.compose.passages import Passage, passages_of_deck
from csp_slides.compose.wording import Part, Was, compare, texts
from csp_slides.lint.redirects import present
from csp_slides.model import formats

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from csp_slides.compose.wording import Difference, Part
    from csp_slides.content.council import Council
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.disk_cache import Cache
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Edition
    from csp_slides.model.catalogue import Amended, Particulars

NAME = "versions.json"
SCHEMA = 1

LOST = "-"
"""Placeholder for the fingerprint of text that is no longer in the site."""

_LENGTH = 16
"""Digits of a fingerprint, which is only compared with others of the same document."""


class Change(Struct, frozen=True, kw_only=True):
    """One change, and the date of the amendment that mentions it.

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
    """Return the fingerprints of what was first published, without those of removed text.

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


class _Raw(Struct, frozen=True, kw_only=True):
    """All that was published, not read further than the addresses."""

    schema: int = SCHEMA
    documents: dict[str, msgspec.Raw] = {}


def read_raw(content: bytes | None) -> dict[str, bytes]:
    """Read what an earlier build wrote, each document as it is written."""
    try:
        found = msgspec.json.decode(content or b"{}", type=_Raw)
    except (msgspec.DecodeError, RecursionError):
        return {}
    if found.schema != SCHEMA:
        return {}
    return {slug: bytes(each) for slug, each in found.documents.items()}


def write_raw(documents: Mapping[str, bytes]) -> bytes:
    """Write it for the next build, sorted by address, of documents as they are written."""
    raw = {slug: msgspec.Raw(each) for slug, each in sorted(documents.items())}
    return msgspec.json.encode(_Raw(documents=raw)) + b"\n"


def write(versions: Versions) -> bytes:
    """Write it for the next build, sorted by address."""
    documents = dict(sorted(versions.documents.items()))
    return msgspec.json.encode(Versions(documents=documents)) + b"\n"


Words: TypeAlias = dict[str, tuple[Passage, ...]]
"""The passages of a document's pages, by format."""

_MOST_TOLD = 3
"""Most changes that a hint lists for one document; it counts the rest."""


class Histories(Struct, frozen=True, kw_only=True):
    """What the next build is to know, and the changes that each page of changes tells, by slug."""

    versions: Versions
    changes: Mapping[str, tuple[Change, ...]]

    @property
    def told(self) -> Told:
        """The same, written down."""
        return Told(versions=write(self.versions), changes=self.changes)

    def of(self, slugs: Collection[str]) -> Histories:
        """Return those of some documents, by their addresses."""
        versions = {slug: each for slug, each in self.versions.documents.items() if slug in slugs}
        return Histories(
            versions=Versions(documents=versions),
            changes={slug: told for slug, told in self.changes.items() if slug in slugs},
        )


class Told(Struct, frozen=True, kw_only=True):
    """The same, with what the next build is to know written down."""

    versions: bytes
    changes: Mapping[str, tuple[Change, ...]]


NOTHING = Histories(versions=Versions(), changes={})
"""No earlier versions."""


class Published(Struct, frozen=True, kw_only=True):
    """A document as far as its history goes; `place` is the beginning of its file."""

    slug: str
    title: str
    particulars: Particulars
    draft: bool = False
    place: Span | None = None

    @classmethod
    def of(cls, edition: Edition) -> Published:
        """Return what an edition is published as."""
        return cls(
            slug=edition.slug,
            title=edition.title,
            particulars=edition.particulars,
            draft=edition.draft,
            place=edition.place,
        )

    @property
    def is_open(self) -> bool:
        """Whether anybody may read it, and it stays."""
        known = self.particulars
        return not (self.draft or known.exempt or known.withdrawn)


def histories(
    editions: Sequence[Published],
    words: Mapping[str, Words],
    earlier: Versions,
    council: Council,
    sink: Sink,
) -> Histories:
    """Compare every document with its published version, and report unannounced changes.

    `words` are those of every document by its address.
    """
    former = _former(editions, council)
    documents, told = {}, {}
    for edition in editions:
        if not edition.is_open:
            continue
        known = (earlier.documents.get(name) for name in former[edition.slug])
        before = next((each for each in known if each is not None), None)
        version = _next(edition.particulars.amended, dict(words[edition.slug]), before)
        _say_unannounced(edition, version, before, sink)
        documents[edition.slug] = version
        if version.changes:
            told[edition.slug] = version.changes
    return Histories(versions=Versions(documents=documents), changes=told)


def words_of(edition: Edition) -> Words:
    """Return the words of the web pages of a document, by format."""
    found = {}
    if edition.deck is not None and formats.DECK in edition.chosen.made:
        found[formats.DECK.name] = passages_of_deck(edition.deck)
    if edition.report is not None and formats.REPORT in edition.chosen.made:
        from csp_slides.compose.passages import passages_of_report

        found[formats.REPORT.name] = passages_of_report(edition.report)
    return found


def _former(editions: Sequence[Published], council: Council) -> dict[str, tuple[str, ...]]:
    """Return for each address those by which an earlier build may have known the document."""
    slugs = [each.slug for each in editions]
    found: dict[str, tuple[str, ...]] = {slug: (slug,) for slug in slugs}
    for old, new in reversed(present(council, slugs).items()):
        found[new] = (*found[new], old)
    return found


def _next(amendments: tuple[Amended, ...], words: Words, before: Version | None) -> Version:
    """Return what is published now, after what was."""
    days = tuple(each.date for each in amendments)
    if before is None:
        return Version(words=words, amended=days)
    kept = tuple(_kept(before, words, amendments))
    if len(days) > len(before.amended):
        news = tuple(_changes(amendments[0], words, before))
        return Version(words=words, amended=days, changes=(*news, *kept))
    first = before.fingerprints
    now = fingerprints(words)
    lasting = None if first == now else without_lost(first, now)
    return Version(words=words, amended=days, first=lasting, changes=kept)


def _changes(amendment: Amended, words: Words, before: Version) -> Iterator[Change]:
    """Yield what an amendment changed.

    Where a build between has forgotten the words as they were, tells which passages are others.
    """
    for form, passages in words.items():
        if before.first is None:
            for each in compare(before.words.get(form, ()), passages):
                yield _change(amendment, form, each)
            continue
        yield from (
            _place(amendment.date, form, each, ())
            for each in _others(passages, before.first.get(form, ()))
        )


def _change(amendment: Amended, form: str, difference: Difference) -> Change:
    """Return one difference, with the old text only where the author allows it."""
    passage = difference.passage
    parts = _allowed(difference.parts, old_words=amendment.old_words)
    if passage is None:
        return Change(date=amendment.date, form=form, place=None, heading="", parts=parts)
    return _place(amendment.date, form, passage, parts)


def _place(date: dt.date, form: str, passage: Passage, parts: tuple[Part, ...]) -> Change:
    return Change(date=date, form=form, place=passage.place, heading=passage.heading, parts=parts)


def _allowed(parts: tuple[Part, ...], *, old_words: bool) -> tuple[Part, ...]:
    kept = [each for each in parts if old_words or each.was is not Was.OLD]
    return tuple(kept) if any(each.words for each in kept) else ()


def _kept(before: Version, words: Words, amendments: tuple[Amended, ...]) -> Iterator[Change]:
    """Yield the changes that can still be shown: the text that they quote is still there.

    Where there are as many amendments as before, one with another day is the same, corrected.
    """
    may: dict[dt.date, bool] = {}
    for each in amendments:
        may[each.date] = may.get(each.date, True) and each.old_words
    days = {each: each for each in may}
    if len(amendments) == len(before.amended):
        pairs = zip(before.amended, (each.date for each in amendments), strict=True)
        days = {**dict(pairs), **days}
    for change in before.changes:
        day = days.get(change.date)
        if day is None:
            continue
        parts = _allowed(change.parts, old_words=may[day])
        if change.place is None:
            yield replace(change, date=day, parts=parts)
            continue
        found = _where(parts, change, words.get(change.form, ()))
        if found is not None:
            yield _place(day, change.form, found, parts)


def _where(parts: tuple[Part, ...], change: Change, passages: Sequence[Passage]) -> Passage | None:
    """Find the passage that a change quotes, which may be elsewhere by now."""
    quoted = [each.words for each in parts if each.was is not Was.OLD and each.words]
    for passage, text in zip(passages, texts(passages), strict=True):
        if quoted and all(f" {each} " in f" {text} " for each in quoted):
            return passage
        if not quoted and passage.place == change.place:
            return passage
    return None


def _say_unannounced(
    edition: Published, version: Version, before: Version | None, sink: Sink
) -> None:
    """Give a hint about an unannounced change of text or position.

    The words as they were are known once, to the build that first finds others.
    """
    if version.first is None or before is None:
        return
    told = [
        said
        for form, passages in version.words.items()
        for each in compare(before.words.get(form, ()), passages)
        for said in _said(each.parts)
    ]
    places = (
        f"under '{passage.heading}'"
        for form, passages in version.words.items()
        for passage in _others(passages, version.first.get(form, ()))
    )
    unique = list(dict.fromkeys(told)) or list(dict.fromkeys(places))
    what = "; ".join(unique[:_MOST_TOLD])
    if len(unique) > _MOST_TOLD:
        what += f"; and {len(unique) - _MOST_TOLD} more"
    sink.hint(
        "unannounced",
        f"the text of '{edition.title}' has changed since it was published{': ' if what else ''}"
        f"{what}",
        edition.place,
        help="tell readers with 'amended:'; if nobody has read it yet, build with '--fresh'",
    )


def _others(passages: Sequence[Passage], first: Sequence[str]) -> Iterator[Passage]:
    """Yield the passages that differ from those first published."""
    known = set(first)
    marks = fingerprints({"": tuple(passages)})[""]
    for passage, mark in zip(passages, marks, strict=True):
        if mark not in known:
            yield passage


def _said(parts: tuple[Part, ...]) -> Iterator[str]:
    """Yield the changed words of a passage in turn: `'134' is now '143'`."""
    waiting = None
    for part in parts:
        if part.was is Was.OLD:
            waiting = part.words
        elif part.was is Was.NEW:
            yield f"'{waiting}' is now '{part.words}'" if waiting else f"'{part.words}' is new"
            waiting = None
        elif waiting:
            yield f"'{waiting}' was removed"
            waiting = None
    if waiting:
        yield f"'{waiting}' was removed"


_WORDS = dict[str, tuple[Passage, ...]]


def with_former_words(versions: Versions, cache: Cache) -> Versions:
    """Return the text that was first published of each document, where this machine has them."""
    documents = dict(versions.documents)
    for slug, version in versions.documents.items():
        if version.first is not None and (words := _read(version, cache)) is not None:
            documents[slug] = replace(version, words=words, first=None)
    return replace(versions, documents=documents)


def keep_former_words(now: Versions, before: Versions, cache: Cache) -> None:
    """Cache the text of changed documents that don't list the change yet."""
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
    """Return the cache name, made from what the site publishes about the document."""
    told = (version.first, fingerprints(version.words))
    return f"words-{hashlib.sha256(msgspec.json.encode(told, order='sorted')).hexdigest()}"

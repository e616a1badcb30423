"""The words that some readers may not see, and whether they are in what those readers get.

A run of words counts as withheld when it could not have been put together from what the same
readers may see: from other passages, from the program's own words, or by one standing after the
other. So a phrase that is also published is no leak, and neither is a heading that meets the
paragraph below it. Where a word is in it that these readers have from nowhere else, a name
perhaps, three words in a row are too many; else six.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.verify.words import COMMON, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from csp_slides.core.source import Text

SHINGLE: Final = 6
"""How many words in a row are too many; of a shorter passage, all of them."""

_RARE: Final = 3
"""How many words in a row are too many with one among them that is nowhere else."""

_SEED: Final = 4
_STEP: Final = SHINGLE - _SEED + 1
"""A run of `SHINGLE` words holds a seed of `_SEED` that starts at a multiple of `_STEP`."""

_PASSAGES: Final = 20
"""How many passages that share a few words are looked at for these words."""

_PLACES: Final = 500
"""How many places of one word in such passages are looked at."""

_TELLING: Final = 4
"""A passage of one word with fewer letters isn't searched for."""

_FEW: Final = 8
"""Up to so many words are looked for one by one, without a look at every word of a text."""

BREAK: Final = ""
"""Separator between two texts: a word that is in no passage."""


class Vocabulary(Struct, frozen=True):
    """The words that some readers may see, and which of them follow each other."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """Return the words of texts."""
        words: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for text in texts:
            found = words_of(text)
            words.update(found)
            pairs.update(pairwise(found))
        return cls(frozenset(words), frozenset(pairs))

    def __or__(self, other: Vocabulary) -> Vocabulary:
        """Join two vocabularies."""
        return Vocabulary(self.words | other.words, self.pairs | other.pairs)

    def accounts_for(self, run: Sequence[str], *, whole: bool) -> bool:
        """Whether a run of words may have come about from these, one text beside another.

        Two passages that meet make one new pair; where a short passage stands whole, that is
        one too many.
        """
        if not self.words.issuperset(run):
            return False
        new = sum(pair not in self.pairs for pair in pairwise(run))
        return new < (1 if whole and len(run) < SHINGLE else 2)


class Own:
    """The program's own words, read when they are first asked for."""

    def __init__(self, texts: Callable[[], Iterable[str]]) -> None:
        """Store the function that returns all texts that the program itself may write."""
        self._texts = texts
        self._read: list[str] = []

    @cached_property
    def _unread(self) -> Iterator[str]:
        return iter(self._texts())

    def _all(self) -> Iterator[str]:
        """Yield every text in small letters, none before it is needed."""
        yield from self._read
        for text in self._unread:
            self._read.append(text.casefold())
            yield self._read[-1]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words, and which of them follow each other."""
        return Vocabulary.of(line for text in self._all() for line in text.splitlines())

    def has(self, word: str) -> bool:
        """Whether a word is in any of the texts, be it inside another."""
        return any(word in text for text in self._all())


class Hit(Struct, frozen=True):
    """Withheld words in a text: where they come from, and which words of it they are."""

    passage: Text
    first: int
    words: tuple[str, ...]


class _Seed(Struct, frozen=True):
    """A few words of a passage, at `start` of all of it; `anchor` is the most telling of them."""

    words: tuple[str, ...]
    anchor: int
    passage: Text
    whole: tuple[str, ...]
    start: int


class Withheld:
    """What some readers may not see, ready to be looked for in any text."""

    def __init__(
        self,
        passages: Iterable[Text],
        allowed: Callable[[], Iterable[str]],
        own: Own,
    ) -> None:
        """Store the passages; `allowed` returns what readers may see, `own` the program's words.

        Neither is called unless something is withheld.
        """
        self._allowed = allowed
        self._own = own
        self._seeds: dict[str, list[_Seed]] = {}
        self._long: list[tuple[Text, tuple[str, ...]]] = []
        self._counts: dict[tuple[str, ...], int] = {}
        seen: set[tuple[str, ...]] = set()
        for passage in passages:
            words = tuple(words_of(passage))
            if words not in seen:
                seen.add(words)
                self._sow(passage, words)
        self._coded = frozenset(self._seeds)

    def _sow(self, passage: Text, words: tuple[str, ...]) -> None:
        """Store the pieces of a passage that are searched for, each at its first position."""
        if len(words) >= SHINGLE:
            self._long.append((passage, words))
        for seed, start in {seed: start for start, seed in reversed([*_cut(words)])}.items():
            count = self._counts.get(seed, 0)
            if count < _PASSAGES:
                self._counts[seed] = count + 1
                anchor = seed.index(max(seed, key=_telling))
                found = _Seed(seed, anchor, passage, words, start)
                self._seeds.setdefault(seed[anchor], []).append(found)

    @cached_property
    def _rare(self) -> dict[str, list[_Seed]]:
        """Return the places of every word of the longer passages that readers have nowhere else."""
        every = {word for _, words in self._long for word in words}
        found: dict[str, list[_Seed]] = {
            word: [] for word in every if _may_be_rare(word, self._known.words)
        }
        for passage, words in self._long:
            for start, word in enumerate(words):
                places = found.get(word)
                if places is not None and len(places) < _PLACES:
                    places.append(_Seed((word,), 0, passage, words, start))
        return found

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return self._coded | self._rare.keys()

    def __bool__(self) -> bool:
        """Whether anything is withheld."""
        return bool(self._seeds)

    @cached_property
    def _known(self) -> Vocabulary:
        return Vocabulary.of(self._allowed())

    @cached_property
    def _all_known(self) -> Vocabulary:
        return self._known | self._own.vocabulary

    def find(self, words: list[str], *, coded: bool = False) -> Iterator[Hit]:
        """Find withheld words in the words of a file, its texts parted by `BREAK`.

        In what is `coded` a rare word proves nothing: programs have words of their own.
        """
        anchors, rare = (self._coded, {}) if coded else (self._anchors, self._rare)
        done: dict[int, int] = {}
        for place in _places(words, anchors.intersection(words)):
            for seed in (*self._seeds.get(words[place], ()), *rare.get(words[place], ())):
                begin = place - seed.anchor
                end = done.get(id(seed.passage), 0)
                if begin < end:
                    continue  # in the run that was found already
                if begin < 0 or tuple(words[begin : begin + len(seed.words)]) != seed.words:
                    continue
                before, after = _grown(words, begin, seed, end)
                if before + after < min(_RARE, len(seed.whole)):
                    continue  # round a rare word
                done[id(seed.passage)] = begin + after
                found = seed.whole[seed.start - before : seed.start + after]
                if self._tells(found, whole=len(found) == len(seed.whole), coded=coded):
                    yield Hit(seed.passage, seed.start - before, found)

    def _tells(self, found: tuple[str, ...], *, whole: bool, coded: bool) -> bool:
        if len(found) < SHINGLE and not whole:
            return not coded and any(self._is_rare(word) for word in found)
        if self._known.accounts_for(found, whole=whole):
            return False
        return not self._all_known.accounts_for(found, whole=whole)

    def _is_rare(self, word: str) -> bool:
        return _may_be_rare(word, self._known.words) and not self._own.has(word)


def _places(words: list[str], wanted: AbstractSet[str]) -> Iterable[int]:
    """Return where the wanted words stand, in order."""
    if len(wanted) > _FEW:
        return [place for place, word in enumerate(words) if word in wanted]
    places: list[int] = []
    for word in wanted:
        place = -1
        for _ in range(words.count(word)):
            place = words.index(word, place + 1)
            places.append(place)
    return sorted(places)


def _cut(words: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield pieces of a passage, so that every run that counts contains a whole one."""
    if len(words) < SHINGLE:
        if any(len(word) >= _TELLING for word in words):
            yield 0, words
        return
    last = len(words) - _SEED
    for start in (*range(0, last, _STEP), last):
        yield start, words[start : start + _SEED]


def _telling(word: str) -> tuple[bool, int]:
    """Rank a word by how rare it seems to be in other texts."""
    return word not in COMMON, len(word)


def _may_be_rare(word: str, known: AbstractSet[str]) -> bool:
    return len(word) >= _TELLING and word not in known and word not in COMMON


def _grown(words: list[str], begin: int, seed: _Seed, end: int) -> tuple[int, int]:
    """Return how many words of the passage are in a row before a seed's first, and from it on.

    Looks back no further than the `end` of the run before, so that repetition costs no time.
    """
    whole, start = seed.whole, seed.start
    before = 0
    while (
        before < min(start, begin - end) and words[begin - before - 1] == whole[start - before - 1]
    ):
        before += 1
    after = len(seed.words)
    longest = min(len(whole) - start, len(words) - begin)
    while after < longest and words[begin + after] == whole[start + after]:
        after += 1
    return before, after

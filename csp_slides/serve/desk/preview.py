"""A section as it will be shown, from a text that nobody has saved yet.

Goes through the pipeline that builds, with the one file's bytes in place of those on disk.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

from msgspec import Struct, field

from csp_slides.authoring.values import read_values
from csp_slides.compose.timing import total_words
from csp_slides.content.audience import Audience
from csp_slides.content.section import Section
from csp_slides.core.diagnostics import ContentError, CspSlidesError, Diagnostic, Severity
from csp_slides.core.disk_cache import Cache
from csp_slides.core.incremental import Memory
from csp_slides.model.formats import DECK, REPORT
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request
from csp_slides.serve.desk.messages import messages, questions, stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path, PurePosixPath

    from csp_slides.authoring.values import Entry
    from csp_slides.core.source import Source
    from csp_slides.model.deck import Deck, Slide
    from csp_slides.pipeline.build import Rendered
    from csp_slides.serve.desk.messages import Message, Stretch

_USUAL_RATE = 130


class Spoken(Struct, frozen=True, kw_only=True):
    """How many words are said, and how long that takes."""

    words: int
    minutes: float


class Shown(Struct, frozen=True, kw_only=True):
    """What a text looks like.

    `deck` and `report` are the addresses of the pages of the last text that could be shown;
    `is_current` says whether that is this one. `slides` are the ids of the slides that entries
    are shown on, by their paths.
    """

    is_current: bool
    messages: tuple[Message, ...]
    deck: str | None = None
    report: str | None = None
    slides: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, Spoken] = field(default_factory=dict)


class Preview(Struct):
    """The preview of one section, `file` on disk."""

    file: Path
    cache: Cache = field(default_factory=Cache)
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    _shown: Rendered | None = None
    _checking: Memory = field(default_factory=Memory)
    _building: Memory = field(default_factory=Memory)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def show(self, source: Source) -> Shown:
        """Build what the text of `source` looks like, and find what `check` says of it."""
        content = source.text.encode("utf-8", "replace")
        with self._lock:
            found = [*self._check(content)]
            built: Rendered | None = None
            if not any(each.severity is Severity.ERROR for each in found):
                built, more = self._build(content)
                found += more
            if built is not None:
                self._shown = built
                self.files = {each.path: each.data for each in built.artifacts}
            return self._said(source, found, is_current=built is not None)

    def _check(self, content: bytes) -> Iterable[Diagnostic]:
        """Find what the command `check` finds in the file alone."""
        request = Request(content=self.file, drawn=False, thorough=True, previews=False)
        return self._render(request, self._checking, content)[1]

    def _build(self, content: bytes) -> tuple[Rendered | None, Iterable[Diagnostic]]:
        request = Request(
            content=self.file,
            audience=Audience.PRESENTER,
            formats=(DECK, REPORT),
            draft=True,
            verified=False,
        )
        return self._render(request, self._building, content)

    def _render(
        self, request: Request, memory: Memory, content: bytes
    ) -> tuple[Rendered | None, Iterable[Diagnostic]]:
        memory.files.clear()
        memory.files[self.file] = content
        try:
            built = render(request, memory=memory, cache=self.cache)
        except ContentError as error:
            return None, error.diagnostics
        except CspSlidesError as error:
            return None, (_told(str(error), getattr(error, "remedy", None)),)
        except OSError as error:
            return None, (_told(f"'{error.filename}' can't be read: {error.strerror}", None),)
        memory.turn()
        return built, built.diagnostics

    def _said(self, source: Source, found: Iterable[Diagnostic], *, is_current: bool) -> Shown:
        where = stretches(source, Section)
        made = (
            next((each for each in self._shown.made if each.edition.deck), None)
            if self._shown
            else None
        )
        deck = made.edition.deck if made is not None else None
        pages = made.pages if made is not None else {}
        return Shown(
            is_current=is_current,
            messages=(*messages(found, source, Section), *questions(source, Section)),
            deck=str(pages[DECK]) if DECK in pages else None,
            report=str(pages[REPORT]) if REPORT in pages else None,
            slides=dict(_slides(deck, where, source)) if deck is not None and is_current else {},
            spoken=dict(_spoken(deck, source)) if deck is not None and is_current else {},
        )


def _slides(deck: Deck, where: Iterable[Stretch], source: Source) -> Iterator[tuple[str, str]]:
    """Yield the slide that each entry of a list is shown on first."""
    for stretch in where:
        if stretch.path.count(".") != 1:
            continue
        slide = next(
            (each for each in deck.slides if each.id and _shows(each, stretch, source)), None
        )
        if slide is not None and slide.id is not None:
            yield stretch.path, slide.id


def _shows(slide: Slide, stretch: Stretch, source: Source) -> bool:
    spans = slide.places or ((slide.source,) if slide.source is not None else ())
    return any(
        span.source.inside == source.inside and stretch.first <= span.line <= stretch.last
        for span in spans
    )


def _spoken(deck: Deck, source: Source) -> Iterator[tuple[str, Spoken]]:
    """Yield the words of the whole, under the empty path, and those of each item."""
    rate = deck.timing.rate or _USUAL_RATE
    yield "", Spoken(words=deck.timing.words, minutes=round(deck.timing.words / rate, 1))
    filled = read_values(source, Section)
    items = filled.values.get("items", ()) if filled is not None else ()
    for number, entry in enumerate(cast("tuple[Entry, ...]", items)):
        notes = (entry.values or {}).get("notes", "")
        words = total_words((str(notes),))
        yield f"items.{number}", Spoken(words=words, minutes=round(words / rate, 1))


def _told(message: str, remedy: str | None) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, code="command", message=message, help=remedy)

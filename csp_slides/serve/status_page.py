"""The page that says how everything stands: documents, sections with their officers, problems.

Reads the times of the sections' files and nothing else.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.timing import total_words
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Severity
from csp_slides.render import templating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.section import Section
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.serve.rebuild import Live, Update


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A deck or document: where it is, and how long it takes to say."""

    title: str
    address: str
    source: str
    slides: int
    words: int
    minutes: float


class SectionRow(Struct, frozen=True, kw_only=True):
    """An officer's section: how far it is, whose it is, and when it was last saved."""

    title: str
    source: str
    status: str
    officer: str
    words: int
    minutes: float
    warnings: int
    changed: str


def status_page(live: Live, update: Update, *, has_desk: bool = False) -> bytes:
    """Write the page."""
    templates = templating.environment([package_data.templates()])
    values = {
        "is_good": update.is_good,
        "documents": tuple(_documents(update)),
        "sections": tuple(_sections(live, update)),
        "problems": update.diagnostics,
        "has_desk": has_desk,
    }
    return templating.render(templates, "live/state.html", values).encode()


def _documents(update: Update) -> Iterator[DocumentRow]:
    for made in update.built.made if update.built is not None else ():
        each = made.summary
        yield DocumentRow(
            title=each.title,
            address=f"/{each.slug}/index.html",
            source=each.source,
            slides=each.slides,
            words=each.words,
            minutes=each.minutes,
        )


def _sections(live: Live, update: Update) -> Iterator[SectionRow]:
    library = live.library()
    seen: set[str] = set()
    for presentation in library.presentations if library is not None else ():
        for chapter in presentation.chapters:
            section = chapter.section
            if chapter.own or section.span is None or str(section.span.path) in seen:
                continue
            seen.add(str(section.span.path))
            rate = presentation.council.house_style.speaking_rate
            yield _row(live, section, rate, update.diagnostics)


def _row(live: Live, section: Section, rate: int, found: tuple[Diagnostic, ...]) -> SectionRow:
    assert section.span is not None, "only sections with a file are listed"
    path = section.span.path
    words = total_words(item.notes for item in section.items)
    officer = section.prepared_by
    return SectionRow(
        title=section.title,
        source=str(path),
        status=section.status.value,
        officer=officer.name if officer is not None else "",
        words=words,
        minutes=round(words / rate, 1),
        warnings=sum(
            each.severity is Severity.WARNING and each.span is not None and each.span.path == path
            for each in found
        ),
        changed=_saved(live, str(section.span.source.inside)),
    )


def _saved(live: Live, inside: str) -> str:
    file = live.root / inside
    if not file.is_file():
        return ""
    local = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).astimezone()
    return f"{local:%H:%M}, {templating.long_date(local.date())}"

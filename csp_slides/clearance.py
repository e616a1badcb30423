"""Whether content may be published at all: cleared, not marked, and exempt with a paragraph.

Pure. Asked before `select`, of everything that a build would show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.content.section import Status
from csp_slides.select import PART_2

if TYPE_CHECKING:
    from csp_slides.content.library import Presentation
    from csp_slides.content.section import Section
    from csp_slides.diagnostics import Sink

_OPEN = {"", "official", "not protectively marked", "unclassified"}
"""Protective markings that do not stop a public build (Government Security Classifications)."""


def check_clearance(
    presentation: Presentation, audience: Audience, sink: Sink, *, draft: bool
) -> None:
    """Report every section that a public build may not show; others have nothing to clear."""
    for chapter in presentation.chapters:
        section = chapter.section
        if audience is Audience.PUBLIC:
            _check_published(section, sink, draft=draft)
        if section.public == PART_2 and not section.exempt_paragraph:
            sink.error(
                "exempt-paragraph",
                f"'{section.title}' is Part 2 but names no exempt paragraph",
                section.at("public"),
                help="add 'exempt_paragraph:' with its number in Schedule 12A, such as 3",
            )


def _check_published(section: Section, sink: Sink, *, draft: bool) -> None:
    marking = (section.classification or "").casefold().strip()
    if marking not in _OPEN and section.public != PART_2:
        sink.error(
            "marking",
            f"'{section.title}' is marked {section.classification} and cannot be published",
            section.at("classification"),
            help="build it with '--audience members', or have the marking lifted",
        )
    if section.status is not Status.CLEARED and not draft:
        sink.error(
            "not-cleared",
            f"'{section.title}' is {section.status}, not cleared, so it cannot be published",
            section.at("status") or section.span,
            help="set 'status: cleared' when it is, or build with '--draft' to see it before",
        )

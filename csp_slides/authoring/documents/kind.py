"""Recognises what kind of content a document is. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.documents.action_plan_draft import draft_action_plan, has_actions
from csp_slides.authoring.documents.chapters import chapters_of, own_title
from csp_slides.authoring.documents.columns import INDICATORS, map_columns
from csp_slides.authoring.documents.draft import CHECK
from csp_slides.authoring.documents.indicator_rows import draft_indicators, with_period
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.minutes_draft import draft_minutes, meeting_of, page_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Question,
    Slide,
    Table,
    one_line,
)
from csp_slides.authoring.documents.plan_draft import draft_plan
from csp_slides.authoring.documents.report_draft import draft_report
from csp_slides.authoring.documents.section_draft import draft_section
from csp_slides.authoring.documents.typed import without_number
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import Remarked
from csp_slides.verify.markings import find_markings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.documents.draft import Draft
    from csp_slides.authoring.documents.outline import Outline

_OF_REPORT: Final = pattern(
    r"purpose(?: of (?:the |this )?report)?|recommendations?|(?:\w+ )?implications"
    r"|background (?:papers|documents)|reasons? for (?:the )?(?:recommendations?|decisions?)",
    re.IGNORECASE,
)
_OF_PLAN: Final = pattern(
    r"(?:our |the )?(?:vision|mission)\b.*|(?:(?:our|the|key|strategic) )*priorities\b.*"
    r"|priority[ \t]*(?:\d+\b|[:.–-]).*",
    re.IGNORECASE,
)


_MARKED_LINE: Final = 10
"""A line of more words than this mentions a marking, and isn't one."""


class Taken(StrEnum):
    """The kinds that a document can be imported as."""

    SECTION = "section"
    REPORT = "report"
    ACTION_PLAN = "action-plan"
    PLAN = "plan"
    MINUTES = "minutes"
    INDICATORS = "indicators"


class Guess(Struct, frozen=True, kw_only=True):
    """The kind that a document is taken for, and why."""

    kind: Taken
    because: str


def guess_kind(outline: Outline) -> Guess:  # noqa: PLR0911
    """Recognise a document by its form, its tables and its headings."""
    if outline.form in set(Taken):
        return Guess(kind=Taken(outline.form), because="it was filled in on our form")
    if any(isinstance(block, Slide) for block in outline.blocks):
        return Guess(kind=Taken.SECTION, because="it's a presentation")
    if has_actions(outline):
        return Guess(kind=Taken.ACTION_PLAN, because="it has a table of actions")
    if _is_table_of_indicators(outline):
        return Guess(kind=Taken.INDICATORS, because="it's a table of measures")
    title = one_line(chapters_of(outline).title).casefold()
    if (
        page_of(outline) is not None
        or meeting_of(outline) is not None
        or title.startswith("minutes")
    ):
        return Guess(kind=Taken.MINUTES, because="it holds minutes")
    headings = [
        one_line(without_number(block.words))
        for block in outline.blocks
        if isinstance(block, Heading)
    ]
    if any(_OF_REPORT.fullmatch(heading.rstrip(":")) for heading in headings):
        return Guess(kind=Taken.REPORT, because="it has the headings of a committee report")
    planned = sum(_OF_PLAN.fullmatch(heading) is not None for heading in headings)
    if planned >= 2 or (planned and re.search(r"\b(?:plan|strategy)\b", title)):  # noqa: PLR2004
        return Guess(kind=Taken.PLAN, because="it has priorities and a vision, like a plan")
    return Guess(kind=Taken.SECTION, because="nothing in it suggests another kind")


def draft(
    outline: Outline, kind: Taken, name: str, columns: Mapping[str, str] | None = None
) -> Draft:
    """Draft a document as a kind, with its protective marking.

    `columns` maps titles of its tables to fields.
    """
    made = _with_title_asked(_draft(outline, kind, name, columns), outline)
    marking = _marking(outline)
    if not marking:
        return made
    first = {each: made.fields[each] for each in ("id", "title")}
    return replace(made, fields={**first, "classification": marking, **made.fields})


def _with_title_asked(made: Draft, outline: Outline) -> Draft:
    """Return a question about a title that is only the name of the file."""
    title = made.fields.get("title")
    nameless = replace(outline, title="")
    if outline.title or title != line_of(own_title(nameless)) or chapters_of(outline).titled:
        return made
    asked = f"{CHECK}the document has no title, so the name of its file is used ({outline.name})"
    return replace(made, fields={**made.fields, "title": Remarked(value=title, above=(asked,))})


def _marking(outline: Outline) -> str:
    """Return the marking in a page header or footer, or on a line of its own."""
    slides = [each for each in outline.blocks if isinstance(each, Slide)]
    for block in (*outline.blocks, *(each for slide in slides for each in slide.blocks)):
        if isinstance(block, Question) and block.place.startswith("page "):
            text = block.message.partition("“")[2].partition("”")[0]
        elif isinstance(block, Paragraph | Heading):
            text = one_line(block.words)
        else:
            continue
        found = next(find_markings(text, typed=True), None)
        if found is not None and len(text.split()) <= _MARKED_LINE:
            return " ".join(text.split())
    return ""


def _draft(outline: Outline, kind: Taken, name: str, columns: Mapping[str, str] | None) -> Draft:
    match kind:
        case Taken.SECTION:
            return draft_section(outline, name)
        case Taken.REPORT:
            return draft_report(outline, name)
        case Taken.ACTION_PLAN:
            return draft_action_plan(outline, name, columns)
        case Taken.PLAN:
            return draft_plan(outline, name)
        case Taken.MINUTES:
            return draft_minutes(outline, name)
        case Taken.INDICATORS:
            return draft_indicators(outline, name, columns)


def _is_table_of_indicators(outline: Outline) -> bool:
    """Whether a document is mainly tables, and one of them of indicators."""
    if sum(isinstance(block, Paragraph | Entry) for block in outline.blocks) > 3:  # noqa: PLR2004
        return False
    for block in outline.blocks:
        if isinstance(block, Table):
            mapped = with_period(map_columns(block, INDICATORS))
            if mapped is not None and {"name", "actual"} <= mapped.fields:
                return True
    return False

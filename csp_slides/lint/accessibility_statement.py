"""Whether the accessibility statement is there, is not too old, and does not contradict itself.

Pure. The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations
2018, regulation 8, ask for one and for its regular review.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.accessibility import Compliance, Ground
from csp_slides.content.audience import Audience
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.content.accessibility import Accessibility
    from csp_slides.content.council import Council
    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink


def check_statement(library: Library, audience: Audience, sink: Sink, day: dt.date | None) -> None:
    """Look over the statement; `day` is the day to judge by, else that of the newest meeting."""
    council = library.council
    statement = council.accessibility
    if statement is None:
        if audience is Audience.PUBLIC:
            _say_there_is_none(council, sink)
        return
    _check_issues(statement, sink)
    today = day or newest_meeting(library)
    if today is not None and _is_a_year_old(statement.looked_over, today):
        sink.warning(
            "statement-review",
            "the accessibility statement was last reviewed on "
            f"{dates.write(statement.looked_over)}, more than a year before {dates.write(today)}",
            statement.at("reviewed") or statement.at("prepared"),
            help="check it against the site, then update 'reviewed:'",
        )


def newest_meeting(library: Library) -> dt.date | None:
    """Find the day of the last meeting that anything of the content is for."""
    decks = (presentation.deck for presentation in library.presentations)
    records = (document.record for document in library.documents)
    meetings = (getattr(each, "meeting", None) for each in (*decks, *records))
    return max((meeting.date for meeting in meetings if meeting is not None), default=None)


def _say_there_is_none(council: Council, sink: Sink) -> None:
    if council.name and council.name.span is not None:
        sink.hint(
            "no-statement",
            "the site has no accessibility statement, which a public body must publish",
            council.name.span,
            help="add 'accessibility:' with 'compliance:' and 'prepared:' to this file",
        )


def _check_issues(statement: Accessibility, sink: Sink) -> None:
    failing = [each for each in statement.issues if each.reason is not Ground.OUT_OF_SCOPE]
    if statement.compliance is Compliance.FULLY and failing:
        sink.error(
            "statement",
            "the accessibility statement says that the site is fully compliant, but lists problems",
            statement.at("compliance"),
            help="write 'compliance: partially', or remove the problems that have been fixed",
        )
    elif statement.compliance is not Compliance.FULLY and not failing:
        sink.warning(
            "statement",
            f"the accessibility statement says '{statement.compliance}' but doesn't list any "
            "problems",
            statement.at("compliance"),
            help="list them under 'issues:', each with 'problem:'",
        )


def _is_a_year_old(then: dt.date, today: dt.date) -> bool:
    return (today.year, today.month, today.day) > (then.year + 1, then.month, then.day)

"""Which composer makes which kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.action_plan import compose_action_plan
from csp_slides.compose.criteria import gaps
from csp_slides.compose.imprint import Imprint
from csp_slides.compose.minutes import compose_minutes
from csp_slides.compose.plan import compose_plan
from csp_slides.compose.ratings import all_actions
from csp_slides.compose.report_file import compose_report_file
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.minutes import Minutes
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Status
from csp_slides.core.did_you_mean import closest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from csp_slides.compose.changes import Changes
    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.library import Document
    from csp_slides.core.diagnostics import Sink
    from csp_slides.model.report import Report
    from csp_slides.model.slide_blocks import Credit
    from csp_slides.schema.fields.declare import Record


def compose_document(  # all but two have a default
    document: Document,
    audience: Audience,
    sink: Sink,
    *,
    draft: bool = False,
    on: dt.date | None = None,
    since: Changes | None = None,
    plans: Iterable[Plan] = (),
    credits: tuple[Credit, ...] = (),  # noqa: A002  # the word of the whole product
) -> Report:
    """Make what is read of a plan, report or minutes already chosen for `audience`.

    `on` is the day by which overdue is judged; `since` what has changed in an action plan since
    an earlier edition; `plans` name the priorities that minutes note.

    What a plan has still to agree is told at every build.

    Raises:
        TypeError: when the document is of no kind that can be read.
    """
    imprint = Imprint(
        slug=document.slug,
        council=document.council,
        audience=audience,
        source=str(document.source.inside),
        draft=draft and is_uncleared(document.record),
        on=on,
    )
    match document.record:
        case ActionPlan() as plan:
            _check_ratings(plan, document.council, sink)
            return compose_action_plan(plan, imprint, since=since)
        case Plan() as plan:
            _say_gaps(plan, sink)
            return compose_plan(plan, imprint)
        case ReportFile() as file:
            return compose_report_file(file, imprint, credits=credits)
        case Minutes() as minutes:
            titles = {str(each.id): str(each.title) for plan in plans for each in plan.priorities}
            return compose_minutes(minutes, imprint, priorities=titles)
        case other:
            raise TypeError(f"no document is made of {type(other).__name__}")


def is_uncleared(record: Record) -> bool:
    """Whether a document is still to be cleared for publishing."""
    return getattr(record, "status", Status.CLEARED) is not Status.CLEARED


def _check_ratings(plan: ActionPlan, council: Council, sink: Sink) -> None:
    """Report ratings of the council's own that council.yaml doesn't declare."""
    known = [str(each.id) for each in council.ratings]
    for action in all_actions(plan):
        if action.rating is not None and action.rating not in known:
            sink.error(
                "choice",
                f"'{action.rating}' is not one of the ratings in council.yaml",
                action.rating.span,
                help=closest(
                    action.rating, known, otherwise="declare it under 'ratings:' in council.yaml"
                ),
            )


def _say_gaps(plan: Plan, sink: Sink) -> None:
    for gap in gaps(plan):
        sink.hint(
            "gap",
            f"'{gap.measure or gap.priority}' isn't settled yet: {gap.missing}",
            gap.span,
            help="the plan lists it under 'Still to be agreed' until you fill it in"
            if gap.is_told
            else "fill it in, or write 'target: to be agreed' to list it as still to be agreed",
        )

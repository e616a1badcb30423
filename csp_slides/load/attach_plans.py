"""The plans that a deck's sections bring along, and the promises that it answers for.

Pure. Joins what the councillor asks for with `with:` to the plans of the same content, and each
deck to the minutes of the same body's meeting before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.minutes import Minutes
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.core.did_you_mean import closest, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.content.library import Chapter, Document, Presentation
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span, Text

P = TypeVar("P", ActionPlan, Plan)
M = TypeVar("M", Minutes, ReportFile)

_YES = "yes"


def with_plans(
    presentation: Presentation, documents: Sequence[Document], sink: Sink
) -> Presentation:
    """Attach the plans that a presentation's sections ask for, and the minutes before it."""
    actions = _of(ActionPlan, documents)
    plans = _of(Plan, documents)
    chapters = tuple(
        replace(
            chapter,
            action_plan=_action_plan(chapter, actions, sink),
            plan=_plan(chapter, plans, sink),
        )
        for chapter in presentation.chapters
    )
    return replace(
        presentation,
        chapters=chapters,
        minutes=_before(Minutes, presentation, documents),
        reports=_before(ReportFile, presentation, documents),
    )


def _of(kind: type[P], documents: Sequence[Document]) -> dict[str, P]:
    """Key the plans of a kind by their address and by their file."""
    named: dict[str, P] = {}
    for document in documents:
        if isinstance(document.record, kind) and document.record.withdrawn is None:
            named[document.slug] = document.record
            named[str(document.source.inside)] = document.record
    return named


def _action_plan(chapter: Chapter, plans: dict[str, ActionPlan], sink: Sink) -> ActionPlan | None:
    """Find the action plan that a section uses, or the only one there is."""
    if chapter.entry.include.actions is None:
        return None
    used = [plans[name] for name in chapter.section.uses if name in plans]
    if used:
        return used[0]
    if _is_one(plans):
        return next(iter(plans.values()))
    span = chapter.entry.include.at("actions")
    _say_unknown("action plan", "", plans, span, sink)
    return None


def _plan(chapter: Chapter, plans: dict[str, Plan], sink: Sink) -> Plan | None:
    wish = chapter.entry.include.plan
    if wish is None:
        return None
    if wish in plans:
        return plans[wish]
    if wish.casefold() == _YES and _is_one(plans):
        return next(iter(plans.values()))
    _say_unknown("plan", wish, plans, wish.span, sink)
    return None


def _is_one(plans: dict[str, P]) -> bool:
    return len({id(plan) for plan in plans.values()}) == 1


def _say_unknown(
    what: str, wish: Text | str, plans: dict[str, P], span: Span | None, sink: Sink
) -> None:
    names = [name for name in plans if "." not in name]
    named = f" '{wish}'" if wish and wish.casefold() != _YES else ""
    sink.error(
        "unknown-plan",
        f"there is more than one {what}{named}: {listed(names)}",
        span,
        help=closest(wish, names, otherwise="name the one you mean in the section's 'uses:'"),
    )


def _before(
    kind: type[M], presentation: Presentation, documents: Sequence[Document]
) -> tuple[M, ...]:
    """Find the minutes or reports of the same body's meetings before this one, the last one last.

    What is withdrawn is shown no more.
    """
    meeting = presentation.deck.meeting
    if meeting is None:
        return ()
    earlier = [
        document.record
        for document in documents
        if isinstance(document.record, kind)
        and document.record.withdrawn is None
        and document.record.meeting.body.casefold() == meeting.body.casefold()
        and document.record.meeting.date < meeting.date
    ]
    return tuple(sorted(earlier, key=lambda record: record.meeting.date))

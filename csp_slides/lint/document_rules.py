"""Whether sections, plans, reports and minutes hold together: owners, numbers, clearance.

Pure. Asked of whole documents, before anything is dropped for an audience.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from csp_slides.compose.proceedings import ABOVE, decision_blocks
from csp_slides.compose.promises import promises_of
from csp_slides.compose.ratings import all_actions
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.content.council import Compliance, Ground, Rag
from csp_slides.content.front_sheet import recommended
from csp_slides.content.minutes import Minutes, questions_of
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import GoodIs, Indicator, IndicatorKind, Section, Status
from csp_slides.content.walk import place_in, texts_of
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.cross_references import check_references
from csp_slides.model.report_blocks import BulletList
from csp_slides.schema.fields import dates
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from csp_slides.content.action_plan import Action, ActionPriority
    from csp_slides.content.council import Accessibility, Council
    from csp_slides.content.document import DocumentFile, Promise
    from csp_slides.content.library import Library
    from csp_slides.content.minutes import Question
    from csp_slides.content.plan import Criterion
    from csp_slides.content.report_file import ReportSection
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text
    from csp_slides.schema.fields.declare import Record

_SHARE = pattern(r"\b(?:percentage|per cent|proportion|share|rate)\b", re.IGNORECASE)


_OFFER = pattern(
    r"\b(?:can|could|will|would)\s+(?:(?:also|be)\s+)?"
    r"(?:provided?|look into|look at|sen[dt]|report(?:ed)? back|brought back|circulated?|shared?"
    r"|arranged?|find out|check|write to|raised? (?:it|this|that))\b"
)


def check_document(record: Record, sink: Sink) -> None:
    """Report what is wrong or missing in a plan, report or minutes."""
    match record:
        case ActionPlan():
            _check_action_plan(record, sink)
        case Plan():
            _check_plan(record, sink)
        case ReportFile():
            _check_report(record, sink)
        case Minutes():
            _check_minutes(record, sink)
        case _:
            return


def _check_action_plan(plan: ActionPlan, sink: Sink) -> None:
    seen: dict[str, Action] = {}
    for action in all_actions(plan):
        if action.ref and str(action.ref) in seen:
            first = seen[action.ref].ref.span
            sink.error(
                "repeated-ref",
                f"the number {action.ref} is already used by another action"
                f"{f' on line {first.line}' if first else ''}",
                action.ref.span,
                help="give each action its own number",
            )
        seen.setdefault(str(action.ref), action)
        _check_action(action, plan, sink)
    for priority in plan.priorities:
        _check_priority(priority, plan, sink)


def _check_action(action: Action, plan: ActionPlan, sink: Sink) -> None:
    for owner in (*action.owners, *action.supporters):
        _check_owner(owner, plan, sink)
    if action.lead is not None:
        _check_owner(action.lead, plan, sink)
    for part in action.sub_actions:
        for owner in part.owners:
            _check_owner(owner, plan, sink)
    if not action.owners and action.lead is None:
        sink.warning(
            "no-owner",
            f"{_named(action)} has no owner",
            action.at("owners"),
            help="add 'owners:' with a short code from 'people'",
        )
    _check_reasons(action, sink)
    _check_dates(action, sink)


def _named(action: Action) -> str:
    """Return what messages call an action: its number, else its words."""
    return f"action {action.ref}" if action.ref else f"the action '{_start(action.action)}'"


def _check_dates(action: Action, sink: Sink) -> None:
    """Report updates without a date, once for each action: old plans have dozens."""
    undated = [update for update in action.updates if update.date is None]
    if not undated:
        return
    many = len(undated) > 1
    sink.warning(
        "no-date",
        f"{len(undated)} updates of {_named(action)} have no date"
        if many
        else f"an update of {_named(action)} has no date",
        undated[0].span,
        help=f"add 'date:'{' to each' if many else ''}; a month such as November 2026 will do",
    )


def _check_owner(owner: Text, plan: ActionPlan, sink: Sink) -> None:
    """Report a short code that `people` does not explain; without `people` owners are words."""
    if not plan.people or owner in plan.people:
        return
    sink.error(
        "unknown-owner",
        f"'{owner}' isn't one of the people of this plan: {listed(plan.people)}",
        owner.span,
        help=closest(owner, plan.people, otherwise=f"add '{owner}:' under 'people'"),
    )


def _check_reasons(action: Action, sink: Sink) -> None:
    told = action.why is not None and action.next_step is not None
    if action.rag is Rag.RED and not told and not _says_nothing(action):
        sink.error(
            "rating-why",
            f"{_named(action)} is red, but doesn't say why or what happens next",
            action.at("rag"),
            help="add 'why:' and 'next_step:'; leave both blank if the document doesn't say",
        )
    elif action.rag is Rag.AMBER and "why" not in action.spans:
        sink.warning(
            "rating-why",
            f"{_named(action)} is amber, but doesn't say why",
            action.at("rag"),
            help="add 'why:', and 'next_step:' if there is one",
        )


def _says_nothing(action: Action) -> bool:
    """Whether an action's reasons are left blank on purpose, since its document has none."""
    is_labelled = {"why", "next_step"} <= set(action.spans)
    return is_labelled and action.why is None and action.next_step is None


def _check_priority(priority: ActionPriority, plan: ActionPlan, sink: Sink) -> None:
    if priority.lead is not None:
        _check_owner(priority.lead, plan, sink)
    known = {_folded(each) for each in (*plan.aims, *plan.top_risks, *plan.emerging_risks)}
    names = [*plan.aims, *plan.top_risks, *plan.emerging_risks]
    for answer in priority.answers:
        if known and _folded(answer) not in known:
            sink.error(
                "unknown-aim",
                f"'{answer}' isn't one of the aims and risks of this plan",
                answer.span,
                help=closest(answer, names, otherwise=f"they are {listed(names)}"),
            )
    for issue in priority.issues:
        if not issue.actions:
            sink.warning(
                "no-action",
                f"the plan has no actions for '{issue.issue}'",
                issue.issue.span,
                help="add 'actions:', or remove the issue",
            )


def _check_plan(plan: Plan, sink: Sink) -> None:
    ids = [priority.id for priority in plan.priorities]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            sink.error(
                "repeated-id",
                f"the id '{name}' is already used by another priority",
                name.span,
                help="give one of them a different id",
            )
    for priority in plan.priorities:
        for criterion in priority.success:
            _check_change(criterion, sink)
    _check_ranking(plan.consultation.ranking if plan.consultation else (), ids, sink)
    check_references(texts_of(plan), len(plan.appendices) + bool(plan.priorities_appendix), sink)


def _check_change(criterion: Criterion, sink: Sink) -> None:
    """Warn of a percentage that is to change by a percentage, which may be read in two ways."""
    change = criterion.change
    if change is None or change.suffix != "%" or criterion.target is not None:
        return
    measures_share = _SHARE.search(criterion.measure) is not None
    starts_as_share = criterion.baseline is not None and criterion.baseline.suffix == "%"
    if measures_share or starts_as_share:
        sink.warning(
            "percentage-change",
            f"'{criterion.measure}' is a percentage, and is meant to change by {change}",
            change.text.span,
            help="write percentage points if you mean them, or give 'baseline:' and 'target:'",
        )


def _check_ranking(ranking: Sequence[Text], ids: Sequence[Text], sink: Sink) -> None:
    for number, name in enumerate(ranking):
        if name not in ids:
            sink.error(
                "unknown-priority",
                f"'{name}' is not the id of a priority; they are {listed(ids)}",
                name.span,
                help=closest(name, ids, otherwise="use one of those ids"),
            )
        elif name in ranking[:number]:
            sink.error(
                "repeated-rank",
                f"'{name}' is ranked twice",
                name.span,
                help="list each priority once, most important to residents first",
            )


def _check_report(file: ReportFile, sink: Sink) -> None:
    for section in file.sections:
        _check_section(section, sink)
    for appendix in file.appendices:
        if not appendix.text and not appendix.file:
            sink.warning(
                "empty-section",
                f"the appendix '{appendix.title}' has nothing in it",
                appendix.title.span,
                help="add 'text:' or 'file:'",
            )
    if "background_papers" not in file.spans:
        sink.hint(
            "background-papers",
            "the report doesn't list its background papers",
            file.title.span,
            help="add 'background_papers:', with [] if there are none "
            "(Local Government Act 1972, section 100D)",
        )
    _check_letters(file, sink)
    check_references(texts_of(file), len(file.appendices), sink)


def _check_letters(file: ReportFile, sink: Sink) -> None:
    """Report a recommendation that refers to another by a letter that none has."""
    blocks = decision_blocks(
        tuple(map(recommended, file.recommendations)), file.lettering, name="recommendation"
    )
    markers = [
        point.marker
        for block in blocks
        if isinstance(block, BulletList)
        for point in block.points
        if point.marker
    ]
    for text in map(recommended, file.recommendations):
        for found in ABOVE.finditer(text):
            if found[0] not in markers:
                sink.error(
                    "reference",
                    f"found '{found[0]}', but there is no recommendation {found[0]}",
                    place_in(text, found.start(), found.end()),
                    help=f"the recommendations are {listed(markers)}"
                    if markers
                    else "add 'lettering: letters' or 'lettering: roman'",
                )


def _check_section(section: ReportSection, sink: Sink) -> None:
    told = (section.text, section.points, section.figures, section.next_steps, section.promises)
    if not any(told) and section.picture is None:
        sink.error(
            "empty-section",
            f"'{section.heading}' has nothing under it",
            section.heading.span,
            help="add 'text:', or remove the heading",
        )
    for figure in section.figures:
        missing = [name for name in ("period", "source") if getattr(figure, name) is None]
        if missing:
            sink.warning(
                "bare-figure",
                f"the figure '{figure.label}' has no {' and no '.join(missing)}",
                figure.label.span,
                help="add " + " and ".join(f"'{name}:'" for name in missing),
            )
    _check_promises(section.promises, sink)


def _check_minutes(minutes: Minutes, sink: Sink) -> None:
    for question in questions_of(minutes):
        if question.answer is None:
            sink.hint(
                "no-answer",
                f"the question '{_start(question.question)}' has no answer",
                question.question.span,
                help="add 'a:', or move it to 'comments'",
            )
        _check_offer(question, sink)
    _check_promises(promises_of(minutes), sink)


def _check_offer(question: Question, sink: Sink) -> None:
    """Report an answer that seems to promise something but has no follow-up."""
    offer = _OFFER.search(question.answer or "")
    if offer is not None and question.answer is not None and question.follow_up is None:
        sink.hint(
            "offer",
            f"'{' '.join(offer[0].split())}' sounds like a promise, but has no follow-up",
            place_in(question.answer, offer.start(), offer.end()),
            help=(
                "add 'follow_up:' with the action, its owner and a date; the next deck reports on "
                "it"
            ),
        )


def _check_promises(promises: Iterable[Promise], sink: Sink) -> None:
    for promise in promises:
        missing = [name for name in ("owner", "due") if getattr(promise, name) is None]
        if missing:
            sink.warning(
                "promise",
                f"'{promise.action}' was promised with no {' and no '.join(missing)}",
                promise.action.span,
                help="add 'owner:' and 'due:', so that it can be followed up",
            )


def _start(text: str) -> str:
    words = text.split()
    return " ".join(words[:8]) + ("..." if len(words) > 8 else "")  # noqa: PLR2004  # a line's worth


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


_NUMBERED = pattern(r"(?P<before>.*?)(?P<number>\d{1,6})")


def check_missing_numbers(plan: ActionPlan, audience: Audience, sink: Sink) -> None:
    """Report each action that `audience` may not see and misses by its number."""
    shown: dict[str, list[int]] = defaultdict(list)
    withheld: list[tuple[str, int, Text]] = []
    for priority in plan.priorities:
        for issue in priority.issues:
            for action in issue.actions:
                found = _NUMBERED.fullmatch(action.ref)
                if found is None:
                    continue
                before, number = found["before"], int(found["number"])
                if action.show.reaches(audience):
                    shown[before].append(number)
                else:
                    withheld.append((before, number, action.ref))
    for before, number, ref in withheld:
        others = shown[before]
        if any(each < number for each in others) and any(each > number for each in others):
            sink.hint(
                "missing-number",
                f"the {audience} audience sees the actions before and after {ref}, so it can "
                "tell that one is withheld",
                ref.span,
                help="give the withheld action a number after the last, or a letter",
            )


def check_section(section: Section, sink: Sink) -> None:
    """Report a section that says nobody cleared it, and targets that nothing compares with."""
    check_cleared_by(section, sink)
    for indicator in section.indicators:
        _check_target(indicator, sink)


def check_cleared_by(record: Section | DocumentFile | ReportFile, sink: Sink) -> None:
    """Warn of what is cleared, in so many words, without the name of who cleared it.

    An error of a strict build. Not of every public one: contents in use, and the template of a
    section, leave the name blank until the head of service has agreed.
    """
    if "status" not in record.spans or record.status is not Status.CLEARED or record.cleared_by:
        return
    sink.warning(
        "cleared-by",
        f"'{short(record.title)}' is cleared, but doesn't say by whom",
        record.at("status"),
        help="add 'cleared_by:' with the job title of whoever cleared it, such as Head of Waste",
    )


def _check_target(indicator: Indicator, sink: Sink) -> None:
    target, actual = indicator.target, indicator.actual
    rated_by_hand = indicator.rag is not None
    is_background = indicator.kind is IndicatorKind.CONTEXT or indicator.good_is is GoodIs.NONE
    if target is None or rated_by_hand or is_background or actual.value is None:
        return
    if target.value is None and any(letter.isdigit() for letter in target.text):
        sink.warning(
            "target-words",
            f"the target '{short(str(target))}' isn't just a number, so "
            f"'{short(indicator.name)}' has no rating",
            indicator.at("target"),
            help="write only the number; 'good_is:' says which direction is good",
        )


def check_statement(library: Library, audience: Audience, sink: Sink, day: dt.date | None) -> None:
    """Check the statement, as of `day` or else the day of the newest meeting."""
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
    days = [meeting.date for meeting in meetings if meeting is not None]
    if library.neighbours is not None and library.neighbours.newest is not None:
        days.append(library.neighbours.newest)
    return max(days, default=None)


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

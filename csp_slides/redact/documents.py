"""Dropping what an audience may not see of plans, reports and minutes.

Pure. As `select` does for presentations: what is dropped here is in nothing that comes after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.content.minutes import Comment, MinuteItem, Minutes, Question
from csp_slides.content.openness import PART_2, is_closed
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.walk import texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from msgspec import Struct

    from csp_slides.content.action_plan import Action, ActionPriority, Issue, Party
    from csp_slides.content.library import Document, Library, Presentation
    from csp_slides.content.report_file import ReportSection
    from csp_slides.core.source import Text


def select_document(document: Document, audience: Audience) -> Document:
    """Return only what `audience` may see of a document."""
    match document.record:
        case ActionPlan() as plan:
            return replace(document, record=select_action_plan(plan, audience))
        case ReportFile() as file:
            return replace(document, record=select_report(file, audience))
        case Minutes() as minutes:
            return replace(document, record=select_minutes(minutes, audience))
        case Plan() as partners:
            return replace(document, record=replace(partners, cleared_by=None, checked={}))
        case _:
            return document


def select_action_plan(plan: ActionPlan, audience: Audience) -> ActionPlan:
    """Return the actions and updates that `audience` may see, without issues left empty."""
    priorities = tuple(_priority(priority, audience) for priority in plan.priorities)
    kept = replace(plan, priorities=priorities, cleared_by=None, checked={})
    return replace(kept, people=_people(plan, kept))


def _people(whole: ActionPlan, kept: ActionPlan) -> dict[Text, Party]:
    """Remove teams that are only named by what is left out."""
    before, after = _named(whole), _named(kept)
    return {
        code: party
        for code, party in whole.people.items()
        if str(code) in after or str(code) not in before
    }


def _named(plan: ActionPlan) -> set[str]:
    """Return the codes of the teams that lead, own or help with anything in a plan."""
    codes = set(map(str, plan.people))
    return codes & {str(text) for priority in plan.priorities for text in texts_of(priority)}


def without_withdrawn(earlier: ActionPlan, whole: ActionPlan, audience: Audience) -> ActionPlan:
    """Return an earlier edition without the actions that are kept from `audience` by now.

    `whole` is the plan of today before anything was dropped. To tell that such an action is no
    longer in the plan would quote what has been withheld since.
    """
    withheld = {
        _known_by(action) for action in _actions(whole) if not action.show.reaches(audience)
    }
    return replace(
        earlier,
        priorities=tuple(
            replace(
                priority,
                issues=tuple(
                    replace(
                        issue,
                        actions=tuple(
                            each for each in issue.actions if _known_by(each) not in withheld
                        ),
                    )
                    for issue in priority.issues
                ),
            )
            for priority in earlier.priorities
        ),
    )


def _actions(plan: ActionPlan) -> Iterator[Action]:
    for priority in plan.priorities:
        for issue in priority.issues:
            yield from issue.actions


def _known_by(action: Action) -> str:
    return str(action.ref or action.action)


def select_report(file: ReportFile, audience: Audience) -> ReportFile:
    """Return what `audience` may see; of a Part 2 report the public sees only that it exists.

    That is its title and meeting, the exempt paragraph and the reason (Local Government Act
    1972, section 100B and Schedule 12A).
    """
    if is_closed(file) and audience is Audience.PUBLIC:
        return ReportFile(
            id=file.id,
            title=file.title,
            meeting=file.meeting,
            status=file.status,
            public=file.public or file.meeting.public,
            exempt_paragraph=file.exempt_paragraph,
            exempt_reason=file.exempt_reason,
            sections=(),
        )
    sections = tuple(
        _section(section, audience) for section in file.sections if section.show.reaches(audience)
    )
    return replace(file, sections=sections, cleared_by=None, checked={})


def select_minutes(minutes: Minutes, audience: Audience) -> Minutes:
    """Return the questions, comments, motions and items that `audience` may see."""
    return replace(
        minutes,
        debate=_said(minutes.debate, audience),
        motions=tuple(each for each in minutes.motions if each.show.reaches(audience)),
        items=tuple(_item(each, audience) for each in minutes.items if each.show.reaches(audience)),
        questions=tuple(each for each in minutes.questions if each.show.reaches(audience)),
        comments=tuple(each for each in minutes.comments if _reaches(each, audience)),
        cleared_by=None,
        checked={},
    )


def _item(item: MinuteItem, audience: Audience) -> MinuteItem:
    """Return what `audience` may see of an item; of a Part 2 item the public sees the title."""
    if item.public == PART_2 and audience is Audience.PUBLIC:
        return MinuteItem(
            number=item.number,
            title=item.title,
            public=item.public,
            exempt_paragraph=item.exempt_paragraph,
            exempt_reason=item.exempt_reason,
        )
    return replace(
        item,
        debate=_said(item.debate, audience),
        motions=tuple(each for each in item.motions if each.show.reaches(audience)),
    )


def _said(
    said: tuple[Question | Comment | Text, ...], audience: Audience
) -> tuple[Question | Comment | Text, ...]:
    return tuple(
        each
        for each in said
        if not isinstance(each, Question | Comment) or each.show.reaches(audience)
    )


def _priority(priority: ActionPriority, audience: Audience) -> ActionPriority:
    issues = tuple(
        kept
        for issue in priority.issues
        if (kept := _issue(issue, audience)).actions or not issue.actions
    )
    return replace(priority, issues=issues)


def _issue(issue: Issue, audience: Audience) -> Issue:
    actions = tuple(
        _action(action, audience) for action in issue.actions if action.show.reaches(audience)
    )
    return replace(issue, actions=actions)


def _action(action: Action, audience: Audience) -> Action:
    updates = tuple(each for each in action.updates if each.show.reaches(audience))
    return replace(action, updates=updates)


def _section(section: ReportSection, audience: Audience) -> ReportSection:
    picture = section.picture
    seen = picture if picture is not None and picture.show.reaches(audience) else None
    return replace(section, picture=seen)


def _reaches(comment: Text | Comment, audience: Audience) -> bool:
    return not isinstance(comment, Comment) or comment.show.reaches(audience)


Withdrawable = TypeVar("Withdrawable", bound="Struct")


def select_library(library: Library, audience: Audience) -> Library:
    """Return the decks and documents whose existence `audience` may know of.

    The public has no deck and no minutes of a Part 2 item; of a report it is told that there is
    one, since the agenda says so.
    """
    if audience is not Audience.PUBLIC:
        return library
    presentations = tuple(_open(each) for each in library.presentations if not is_closed(each.deck))
    documents = tuple(each for each in library.documents if not _is_secret(each))
    kept = replace(library, presentations=presentations, documents=documents)
    slugs = kept.slugs - library.neighbours.hidden if library.neighbours else kept.slugs
    return _without_dead_links(kept, slugs) if len(slugs) < len(library.slugs) else kept


def _without_dead_links(library: Library, slugs: frozenset[str]) -> Library:
    """Remove replacement addresses that this audience doesn't have from withdrawn documents."""
    return replace(
        library,
        presentations=tuple(
            replace(each, deck=_unlinked(each.deck, slugs)) for each in library.presentations
        ),
        markdown=tuple(
            replace(each, deck=_unlinked(each.deck, slugs)) for each in library.markdown
        ),
        documents=tuple(
            replace(each, record=_unlinked(each.record, slugs)) for each in library.documents
        ),
    )


def _unlinked(record: Withdrawable, slugs: frozenset[str]) -> Withdrawable:
    withdrawal = getattr(record, "withdrawn", None)
    if withdrawal is None or withdrawal.instead is None or withdrawal.instead in slugs:
        return record
    return replace(record, withdrawn=replace(withdrawal, instead=None))


def _is_secret(document: Document) -> bool:
    # Late: a Markdown deck needs none of the types that officers' files have.
    from csp_slides.content.minutes import Minutes

    return isinstance(document.record, Minutes) and is_closed(document.record)


def _open(presentation: Presentation) -> Presentation:
    """Remove promises that were made in private session."""
    kept = tuple(each for each in presentation.minutes if not is_closed(each))
    return presentation if kept == presentation.minutes else replace(presentation, minutes=kept)

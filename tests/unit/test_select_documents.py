from __future__ import annotations

import datetime as dt

import pytest
from msgspec import Struct
from msgspec.structs import replace

from csp_slides.compose.ratings import all_actions
from csp_slides.content.action_plan import Action, ActionPlan, ActionPriority, Issue, Update
from csp_slides.content.audience import Audience, Show
from csp_slides.content.deck_file import Meeting
from csp_slides.content.minutes import Comment, Minutes, Question
from csp_slides.content.picture import Picture
from csp_slides.content.report_file import ReportFile, ReportSection
from csp_slides.core.source import Text
from csp_slides.redact.documents import select_action_plan, select_minutes, select_report

SEEN = {
    Audience.PUBLIC: ["public"],
    Audience.MEMBERS: ["public", "members"],
    Audience.PRESENTER: ["public", "members", "presenter"],
}


def words_of(value: object) -> list[str]:
    """Return every text that is left in what an author wrote."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [word for each in value for word in words_of(each)]
    if isinstance(value, Struct):
        names = [each for each in value.__struct_fields__ if each != "spans"]
        return [word for name in names for word in words_of(getattr(value, name))]
    return []


MEETING = Meeting(body=Text("Council"), date=dt.date(2027, 1, 20))


def plan() -> ActionPlan:
    actions = tuple(
        Action(
            ref=Text(show.value),
            action=Text(show.value),
            show=show,
            updates=tuple(Update(text=Text(inner.value), show=inner) for inner in Show),
        )
        for show in Show
    )
    hidden = Action(ref=Text("9"), action=Text("Hidden"), show=Show.NOBODY)
    issues = (
        Issue(issue=Text("Shown"), actions=actions),
        Issue(issue=Text("Given away by its title"), actions=(hidden,)),
        Issue(issue=Text("Still without actions")),
    )
    return ActionPlan(
        title=Text("P"),
        cleared_by=Text("Somebody"),
        priorities=(ActionPriority(title=Text("A"), issues=issues),),
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_actions_and_updates_reach_those_they_are_for(audience: Audience) -> None:
    found = select_action_plan(plan(), audience)
    assert [action.ref for action in all_actions(found)] == SEEN[audience]
    first = next(all_actions(found))
    assert [update.text for update in first.updates] == SEEN[audience]


def test_an_issue_whose_actions_are_all_hidden_goes_with_them() -> None:
    found = select_action_plan(plan(), Audience.PUBLIC)
    assert [issue.issue for issue in found.priorities[0].issues] == [
        "Shown",
        "Still without actions",
    ]


def test_who_cleared_a_document_stays_in_the_file() -> None:
    assert select_action_plan(plan(), Audience.PRESENTER).cleared_by is None


@pytest.mark.parametrize("audience", list(Audience))
def test_questions_and_comments_reach_those_they_are_for(audience: Audience) -> None:
    minutes = Minutes(
        title=Text("M"),
        meeting=MEETING,
        questions=tuple(Question(question=Text(show.value), show=show) for show in Show),
        comments=(
            Text("plain"),
            *(Comment(text=Text(show.value), show=show) for show in Show),
        ),
    )
    found = select_minutes(minutes, audience)
    assert [each.question for each in found.questions] == SEEN[audience]
    assert found.comments[0] == "plain"
    assert [each.text for each in found.comments if isinstance(each, Comment)] == SEEN[audience]


def report() -> ReportFile:
    return ReportFile(
        title=Text("Update"),
        meeting=MEETING,
        report_of=Text("A person"),
        sections=tuple(
            ReportSection(
                heading=Text(show.value),
                show=show,
                picture=Picture(image=Text("a.jpg"), show=Show.MEMBERS),
            )
            for show in Show
        ),
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_sections_and_pictures_reach_those_they_are_for(audience: Audience) -> None:
    found = select_report(report(), audience)
    assert [each.heading for each in found.sections] == SEEN[audience]
    assert (found.sections[0].picture is None) is (audience is Audience.PUBLIC)


def test_of_a_part_2_report_the_public_has_only_what_the_agenda_says() -> None:
    whole = replace(
        report(),
        public=Text("Part 2"),
        exempt_paragraph=Text("3"),
        exempt_reason=Text("A firm is named."),
    )
    found = select_report(whole, Audience.PUBLIC)
    assert set(words_of(found)) - {found.status.value} == {
        "Update",
        "Council",
        "Part 2",
        "3",
        "A firm is named.",
    }
    assert len(select_report(whole, Audience.MEMBERS).sections) == 2

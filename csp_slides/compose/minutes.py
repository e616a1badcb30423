"""From the minutes of an item to the document that is read, and what comes of it later.

Pure. What was promised is followed up in the next deck; answers that were given are offered
to its presenter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.finish import finish
from csp_slides.compose.front import fact, list_of, list_of_papers, meeting_facts
from csp_slides.compose.history import history
from csp_slides.compose.imprint import contact
from csp_slides.compose.measures import paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import written
from csp_slides.compose.promises import promise_table, promises_of
from csp_slides.compose.shape import numbering_of, shape_of
from csp_slides.content.minutes import Comment
from csp_slides.content.shape import Numbering
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import BulletList, Exchange, Paragraph, Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.compose.imprint import Imprint
    from csp_slides.compose.shape import Shape
    from csp_slides.content.document import Promise
    from csp_slides.content.minutes import Minutes, Question
    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block


def compose_minutes(
    minutes: Minutes, imprint: Imprint, *, priorities: Mapping[str, str] | None = None
) -> Report:
    """Make the document of minutes that are already chosen for their audience.

    `priorities` are the titles behind the ids that the minutes may note.
    """
    shape = shape_of(minutes)
    promises = promises_of(minutes)
    on = imprint.on if shape.shows("overdue") else None
    table: tuple[Block, ...] = (promise_table(promises, on),) if promises else ()
    noted = _priorities(minutes, priorities or {})
    numbering = numbering_of(minutes, Numbering.NO)
    papers = list_of_papers(minutes.supporting_documents)
    report = Report(
        slug=imprint.slug,
        kind=ReportKind.MINUTES,
        title=minutes.title,
        audience=imprint.audience,
        council=imprint.council.name or None,
        front=_front(minutes),
        chapters=(
            *shape.chapter("discussion", "Discussion", "discussion", blocks_of(minutes.discussion)),
            *shape.chapter("priorities noted", "Priorities noted", "priorities", noted),
            *shape.chapter(
                "questions", "Questions and answers", "questions", _questions(minutes, shape)
            ),
            *shape.chapter("comments", "Other points made", "comments", _comments(minutes)),
            *shape.chapter("decision", "Decision", "decision", blocks_of(minutes.decision)),
            *shape.chapter("promises", "What was promised", "promises", table),
            *shape.chapter("supporting documents", "Supporting documents", "papers", papers),
            *history(minutes.history, shape),
        ),
        contact=contact(imprint.council, shape, minutes.alternative_formats),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=imprint.council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    return finish(report, shape.glossary(imprint.council), numbering=numbering)


def _front(minutes: Minutes) -> FrontSheet:
    meeting = minutes.meeting
    facts = (
        *meeting_facts(meeting),
        fact("Comes back", written(minutes.returns) if minutes.returns else None),
    )
    return FrontSheet(
        facts=tuple(each for each in facts if each is not None),
        summary=blocks_of(minutes.summary),
        body=meeting.body,
        date=meeting.date,
        item=meeting.agenda_item,
    )


def _priorities(minutes: Minutes, titles: Mapping[str, str]) -> tuple[Block, ...]:
    return list_of(titles.get(each, each) for each in minutes.priorities_noted)


def _questions(minutes: Minutes, shape: Shape) -> tuple[Block, ...]:
    return tuple(
        _exchange(question, number, minutes, shape)
        for number, question in enumerate(minutes.questions, start=1)
    )


def _exchange(question: Question, number: int, minutes: Minutes, shape: Shape) -> Exchange:
    name = f"question-{number}"
    return Exchange(
        id=name,
        number=None if minutes.numbering is Numbering.NO else number,
        question_label=shape.heading("question", "Question"),
        answer_label=shape.heading("answer", "Answer"),
        question=blocks_of(question.question, prefix=f"{name}_"),
        answer=blocks_of(question.answer, prefix=f"{name}_"),
        asked_by=question.asked_by,
        answered_by=question.answered_by,
        promise=_promise(question.follow_up),
    )


def _promise(promise: Promise | None) -> Prose | None:
    if promise is None:
        return None
    parts = [f"To follow: {promise.action}"]
    if promise.owner:
        parts.append(promise.owner)
    if promise.due:
        parts.append(f"by {written(promise.due)}")
    return Prose(markdown=f"{', '.join(parts)}.")


def _comments(minutes: Minutes) -> tuple[Block, ...]:
    points = tuple(_comment(each) for each in minutes.comments)
    return (BulletList(points=points),) if points else ()


def _comment(comment: Text | Comment) -> Point:
    if not isinstance(comment, Comment):
        return Point(text=Prose(markdown=comment))
    blocks = blocks_of(comment.text)
    first = blocks[0] if blocks and isinstance(blocks[0], Paragraph) else None
    rest = blocks[1:] if first is not None else blocks
    promise = _promise(comment.follow_up)
    more = (*rest, paragraph(promise.markdown)) if promise else rest
    said = first.text.markdown if first is not None else ""
    by = f"({comment.made_by})" if comment.made_by else ""
    return Point(text=Prose(markdown=f"{said} {by}".strip()), inside=more)

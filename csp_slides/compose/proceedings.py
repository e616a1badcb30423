"""What a meeting was asked to decide, discussed and decided, in the order of the record. Pure.

An item of a whole meeting and minutes of one item alone have the same fields.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.compose.front import fact, list_of_papers, titled
from csp_slides.compose.lettering import LETTER, NUMBER, ROMAN, lettered_list, with_lettered_lists
from csp_slides.compose.measures import paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import written
from csp_slides.compose.promises import promise_table
from csp_slides.content.front_sheet import Lettering
from csp_slides.content.minutes import Comment, Question
from csp_slides.content.shape import Numbering
from csp_slides.core.language import N_, _, ngettext
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import BulletList, Exchange, Facts, Paragraph, Point

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csp_slides.compose.shape import Shape
    from csp_slides.content.document import Promise
    from csp_slides.content.minutes import MinuteItem, Minutes, Motion, Vote
    from csp_slides.core.source import Text
    from csp_slides.model.report_blocks import Block

ABOVE: Final = pattern(r"\((?P<letter>[a-z]{1,5}|\d{1,2})\)(?= (?:above|below)\b)")
"""How one recommendation refers to another."""

_ROMAN: Final = pattern(r"[ivx]+")
_KINDS: Final = {
    Lettering.NUMBERS: NUMBER,
    Lettering.LETTERS: LETTER,
    Lettering.ROMAN: ROMAN,
}


def decision_blocks(
    texts: Sequence[Text], lettering: Lettering | None, *, name: str
) -> tuple[Block, ...]:
    """Return decisions as a lettered list, or as paragraphs that are numbered with the others.

    Letters that they start with are kept. `name` starts the ids of the points.
    """
    paragraphs = tuple(Paragraph(text=Prose(markdown=each)) for each in texts)
    written = with_lettered_lists(paragraphs)
    kind = _kind(texts, lettering)
    if kind is not None and paragraphs and written == paragraphs:
        points = (Point(text=each.text) for each in paragraphs)
        written = (lettered_list(points, kind),)
    return tuple(_named(each, name) for each in written)


def _kind(texts: Sequence[Text], lettering: Lettering | None) -> str | None:
    """Return how decisions are counted: as their author says, or refers to them."""
    if lettering is not None:
        return _KINDS[lettering]
    referred = [found["letter"] for text in texts for found in ABOVE.finditer(text)]
    if not referred:
        return None
    if all(each.isdigit() for each in referred):
        return NUMBER
    return ROMAN if all(_ROMAN.fullmatch(each) for each in referred) else LETTER


def _named(block: Block, name: str) -> Block:
    """Return a lettered list with ids for its points and links between them."""
    if not isinstance(block, BulletList) or not block.points[0].marker:
        return block
    ids = {
        point.marker: f"{name}-{point.marker.strip('().')}"
        for point in block.points
        if point.marker
    }

    def linked(text: str) -> str:
        return ABOVE.sub(
            lambda found: f"[{found[0]}](<#{ids[found[0]]}>)" if found[0] in ids else found[0],
            text,
        )

    return BulletList(
        points=tuple(
            Point(
                text=Prose(markdown=linked(point.text.markdown)),
                inside=point.inside,
                marker=point.marker,
                id=ids.get(point.marker or ""),
            )
            for point in block.points
        ),
        ordered=True,
        start=block.start,
        counting=block.counting,
        around=block.around,
    )


def exchanges(
    questions: Sequence[Question], shape: Shape, numbering: Numbering | None, *, prefix: str = ""
) -> tuple[Block, ...]:
    """Return questions with their answers, numbered unless nothing is."""
    numbered = numbering is not Numbering.NO
    return tuple(
        _exchange(question, number, shape, numbered=numbered, prefix=prefix)
        for number, question in enumerate(questions, start=1)
    )


def comment_list(comments: Sequence[Text | Comment]) -> tuple[Block, ...]:
    """Return points that were made, as a list."""
    points = tuple(_comment(each) for each in comments)
    return (BulletList(points=points),) if points else ()


def debate_blocks(
    said: Sequence[Question | Comment | Text],
    shape: Shape,
    numbering: Numbering | None,
    *,
    prefix: str = "",
) -> Iterator[Block]:
    """Yield questions and comments in the order in which they came."""
    numbered = numbering is not Numbering.NO
    asked = 0
    for each in said:
        if isinstance(each, Question):
            asked += 1
            yield _exchange(each, asked, shape, numbered=numbered, prefix=prefix)
        else:
            point = _comment(each)
            yield Paragraph(text=point.text)
            yield from point.inside


def outcome_blocks(
    item: MinuteItem | Minutes, shape: Shape, *, prefix: str = "", level: int = 1
) -> Iterator[Block]:
    """Yield the motions on an item, what was decided and how the vote went."""
    motions = tuple(
        block
        for number, each in enumerate(item.motions, start=1)
        for block in _motion(each, f"{prefix}motion-{number}", level + 1)
    )
    yield from shape.part("motions", "Motions", f"{prefix}motions", motions, level=level)
    lettering = item.lettering or Lettering.LETTERS
    decided = (
        *blocks_of(item.decision, prefix=f"{prefix}decision_"),
        *decision_blocks(item.resolved, lettering, name=f"{prefix}resolved"),
        *_facts(*_moved(item.proposed_by, item.seconded_by), *_vote(item.vote)),
    )
    usual = N_("Resolved") if item.resolved and not item.decision else N_("Decision")
    part = "resolved" if usual == "Resolved" else "decision"
    yield from shape.part(part, usual, f"{prefix}decision", decided, level=level)


def action_blocks(
    actions: Sequence[Promise], on: dt.date | None, shape: Shape, *, prefix: str = ""
) -> tuple[Block, ...]:
    """Return what a meeting recorded as to be done, as a table under its heading."""
    heading = shape.heading("actions", "Actions")
    table = (promise_table(actions, on, caption=heading or _("Actions")),) if actions else ()
    return shape.part("actions", "", f"{prefix}actions", table)


def item_blocks(
    item: MinuteItem,
    shape: Shape,
    numbering: Numbering | None,
    on: dt.date | None,
    *,
    prefix: str,
) -> tuple[Block, ...]:
    """Return all of an item of a whole meeting."""
    papers = list_of_papers(item.supporting_documents)
    return (
        *blocks_of(item.discussion, prefix=f"{prefix}", level=1),
        *debate_blocks(item.debate, shape, numbering, prefix=prefix),
        *outcome_blocks(item, shape, prefix=prefix),
        *action_blocks(item.actions, on, shape, prefix=prefix),
        *titled(
            shape.heading("supporting documents", "Supporting documents"),
            f"{prefix}papers",
            papers,
        ),
    )


def _exchange(
    question: Question, number: int, shape: Shape, *, numbered: bool, prefix: str
) -> Exchange:
    name = f"{prefix}question-{number}"
    return Exchange(
        id=name,
        number=number if numbered else None,
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
    parts = [_("To follow: %(action)s", action=promise.action)]
    if promise.owner:
        parts.append(promise.owner)
    if promise.due:
        parts.append(_("by %(date)s", date=written(promise.due)))
    return Prose(markdown=f"{', '.join(parts)}.")


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


def _motion(motion: Motion, name: str, level: int) -> Iterator[Block]:
    words = blocks_of(motion.text, prefix=f"{name}_", level=level + 1)
    if motion.title:
        words = titled(motion.title, name, words, level)
    yield from words
    yield from _facts(*_moved(motion.proposed_by, motion.seconded_by), *_vote(motion.vote))


def _moved(proposer: str | None, seconder: str | None) -> tuple[tuple[str, str | None], ...]:
    return (N_("Proposed by"), proposer), (N_("Seconded by"), seconder)


def _vote(vote: Vote | None) -> tuple[tuple[str, str | None], ...]:
    """Return a vote in words: its numbers, then the names of a recorded one."""
    if vote is None:
        return ()
    counted = (
        ngettext("%(number)s for", "%(number)s for", vote.votes_for)
        if vote.votes_for is not None
        else None,
        ngettext("%(number)s against", "%(number)s against", vote.against)
        if vote.against is not None
        else None,
        ngettext("%(number)s abstention", "%(number)s abstentions", vote.abstentions)
        if vote.abstentions is not None
        else None,
    )
    numbers = ", ".join(words for words in counted if words)
    told = ". ".join(part for part in (numbers, vote.result) if part)
    return (
        (N_("Vote"), told or None),
        (N_("For"), ", ".join(vote.names_for) or None),
        (N_("Against"), ", ".join(vote.names_against) or None),
        (N_("Abstained"), ", ".join(vote.names_abstaining) or None),
    )


def _facts(*told: tuple[str, str | None]) -> tuple[Block, ...]:
    facts = tuple(found for label, words in told if (found := fact(label, words)) is not None)
    return (Facts(facts=facts),) if facts else ()

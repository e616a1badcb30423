"""From the councillor's presentation to the written report of it.

Pure. `select` has settled what each item's report says; nothing that is only spoken is here:
no `say_first`, `say_last`, opening or closing words, and no unpublished answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import actions_table
from csp_slides.compose.charts import indicator_charts, rating_charts
from csp_slides.compose.finish import finish
from csp_slides.compose.frame import picture_of, thanked
from csp_slides.compose.front import (
    appendices,
    exempt_words,
    fact,
    front_sheet,
    list_of,
    source_line,
    titled,
)
from csp_slides.compose.imprint import contact
from csp_slides.compose.measures import indicator_table, paragraph, shared_source
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.plan_slides import (
    PROMISED,
    listed_actions,
    no_actions,
    wanted_actions,
    wants_summary,
    wish_words,
)
from csp_slides.compose.promises import promise_table, promises_due
from csp_slides.compose.ratings import is_rated, rating_summary
from csp_slides.compose.report_parts import closing_chapters, opening_chapters
from csp_slides.compose.shape import numbering_of, shape_of
from csp_slides.compose.walk import link
from csp_slides.content.audience import Show
from csp_slides.content.deck_file import Questions, ReportOutput, Thanks
from csp_slides.content.shape import Numbering
from csp_slides.core.language import _, current
from csp_slides.core.rich_text import Prose
from csp_slides.core.slug import slug_of
from csp_slides.model.report import Chapter as ReportChapter
from csp_slides.model.report import Report, ReportKind
from csp_slides.model.report_blocks import (
    ChartGroup,
    Exchange,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Remark,
    Tone,
)
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csp_slides.compose.shape import Shape
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.section import Item
    from csp_slides.core.diagnostics import Sink
    from csp_slides.model.report import FrontSheet
    from csp_slides.model.report_blocks import Block
    from csp_slides.model.slide_blocks import Credit, Person


def compose_report(
    presentation: Presentation,
    audience: Audience,
    sink: Sink,
    *,
    draft: bool = False,
    credits: tuple[Credit, ...] = (),  # noqa: A002  # the word of the whole product
) -> Report:
    """Make the written report of a presentation that is already chosen for `audience`.

    `credits` are those of the pictures that the report shows. Items that have no words for
    the report are listed by title only; a hint names them.
    """
    sheet = _sheet(presentation)
    shape = shape_of(sheet)
    matter = [_chapter(each, presentation, shape, sink) for each in presentation.chapters]
    report = Report(
        language=current().tag,
        slug=presentation.slug,
        kind=ReportKind.REPORT,
        title=presentation.deck.title,
        audience=audience,
        council=presentation.council.name or None,
        front=_front(presentation, sheet),
        chapters=(
            *opening_chapters(sheet, shape, _asks(presentation.chapters)),
            *matter,
            *_promised(presentation, shape),
            *_answers(presentation, shape),
            *closing_chapters(sheet, shape),
        ),
        appendices=appendices(sheet.appendices),
        thanks=_thanks(presentation),
        credits=credits,
        contact=contact(presentation.council, shape),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=presentation.council.licence,
        draft=draft,
        is_preview=presentation.is_preview,
        source=str(presentation.source.inside),
    )
    numbering = numbering_of(sheet, Numbering.YES)
    return finish(report, shape.glossary(presentation.council), numbering=numbering)


def _sheet(presentation: Presentation) -> ReportOutput:
    outputs = presentation.deck.outputs
    wanted = outputs.report if outputs else True
    return wanted if isinstance(wanted, ReportOutput) else ReportOutput()


def _front(presentation: Presentation, sheet: ReportOutput) -> FrontSheet:
    deck = presentation.deck
    presenter = ", ".join(part for part in (deck.presenter, deck.role) if part)
    papers = fact("Meeting papers", _papers(presentation))
    return front_sheet(sheet, deck.meeting, papers, report_of=presenter)


def _papers(presentation: Presentation) -> str | None:
    meeting = presentation.deck.meeting
    papers = meeting.papers if meeting is not None else None
    return link(_("Papers for the meeting"), papers) if papers else None


def _chapter(found: Chapter, presentation: Presentation, shape: Shape, sink: Sink) -> ReportChapter:
    items = tuple(item for item in found.items if _is_written(item))
    blocks: list[Block] = [*_reason(found)]
    for item in items:
        blocks += _item(item, found.id)
    blocks += _figures(found, presentation.council, shape)
    blocks += _planned(found, presentation, shape)
    blocks += _supplied(found)
    _list_unwritten(found, items, sink)
    return ReportChapter(
        id=found.id, title=found.title, blocks=tuple(blocks), source=found.section.span
    )


def _is_written(item: Item) -> bool:
    """Whether an item belongs in the report: what is only for the presenter's ears does not."""
    return item.report is not None or item.show is not Show.PRESENTER


def _reason(found: Chapter) -> Iterator[Block]:
    """Yield why a chapter has nothing in it."""
    if found.exempt is not None:
        words = exempt_words(found.exempt.paragraph, found.exempt.reason)
        yield Notice(text=Prose(markdown=_("This part is %(words)s", words=words)))
    elif found.section.nothing_to_report is not None:
        yield Paragraph(text=Prose(markdown=found.section.nothing_to_report))


def _item(item: Item, chapter_id: str) -> Iterator[Block]:
    name = _item_id(item, chapter_id)
    if item.report is None:
        yield Paragraph(text=Prose(markdown=item.title), id=name)
    else:
        yield Heading(text=item.title, id=name)
        yield from blocks_of(item.report, prefix=f"{name}_")
    if item.picture is not None:
        yield Figure(picture=picture_of(item.picture))
    if item.ask:
        yield Notice(text=Prose(markdown=item.ask), tone=Tone.ASK)
    yield from source_line(item.source)


def _item_id(item: Item, chapter_id: str) -> str:
    return f"{chapter_id}_{slug_of(item.title)}"


def _figures(found: Chapter, council: Council, shape: Shape) -> tuple[Block, ...]:
    """Return the chapter's indicators as a table, and the day on which its figures were right."""
    blocks: tuple[Block, ...] = ()
    if found.indicators:
        caption = _("%(heading)s: indicators", heading=found.title)
        table = indicator_table(found.indicators, council, caption=caption)
        charts = indicator_charts(found.indicators, council, prefix=f"{found.id}_chart")
        drawn = (ChartGroup(charts=charts),) if charts and shape.shows("charts") else ()
        source = source_line(shared_source(table.figures))
        told = (table, *source, *drawn)
        blocks = titled(_("Performance in figures"), f"{found.id}_indicators", told)
    day = found.section.figures_correct_on
    if day is not None and found.exempt is None:
        words = _("Figures correct on %(date)s.", date=dates.write(day))
        blocks = (*blocks, Remark(text=Prose(markdown=words)))
    return blocks


def _supplied(found: Chapter) -> Iterator[Block]:
    """Return the service that wrote the chapter, if any of it is shown."""
    if found.section.service and found.exempt is None:
        words = _("Supplied by %(service)s.", service=found.section.service.rstrip("."))
        yield Remark(text=Prose(markdown=words))


def _planned(found: Chapter, presentation: Presentation, shape: Shape) -> Iterator[Block]:
    """Yield the actions and the plan that the councillor shows with a section."""
    wish, council = found.entry.include.actions, presentation.council
    meeting = presentation.deck.meeting
    if found.action_plan is not None and wish is not None:
        on = meeting.date if meeting is not None and shape.shows("overdue") else None
        blocks = tuple(_actions(found.action_plan, wish, council, on, shape, prefix=found.id))
        yield from titled(_("Actions"), f"{found.id}_actions", blocks)
    if found.plan is not None:
        titles = (each.title for each in found.plan.priorities)
        yield from titled(found.plan.title, f"{found.id}_plan", list_of(titles))


def _actions(
    plan: ActionPlan,
    wish: str,
    council: Council,
    on: dt.date | None,
    shape: Shape,
    *,
    prefix: str,
) -> Iterator[Block]:
    """Yield a plan's ratings in all where they are asked for, then the actions that are."""
    if wants_summary(wish) and is_rated(plan):
        summary = rating_summary(plan, council)
        yield summary
        charts = rating_charts(summary, prefix=f"{prefix}_ratings")
        if charts and shape.shows("charts"):
            yield ChartGroup(charts=charts)
    listed = listed_actions(wish)
    if not listed:
        return
    actions = wanted_actions(plan, wish, council, on)
    caption = f"{plan.title}: {wish_words(listed)}"
    if actions:
        yield actions_table(actions, plan, council, on, caption=caption)
    else:
        yield paragraph(no_actions(listed))


def _promised(presentation: Presentation, shape: Shape) -> Iterator[ReportChapter]:
    """Yield what has become of what was promised at the body's meetings before."""
    meeting = presentation.deck.meeting
    promises = promises_due((*presentation.minutes, *presentation.reports))
    if meeting is None or presentation.deck.promises is False or not promises:
        return
    on = meeting.date if shape.shows("overdue") else None
    table = promise_table(promises, on, caption=_("Promises and progress"))
    yield from shape.chapter("promises", PROMISED, "promises", (table,))


def _list_unwritten(found: Chapter, items: Sequence[Item], sink: Sink) -> None:
    titles = [f"'{item.title}'" for item in items if item.report is None]
    if titles:
        have, their = ("has", "its title") if len(titles) == 1 else ("have", "their titles")
        sink.hint(
            "no-report-text",
            f"{', '.join(titles)} in '{found.title}' {have} no report text, so the report shows "
            f"only {their}",
            found.entry.span,
            help="add 'report:' text, or 'outputs: {report: {text: notes}}' to the deck",
        )


def _asks(chapters: Sequence[Chapter]) -> tuple[Paragraph, ...]:
    """Collect what members are asked to do, each with the heading where it is explained."""
    return tuple(
        paragraph(
            _(
                "%(ask)s See %(link)s.",
                ask=item.ask,
                link=link(item.title, f"#{_item_id(item, found.id)}"),
            )
        )
        for found in chapters
        for item in found.items
        if item.ask
    )


def _answers(presentation: Presentation, shape: Shape) -> Iterator[ReportChapter]:
    """Yield the prepared answers that are published."""
    questions = presentation.deck.questions
    prepared = questions.prepared if isinstance(questions, Questions) else ()
    exchanges = tuple(
        Exchange(
            id=f"question-{number}",
            number=number,
            question_label=_("Question"),
            answer_label=_("Answer"),
            question=(Paragraph(text=Prose(markdown=each.question)),),
            answer=blocks_of(each.answer, prefix=f"question-{number}_"),
        )
        for number, each in enumerate((one for one in prepared if one.published), start=1)
    )
    yield from shape.chapter("questions", "Questions and answers", "questions", exchanges)


def _thanks(presentation: Presentation) -> tuple[Person, ...]:
    asked = presentation.deck.credits
    if asked is False:
        return ()
    return thanked(presentation.chapters, asked if isinstance(asked, Thanks) else Thanks())

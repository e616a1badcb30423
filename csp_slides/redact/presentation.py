"""Dropping what an audience may not see of a councillor's presentation.

This, `select_markdown` and `select_documents` are the only places that do.

Pure. What is dropped here is in nothing that comes after: the values that are returned have no
way back to it, and no number or address in them that was counted with it. The words of the
written report are settled here too, since the notes that a report may publish are a matter of who
may see them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from csp_slides.content.audience import Audience, Show
from csp_slides.content.deck_file import (
    Agenda,
    Ending,
    Moment,
    Outputs,
    Questions,
    ReportOutput,
    ReportText,
    Thanks,
)
from csp_slides.content.item_layout import Quote, SlidePerson
from csp_slides.content.library import Exemption
from csp_slides.content.openness import PART_2, is_closed
from csp_slides.content.picture import Backdrop, Picture
from csp_slides.content.section import Section, Status
from csp_slides.core.slug import slug_of
from csp_slides.markdown.styles import styles_of
from csp_slides.redact.documents import select_action_plan, select_minutes, select_report
from csp_slides.redact.markdown import bare_slide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.deck_file import DeckFile, PreparedAnswer, SectionEntry
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.markdown_deck import MarkdownSlide
    from csp_slides.content.section import Item

_Part = TypeVar("_Part", Moment, Agenda, Thanks, Questions, Ending)
_Shown = TypeVar("_Shown", Picture, Backdrop)
_Portrayed = TypeVar("_Portrayed", Quote, SlidePerson)

_OWN_SLIDES = ("title", "contents", "thanks", "credits", "questions", "ending")
"""The ids of the deck's own slides; a section of that name gets a number."""


def select(presentation: Presentation, audience: Audience) -> Presentation:
    """Return only what `audience` may see of a presentation."""
    deck = presentation.deck
    publishes = _publishes_notes(deck.outputs)
    chapters = tuple(
        _chapter(chapter, audience, publishes=publishes) for chapter in presentation.chapters
    )
    kept = _addressed(chapter for chapter in chapters if not _emptied(chapter))
    styles = styles_of(item.made for chapter in kept for item in chapter.items if item.made)
    return replace(
        presentation,
        deck=_deck(deck, audience),
        chapters=kept,
        stylesheet=styles.text,
        stylesheets=styles.files,
        minutes=tuple(select_minutes(each, audience) for each in presentation.minutes),
        reports=tuple(select_report(each, audience) for each in presentation.reports),
    )


def heard_by(presentation: Presentation, audience: Audience) -> Presentation:
    """Return a deck with what is said of the parts that `audience` sees, and of no others."""
    if audience is Audience.PRESENTER:
        return presentation
    chapters = tuple(
        replace(
            chapter,
            items=tuple(
                each
                for each in chapter.items
                if each.show.reaches(audience) and not (each.made is not None and each.made.hidden)
            ),
        )
        for chapter in presentation.chapters
        if not (audience is Audience.PUBLIC and is_closed(chapter.section))
    )
    kept = tuple(
        after
        for after in chapters
        if after.items or not _had_items(presentation, after) or _tells_more(after)
    )
    return presentation if kept == presentation.chapters else replace(presentation, chapters=kept)


def _had_items(presentation: Presentation, after: Chapter) -> bool:
    return any(each.place == after.place and each.items for each in presentation.chapters)


def _tells_more(chapter: Chapter) -> bool:
    """Whether a chapter is shown without any items."""
    told = chapter.section.nothing_to_report or chapter.action_plan or chapter.plan
    return bool(told or chapter.indicators)


def _addressed(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """Return the chapters, each with its own id, counted among those that are left.

    Counted before, a number that is missing would tell of a chapter that is.
    """
    taken = dict.fromkeys(_OWN_SLIDES, 1)
    return tuple(replace(each, id=_unique(each.id, taken)) for each in chapters)


def _unique(name: str, taken: dict[str, int]) -> str:
    chosen = name
    while chosen in taken:
        taken[name] += 1
        chosen = f"{name}-{taken[name]}"
    taken[chosen] = 1
    return chosen


def _publishes_notes(outputs: Outputs | None) -> bool:
    report = outputs.report if outputs else True
    return isinstance(report, ReportOutput) and report.text is ReportText.NOTES


def _deck(deck: DeckFile, audience: Audience) -> DeckFile:
    """Return the councillor's own slides; `sections` is emptied, since chapters hold the rest."""
    return replace(
        deck,
        opening=_part(deck.opening, audience) if isinstance(deck.opening, Moment) else deck.opening,
        agenda=_part(deck.agenda, audience) if isinstance(deck.agenda, Agenda) else deck.agenda,
        credits=_part(deck.credits, audience) if isinstance(deck.credits, Thanks) else deck.credits,
        ending=_part(deck.ending, audience) if isinstance(deck.ending, Ending) else deck.ending,
        questions=_questions(deck.questions, audience)
        if isinstance(deck.questions, Questions)
        else deck.questions,
        outputs=_outputs(deck.outputs, audience) if deck.outputs is not None else None,
        sections=(),
        checked={},
    )


def _outputs(outputs: Outputs, audience: Audience) -> Outputs:
    """Remove the front sheet of a Part 2 report, which the public doesn't have."""
    report = outputs.report
    if audience is Audience.PUBLIC and isinstance(report, ReportOutput) and is_closed(report):
        return replace(outputs, report=False)
    return outputs


def _part(part: _Part, audience: Audience) -> _Part:
    notes = part.notes if audience is Audience.PRESENTER else None
    return replace(part, notes=notes, background=_picture(part.background, audience))


def _picture(picture: _Shown | None, audience: Audience) -> _Shown | None:
    return picture if picture is not None and picture.show.reaches(audience) else None


def _portrayed(person: _Portrayed, audience: Audience) -> _Portrayed:
    return replace(person, portrait=_picture(person.portrait, audience))


def _questions(questions: Questions, audience: Audience) -> Questions:
    prepared = tuple(each for each in questions.prepared if _answers(each, audience))
    return replace(_part(questions, audience), prepared=prepared)


def _answers(prepared: PreparedAnswer, audience: Audience) -> bool:
    shown = prepared.show if prepared.published else min(prepared.show, Show.PRESENTER, key=_width)
    return shown.reaches(audience)


def _width(show: Show) -> int:
    """Rank how few may see something: the narrower, the smaller."""
    return -tuple(Show).index(show)


def _chapter(chapter: Chapter, audience: Audience, *, publishes: bool) -> Chapter:
    entry = _entry(chapter.entry, audience)
    if chapter.section.public == PART_2 and audience is Audience.PUBLIC:
        return _closed(chapter, entry)
    cleared = chapter.section.status is Status.CLEARED
    items = tuple(
        _item(item, audience, publishes=publishes and cleared)
        for item in chapter.items
        if item.show.reaches(audience) and not _hidden(item.made, audience)
    )
    indicators = tuple(each for each in chapter.indicators if each.show.reaches(audience))
    plan = chapter.action_plan
    return replace(
        chapter,
        entry=entry,
        section=replace(chapter.section, items=(), indicators=(), checked={}),
        items=items,
        indicators=indicators,
        action_plan=select_action_plan(plan, audience) if plan is not None else None,
    )


def _closed(chapter: Chapter, entry: SectionEntry) -> Chapter:
    """Return a Part 2 section with only its title, exempt paragraph and reason."""
    section = chapter.section
    bare = Section(
        title=chapter.title,
        status=section.status,
        public=section.public,
        exempt_paragraph=section.exempt_paragraph,
        exempt_reason=section.exempt_reason,
    )
    exempt = Exemption(paragraph=section.exempt_paragraph, reason=section.exempt_reason)
    hidden = replace(entry, background=None)
    return replace(
        chapter,
        id=slug_of(chapter.title),
        entry=hidden,
        section=bare,
        items=(),
        indicators=(),
        exempt=exempt,
        action_plan=None,
        plan=None,
    )


def _entry(entry: SectionEntry, audience: Audience) -> SectionEntry:
    said = audience is Audience.PRESENTER
    return replace(
        entry,
        items=(),
        indicators=(),
        leave_out=(),
        only=(),
        order=(),
        say_first=entry.say_first if said else None,
        say_last=entry.say_last if said else None,
        background=_picture(entry.background, audience),
    )


def _item(item: Item, audience: Audience, *, publishes: bool) -> Item:
    """Return an item whose `report` is what the report may say, with or without notes."""
    public_notes = item.notes if publishes and item.show is not Show.PRESENTER else None
    return replace(
        item,
        report=item.report or public_notes,
        notes=item.notes if audience is Audience.PRESENTER else None,
        picture=_picture(item.picture, audience),
        quote=_portrayed(item.quote, audience) if item.quote is not None else None,
        people=tuple(_portrayed(each, audience) for each in item.people),
        checked={},
        slide=None,
        made=_made(item.made, audience),
    )


def _made(slide: MarkdownSlide | None, audience: Audience) -> MarkdownSlide | None:
    return slide if slide is None or audience is Audience.PRESENTER else bare_slide(slide)


def _hidden(slide: MarkdownSlide | None, audience: Audience) -> bool:
    return slide is not None and slide.hidden and audience is not Audience.PRESENTER


def _emptied(chapter: Chapter) -> bool:
    """Whether nothing is left of a chapter that had something; its title goes too."""
    bare = not (chapter.items or chapter.indicators or chapter.action_plan or chapter.plan)
    return bare and chapter.section.nothing_to_report is None and chapter.exempt is None

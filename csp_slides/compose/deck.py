"""From the councillor's presentation to the deck that is shown.

Pure. Everything it is given is already chosen for one audience.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from csp_slides.compose.front import exempt_words
from csp_slides.compose.group import group
from csp_slides.compose.indicators import figure
from csp_slides.compose.own_slides import own_slide
from csp_slides.compose.pictures import picture_of
from csp_slides.compose.timing import total_words
from csp_slides.content.deck_file import Agenda, Empty, Ending, Moment, Questions, Thanks
from csp_slides.content.section import PART_2
from csp_slides.deck import (
    Answer,
    Background,
    Bullet,
    Bullets,
    Byline,
    Contents,
    ContentsEntry,
    Deck,
    Figure,
    Indicators,
    Layout,
    Note,
    People,
    Person,
    PictureCredits,
    Prepared,
    Prose,
    Slide,
    Stack,
    Statement,
    Timing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.content.audience import Audience
    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.picture import Backdrop
    from csp_slides.content.section import Item
    from csp_slides.deck import Block

INDICATORS_PER_SLIDE = 3
"""More than three figures side by side are not read from the back of a chamber."""

_Own = Moment | Agenda | Thanks | Questions | Ending
"""A slide of the councillor's own: all have notes and a background."""


def compose(presentation: Presentation, audience: Audience, *, draft: bool = False) -> Deck:
    """Make the deck: title, contents, a stack for each section, thanks, questions, ending.

    Pictures are named as their authors name them; credits are filled in once it is known
    which pictures the deck really shows (`pictures.dress`).
    """
    deck = presentation.deck
    sections = [_section_stack(chapter, presentation) for chapter in presentation.chapters]
    stacks = [
        *_opening(presentation, sections),
        *sections,
        *_thanks(presentation),
        *_questions(presentation),
        *_ending(presentation),
    ]
    words = sum(slide.said for stack in stacks for slide in stack.slides)
    return Deck(
        slug=presentation.slug,
        title=deck.title,
        audience=audience,
        byline=_byline(presentation),
        stacks=tuple(stacks),
        theme=deck.look.theme or "",
        transition=deck.look.transition,
        stylesheet=presentation.stylesheet,
        stylesheets=presentation.stylesheets,
        timing=Timing(
            words=words,
            rate=presentation.council.house_style.speaking_rate,
            limit=deck.meeting.time_limit if deck.meeting is not None else None,
        ),
        prepared=_prepared(presentation),
        draft=draft,
        source=str(presentation.source.inside),
    )


def _byline(presentation: Presentation) -> Byline:
    deck = presentation.deck
    meeting = deck.meeting
    return Byline(
        presenter=deck.presenter,
        role=deck.role,
        body=meeting.body if meeting is not None else None,
        date=meeting.date if meeting is not None else None,
        council=presentation.council.name or None,
    )


def _opening(presentation: Presentation, sections: Sequence[Stack]) -> tuple[Stack, ...]:
    """Make the first stack: the title, and the contents under it."""
    deck = presentation.deck
    moment = deck.opening if isinstance(deck.opening, Moment) else Moment()
    title = moment.title or deck.title
    slides = []
    if deck.opening is not False:
        byline = _byline(presentation)
        slides.append(_slide(Layout.TITLE, id="title", title=title, blocks=(byline,), part=moment))
    if deck.agenda is not False and sections:
        agenda = deck.agenda if isinstance(deck.agenda, Agenda) else Agenda()
        entries = tuple(
            ContentsEntry(title=stack.title or "", slide=stack.slides[0].id or "")
            for stack in sections
        )
        slides.append(
            _slide(
                Layout.CONTENTS,
                id="contents",
                title=agenda.title or "Contents",
                blocks=(Contents(entries=entries),),
                part=agenda,
            )
        )
    if not slides:
        return ()
    return (Stack(id=None, title=title, slides=tuple(slides), nested=len(slides) > 1),)


def _section_stack(chapter: Chapter, presentation: Presentation) -> Stack:
    """Make a section's stack: its title slide, its items, its indicators."""
    deck = presentation.deck
    title = _section_title(chapter, deck.empty)
    figures = group(chapter.indicators, INDICATORS_PER_SLIDE)
    follows = list(_item_slides(chapter, deck.items_per_slide))
    follows += [
        Slide(
            layout=Layout.INDICATORS,
            id=f"{chapter.id}_indicators-{number}",
            title=f"{chapter.title}: in figures",
            part=_part(number, len(figures)),
            blocks=(
                Indicators(
                    figures=tuple(figure(each, presentation.council) for each in indicators)
                ),
            ),
        )
        for number, indicators in enumerate(figures, start=1)
    ]
    if chapter.entry.title_slide or not follows:
        follows.insert(0, title)
    first = replace(follows[0], id=follows[0].attributes.get("id", chapter.id))
    slides = _with_own_words((first, *follows[1:]), chapter)
    return Stack(id=None, title=chapter.title, slides=slides, nested=len(slides) > 1)


def _section_title(chapter: Chapter, empty: Empty) -> Slide:
    return _slide(
        Layout.SECTION,
        id=chapter.id,
        title=chapter.title,
        blocks=_reason(chapter, empty),
        part=Moment(background=chapter.entry.background),
    )


def _reason(chapter: Chapter, empty: Empty) -> tuple[Block, ...]:
    """Say on the section's own slide why nothing follows it, or why it is not public."""
    if chapter.section.public == PART_2:
        section = chapter.section
        words = exempt_words(section.exempt_paragraph, section.exempt_reason)
        return (Statement(text=Prose(markdown=words)),)
    if chapter.section.nothing_to_report is not None:
        return (Statement(text=Prose(markdown=chapter.section.nothing_to_report)),)
    if not chapter.items and not chapter.indicators and empty is Empty.SAY_SO:
        return (Statement(text=Prose(markdown="Nothing to report this time.")),)
    return ()


def _item_slides(chapter: Chapter, most: int) -> Iterator[Slide]:
    """Make the slides of the items: whole ones as they are, the others several to a slide."""
    groups = _item_groups(chapter, most)
    of = sum(items[0].made is None for items in groups)
    listed = 0
    for number, items in enumerate(groups, start=1):
        name = f"{chapter.id}_{number}"
        if items[0].made is not None:
            yield own_slide(items[0].made, items[0], name)
            continue
        listed += 1
        slide = _items_slide(items, name)
        titled = replace(slide, title=chapter.title, part=_part(listed, of))
        yield titled if chapter.entry.headings else slide


def _item_groups(chapter: Chapter, most: int) -> tuple[tuple[Item, ...], ...]:
    """Share the items out; a second picture begins a slide of its own, as a new slide would."""
    pictured = False
    breaks: set[int] = set()
    for index, item in enumerate(chapter.items):
        if item.new_slide:
            pictured = False
            breaks.add(index)
        if item.made is not None:
            breaks.update((index, index + 1))
        if item.picture is not None:
            if pictured:
                breaks.add(index)
            pictured = True
    numbered = tuple(enumerate(chapter.items))
    groups = group(numbered, most, starts=lambda pair: pair[0] in breaks)
    return tuple(tuple(item for _, item in each) for each in groups)


def _items_slide(items: Sequence[Item], name: str) -> Slide:
    bullets = Bullets(
        bullets=tuple(
            Bullet(
                text=Prose(markdown=item.bullet or item.title),
                ask=Prose(markdown=item.ask) if item.ask else None,
            )
            for item in items
        )
    )
    figures = tuple(
        Figure(picture=picture_of(item.picture)) for item in items if item.picture is not None
    )
    notes = tuple(
        Note(heading=item.title, words=Prose(markdown=item.notes), if_time=item.if_time)
        for item in items
        if item.notes
    )
    return Slide(
        layout=Layout.ITEMS,
        id=name,
        blocks=(bullets, *figures),
        notes=notes,
        said=total_words(item.notes for item in items),
        source=items[0].span,
    )


def _part(number: int, of: int) -> tuple[int, int] | None:
    return (number, of) if of > 1 else None


def _with_own_words(slides: tuple[Slide, ...], chapter: Chapter) -> tuple[Slide, ...]:
    """Put the councillor's words before the first of the officer's, and after the last."""
    first, last = chapter.entry.say_first, chapter.entry.say_last
    told = list(slides)
    if first:
        note = Note(heading=None, words=Prose(markdown=first), own=True)
        told[0] = replace(
            told[0], notes=(note, *told[0].notes), said=told[0].said + total_words([first])
        )
    if last:
        note = Note(heading=None, words=Prose(markdown=last), own=True)
        told[-1] = replace(
            told[-1], notes=(*told[-1].notes, note), said=told[-1].said + total_words([last])
        )
    return tuple(told)


def _thanks(presentation: Presentation) -> tuple[Stack, ...]:
    """Thank the officers and credit the pictures, in one stack; nothing for nobody."""
    asked = presentation.deck.credits
    if asked is False:
        return ()
    thanks = asked if isinstance(asked, Thanks) else Thanks()
    people = thanked(presentation.chapters, thanks)
    title = thanks.title or "With thanks to"
    slides = []
    if people:
        blocks: tuple[Block, ...] = (People(people=people),)
        slides.append(_slide(Layout.THANKS, id="thanks", title=title, blocks=blocks, part=thanks))
    if thanks.photos:
        empty = PictureCredits(credits=())
        slides.append(
            Slide(layout=Layout.CREDITS, id="credits", title="Picture credits", blocks=(empty,))
        )
    if not slides:
        return ()
    return (Stack(id=None, title=title, slides=tuple(slides), nested=len(slides) > 1),)


def thanked(chapters: Sequence[Chapter], thanks: Thanks) -> tuple[Person, ...]:
    """Give the officers of the used sections who are thanked, once each, by surname."""
    officers = [
        Person(name=officer.name, job=officer.job)
        for chapter in chapters
        if thanks.officers
        and (officer := chapter.section.prepared_by) is not None
        and officer.thank_in_credits
    ]
    also = [Person(name=name) for name in thanks.also]
    once = {person.name: person for person in reversed([*officers, *also])}
    return tuple(sorted(once.values(), key=lambda person: _surname(person.name)))


def _surname(name: str) -> tuple[str, str]:
    return name.casefold().split()[-1], name.casefold()


def _questions(presentation: Presentation) -> tuple[Stack, ...]:
    asked = presentation.deck.questions
    if asked is False:
        return ()
    questions = asked if isinstance(asked, Questions) else Questions()
    title = questions.title or "Questions"
    invitation = _slide(Layout.QUESTIONS, id="questions", title=title, blocks=(), part=questions)
    at_hand = tuple(
        Note(heading=each.question, words=Prose(markdown=each.answer), prepared=True)
        for each in questions.prepared
        if not each.published
    )
    slides = [replace(invitation, notes=(*invitation.notes, *at_hand))]
    published = [each for each in questions.prepared if each.published]
    slides += [
        Slide(
            layout=Layout.ANSWER,
            id=f"answer_{number}",
            title=each.question,
            blocks=(Answer(question=each.question, answer=Prose(markdown=each.answer)),),
            source=each.span,
        )
        for number, each in enumerate(published, start=1)
    ]
    return (Stack(id=None, title=title, slides=tuple(slides), nested=len(slides) > 1),)


def _prepared(presentation: Presentation) -> tuple[Prepared, ...]:
    questions = presentation.deck.questions
    if not isinstance(questions, Questions):
        return ()
    return tuple(
        Prepared(
            question=each.question,
            answer=Prose(markdown=each.answer),
            published=each.published,
        )
        for each in questions.prepared
    )


def _ending(presentation: Presentation) -> tuple[Stack, ...]:
    ending = presentation.deck.ending
    if not ending:
        return ()
    part = ending if isinstance(ending, Ending) else Ending(title=ending)
    slide = _slide(Layout.ENDING, id="ending", title=part.title, blocks=(), part=part)
    return (Stack(id=None, title=part.title, slides=(slide,), nested=False),)


def _slide(
    layout: Layout,
    *,
    id: str,  # noqa: A002  # HTML's word
    title: str,
    blocks: tuple[Block, ...],
    part: _Own,  # HTML's word
) -> Slide:
    notes = (Note(heading=None, words=Prose(markdown=part.notes), own=True),) if part.notes else ()
    return Slide(
        layout=layout,
        id=id,
        title=title,
        blocks=blocks,
        notes=notes,
        background=_background(part.background),
        said=total_words([part.notes]),
        source=part.span,
    )


def _background(backdrop: Backdrop | None) -> Background | None:
    if backdrop is None:
        return None
    return Background(
        picture=picture_of(backdrop),
        opacity=backdrop.opacity,
        size=backdrop.size,
        position=backdrop.position,
    )

"""The councillor's own slides round the sections: opening, promises, thanks, questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.compose.plan_slides import (
    PROMISED,
    promise_slides,
)
from csp_slides.compose.promises import promises_due
from csp_slides.compose.timing import total_words
from csp_slides.content.deck_file import Agenda, Ending, Moment, Questions, Thanks
from csp_slides.content.picture import DECORATIVE, read_focus
from csp_slides.core.language import _
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Background, Layout, Note, Prepared, Slide, Stack
from csp_slides.model.slide_blocks import (
    Answer,
    Byline,
    Contents,
    ContentsEntry,
    Credit,
    People,
    Person,
    Picture,
    PictureCredits,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.content.library import Chapter, Presentation
    from csp_slides.content.picture import Backdrop
    from csp_slides.content.picture import Picture as NamedPicture
    from csp_slides.model.slide_blocks import Block


def picture_of(picture: NamedPicture) -> Picture:
    """Build a picture from an author's fields; a decorative one has an empty description."""
    decorative = picture.describe is not None and picture.describe.casefold() == DECORATIVE
    return Picture(
        name=picture.image,
        span=picture.image.span or picture.span,
        describe="" if decorative else picture.describe,
        focus=read_focus(picture.focus) if picture.focus is not None else None,
        credit=Credit(picture=picture.image, line=picture.credit) if picture.credit else None,
    )


_Own = Moment | Agenda | Thanks | Questions | Ending
"""A slide of the councillor's own: all have notes and a background."""


def byline_of(presentation: Presentation) -> Byline:
    """Return who presents, in what office, where and when."""
    deck = presentation.deck
    meeting = deck.meeting
    return Byline(
        presenter=deck.presenter,
        role=deck.role,
        body=meeting.body if meeting is not None else None,
        date=meeting.date if meeting is not None else None,
        council=presentation.council.name or None,
        item=meeting.agenda_item if meeting is not None else None,
    )


def opening_stack(presentation: Presentation, sections: Sequence[Stack]) -> tuple[Stack, ...]:
    """Make the first stack: the title, and the contents under it."""
    deck = presentation.deck
    moment = deck.opening if isinstance(deck.opening, Moment) else Moment()
    title = moment.title or deck.title
    slides = []
    if deck.opening is not False:
        byline = byline_of(presentation)
        slides.append(
            moment_slide(Layout.TITLE, id="title", title=title, blocks=(byline,), part=moment)
        )
    if deck.agenda is not False and sections:
        agenda = deck.agenda if isinstance(deck.agenda, Agenda) else Agenda()
        entries = tuple(
            ContentsEntry(title=stack.title or "", slide=stack.slides[0].id or "")
            for stack in sections
        )
        slides.append(
            moment_slide(
                Layout.CONTENTS,
                id="contents",
                title=agenda.title or _("Contents"),
                blocks=(Contents(entries=entries),),
                part=agenda,
            )
        )
    if not slides:
        return ()
    return (Stack(id=None, title=title, slides=tuple(slides), nested=len(slides) > 1),)


def with_progress(
    presentation: Presentation, opening: Sequence[Stack], sections: Sequence[Stack]
) -> tuple[Stack, ...]:
    """Return the sections, each begun by the contents with its own entry marked, where asked."""
    agenda = presentation.deck.agenda
    shown = next((slide for stack in opening for slide in stack.slides if _listing(slide)), None)
    if not isinstance(agenda, Agenda) or not agenda.progress or shown is None:
        return tuple(sections)
    return tuple(_begun(stack, shown) for stack in sections)


def _begun(stack: Stack, contents: Slide) -> Stack:
    """Return the stack with a bare title slide replaced by the contents."""
    first = stack.slides[0]
    if first.layout is not Layout.SECTION or first.blocks or first.background:
        return stack
    blocks = tuple(
        replace(block, current=first.id) if isinstance(block, Contents) else block
        for block in contents.blocks
    )
    again = replace(first, layout=Layout.CONTENTS, title=contents.title, blocks=blocks)
    return replace(stack, slides=(again, *stack.slides[1:]))


def _listing(slide: Slide) -> bool:
    return any(isinstance(block, Contents) for block in slide.blocks)


def promises_stack(presentation: Presentation) -> tuple[Stack, ...]:
    """Build the slides that report on promises made at the same body's earlier meetings."""
    meeting = presentation.deck.meeting
    if meeting is None or presentation.deck.promises is False:
        return ()
    promises = promises_due((*presentation.minutes, *presentation.reports))
    slides = promise_slides(promises, on=meeting.date, prefix="last")
    if not slides:
        return ()
    return (Stack(id=None, title=_(PROMISED), slides=slides, nested=len(slides) > 1),)


def thanks_stack(presentation: Presentation) -> tuple[Stack, ...]:
    """Thank the officers and credit the pictures, in one stack; nothing for nobody."""
    asked = presentation.deck.credits
    if asked is False:
        return ()
    thanks = asked if isinstance(asked, Thanks) else Thanks()
    people = thanked(presentation.chapters, thanks)
    title = thanks.title or _("With thanks to")
    slides = []
    if people:
        blocks: tuple[Block, ...] = (People(people=people),)
        slides.append(
            moment_slide(Layout.THANKS, id="thanks", title=title, blocks=blocks, part=thanks)
        )
    if thanks.photos:
        empty = PictureCredits(credits=())
        slides.append(
            Slide(layout=Layout.CREDITS, id="credits", title=_("Picture credits"), blocks=(empty,))
        )
    if not slides:
        return ()
    return (Stack(id=None, title=title, slides=tuple(slides), nested=len(slides) > 1),)


def thanked(chapters: Sequence[Chapter], thanks: Thanks) -> tuple[Person, ...]:
    """Return the officers of the used sections who are thanked, once each, by surname.

    A list that is all the councillor's own stays in the councillor's order.
    """
    officers = [
        Person(name=officer.name, job=officer.job)
        for chapter in chapters
        if thanks.officers
        and (officer := chapter.section.prepared_by) is not None
        and officer.thank_in_credits
    ]
    also = [Person(name=name) for name in thanks.also]
    once = {person.name: person for person in reversed([*officers, *also])}
    if not thanks.officers:
        return tuple(reversed(once.values()))
    return tuple(sorted(once.values(), key=lambda person: _surname(person.name)))


def _surname(name: str) -> tuple[str, str]:
    return name.casefold().split()[-1], name.casefold()


def questions_stack(presentation: Presentation) -> tuple[Stack, ...]:
    """Invite questions, and show the answers that are published."""
    asked = presentation.deck.questions
    if asked is False:
        return ()
    questions = asked if isinstance(asked, Questions) else Questions()
    title = questions.title or _("Questions")
    invitation = moment_slide(
        Layout.QUESTIONS, id="questions", title=title, blocks=(), part=questions
    )
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


def prepared_of(presentation: Presentation) -> tuple[Prepared, ...]:
    """Return the answers at hand, as far as the audience may see them."""
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


def ending_stack(presentation: Presentation) -> tuple[Stack, ...]:
    """Make the last slide, when the councillor wants one."""
    ending = presentation.deck.ending
    if not ending:
        return ()
    part = ending if isinstance(ending, Ending) else Ending(title=ending)
    words = (Statement(text=Prose(markdown=part.words)),) if part.words else ()
    slide = moment_slide(Layout.ENDING, id="ending", title=part.title, blocks=words, part=part)
    title = part.title or part.words
    return (Stack(id=None, title=title, slides=(slide,), nested=False),)


def moment_slide(
    layout: Layout,
    *,
    id: str,  # noqa: A002  # HTML's word
    title: str | None,
    blocks: tuple[Block, ...],
    part: _Own,  # HTML's word
) -> Slide:
    """Make a slide of the councillor's own, with the notes and the background of its `part`."""
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

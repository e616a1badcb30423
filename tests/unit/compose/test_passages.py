from __future__ import annotations

from csp_slides.compose.passages import passages_of_deck, passages_of_report
from csp_slides.content.audience import Audience
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.model.deck import Deck, Layout, Note, Slide, Stack, Timing
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import (
    BulletList,
    Cell,
    Column,
    Heading,
    Paragraph,
    Point,
    Row,
    Table,
)
from csp_slides.model.slide_blocks import Bullet, Bullets, Byline, Figure, Picture


def prose(text: str) -> Prose:
    return Prose(markdown=text)


def deck(*stacks: Stack, **options: object) -> Deck:
    return Deck(
        slug="d",
        title="Deck",
        audience=Audience.PUBLIC,
        byline=Byline(),
        stacks=stacks,
        theme="night",
        options=options,
        timing=Timing(words=0, rate=130, limit=None),
        source="d.yaml",
    )


def stack(*slides: Slide) -> Stack:
    return Stack(id=None, title="Stack", slides=slides, nested=len(slides) > 1)


def bullets(*texts: str, name: str | None = None) -> Slide:
    lines = tuple(Bullet(text=prose(text)) for text in texts)
    notes = (Note(heading=None, words=prose("never said aloud here")),)
    return Slide(layout=Layout.ITEMS, blocks=(Bullets(bullets=lines),), notes=notes, id=name)


def report(*chapters: Chapter) -> Report:
    return Report(
        slug="r",
        kind=ReportKind.REPORT,
        title="Paper",
        audience=Audience.PUBLIC,
        front=FrontSheet(facts=(), summary=(Paragraph(text=prose("In *short*.")),)),
        chapters=chapters,
        source="r.yaml",
    )


def test_a_slide_is_its_words_without_marks_and_without_notes() -> None:
    (found,) = passages_of_deck(deck(stack(bullets("**Bold** [link](x)", "Two", name="one"))))
    assert (found.place, found.heading, found.words) == ("one", "Stack", "Bold link · Two")


def test_a_slide_without_an_id_is_named_by_its_numbers() -> None:
    stacks = (stack(bullets("A")), stack(bullets("B"), bullets("C")))
    assert [each.place for each in passages_of_deck(deck(*stacks))] == ["/0", "/1", "/1/1"]
    counted = passages_of_deck(deck(*stacks, hashOneBasedIndex=True))
    assert [each.place for each in counted] == ["/1", "/2", "/2/2"]


def test_an_authors_own_html_is_read_as_a_browser_reads_it() -> None:
    block = Authored(
        html="<p>Caf&eacute;<br>&lt;open&gt;</p><ul><li>One</li><li>Two</li></ul>", markdown=""
    )
    (found,) = passages_of_deck(deck(stack(Slide(layout=Layout.AUTHORED, blocks=(block,)))))
    assert found.words == "Café <open> One Two"


def test_a_picture_is_its_description_and_never_its_file() -> None:
    figure = Figure(picture=Picture(name="secret-name.jpg", describe="A lamp"))
    (found,) = passages_of_deck(deck(stack(Slide(layout=Layout.ITEMS, blocks=(figure,)))))
    assert found.words == "A lamp"


def test_a_report_is_divided_where_a_link_can_lead() -> None:
    table = Table(
        caption="Actions",
        columns=(Column(title="Action"), Column(title="Due")),
        rows=(
            Row(id="action-1", cells=(Cell(column=0, content=(Paragraph(text=prose("Lamps")),)),)),
            Row(cells=(Cell(column=0, content=(Paragraph(text=prose("Total")),)),), total=True),
        ),
    )
    points = BulletList(points=(Point(text=prose("First")), Point(text=prose("Second"))))
    chapter = Chapter(
        id="light",
        title="Light",
        number="2",
        blocks=(
            Paragraph(text=prose("Said."), number="2.1", id="p-2-1"),
            points,
            Heading(text="By day", id="by-day"),
            table,
        ),
    )
    found = [(each.place, each.heading, each.words) for each in passages_of_report(report(chapter))]
    assert found == [
        ("main", "Paper", "In short."),
        ("p-2-1", "2. Light", "Said. First · Second"),
        ("action-1", "2. Light: By day", "Lamps"),
        ("by-day", "2. Light: By day", "Actions Total"),
    ]

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import PurePosixPath
from typing import get_args

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from csp_slides.content.audience import Audience
from csp_slides.content.council import Rag
from csp_slides.core import package_data
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Appendix, Chapter, FrontSheet, Report, ReportKind, Term
from csp_slides.model.report_blocks import (
    Block,
    Box,
    BulletList,
    Cell,
    CellContent,
    ChartGroup,
    Column,
    Exchange,
    Fact,
    Facts,
    Figure,
    Flag,
    Footnote,
    Footnotes,
    Heading,
    IndicatorTable,
    Notice,
    Paragraph,
    Point,
    Quotation,
    RatingKey,
    RatingMeaning,
    RatingSummary,
    Remark,
    Row,
    Table,
    Tone,
    Update,
    Updates,
    Verbatim,
)
from csp_slides.model.slide_blocks import (
    Credit,
    Direction,
    IndicatorFigure,
    Person,
    Picture,
    Rating,
)
from csp_slides.render import templating
from csp_slides.render.html import report_page
from csp_slides.render.html.report_page import Download, Page
from tests.browser.sample import CHART

PAGE = Page(
    assets={name: PurePosixPath("assets", name) for name in (*report_page.STYLES, "report.js")},
    files={"data.pdf": PurePosixPath("assets/data.2.pdf")},
    deck="index.html",
    index="../index.html",
)

TEMPLATES = templating.environment([package_data.templates()])

HOSTILE = '<img src=x onerror=alert(1)>"&'
"""What must come out as text wherever it stands."""


def prose(text: str) -> Prose:
    return Prose(markdown=text)


def paragraph(text: str, number: str | None = None) -> Paragraph:
    name = f"paragraph-{number.replace('.', '-')}" if number else None
    return Paragraph(text=prose(text), number=number, id=name)


def rating(rag: Rag = Rag.AMBER, word: str = "Amber") -> Rating:
    return Rating(rag=rag, word=word)


def table(*contents: CellContent, rows: int = 1) -> Table:
    first = Cell(column=0, content=(paragraph("Row"),), heading=True, rows=rows)
    return Table(
        caption="Caption",
        columns=(Column(title="Name"), Column(title="Value", numeric=True)),
        rows=(Row(cells=(first, Cell(column=1, content=contents)), id="row-1"),),
        wide=rows > 1,
    )


MAP = Picture(name="map.png", asset=PurePosixPath("assets/map.1.png"), describe="A map")

FIGURE = IndicatorFigure(
    name="ASB",
    period="2026",
    actual="1",
    target=None,
    previous=None,
    unit=None,
    direction=Direction.BETTER,
    rag=Rag.GREEN,
    rating="On target",
    against=None,
    source="Log",
    comment=None,
)

EVERY: dict[type, tuple[Block, str]] = {
    Heading: (Heading(text="Head", id="head"), "h3#head"),
    Paragraph: (paragraph("Words."), "p.paragraph"),
    BulletList: (BulletList(points=(Point(text=prose("One")),)), "ul.list > li"),
    Quotation: (Quotation(blocks=(paragraph("Said."),)), "blockquote > p"),
    Verbatim: (Verbatim(text="as it is"), "pre > code"),
    Notice: (Notice(text=prose("Mind.")), "div.notice--inset > p"),
    Remark: (Remark(text=prose("Source: Log")), "p.remark"),
    Facts: (Facts(facts=(Fact(label="When", lines=(prose("Now"),)),)), "dl.facts dt + dd"),
    Table: (table(paragraph("1")), "table > caption"),
    IndicatorTable: (IndicatorTable(figures=(FIGURE,), table=table()), "table > caption"),
    RatingSummary: (
        RatingSummary(ratings=(rating(),), priorities=(), table=table()),
        "table > caption",
    ),
    ChartGroup: (ChartGroup(charts=(CHART,)), "figure.chart > svg[role=img]"),
    RatingKey: (
        RatingKey(meanings=(RatingMeaning(rating=rating(), meaning="At risk"),)),
        "dl.key dt .rating--amber",
    ),
    Box: (Box(title="Key point", blocks=(paragraph("Words"),)), ".box .box__title"),
    Footnotes: (
        Footnotes(notes=(Footnote(id="note-1", number="1", blocks=(paragraph("Words"),)),)),
        "ol.footnotes > li#note-1 p",
    ),
    Exchange: (
        Exchange(id="q", number=1, question=(paragraph("Why?"),), answer=(paragraph("So."),)),
        "#q .exchange__question p",
    ),
    Figure: (
        Figure(
            picture=Picture(
                name="map.png", asset=PurePosixPath("assets/map.1.png"), describe="A map"
            )
        ),
        'figure > picture > img[alt="A map"]',
    ),
}


def report(*blocks: Block) -> Report:
    return Report(
        slug="it",
        kind=ReportKind.REPORT,
        title="Portfolio report",
        audience=Audience.PUBLIC,
        council="Alderbrook Borough Council",
        front=FrontSheet(
            facts=(Fact(label="Meeting", lines=(prose("Full Council"),)),),
            body="Full Council",
            date=dt.date(2027, 1, 20),
            item="8b",
        ),
        chapters=(Chapter(id="safety", title="Safety", number="1", blocks=blocks),),
        source="it.yaml",
    )


def page(found: Report, where: Page = PAGE) -> LexborHTMLParser:
    return LexborHTMLParser(report_page.render(found, where, TEMPLATES).decode())


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def words(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())


def test_every_kind_of_block_is_in_the_table_of_this_test() -> None:
    assert set(EVERY) == set(get_args(Block))


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.__name__)
def test_every_kind_of_block_is_shown(kind: type) -> None:
    block, selector = EVERY[kind]
    assert page(report(block)).css_first(f"main {selector}") is not None


@pytest.mark.parametrize(
    "content",
    [
        paragraph("Words"),
        BulletList(points=(Point(text=prose("Words")),)),
        Remark(text=prose("Words")),
        rating(word="Words"),
        Flag(word="Words"),
        Updates(updates=(Update(date="May 2026", text=prose("Words")),)),
    ],
    ids=lambda content: type(content).__name__,
)
def test_every_kind_of_content_is_shown_in_a_cell(content: CellContent) -> None:
    assert "Words" in words(one(page(report(table(content))), "tbody td"))


@pytest.mark.parametrize(
    "found",
    [
        replace(report(), title=HOSTILE),
        replace(report(), council=HOSTILE),
        replace(report(), restriction=HOSTILE),
        replace(report(), licence=HOSTILE),
        replace(report(), front=FrontSheet(facts=(Fact(label=HOSTILE, lines=(prose(HOSTILE),)),))),
        replace(report(), glossary=(Term(short=HOSTILE, meaning=HOSTILE),)),
        replace(report(), thanks=(Person(name=HOSTILE, job=HOSTILE),)),
        replace(report(), credits=(Credit(picture="x", line=HOSTILE),)),
        replace(report(), chapters=(Chapter(id="a", title=HOSTILE, blocks=()),)),
        replace(report(), appendices=(Appendix(id="a", letter="A", title=HOSTILE),)),
        report(Heading(text=HOSTILE, id="h")),
        report(paragraph(HOSTILE)),
        report(Verbatim(text=HOSTILE)),
        report(Notice(text=prose(HOSTILE), tone=Tone.ASK)),
        report(table(rating(word=HOSTILE), Flag(word=HOSTILE))),
        report(Table(caption=HOSTILE, columns=(Column(title=HOSTILE),), rows=())),
        report(
            table(Updates(updates=(Update(date=HOSTILE, text=prose(HOSTILE), attended=1),) * 3))
        ),
        report(
            Exchange(
                id="q",
                number=1,
                question=(paragraph(HOSTILE),),
                answer=(paragraph(HOSTILE),),
                asked_by=HOSTILE,
                answered_by=HOSTILE,
                promise=prose(HOSTILE),
            )
        ),
    ],
)
def test_plain_text_stays_text(found: Report) -> None:
    tree = page(found)
    assert tree.css("img") == []
    assert tree.css("[onerror]") == []
    assert "onerror" in (tree.html or "")


def test_there_is_one_heading_of_the_page_and_they_go_down_one_by_one() -> None:
    tree = page(
        report(Heading(text="A", id="a"), paragraph("x"), Heading(text="B", id="b", level=2))
    )
    levels = [int((node.tag or "h0")[1]) for node in tree.css("main :is(h1, h2, h3, h4, h5, h6)")]
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert levels[-1] == 4


def test_the_tab_says_what_where_and_when() -> None:
    assert words(one(page(report()), "title")) == (
        "Portfolio report: written report \u2013 Full Council \u2013 20 January 2027 \u2013 "
        "Alderbrook Borough Council"
    )


def test_paragraphs_can_be_cited_and_linked_by_their_numbers() -> None:
    numbered = one(page(report(paragraph("Words.", "1.10"))), "#paragraph-1-10")
    assert words(numbered) == "1.10 Words."


def test_the_contents_lead_to_every_part() -> None:
    whole = replace(
        report(paragraph("x")),
        appendices=(Appendix(id="appendix-a", letter="A", title="Data"),),
        glossary=(Term(short="ASB", meaning="anti-social behaviour"),),
        thanks=(Person(name="Ada"),),
        credits=(Credit(picture="x", line="By us"),),
        contact=(paragraph("Ask us."),),
    )
    tree = page(whole)
    targets = [link.attributes["href"] for link in tree.css(".contents a")]
    assert targets == ["#safety", "#appendix-a", "#glossary", "#thanks", "#credits", "#formats"]
    assert all(tree.css_first(str(target)) is not None for target in targets)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    tree = page(report(paragraph("See [1.1](#paragraph-1-1).", "1.1")))
    targets = [str(link.attributes["href"]) for link in tree.css('a[href^="#"]')]
    assert "#paragraph-1-1" in targets
    assert all(tree.css_first(target) is not None for target in targets)


def test_a_table_says_what_its_headings_head() -> None:
    tree = page(report(table(paragraph("1"), rows=3)))
    assert [node.attributes["scope"] for node in tree.css("thead th")] == ["col", "col"]
    heading = one(tree, "tbody th")
    assert heading.attributes["scope"] == "row"
    assert heading.attributes["rowspan"] == "3"
    cell = one(tree, "tbody td")
    assert cell.attributes["data-label"] == "Value"
    assert "numeric" in str(cell.attributes["class"]).split()


def test_a_rating_is_a_word_before_it_is_a_shape_and_a_colour() -> None:
    shown = {}
    for rag in Rag:
        mark = one(page(report(table(rating(rag, "Word")))), "td .rating")
        assert words(mark) == "Word"
        shape = one(mark, "svg")
        assert shape.attributes["aria-hidden"] == "true"
        shown[rag] = shape.inner_html
    assert len(set(shown.values())) == len(Rag)


def test_older_updates_fold_away() -> None:
    entries = tuple(Update(date=f"{n} May 2026", text=prose("Held.")) for n in (5, 4, 3, 2))
    cell = one(page(report(table(Updates(updates=entries, open=2)))), "tbody td")
    assert words(one(cell, "summary")) == "2 older"
    folded = [words(node) for node in one(cell, "details").css(".update__date")]
    assert folded == ["3 May 2026", "2 May 2026"]
    few = one(page(report(table(Updates(updates=entries[:2])))), "tbody td")
    assert few.css("details") == []


def test_a_new_update_is_marked_in_a_word() -> None:
    fresh = Update(date="5 May 2026", text=prose("Held."), attended=0, fresh=True)
    entry = one(page(report(table(Updates(updates=(fresh,))))), ".update")
    assert words(entry) == "5 May 2026 New Held. 0 attended."


def test_a_restricted_report_warns_in_words() -> None:
    warned = one(page(replace(report(), restriction="Part 2")), ".front .notice--warning strong")
    assert words(warned) == "Warning: Part 2"


@pytest.mark.parametrize(
    ("found", "hidden"),
    [
        (report(), False),
        (replace(report(), draft=True), True),
        (replace(report(), audience=Audience.MEMBERS), True),
    ],
)
def test_only_what_is_public_and_final_is_indexed(found: Report, *, hidden: bool) -> None:
    tree = page(found)
    assert bool(tree.css('meta[name="robots"][content^="noindex"]')) is hidden
    assert bool(tree.css(".draft")) is found.draft


def test_the_way_back_to_the_slides_and_the_other_papers() -> None:
    where = replace(PAGE, downloads=(Download(label="PDF", address="report.pdf", size="80 KB"),))
    links = {words(a): a.attributes["href"] for a in page(report(), where).css(".masthead a")}
    assert links == {
        "Slides": "index.html",
        "PDF (80 KB)": "report.pdf",
        "All papers": "../index.html",
    }
    alone = replace(PAGE, deck=None, index=None)
    assert page(report(), alone).css(".masthead nav") == []


def test_an_appendix_gives_its_file() -> None:
    filed = Appendix(id="appendix-a", letter="A", title="Data", file="data.pdf")
    tree = page(replace(report(), appendices=(filed,)))
    assert one(tree, "#appendix-a a").attributes["href"] == "../assets/data.2.pdf"


def test_a_picture_that_was_not_found_leaves_no_hole() -> None:
    assert page(report(Figure(picture=Picture(name="gone.png")))).css("figure") == []


def test_no_script_style_or_handler_stands_in_the_page() -> None:
    tree = page(report(*(block for block, _ in EVERY.values())))
    assert [node.attributes.get("src") for node in tree.css("script")] == ["../assets/report.js"]
    assert tree.css("style, [style]") == []
    for node in tree.css("*"):
        assert not [name for name in node.attributes if name.startswith("on")]


def test_the_same_report_makes_the_same_bytes() -> None:
    again = templating.environment([package_data.templates()])
    first = report_page.render(report(paragraph("x")), PAGE, TEMPLATES)
    assert first == report_page.render(report(paragraph("x")), PAGE, again)

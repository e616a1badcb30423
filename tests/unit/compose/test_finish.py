from __future__ import annotations

import pytest

from csp_slides.compose.finish import finish, letters
from csp_slides.content.audience import Audience
from csp_slides.content.shape import Numbering
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Appendix, Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import Block, BulletList, Heading, Paragraph, Point


def paragraph(text: str, name: str | None = None) -> Paragraph:
    return Paragraph(text=Prose(markdown=text), id=name)


def report(*chapters: tuple[Block, ...], appendices: int = 0) -> Report:
    return Report(
        slug="it",
        kind=ReportKind.REPORT,
        title="It",
        audience=Audience.PUBLIC,
        front=FrontSheet(facts=()),
        chapters=tuple(
            Chapter(id=f"chapter-{number}", title="C", blocks=blocks)
            for number, blocks in enumerate(chapters, start=1)
        ),
        appendices=tuple(
            Appendix(
                id=f"appendix-{letters(index).lower()}",
                letter=letters(index),
                title="A",
                blocks=(paragraph("Back to paragraph 1.1."),),
            )
            for index in range(appendices)
        ),
        source="it.yaml",
    )


def text(block: Block) -> str:
    assert isinstance(block, Paragraph)
    return block.text.markdown


def test_chapters_and_paragraphs_are_numbered_as_they_are_cited() -> None:
    listed = BulletList(points=(Point(text=Prose(markdown="a point")),))
    found = finish(
        report((paragraph("a"), listed, paragraph("b")), (paragraph("c"),)),
        {},
        numbering=Numbering.YES,
    )
    numbers = [
        (chapter.number, [b.number for b in chapter.blocks if isinstance(b, Paragraph)])
        for chapter in found.chapters
    ]
    assert numbers == [("1", ["1.1", "1.2"]), ("2", ["2.1"])]


def test_the_tenth_paragraph_is_not_the_first() -> None:
    found = finish(report(tuple(paragraph("x") for _ in range(10))), {}, numbering=Numbering.YES)
    last = found.chapters[0].blocks[-1]
    assert isinstance(last, Paragraph)
    assert (last.number, last.id) == ("1.10", "paragraph-1-10")


def test_other_kinds_have_no_numbers() -> None:
    found = finish(report((paragraph("a"),)), {}, numbering=Numbering.NO)
    assert found.chapters[0].number is None
    assert found.chapters[0].blocks == (paragraph("a"),)


@pytest.mark.parametrize(
    ("written", "linked"),
    [
        ("See appendix A.", "See [appendix A](#appendix-a)."),
        ("Appendix B shows it.", "[Appendix B](#appendix-b) shows it."),
        ("See appendix C.", "See appendix C."),
        ("See paragraph 1.1.", "See [paragraph 1.1](#paragraph-1-1)."),
        ("See paragraph 7.7.", "See paragraph 7.7."),
        ("paragraph 3 of Schedule 12A", "paragraph 3 of Schedule 12A"),
        ("The code `appendix A` stays.", "The code `appendix A` stays."),
        ("[appendix A](https://a.example)", "[appendix A](https://a.example)"),
    ],
)
def test_references_to_what_is_there_become_links(written: str, linked: str) -> None:
    found = finish(report((paragraph(written),), appendices=2), {}, numbering=Numbering.YES)
    assert text(found.chapters[0].blocks[0]) == linked


def test_appendices_refer_back() -> None:
    found = finish(report((paragraph("a"),), appendices=1), {}, numbering=Numbering.YES)
    assert text(found.appendices[0].blocks[0]) == "Back to [paragraph 1.1](#paragraph-1-1)."


def test_no_two_things_on_a_page_share_an_id() -> None:
    twice = Heading(text="Bins", id="bins")
    whole = report((twice, twice), (twice, Heading(text="Thanks", id="thanks")))
    found = finish(whole, {}, numbering=Numbering.NO)
    ids = [
        block.id
        for chapter in found.chapters
        for block in chapter.blocks
        if isinstance(block, Heading)
    ]
    assert ids == ["bins", "bins-2", "bins-3", "thanks-2"]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB")])
def test_appendices_go_on_after_z(index: int, letter: str) -> None:
    assert letters(index) == letter

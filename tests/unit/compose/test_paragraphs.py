from __future__ import annotations

import pytest

from csp_slides.compose.paragraphs import blocks_of
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import (
    BulletList,
    Heading,
    Paragraph,
    Point,
    Quotation,
    Table,
    Verbatim,
)


def paragraph(text: str) -> Paragraph:
    return Paragraph(text=Prose(markdown=text))


@pytest.mark.parametrize("nothing", [None, "", "   \n"])
def test_nothing_makes_no_block(nothing: str | None) -> None:
    assert blocks_of(nothing) == ()


def test_each_paragraph_is_a_block_of_its_own() -> None:
    assert blocks_of("One\nline on.\n\nTwo.") == (paragraph("One\nline on."), paragraph("Two."))


def test_inline_markup_stays_markdown() -> None:
    assert blocks_of("It is *big*, see [here](https://a.example).") == (
        paragraph("It is *big*, see [here](https://a.example)."),
    )


def test_lists_keep_their_order_start_and_what_stands_under_a_point() -> None:
    (found,) = blocks_of("3. first\n\n   more of it\n\n   - inner\n4. second\n")
    assert found == BulletList(
        ordered=True,
        start=3,
        points=(
            Point(
                text=Prose(markdown="first"),
                inside=(
                    paragraph("more of it"),
                    BulletList(points=(Point(text=Prose(markdown="inner")),)),
                ),
            ),
            Point(text=Prose(markdown="second")),
        ),
    )


def test_a_point_that_begins_with_code_is_kept() -> None:
    (found,) = blocks_of("-     code\n")
    assert found == BulletList(
        points=(Point(text=Prose(markdown=""), inside=(Verbatim(text="code"),)),)
    )


def test_headings_stand_below_the_one_they_are_under() -> None:
    found = blocks_of("# Top\n\n## Next\n", prefix="waste_", level=2)
    assert found == (
        Heading(text="Top", id="waste_top", level=2),
        Heading(text="Next", id="waste_next", level=3),
    )


def test_no_level_of_headings_is_left_out_or_deeper_than_html_has_them() -> None:
    text = "### One\n\n##### Two\n\n## Three\n\n### Four\n\n#### Five\n\n##### Six\n"
    found = [each for each in blocks_of(text, level=2) if isinstance(each, Heading)]
    assert [(each.text, each.level) for each in found] == [
        ("One", 2),
        ("Two", 3),
        ("Three", 2),
        ("Four", 3),
        ("Five", 4),
        ("Six", 4),
    ]


def test_a_quotation_holds_blocks() -> None:
    assert blocks_of("> We are safe.\n") == (Quotation(blocks=(paragraph("We are safe."),)),)


def test_a_table_keeps_its_cells_and_which_columns_hold_numbers() -> None:
    (found,) = blocks_of("| Ward | Homes |\n| --- | ---: |\n| Weir | 12 |\n")
    assert isinstance(found, Table)
    assert [(column.title, column.numeric) for column in found.columns] == [
        ("Ward", False),
        ("Homes", True),
    ]
    assert [cell.content for cell in found.rows[0].cells] == [
        (paragraph("Weir"),),
        (paragraph("12"),),
    ]


def test_links_by_reference_are_written_out() -> None:
    text = "See [the plan][p] and [p].\n\n[p]: https://a.example/plan\n"
    assert blocks_of(text) == (
        paragraph("See [the plan](<https://a.example/plan>) and [p](<https://a.example/plan>)."),
    )


def test_html_stays_text() -> None:
    assert blocks_of("<script>alert(1)</script>") == (paragraph("<script>alert(1)</script>"),)

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.tree import Element, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


def formulas(html: str) -> list[Element]:
    return [each for each in read_tree(html).root.elements() if each.tag == "math"]


@pytest.mark.parametrize(
    ("text", "sources", "display"),
    [
        ("a $x_1 * y_2 * z$ b", ["x_1 * y_2 * z"], "inline"),
        ("`$x$`", ["x"], "inline"),
        ("`$$ x $$`", ["x"], "block"),
        ("$$\\frac{a}{b}$$", ["\\frac{a}{b}"], "block"),
        ("$$\na\n- b\n$$", ["a\n- b"], "block"),
        ("$$a$$ and $$b$$", ["a", "b"], "block"),
        ("- $$a$$", ["a"], "block"),
    ],
)
def test_a_formula_becomes_mathml(
    read: Callable[..., Read], text: str, sources: list[str], display: str
) -> None:
    found = read(f"{text}\n")
    assert [each.attributes["alttext"] for each in formulas(found.html)] == sources
    assert {each.attributes["display"] for each in formulas(found.html)} == {display}
    assert found.said == []


@pytest.mark.parametrize(
    "text",
    ["It costs $5 to $10", "US$5m and US$6m", "\\$x$", "a $ b $ c", "```\n$x$\n```", "`a $x$ b`"],
)
def test_money_and_code_are_no_formulas(read: Callable[..., Read], text: str) -> None:
    found = read(f"{text}\n")
    assert formulas(found.html) == []
    assert found.said == []


@pytest.mark.parametrize("source", ["\\begin{foo}", "a^b^c", "{" * 60 + "}" * 60, "x" * 6000])
def test_what_is_no_formula_stays_and_is_said(read: Callable[..., Read], source: str) -> None:
    found = read(f"# A\n\nsee ${source}$\n")
    assert f"${source}$" in found.html
    assert found.said == [("mathematics", 3, 6)]


def test_a_formula_brings_nothing_onto_the_page_but_itself(read: Callable[..., Read]) -> None:
    found = read("$\\href{javascript:x}{a}$ `$\\text{<script>1</script>}$`\n")
    assert "script" not in found.html.replace("alttext", "").split("<mrow>", 1)[1] or all(
        "href" not in each.attributes and each.tag != "script"
        for each in read_tree(found.html).root.elements()
    )


def test_without_the_library_the_source_is_shown_and_said(
    read: Callable[..., Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "latex2mathml", None)
    found = read("see $x$\n")
    assert "$x$" in found.html
    assert found.codes == ["mathematics"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("$x\\_1 + y\\_2$", "x_1 + y_2"),
        ("$$\n\\\\{a, b\\\\}\n$$", r"\{a, b\}"),
        (r"$\{a, b\}\,c$", r"\{a, b\}\,c"),
        ("`$x\\_1$`", r"x\_1"),
    ],
)
def test_a_formula_may_be_escaped_for_markdown(
    read: Callable[..., Read], typed: str, meant: str
) -> None:
    found = read(f"{typed}\n")
    (formula,) = (each for each in read_tree(found.html).root.elements() if each.tag == "math")
    assert formula.attributes["alttext"] == meant
    assert found.said == []


def rows(html: str) -> list[list[str]]:
    """Return the words of every cell of the first table of a formula, row by row."""
    return [
        [cell.text for cell in row.children if isinstance(cell, Element)]
        for row in read_tree(html).root.elements()
        if row.tag == "mtr"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`$$\\begin{aligned} a & = b \\\\ d & = e \\end{aligned}$$`",
        "$$\\begin{aligned} a & = b \\\\\\\\ d & = e \\end{aligned}$$",
        "$$\\begin{split} a &= b \\\\\\\\[2pt] d &= e \\end{split}$$",
        "\\begin{align}\na &= b \\\\\\\\\nd &= e\n\\end{align}",
        "\\begin{align*}\na &= b \\\\\\\\\nd &= e \\nonumber\n\\end{align*}",
        "$$\n\\begin{alignat}{2}\na &= b \\\\\\\\\nd &= e \\label{x}\n\\end{alignat}\n$$",
    ],
)
def test_aligned_lines_are_rows(read: Callable[..., Read], text: str) -> None:
    found = read(f"# A\n\n{text}\n")
    assert rows(found.html) == [["a", "=b"], ["d", "=e"]]
    assert found.codes == []


@pytest.mark.parametrize("name", ["gather", "gather*", "gathered", "multline"])
def test_gathered_lines_are_rows(read: Callable[..., Read], name: str) -> None:
    found = read(f"`$$\\begin{{{name}}} a \\\\ b \\end{{{name}}}$$`\n")
    assert rows(found.html) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("definition", "use", "drawn"),
    [
        ("\\newcommand{\\XX}{\\mathbf X}", "\\XX = 1", "\N{MATHEMATICAL BOLD CAPITAL X}=1"),
        ("\\newcommand{\\pair}[2]{(#1, #2)}", "\\pair{a}{b}", "(a,b)"),
        ("\\newcommand{\\sum}[2][z]{#1 + #2}", "\\sum{b}", "z+b"),
        ("\\renewcommand\\alpha{a}", "\\alpha", "a"),
        ("\\def\\half#1{#1 / 2}", "\\half x", "x/2"),
        ("\\DeclareMathOperator{\\tr}{tr}", "\\tr A", "trA"),
        ("\\require{color}", "x", "x"),
    ],
)
def test_an_author_s_own_commands_hold_to_the_end_of_the_deck(
    read: Callable[..., Read], definition: str, use: str, drawn: str
) -> None:
    found = read(f"`${definition}$`\n\n---\n\n# B\n\nHere `${use}$`.\n")
    first, second = (slide.body.html for stack in found.deck.stacks for slide in stack.slides)
    assert definition[1:6] not in first
    assert [each.text for each in formulas(second)] == [drawn]
    assert "mathematics" not in found.codes


def test_a_command_that_never_ends_stays_and_is_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\n`$\\newcommand{\\a}{\\a\\a}\\a$`\n")
    assert found.codes == ["mathematics"]


def test_a_command_that_nobody_knows_is_named(read: Callable[..., Read]) -> None:
    found = read("# A\n\n$\\qtyproduct{x}$\n")
    assert "$\\qtyproduct{x}$" in found.html
    assert "'\\qtyproduct'" in found.message("mathematics")


@pytest.mark.parametrize(
    "text", ['send "$AT" to "$CD"', "https://a.example/$b/$c", "see $A://x and y$"]
)
def test_names_of_variables_are_no_formulas(read: Callable[..., Read], text: str) -> None:
    assert formulas(read(f"{text}\n").html) == []

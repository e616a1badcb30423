"""Formulas in one line, as a page that is drawn shows them."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from latex2mathml import converter
from pypdf import PdfReader

import csp_slides
from csp_slides.render.pdf.formulas import write_formulas

if TYPE_CHECKING:
    from pathlib import Path

_MATHML = "{http://www.w3.org/1998/Math/MathML}"


def written(formula: str) -> str:
    """Give a formula as it is set, with `^` before what is higher and `_` before what is lower."""
    page = tinyhtml5.parse(
        f"<p>{converter.convert(formula)} after</p>", namespace_html_elements=False
    )
    write_formulas(page)
    assert not [each for each in page.iter() if str(each.tag).startswith(_MATHML)]
    for tag, mark in (("sup", "^"), ("sub", "_")):
        for each in page.iter(tag):
            each.text = mark + (each.text or "")
    text = "".join(page.itertext())
    assert text.endswith(" after")
    return text.removesuffix(" after")


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        (r"\frac{a+b}{2} = c", "(a + b)/2 = c"),
        (r"\frac{1}{n}\sum_{i=1}^{n} x_i", "(1/n)∑_i = 1^nx_i"),
        (r"-5 \times 10^{-3}", "\u22125 × 10^\u22123"),
        (r"(a+b)^2", "(a + b)^2"),
        (r"\sqrt{z+1}", "√(z + 1)"),
        (r"\sqrt[3]{8}", "^3√(8)"),
        (r"\bar{x} \leq 1", "x\u0304 ≤ 1"),
        (r"\begin{pmatrix}1&2\\3&4\end{pmatrix}", "(1, 2; 3, 4)"),
        (r"\text{rate} = \frac{\text{crimes}}{\text{people}}", "rate = crimes/people"),
    ],
)
def test_a_formula_is_read_rightly_in_one_line(formula: str, line: str) -> None:
    assert written(formula) == line


def test_the_handout_says_a_formula_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "deck.md").write_text(
        dedent(r"""
            # Rate

            The rate is $\frac{a+b}{2}$ now.
        """).lstrip(),
        encoding="utf-8",
    )
    csp_slides.build(
        tmp_path / "deck.md", tmp_path / "site", audience="presenter", formats=["handout"]
    )
    pdf = PdfReader(tmp_path / "site/deck/handout.pdf")
    assert "The rate is (a + b)/2 now." in " ".join(pdf.pages[0].extract_text().split())

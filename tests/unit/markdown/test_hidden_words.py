"""Words that nobody would see on a slide are in no file of a site, and their author is told."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from csp_slides.cli import group
from csp_slides.markdown.latex import without_comments

if TYPE_CHECKING:
    from pathlib import Path


def written(content: Path, name: str, text: str) -> tuple[str, bytes]:
    """Build a deck in every format that needs no browser; return what was said and all bytes."""
    content.mkdir()
    (content / name).write_text(text, encoding="utf-8")
    site = content.parent / "site"
    run = ["build", str(content), "-o", str(site), "--formats", "deck,report,docx,pptx,md"]
    told = CliRunner().invoke(group, [*run, "--skip-missing"])
    assert told.exit_code == 0, told.output
    parts = []
    for file in site.rglob("*"):
        if file.is_file():
            parts.append(file.read_bytes())
            if file.suffix in {".docx", ".pptx"}:
                with zipfile.ZipFile(file) as packed:
                    parts += [packed.read(each) for each in packed.namelist()]
    return told.output, b"\n".join(parts)


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden>zqunseen</p>",
        "Word <span hidden='hidden'>zqunseen</span> word.",
        "<div style='color: red; DISPLAY : none'><b>zqunseen</b></div>",
        "<ul><li style='display:none!important'>zqunseen</li><li>Seen</li></ul>",
        "<p hidden><img src='zqunseen.png' alt='zqunseen'></p>",
    ],
)
def test_an_element_that_is_hidden_is_left_out_and_said(tmp_path: Path, element: str) -> None:
    told, everything = written(tmp_path / "c", "d.md", f"# A\n\n{element}\n\nShown.\n")
    assert "is hidden, so it is left out with the words in it" in told
    assert "d.md:3" in told
    assert b"zqunseen" not in everything


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden='until-found'>zqseen</p>",
        "<p style='display: inline-block'>zqseen</p>",
        "<p class='hidden'>zqseen</p>",
        "<p title='display: none'>zqseen</p>",
    ],
)
def test_an_element_that_is_shown_stays(tmp_path: Path, element: str) -> None:
    _, everything = written(tmp_path / "c", "d.md", f"# A\n\n{element}\n")
    assert b"zqseen" in everything


FORMULA = r"$x^2 % zqnoted$ and $$\frac{a}{b} % zqnoted$$"


def test_the_comment_of_a_formula_is_in_no_file_of_a_markdown_deck(tmp_path: Path) -> None:
    display = "$$\na % zqnoted\n+ b \\% c\n$$\n\n\\\\(u % zqnoted\\\\)"
    _, everything = written(tmp_path / "c", "d.md", f"# A\n\n{FORMULA}\n\n{display}\n")
    assert b"<math" in everything
    assert b"zqnoted" not in everything


def test_the_comment_of_a_formula_is_in_no_file_of_an_officer_s_text(tmp_path: Path) -> None:
    deck = (
        "kind: deck\nid: d\ntitle: T\npresenter: A\nopening: no\nsections:\n  - title: S\n"
        f"    items:\n      - title: I\n        report: |\n          A {FORMULA}.\n"
    )
    _, everything = written(tmp_path / "c", "d.yaml", deck)
    assert b"oMath" in everything
    assert b"zqnoted" not in everything


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (r"x % note", "x"),
        (r"50\% + y", r"50\% + y"),
        (r"a \\% note", r"a \\"),
        (r"a \\\% b", r"a \\\% b"),
        ("a % one\nb % two", "a \nb"),
    ],
)
def test_only_what_is_after_a_bare_per_cent_sign_is_a_comment(source: str, left: str) -> None:
    assert without_comments(source) == left


def test_a_deck_with_per_cents_and_formulas_is_still_written_as_markdown(tmp_path: Path) -> None:
    text = "# A\n\nSpend 10% of $x^2$, 5% here: $50\\%$.\n"
    written(tmp_path / "c", "d.md", text)
    made = (tmp_path / "site" / "d" / "deck.md").read_text(encoding="utf-8")
    assert "Spend 10% of $x^2$, 5% here: $50\\%$." in made

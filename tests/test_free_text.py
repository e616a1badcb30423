"""What officers' texts may hold beside words is shown in every format that shows the text."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from click.testing import CliRunner
from docx import Document
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from csp_slides.cli import group
from csp_slides.markdown.text import render_block
from csp_slides.render.docx.formula import word_formula

if TYPE_CHECKING:
    from pathlib import Path

    from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COUNCIL = "kind: council\nname: Alderbrook\nwebsite: https://www.alderbrook.example/slides\n"
TEXT = r"""
          A mean is $\frac{1}{n}\sum_{i=1}^{n} x_i$ here[^a].

          ![The *hall*](pictures/hall.png)

          See [the plan](plan.txt), 10<sup>2</sup>, H<sub>2</sub>O and<br>a new line.

          [^a]: Counted **twice**.
"""
DECK = f"""kind: deck
id: d
title: Rich
presenter: Councillor A
meeting: {{body: Cabinet, date: 20 January 2027}}
sections:
  - title: One
    items:
      - title: Sums
        notes: |{TEXT}
        report: |{TEXT}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a presenter's site, built once."""
    place = tmp_path_factory.mktemp("rich")
    content = place / "content"
    (content / "pictures").mkdir(parents=True)
    Image.new("RGB", (40, 30), "teal").save(content / "pictures" / "hall.png")
    (content / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    (content / "plan.txt").write_text("Every bin.\n", encoding="utf-8")
    (content / "d.yaml").write_text(DECK, encoding="utf-8")
    run = ["build", str(content), "-o", str(place / "site"), "--audience", "presenter"]
    told = CliRunner().invoke(group, [*run, "--formats", "deck,report,docx,pdf,script"])
    assert told.exit_code == 0, told.output
    return place / "site"


def test_word_has_formulas_as_its_own_mathematics_and_raises_what_is_raised(built: Path) -> None:
    content = (built / "d" / "report.docx").read_bytes()
    document = Document(io.BytesIO(content))
    (formula,) = document.element.body.iter(f"{M}oMath")
    assert "".join(formula.itertext()) == "1n∑i=1nxi"
    assert formula.getparent().tag.endswith("}p")
    assert next(each.tag.removeprefix(M) for each in formula if each.tag.startswith(M)) == "f"
    runs = [run for each in document.paragraphs for run in each.runs]
    assert [run.text for run in runs if run.font.superscript] == ["2", "1"]
    assert [run.text for run in runs if run.font.subscript] == ["2"]
    assert "\\frac" not in "".join(each.text for each in document.paragraphs)


def test_papers_link_to_where_the_file_is_published(built: Path) -> None:
    (place,) = (built / "assets").glob("plan.*.txt")
    address = f"https://www.alderbrook.example/slides/assets/{place.name}"
    with zipfile.ZipFile(built / "d" / "report.docx") as word:
        assert f'Target="{address}"' in word.read("word/_rels/document.xml.rels").decode()
    assert address.encode() in (built / "d" / "report.pdf").read_bytes()
    page = LexborHTMLParser((built / "d" / "report.html").read_bytes())
    assert f"../assets/{place.name}" in [each.attributes["href"] for each in page.css("a")]


def test_the_pdf_sets_the_formula_and_prints_no_latex(built: Path) -> None:
    document = pypdfium2.PdfDocument(built / "d" / "report.pdf")
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "\\frac" not in words
    assert "∑" in words
    assert "Counted twice." in words


@pytest.mark.parametrize("name", ["script.html", "speaker.html"])
def test_notes_show_pictures_footnotes_and_formulas(built: Path, name: str) -> None:
    page = LexborHTMLParser((built / "d" / name).read_bytes())
    said = page.css_first(".note")
    assert said is not None
    picture = said.css_first("img")
    assert picture is not None
    assert picture.attributes["alt"] == "The hall"
    assert (built / "d" / str(picture.attributes["src"])).resolve().is_file()
    assert [each.text() for each in said.css("sup")] == ["1", "2", "1"]
    assert said.css_first("math") is not None
    assert said.text().rstrip().endswith("1 Counted twice.")
    assert "[^" not in said.text()


def test_a_picture_of_a_note_that_is_not_there_is_said_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(DECK.replace("[the plan](plan.txt)", "it"), encoding="utf-8")
    run = ["build", str(tmp_path / "d.yaml"), "-o", str(tmp_path / "site"), "--formats", "deck"]
    told = CliRunner().invoke(group, [*run, "--audience", "presenter"])
    assert "can't find the picture 'pictures/hall.png', so only its description" in told.output
    assert "d.yaml:13:" in told.output


def test_without_an_address_of_the_site_papers_lead_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Every bin.\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text(DECK.replace("![The", "[The"), encoding="utf-8")
    run = ["build", str(tmp_path), "-o", str(tmp_path / "site"), "--formats", "docx"]
    assert CliRunner().invoke(group, run).exit_code == 0
    with zipfile.ZipFile(tmp_path / "site" / "d" / "report.docx") as word:
        assert 'Target="../assets/plan.' in word.read("word/_rels/document.xml.rels").decode()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("A[^1] b.\n\n[^1]: Note.", "<p>A<sup>1</sup> b.</p>\n<p><sup>1</sup> Note.</p>\n"),
        (
            "[^x]: First.\n\nB[^y] a[^x].\n\n[^y]: Second\n    goes on.",
            (
                "<p>B<sup>2</sup> a<sup>1</sup>.</p>\n<p><sup>1</sup> First.</p>\n"
                "<p><sup>2</sup> Second\ngoes on.</p>\n"
            ),
        ),
        ("No note[^1] here.", "<p>No note[^1] here.</p>\n"),
        ("`[^1]` and \\[^1].\n\n[^1]: Note.", "<p><code>[^1]</code> and [^1].</p>\n"),
        ("A[^<b>].\n\n[^<b>]: <i>", "<p>A<sup>1</sup>.</p>\n<p><sup>1</sup> &lt;i&gt;</p>\n"),
    ],
)
def test_notes_of_a_text_stand_at_its_end_by_their_numbers(typed: str, shown: str) -> None:
    assert render_block(typed).startswith(shown)


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("x^2", "sSup(e(r)sup(r))"),
        ("x_i^2", "sSubSup(e(r)sub(r)sup(r))"),
        (r"\frac{a}{b}", "f(num(r)den(r))"),
        (r"\sqrt{x}", "rad(radPr(degHide)deg()e(r))"),
        (r"\sqrt[3]{x}", "rad(deg(r)e(r))"),
        (r"\binom{n}{k}", "d(dPr(begChr,endChr)e(f(fPr(type)num(r)den(r))))"),
        (r"\left(\frac{a}{b}\right)", "d(dPr(begChr,endChr)e(f(num(r)den(r))))"),
        (r"\bar{x}", "acc(accPr(chr)e(r))"),
        (r"\begin{matrix}a & b\\c & d\end{matrix}", "m(mr(e(r)e(r))mr(e(r)e(r)))"),
        (r"\text{if } x", "r,r"),
        (r"\sin x", "r,r"),
    ],
)
def test_a_formula_becomes_the_structures_of_word(source: str, made: str) -> None:
    formula = word_formula(source, "$")
    assert formula is not None
    assert "\\" not in "".join(formula.itertext())
    assert _outline(formula) == made


def test_a_formula_that_cannot_be_read_stays_as_it_was_typed() -> None:
    assert word_formula(r"\undefined{a}", "$") is None


def _outline(element: etree._Element) -> str:
    """Write down the structure of a formula: an element's name, then what is in it."""
    found = []
    for each in element:
        if not isinstance(each.tag, str) or not each.tag.startswith(M):
            continue
        name = each.tag.removeprefix(M)
        if name == "r" or name in {"begChr", "endChr", "degHide", "type", "chr"}:
            found.append(name)
        else:
            found.append(f"{name}({_outline(each)})")
    plain = all("(" not in each for each in found)
    return ",".join(found) if plain else "".join(found)


@pytest.mark.parametrize("name", ["plan.txt", "film.mp4", "large.mp4", "plan.csv", "plan.yaml"])
@pytest.mark.parametrize("place", ["report", "note", "picture"])
def test_a_file_that_is_no_picture_is_said_where_it_is_shown_as_one(
    tmp_path: Path, name: str, place: str
) -> None:
    (tmp_path / name).write_bytes(b"x" * (2 << 20 if name == "large.mp4" else 20))
    shown = f"Words.\n\n![A plan]({name})"
    text = {"report": shown, "note": f"Words[^1].\n\n[^1]: A note. {shown[8:]}"}.get(place)
    item = {"title": "Plan", **({"report": text} if text else {"picture": {"image": name}})}
    deck = {"kind": "deck", "id": "d", "title": "T", "presenter": "A", "opening": False}
    (tmp_path / "d.yaml").write_text(
        json.dumps({**deck, "sections": [{"title": "S", "items": [item]}]}), encoding="utf-8"
    )
    run = ["build", str(tmp_path / "d.yaml"), "-o", str(tmp_path / "site")]
    told = CliRunner().invoke(group, [*run, "--formats", "deck,report,docx,pdf,pptx"])
    assert told.exit_code == 0, told.output
    assert "error" not in told.output
    assert f"'{name}' isn't a " in told.output or place == "note"
    assert "d.yaml:1" in told.output

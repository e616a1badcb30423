"""What councils put into free text and lists, in every kind of document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import csp_slides

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = '![Map of the quays](map.png "The 4 quays")'
FIELDS = {
    "plan": "introduction: |\n  {text}\npriorities: [{{id: a, title: One}}]\n",
    "action-plan": "introduction: |\n  {text}\npriorities: [{{title: One}}]\n",
    "minutes": "meeting: {{body: B, date: 3 May 2027}}\ndiscussion: |\n  {text}\n",
    "report": (
        "meeting: {{body: B, date: 3 May 2027}}\nbackground_papers: []\n"
        "sections:\n  - heading: Quays\n    text: |\n      {text}\n"
    ),
}
"""A file of each kind, with a place for a text."""


def page(kind: str, text: str, folder: Path) -> LexborHTMLParser:
    content = folder / "content"
    content.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "navy").save(content / "map.png")
    made = f"kind: {kind}\nid: it\ntitle: Quays\n{FIELDS[kind]}"
    indent = "\n      " if kind == "report" else "\n  "
    (content / "it.yaml").write_text(made.format(text=text.replace("\n", indent)), "utf-8")
    csp_slides.build(content, folder / "site", formats=("deck", "report", "docx"))
    return LexborHTMLParser((folder / "site/it/index.html").read_text("utf-8"))


@pytest.mark.parametrize("kind", FIELDS)
def test_a_picture_in_a_text_is_shown_with_its_caption(kind: str, tmp_path: Path) -> None:
    found = page(kind, f"The quays are on the map.\n\n{PICTURE}", tmp_path)
    (shown,) = found.css("main figure")
    image = shown.css_first("img")
    assert image is not None
    assert image.attributes["alt"] == "Map of the quays"
    assert "The 4 quays" in shown.text()
    paper = docx.Document(str(tmp_path / "site/it/report.docx"))
    assert len(paper.inline_shapes) == 1


@pytest.mark.parametrize("kind", FIELDS)
def test_what_word_leaves_in_a_text_is_what_it_was(kind: str, tmp_path: Path) -> None:
    text = "On the 1<sup>st</sup> of May.[^1]\n\n(a) one\n(b) two\n(i) inner\n\n[^1]: The note."
    found = page(kind, text, tmp_path)
    main = found.css_first("main")
    assert main is not None
    assert next(each.text() for each in main.css("sup")) == "st"
    assert "The note." in main.text()
    assert "[^1]" not in main.text()
    lists = [each.attributes.get("type") for each in main.css("ol[type]")]
    assert lists == ["a", "i"]


def test_figures_and_tables_with_captions_are_counted_and_found(tmp_path: Path) -> None:
    table = "Table: Counts\n\n| A | B |\n|---|--:|\n| 1 | 2 |"
    text = f"See figure 1 and table 1.\n\n{PICTURE}\n\n{table}"
    found = page("report", text, tmp_path)
    links = {each.text(): each.attributes["href"] for each in found.css("main .chapter a")}
    assert links == {"figure 1": "#figure-1", "table 1": "#table-1"}
    assert found.css_first("#figure-1 figcaption") is not None
    (caption,) = found.css("#table-1 caption")
    assert caption.text() == "Table 1: Counts"


UPDATES = """
kind: action-plan
id: it
title: Plan
{order}
priorities:
  - title: One
    issues:
      - issue: I
        actions:
          - ref: 1.1
            action: A
            updates:
              - {{date: 29 May 2026, text: first}}
              - {{date: 21 August 2026, text: second}}
              - text: third
              - text: fourth
"""


@pytest.mark.parametrize(
    ("order", "words"),
    [
        ("", ["first", "second", "third", "fourth"]),
        ("updates_order: newest first", ["fourth", "third", "second", "first"]),
    ],
)
def test_updates_are_in_the_order_of_their_lines(
    order: str, words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/it.yaml").write_text(UPDATES.format(order=order), "utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "site", formats=("report",))
    found = LexborHTMLParser((tmp_path / "site/it/index.html").read_text("utf-8"))
    assert [each.text() for each in found.css(".update__text")] == words
    folded = [each.text() for each in found.css("details .update__text")]
    assert folded == (words[:2] if not order else words[2:])


def test_the_points_of_a_report_are_shown_after_its_text(tmp_path: Path) -> None:
    found = page("report", "The drop-in opened.\n", tmp_path)
    assert not found.css("main .list")
    text = (tmp_path / "content/it.yaml").read_text("utf-8") + "    points: [Every Tuesday, Free]\n"
    (tmp_path / "content/it.yaml").write_text(text, "utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "site", formats=("report",))
    found = LexborHTMLParser((tmp_path / "site/it/index.html").read_text("utf-8"))
    assert [each.text() for each in found.css("main .list li")] == ["Every Tuesday", "Free"]


@pytest.mark.parametrize("how", ["(i) above", "(a) above"])
def test_a_recommendation_that_refers_to_another_leads_to_it(how: str, tmp_path: Path) -> None:
    page("report", "Words.", tmp_path)
    file = tmp_path / "content/it.yaml"
    both = f"recommendations:\n  - To note the plan\n  - Subject to {how}, to publish it\n"
    file.write_text(file.read_text("utf-8") + both, "utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "site", formats=("report",))
    found = LexborHTMLParser((tmp_path / "site/it/index.html").read_text("utf-8"))
    (link,) = found.css("#recommendations a")
    target = found.css_first(str(link.attributes["href"]))
    assert target is not None
    assert "To note the plan" in target.text()
    assert how[:3] in target.text()

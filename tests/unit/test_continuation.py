"""A slide of a YAML deck that holds more than fits goes on on further slides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

import csp_slides
from csp_slides.model.deck import Layout, Slide
from csp_slides.model.slide_blocks import Contents, ContentsEntry
from csp_slides.model.slide_fit import continued

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "The lamps on the river path were repaired so that the way to the station can be seen."

DECK = """\
kind: deck
id: long
title: Long
presenter: Councillor Fairweather
meeting: {body: Full Council, date: 20 January 2027}
outputs: {slides: yes, report: no}
items_per_slide: 8
"""


def build(place: Path, rest: str) -> list[LexborNode]:
    """Build a deck; gives its slides."""
    file = place / "long.yaml"
    file.write_text(DECK + rest, encoding="utf-8")
    csp_slides.build(file, place / "site")
    page = (place / "site" / "long" / "index.html").read_text(encoding="utf-8")
    return LexborHTMLParser(page).css("section.slide")


def titles(slides: list[LexborNode], kind: str) -> list[str]:
    return [
        " ".join(title.text().split())
        for slide in slides
        if kind in (slide.attributes["class"] or "").split()
        and (title := slide.css_first(".slide__title")) is not None
    ]


def section(items: str) -> str:
    return f"agenda: no\nsections:\n  - title: Streets\n    title_slide: no\n    items:\n{items}"


def test_a_table_goes_on_with_its_heading(tmp_path: Path) -> None:
    rows = ", ".join(f"[Ward {n}, {n}]" for n in range(45))
    table = f"      - {{title: Wards, table: {{columns: [Ward, Reports], rows: [{rows}]}}}}\n"
    slides = build(tmp_path, section(table))
    shown = titles(slides, "slide--items")
    assert shown[0] == "Wards"
    assert set(shown[1:]) == {"Wards continued"}
    tables = [table for slide in slides for table in slide.css("table")]
    assert len(tables) == len(shown) > 1
    assert all(table.css("th[scope=col]")[0].text() == "Ward" for table in tables)
    assert sum(len(table.css("tbody tr")) for table in tables) == 45
    names = [slide.attributes["id"] for slide in slides]
    assert len(set(names)) == len(names)


def test_an_answer_goes_on_between_its_paragraphs(tmp_path: Path) -> None:
    answer = "\n\n".join(f"        {n} " + SENTENCE * 5 for n in range(8))
    rest = f"questions:\n  prepared:\n    - q: Why?\n      published: yes\n      a: |\n{answer}\n"
    slides = build(tmp_path, section("      - title: Lamps\n") + rest)
    first, *others = titles(slides, "slide--answer")
    assert (first, set(others)) == ("Why?", {"Why? continued"})
    told = " ".join(answer.text() for slide in slides for answer in slide.css(".answer"))
    assert [n for n in range(8) if f"{n} The lamps" in told] == list(range(8))


def test_contents_go_on_counting(tmp_path: Path) -> None:
    parts = "".join(
        f"  - title: The work of officers in part {n} of the Borough for its visitors\n"
        "    items: [{title: Lamps}]\n"
        for n in range(1, 25)
    )
    slides = build(tmp_path, f"agenda: yes\nsections:\n{parts}")
    assert titles(slides, "slide--contents") == ["Contents", "Contents continued"]
    numbers = [
        link.attributes["data-number"] for slide in slides for link in slide.css(".contents__link")
    ]
    assert numbers == [str(n) for n in range(1, 25)]


def test_bullets_are_shared_out_until_they_have_room(tmp_path: Path) -> None:
    items = "".join(f"      - title: {n} {SENTENCE}{SENTENCE}\n" for n in range(8))
    slides = build(tmp_path, section(items))
    shown = [slide for slide in slides if "slide--items" in (slide.attributes["class"] or "")]
    assert len(shown) > 1
    assert titles(shown, "slide--items")[-1] == f"Streets {len(shown)} of {len(shown)}"
    assert sum(len(slide.css(".bullet")) for slide in shown) == 8


def listing(entries: tuple[ContentsEntry, ...]) -> Slide:
    return Slide(
        layout=Layout.CONTENTS, id="c", title="Contents", blocks=(Contents(entries=entries),)
    )


def test_what_has_room_stays_one_slide() -> None:
    entries = tuple(ContentsEntry(title="Waste", slide=f"w{n}") for n in range(7))
    slide = Slide(
        layout=Layout.CONTENTS, id="c", title="Contents", blocks=(Contents(entries=entries),)
    )
    assert continued(slide) == (slide,)


def test_more_than_a_dozen_slides_is_told_and_not_continued() -> None:
    entries = tuple(ContentsEntry(title=SENTENCE, slide=f"w{n}") for n in range(200))
    slide = Slide(
        layout=Layout.CONTENTS, id="c", title="Contents", blocks=(Contents(entries=entries),)
    )
    assert continued(slide) == (slide,)

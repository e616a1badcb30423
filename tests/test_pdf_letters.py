"""What PDFs of content show: the right letters, and every letter typed."""

from __future__ import annotations

import os
import time
from textwrap import dedent
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont
from pypdf import PdfReader

import csp_slides
from csp_slides.core import package_data

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LETTERS = "Łódź ś Dŵr a Thŷ"
TAKEN_FOR = "ŁódźśŵŷLodzswyDQVvTh;?Á"
"""The letters themselves, those without their marks, and what was once drawn instead."""

SIDE = 48


def reference(letter: str) -> Image.Image:
    font = package_data.vendor() / "truetype" / "AtkinsonHyperlegibleNext-400Regular.ttf"
    drawing = Image.new("L", (400, 400), 255)
    face = ImageFont.truetype(str(font), 200)
    ImageDraw.Draw(drawing).text((100, 60), letter, font=face, fill=0)
    return framed(drawing)


def framed(drawing: Image.Image) -> Image.Image:
    """Cut a letter out to its edges, and bring it to one size without stretching it."""
    box = ImageChops.invert(drawing).point(lambda value: 255 if value > 40 else 0).getbbox()
    assert box is not None
    cut = drawing.crop(box)
    scale = SIDE / max(cut.size)
    small = cut.resize((max(1, round(cut.width * scale)), max(1, round(cut.height * scale))))
    frame = Image.new("L", (SIDE, SIDE), 255)
    frame.paste(small, (0, SIDE - small.height))
    return frame


def unlike(one: Image.Image, other: Image.Image) -> float:
    histogram = ImageChops.difference(one, other).histogram()
    return sum(value * count for value, count in enumerate(histogram))


def letters_drawn(pdf: Path) -> dict[str, Image.Image]:
    """Cut the letters of the line out of the page as it is drawn."""
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    text = words.get_text_range()
    start = text.index(LETTERS.split(maxsplit=1)[0] + " ś")
    scale = 12
    drawn = page.render(scale=scale).to_pil().convert("L")
    height = page.get_height()
    found = {}
    for index in range(start, start + len(LETTERS)):
        letter = text[index]
        if letter.strip():
            left, bottom, right, top = words.get_charbox(index)
            box = (left * scale, (height - top) * scale, right * scale, (height - bottom) * scale)
            grown = tuple(round(n + d) for n, d in zip(box, (-2, -2, 2, 2), strict=True))
            found[letter] = framed(drawn.crop(grown))
    return found


def paper(folder: Path, text: str, **fields: str) -> Path:
    content = folder / "report.yaml"
    content.write_text(
        dedent("""
            kind: report
            id: paper
            title: A paper
            meeting: {body: Panel, date: 11 February 2027}
            cleared_by: Head of Parks
            background_papers: []
            sections:
              - heading: Roads
                text: |
        """).lstrip()
        + "".join(f"      {line}\n" for line in text.split("\n"))
        + "".join(f"{name}: {value}\n" for name, value in fields.items()),
        encoding="utf-8",
    )
    return content


def test_every_letter_is_drawn_as_itself_and_not_as_another(tmp_path: Path) -> None:
    csp_slides.build(paper(tmp_path, LETTERS), tmp_path / "site", formats=["pdf"])
    known = {letter: reference(letter) for letter in TAKEN_FOR}
    for letter, drawing in letters_drawn(tmp_path / "site/paper/report.pdf").items():
        if letter in known:
            nearest = min(known, key=lambda each: unlike(known[each], drawing))
            assert nearest == letter


def test_a_letter_that_no_font_has_is_named_with_its_place(tmp_path: Path) -> None:
    built = csp_slides.build(
        paper(tmp_path, "Roads, 日本 and 🎉 too"), tmp_path / "site", formats=["pdf"]
    )
    (found,) = [each for each in built.diagnostics if each.code == "missing-letter"]
    assert "'日', '本'" in found.message
    assert found.span is not None
    assert "日本" in found.span.source.line(found.span.line)
    said = PdfReader(tmp_path / "site/paper/report.pdf").pages[0].extract_text()
    assert "Roads, □□ and (party popper) too" in " ".join(said.split())


def test_no_other_letter_is_lost_with_marks_that_no_font_has(tmp_path: Path) -> None:
    """Typst writes combining marks as `\\u{a4c}`, whose own letters all fonts have."""
    text = 'Punjabi: ਕੌਂਸਲ ਦੀ ਰਿਪੋਰਟ, "a cup" {x} of 4 \\u{a4c}\n\n1. one\n2. two'
    csp_slides.build(paper(tmp_path, text), tmp_path / "site", formats=["pdf"])
    said = PdfReader(tmp_path / "site/paper/report.pdf").pages[0].extract_text()
    assert "Punjabi: □□□" in said
    assert '□, "a cup" {x} of 4 \\u{a4c}' in " ".join(said.split())
    assert "1. one 2. two" in " ".join(said.split())


def test_the_same_paper_gives_the_same_bytes_in_another_time_zone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = paper(tmp_path, "They are lit.")
    made = []
    for zone in ("Pacific/Kiritimati", "America/Adak"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        time.tzset()
        csp_slides.build(content, tmp_path / zone[:3], formats=["pdf"], fresh=True)
        made.append((tmp_path / zone[:3] / "paper/report.pdf").read_bytes())
    monkeypatch.undo()
    time.tzset()
    assert made[0] == made[1]
    assert b"/CreationDate" not in made[0]
    assert b"xmp:CreateDate" not in made[0]

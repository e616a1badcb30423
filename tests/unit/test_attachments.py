"""Attached files lose who made them; what is hidden in them is named; nothing in them runs."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from pptx import Presentation
from pypdf import PdfReader

import csp_slides
from csp_slides.assets.attachments import clean_attachment
from csp_slides.core.diagnostics import ContentError
from tests import attachments as made

if TYPE_CHECKING:
    from pathlib import Path

OWNER = made.OWNER.encode()
WIDE = made.OWNER.encode("utf-16-be")


def hidden(name: str, content: bytes) -> str:
    cleaned = clean_attachment(name, content)
    assert cleaned.locked is None
    return ", ".join(cleaned.hidden)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", made.word()),
        ("plan.docx", made.word(made.shown_again)),
        ("figures.xlsx", made.sheet()),
        ("talk.pptx", made.slides()),
        ("leaflet.pdf", made.pdf()),
        ("leaflet.pdf", made.pdf(made.scripted)),
        ("plan.odt", made.open_document("<office:body/>")),
        ("photo.jpg", made.photograph()),
        ("all.zip", made.zipped({"a.docx": made.word(), "deep/b.pdf": made.pdf()})),
    ],
)
def test_who_made_a_file_is_gone_and_nothing_stops_it(name: str, content: bytes) -> None:
    assert OWNER in made.everything(content) or WIDE in made.everything(content)
    cleaned = clean_attachment(name, content)
    assert cleaned.locked is None
    assert cleaned.hidden == ()
    left = made.everything(cleaned.content)
    assert OWNER not in left
    assert WIDE not in left
    assert b"00ZQ0001" not in left
    assert clean_attachment(name, cleaned.content).content == cleaned.content


def test_what_is_cleaned_can_be_opened_and_reads_as_before() -> None:
    document = docx.Document(io.BytesIO(clean_attachment("a.docx", made.word()).content))
    assert document.paragraphs[0].text == "Every bin is emptied."
    assert document.core_properties.title == "The plan"
    assert len(document.inline_shapes) == 1
    show = Presentation(io.BytesIO(clean_attachment("a.pptx", made.slides()).content))
    assert [each.shapes.title.text for each in show.slides] == ["One", "Two"]
    reader = PdfReader(io.BytesIO(clean_attachment("a.pdf", made.pdf()).content))
    assert reader.metadata is not None
    assert {str(each) for each in reader.metadata.values()} == {"Leaflet"}
    assert len(reader.pages) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made.word(made.hidden_run), "hidden text ('Out of sight')"),
        (made.word(made.hidden_style), "hidden text ('Out of sight')"),
        (made.word(made.tracked("ins")), "tracked changes"),
        (made.word(made.tracked("del")), "tracked changes"),
        (made.word(made.tracked("moveFrom")), "tracked changes"),
        (made.word(made.formatted), "tracked changes"),
        (made.with_parts(made.word(), {"word/vbaProject.bin": b"x"}), "macros"),
        (
            made.with_parts(made.word(), {"word/embeddings/Staff.xlsx": b"x"}),
            "an embedded file ('Staff.xlsx')",
        ),
        (made.with_parts(made.word(), {"word/activeX/activeX1.bin": b"x"}), "controls"),
    ],
)
def test_what_a_word_file_hides_is_named(content: bytes, said: str) -> None:
    assert said in hidden("plan.docx", content)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (made.sheet(lambda book, _: book.add_worksheet("Raw").hide()), "a hidden sheet ('Raw')"),
        (
            made.sheet(lambda book, _: book.add_worksheet("Deep").very_hidden()),
            "a hidden sheet ('Deep')",
        ),
        (
            made.sheet(lambda _, page: page.set_row(2, None, None, {"hidden": True})),
            "hidden rows (3 of 'Figures')",
        ),
        (
            made.sheet(lambda _, page: page.set_column("B:C", 9, None, {"hidden": True})),
            "hidden columns (B to C of 'Figures')",
        ),
        (
            made.sheet(
                lambda book, page: page.write(
                    "D1", "unseen", book.add_format({"num_format": ";;;"})
                )
            ),
            "hidden text (cell D1 of 'Figures')",
        ),
        (made.with_parts(made.sheet(), {"xl/vbaProject.bin": b"x"}), "macros"),
        (made.with_parts(made.sheet(), {"xl/embeddings/oleObject1.bin": b"x"}), "an embedded file"),
        (made.with_parts(made.sheet(), {"xl/connections.xml": b"<x/>"}), "a connection"),
    ],
)
def test_what_an_excel_file_hides_is_named(content: bytes, said: str) -> None:
    assert said in hidden("figures.xlsx", content)


def test_an_empty_hidden_column_is_nothing_to_hide() -> None:
    content = made.sheet(lambda _, page: page.set_column("H:XFD", 9, None, {"hidden": True}))
    assert hidden("figures.xlsx", content) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (made.hidden_slide, "a hidden slide (slide 2)"),
        (made.noted, "speaker notes (page 1)"),
        (made.beside, "text beside the slide (slide 1)"),
        (made.hidden_shape, "hidden text (on slide 1)"),
    ],
)
def test_what_a_powerpoint_file_hides_is_named(change: object, said: str) -> None:
    assert said in hidden("talk.pptx", made.slides(change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (made.attached, "an embedded file ('figures.csv')"),
        (made.layered, "a hidden layer ('Addresses')"),
    ],
)
def test_what_a_pdf_hides_is_named(change: object, said: str) -> None:
    content = made.pdf(change)  # type: ignore[arg-type]
    assert said in hidden("leaflet.pdf", content)
    assert b"who,what" not in clean_attachment("leaflet.pdf", content).content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<text:tracked-changes><text:changed-region/></text:tracked-changes>", "tracked changes"),
        ("<text:hidden-text>secret</text:hidden-text>", "hidden text"),
        (
            '<table:table-row table:visibility="collapse"><text:p>x</text:p></table:table-row>',
            "hidden rows",
        ),
        (
            '<style:style><style:table-properties table:display="false"/></style:style>',
            "a hidden sheet",
        ),
    ],
)
def test_what_an_open_document_hides_is_named(content: str, said: str) -> None:
    assert said in hidden("plan.ods", made.open_document(content))
    macros = {"Basic/Standard/Module1.xml": b"<x/>"}
    assert "macros" in hidden("plan.ods", made.open_document(content, macros))


@pytest.mark.parametrize("name", ["old.doc", "old.xls", "old.ppt", "plan.docx", "x.odt", "y.pdf"])
def test_what_cannot_be_looked_into_is_locked(name: str) -> None:
    assert clean_attachment(name, b"\xd0\xcf\x11\xe0 nothing of the kind").locked is not None


def test_a_picture_inside_a_pdf_or_rich_text_loses_who_took_it() -> None:
    photograph = made.photograph()
    hexadecimal = photograph.hex().encode()
    lines = b"\n".join(hexadecimal[at : at + 128] for at in range(0, len(hexadecimal), 128))
    text = rb"{\rtf1{\*\shppict{\pict\picw8\pich8\jpegblip" + b"\n" + lines + b"}}Words}"
    cleaned = clean_attachment("a.rtf", text).content
    assert OWNER.hex().encode() not in cleaned
    assert b"ffd8" in cleaned
    assert cleaned.endswith(b"}}Words}")
    document = made.pdf(made.pictured(photograph))
    assert OWNER in document
    assert OWNER not in clean_attachment("a.pdf", document).content


# ------------------------------------------------------------------------- recordings


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def film() -> bytes:
    place = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+51.5-0.12/" + OWNER))
    header = box(b"mvhd", bytes(4) + struct.pack(">II", 3_900_000_000, 3_900_000_001) + bytes(88))
    moov = box(b"moov", header + place + box(b"meta", OWNER))
    return box(b"ftyp", b"isomiso2") + moov + box(b"uuid", OWNER * 2) + box(b"mdat", b"picture")


def matroska(kind: bytes, body: bytes) -> bytes:
    return kind + bytes((0x10 | len(body) >> 24 & 0xF,)) + (len(body) & 0xFFFFFF).to_bytes(3) + body


def webm() -> bytes:
    info = matroska(
        b"\x15\x49\xa9\x66", matroska(b"\x57\x41", OWNER) + matroska(b"\x7b\xa9", OWNER)
    )
    tags = matroska(b"\x12\x54\xc3\x67", matroska(b"\x73\x73", OWNER * 3))
    cluster = matroska(b"\x1f\x43\xb6\x75", b"picture")
    head = matroska(b"\x1a\x45\xdf\xa3", b"\x42\x82\x84webm")
    return head + matroska(b"\x18\x53\x80\x67", info + tags + cluster)


def wave() -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    parts = part(b"fmt ", bytes(16)) + part(b"LIST", b"INFO" + OWNER) + part(b"data", b"sound!")
    return b"RIFF" + struct.pack("<I", len(parts) + 4) + b"WAVE" + parts


def ogg() -> bytes:
    body = b"\x03vorbis" + struct.pack("<I", 7) + OWNER + struct.pack("<II", 1, 14)
    body += b"ARTIST=" + OWNER + b"\x01"
    return b"OggS\0\x02" + bytes(16) + b"\0\0\0\0" + bytes((1, len(body))) + body + b""


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.mp4", film(), b"picture"),
        ("a.m4a", film(), b"picture"),
        ("a.webm", webm(), b"picture"),
        ("a.wav", wave(), b"sound!"),
        ("a.ogg", ogg(), b"OggS"),
        ("a.mp3", b"ID3\x04\0\0\0\0\0\x0e" + OWNER * 2 + b"\xff\xfbsound", b"\xff\xfbsound"),
        ("b.mp3", b"\xff\xfbsound" + (b"TAG" + OWNER).ljust(128, b"\0"), b"\xff\xfbsound"),
    ],
)
def test_a_recording_keeps_what_is_played_and_nothing_else(
    name: str, content: bytes, kept: bytes
) -> None:
    assert OWNER in content
    cleaned = clean_attachment(name, content).content
    assert OWNER not in cleaned
    assert kept in cleaned
    if name.endswith((".mp4", ".webm", ".ogg")):
        assert len(cleaned) == len(content), "places in the file are told in numbers of bytes"


# -------------------------------------------------------------------------- web pages

PAGE = """<!doctype html><html lang="cy"><title>Map & plan</title>
<style>p { color: red }</style><link rel="stylesheet" href="p.css">
<body onload="steal()"><h1 class="big">Map</h1><p>Words</p>%s</body></html>"""


@pytest.mark.parametrize(
    "part",
    [
        "<script>fetch('/~live/state.json')</script>",
        "<SCRIPT src=steal.js></SCRIPT>",
        "<img src=x onerror=steal()>",
        "<a href='java\tscript:steal()'>x</a><a href=' JavaScript:steal()'>y</a>",
        "<iframe srcdoc='<script>steal()</script>'></iframe>",
        "<object data=steal.html></object><embed src=steal.html>",
        "<svg><script>steal()</script><animate onbegin=steal()></svg>",
        "<math><mtext><script>steal()</script></mtext></math>",
        "<form action=/steal><button formaction='javascript:steal()'>x</button></form>",
        "<meta http-equiv=refresh content='0;url=javascript:steal()'>",
        "<template><script>steal()</script></template>",
        "<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript>",
        "<base href='https://elsewhere.example/'>",
        "<a href='data:text/html,<script>steal()</script>'>x</a>",
    ],
)
def test_nothing_in_an_attached_page_runs(part: str) -> None:
    cleaned = clean_attachment("map.html", (PAGE % part).encode())
    text = cleaned.content.decode()
    assert "a script" in cleaned.active
    for gone in (
        "steal(",
        "<script",
        "<iframe",
        "<base",
        "<form",
        "<meta http",
        "onload",
        "srcdoc",
    ):
        assert gone not in text.lower()
    assert '<html lang="cy">' in text
    assert "<title>Map &amp; plan</title>" in text
    assert '<h1 class="big">Map</h1>' in text
    assert "color: red" in text
    assert 'href="p.css"' in text


@pytest.mark.parametrize(
    "content",
    [
        b'<r xmlns:h="http://www.w3.org/1999/xhtml"><h:script>steal()</h:script></r>',
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="steal()"/>',
        b'<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform"/>',
        b'<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>',
        b"<r>",
    ],
)
def test_xml_that_could_run_something_is_refused(content: bytes) -> None:
    assert clean_attachment("data.xml", content).locked is not None


def test_xml_that_is_data_is_kept_without_its_style_sheet() -> None:
    content = b'<?xml-stylesheet href="steal.xsl"?><!-- by Zqowner --><r><n>Ward 1</n></r>'
    cleaned = clean_attachment("data.xml", content)
    assert cleaned.locked is None
    assert b"<n>Ward 1</n>" in cleaned.content
    assert b"stylesheet" not in cleaned.content
    assert OWNER not in cleaned.content


def test_rich_text_loses_its_author_and_says_what_it_hides() -> None:
    content = rb"{\rtf1{\info{\author Zqowner}{\title x}}Plain {\v secret} and {\deleted gone}}"
    cleaned = clean_attachment("plan.rtf", content)
    assert OWNER not in cleaned.content
    assert cleaned.hidden == ("hidden text", "tracked changes")
    assert clean_attachment("b.rtf", rb"{\rtf1\viewkind4 Plain}").hidden == ()


# ------------------------------------------------------------------------ in a build

REPORT = """\
kind: report
id: r
title: Report
meeting: {body: Cabinet, date: 10 December 2026}
status: cleared
cleared_by: Head of Waste
background_papers: []
appendices:
  - {title: Figures, file: figures.xlsx}
sections: [{heading: H, text: Words.}]
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    place = tmp_path / "content"
    place.mkdir()
    (place / "report.yaml").write_text(REPORT, encoding="utf-8")
    (place / "d.md").write_text("# A\n\n[The figures](figures.xlsx)\n", encoding="utf-8")
    return place


def test_what_is_hidden_stops_a_public_build_at_its_line(content: Path, tmp_path: Path) -> None:
    made_sheet = made.sheet(lambda book, _: book.add_worksheet("Raw").hide())
    (content / "figures.xlsx").write_bytes(made_sheet)
    with pytest.raises(ContentError) as raised:
        csp_slides.build(content, tmp_path / "site", formats=["deck", "report"])
    found = [each for each in raised.value.diagnostics if each.code == "attachment"]
    places = {(each.span.path.name, each.span.line) for each in found if each.span is not None}
    assert places == {("d.md", 3), ("report.yaml", 9)}
    assert all("'figures.xlsx' contains a hidden sheet ('Raw')" in each.message for each in found)
    built = csp_slides.build(content, tmp_path / "lectern", audience="presenter", formats=["deck"])
    found = [each for each in built.diagnostics if each.code == "attachment"]
    assert {each.severity.value for each in found} == {"warning"}


def test_what_is_published_is_clean(content: Path, tmp_path: Path) -> None:
    (content / "figures.xlsx").write_bytes(made.sheet())
    csp_slides.build(content, tmp_path / "site", formats=["deck", "report"])
    (file,) = (tmp_path / "site" / "assets").glob("figures.*.xlsx")
    assert OWNER not in made.everything(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if "comment" in name]

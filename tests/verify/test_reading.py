"""Every format is opened and read, and what cannot be read is not published."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from csp_slides.verify.extract import is_beyond
from csp_slides.verify.reading import UnreadError, read_file

if TYPE_CHECKING:
    from collections.abc import Callable

NOTE = "eleven lorries broke down"
CUT = NOTE[:9], NOTE[9:]
"""The same, cut in the middle of a word, as formatting cuts it."""


def text_of(name: str, content: bytes) -> str:
    found = read_file(PurePosixPath(name), content)
    return "\n".join((*found.texts, *found.coded))


def docx() -> bytes:
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    for number, part in enumerate(CUT):
        paragraph.add_run(part).bold = bool(number)
    return saved(document.save)


def docx_properties() -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.keywords = NOTE
    return saved(document.save)


def docx_picture_text() -> bytes:
    from docx import Document

    document = Document()
    document.add_picture(io.BytesIO(picture("PNG")))
    document.inline_shapes[0]._inline.docPr.set("descr", NOTE)
    return saved(document.save)


def pptx() -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    paragraph = slide.shapes.title.text_frame.paragraphs[0]
    for number, part in enumerate(CUT):
        run = paragraph.add_run()
        run.text = part
        run.font.bold = bool(number)
    return saved(deck.save)


def pptx_notes() -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.notes_slide.notes_text_frame.text = NOTE
    return saved(deck.save)


def pdf(body: str, head: str = "") -> bytes:
    """Set a page by Typst: `head` is what comes before it, as of the document."""
    import typst

    made = typst.compile(f"{head}\n{body}".encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def drawn(content: str, **marks: str) -> bytes:
    """Return a PDF of one page with a content stream; `marks` are what it is marked with."""
    made = pikepdf.new()
    made.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    named = {f"/{name}": pikepdf.Dictionary(ActualText=text) for name, text in marks.items()}
    form = made.make_stream(f"BT /F 12 Tf 20 600 Td ({NOTE}) Tj ET".encode())
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 600, 800])
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    made.pages[0].Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F=font),
        Properties=pikepdf.Dictionary(named),
        XObject=pikepdf.Dictionary(X=form),
    )
    made.pages[0].Contents = made.make_stream(content.encode())
    return saved(made.save)


def picture(form: str, **written: object) -> bytes:
    return saved(lambda stream: Image.new("RGB", (2, 2)).save(stream, form, **written))


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def png(*, packed: bool = False) -> bytes:
    described = PngImagePlugin.PngInfo()
    described.add_text("Description", NOTE, zip=packed)
    return picture("PNG", pnginfo=described)


def exif() -> Image.Exif:
    written = Image.Exif()
    written[0x010E] = NOTE
    return written


def archive(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(name, content)
    return stream.getvalue()


SVG = '<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'

SHOWN = f"BT /F 12 Tf 20 700 Td ({NOTE}) Tj ET"

PLANTED: dict[str, tuple[str, str | Callable[[], bytes]]] = {
    "html text": ("a.html", f"<p>{NOTE}</p>"),
    "html cut by elements": (
        "a.html",
        f"<p><b>{CUT[0]}</b><span>{CUT[1]}</span></p>",
    ),
    "html entities": ("a.html", "<p>&#101;leven lorries&#x20;broke down</p>"),
    "html attribute": ("a.html", f'<p data-x="{NOTE}">'),
    "html comment": ("a.html", f"<p>a<!-- {NOTE} -->"),
    "html comment after the page": ("a.html", f"<html></html><!-- {NOTE} -->"),
    "html template": ("a.html", f"<template><p>{NOTE}</template>"),
    "html script": ("a.html", f'<script type="x">{NOTE}</script>'),
    "html style": ("a.html", f"<style>/* {NOTE} */</style>"),
    "html noscript": ("a.html", f"<noscript><p>{NOTE}</noscript>"),
    "html frame": ("a.html", f'<iframe srcdoc="<p>{NOTE}</p>"></iframe>'),
    "html file in a link": ("a.html", f'<a href="data:text/plain,{NOTE}">a</a>'),
    "html data address": ("a.html", f'<img src="data:text/plain,{NOTE}">'),
    "html drawing": ("a.html", f"<svg><title>{NOTE}</title></svg>"),
    "css": ("a.css", f"p::before {{ content: '{NOTE}' }}"),
    "script": ("a.js", f"const x = '{NOTE}'"),
    "json": ("a.json", json.dumps({"a": [{"b": NOTE}]})),
    "json name": ("a.json", json.dumps({NOTE: 1})),
    "feed": ("a.xml", f"<feed><title>{NOTE}</title></feed>"),
    "feed, escaped": ("a.xml", f"<a>&lt;p&gt;{NOTE}&lt;/p&gt;</a>"),
    "feed, unparsed": ("a.xml", f"<a><![CDATA[{NOTE}]]></a>"),
    "svg text": ("a.svg", SVG % f"<text>{CUT[0]}<tspan>{CUT[1]}</tspan></text>"),
    "svg comment": ("a.svg", SVG % f"<!--{NOTE}-->"),
    "svg attribute": ("a.svg", SVG % f'<g aria-label="{NOTE}"/>'),
    "markdown": ("a.md", f"# A\n\n{NOTE[:14]}\n{NOTE[14:]}\n"),
    "spreadsheet in text": ("a.csv", lambda: f"a,{NOTE}\n".encode("utf-16")),
    "no kind": ("_headers", f"# {NOTE}\n"),
    "new kind": ("a.jsonfeed", NOTE),
    "word": ("a.docx", docx),
    "word properties": ("a.docx", docx_properties),
    "word picture": ("a.docx", docx_picture_text),
    "powerpoint": ("a.pptx", pptx),
    "powerpoint notes": ("a.pptx", pptx_notes),
    "pdf": ("a.pdf", lambda: pdf(f"{CUT[0]}#strong[{CUT[1]}]")),
    "pdf title": ("a.pdf", lambda: pdf("a", f'#set document(title: "{NOTE}")')),
    "pdf outline": (
        "a.pdf",
        lambda: pdf(f"#hide[= {NOTE}]"),
    ),
    "pdf, in white": ("a.pdf", lambda: pdf(f"#text(fill: white)[{NOTE}]")),
    "pdf, off the page": (
        "a.pdf",
        lambda: pdf(f"#place(dx: -900pt)[{NOTE}]"),
    ),
    "pdf, carried": (
        "a.pdf",
        lambda: pdf(f'#pdf.attach("a.txt", bytes("{NOTE}"))'),
    ),
    "pdf, layer": ("a.pdf", lambda: drawn(f"/OC /L BDC {SHOWN} EMC")),
    "pdf, unseen": ("a.pdf", lambda: drawn(f"3 Tr {SHOWN}")),
    "pdf, a form": ("a.pdf", lambda: drawn("/X Do")),
    "pdf, in tiny type": ("a.pdf", lambda: drawn(SHOWN.replace("12 Tf", "0.0001 Tf"))),
    "pdf, in no type": ("a.pdf", lambda: drawn(SHOWN.replace("12 Tf", "0 Tf"))),
    "pdf, made tiny": ("a.pdf", lambda: drawn(f"q 0.00001 0 0 0.00001 5 5 cm {SHOWN} Q")),
    "pdf, of no width": ("a.pdf", lambda: drawn(f"0 Tz {SHOWN}")),
    "pdf, said to be other words": (
        "a.pdf",
        lambda: drawn(f"/Span <</ActualText (Bins)>> BDC {SHOWN} EMC"),
    ),
    "pdf, marked as other words": (
        "a.pdf",
        lambda: drawn(f"/Span /M BDC {SHOWN} EMC", M="Bins"),
    ),
    "pdf, instead of what is drawn": (
        "a.pdf",
        lambda: drawn(f"/Span <</ActualText ({NOTE})>> BDC BT /F 9 Tf (Bins) Tj ET EMC"),
    ),
    "pdf description": ("a.pdf", lambda: pdf(f'#figure(alt: "{NOTE}")[a]')),
    "pdf link": ("a.pdf", lambda: pdf(f'#link("https://example.org/?{NOTE}")[a]')),
    "png": ("a.png", png),
    "png, packed": ("a.png", lambda: png(packed=True)),
    "png, after the end": ("a.png", lambda: picture("PNG") + NOTE.encode()),
    "jpeg exif": ("a.jpg", lambda: picture("JPEG", exif=exif())),
    "jpeg comment": ("a.jpg", lambda: picture("JPEG", comment=NOTE.encode())),
    "jpeg, after the end": ("a.jpg", lambda: picture("JPEG") + NOTE.encode()),
    "jpeg, two bytes a letter": (
        "a.jpg",
        lambda: picture("JPEG", comment=NOTE.encode("utf-16-le")),
    ),
    "webp": ("a.webp", lambda: picture("WEBP", exif=exif())),
    "avif": ("a.avif", lambda: picture("AVIF", exif=exif())),
    "gif": ("a.gif", lambda: picture("GIF", comment=NOTE.encode())),
    "gzip": ("a.html.gz", lambda: gzip.compress(f"<p>{NOTE}</p>".encode())),
    "archive": ("a.zip", lambda: archive("b.html", f"<p>{NOTE}</p>".encode())),
    "name in an archive": ("a.zip", lambda: archive(f"{NOTE}.txt", b"")),
    "video": ("a.mp4", lambda: b"\0\0\0\x18ftypmp42\0\0" + NOTE.encode() + b"\0\xff"),
}


@pytest.mark.parametrize("case", PLANTED)
def test_words_are_found_wherever_a_file_can_hold_them(case: str) -> None:
    name, planted = PLANTED[case]
    content = planted.encode() if isinstance(planted, str) else planted()
    assert NOTE in " ".join(text_of(name, content).split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("a.bin", b"\0\1\2"),
        ("a.ttf", b"not a font either, though it is long enough to be one"),
        ("a.woff2", b"not a font"),
        ("a.docx", b"no archive"),
        ("a.json", b"{"),
        ("a.svg", b"<svg>"),
        ("a.pdf", b"%PDF-1.7 and no more"),
        ("a.html.gz", b"no gzip"),
        ("a.zip", archive("b.bin", b"\0\1\2")),
        ("a.html", b'<img src="data:application/pdf;base64,JVBERg==">'),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(UnreadError):
        read_file(PurePosixPath(name), content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttf", b"\0\1\0\0" + bytes(60)),
        ("a.otf", b"OTTO" + bytes(60)),
        ("a.eot", bytes(34) + b"LP" + bytes(60)),
        ("a.woff", b"wOFF" + bytes(60)),
    ],
)
def test_fonts_of_every_kind_are_known(name: str, content: bytes) -> None:
    assert read_file(PurePosixPath(name), content).texts == []


def test_a_packed_file_that_would_fill_the_memory_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.txt", bytes(300_000_000))
    with pytest.raises(UnreadError, match="256 MB"):
        read_file(PurePosixPath("a.docx"), stream.getvalue())


BEYOND = "//pictures.example/x"

FETCHING = {
    "picture": ("a.html", f'<img src="https:{BEYOND}">'),
    "picture without a scheme": ("a.html", f'<img src="{BEYOND}">'),
    "picture with backslashes": ("a.html", '<img src="\\\\pictures.example/x">'),
    "picture with a line end": ("a.html", '<img src="ht\ntps://pictures.example/x">'),
    "picture of several sizes": ("a.html", f'<img srcset="a.png 1x, https:{BEYOND} 2x">'),
    "script": ("a.html", f'<script src="https:{BEYOND}"></script>'),
    "stylesheet": ("a.html", f'<link rel="stylesheet" href="https:{BEYOND}">'),
    "icon": ("a.html", f'<link rel="icon" href="https:{BEYOND}">'),
    "connection": ("a.html", f'<link rel="preconnect" href="https:{BEYOND}">'),
    "frame": ("a.html", f'<iframe src="https:{BEYOND}"></iframe>'),
    "base": ("a.html", f'<base href="https:{BEYOND}">'),
    "moving on": ("a.html", f'<meta http-equiv="refresh" content="0; url=https:{BEYOND}">'),
    "form": ("a.html", f'<form action="https:{BEYOND}"></form>'),
    "style": ("a.html", f'<p style="background: url(https:{BEYOND})">'),
    "style element": ("a.html", f"<style>@import '{BEYOND}';</style>"),
    "background": ("a.html", f'<section data-background-image="https:{BEYOND}">'),
    "framed background": ("a.html", f'<section data-background-iframe="https:{BEYOND}">'),
    "drawing in a page": ("a.html", f'<svg><image href="https:{BEYOND}"/></svg>'),
    "css": ("a.css", f"p {{ background: url(https:{BEYOND}) }}"),
    "css in quotes": ("a.css", f'p {{ background: url("{BEYOND}") }}'),
    "css import": ("a.css", f'@import "https:{BEYOND}";'),
    "css in escapes": ("a.css", "p { background: u\\72l(https://pictures.example/x) }"),
    "css font": ("a.css", f"@font-face {{ src: url('https:{BEYOND}') }}"),
    "css set": ("a.css", f"p {{ background: image-set('https:{BEYOND}' 1x) }}"),
    "script that fetches": ("a.js", f"fetch('https:{BEYOND}')"),
    "script that imports": ("a.js", f"import x from 'https:{BEYOND}'"),
    "script after data": ("a.js", f"(self.words ??= []).push(...[1]);\nfetch('https:{BEYOND}')"),
    "script that sets": ("a.js", f"image.src = 'https:{BEYOND}'"),
    "drawing": (
        "a.svg",
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="https:{BEYOND}"/></svg>',
    ),
    "drawing's style": ("a.svg", f"<svg><style>a{{fill:url(https:{BEYOND})}}</style></svg>"),
    "drawing's sheet": ("a.svg", f'<?xml-stylesheet href="https:{BEYOND}"?><svg/>'),
    "part of a document": (
        "a.rels",
        (
            f'<Relationships><Relationship Id="a" Type="http://x/image" Target="https:{BEYOND}"'
            ' TargetMode="External"/></Relationships>'
        ),
    ),
}


@pytest.mark.parametrize("case", FETCHING)
def test_what_is_fetched_from_elsewhere_is_seen(case: str) -> None:
    name, text = FETCHING[case]
    found = read_file(PurePosixPath(name), text.encode())
    assert any(is_beyond(each) for each in (*found.loads, *found.frames))


HARMLESS = {
    "link": ("a.html", f'<a href="https:{BEYOND}">x</a>'),
    "own picture": ("a.html", '<img src="../assets/a.png" srcset="a.png 1x, b.png 2x">'),
    "picture in the page": ("a.html", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "canonical": ("a.html", f'<link rel="canonical" href="https:{BEYOND}">'),
    "feed": ("a.html", f'<link rel="alternate" href="https:{BEYOND}">'),
    "preview": ("a.html", f'<meta property="og:image" content="https:{BEYOND}">'),
    "words": ("a.html", f"<p>see https:{BEYOND}</p>"),
    "address of a feed": ("a.xml", f'<feed><link href="https:{BEYOND}"/></feed>'),
    "name space": ("a.svg", SVG % "<path d='M0 0'/>"),
    "words in a drawing": ("a.svg", SVG % '<a title="as url(https://reveal.example/x) says"/>'),
    "part of a drawing": ("a.svg", SVG % '<use href="#a"/><path fill="url(#b)"/>'),
    "css": ("a.css", "@font-face { src: url(a.woff2) } /* https://reveal.example */"),
    "words of the search": (
        "a.js",
        f'(self.words ??= []).push(...[{{"text": "say import \'https:{BEYOND}\' twice"}}]);\n',
    ),
    "script": ("a.js", 'const space = "http://www.w3.org/2000/svg"; // https://reveal.example'),
    "link of a document": (
        "a.rels",
        (
            f'<Relationships><Relationship Id="a" Type="http://x/hyperlink" Target="https:{BEYOND}"'
            ' TargetMode="External"/></Relationships>'
        ),
    ),
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_only_leads_elsewhere_is_left_alone(case: str) -> None:
    name, text = HARMLESS[case]
    found = read_file(PurePosixPath(name), text.encode())
    assert not [each for each in (*found.loads, *found.frames) if is_beyond(each)]


def test_a_text_of_a_megabyte_in_a_picture_is_read_once() -> None:
    """Each `x` in it could begin a compressed text, and none does."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "zqtold " + "x" * 1_000_000)
    made = io.BytesIO()
    Image.new("RGB", (9, 9)).save(made, "PNG", pnginfo=told)
    began = time.process_time()
    extract = read_file(PurePosixPath("a.png"), made.getvalue())
    assert time.process_time() - began < 5, "it took half a minute of a processor"
    assert any("zqtold" in text for text in extract.texts)

"""What becomes of the files of pictures before they are published."""

from __future__ import annotations

import base64
import io
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from csp_slides.assets.images.metadata import MalformedError, without_metadata
from csp_slides.assets.images.publishing import placeholder, publish, publish_all
from csp_slides.assets.images.vector import clean
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb
    from csp_slides.core.source import Span

SVG = "{http://www.w3.org/2000/svg}"
SECRET = b"51.5007N 0.1246W"
BACKGROUNDS = Path(__file__).parents[2] / "backgrounds"


def span() -> Span:
    path = PurePosixPath("content/a.yaml")
    return Source(path=path, text="image: park.jpg", inside=path).span(1, 8, 16)


def photo(size: tuple[int, int] = (40, 30)) -> Image.Image:
    picture = Image.effect_noise(size, 90).convert("RGB")
    picture.paste((250, 10, 10), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010E] = SECRET.decode()
    tags.get_ifd(0x8825)[1] = "N"
    return tags


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGBA").tobytes()


def frames(content: bytes) -> int:
    return cast("int", getattr(Image.open(io.BytesIO(content)), "n_frames", 1))


# ----------------------------------------------------------------------- pixels


def jpeg_with_everything() -> bytes:
    content = saved(photo(), "JPEG", exif=exif(), comment=SECRET, progressive=True, quality=85)
    thumbnail = bytes(3 * 4 * 4)
    jfif = b"\xff\xe0" + (16 + len(thumbnail)).to_bytes(2) + b"JFIF\0\1\2\0\0\1\0\1\4\4" + thumbnail
    iptc = b"\xff\xed" + (2 + len(SECRET)).to_bytes(2) + SECRET
    at = 2 + 2 + int.from_bytes(content[4:6])
    return content[:2] + jfif + iptc + content[at:] + SECRET


def png_with_everything() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(photo(), "PNG", pnginfo=info, exif=exif(), dpi=(72, 72)) + SECRET


def gif_with_everything() -> bytes:
    moving = [photo(), photo(), photo()]
    content = saved(
        moving[0], "GIF", save_all=True, append_images=moving[1:], loop=0, comment=SECRET
    )
    return content + SECRET


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("JPEG", jpeg_with_everything()),
        ("JPEG", saved(photo(), "JPEG", exif=exif(), xmp=SECRET)),
        ("PNG", png_with_everything()),
        ("WEBP", saved(photo(), "WEBP", exif=exif(), xmp=SECRET, lossless=True)),
        ("GIF", gif_with_everything()),
    ],
)
def test_metadata_goes_and_every_pixel_stays(kind: str, content: bytes) -> None:
    assert SECRET in content
    stripped = without_metadata(content, kind)
    assert stripped is not None
    assert SECRET not in stripped
    assert pixels(stripped) == pixels(content)
    assert frames(stripped) == frames(content)
    again = Image.open(io.BytesIO(stripped))
    assert not again.getexif()
    assert not {"exif", "xmp", "comment", "photoshop"} & again.info.keys()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colour_profile_stays(kind: str) -> None:
    profile = b"\0" * 36 + b"acsp" + b"\0" * 88 + b"a wide gamut"
    stripped = without_metadata(saved(photo(), kind, icc_profile=profile), kind)
    assert stripped is not None
    assert Image.open(io.BytesIO(stripped)).info["icc_profile"] == profile


def test_stripping_twice_changes_nothing_more() -> None:
    for kind, content in (("JPEG", jpeg_with_everything()), ("PNG", png_with_everything())):
        once = without_metadata(content, kind)
        assert once is not None
        assert without_metadata(once, kind) == once


@given(st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]), st.binary(max_size=200))
def test_bytes_that_are_no_picture_are_refused_or_kept_small(kind: str, content: bytes) -> None:
    try:
        stripped = without_metadata(content, kind)
    except MalformedError:
        return
    assert stripped is not None
    assert len(stripped) <= len(content) + 12


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG", "AVIF", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_stands_upright_when_published(kind: str, orientation: int) -> None:
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste((200, 0, 0), (0, 0, 20, 10))
    content = saved(picture, kind, exif=exif(orientation))
    file = publish("park.jpg", content, None, Sink())
    shown = Image.open(io.BytesIO(file.artifact.content)).convert("RGB")
    assert (file.width, file.height) == shown.size == ((60, 40) if orientation < 5 else (40, 60))
    corner = {
        1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)
    }[orientation]  # fmt: skip
    for across in (0, 1):
        for down in (0, 1):
            at = across * (shown.width - 1), down * (shown.height - 1)
            red, green, _ = cast("Rgb", shown.getpixel(at))
            assert (red > 150 and green < 90) == ((across, down) == corner)
    assert not Image.open(io.BytesIO(file.artifact.content)).getexif()


def test_published_name_follows_what_the_file_is() -> None:
    file = publish("photos/Bus, 50%.JPG", saved(photo(), "PNG"), None, Sink())
    assert file.artifact.path.match("assets/bus-50.*.jpg")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "isn't a kind of picture"),
        (b"%PDF-1.7", "isn't a kind of picture"),
        (b"\0\0\0\x1cftypheic\0\0\0\0mif1heic", "isn't a kind of picture"),
        (saved(photo(), "JPEG")[:300], "is broken"),
        (saved(photo(), "PNG")[:60], "is broken"),
    ],
)
def test_what_is_no_picture_is_told_and_stands_in(content: bytes, reason: str) -> None:
    sink = Sink()
    file = publish("photos/park.jpg", content, span(), sink)
    (found,) = sink.diagnostics
    assert found.code == "picture"
    assert found.message.startswith(f"'park.jpg' {reason}")
    assert found.span == span()
    assert file.is_stand_in


def test_small_file_that_would_fill_the_memory_is_refused() -> None:
    bomb = bytearray(saved(Image.new("1", (8, 8)), "PNG"))
    bomb[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    sink = Sink()
    assert publish("a.png", bytes(bomb), None, sink).is_stand_in
    assert [found.code for found in sink.diagnostics] == ["picture"]


def test_picture_that_moves_is_told() -> None:
    sink = Sink()
    moving = publish("a.gif", gif_with_everything(), span(), sink)
    assert frames(moving.artifact.content) == 3
    (found,) = sink.diagnostics
    assert (found.code, found.span) == ("picture", span())
    assert "is animated" in found.message


def test_film_is_published_as_it_is() -> None:
    file = publish("walk.mp4", b"film", None, Sink())
    assert (file.artifact.content, file.is_picture) == (b"film", False)


def test_files_that_are_absent_are_left_out_and_missing_ones_drawn() -> None:
    wanted = {"gone.jpg": None, "missing/map.png": None, "a.png": None}
    files = publish_all(wanted, {"a.png": saved(photo(), "PNG")}.get, Sink())
    assert sorted(files) == ["a.png", "missing/map.png"]
    assert files["missing/map.png"].is_stand_in


@pytest.mark.parametrize(
    "name", ["map & plan.png", "<script>alert(1)</script>.png", "a\0b\x1bc\u202e.png", "x" * 200]
)
def test_placeholder_is_a_drawing_with_the_name_in_it(name: str) -> None:
    file = placeholder(f"missing/{name}")
    root = ET.fromstring(file.artifact.content)  # noqa: S314  # our own drawing
    words = [text.text or "" for text in root.iter(f"{SVG}text")]
    shown = "".join(each for each in name if each.isprintable())
    assert words[-1].removeprefix("\N{HORIZONTAL ELLIPSIS}") == shown[-48:]
    assert {each.tag for each in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "circle", "g", "text")
    }
    assert clean(file.artifact.content).removed == ()


# --------------------------------------------------------------------- drawings


def svg(inside: str, attributes: str = 'viewBox="0 0 4 3"') -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {attributes}>{inside}</svg>"
    ).encode()


def elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    root = ET.fromstring(content)  # noqa: S314  # it has just been cleaned
    return [(each.tag.removeprefix(SVG), dict(each.attrib)) for each in root.iter()][1:]


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", "a script"),
        ('<script href="https://evil.example/x.js"/>', "a script"),
        ('<rect onload="alert(1)"/>', "a script"),
        ('<rect ONCLICK="alert(1)"/>', "a script"),
        ("<foreignObject><p>page</p></foreignObject>", "a piece of a web page"),
        ('<image href="https://evil.example/x.png"/>', "a link to another file"),
        ('<image xlink:href="file:///etc/passwd"/>', "a link to another file"),
        ('<use href="other.svg#a"/>', "a link to another file"),
        ('<use xlink:href="data:image/svg+xml;base64,AA#a"/>', "a link to another file"),
        ('<rect fill="url(https://evil.example/x.svg#a)"/>', "a link to another file"),
        ('<rect style="fill: url(//evil.example/#a)"/>', "a link to another file"),
        ('<rect><animate attributeName="href" values="javascript:x"/></rect>', "an animation"),
        ('<set attributeName="onload" to="alert(1)"/>', "an animation"),
        ("<style>@import url(x.css);</style>", "a style sheet that could load something"),
        ("<style>a { fill: url('x.svg#a') }</style>", "a style sheet that could load something"),
        ("<style>a { fill: u\\72l(x) }</style>", "a style sheet that could load something"),
        ('<iframe src="x"/>', "another web page"),
    ],
)
def test_what_acts_or_leads_elsewhere_is_taken_out_and_told(inside: str, told: str) -> None:
    drawing = clean(svg(f'{inside}<circle r="1" fill="red"/>'))
    assert drawing.removed == (told,)
    kept = elements(drawing.content)
    assert kept[-1] == ("circle", {"r": "1", "fill": "red"})
    assert b"evil" not in drawing.content
    assert b"alert" not in drawing.content
    assert b"import" not in drawing.content
    assert clean(drawing.content).removed == ()


def test_author_hears_what_was_taken_out_of_a_drawing() -> None:
    sink = Sink()
    file = publish("a/Map, 1.SVG", svg("<script/><set/><rect/>"), span(), sink)
    (found,) = sink.diagnostics
    assert (found.code, found.span) == ("picture", span())
    assert "contained a script and an animation, which was removed" in found.message
    assert file.is_drawing
    assert file.artifact.path.match("assets/map-1.*.svg")
    assert (file.width, file.height) == (4, 3)


@pytest.mark.parametrize("link", ["data:image/png;base64,!!", "data:image/png;base64,AAAA"])
def test_broken_photograph_inside_a_drawing_goes(link: str) -> None:
    drawing = clean(svg(f'<image href="{link}"/><rect/>'))
    assert elements(drawing.content) == [("image", {}), ("rect", {})]


def test_what_editors_leave_is_taken_out_without_a_word() -> None:
    drawing = clean(
        b"<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'"
        b" 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>\n<!-- C:\\Users\\j.smith -->\n"
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape.org" width="10mm"'
        b' i:export-filename="/home/jsmith/x.png" viewBox="0 0 40 30"><i:view/>'
        b"<metadata>J Smith</metadata><title>Caf\xe9</title>"
        b'<a href="https://example.org"><path d="M0 0" data-name="secret"/></a></svg>'
    )
    assert drawing.removed == ()
    assert "Café" in drawing.content.decode()
    assert elements(drawing.content) == [("title", {}), ("path", {"d": "M0 0"})]
    for private in (b"mith", b"Users", b"secret", b"inkscape", b"example.org"):
        assert private not in drawing.content


def test_inline_style_becomes_attributes() -> None:
    drawing = clean(svg('<path fill="red" style="fill:#00f; stroke-width: 2; -inkscape-x: y"/>'))
    assert elements(drawing.content) == [("path", {"fill": "#00f", "stroke-width": "2"})]


def test_links_inside_the_file_stay() -> None:
    inside = '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" fill="url(#g)"/>'
    assert elements(clean(svg(inside)).content)[-1] == ("use", {"href": "#a", "fill": "url(#g)"})


def test_photograph_inside_a_drawing_loses_its_metadata() -> None:
    inner = base64.b64encode(saved(photo(), "JPEG", exif=exif())).decode()
    drawing = clean(svg(f'<image href="data:image/jpeg;base64,{inner}"/>'))
    kept = elements(drawing.content)[0][1]["href"]
    content = base64.b64decode(kept.partition(",")[2])
    assert SECRET not in content
    assert Image.open(io.BytesIO(content)).size == (40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><g>",
        b"<html><body/></html>",
        b"<?xml version='1.0' encoding='klingon'?><svg/>",
        b"<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg>&a;</svg>",
        b"<!DOCTYPE svg [<!ENTITY a 'http://x/'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        b"<!DOCTYPE svg [<!ENTITY % a 'http://x/'> %a;]><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'http://x/'>]><svg xmlns='http://www.w3.org/2000/svg'><text>"
        + b"&a;" * 1001
        + b"</text></svg>",
    ],
)
def test_broken_or_tricky_drawing_is_told_and_stands_in(content: bytes) -> None:
    sink = Sink()
    assert publish("plan.svg", content, span(), sink).is_stand_in
    assert [found.code for found in sink.diagnostics] == ["picture"]


def test_a_drawing_from_illustrator_may_name_its_namespaces() -> None:
    drawing = clean(
        b"""<?xml version="1.0" encoding="utf-8"?>
        <!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
          "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
          <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
          <!ENTITY ns_svg "http://www.w3.org/2000/svg">
        ]>
        <svg xmlns="&ns_svg;" xmlns:x="&ns_extend;" x:ruler="1" viewBox="0 0 4 3">
          <path fill="#c00" d="M0 0h4v3z"/>
        </svg>"""
    )
    assert [name for name, _ in elements(drawing.content)] == ["path"]
    assert b"ENTITY" not in drawing.content
    assert b"adobe" not in drawing.content


def test_deeply_nested_drawing_is_read_in_bounded_time() -> None:
    deep = "<g>" * 50_000 + "</g>" * 50_000
    assert (
        len(elements(clean(svg(deep.replace("<g>", "<x>").replace("</g>", "</x>"))).content)) == 0
    )
    with pytest.raises(MalformedError):
        clean(svg(deep))


@given(st.text(max_size=60))
def test_any_name_and_value_leaves_a_drawing_whole(text: str) -> None:
    escaped = "".join(each for each in text if each.isprintable()).replace("&", "&amp;")
    escaped = escaped.replace("<", "&lt;").replace('"', "&quot;")
    drawing = clean(svg(f'<text style="{escaped}" lang="{escaped}">{escaped}</text>'))
    assert elements(drawing.content)[0][0] == "text"


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 1920 1080"', (1920, 1080)),
        ('width="640px" height="480" viewBox="0 0 4 3"', (640, 480)),
        ('width="100%" viewBox="0,0,40,30"', (40, 30)),
        ('width="10cm"', (None, None)),
    ],
)
def test_size_of_a_drawing_is_known(attributes: str, size: tuple[int | None, int | None]) -> None:
    drawing = clean(svg("", attributes))
    assert (drawing.width, drawing.height) == size


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<rect fill="#fff"/>', {(255, 255, 255)}),
        ("<rect/>", {(0, 0, 0)}),
        ('<g fill="white"><rect/></g>', {(255, 255, 255)}),
        ('<rect fill="none" stroke="#0f0"/>', {(0, 255, 0)}),
        ('<rect fill="rgb(1, 2, 3)"/>', {(1, 2, 3)}),
        ('<rect fill="hsl(0, 100%, 50%)"/>', {(255, 0, 0)}),
        ('<rect fill="rebeccapurple"/>', {(102, 51, 153)}),
        ('<rect fill="rgba(9, 9, 9, 0)" stroke="#010203"/>', {(1, 2, 3)}),
        ('<rect fill="var(--x)"/>', {(0, 0, 0), (255, 255, 255)}),
        ('<rect style="fill: #010203"/>', {(1, 2, 3)}),
        ('<style>.a { fill: #010203 }</style><rect class="a"/>', {(1, 2, 3)}),
        ('<style>.a { stroke: white }</style><rect class="a"/>', {(0, 0, 0), (255, 255, 255)}),
        ('<stop stop-color="#123456"/>', {(18, 52, 86)}),
        ("<stop/>", {(0, 0, 0)}),
        ('<clipPath><rect/></clipPath><rect fill="white"/>', {(255, 255, 255)}),
        ('<defs><rect id="a"/></defs><use href="#a" fill="white"/>', {(255, 255, 255)}),
        ('<defs><rect id="a"/></defs><use href="#a"/>', {(0, 0, 0)}),
        ('<g fill="white" mix-blend-mode="difference"><rect/></g>', {(0, 0, 0), (255, 255, 255)}),
        ('<rect fill="red"/><rect fill="lime"/>', {(255, 0, 0), (0, 255, 0), (0, 0, 0)}),
        ("<style>path { stroke: #010203; fill: white }</style>", {(1, 2, 3), (255, 255, 255)}),
        ('<rect fill="currentColor"/>', {(0, 0, 0)}),
        (
            '<filter><feFlood flood-color="red"/></filter>',
            {(255, 0, 0), (0, 0, 0), (255, 255, 255)},
        ),
        ("", set()),
    ],
)
def test_colours_of_a_drawing_are_known(inside: str, expected: set[Rgb]) -> None:
    colours = set(clean(svg(inside)).colours)
    mixtures = colours - expected
    assert expected <= colours
    assert len(mixtures) <= 1
    for mixture in mixtures:
        assert mixture == tuple(min(parts) for parts in zip(*expected, strict=True))


@pytest.mark.parametrize("path", sorted(BACKGROUNDS.glob("*.svg")), ids=lambda path: path.stem)
def test_shipped_background_needs_no_cleaning(path: Path) -> None:
    drawing = clean(path.read_bytes())
    assert drawing.removed == ()
    assert (drawing.width, drawing.height) == (1920, 1080)
    before = [
        (each.tag, dict(each.attrib))
        for each in ET.fromstring(path.read_bytes()).iter()  # noqa: S314  # our own drawing
    ]
    after = [(each.tag, dict(each.attrib)) for each in ET.fromstring(drawing.content).iter()]  # noqa: S314  # our own
    assert after == before


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<script src='https://cdn.example/a.js'></script>", "https://cdn.example/a.js"),
        ("<link rel=stylesheet href='//cdn.example/a.css'>", "//cdn.example/a.css"),
        ("<p style='background: url(https://cdn.example/a.png)'>", "https://cdn.example/a.png"),
        ("<style>@import 'https://cdn.example/a.css'</style>", "https://cdn.example/a.css"),
        ("<script>fetch('https://cdn.example/a.json')</script>", "https://cdn.example/a.json"),
    ],
)
def test_a_page_that_would_fetch_from_elsewhere_is_left_out(page: str, address: str) -> None:
    sink = Sink()
    file = publish("demo/map.html", f"<!doctype html>{page}".encode(), span(), sink)
    (found,) = sink.diagnostics
    assert (found.code, found.span) == ("remote", span())
    assert f"'{address}'" in found.message
    assert file.is_stand_in
    assert b"cdn.example" not in file.artifact.content


def test_a_page_that_links_to_elsewhere_keeps_its_links() -> None:
    page = b"<!doctype html><html xmlns='http://www.w3.org/1999/xhtml'><a href='https://a.example'>x</a>"
    sink = Sink()
    assert (
        b'<a href="https://a.example">x</a>'
        in publish("demo/map.html", page, span(), sink).artifact.content
    )
    assert sink.diagnostics == ()

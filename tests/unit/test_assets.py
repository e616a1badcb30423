from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath

import pytest
import tinycss2  # type: ignore[import-untyped]  # it has no types
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.assets.fingerprint import asset, gather, reached, stylesheet
from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source

FONT = PurePosixPath("assets/face.0123456789ab.woff2")


def source(css: str) -> Source:
    return Source(path=PurePosixPath("content/a/own.css"), text=css, inside=PurePosixPath("a"))


def urls(css: str) -> list[str]:
    """Return every address in a stylesheet, found by a parser."""
    found = []

    def visit(tokens: list[object]) -> None:
        for token in tokens:
            if isinstance(token, tinycss2.ast.URLToken):
                found.append(token.value)
            elif isinstance(token, tinycss2.ast.FunctionBlock):
                if token.lower_name in {"url", "src"}:
                    texts = (each for each in token.arguments if each.type == "string")
                    found.extend(text.value for text in texts)
                visit(token.arguments)
            elif hasattr(token, "content"):
                visit(token.content)

    visit(tinycss2.parse_component_value_list(css))
    return found


# ---------------------------------------------------------------------- names


def test_name_holds_the_beginning_of_the_hash() -> None:
    made = asset("reveal.js", b"reveal")
    assert str(made.path) == f"assets/reveal.{hashlib.sha256(b'reveal').hexdigest()[:12]}.js"
    assert made.content == b"reveal"


@pytest.mark.parametrize(
    ("name", "stem", "ending"),
    [
        ("pictures/Millrace Park, 50% lit.JPG", "millrace-park-50-lit", "jpg"),
        ("Élodie à Genève.webp", "elodie-a-geneve", "webp"),
        ("font:atkinson.woff2", "atkinson", "woff2"),
        ("C:\\photos\\Bus station.png", "bus-station", "png"),
        ("jake-nackos-IF9TK5Uy-KI-unsplash (1).jpg", "jake-nackos-if9tk5uy-ki-unsplash-1", "jpg"),
        ("日本.svg", "file", "svg"),
        ("CON.css", "con-file", "css"),
        ("lpt1.css", "lpt1-file", "css"),
        ("archive.tar.gz", "archive-tar", "gz"),
        ("x" * 300 + ".js", "x" * 60, "js"),
    ],
)
def test_name_is_safe_and_still_readable(name: str, stem: str, ending: str) -> None:
    parts = asset(name, b"").path.name.split(".")
    assert (parts[0], parts[-1]) == (stem, ending)


@given(st.text(), st.binary(max_size=10))
def test_any_name_becomes_one_safe_file_name(name: str, content: bytes) -> None:
    path = asset(name, content).path
    assert path.parent == PurePosixPath("assets")
    assert re.fullmatch(r"[a-z0-9-]{1,66}\.[0-9a-f]{12}(\.[a-z0-9-]+)?", path.name)


def test_other_content_has_another_name() -> None:
    assert asset("deck.css", b"a").path != asset("deck.css", b"b").path


# ---------------------------------------------------------------- stylesheets


def test_stylesheet_names_its_neighbours_by_their_hashed_names() -> None:
    sink = Sink()
    made = gather(
        {
            "fonts.css": b'@font-face { src: url("face.woff2") format("woff2") }',
            "face.woff2": b"font",
        },
        sink,
    )
    sheet = next(each for each in made.artifacts if each.path.suffix == ".css")
    assert urls(sheet.content.decode()) == [made.paths["face.woff2"].name]
    assert sink.diagnostics == ()


def test_stylesheet_is_hashed_after_its_links_were_led() -> None:
    css = b'a { background: url("face.woff2") }'
    one = gather({"a.css": css, "face.woff2": b"one"}, Sink())
    other = gather({"a.css": css, "face.woff2": b"other"}, Sink())
    assert one.paths["a.css"] != other.paths["a.css"]


@pytest.mark.parametrize(
    "link",
    [
        'url("../fonts/face.woff2")',
        "url(../fonts/face.woff2)",
        "url( '../fonts/face.woff2' )",
        "URL(../fonts/f%61ce.woff2)",
        "\\75rl(../fonts/face.woff2)",
        'image-set("../fonts/face.woff2" 1x)',
        "-webkit-image-set(url(../fonts/face.woff2) 2x)",
    ],
)
def test_every_way_to_write_a_link_is_led_to_the_neighbour(link: str) -> None:
    sink = Sink()
    neighbours = {"themes/fonts/face.woff2": FONT}
    css = f"@media screen {{ a {{ background: {link} }} }}"
    made = stylesheet("themes/night/own.css", css, neighbours, sink, source=source(css))
    assert urls(made.content.decode()) == [FONT.name]
    assert sink.diagnostics == ()


def test_fragment_of_a_link_is_kept() -> None:
    sink = Sink()
    neighbours = {"a/sprite.svg": PurePosixPath("assets/sprite.0.svg")}
    made = stylesheet("a/own.css", "a{fill:url(sprite.svg#arrow)}", neighbours, sink)
    assert urls(made.content.decode()) == ["sprite.0.svg#arrow"]


def test_what_only_looks_like_a_link_stays() -> None:
    css = '/* url("gone.png") */ a::before { content: "url(gone.png)" } b { fill: url(#own) }'
    sink = Sink()
    made = stylesheet("own.css", css, {}, sink, source=source(css))
    assert made.content.decode() == css
    assert sink.diagnostics == ()


def test_comment_in_a_stylesheet_of_ours_is_no_link() -> None:
    sink = Sink()
    made = stylesheet("own.css", '/* url("gone.png") */ a {}', {}, sink)
    assert b"gone.png" in made.content
    assert sink.diagnostics == ()


def test_picture_written_into_the_stylesheet_stays() -> None:
    css = 'a { background: url("data:image/png;base64,AAAA") }'
    sink = Sink()
    made = stylesheet("own.css", css, {}, sink, source=source(css))
    assert urls(made.content.decode()) == ["data:image/png;base64,AAAA"]
    assert sink.diagnostics == ()


@pytest.mark.parametrize(
    ("css", "code", "place"),
    [
        ("a {\n  background: url(gone.png) }", "missing-file", (2, 15)),
        ("@import 'other.css'; a {}", "remote", (1, 1)),
        ("@IMPORT url(https://fonts.example/x.css) screen; a {}", "remote", (1, 1)),
        ("a { background: url(https://cdn.example/x.png) }", "remote", (1, 17)),
        ("a { background: url(//cdn.example/x.png) }", "remote", (1, 17)),
        ("@font-face { src: url('data:font/woff2;base64,AA') }", "remote", (1, 19)),
        ("a { background: image-set('gone.png' 1x) }", "missing-file", (1, 27)),
        ("@\\69mport 'other.css';", "remote", (1, 1)),
    ],
)
def test_link_that_leads_nowhere_is_taken_out_and_told(
    css: str, code: str, place: tuple[int, int]
) -> None:
    sink = Sink()
    made = stylesheet("own.css", css, {}, sink, source=source(css))
    assert urls(made.content.decode()) == []
    assert b"import" not in made.content
    (found,) = sink.diagnostics
    assert found.span is not None
    assert (found.code, (found.span.line, found.span.column)) == (code, place)


_PIECES = st.sampled_from(
    [
        *("url(", "URL(", "u\\72l(", "src", "image-set(", "@import", "@font-face"),
        *('"', "'", ")", "(", "{", "}", "[", ";", ":", ",", "/*", "*/", "<!--", "-->"),
        *("http://x.example/a", "//x", "data:font/woff", "a", "#", " ", "\\", "\n"),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_stylesheet_is_read_and_leads_nowhere_else(css: str) -> None:
    made = stylesheet("own.css", css, {"a": FONT}, Sink(), source=source(css))
    for link in urls(made.content.decode()):
        assert not link or link.startswith("#") or link == FONT.name


def test_import_goes_without_the_rules_that_follow_it() -> None:
    css = "@import 'x.css'; a { color: red }"
    made = stylesheet("own.css", css, {}, Sink(), source=source(css))
    assert made.content.decode().strip() == "a { color: red }"


def test_style_moved_out_of_a_deck_finds_its_picture() -> None:
    neighbours = {"decks/map, 1.png": PurePosixPath("assets/map-1.0.png")}
    sink = Sink()
    made = stylesheet("a.css", 'b { c: url("asset:/decks/map, 1.png") }', neighbours, sink)
    assert urls(made.content.decode()) == ["map-1.0.png"]
    assert sink.diagnostics == ()


def test_links_of_our_own_need_no_parser() -> None:
    quick = gather({"a.css": b'b { c: url("d.png") }', "d.png": b""}, Sink())
    slow = gather({"a.css": b"b { c: url(d.png) }", "d.png": b""}, Sink())
    assert [urls(each.artifacts[0].content.decode()) for each in (quick, slow)] == [
        [quick.paths["d.png"].name]
    ] * 2


def test_only_assets_that_a_page_leads_to_are_kept() -> None:
    font = asset("plain.woff2", b"wOF2")
    style = asset("deck.css", f"@font-face{{src:url({font.path.name})}}".encode())
    script = asset("deck.js", b"go()")
    speaker = asset("speaker.js", f'import "./{script.path.name}"'.encode())
    page = f'<link href="../{style.path}"><img src="../assets/bins.0123456789ab.png">'
    pages = [
        Artifact(path=PurePosixPath("deck/index.html"), content=page.encode()),
        Artifact(path=PurePosixPath("deck/report.pdf"), content=str(speaker.path).encode()),
    ]
    assert set(reached([font, style, script, speaker], pages)) == {style, font}
    own = asset("author.css", f"@font-face{{src:url({font.path.name})}}".encode())
    assert set(reached([font, style, script, speaker], [own])) == {font}
    lectern = Artifact(path=PurePosixPath("deck/speaker.html"), content=str(speaker.path).encode())
    assert set(reached([font, style, script, speaker], [lectern])) == {speaker, script}

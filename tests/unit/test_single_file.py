"""A page with all that it needs written into it."""

from __future__ import annotations

import base64
import hashlib
from pathlib import PurePosixPath

import pytest
from selectolax.lexbor import LexborHTMLParser

from csp_slides.editions.single_file import enclose

PLACE = PurePosixPath("walk/index.html")

FILES = {
    PurePosixPath(f"assets/{name}"): content
    for name, content in {
        "a.1.css": b'@font-face { src: url("f.1.woff2") }\r\nbody::after { content: "</style>" }',
        "f.1.woff2": b"font",
        "first.1.js": b"var a = '<!-- </script> -->';\r\n",
        "last.1.js": b"var b = 1;",
        "later.1.js": b"var c = 1;",
        "p.1.jpg": b"large jpg",
        "p.2.avif": b"avif",
        "p.3.webp": b"narrow",
        "p.4.webp": b"projector",
        "p.5.webp": b"wide",
        "film.1.mp4": b"film",
        "plan.1.pdf": b"plan",
    }.items()
}

PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Walk</title>
<link rel="stylesheet" href="../assets/a.1.css" id="main" media="not all">
<script src="../assets/first.1.js"></script>
<script defer src="../assets/last.1.js"></script>
<script defer src="../assets/later.1.js"></script>
<script type="application/ld+json">{"a": 1}</script>
</head><body>
%s
</body></html>
"""


def enclosed(body: str, **more: bytes) -> LexborHTMLParser:
    return LexborHTMLParser(enclose((PAGE % body).encode(), PLACE, FILES, **more))


def data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    (found,) = tree.css(selector)
    return found.attributes.get(name)


def policy(tree: LexborHTMLParser) -> dict[str, list[str]]:
    stated = attribute(tree, "meta[http-equiv=Content-Security-Policy]", "content") or ""
    return {name: values for name, *values in (part.split() for part in stated.split("; "))}


def test_nothing_in_the_page_leads_to_a_file() -> None:
    tree = enclosed('<img src="../assets/p.1.jpg" alt="">')
    for element in tree.css("[src], link[href]"):
        address = element.attributes.get("src") or element.attributes.get("href") or ""
        assert address.startswith("data:")


def test_stylesheet_keeps_what_scripts_know_it_by_and_its_fonts() -> None:
    tree = enclosed("")
    (style,) = tree.css("style")
    assert (style.attributes["id"], style.attributes["media"]) == ("main", "not all")
    assert data("font/woff2", b"font") in style.text()
    assert "</style" not in style.text()


def test_scripts_run_in_their_order_and_the_last_ones_after_the_page() -> None:
    tree = enclosed("<p>Words</p>")
    scripts = [each for each in tree.css("script") if not each.attributes.get("type")]
    assert [each.text().strip()[:5] for each in scripts] == ["var a", "var b", "var c"]
    assert [each.parent.tag for each in scripts if each.parent] == ["head", "body", "body"]
    assert scripts[1].prev is not None
    assert scripts[0].text() == "var a = '<\\!-- <\\/script> -->';\n"


def test_policy_names_exactly_what_stands_in_the_page() -> None:
    tree = enclosed("")
    stated = policy(tree)

    def hashes(texts: list[str]) -> list[str]:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return sorted(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)

    runs = [each.text() for each in tree.css("script") if not each.attributes.get("type")]
    assert stated == {
        "default-src": ["'none'"],
        "script-src": hashes(runs),
        "style-src": hashes([each.text() for each in tree.css("style")]),
        "img-src": ["data:"],
        "font-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    first = tree.css("head > meta")[:2]
    assert [each.attributes.get("charset") for each in first] == ["utf-8", None]


def test_one_copy_of_a_picture_is_kept() -> None:
    tree = enclosed(
        '<picture><source type="image/avif" srcset="../assets/p.2.avif 960w">'
        '<source type="image/webp" srcset="../assets/p.3.webp 960w, ../assets/p.4.webp 1920w, '
        '../assets/p.5.webp 2560w" sizes="100vw">'
        '<img src="../assets/p.1.jpg" srcset="../assets/p.1.jpg 1920w" sizes="100vw" alt="A">'
        "</picture>"
    )
    assert tree.css("source") == []
    assert attribute(tree, "img", "src") == data("image/webp", b"projector")
    assert attribute(tree, "img", "srcset") is None
    assert attribute(tree, "img", "sizes") is None


def test_picture_behind_a_slide_is_there_once() -> None:
    tree = enclosed(
        '<section data-background-image="../assets/p.1.jpg" data-background-color="#123456">'
        '<div class="backdrop"><picture><img src="../assets/p.1.jpg" alt=""></picture></div>'
        "</section>"
        '<section id="bare" data-background="../assets/p.1.jpg"></section>'
    )
    first, bare = tree.css("section")
    assert "data-background-image" not in first.attributes
    assert first.attributes["data-background-color"] == "#123456"
    assert bare.attributes["data-background"] == data("image/jpeg", b"large jpg")


def test_picture_behind_several_slides_is_kept_once() -> None:
    behind = (
        '<section><div class="backdrop"><picture><img src="../assets/%s" alt="%s">'
        "</picture></div></section>"
    )
    shown = [("p.1.jpg", ""), ("p.3.webp", ""), ("p.1.jpg", ""), ("p.1.jpg", "A park")]
    tree = enclosed("".join(behind % each for each in shown))
    first, other, again, described = tree.css(".backdrop")
    assert again.attributes["data-as"] == "0"
    assert again.css("img") == []
    for each in (first, other, described):
        assert "data-as" not in each.attributes
        assert len(each.css("img[src^='data:']")) == 1


def test_film_is_let_play_only_where_there_is_one() -> None:
    tree = enclosed('<video><source src="../assets/film.1.mp4"></video>')
    assert attribute(tree, "video source", "src") == data("video/mp4", b"film")
    assert policy(tree)["media-src"] == ["data:", "blob:"]


def test_film_that_waits_for_its_slide_comes_along_too() -> None:
    tree = enclosed('<video data-src="../assets/film.1.mp4"></video>')
    assert attribute(tree, "video", "data-src") == data("video/mp4", b"film")


def test_of_the_films_behind_a_slide_the_first_that_is_there_comes_along() -> None:
    behind = '<section data-background-video="gone.webm, ../assets/film.1.mp4"></section>'
    tree = enclosed(behind)
    assert attribute(tree, "section", "data-background-video") == data("video/mp4", b"film")
    assert "media-src" in policy(tree)


def test_file_to_download_comes_along() -> None:
    tree = enclosed('<a href="../assets/plan.1.pdf">Plan</a><a href="#x">X</a>')
    plan, other = tree.css("a")
    assert plan.attributes["href"] == data("application/pdf", b"plan")
    assert plan.attributes["download"] == "plan.1.pdf"
    assert dict(other.attributes) == {"href": "#x"}


@pytest.mark.parametrize(
    "body",
    [
        "<p>&lt;script src=\"../assets/last.1.js\"&gt; &amp; 'more'</p>",
        "<pre>\n\n  two  </pre>",
        '<p title="&quot;&amp;&lt;">a\N{NO-BREAK SPACE}b</p>',
    ],
)
def test_words_stay_as_they_are(body: str) -> None:
    before = LexborHTMLParser(PAGE % body).css_first("body > *")
    after = enclosed(body).css_first("body > *")
    assert before is not None
    assert after is not None
    assert after.html == before.html


def test_speakers_view_is_folded_in() -> None:
    speaker = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Said</title>'
        '<meta name="color-scheme" content="dark">'
        '<link rel="stylesheet" href="../assets/a.1.css">'
        '<script defer src="../assets/last.1.js"></script>'
        '<script defer src="../assets/first.1.js"></script></head>'
        '<body class="speaker" data-deck="index.html" data-slug="walk">'
        '<iframe src="index.html?view=frame" title="Now"></iframe></body></html>'
    )
    tree = enclosed("<p>Words</p>", speaker=speaker.encode())
    (template,) = tree.css("template#speaker-page")
    assert {name: template.attributes[f"data-{name}"] for name in ("title", "scheme", "class")} == {
        "title": "Said",
        "scheme": "dark",
        "class": "speaker",
    }
    assert template.attributes["data-deck"] == "?"
    assert 'src="?view=frame"' in (template.html or "")
    assert (template.html or "").count("var b") == 0
    assert (template.html or "").count("var a") == 1
    assert policy(tree)["frame-src"] == ["'self'", "file:"]


def test_same_page_gives_the_same_bytes() -> None:
    html = (PAGE % "<p>Words</p>").encode()
    assert enclose(html, PLACE, FILES) == enclose(html, PLACE, FILES)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csp_slides.markdown.allowed import ELEMENTS, GLOBAL, is_made_up
from csp_slides.markdown.options import MarkdownSettings
from csp_slides.markdown.sanitise import write_safely
from csp_slides.markdown.tree import Element, read_tree, write_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read


@pytest.mark.parametrize(
    ("html", "code", "left"),
    [
        ("<script>alert(1)</script>", "script", ""),
        ("<SCRIPT SRC='http://x/y.js'></SCRIPT>", "script", ""),
        ("<p onclick='x()'>a</p>", "handler", "<p>a</p>"),
        ("<p ONMOUSEOVER=x>a</p>", "handler", "<p>a</p>"),
        ("<svg onload=x><path d='M0'/></svg>", "handler", '<svg><path d="M0"></path></svg>'),
        ("<object data=x>a</object>", "html", ""),
        ("<embed src=x>", "html", ""),
        ("<base href='http://x/'>", "html", ""),
        ("<meta http-equiv=refresh content='0;url=x'>", "html", ""),
        ("<form action=x>a</form>", "html", "a"),
        ("<input name=x>", "html", ""),
        ("<fieldset>a</fieldset>", "html", "a"),
        ("<set>a</set>", "html", "a"),
        ("<textarea>a</textarea>", "html", ""),
        ("<blink>a</blink>", "html", "a"),
        ("<font-face>a</font-face>", "html", "a"),
        (
            "<my-widget onclick=x size=3>a</my-widget>",
            "handler",
            '<my-widget size="3">a</my-widget>',
        ),
        ("<template><b>a</b></template>", "html", ""),
        ("<noscript>a</noscript>", "html", ""),
        ("<svg><foreignObject><p>a</p></foreignObject></svg>", "html", "<svg></svg>"),
        ("<svg><use href='x.svg#a'/></svg>", "html", "<svg></svg>"),
        ("<svg><animate attributeName=href to=x /></svg>", "html", "<svg></svg>"),
        ("<p formaction=x>a</p>", "attribute", "<p>a</p>"),
        (
            "<p style='color: red; behavior: url(x)'>a</p>",
            "style",
            '<p class="styled-35eac301">a</p>',
        ),
        ("<svg><g fill='url(http://x)'/></svg>", "attribute", "<svg><g></g></svg>"),
    ],
)
def test_what_a_public_page_may_not_hold_is_left_out_and_said(
    read: Callable[..., Read], html: str, code: str, left: str
) -> None:
    found = read(f"# A\n\n<div>\n{html}\n</div>\n")
    assert code in found.codes
    assert all(line == 4 for _, line, _ in found.said)
    assert inside(found) == left


@pytest.mark.parametrize(
    "html",
    [
        '<div class="r-stack"><p class="fragment fade-up" data-fragment-index="1">a</p></div>',
        '<h2 class="r-fit-text" data-id="x" id="b">a</h2>',
        "<details><summary>a</summary>b</details>",
        '<table><tbody><tr><th>a</th><td colspan="2">a</td></tr></tbody></table>',
        '<ol start="3"><li value="5">a</li></ol>',
        '<p lang="cy" dir="ltr" aria-label="b" role="note">a</p>',
        "<kbd>a</kbd>",
        '<my-columns class="wide">a</my-columns>',
        '<svg viewBox="0 0 1 1"><g fill="none"><circle r="1"></circle></g></svg>',
        "<math><mfrac><mn>1</mn><mi>x</mi></mfrac></math>",
        '<section data-auto-animate="">a</section>',
    ],
)
def test_what_slides_are_made_of_is_kept(read: Callable[..., Read], html: str) -> None:
    found = read(f"# A\n\n<div>\n{html}\n</div>\n")
    assert inside(found) == html
    assert found.said == []


def inside(found: Read) -> str:
    return found.html.removeprefix('<h1 id="a">A</h1>\n<div>').removesuffix("</div>").strip()


def test_every_loss_is_said_at_its_own_line(read: Callable[..., Read]) -> None:
    found = read(
        "# A\n\n<div>\n<p onclick=x>a</p>\n<script>1</script>\n</div>\n\n"
        "words <b onfocus=y>c</b>\n\n- d <script>2</script>\n"
    )
    assert found.said == [
        ("handler", 4, 4),
        ("script", 5, 1),
        ("handler", 8, 10),
        ("script", 10, 5),
    ]


def test_a_tag_that_is_not_well_formed_is_read_as_in_a_browser(
    read: Callable[..., Read],
) -> None:
    found = read("<div title='<b onclick=x>'\nonclick=y>a</div>\n\n<p <b>c</p>\n")
    assert "onclick=y" not in found.html
    assert "handler" in found.codes


def test_a_style_becomes_a_class_of_the_deck_s_stylesheet(read: Callable[..., Read]) -> None:
    found = read('<p style="color: red">a</p>\n<i style="color:red">b</i>\n<b style="x:y">c</b>\n')
    assert 'style="' not in found.html
    assert found.html.count('class="styled-35eac301"') == 2
    assert found.deck.stylesheet == (
        ":is(#\\_, .styled-35eac301) { color: red }\n:is(#\\_, .styled-4f2f24b4) { x: y }\n"
    )


def test_a_slide_s_style_becomes_a_class_too(read: Callable[..., Read]) -> None:
    slide = read('<!-- .slide: class="a" style="color: red" -->\n# A\n').slide
    assert slide.attributes == {"class": "a styled-35eac301"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".reveal h1 { color: red; }", ".reveal h1 { color: red }"),
        ("@media print { p { color: red } }", "@media print { p { color: red } }"),
        ("@keyframes a { from { top: 0 } }", "@keyframes a { from { top: 0 } }"),
        ("@import 'http://x/y.css'; p { top: 0 }", "p { top: 0 }"),
        ("p { background: url(http://x/y.png); top: 0 }", "p { top: 0 }"),
        ("p { width: expression(alert(1)); top: 0 }", "p { top: 0 }"),
        ("p { -moz-binding: url(x); top: 0 }", "p { top: 0 }"),
        ("p { background: image-set('http://x' 1x); top: 0 }", "p { top: 0 }"),
        ("p { background: url(gone.png); top: 0 }", "p { top: 0 }"),
        ("p { fill: url(#a) !important }", 'p { fill: url("#a") !important }'),
        ("p { --x: 1px; &:hover { top: 0 } }", "p { --x: 1px; &:hover { top: 0 } }"),
        ("}}} p { top: 0 }", "}}} p { top: 0 }"),
        ("</style><p>", None),
        ("(" * 100, None),
    ],
)
def test_a_style_element_moves_to_the_stylesheet(
    read: Callable[..., Read], css: str, kept: str | None
) -> None:
    deck = read(f"# A\n\n<style>\n{css}\n</style>\n").deck
    assert deck.stylesheet.strip() == (kept or "") or (kept or "") in deck.stylesheet
    assert "http" not in deck.stylesheet
    assert "gone" not in deck.stylesheet


def test_a_style_may_name_a_local_file(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "dot.png").touch()
    deck = read("<p style=\"background: url('dot.png')\">a</p>\n").deck
    assert 'url("asset:/decks/dot.png")' in deck.stylesheet
    assert deck.stylesheet_resources == ("decks/dot.png",)


def test_a_linked_style_file_is_the_deck_s(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "own.css").touch()
    found = read('<link rel="stylesheet" href="own.css">\n\n# A\n')
    assert found.deck.stylesheets == ("decks/own.css",)


def test_a_page_of_an_allowed_site_may_be_framed(read: Callable[..., Read]) -> None:
    settings = MarkdownSettings(frames=("https://maps.example.org",))
    found = read('<iframe src="https://maps.example.org/x"></iframe>\n', settings)
    assert 'src="https://maps.example.org/x"' in found.html
    assert found.said == []


@pytest.mark.parametrize(
    "address",
    ["https://maps.example.org.evil.example/", "http://maps.example.org/", "//x.example/"],
)
@pytest.mark.parametrize("name", ["src", "data-src"])
def test_any_other_page_becomes_a_link(read: Callable[..., Read], address: str, name: str) -> None:
    settings = MarkdownSettings(frames=("https://maps.example.org",))
    found = read(f'# A\n\n<iframe {name}="{address}" title="Map"></iframe>\n', settings)
    assert "<iframe" not in found.html
    assert ">Map</a>" in found.html
    assert found.said == [("frame", 3, len(f"<iframe {name}=") + 2)]


@pytest.mark.parametrize("name", ["src", "data-src"])
def test_a_page_of_the_content_may_be_framed(
    read: Callable[..., Read], content: Path, name: str
) -> None:
    (content / "decks" / "map.html").touch()
    found = read(f'<iframe {name}="map.html" frameborder="0" scrolling="no"></iframe>\n')
    assert f'{name}="asset:/decks/map.html"' in found.html
    assert found.said == []


def test_a_page_that_is_not_there_is_said_to_be_missing(read: Callable[..., Read]) -> None:
    found = read('<iframe src="map.html"></iframe>\n')
    assert found.html == '<p class="frame">map.html</p>'
    assert found.said == [("missing-file", 1, 14)]


def test_a_page_behind_a_slide_that_may_not_be_framed_is_a_link(
    read: Callable[..., Read],
) -> None:
    found = read('<!-- .slide: data-background-iframe="https://maps.example.org/a" -->\n')
    assert found.slide.attributes == {}
    assert found.html.endswith(
        '<p class="frame"><a href="https://maps.example.org/a" rel="noopener noreferrer">'
        "maps.example.org</a></p>"
    )
    assert found.said == [("frame", 1, 38)]


def test_a_script_address_is_no_frame(read: Callable[..., Read]) -> None:
    found = read("<iframe src='javascript:alert(1)'></iframe>\n")
    assert found.html == ""
    assert "frame" in found.codes


@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('href="https://maps.example.org/" data-preview-link', True),
        ('href="https://x.example/" data-preview-link', False),
        ('href="#" data-preview-link="https://x.example/"', False),
        ('href="https://x.example/" data-preview-link="false"', True),
    ],
)
def test_a_link_opens_over_the_slide_only_where_it_may_be_framed(
    read: Callable[..., Read], attributes: str, *, kept: bool
) -> None:
    settings = MarkdownSettings(frames=("https://maps.example.org",))
    found = read(f"<a {attributes}>x</a>\n", settings)
    assert ("data-preview-link" in found.html) is kept
    assert (found.codes == ["frame"]) is not kept


def test_a_trusted_deck_keeps_more_but_nothing_the_policy_bars(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "decks" / "own.js").touch()
    found = read(
        "<my-widget size=3 onclick=x>a</my-widget>\n<select><option>b</select>\n"
        "<script src='own.js'></script><script>1</script><a href='javascript:x'>c</a>\n",
        MarkdownSettings(trusted=True),
    )
    assert '<my-widget size="3">a</my-widget>' in found.html
    assert "<select><option>b</option></select>" in found.html
    assert '<script src="asset:/decks/own.js" defer=""></script>' in found.html
    assert found.codes == ["handler", "script", "link"]
    assert "href" not in found.html


TAGS = sorted(
    [
        *ELEMENTS,
        "script",
        "style",
        "template",
        "textarea",
        "noscript",
        "form",
        "xmp",
        "madeup",
        "made-up",
    ]
)
NAMES = [
    "class",
    "id",
    "onclick",
    "href",
    "src",
    "style",
    "data-x",
    "xlink:href",
    "srcdoc",
    "action",
]
VALUES = ["x", "javascript:alert(1)", "&#106;avascript:x", "http://x/", '" onclick="x', "url(x)"]


@st.composite
def markup(draw: st.DrawFn) -> str:
    parts = draw(
        st.lists(
            st.one_of(
                st.builds(
                    "<{} {}={}>".format,
                    st.sampled_from(TAGS),
                    st.sampled_from(NAMES),
                    st.sampled_from(VALUES),
                ),
                st.builds(
                    "<{} {}='{}'".format,
                    st.sampled_from(TAGS),
                    st.sampled_from(NAMES),
                    st.sampled_from(VALUES),
                ),
                st.builds("</{}>".format, st.sampled_from(TAGS)),
                st.sampled_from(
                    ["text", "<!--", "-->", "--!>", "]]>", "<![CDATA[", "\n\n", "`", ">", "<"]
                ),
            ),
            max_size=12,
        )
    )
    return "".join(parts)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=markup())
def test_nothing_but_what_is_allowed_is_ever_left(read: Callable[..., Read], text: str) -> None:
    found = read(f"# A\n\n{text}\n")
    for slide in found.slides:
        for html in (slide.body.html, *(note.html for note in slide.notes)):
            check(html)


def check(html: str) -> None:
    for element in read_tree(html).root.elements():
        made_up = is_made_up(element.tag)
        assert element.tag in ELEMENTS or made_up
        for name, value in element.attributes.items():
            own = ELEMENTS.get(element.tag, set())
            assert made_up or name in own or name in GLOBAL or name.startswith(("data-", "aria-"))
            assert not name.startswith(("on", "style", "data-csp"))
            if name in {"href", "src"}:
                assert not value.strip().lower().startswith(("javascript", "data:text"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(markup())
def test_a_tree_that_is_written_reads_as_itself(text: str) -> None:
    first = read_tree(write_safely(read_tree(text).root)).root
    again = read_tree(write_tree(first)).root
    assert write_tree(again) == write_tree(first)


def test_nothing_is_lost_when_nothing_is_wrong() -> None:
    html = "<p>a &lt; b &amp; c\u00a0d</p><pre>\n\nx</pre><pre><code>x\n\ny</code></pre>"
    first, second, third = read_tree(write_tree(read_tree(html).root)).root.children
    texts = [each.text for each in (first, second, third) if isinstance(each, Element)]
    assert texts == ["a < b & c\u00a0d", "\nx", "x\n\ny"]

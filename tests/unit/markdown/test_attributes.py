from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


@pytest.mark.parametrize(
    ("comment", "attributes"),
    [
        ('.slide: class="a b" data-x="1"', {"class": "a b", "data-x": "1"}),
        (".slide: data-auto-animate ", {"data-auto-animate": ""}),
        ('.slide: data-a data-b="1" data-c ', {"data-a": "", "data-b": "1", "data-c": ""}),
        ('.slide:class="a"', {"class": "a"}),
        (".slide: class='a'", {}),
        (".slide: class=a", {}),
        ('.slide class="a"', {}),
        ('.slide: data-state="" class="a"', {"class": "a"}),
        ('.slide: DATA-X="1"', {"data-x": "1"}),
        ('.slide: data-x="1"\ndata-y="2"', {"data-x": "1"}),
        ('.slide: data-note-x="1 > 2 -- 3"', {"data-note-x": "1 > 2 -- 3"}),
        ('words .slide: class="a"', {"class": "a"}),
        ('.slide: hidden="x" aria-label="Budget"', {"hidden": "x", "aria-label": "Budget"}),
    ],
)
def test_a_slide_comment_gives_these_attributes(
    read: Callable[..., Read], comment: str, attributes: dict[str, str]
) -> None:
    assert read(f"<!-- {comment} -->\n# A\n").slide.attributes == attributes


def test_a_later_comment_replaces_a_class(read: Callable[..., Read]) -> None:
    text = '<!-- .slide: class="a" id="x" -->\n# A\n\nNote: x <!-- .slide: class="b" -->\n'
    assert read(text).slide.attributes == {"class": "b", "id": "x"}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("- a <!-- .element: {} -->\n- b\n", '<ul>\n<li class="f">a </li>\n<li>b</li>\n</ul>'),
        ("- a\n- b\n<!-- .element: {} -->\n", '<ul>\n<li>a</li>\n<li class="f">b\n</li>\n</ul>'),
        ("- a\n<!-- .element: {} -->\n- b\n", '<ul>\n<li class="f">a\n</li>\n<li>b</li>\n</ul>'),
        ("- a\n- b\n\n<!-- .element: {} -->\n", '<ul class="f">\n<li>a</li>\n<li>b</li>\n</ul>'),
        ("a <!-- .element: {} -->\n", '<p class="f">a </p>'),
        ("a *b* c <!-- .element: {} -->\n", '<p>a <em class="f">b</em> c </p>'),
        ("a<br><!-- .element: {} -->\n", '<p class="f">a<br></p>'),
        ("a <!-- .element: {} --->\n", '<p class="f">a </p>'),
        ("> a\n\n<!-- .element: {} -->\n", '<blockquote class="f">\n<p>a</p>\n</blockquote>'),
        (
            "![a](data:image/png;base64,A) <!-- .element {} -->\n",
            '<p><img src="data:image/png;base64,A" alt="a" class="f"> </p>',
        ),
    ],
)
def test_an_element_comment_works_on(read: Callable[..., Read], text: str, html: str) -> None:
    found = read(text.replace("{}", 'class="f"'))
    assert found.html == html


def test_an_element_comment_at_the_top_works_on_the_slide(read: Callable[..., Read]) -> None:
    assert read('<!-- .element: class="z" -->\n# A\n').slide.attributes == {"class": "z"}


def test_an_element_comment_in_notes_stays_in_the_notes(read: Callable[..., Read]) -> None:
    slide = read('# A\n\nNote: said <!-- .element: class="z" -->\n').slide
    assert slide.attributes == {}
    assert 'class="z"' in slide.notes[0].html


def test_a_comment_that_lands_on_a_few_words_is_hinted(read: Callable[..., Read]) -> None:
    found = read('# A\n\n- **b** y <!-- .element: class="fragment" -->\n')
    (hint,) = found.sink.diagnostics
    assert hint.span is not None
    assert (hint.code, hint.span.line, hint.span.column) == ("element-attr-on-inline", 3, 11)


def test_no_comment_is_left(read: Callable[..., Read]) -> None:
    found = read(
        "# A <!-- private: ask legal -->\n\n<!-- more\nprivate -->\n\n<div><!-- x --></div>\n"
    )
    assert "<!--" not in found.html
    assert "private" not in found.html
    assert "x" not in found.html


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('onclick="x()"', "handler"),
        ('background="x.png"', "attribute"),
        ('data-background="nocolour"', "background"),
        ('data-background="#12"', "background"),
        ('data-background-opacity="half"', "background"),
        ('data-background-gradient="url(http://x)"', "background"),
        ('data-background-iframe="https://example.org/"', "frame"),
        ('data-background-image="https://example.org/a.png"', "remote"),
        ('data-state="url(http://x)"', "attribute"),
    ],
)
def test_what_the_pages_cannot_have_is_left_out_and_said(
    read: Callable[..., Read], attribute: str, code: str
) -> None:
    found = read(f'# A\n\n<!-- .slide: class="k" {attribute} -->\n')
    assert found.codes == [code]
    (_, line, column) = found.said[0]
    assert line == 3
    assert column > len('<!-- .slide: class="k" ')
    kept = {name for name in found.slide.attributes if name != "data-background-image"}
    assert kept == {"class"}


@pytest.mark.parametrize(
    "value",
    [
        "#123",
        "#11223344",
        "red",
        "rgb(1 2 3 / 50%)",
        "linear-gradient(to right, #123, hsl(1,2%,3%))",
    ],
)
def test_a_background_may_be_any_paint(read: Callable[..., Read], value: str) -> None:
    found = read(f'<!-- .slide: data-background="{value}" -->\n# A\n')
    assert found.slide.attributes == {"data-background": value}
    assert found.said == []


def test_a_hidden_slide_is_marked(read: Callable[..., Read]) -> None:
    found = read('<!-- .slide: data-visibility="hidden" -->\n# A\n\n---\n\n# B\n')
    assert [slide.hidden for slide in found.slides] == [True, False]

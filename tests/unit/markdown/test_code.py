from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.tree import Element, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read


def codes(found: Read) -> list[Element]:
    return [each for each in read_tree(found.html).root.elements() if each.tag == "code"]


def lit(code: Element) -> list[str]:
    """The numbers of the lines that a step points out."""
    return [
        each.attributes["data-line"] for each in code.elements() if "highlight-line" in each.classes
    ]


def test_code_is_coloured_and_says_the_same(read: Callable[..., Read]) -> None:
    text = 'def f(x):\n    """Say <b>."""\n    return x  # yes'
    (code,) = codes(read(f"```python\n{text}\n```\n"))
    assert code.text == text
    assert code.classes == ["python", "hljs"]
    colours = {each.attributes.get("class") for each in code.elements()}
    assert {"hljs-keyword", "hljs-title", "hljs-string", "hljs-comment"} <= colours


@pytest.mark.parametrize(
    "language", ["", "text", "nolanguage", "console", "html", "yaml", "js", "bash", "diff", "c++"]
)
@pytest.mark.parametrize("text", ["x", "$ ls\nout", "", "a\n\n\tb ", "é \u2028 <>&'\"", "-a\n+b"])
def test_no_colour_changes_a_character(read: Callable[..., Read], language: str, text: str) -> None:
    (code,) = codes(read(f"# A\n\n```{language}\n{text}\n```\n"))
    assert code.text == text


def test_steps_are_fragments_that_are_not_read_out(read: Callable[..., Read]) -> None:
    first, second, third = codes(read("```js [1-2|3|]\na\nb\nc\n```\n"))
    assert first.attributes["data-line-numbers"] == "1-2|3|"
    assert (lit(first), lit(second), lit(third)) == (["1", "2"], ["3"], [])
    assert "aria-hidden" not in first.attributes
    for clone in (second, third):
        assert clone.attributes["aria-hidden"] == "true"
        assert "fragment" in clone.classes
        assert "data-line-numbers" not in clone.attributes
        assert clone.text == first.text
    assert "has-highlights" in second.classes
    assert "has-highlights" not in third.classes


@pytest.mark.parametrize(
    ("info", "numbers", "start", "name"),
    [
        ("js [712: 1,3|2]", "1,3|2", "712", "js"),
        ("[1]", "1", None, ""),
        ("js []", "", None, "js"),
        ("js", None, None, "js"),
        ("js {1}", None, None, "js {1}"),
        ("js [ 5 : ]", "5 : ", None, "js"),
    ][:5],
)
def test_an_info_string_is_read_as_reveal_js_reads_it(
    read: Callable[..., Read], info: str, numbers: str | None, start: str | None, name: str
) -> None:
    code = codes(read(f"```{info}\na\nb\nc\n```\n"))[0]
    assert code.attributes.get("data-line-numbers") == numbers
    assert code.attributes.get("data-ln-start-from") == start
    assert " ".join(word for word in code.classes if word not in {"hljs", "has-highlights"}) == name


def test_numbers_begin_where_the_deck_says(read: Callable[..., Read]) -> None:
    code = codes(read("```js [712: 2]\na\nb\n```\n"))[0]
    lines = [each.attributes["data-line"] for each in code.elements() if "line" in each.classes]
    assert lines == ["712", "713"]
    assert lit(code) == ["713"]


def test_fragment_indices_of_steps_go_on(read: Callable[..., Read]) -> None:
    first, second, third = codes(
        read(
            '<pre><code class="js" data-line-numbers="1|2|3" data-fragment-index="4">'
            "a\nb\nc</code></pre>\n"
        )
    )
    assert "data-fragment-index" not in first.attributes
    assert second.attributes["data-fragment-index"] == "4"
    assert third.attributes["data-fragment-index"] == "5"


def test_written_code_is_trimmed_when_it_asks_for_it(read: Callable[..., Read]) -> None:
    (code,) = codes(read("<pre><code data-trim>\n\n    a\n      b\n\n</code></pre>\n"))
    assert code.text == "a\n  b"


def test_code_with_elements_in_it_stays_as_it_is(read: Callable[..., Read]) -> None:
    found = read("<pre><code>a <mark>b</mark></code></pre>\n")
    assert "<mark>b</mark>" in found.html


def test_a_diagram_is_shown_as_its_source_and_said(read: Callable[..., Read]) -> None:
    found = read("# A\n\n```mermaid\ngraph TD; A-->B\n```\n")
    (code,) = codes(found)
    assert code.text == "graph TD; A-->B"
    assert found.said == [("diagram", 3, 1)]
    assert read("---\nmermaid: false\n---\n```mermaid\nx\n```\n").said == []


def test_a_hundred_steps_are_enough(read: Callable[..., Read]) -> None:
    steps = "|".join("1" for _ in range(500))
    assert len(codes(read(f"```js [{steps}]\na\n```\n"))) == 100

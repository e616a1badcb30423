from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csp_slides.markdown.options import Compat, MarkdownSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.markdown.conftest import Read

EVERYDAY = """\
---
title: Safer streets
verticalSeparator: ^\\+{3}
theme: night
revealOptions:
    transition: 'fade'
---

<!-- .slide: data-background-opacity="0.5" -->
<!-- .slide: data-background="./backgrounds/lamps.jpg" -->
## Safer streets

Cllr A. Example

+++

- Light
- People & places

Note:

Good evening.

### Light

We have 14 lamps – and £48,000.

---

## Performance

+++

---

<!-- .slide: data-background="#123" -->

## Q & A

Note:

Thank you.

---

FIN
"""


def test_an_everyday_deck_is_read(read: Callable[..., Read]) -> None:
    found = read(EVERYDAY)
    deck = found.deck
    assert (deck.title, deck.theme, deck.options) == (
        "Safer streets",
        "night",
        {"transition": "fade"},
    )
    assert [[slide.title for slide in stack.slides] for stack in deck.stacks] == [
        ["Safer streets", None],
        ["Performance", None],
        ["Q & A"],
        [None],
    ]
    assert [slide.empty for slide in found.slides] == [False, False, False, True, False, False]
    assert [len(slide.notes) for slide in found.slides] == [0, 1, 0, 0, 1, 0]
    assert found.slides[1].said == "Good evening. We have 14 lamps – and £48,000."
    assert found.slides[0].attributes == {
        "data-background-opacity": "0.5",
        "data-background": "asset:/missing/lamps.jpg",
    }
    assert found.said == [("missing-file", 10, 31), ("empty-slide", 32, 1)]
    assert found.quoted("missing-file") == "./backgrounds/lamps.jpg"


def test_a_slide_knows_where_it_begins(read: Callable[..., Read]) -> None:
    spans = [slide.span for slide in read(EVERYDAY).slides]
    assert [(span.line, span.column) for span in spans] == [
        (9, 1),
        (17, 1),
        (30, 1),
        (32, 1),
        (36, 1),
        (46, 1),
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('"a" -- b --- c ...', "<p>“a” – b — c …</p>"),
        ('`"a" -- b`', '<p><code>"a" -- b</code></p>'),
    ],
)
def test_typography_is_set_when_the_deck_asks_for_it(
    read: Callable[..., Read], text: str, html: str
) -> None:
    settings = "---\nrevealOptions:\n  markdown:\n    smartypants: true\n---\n"
    assert read(f"{settings}{text}\n").html == html
    assert read(f"{text}\n").html != "<p>“a” – b — c …</p>"


def test_lists_are_animated_when_the_deck_asks_for_it(read: Callable[..., Read]) -> None:
    settings = "---\nrevealOptions:\n  markdown:\n    animateLists: true\n---\n"
    assert read(f"{settings}- a\n- b\n").html.count('<li class="fragment">') == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("# A\n\n---\n\n" + "- " * 60 + "a\n", "too-deep", 5),
        ("# A\n\n" + "a " * 30_000, "too-long", 3),
        ("# A\n\n" + "[" * 2_500, "too-long", 3),
        ("# A\n\n---\n\n" + "b\n\n" * 70_000, "too-long", 5),
        ("# A\n\n" + "<div>\n\n" * 400, "too-deep", 1),
        ("a\n\n" * 700_000, "too-long", 1),
    ],
)
def test_what_is_beyond_all_measure_is_an_error_at_its_place(
    read: Callable[..., Read], text: str, code: str, line: int
) -> None:
    found = read(text)
    assert found.codes == [code]
    assert found.said[0][1] == line
    assert found.sink.has_errors


def test_elements_that_stand_very_deep_are_left_out_and_said(read: Callable[..., Read]) -> None:
    found = read("<div>" * 150 + "deep" + "</div>" * 150 + "\n")
    assert "deep" not in found.html
    assert "too-deep" in found.codes
    assert not found.sink.has_errors


PIECES = ["# A", "words", "\n", "\n\n", "---", "----", "Note: ", "<!-- ", " -->", ".slide: ", "```"]
PIECES += ['class="x"', "- ", "> ", "| a |", "|---|", "<div>", "</div>", "$", "[a](", "![b](", ")"]
PIECES += [
    "&lt;",
    "\t",
    "    ",
    "<script>",
    "*",
    "_",
    "`",
    "~~",
    "\\",
    "www.",
    "@",
    "://",
    ": ",
    "{}",
]

texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join) | st.text(max_size=60)


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=texts, compat=st.sampled_from(Compat))
def test_any_text_is_read_or_refused_in_words(
    read: Callable[..., Read], text: str, compat: Compat
) -> None:
    found = read(text.replace("\r", "\n"), MarkdownSettings(compat=compat))
    assert found.found is not None or found.sink.has_errors
    for diagnostic in found.sink.diagnostics:
        assert diagnostic.span is not None
        line = diagnostic.span.source.line(diagnostic.span.line)
        assert 1 <= diagnostic.span.column <= len(line) + 1


@settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(before=texts, after=texts)
def test_no_word_of_the_notes_is_ever_shown(
    read: Callable[..., Read], before: str, after: str
) -> None:
    text = f"{before}\n\nNote: sesame\n\n{after}".replace("---", "").replace("\r", "\n")
    found = read(text)
    # What stands between the two fences of a code block is code, and shown as such.
    if "note-in-code" in found.codes or found.found is None:
        return
    for slide in found.slides:
        assert "sesame" not in slide.body.html
        assert "sesame" not in str(slide.attributes)
    assert "sesame" not in found.deck.stylesheet


def test_a_missing_picture_is_reported_once_at_its_first_line(read: Callable[..., Read]) -> None:
    found = read("# A\n\n![The hall](gone.png)\n\n---\n\n![The hall](gone.png)\n\n![x](no.png)\n")
    assert found.said == [("missing-file", 3, 13), ("missing-file", 9, 6)]
    assert "(also on line 7)" in found.message("missing-file")


def test_the_same_advice_is_given_once_for_a_deck(read: Callable[..., Read]) -> None:
    links = "".join(f"- see https://a{n}.example/x\n" for n in range(9))
    (advice,) = read(f"# A\n\n{links}").sink.diagnostics
    assert advice.code == "link-text"
    assert "(also on lines 4, 5, 6, 7, 8 and 3 more)" in advice.message


def test_a_plug_in_s_file_is_left_out_with_what_to_do(read: Callable[..., Read]) -> None:
    found = read('# A\n\n<object data="a.swf"></object>\n\n<embed src="b.swf">\n')
    assert found.codes == ["html", "html"]
    assert all(each.help for each in found.sink.diagnostics)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<div>\n### Done\n- One\n</div>\n", [("markdown-in-html", 2, 1)]),
        ("<div>\n<div>\n- One\n</div>\n<div>\n1. Two\n</div>\n</div>\n", [3, 6]),
        ("<div class='left'>\nA **bold** word\n</div>\n", [2]),
        ("<hr>\n- One\n", [2]),
        ("<div>\n\n### Done\n\n- One\n\n</div>\n", []),
        ("<div>\nWords - with a dash, 2 * 3 ** 2\n</div>\n", []),
        ("<div><pre>\n# Code\n</pre></div>\n", []),
    ],
)
def test_markdown_that_is_shown_as_typed_is_reported_at_its_line(
    read: Callable[..., Read], text: str, said: list[tuple[str, int, int] | int]
) -> None:
    wanted = [each if isinstance(each, tuple) else ("markdown-in-html", each, 1) for each in said]
    assert read(text).said == wanted

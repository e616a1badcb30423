"""Generated decks, read here and by reveal.js's own Markdown plugin in a browser, side by side.

The plugin is that of reveal-md 6.1.4 (reveal.js 5.1.0, marked 4.3), under the page that reveal-md
wraps a deck in. Where marked reads Markdown differently from CommonMark and no slide is likely to
depend on it, the generator keeps away: an underlined heading or a table right behind a list or a
quotation, and a tag right behind a quotation.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.markdown.javascript_grammar import UntranslatableError
from csp_slides.markdown.javascript_regex import translate
from csp_slides.markdown.load import load_markdown
from csp_slides.markdown.options import Compat, MarkdownSettings
from csp_slides.markdown.separators import HORIZONTAL, VERTICAL
from tests.test_markdown_cases import EveryPicture, Tree, even, read_html, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLUGIN = Path(__file__).parents[1] / "csp_slides" / "vendor" / "testing" / "markdown.js"

READ = """async ([text, separator, vertical]) => {
  document.body.innerHTML = '<div class="reveal"><div class="slides"></div></div>';
  const attributes = `data-separator="${separator}" data-separator-vertical="${vertical}"`;
  document.querySelector(".slides").innerHTML =
    `<section data-markdown ${attributes}><textarea data-template>
            ${text}
          </textarea></section>`;
  const deck = document.querySelector(".reveal");
  await RevealMarkdown().init(
    { getConfig: () => ({ markdown: {} }), getRevealElement: () => deck });
  return document.querySelector(".slides").innerHTML;
}"""
"""Waits for no timer: a browser lets those of a page that is not in front come late."""

MATCH = """([expression, text]) => {
  let found;
  try { found = new RegExp(expression, "mg"); } catch { return null; }
  return [...text.matchAll(found)].map((match) => [match.index, match.index + match[0].length]);
}"""

DOUBTFUL = {"it refers back to a group that may not have matched", "it gives two groups one name"}
"""What JavaScript takes and is refused here, for Python has no equal."""

REFUSED = {"multiple-notes", "note-in-code", "script", "textarea", "indented-deck"}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(path=PLUGIN)
    yield page
    page.close()


words = st.sampled_from(
    [
        "words",
        "*em* and **strong**",
        "`code` here",
        "a  \nb",
        "~~gone~~",
        "[x](http://x.y/ 'z')",
        "![p](p.png)",
        "www.example.org",
        "a@example.org",
        "x <b>y</b> z",
        "R&D &lt; &copy;",
        "1 < 2",
        "<b>https://a.b/c</b>",
        "(see https://a.b/c). Now",
        "http://a.b/c_d_e*f*",
        '"www.a.b/c?d=e&f"!',
        "x@y.uk, a.b@c",
        "\\*no\\*",
        "a_b_c",
        "<br>",
        "“quoted” – dash",
        "http://example.org/a?b=1&c=2",
        "http://a.b/c?d=1&amp;amp;e=2&copy=3",
        "[café](https://café.example/ñ?x=%zz)",
        "<made_up>y</made_up> <made-up a=b>z</made-up>",
    ]
)
comments = st.sampled_from(
    [
        "",
        "",
        "",
        ' <!-- .element: class="fragment" -->',
        ' <!-- .element class="a b" data-x="1" -->',
        ' <!-- .slide: data-background="#fff" class="s" -->',
        " <!-- plain -->",
    ]
)
lines = st.builds("{}{}".format, words, comments)
headings = st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), lines)
bullets = st.sampled_from(["- {}", "* {}", "1. {}", "  - {}", "   1. {}", "- {}\n  more"])
lists = st.lists(st.builds(str.format, bullets, lines), min_size=1, max_size=4).map("\n".join)
loose = st.lists(st.builds("- {}".format, lines), min_size=2, max_size=3).map("\n\n".join)
tasks = st.builds("# do\n\n- [ ] a\n- [x] b{}\n\n# done".format, comments)
quotations = st.builds(
    "> {}{}".format,
    lines.map(lambda line: line.replace("\n", "\n> ")),
    st.sampled_from(["", "", "\n     > deep"]),
)
tables = st.builds(
    "| a | b |\n|{}|--:|\n| {} | 2 |".format,
    st.sampled_from(["---", ":-:"]),
    words.map(lambda text: text.replace("\n", " ")),
)
code = st.builds(
    "```{}\n{}\n```".format,
    st.sampled_from(["", "js", "py [1|2]", "html [5: 1-2]", "js {1}"]),
    st.sampled_from(["x", "a\n\nb", "<p>&amp;</p>", "  in\n    deeper"]),
)
html = st.sampled_from(
    [
        '<div class="r-hstack">\n\n**in**\n\n</div>',
        "<p>raw *html*</p>",
        "<ul><li>x</li></ul>",
        '<aside class="notes">aside</aside>',
        "<details>\n<summary>s</summary>\n\nt\n\n</details>",
    ]
)
alone = st.sampled_from(
    ['<!-- .slide: data-x="1" -->', '<!-- .element: class="z" -->', "***", "<!-- x -->", "+ "]
)
tight = st.one_of(headings, lines, lists, loose, tasks, alone)
closed = st.one_of(quotations, tables, code, html).map(lambda block: f"{block}\n")
notes = st.sampled_from(["", "", "Note: said *so*", "notes:\n- a\n- b", "NOTE: x\n\n## y"])


@st.composite
def slides(draw: st.DrawFn) -> str:
    text = ""
    for block in draw(st.lists(st.one_of(tight, closed), min_size=1, max_size=5)):
        text += block + draw(st.sampled_from(["\n\n", "\n\n", "\n"]))
    return text + draw(notes)


separators = st.sampled_from(["\n\n---\n\n", "\n\n----\n\n", "\n---\n"])
blank_lines = st.sampled_from(["", "", "", "\n\n", "\n\n\n"])


@st.composite
def decks(draw: st.DrawFn, *, blanks: bool) -> str:
    text = draw(st.sampled_from(["", "\n", "\n\n\n"])) + draw(slides())
    for slide in draw(st.lists(slides(), max_size=4)):
        text += draw(separators) + (draw(blank_lines) if blanks else "") + slide
    return text + draw(st.sampled_from(["", "\n", "\n---\n"]))


def arrange(section: Tree | str) -> Tree | str:
    """Put notes behind everything else, wherever in a slide they stand."""
    if isinstance(section, str):
        return section
    tag, attributes, children = section
    kept = tuple(
        (name, value) for name, value in attributes if not name.startswith("data-markdown")
    )
    if children and all(not isinstance(child, str) and child[0] == "section" for child in children):
        return tag, kept, tuple(arrange(child) for child in children)
    aside: list[Tree] = []
    rest = tuple(each for child in children for each in part(child, aside))
    return tag, kept, (*rest, *(each for each in aside if each[2]))


def part(child: Tree | str, aside: list[Tree]) -> tuple[Tree | str, ...]:
    if isinstance(child, str):
        return (child,)
    if child[0] == "aside":
        aside.append(("aside", (), child[2]))
        return ()
    inner = tuple(each for below in child[2] for each in part(below, aside))
    return ((child[0], child[1], inner),)


def in_browser(page: Page, text: str) -> tuple[Tree | str, ...]:
    raw = [
        expression.replace("\r", "\\r").replace("\n", "\\n")
        for expression in (HORIZONTAL, VERTICAL)
    ]
    sections = read_html(page.evaluate(READ, [text, *raw]))
    return tuple(arrange(even(section)) for section in sections if not isinstance(section, str))


def here(text: str, compat: Compat) -> tuple[tuple[Tree | str, ...], set[str]]:
    sink = Sink()
    path = PurePosixPath("deck.md")
    found = load_markdown(
        Source(path, text, path), EveryPicture(), sink, settings=MarkdownSettings(compat=compat)
    )
    assert found is not None
    codes = {diagnostic.code for diagnostic in sink.diagnostics}
    return tuple(arrange(even(section)) for section in shown(found)), codes


BROWSER: dict[str, Any] = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
}


@settings(max_examples=120, **BROWSER)
@given(text=decks(blanks=True))
def test_strictly_every_slide_is_the_plugin_s(page: Page, text: str) -> None:
    found, _ = here(text, Compat.STRICT)
    assert found == in_browser(page, text)


@settings(max_examples=120, **BROWSER)
@given(text=decks(blanks=False))
def test_usually_every_slide_is_the_plugin_s_but_for_what_is_refused(page: Page, text: str) -> None:
    found, codes = here(text, Compat.REVEAL_MD)
    if codes.isdisjoint(REFUSED):
        assert found == in_browser(page, text)


PIECES = [
    *"ab-+\n ",
    "\\n",
    "\\r?",
    "---",
    "^",
    "$",
    ".",
    "\\s",
    "\\w",
    "\\d",
    "\\b",
    "[^-]",
    "[-+a]",
]
PIECES += [
    "(a|b)",
    "(?:-|\\+)",
    "(?=a)",
    "(?!b)",
    "(?<=a)",
    "*",
    "+",
    "?",
    "{2}",
    "{1,2}",
    "{,2}",
    "]",
]
PIECES += [
    "+?",
    "|",
    "[^]",
    "[]",
    "\\x2d",
    "\\u0061",
    "\\cJ",
    "\\1",
    "(?<n>a)",
    "\\k<n>",
    "\\-",
    "(",
    "}",
]


@settings(max_examples=300, **BROWSER)
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=5),
    text=st.text(st.sampled_from("ab-+ \n\u2028é1_"), max_size=12),
)
def test_an_expression_matches_what_it_matches_in_a_browser(
    page: Page, pieces: list[str], text: str
) -> None:
    expression = "".join(pieces)
    expected = page.evaluate(MATCH, [expression, text])
    pattern = None
    reason = ""
    try:
        pattern = translate(expression, multiline=True)
    except UntranslatableError as refused:
        reason = refused.reason
    # What JavaScript refuses is refused; of what it takes, only the doubtful is.
    if pattern is None:
        assert expected is None or reason in DOUBTFUL
    elif expected is None or all(start < stop for start, stop in expected):
        # An empty match is of no use as a separator, and is refused there.
        assert [list(span) for span in pattern.find_all(text)] == expected

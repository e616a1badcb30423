from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csp_slides.markdown.text import render_block, render_line
from csp_slides.markdown.tree import read_tree


def test_paragraphs_lists_and_tables_are_made() -> None:
    html = render_block("One\ntwo.\n\n- a\n- **b**\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    tags = [each.tag for each in read_tree(html).root.elements()]
    assert tags.count("p") == 1
    assert tags.count("li") == 2
    assert '<td class="align-right">2</td>' in html


@pytest.mark.parametrize(
    ("level", "tags"), [(2, ["h2", "h4"]), (3, ["h3", "h5"]), (6, ["h6", "h6"])]
)
def test_headings_begin_at_the_given_level(level: int, tags: list[str]) -> None:
    html = render_block("## A\n\n#### B\n", heading_level=level)
    assert [each.tag for each in read_tree(html).root.elements()][1:] == tags


def test_raw_html_is_text() -> None:
    assert render_block("a <b>b</b> <script>1</script>") == (
        "<p>a &lt;b&gt;b&lt;/b&gt; &lt;script&gt;1&lt;/script&gt;</p>\n"
    )


@pytest.mark.parametrize(
    "link", ["https://example.org", "mailto:a@example.org", "tel:+441", "#a", "page.html"]
)
def test_links_lead_to_the_web_and_the_site(link: str) -> None:
    assert f'<a href="{link}">x</a>' in render_line(f"[x]({link})")


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///x", "blob:x"]
)
def test_no_link_runs_anything(link: str) -> None:
    assert "href" not in render_line(f"[x](<{link}>)")


def test_a_picture_is_its_description() -> None:
    assert render_line("![A *park*](https://x/y.png)") == "A <em>park</em>"


def test_a_line_is_one_line() -> None:
    assert render_line("a\n\n# b\n- c") == "a # b - c"


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab<>&\"'`*_[]()!#-|:/\n \t\\"), max_size=80))
def test_no_text_becomes_an_element_of_its_own(text: str) -> None:
    allowed = {"p", "em", "strong", "a", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br"}
    allowed |= {"h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
    for element in read_tree(render_block(text)).root.elements():
        assert element.tag in allowed | {"section", "del"}
        assert set(element.attributes) <= {"href", "title", "class", "start"}


@pytest.mark.parametrize("entity", ["&#8238;", "&#x2066;", "&#7;", "&#x202E;"])
def test_an_entity_brings_in_nothing_that_turns_words_round(entity: str) -> None:
    for html in (render_line(f"a{entity}b"), render_block(f"a{entity}b")):
        assert not set(html) & {"\u202e", "\u2066", "\x07"}
    assert render_line("hy&shy;phen &amp; joiner&zwj;") == "hy\u00adphen &amp; joiner\u200d"

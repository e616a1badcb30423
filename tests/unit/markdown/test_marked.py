"""What marked, which reveal.js uses, reads otherwise than the library that is used here."""

from __future__ import annotations

import pytest

from csp_slides.markdown.render import Style, render_markdown


def render(text: str) -> str:
    return render_markdown(text, Style(), places=False).strip()


@pytest.mark.parametrize("below", ["<!-- c -->", "<b>c</b>", "> c", "| c |"])
def test_a_line_below_an_item_is_inside_it_whatever_it_begins(below: str) -> None:
    html = render(f"- a\n{below}\n- b")
    assert html.count("<ul>") == 1
    assert html.count("<li>") == 2
    assert "c" in html.split("</li>")[0]


@pytest.mark.parametrize("below", ["# c", "```\nc\n```", "***"])
def test_a_heading_code_or_rule_ends_a_list(below: str) -> None:
    assert render(f"- a\n{below}").startswith("<ul>\n<li>a</li>\n</ul>")


def test_a_quotation_goes_on_however_far_in_its_sign_stands() -> None:
    assert render("> a\n     > b") == "<blockquote>\n<p>a\nb</p>\n</blockquote>"


def test_a_bullet_with_one_space_and_nothing_behind_it_begins_no_list() -> None:
    assert render("+ \n\na") == "<p>+</p>\n<p>a</p>"


def test_code_between_tags_keeps_its_margin_behind_a_blank_line() -> None:
    text = "<div>\n<pre><code>a\n\nif b:\n    stop()\n</code></pre>\n</div>"
    assert "<p>if b:\n    stop()\n" in render(text)
    assert "<p>if b:\nstop()</p>" in render("if b:\n    stop()")


def test_a_tag_may_have_underscores_in_its_name() -> None:
    assert render("a <b_c d=1>e</b_c> <f_") == "<p>a <b_c d=1>e</b_c> &lt;f_</p>"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://bridle.example/a?b=1&c=2", "https://bridle.example/a?b=1&amp;c=2"),
        ("https://a.é.example/ü%20%z", "https://a.%C3%A9.example/%C3%BC%20%z"),
        ("https://a.example/?b&amp;c&copy=1", "https://a.example/?b&amp;c&amp;copy=1"),
        ("www.a.example/ö", "http://www.a.example/%C3%B6"),
        ("[x](https://é.example/[50%])", "https://%C3%A9.example/%5B50%%5D"),
        ("![x](<two words.png>)", "two%20words.png"),
    ],
)
def test_an_address_is_written_with_percent_signs_and_no_other_change(
    typed: str, address: str
) -> None:
    assert render(typed).count(f'="{address}"') == 1

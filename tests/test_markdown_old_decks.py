"""Kinds of old decks whose slides once fell apart, beside reveal-md's own plugin.

Formulas are the exception: MathJax draws them in reveal-md's page, where the plugin has left their
source; here they are MathML, which names its source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from csp_slides.markdown.options import Compat
from tests.test_markdown_differential import READ, here, in_browser, page

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.test_markdown_cases import Tree

__all__ = ["page"]

pytestmark = pytest.mark.browser

FRAGMENT = '<!-- .element: class="fragment" -->'

LISTS = {
    "three points": f"# Three\n\n- a\n{FRAGMENT}\n- b\n{FRAGMENT}\n- c\n{FRAGMENT}\n",
    "numbered and nested": f"1. Ask\n{FRAGMENT}\n2. Decide\n{FRAGMENT}\n    - by vote\n"
    f"    {FRAGMENT}\n    - by lot\n    {FRAGMENT}\n3. Do\n{FRAGMENT}\n",
    "blank lines between": f"- a\n{FRAGMENT}\n\n- b\n{FRAGMENT}\n\n- c\n",
    "words below": f"* a\n{FRAGMENT}\nmore words\n* b\n",
    "plain comments": "+ a\n<!-- ask Sam -->\n+ b\n<!-- and\nSue -->\n+ c\n",
    "tasks": f"- [ ] a\n{FRAGMENT}\n- [x] b\n{FRAGMENT}\n",
    "of a slide": '- a\n<!-- .slide: data-background="#fff" -->\n- b\n\nwords\n',
    "in a quotation": f"> - a\n> {FRAGMENT}\n> - b\n",
    "a heading ends it": f"- a\n{FRAGMENT}\n# B\n- c\n{FRAGMENT}\n",
    "pictures and tags": '- a\n<img src="p.png" alt="p">\n- b\n<div>c</div>\n- d\n',
    "a quotation": "- a\n> said\n- b\n",
    "before notes": f"- a\n{FRAGMENT}\n- b\n{FRAGMENT}\nNote:\n- said\n<!-- x -->\n- more\n",
}

FORMULAS = {
    "below words": "In $n$ variables:\n$$x_1 + x_2 \\leq d$$\nis a module.",
    "above words": "$$x$$\nis a module.",
    "with a comment": f"Of degree $d$:\n$$\\mathbb{{R}}[x]_{{\\leq d}}$$\nis it.\n{FRAGMENT}",
    "several lines": "Text:\n$$\na + b\n= c\n$$\nmore",
    "in a line": "Text $$x$$ and $$y$$ more",
    "in items": "- one $$z$$\n- two\n$$w$$\n- three",
    "in a quotation": "> $$q$$\n> text",
    "alone": "# A\n\n$$\nx\n$$\n\nB",
    "a heading": "### Example: ${\\color{orange}S_n}$-module",
    "between brackets": "\\\\(a\\\\) and \\\\[b\\\\]",
    "an environment": "Then\n\\begin{align}\na &= b \\\\\\\\\nc &= d\n\\end{align}\nholds",
}


def typed(child: Tree | str) -> str:
    """Return a tree as text without spaces, with each formula as it was typed."""
    if isinstance(child, str):
        return re.sub(r"\s", "", child)
    tag, attributes, children = child
    inside = "".join(typed(each) for each in children)
    if tag == "math":
        source = re.sub(r"\s", "", dict(attributes)["alttext"])
        if source.startswith("\\begin"):
            return source
        marks = "$$" if dict(attributes)["display"] == "block" else "$"
        return f"{marks}{source}{marks}"
    kept = [pair for pair in attributes if pair[0] != "id"]
    return inside if tag == "span" else f"<{tag}{kept}>{inside}</{tag}>"


def brackets(text: str) -> str:
    return re.sub(r"\\\((.*?)\\\)", r"$\1$", re.sub(r"\\\[(.*?)\\\]", r"$$\1$$", text))


@pytest.mark.parametrize("name", LISTS)
def test_comments_below_items_leave_the_list_whole(page: Page, name: str) -> None:
    found, _ = here(LISTS[name], Compat.REVEAL_MD)
    assert found == in_browser(page, LISTS[name])


@pytest.mark.parametrize("name", FORMULAS)
def test_every_formula_is_drawn_once_where_it_was_typed(page: Page, name: str) -> None:
    found, codes = here(FORMULAS[name], Compat.REVEAL_MD)
    expected = "".join(map(typed, in_browser(page, FORMULAS[name])))
    assert "".join(map(typed, found)) == brackets(expected)
    assert "math" in str(found)
    assert codes == set()


@pytest.mark.parametrize(
    "notes",
    [
        'Note: send "$AT" to https://example.org/a/$CID now. It was $5 and then $6.',
        "Note: export $PATH and $HOME, then $x$ and $$y$$",
        "notes:\n- $A costs `$B`\n- \\$C",
    ],
)
def test_dollar_signs_in_notes_are_dollar_signs(page: Page, notes: str) -> None:
    text = f"# Cost\n\nIt is $5 million now and $6 million later.\n\n{notes}\n"
    found, _ = here(text, Compat.REVEAL_MD)
    assert found == in_browser(page, text)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n# A\n\n---\n\n# B\n",
        "---\n# A\n\ntext\n\n---\n# B\n",
        "---\nWords\n---\n# B\n",
        "---\n\n# A\n",
    ],
)
def test_a_separator_above_the_first_slide_is_not_shown(page: Page, text: str) -> None:
    found, codes = here(text, Compat.REVEAL_MD)
    theirs = in_browser(page, text)
    assert found == tuple(slide for slide in theirs if not isinstance(slide, str) and slide[2])
    assert codes == {"front-matter"}


def test_the_plugin_is_that_of_reveal_md(page: Page) -> None:
    """Its Markdown gives headings ids, as that of later versions does not."""
    assert 'id="a-b"' in page.evaluate(READ, ["# A b", "\\n---\\n", "\\n----\\n"])

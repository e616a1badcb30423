"""Markdown to HTML as reveal.js's own Markdown plugin writes it, with the place of every tag.

The places are offsets in the Markdown; `tree.read_tree` takes them out again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from csp_slides.markdown import across_slides
from csp_slides.markdown.autolinks import (
    encode_address,
    link_address,
    link_mailbox,
    link_www,
)
from csp_slides.markdown.limits import check_words
from csp_slides.markdown.marked import (
    DRAWN,
    end_item,
    read_heading,
    read_line_end,
    read_list,
    read_underlined,
    set_boxes,
)
from csp_slides.markdown.mathematics import SPOKEN, add_rules
from csp_slides.markdown.places import (
    AT,
    BARE,
    BLANK,
    keep_place,
    mark_block,
    mark_tag,
    read_tag,
    set_places,
)
from csp_slides.markdown.tree import PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

INFO = "data-csp-info"
"""The attribute that carries a code block's info string through the HTML parser."""

DEEPEST = 100
"""Deepest nesting of Markdown's own lists and quotations."""

_ALIGNMENTS = {"left", "right", "center"}
_ENDED_BY_LISTS = ["paragraph", "reference", "blockquote"]
"""Rules that the library lets a list end."""

_ANIMATE = "animate_lists"
_BREAKS = "breaks"


class Style(Struct, frozen=True, kw_only=True):
    """How Markdown is read: what reveal.js's own settings and other tools ask for.

    `animate_lists` makes every list item a fragment, `smart` sets quotation marks and dashes,
    `breaks` keeps the line ends of paragraphs.
    """

    animate_lists: bool = False
    smart: bool = False
    breaks: bool = False


@lru_cache(maxsize=2048)  # between two builds most slides of a deck don't change
def render_markdown(text: str, style: Style, *, places: bool = True, spoken: bool = False) -> str:
    """Turn the Markdown of a slide or note into HTML, with its places unless told otherwise.

    Raises:
        LimitError: when a paragraph is too long to be read.
    """
    environment = {
        _ANIMATE: style.animate_lists,
        _BREAKS: style.breaks,
        SMART: style.smart,
        DRAWN: "<pre" in text,
        BARE: not places,
        SPOKEN: spoken,
    }
    html: str = _markdown().render(text, environment)
    return html


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import link

    markdown = MarkdownIt("gfm-like2", {"maxNesting": DEEPEST, "alerts": False, "xhtmlOut": False})
    markdown.disable("linkify")
    markdown.inline.ruler.at("newline", read_line_end)
    markdown.inline.ruler.push("address", link_address)
    markdown.inline.ruler.push("mailbox", link_mailbox)
    add_rules(markdown)
    across_slides.add_rules(markdown)
    markdown.block.ruler.at("list", read_list, {"alt": _ENDED_BY_LISTS})
    markdown.block.ruler.before("list", "item_end", end_item, {"alt": _ENDED_BY_LISTS})
    markdown.block.ruler.at("lheading", read_underlined)
    markdown.block.ruler.at("heading", read_heading, {"alt": [*_ENDED_BY_LISTS]})
    # What a link may lead to is decided, and said, when the whole slide is cleaned.
    markdown.validateLink = lambda _url: True  # type: ignore[assignment]  # its documented use
    markdown.normalizeLink = encode_address  # type: ignore[assignment, method-assign]  # as above
    markdown.inline.ruler.at("html_inline", keep_place(read_tag))
    markdown.inline.ruler.at("image", keep_place(across_slides.read_spaced_picture))
    markdown.inline.ruler.at("link", keep_place(link))
    markdown.core.ruler.after("block", "limit", check_words)
    markdown.core.ruler.push("www", link_www)
    markdown.core.ruler.push("boxes", set_boxes)
    markdown.core.ruler.push("typography", set_typography)
    markdown.core.ruler.push("places", set_places)
    for kind, rule in _RULES.items():
        markdown.add_render_rule(kind, rule)
    return markdown


def _render_html_inline(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    token = tokens[index]
    return mark_tag(token.content, token.meta[AT]) if AT in token.meta else token.content


def _render_html_block(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Write a block of HTML with places in its tags, as far as they are well formed.

    A blank line before it is kept, for that decides whether a comment means a list or its
    last entry.
    """
    token = tokens[index]
    text, places = token.content, token.meta.get(AT)
    if places is None:
        return token.content
    blank = "\n\n" if token.meta.get(BLANK) else ""
    return blank + "".join(mark_block(text, places))


def _render_line_end(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    _tokens: Sequence[Token],
    _index: int,
    _options: OptionsDict,
    env: EnvType,
) -> str:
    return "<br>\n" if env[_BREAKS] else "\n"


def _render_strike(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return "<del>" if tokens[index].nesting == 1 else "</del>"


def _render_cell(
    renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Write a table cell with a class where the library writes a style, which the policy bars."""
    token = tokens[index]
    style = str(token.attrs.pop("style", ""))
    alignment = style.removeprefix("text-align:")
    if alignment in _ALIGNMENTS:
        token.attrs["align"] = alignment
    html: str = renderer.renderToken(tokens, index, options, env)
    return html


def _render_list_item(
    renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    token = tokens[index]
    if env[_ANIMATE]:
        token.attrs["class"] = "fragment"
    html: str = renderer.renderToken(tokens, index, options, env)
    return html


def _render_code(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    env: EnvType,
) -> str:
    """Write code with its whole info string as `data-csp-info`; `code` makes use of it."""
    import html

    token = tokens[index]
    place = "" if env[BARE] else f' {PLACE}="{token.attrs.get(PLACE, 0)}"'
    text = html.escape(token.content.removesuffix("\n"))
    info = html.escape(token.info.strip())
    return f'<pre{place}><code {INFO}="{info}">{text}</code></pre>\n'


_RULES = {
    "html_inline": _render_html_inline,
    "html_block": _render_html_block,
    "softbreak": _render_line_end,
    "s_open": _render_strike,
    "s_close": _render_strike,
    "th_open": _render_cell,
    "td_open": _render_cell,
    "list_item_open": _render_list_item,
    "fence": _render_code,
    "code_block": _render_code,
}


SMART = "smart"
"""The setting that asks for it."""

_SIGNS = (("---", "\N{EM DASH}"), ("--", "\N{EN DASH}"), ("...", "\N{HORIZONTAL ELLIPSIS}"))


def set_typography(state: StateCore) -> None:
    """Replace what SmartyPants replaces, in words but not in code."""
    if not state.env[SMART]:
        return
    from markdown_it.rules_core.smartquotes import process_inlines

    for block in state.tokens:
        if block.type != "inline" or block.children is None:
            continue
        for token in block.children:
            if token.type == "text":
                for typed, sign in _SIGNS:
                    token.content = token.content.replace(typed, sign)
        process_inlines(block.children, state)

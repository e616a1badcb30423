"""Markdown to HTML as reveal.js's own Markdown plugin writes it, with the place of every tag.

The places are offsets in the Markdown; `tree.read_tree` takes them out again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from csp_slides.markdown.tree import PLACE, mark_comment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    InlineRule = Callable[[StateInline, bool], bool]

DEEPEST = 100
"""How deeply Markdown's own lists and quotations may stand inside one another."""

_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9-]*")
_OPENING = re.compile(r"<(?:[A-Za-z]|!--)")
_RAW = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"}
)
_ALIGNMENTS = {"left", "right", "center"}
_AT = "at"
_ANIMATE = "animate_lists"
_BARE = "bare"


def render_markdown(text: str, *, animate_lists: bool = False, places: bool = True) -> str:
    """Turn a slide's or a note's Markdown into HTML, which carries its places unless told not to.

    `animate_lists` makes every list item a fragment, as reveal.js's setting of that name does.
    """
    environment = {_ANIMATE: animate_lists, _BARE: not places}
    html: str = _markdown().render(text, environment)
    return html


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import html_inline, image, link
    from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

    markdown = MarkdownIt("gfm-like2", {"maxNesting": DEEPEST, "alerts": False, "xhtmlOut": False})
    markdown.disable("linkify")
    markdown.use(gfm_autolink_plugin)
    # What a link may lead to is decided, and said, when the whole slide is cleaned.
    markdown.validateLink = lambda _url: True  # type: ignore[assignment]  # its documented use
    markdown.inline.ruler.at("html_inline", _placed(html_inline))
    markdown.inline.ruler.at("image", _placed(image))
    markdown.inline.ruler.at("link", _placed(link))
    markdown.core.ruler.push("places", _set_places)
    for kind, rule in _RULES.items():
        markdown.add_render_rule(kind, rule)
    return markdown


def _placed(rule: InlineRule) -> InlineRule:
    """Wrap an inline rule so that the token it makes remembers where it began."""

    def apply(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            made = (token for token in state.tokens[count:] if token.type != "text")
            if (token := next(made, None)) is not None:
                token.meta[_AT] = start
        return True

    return apply


def _set_places(state: StateCore) -> None:
    """Turn places within a block into places in the whole text."""
    if state.env[_BARE]:
        _forget_places(state.tokens)
        return
    lines = state.src.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for token in state.tokens:
        if token.map is None:
            continue
        first = min(token.map[0], len(lines) - 1)
        if token.type == "inline":
            _place_children(token, first, lines, starts)
        elif token.type == "html_block":
            token.meta[_AT] = [
                starts[first + index] + max(len(lines[first + index]) - len(line), 0)
                for index, line in enumerate(token.content.split("\n"))
                if first + index < len(lines)
            ]
            token.meta["blank"] = first > 0 and not lines[first - 1].strip(" \t>")
        elif token.nesting == 1 or token.type in {"fence", "code_block"}:
            # A list of tasks is marked by its boxes alone, as marked does it.
            token.attrs.pop("class", None)
            token.attrSet(PLACE, str(starts[first] + _margin(lines[first])))


def _forget_places(tokens: Sequence[Token]) -> None:
    for token in tokens:
        token.attrs.pop("class", None)
        for child in token.children or ():
            child.meta.pop(_AT, None)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _place_children(token: Token, first: int, lines: list[str], starts: list[int]) -> None:
    marked = [child for child in token.children or () if _AT in child.meta]
    if not marked:
        return
    rows: list[tuple[int, int]] = []
    offset = 0
    for index, row in enumerate(token.content.split("\n")):
        line = lines[min(first + index, len(lines) - 1)]
        margin = max(line.find(row), 0) if row else 0
        rows.append((offset, starts[min(first + index, len(lines) - 1)] + margin))
        offset += len(row) + 1
    for child in marked:
        at = child.meta[_AT]
        begin, place = next(row for row in reversed(rows) if row[0] <= at)
        child.meta[_AT] = place + at - begin
        if child.type in {"image", "link_open"}:
            child.attrSet(PLACE, str(child.meta[_AT]))


def _render_html_inline(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    token = tokens[index]
    return _mark_tag(token.content, token.meta[_AT]) if _AT in token.meta else token.content


def _mark_tag(tag: str, place: int) -> str:
    if tag.startswith("<!--"):
        # `<!-->` and `<!--->` are whole comments without room for a place.
        return tag if tag in {"<!-->", "<!--->"} else mark_comment(tag, place)
    name = _TAG.match(tag)
    if name is None:
        return tag
    return f'{name.group()} {PLACE}="{place}"{tag[name.end() :]}'


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
    text, places = token.content, token.meta.get(_AT)
    if places is None:
        return token.content
    blank = "\n\n" if token.meta.get("blank") else ""
    return blank + "".join(_mark_block(text, places))


def _mark_block(text: str, places: list[int]) -> Sequence[str]:
    from markdown_it.common.html_re import HTML_TAG_RE

    parts: list[str] = []
    cursor = line = begin = 0
    while (opening := _OPENING.search(text, cursor)) is not None:
        tag = HTML_TAG_RE.match(text, opening.start())
        if tag is None:
            # From here on what looks like a tag may be part of a value.
            break
        line += text.count("\n", begin, opening.start())
        begin = opening.start()
        column = begin - (text.rfind("\n", 0, begin) + 1)
        place = places[min(line, len(places) - 1)] + column if places else 0
        parts += [text[cursor:begin], _mark_tag(tag.group(), place)]
        cursor = _skip_raw(text, tag.group(), tag.end())
        parts.append(text[tag.end() : cursor])
    parts.append(text[cursor:])
    return parts


def _skip_raw(text: str, tag: str, end: int) -> int:
    """Step over what a browser reads as plain text inside such elements as `script`."""
    name = _TAG.match(tag)
    if name is None or name.group()[1:].lower() not in _RAW:
        return end
    closing = re.compile(f"</{name.group()[1:]}[\\s/>]", re.IGNORECASE).search(text, end)
    return len(text) if closing is None else closing.start()


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
    """Write a task's box as marked does: straight in the entry, of no use but to be seen."""
    token = tokens[index]
    if env[_ANIMATE]:
        token.attrs["class"] = "fragment"
    html: str = renderer.renderToken(tokens, index, options, env)
    if "checked" not in token.meta:
        return html
    checked = 'checked="" ' if token.meta["checked"] else ""
    return f'{html}<input {checked}disabled="" type="checkbox"> '


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
    place = "" if env[_BARE] else f' {PLACE}="{token.attrs.get(PLACE, 0)}"'
    text = html.escape(token.content.removesuffix("\n"))
    info = html.escape(token.info.strip())
    return f'<pre{place}><code {INFO}="{info}">{text}</code></pre>\n'


INFO = "data-csp-info"
"""The attribute that carries a code block's info string through the HTML parser."""

_RULES = {
    "html_inline": _render_html_inline,
    "html_block": _render_html_block,
    "s_open": _render_strike,
    "s_close": _render_strike,
    "th_open": _render_cell,
    "td_open": _render_cell,
    "list_item_open": _render_list_item,
    "fence": _render_code,
    "code_block": _render_code,
}

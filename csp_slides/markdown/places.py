"""Where every tag of a text stood, kept through Markdown and through the HTML parser.

Inline rules remember where they began; once all blocks are known that becomes an offset in the
whole text, and is written into each tag as an attribute that `tree.read_tree` takes out again.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.tree import PLACE, mark_comment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    InlineRule = Callable[[StateInline, bool], bool]

AT = "at"
"""The key in a token's `meta` for its position: an offset, or one for each line."""

BLANK = "blank"
"""The key in a token's `meta` that says whether a blank line precedes it."""

BARE = "bare"
"""The setting that turns positions off."""

_TAG = pattern(r"<[A-Za-z][A-Za-z0-9_-]*")
_UNDERSCORED = pattern(r"</?[A-Za-z][A-Za-z0-9-]*_")
_OPENING = pattern(r"<(?:[A-Za-z]|!--)")
_SHORT_COMMENTS = ("<!-->", "<!--->")
_RAW = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"}
)
_ALONE = frozenset({"fence", "code_block"})


def keep_place(rule: InlineRule) -> InlineRule:
    """Wrap an inline rule so that the token it makes remembers where it began."""

    def apply(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            made = (token for token in state.tokens[count:] if token.type != "text")
            if (token := next(made, None)) is not None:
                token.meta[AT] = start
        return True

    return apply


def set_places(state: StateCore) -> None:
    """Turn places within a block into places in the whole text."""
    if state.env[BARE]:
        _forget_places(state.tokens)
        return
    lines = state.src.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for token in state.tokens:
        if token.map is not None:
            _set_place(token, min(token.map[0], len(lines) - 1), lines, starts)


def _set_place(token: Token, first: int, lines: list[str], starts: list[int]) -> None:
    if token.type == "inline":
        _place_children(token, first, lines, starts)
    elif token.type == "html_block":
        token.meta[AT] = [
            starts[first + index] + max(len(lines[first + index]) - len(line), 0)
            for index, line in enumerate(token.content.split("\n"))
            if first + index < len(lines)
        ]
        token.meta[BLANK] = first > 0 and _counts_as_blank(lines[first - 1])
    elif token.type == "math_block":
        token.meta[AT] = starts[first] + _margin(lines[first])
    elif token.nesting == 1 or token.type in _ALONE:
        # A list of tasks is marked by its boxes alone, as marked does it.
        token.attrs.pop("class", None)
        token.attrSet(PLACE, str(starts[first] + _margin(lines[first])))


def _counts_as_blank(line: str) -> bool:
    """Whether marked sees a blank line below: it does where a line ends with a space."""
    return not line.strip(" \t>") or line.endswith((" ", "\t"))


def _forget_places(tokens: Sequence[Token]) -> None:
    for token in tokens:
        token.attrs.pop("class", None)
        for child in token.children or ():
            child.meta.pop(AT, None)


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _place_children(token: Token, first: int, lines: list[str], starts: list[int]) -> None:
    marked = [child for child in token.children or () if AT in child.meta]
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
        at = child.meta[AT]
        begin, place = next(row for row in reversed(rows) if row[0] <= at)
        child.meta[AT] = place + at - begin
        if child.type in {"image", "link_open"}:
            child.attrSet(PLACE, str(child.meta[AT]))


def mark_tag(tag: str, place: int) -> str:
    """Write a place into one tag or comment; a closing tag stays as it is."""
    if tag.startswith("<!--"):
        # `<!-->` and `<!--->` are whole comments without room for a place.
        return tag if tag in _SHORT_COMMENTS else mark_comment(tag, place)
    name = _TAG.match(tag)
    if name is None:
        return tag
    return f'{name.group()} {PLACE}="{place}"{tag[name.end() :]}'


def find_tag(text: str, start: int) -> str:
    """Return the well-formed tag or comment that starts at `start`; an empty text without one.

    A comment ends at the first `-->`, whatever is before it (CommonMark 0.31, 6.6).
    """
    if text.startswith("<!--", start):
        short = next((each for each in _SHORT_COMMENTS if text.startswith(each, start)), "")
        end = text.find("-->", start + len("<!--"))
        return short or (text[start : end + len("-->")] if end >= 0 else "")
    found = _tag_pattern().match(text, start)
    return found.group() if found is not None else ""


@lru_cache(maxsize=1)
def _tag_pattern() -> re.Pattern[str]:
    """Return the library's pattern of a tag, whose name may have underscores as marked lets it."""
    from markdown_it.common.html_re import HTML_TAG_RE, attribute

    name = r"[A-Za-z][A-Za-z0-9-]*_[A-Za-z0-9_-]*"
    return re.compile(rf"{HTML_TAG_RE.pattern}|<{name}{attribute}*\s*/?>|</{name}\s*>")


def read_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read a tag or a comment inside a line; the library's own rule misses `--->` and `<a_b>`."""
    from markdown_it.rules_inline import html_inline

    comment = state.src.startswith("<!--", state.pos)
    if not comment and _UNDERSCORED.match(state.src, state.pos) is None:
        return html_inline(state, silent)
    if not comment and state.html_terminator_last(">") < state.pos:
        return False
    tag = find_tag(state.src, state.pos)
    if not tag:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = tag
    state.pos += len(tag)
    return True


def mark_block(text: str, places: list[int]) -> Sequence[str]:
    """Write places into the tags of a block of HTML, whose lines start at `places`."""
    parts: list[str] = []
    cursor = line = begin = 0
    while (opening := _OPENING.search(text, cursor)) is not None:
        tag = find_tag(text, opening.start())
        if not tag:
            # From here on what looks like a tag may be part of a value.
            break
        line += text.count("\n", begin, opening.start())
        begin = opening.start()
        column = begin - (text.rfind("\n", 0, begin) + 1)
        place = places[min(line, len(places) - 1)] + column if places else 0
        parts += [text[cursor:begin], mark_tag(tag, place)]
        end = begin + len(tag)
        cursor = _skip_raw(text, tag, end)
        parts.append(text[end:cursor])
    parts.append(text[cursor:])
    return parts


def _skip_raw(text: str, tag: str, end: int) -> int:
    """Step over what a browser reads as plain text inside such elements as `script`."""
    name = _TAG.match(tag)
    if name is None or name.group()[1:].lower() not in _RAW:
        return end
    closing = re.compile(f"</{name.group()[1:]}[\\s/>]", re.IGNORECASE).search(text, end)
    return len(text) if closing is None else closing.start()

"""Where marked 4.3, which reveal-md 6.1.4 uses, reads lists differently from CommonMark.

marked first gathers the lines of a list item and then reads them as a text of their own. So a
line at the margin that continues the item is wholly inside it, even if it is a comment, a tag or
a quotation; only a heading, a rule, a fence, another bullet or a blank line ends the item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block import heading, lheading, list_block
from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_BULLET = pattern(r"(?:[*+-]|\d{1,9}[.)])(?=[ \t]|$)", re.ASCII)
_EMPTY = pattern(r"(?:[*+-]|\d{1,9}[.)])[ \t]")
_HEADING = pattern(r"(#{1,6})[^\S \t](.*)")
_RULE = pattern(r"(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})$")
_FENCE = pattern(r"```|~~~")
_BEGINS = pattern(r"#|```|~~~")
DRAWN = "drawn"
"""The setting that says that a text holds raw HTML in which spaces are drawn as they are."""

_CODE_INDENT = 4
_ENDS = "item_ends"


class _Item(Struct, frozen=True):
    """An item's first line, its words without the bullet, and the column where they start."""

    line: int
    words: str
    column: int


def read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read a list after its items' lines have been moved to where marked sees them.

    A bullet with nothing but one space behind it starts none there.
    """
    if _EMPTY.fullmatch(_words(state, start)):
        return False
    if not silent and not state.is_code_block(start):
        _gather(state, start, end)
    return list_block(state, start, end, silent)


def end_item(state: StateBlock, start: int, _end: int, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Whether a paragraph ends here: where marked ends its item, or at an empty bullet."""
    if not silent:
        return False
    ended = start in state.env.get(_ENDS, ()) and state.sCount[start] < state.blkIndent
    return ended or _EMPTY.fullmatch(_words(state, start)) is not None


def read_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Read a heading also where a space that does not break a line follows its number signs."""
    if heading(state, start, end, silent):
        return True
    found = None if state.is_code_block(start) else _HEADING.match(_words(state, start))
    if found is None:
        return False
    if not silent:
        state.line = start + 1
        tag = f"h{len(found.group(1))}"
        state.push("heading_open", tag, 1).map = [start, state.line]
        words = state.push("inline", "", 0)
        words.map, words.content, words.children = [start, state.line], found.group(2).strip(), []
        state.push("heading_close", tag, -1)
    return True


def read_underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Read a heading that is underlined, unless it starts with a number sign."""
    return not _words(state, start).startswith("#") and lheading(state, start, end, silent)


def read_line_end(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Read a line end; marked keeps the spaces of the line after it, which show inside `<pre>`."""
    from markdown_it.rules_inline import newline

    start = state.pos
    if not newline(state, silent):
        return False
    if state.env[DRAWN]:
        state.pos = start + 1
    return True


def set_boxes(state: StateCore) -> None:
    """Insert a task's box before its item's first words, as marked does, not before their `p`."""
    from markdown_it.token import Token

    kept: list[Token] = []
    for index, token in enumerate(state.tokens):
        kept.append(token)
        checked = token.meta.pop("checked", None) if token.type == "list_item_open" else None
        if checked is None:
            continue
        state_of = ' checked=""' if checked else ""
        box = Token("html_inline", "", 0, content=f'<input{state_of} disabled="" type="checkbox"> ')
        words = state.tokens[index + 2] if index + 2 < len(state.tokens) else token
        if state.tokens[index + 1].type == "paragraph_open" and words.children is not None:
            words.children.insert(0, box)
        else:
            kept.append(box)
    state.tokens = kept


def _words(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _gather(state: StateBlock, start: int, end: int) -> None:
    """Move the lines that go on an item to the column of its words, and note where it ends."""
    for item, last in _items(state, start, end):
        for line in range(item.line + 1, last):
            if _words(state, line) and state.blkIndent <= state.sCount[line] < item.column:
                state.sCount[line] = item.column
        if last < end:
            state.env.setdefault(_ENDS, set()).add(last)


def _items(state: StateBlock, start: int, end: int) -> Iterator[tuple[_Item, int]]:
    """Yield the items of the list that starts at `start`, each with the line after it."""
    line = start
    kind = ""
    while line < end:
        words = _words(state, line)
        bullet = _BULLET.match(words)
        depth = state.sCount[line] - state.blkIndent
        if bullet is None or not 0 <= depth < _CODE_INDENT or _RULE.match(words):
            return
        if kind and bullet.group()[-1] != kind:
            return
        kind = bullet.group()[-1]
        item = _item(state, line, words, bullet.end())
        line = _end_of(state, item, end)
        yield item, line


def _item(state: StateBlock, line: int, words: str, after: int) -> _Item:
    rest = words[after:]
    content = rest.lstrip(" \t")
    begin = column = state.sCount[line] + after
    for space in rest[: len(rest) - len(content)]:
        column += 4 - (column + state.bsCount[line]) % 4 if space == "\t" else 1
    if not content or column - begin > _CODE_INDENT:
        column = begin + 1
    return _Item(line, content, column)


def _end_of(state: StateBlock, item: _Item, end: int) -> int:
    """Find the line after an item."""
    before, indent = item.words, 0
    line = item.line + 1
    if not before and line < end and not _words(state, line):
        return line + 1
    while line < end:
        words = _words(state, line)
        inside = state.sCount[line] >= item.column
        if words and not inside and (_ends(state, line) or _is_closed(before, indent)):
            break
        before, indent = words, max(state.sCount[line] - item.column, 0)
        line += 1
    return line


def _ends(state: StateBlock, line: int) -> bool:
    """Whether a line that is not inside the item starts something else."""
    depth = state.sCount[line] - state.blkIndent
    if not 0 <= depth < _CODE_INDENT:
        return depth < 0
    words = _words(state, line)
    return any(sign.match(words) is not None for sign in (_BEGINS, _BULLET, _RULE))


def _is_closed(before: str, indent: int) -> bool:
    """Whether the line before cannot be gone on with."""
    return (
        not before
        or indent >= _CODE_INDENT
        or before.startswith("#")
        or _FENCE.match(before) is not None
        or _RULE.match(before) is not None
    )

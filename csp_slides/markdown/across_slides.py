"""Markdown that means something together: link definitions, footnotes, names with spaces.

reveal.js reads each slide by itself, so that a definition on the last slide holds for none of the
others, and knows no footnotes; it shows the source of both. Authors mean what other Markdown
readers make of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

FOOTNOTE = "footnote"
"""The class of a footnote and of the number that leads to it."""

_FOOTNOTES = "footnotes"
_DEFINITION = pattern(r"(?m)^ {0,3}\[([^\]\[^][^\]\[\n]*)\]:[ \t]*\S[^\n]*$")
_REFERENCE = pattern(r"\[([^\]\[\n]+)\]\[([^\]\[\n]*)\]")
_NOTE = pattern(r"\[\^([^\]\[\s]+)\]:[ \t]+(\S+[ \t]+\S.*)")
_MARK = pattern(r"\[\^([^\]\[\s]+)\](?!:)")
_PICTURE = pattern(
    r"!\[(?P<alt>[^\]\n]*)\]\("
    r"(?P<name>[^()\n<>\"]+(?:\([^()\n<>\"]*\)[^()\n<>\"]*)*\.(?:png|jpe?g|gif|svg|webp|avif|bmp)"
    r"(?:[?#][^()\s<>\"]*)?)"
    r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")?[ \t]*\)",
    re.IGNORECASE,
)


def find_definitions(texts: Iterable[str]) -> dict[str, str]:
    """Return the lines that define links, by their label; the first of each label holds."""
    found: dict[str, str] = {}
    for text in texts:
        if "]:" in text:
            for each in _DEFINITION.finditer(text):
                found.setdefault(_label(each.group(1)), each.group().strip())
    return found


def find_lost_note(body: str, notes: str) -> str | None:
    """Return the mark of a footnote whose words are in the notes; None without one."""
    if "[^" not in body:
        return None
    for found in _MARK.finditer(body):
        written = f"[^{found.group(1)}]:"
        if written not in body and written in notes:
            return found.group()
    return None


def needed_definitions(text: str, definitions: Mapping[str, str]) -> str:
    """Return the lines to add to a slide for links that are defined on another one."""
    if not definitions or "][" not in text:
        return ""
    own = {_label(each.group(1)) for each in _DEFINITION.finditer(text)}
    used = (_label(found.group(2) or found.group(1)) for found in _REFERENCE.finditer(text))
    lines = [definitions[each] for each in dict.fromkeys(used) if each in definitions]
    return "".join(f"\n{line}" for line in lines if _label(line[1 : line.index("]")]) not in own)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def add_rules(markdown: MarkdownIt) -> None:
    """Add the rules for footnotes and for pictures whose name has spaces."""
    markdown.block.ruler.before("reference", "footnote", _read_note, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("link", "footnote_mark", _read_mark)


def _read_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read `[^a]: words`, which is more than one word, or it would define a link."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = _NOTE.fullmatch(line) if line.startswith("[^") else None
    if (
        found is None
        or state.is_code_block(start)
        or f"[^{found.group(1)}]" not in _rest(state, start)
    ):
        return False
    if silent:
        return True
    following = start + 1
    words = [found.group(2)]
    while following < end and not state.isEmpty(following):
        more = state.src[
            state.bMarks[following] + state.tShift[following] : state.eMarks[following]
        ]
        if more.startswith(("[^", "<", "#", "-", "*", ">", "`")):
            break
        words.append(more)
        following += 1
    notes = state.env.setdefault(_FOOTNOTES, [])
    notes.append(found.group(1))
    state.line = following
    state.push("paragraph_open", "p", 1).map = [start, following]
    inline = state.push("inline", "", 0)
    note = f"<sup>{len(notes)}</sup> " + "\n".join(words)
    inline.content = f'<small class="{FOOTNOTE}">{note}</small>'
    inline.map, inline.children = [start, following], []
    state.push("paragraph_close", "p", -1)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _rest(state: StateBlock, start: int) -> str:
    """Return the text without the line itself, where a footnote's number may stand."""
    return state.src[: state.bMarks[start]] + state.src[state.eMarks[start] :]


def _read_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    if not state.src.startswith("[^", state.pos):
        return False
    found = _MARK.match(state.src, state.pos)
    notes = state.env.get(_FOOTNOTES, ())
    if found is None or found.group(1) not in notes:
        return False
    if not silent:
        number = notes.index(found.group(1)) + 1
        state.push("html_inline", "", 0).content = f'<sup class="{FOOTNOTE}">{number}</sup>'
    state.pos = found.end()
    return True


def read_spaced_picture(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Read `![words](name with spaces.png)`, which CommonMark takes for plain words."""
    from markdown_it.rules_inline import image

    if image(state, silent):
        return True
    if not state.src.startswith("![", state.pos):
        return False
    found = _PICTURE.match(state.src, state.pos)
    if found is None or not any(each.isspace() for each in found["name"]):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": quote(found["name"].strip(), safe="/%:?=&~.,()!$*+;@-_"), "alt": ""}
        if found["title"]:
            token.attrs["title"] = found["title"]
        token.content = found["alt"]
        token.children = []
        state.md.inline.parse(found["alt"], state.md, state.env, token.children)
    state.pos = found.end()
    return True

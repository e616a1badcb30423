"""Officers' words as reveal-md Markdown: the same text, and nothing that acts.

Their text is Markdown without HTML; a reveal-md deck is Markdown with HTML, wrapped in a page and
cut at certain lines. Whatever would become a tag, a formula, a separator or the beginning of the
notes on that way is written so that it shows as it was typed. Pure.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import Prose
from csp_slides.render.markdown.lines import BLANK, REFUSED, Holds, Lines, blunt, parts, spans

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPECIAL: Final = pattern(r"[\\`*_\[\]<>~$]|&(?=[#A-Za-z])")
_CLOSED_HEADING: Final = pattern(r"(?<=\s)#+$|^#+$")
_BLOCK_START: Final = pattern(
    r"(?P<number>\d{1,9})[.)](?=\s|$)"
    r"|(?P<notes>s*notes?):"
    r"|\#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|\+{3}|`{3,}(?=[^`]*$)|~{3}"
    r"|(?P<rule>[-*_])[ \t]*(?:(?P=rule)[ \t]*){2,}$"
    r"|\[[ x]\](?=\s)|\[[^\[\]]+\]:",
    re.IGNORECASE,
)
_ADDRESS: Final = r"(?:(?:https?|ftp)://|(?<![^\s*_~(])www\.)[^\s<]*+"
"""What becomes a link without any mark-up; one with a protocol does in the middle of a word too."""

_ACTS: Final = pattern(
    rf"""
      (?P<kept>
          \\[!-/:-@\[-`{{-~]                                      # an escape
        | <(?:https?|mailto|tel):[^\s<>]*> | <\w[^\s<>@]*@[^\s<>@]+>  # an address
        | \]\((?!{REFUSED.pattern})[^\s()<>]++(?=[\s)])                # a link's target
        | {_ADDRESS}(?!<[A-Za-z/!?]) | ~~+
      )
    | \[(?P<label>[^\[\]\n]*)\]\(<(?!{REFUSED.pattern})(?P<target>[^<>\n]*)>\)
    | (?P<address>{_ADDRESS})(?!<(?:https?|mailto|tel):[^\s<>]*>)
    | !\[(?P<picture>[^\[\]]*)\]\([^()\s]*(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)  # its description
    | ^(?P<margin>[ ]{{0,3}})(?=\[[^\]\n]+\]:)                   # the definition of a link
    | (?P<acts>[<](?=[A-Za-z/!?]) | [$~] | !(?=\[) | \](?=\(\s*<?{REFUSED.pattern}))
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
"""What is plain text in officers' files but would be markup in a deck's Markdown."""

_LAST_ADDRESS: Final = pattern(rf"{_ADDRESS}\Z", re.IGNORECASE)
_TAG_BELOW: Final = pattern(r"\n[ \t>]*(?=<)")
_IN_LINKS: Final = "!#$&'*+,-./:;=?@_~%"
_TASK: Final = pattern(
    r"^(?P<mark>[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)+)(?=\[[ xX]\]\s)", re.MULTILINE
)
_ENTITY: Final = pattern(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_TEXTAREA: Final = pattern(r"<(?=/textarea)", re.IGNORECASE)
_ODD_ENDS: Final = str.maketrans({"\u2028": " ", "\u2029": " "})


def plain(text: str) -> str:
    """Write a text so that it shows as it stands, whatever Markdown might make of it."""
    escaped = _SPECIAL.sub(r"\\\g<0>", _on_one_line(text))
    return _CLOSED_HEADING.sub(r"\\\g<0>", escaped)


def line(words: Prose | str) -> str:
    """Write one line of Markdown, its tags and formulas shown as they were typed."""
    text = words.markdown if isinstance(words, Prose) else words
    return "".join(_disarmed(_on_one_line(text)))


def opening(text: str) -> str:
    """Escape the beginning of a text that would start a list, a heading or the notes."""
    found = _BLOCK_START.match(text)
    if found is None:
        return text
    kept = found["number"] or found["notes"] or ""
    return f"{kept}\\{text[len(kept) :]}"


def cell(text: str) -> str:
    """Escape the bars in what `plain` or `line` wrote, for a table cell."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


@lru_cache(maxsize=2048)  # between two builds most content doesn't change
def prose(words: Prose) -> str:
    """Write Markdown of any length so that it is by itself: what it opens, it closes."""
    text = words.markdown.translate(_ODD_ENDS).strip("\n")
    written = "\n".join(blunt(_without_acts(part)) for part in parts(text, html=False))
    # reveal.js takes the spaces from the beginning of notes, and with them what makes it code.
    return f"{BLANK}\n\n{written}" if written.startswith((" ", "\t")) else written


def through_the_page(text: str) -> str:
    """Write what reveal-md decodes once, since it puts a deck's text into a web page."""

    def encoded(found: re.Match[str]) -> str:
        return found[0] if html.unescape(found[0]) == found[0] else f"&amp;{found[0][1:]}"

    return _TEXTAREA.sub("&lt;", _ENTITY.sub(encoded, text))


def _without_acts(part: Lines) -> Lines:
    if part.holds is not Holds.WORDS:
        return part
    text = _TASK.sub(r"\g<0>\\", "".join(_disarmed(part.text)))
    return Lines(holds=part.holds, text=text)


def _disarmed(text: str) -> Iterator[str]:
    """Yield the text with a backslash before each tag and formula outside code."""
    before = ""
    for part, is_code in spans(text, html=False):
        if is_code and _LAST_ADDRESS.search(before):
            yield BLANK  # otherwise the code would be read as the end of the address
        # A tag at the start of a line would end the code and start a block of HTML.
        yield _TAG_BELOW.sub(" ", part) if is_code else _ACTS.sub(_disarm, part)
        before = part


def _disarm(found: re.Match[str]) -> str:
    if found["target"] is not None:
        return f"[{_ACTS.sub(_disarm, found['label'])}]({quote(found['target'], safe=_IN_LINKS)})"
    if found["address"] is not None:
        return f"{found['address']}{BLANK}"  # otherwise the link wouldn't end there
    if found["picture"] is not None:
        return found["picture"]
    if found["margin"] is not None:
        return f"{found['margin']}\\"
    return f"\\{found[0]}" if found["acts"] else found[0]


def _on_one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text.translate(_ODD_ENDS)).strip(" ")

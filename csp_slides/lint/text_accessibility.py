"""Whether officers' texts can be used by everybody, and print as they were meant. Pure.

The rules are those of `accessible`; here they are asked of YAML's free text. A slide written
whole in Markdown is asked the same where it is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.content.picture import Picture
from csp_slides.content.section import Item
from csp_slides.content.walk import inside, place_in
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.markdown.accessibility_rules import (
    BoldLine,
    Heading,
    Link,
    Mark,
    Table,
    check_marks,
    is_no_description,
    say_no_description,
)
from csp_slides.schema.fields.declare import line
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.schema.fields.declare import Record

_CODE = pattern(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)|\\[<\[]")
_TAG = pattern(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>\n]*)?/?>")
_NOTE = pattern(r"\[\^(?P<label>[^\]\s]+)\](?P<defines>:)?")
_PICTURE = pattern(r"(?<!\\)!\[[^\]\n]*\]\([^()\n]*\)")
_KNOWN: Final = frozenset({"br", "sub", "sup"})


def check_literal(record: Record, sink: Sink) -> None:
    """Report what the texts of a record would show as it was typed."""
    slides = {
        id(each.slide)
        for each in inside(record)
        if isinstance(each, Item) and each.slide is not None
    }
    for each in inside(record):
        if not isinstance(each, Text):
            _check_lines(each, sink)
            continue
        if id(each) in slides:
            continue
        if "<" in each:
            _check_tags(each, sink)
        if "[^" in each:
            _check_notes(each, sink)
        if "$" in each:
            _check_formulas(each, sink)


def _check_lines(record: Record, sink: Sink) -> None:
    """Report the pictures in fields of one line, of which only the description would be shown."""
    for attribute, declared in declared_fields(type(record)).values():
        text = getattr(record, attribute)
        if declared.kind is not line or not isinstance(text, Text) or "![" not in text:
            continue
        for found in _PICTURE.finditer(text):
            sink.warning(
                "picture",
                f"'{short(found[0])}' can't be shown in '{declared.key or attribute}:', which is "
                "one line of text",
                place_in(text, found.start(), found.end()),
                help="move it into a longer text, such as 'notes:', 'report:' or 'text:'",
            )


def _check_tags(text: Text, sink: Sink) -> None:
    for start, end, name in _tags(text):
        sink.warning(
            "html-in-text",
            f"'{short(text[start:end])}' would be shown as typed: texts are Markdown, not HTML",
            place_in(text, start, end),
            help=_REMEDIES.get(name, "remove it, or put it between backticks to show it"),
        )
        return  # where there is one there are many


_REMEDIES: Final = {
    **dict.fromkeys(("b", "strong"), "write **bold** for bold"),
    **dict.fromkeys(("i", "em"), "write *italic* for italic"),
    **dict.fromkeys(("ul", "ol", "li"), "start each entry with a hyphen and a space"),
    **dict.fromkeys(("p", "div"), "leave a blank line between paragraphs"),
    **dict.fromkeys(("table", "tr", "td", "th"), "paste the table from Word or Excel instead"),
    **dict.fromkeys(("a",), "write a link as [words](https://…)"),
    **dict.fromkeys(("img",), "write a picture as ![description](file.jpg)"),
}


def _tags(text: Text) -> Iterator[tuple[int, int, str]]:
    hidden = [found.span() for found in _CODE.finditer(text)]
    for found in _TAG.finditer(text):
        name = found["name"].lower()
        if name in _KNOWN:
            continue
        if not any(start <= found.start() < end for start, end in hidden):
            yield found.start(), found.end(), name


def _check_notes(text: Text, sink: Sink) -> None:
    found = list(_NOTE.finditer(text))
    defined = {each["label"] for each in found if each["defines"]}
    for each in found:
        if each["label"] not in defined:
            sink.warning(
                "note-missing",
                f"the note {each[0]} has no text, so it would be shown as typed",
                place_in(text, each.start(), each.end()),
                help=f"add a line '{each[0]}: the note' at the end of this text",
            )


def _check_formulas(text: Text, sink: Sink) -> None:
    from csp_slides.markdown.mathematics import mathml
    from csp_slides.markdown.text import FORMULA, read_block

    for token in read_block(text):
        for each in token.children or ():
            if each.type == FORMULA and mathml(each.content, block=False) is None:
                start = max(text.find(each.content), 0)
                sink.warning(
                    "mathematics",
                    f"'{short(each.content)}' is shown as typed: it isn't LaTeX that can be read",
                    place_in(text, start, start + len(each.content)),
                    help="correct the formula, or write an ordinary dollar sign as '\\$'",
                )


_WORTH_READING = pattern(r"\]\(|\]\[|<https?:|^ {0,3}(?:#|\*\*|__|\|)|^[=-]{3,}$", re.MULTILINE)
"""A text without any of these has nothing to check; most have none."""

_REMARK, _END = "<!--", "-->"

_PARAGRAPH = 3
"""A paragraph is its opening, its words and its closing."""


def check_texts(record: Record, sink: Sink) -> None:
    """Report what makes the texts and pictures of a record hard to use for some readers.

    And comments in a text, which are none: everybody would read them.
    """
    check_literal(record, sink)
    slides: set[int] = set()
    for each in inside(record):
        if isinstance(each, Item) and each.slide is not None:
            slides.add(id(each.slide))
        elif isinstance(each, Text):
            if _REMARK in each and id(each) not in slides:
                _say_remark(each, sink)
            if _WORTH_READING.search(each):
                check_marks(_marks(each), sink)
        elif isinstance(each, Picture):
            _check_description(each, sink)


def _say_remark(text: Text, sink: Sink) -> None:
    start = text.find(_REMARK)
    end = text.find(_END, start)
    sink.error(
        "remark",
        "a comment inside a text isn't hidden: everybody would read it",
        place_in(text, start, end + len(_END) if end >= 0 else len(text)),
        help="write it on a line of its own that starts with #, or remove it",
    )


def _check_description(picture: Picture, sink: Sink) -> None:
    describe = picture.describe
    if describe is not None and is_no_description(describe, picture.image):
        say_no_description(describe, describe.span, sink)


def _marks(text: Text) -> Iterator[Mark]:
    from csp_slides.markdown.text import read_block

    tokens = read_block(text)
    whole = "\n" in text
    for index, token in enumerate(tokens):
        # A text of one line is shown as one, in which nothing is a heading.
        if whole and token.type == "heading_open":
            words = tokens[index + 1].content
            yield Heading(words=words, level=int(token.tag[1:]), span=_line(text, token))
        elif whole and token.type == "table_open":
            yield Table(headings=_headings(tokens, index), span=_line(text, token))
        elif whole and token.type == "paragraph_open" and _is_bold(tokens[index + 1]):
            yield BoldLine(
                words=tokens[index + 1].content.strip("*_ "),
                leads=_leads(tokens, index + _PARAGRAPH),
                span=_line(text, token),
            )
        elif token.type == "inline":
            yield from _links(text, token)


def _links(text: Text, inline: Token) -> Iterator[Link]:
    children = inline.children or []
    cursor = _offset(text, inline)
    for index, child in enumerate(children):
        if child.type != "link_open":
            continue
        end = next(at for at in range(index, len(children)) if children[at].type == "link_close")
        words = "".join(each.content for each in children[index + 1 : end])
        found = text.find(f"[{words}]", cursor)
        if found < 0:
            found = max(text.find("[" if child.info != "auto" else "<", cursor), cursor)
        cursor = found + 1
        last = found + len(words) + 2
        yield Link(words=words, address=str(child.attrs["href"]), span=_placed(text, found, last))


def _headings(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """Return the words of a table's first line, which is its headings."""
    body = next(
        at for at in range(index, len(tokens)) if tokens[at].type in {"thead_close", "table_close"}
    )
    return tuple(each.content for each in tokens[index:body] if each.type == "inline")


def _is_bold(inline: Token) -> bool:
    children = [each for each in inline.children or [] if each.type != "text" or each.content]
    types = [each.type for each in children]
    return (
        bool(types)
        and types[0] == "strong_open"
        and types[-1] == "strong_close"
        and types.count("strong_open") == 1
    )


def _leads(tokens: Sequence[Token], after: int) -> bool:
    """Whether words follow in the same place, and no heading before them."""
    if after >= len(tokens):
        return False
    following = tokens[after]
    return following.nesting >= 0 and following.type != "heading_open"


def _offset(text: Text, token: Token) -> int:
    """Find where the first line of a token starts in its text."""
    first = token.map[0] if token.map is not None else 0
    offset = 0
    for _ in range(first):
        offset = text.find("\n", offset) + 1
    return offset


def _line(text: Text, token: Token) -> Span:
    start = _offset(text, token)
    end = text.find("\n", start)
    return _placed(text, start, end if end >= 0 else len(text))


def _placed(text: Text, start: int, end: int) -> Span:
    """Return the span of part of a text; of all of it if the file has it in another form."""
    line = text.find("\n", start)
    found = place_in(text, start, end if line < 0 else min(end, line))
    assert found is not None, "a text of content has a place"
    return found

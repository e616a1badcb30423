"""What stands in an officer's text and would be printed as it was typed. Pure.

Free text is Markdown: HTML in it is shown letter by letter, but for line breaks and raised or
lowered letters, and so is the mark of a note that has no text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.content.section import Item
from csp_slides.content.walk import inside, place_in
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.schema.fields.declare import Record

_CODE = pattern(r"(?ms)^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|(`+)(?!`).+?(?<!`)\2(?!`)|\\[<\[]")
_TAG = pattern(r"</?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>\n]*)?/?>")
_NOTE = pattern(r"\[\^(?P<label>[^\]\s]+)\](?P<defines>:)?")
_KNOWN: Final = frozenset({"br", "sub", "sup"})


def check_literal(record: Record, sink: Sink) -> None:
    """Report what the texts of a record would show as it was typed."""
    slides = {
        id(each.slide)
        for each in inside(record)
        if isinstance(each, Item) and each.slide is not None
    }
    for each in inside(record):
        if not isinstance(each, Text) or id(each) in slides:
            continue
        if "<" in each:
            _check_tags(each, sink)
        if "[^" in each:
            _check_notes(each, sink)
        if "$" in each:
            _check_formulas(each, sink)


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

"""Lists that their authors numbered with letters, Roman numbers or brackets, which Markdown lacks.

The parser reads them as ordinary numbers; what they were is put on its tokens afterwards, as HTML
says it: `type` and `start` of the list, `value` of an entry out of turn, a class for brackets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.schema.yaml.pasted import parsable
from csp_slides.schema.yaml.pasted_lists import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.utils import EnvType

    from csp_slides.schema.yaml.pasted import Typed

CLASSES: Final = {"(#)": "in-brackets", "#)": "after-bracket"}
"""Classes of lists whose numbers are in brackets, or before one."""

PLAIN: Final = "#."


def parse(parser: MarkdownIt, text: str, env: EnvType) -> list[Token]:
    """Parse a free text; its lists have the letters and brackets that their author typed."""
    written = parsable(text)
    tokens = parser.parse(written.text, env)
    if written.typed:
        for opening, entries in _lists(tokens):
            _number(opening, entries, written.typed)
    if written.text != text:
        last = len(written.origins) - 1
        for token in tokens:
            if token.map is not None:
                first, end = token.map
                token.map = [
                    written.origins[min(first, last)],
                    written.origins[min(end - 1, last)] + 1,
                ]
    return tokens


def numbering_of(opening: Token) -> tuple[str, str]:
    """Return how a list is numbered, as HTML's `type`, and what stands around the numbers."""
    return str(opening.attrs.get("type", "1")), str(opening.meta.get("style", PLAIN))


def _lists(tokens: list[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Yield each ordered list's opening with those of its entries."""
    opened: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type in {"ordered_list_open", "bullet_list_open"}:
            opened.append((token, []))
        elif token.type == "list_item_open":
            opened[-1][1].append(token)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            opening, entries = opened.pop()
            if opening.type == "ordered_list_open":
                yield opening, entries


def _number(opening: Token, entries: list[Token], typed: Mapping[int, Typed]) -> None:
    marks = [typed.get(entry.map[0]) if entry.map else None for entry in entries]
    first = marks[0]
    if first is None:
        return
    if first.numbering is not Numbering.NUMBER:
        opening.attrs["type"] = first.numbering.value
    if first.style != PLAIN:
        opening.meta = {**opening.meta, "style": first.style}
        if first.style in CLASSES:
            opening.attrs["class"] = CLASSES[first.style]
    values = [mark.value for mark in marks if mark is not None]
    is_typed_over = len(values) > 1 and len(set(values)) == 1  # a list of nothing but 1.
    if first.numbering is Numbering.NUMBER or len(values) < len(entries) or is_typed_over:
        return
    expected = values[0]
    for entry, value in zip(entries, values, strict=True):
        if value != expected:
            entry.attrs["value"] = value
        expected = value + 1

"""Free text as values for Typst: lines are runs of text, blocks are paragraphs, lists and tables.

Whatever an author types becomes the text of a run. Nothing of it is ever read as Typst.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from csp_slides.core.rich_text import ASSET, Prose
from csp_slides.markdown.lettered import numbering_of
from csp_slides.markdown.text import read_block, read_line
from csp_slides.model.report_blocks import Cell, Column, Paragraph, Row, Table
from csp_slides.render.formula import typed_formula
from csp_slides.render.table_layout import breakable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

Value = dict[str, Any]
"""A JSON object; `kind` says what it is."""

_KEPT: Final = 2048
_WRAPPED: Final = {
    "strong_open": "strong",
    "em_open": "emphasis",
    "s_open": "struck",
    "sup_open": "raised",
    "sub_open": "lowered",
}
_MARKS: Final = ("\n", "#", ">", "|", "```", "- ", "* ", "+ ", "    ", "---", "***")
"""What a text has that is more than one paragraph, or looks so."""


@lru_cache(maxsize=_KEPT)
def line_runs(markdown: str) -> tuple[Value, ...]:
    """Return one line of free text as runs."""
    return tuple(_runs(read_line(markdown)))


@lru_cache(maxsize=_KEPT)
def text_blocks(markdown: str) -> tuple[Value | Table, ...]:
    """Return a free text as blocks, its headings counted from its own highest level."""
    tokens = read_block(markdown)
    levels = [int(each.tag[1:]) for each in tokens if each.type == "heading_open"]
    return tuple(_blocks(_Reader(tokens), min(levels, default=1)))


def is_one_line(markdown: str) -> bool:
    """Whether a text is a single paragraph, whose blocks nobody needs."""
    text = markdown.strip()
    return not (any(mark in text for mark in _MARKS) or text[:1].isdigit())


def text_run(text: str) -> Value:
    """Return plain text as a run."""
    return {"kind": "text", "text": text}


class _Reader:
    """The tokens of a text, read one after another."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def take(self) -> Token | None:
        """Return the next token; None at the end."""
        if self.at >= len(self.tokens):
            return None
        self.at += 1
        return self.tokens[self.at - 1]


def _blocks(reader: _Reader, top: int, end: str | None = None) -> Iterator[Value | Table]:
    """Yield the blocks up to the token that closes their container."""
    while (token := reader.take()) is not None and token.type != end:
        block = _block(reader, token, top)
        if block is not None:
            yield block


def _block(reader: _Reader, token: Token, top: int) -> Value | Table | None:
    match token.type:
        case "paragraph_open":
            return {"kind": "paragraph", "text": _prose(reader)}
        case "heading_open":
            level = int(token.tag[1:]) - top + 1
            return {"kind": "heading", "level": level, "text": _prose(reader), "id": None}
        case "bullet_list_open" | "ordered_list_open":
            return _list(reader, token, top)
        case "blockquote_open":
            return {"kind": "quotation", "blocks": list(_blocks(reader, top, "blockquote_close"))}
        case "table_open":
            return _table(reader)
        case _:
            return _plain_block(token)


def _plain_block(token: Token) -> Value | None:
    if token.type in {"fence", "code_block"}:
        return {"kind": "verbatim", "text": token.content.rstrip("\n")}
    return {"kind": "rule"} if token.type == "hr" else None


def _prose(reader: _Reader) -> Value:
    """Read the inline token of a block, and what closes the block."""
    token = reader.take()
    reader.take()
    children = tuple(token.children or ()) if token is not None else ()
    return {"kind": "prose", "line": list(_runs(children))}


def _list(reader: _Reader, opening: Token, top: int) -> Value:
    ordered = opening.type == "ordered_list_open"
    end = opening.type.replace("_open", "_close")
    points: list[Value] = []
    while (token := reader.take()) is not None and token.type != end:
        if token.type == "list_item_open":
            inside = list(_blocks(reader, top, "list_item_close"))
            text: Value = {"kind": "prose", "line": []}
            first = inside[0] if inside else None
            if isinstance(first, dict) and first["kind"] == "paragraph":
                text = first["text"]
                del inside[0]
            points.append({"kind": "point", "text": text, "inside": inside})
    start = int(opening.attrs.get("start", 1)) if ordered else 1
    counting, style = numbering_of(opening)
    return {
        "kind": "bullet_list",
        "ordered": ordered,
        "start": start,
        "points": points,
        "counting": counting,
        "around": style.replace("#", "{}"),
    }


def _table(reader: _Reader) -> Table:
    columns: list[Column] = []
    rows: list[Row] = []
    cells: list[Cell] = []
    while (token := reader.take()) is not None and token.type != "table_close":
        if token.type == "th_open":
            numeric = "right" in str(token.attrs.get("style", ""))
            columns.append(Column(title=_plain(_prose(reader)["line"]), numeric=numeric))
        elif token.type == "td_open":
            inline = reader.take()
            words = Prose(markdown=inline.content if inline is not None else "")
            cells.append(Cell(column=len(cells), content=(Paragraph(text=words),)))
        elif token.type == "tr_close" and cells:
            rows.append(Row(cells=tuple(cells)))
            cells = []
    return Table(caption=None, columns=tuple(columns), rows=tuple(rows))


def _plain(runs: Sequence[Value]) -> str:
    return "".join(each.get("text") or _plain(each.get("inside", ())) for each in runs)


def _runs(tokens: Sequence[Token]) -> Iterator[Value]:
    """Yield the runs of an inline text, what is emphasised or linked inside its own."""
    open_runs: list[tuple[Value | None, list[Value]]] = [(None, [])]
    for token in tokens:
        if token.nesting > 0:
            open_runs.append((_wrapping(token), []))
        elif token.nesting < 0:
            wrapper, inside = open_runs.pop()
            if wrapper is None:
                open_runs[-1][1].extend(inside)
            else:
                open_runs[-1][1].append({**wrapper, "inside": inside})
        else:
            open_runs[-1][1].extend(_leaf(token))
    yield from open_runs[0][1]


def _wrapping(token: Token) -> Value | None:
    if token.type == "link_open":
        address = str(token.attrs.get("href", ""))
        leads_on = address and not address.startswith(ASSET)
        return {"kind": "link", "to": address} if leads_on else None
    kind = _WRAPPED.get(token.type)
    return {"kind": kind} if kind else None


def _leaf(token: Token) -> Iterator[Value]:
    match token.type:
        case "softbreak":
            yield text_run(" ")
        case "hardbreak" | "line_break":
            yield {"kind": "break"}
        case "formula":
            yield typed_formula(token.content, token.markup)
        case "code_inline":
            yield {"kind": "code", "text": token.content}
        case "image":
            yield from _runs(tuple(token.children or ()))
        case _:
            yield from _text(token.content)


def _text(text: str) -> Iterator[Value]:
    for number, part in enumerate(breakable(text)):
        if number:
            yield {"kind": "chance"}
        yield text_run(part)

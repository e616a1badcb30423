"""Reads a web page (.html) as an outline."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.numbering import letters, roman
from csp_slides.authoring.documents.outline import (
    Cell,
    Entry,
    Heading,
    Outline,
    Paragraph,
    Picture,
    Question,
    Table,
    Words,
    joined,
    stripped,
)
from csp_slides.authoring.documents.package import refuse
from csp_slides.authoring.documents.typed import as_typed
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Block, Inline

MOST_BYTES: Final = 20 * 1024 * 1024
_SPACES: Final = pattern(r"[ \t\n\r\f]+")
_SILENT: Final = frozenset(
    {"script", "style", "template", "noscript", "head", "nav", "svg", "iframe", "object", "title"}
)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS: Final = _HEADINGS | {"p", "ul", "ol", "table", "div", "section", "article", "main",
    "body", "html"} | {
    "blockquote", "pre", "header", "footer", "aside", "figure", "figcaption", "dl", "dt", "dd",
        "form", "hr", "address",
    "tbody", "thead", "tfoot", "tr", "td", "th", "li", "details", "summary", "fieldset",
        "caption", "center",
}  # fmt: skip
_DEEPEST: Final = 100
_DATA: Final = pattern(r"data:image/(png|jpeg|gif|webp);base64,(.*)", re.DOTALL)


def read_page(content: bytes, path: PurePosixPath) -> Outline:
    """Read a page; scripts, styles and navigation are no part of its text.

    Raises:
        ContentError: it is far too large.
    """
    if len(content) > MOST_BYTES:
        raise refuse(
            path,
            f"'{path.name}' is larger than a page of text can be",
            "copy the text into a Word document and import that",
        )
    from lxml import html

    from csp_slides.schema.yaml.decode import as_text

    decoded = as_text(content)
    text = decoded.unix if decoded is not None else content.decode("utf-8", "replace")
    try:
        root = html.document_fromstring(
            text.encode(), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except Exception:  # noqa: BLE001  # lxml says an empty page in several ways
        return Outline(name=path.name, blocks=())
    title = root.findtext(".//title") or ""
    reader = _Reader()
    body = root.find("body")
    return Outline(
        name=path.name,
        title=" ".join(title.split()),
        blocks=as_typed(reader.blocks(body if body is not None else root, 0)),
    )


class _Reader:
    """Walks a page in its order."""

    def __init__(self) -> None:
        self._count = 0

    def blocks(self, element: Any, depth: int) -> Iterator[Block]:  # lxml has no types
        """Yield the blocks of an element; text between its block elements is a paragraph."""
        if depth > _DEEPEST:
            return
        loose: list[Words] = [Words(text=element.text or "")]
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else None
            if tag is None or tag in _SILENT:
                loose.append(Words(text=child.tail or ""))
                continue
            if tag in _BLOCKS:
                yield from self._paragraph(loose)
                yield from self._block(child, tag, depth)
                loose = [Words(text=child.tail or "")]
                continue
            pictures: list[Block] = []
            loose += self._words(child, Words(), pictures, depth)
            if pictures:
                yield from self._paragraph(loose)
                yield from pictures
                loose = []
            loose.append(Words(text=child.tail or ""))
        yield from self._paragraph(loose)

    def _block(self, child: Any, tag: str, depth: int) -> Iterator[Block]:  # lxml has no types
        if tag in _HEADINGS:
            words = _closed(self._inline(child, depth))
            if words:
                self._count += 1
                yield Heading(level=int(tag[1]), words=words, place=f"heading {self._count}")
        elif tag in {"ul", "ol"}:
            yield from self._list(child, depth, 0)
        elif tag == "table":
            yield from self._table(child, depth)
        elif tag == "pre":
            self._count += 1
            lines = "".join(child.itertext()).strip("\n").split("\n")
            yield Paragraph(
                words=stripped(tuple(Words(text=f"{line}\n") for line in lines)),
                place=f"paragraph {self._count}",
            )
        else:
            yield from self.blocks(child, depth + 1)

    def _paragraph(self, words: list[Words]) -> Iterator[Block]:
        made = _closed(tuple(words))
        if made:
            self._count += 1
            yield Paragraph(words=made, place=f"paragraph {self._count}")

    def _list(self, element: Any, depth: int, level: int) -> Iterator[Block]:  # lxml has no types
        number = int(element.get("start")) - 1 if (element.get("start") or "").isdecimal() else 0
        for item in element:
            if not isinstance(item.tag, str):
                continue
            if item.tag in {"ul", "ol"}:
                yield from self._list(item, depth + 1, level + 1)
                continue
            number += 1
            first = True
            for block in self.blocks(item, depth + 1):
                if isinstance(block, Paragraph) and first:
                    yield Entry(
                        words=block.words,
                        level=level,
                        marker=_marker(element, number),
                        place=block.place,
                    )
                    first = False
                elif isinstance(block, Entry):
                    yield replace(block, level=block.level + level + 1)
                else:
                    yield block

    def _table(self, element: Any, depth: int) -> Iterator[Block]:  # lxml has no types  # noqa: C901
        self._count += 1
        place = f"table {self._count}"
        after: list[Block] = []
        rows: list[list[Cell]] = []
        held: dict[int, int] = {}
        for row in element.iter("tr"):
            if next(row.iterancestors("table"), None) is not element:
                continue
            cells: list[Cell] = []
            found = [each for each in row if each.tag in {"td", "th"}]
            while found or any(column >= len(cells) for column in held):
                column = len(cells)
                if held.get(column):
                    held[column] -= 1
                    if not held[column]:
                        del held[column]
                    cells.append(Cell(continued=True))
                    continue
                if not found:
                    if column > 200:  # noqa: PLR2004
                        break
                    cells.append(Cell())
                    continue
                cell = found.pop(0)
                made = self._cell(
                    cell, f"row {len(rows) + 1}, column {column + 1} of {place}", after, depth
                )
                down = _count(cell.get("rowspan"), 1000)
                for step in range(made.span):
                    if down > 1:
                        held[column + step] = down - 1
                cells += [made, *[Cell() for _ in range(made.span - 1)]]
            rows.append(cells)
        width = max((len(row) for row in rows), default=0)
        if width:
            yield Table(
                rows=tuple((*row, *[Cell()] * (width - len(row))) for row in rows),
                place=place,
            )
        yield from after

    def _cell(
        self, element: Any, place: str, after: list[Block], depth: int
    ) -> Cell:  # lxml has no types
        lines: list[Inline] = []
        for block in self.blocks(element, depth + 1):
            if isinstance(block, Paragraph | Entry | Heading):
                lines.append(block.words)
            elif isinstance(block, Table):
                lines += [line for row in block.rows for cell in row for line in cell.lines]
            else:
                after.append(block)
        return Cell(lines=tuple(lines), span=_count(element.get("colspan"), 64), place=place)

    def _inline(self, element: Any, depth: int) -> Inline:  # lxml has no types
        return tuple(self._words(element, Words(), [], depth))

    def _words(
        self, element: Any, look: Words, pictures: list[Block], depth: int
    ) -> Iterator[Words]:  # lxml has no types
        tag = element.tag
        if depth > _DEEPEST or tag in _SILENT:
            return
        if tag == "br":
            yield replace(look, text="\u2028")
        elif tag == "img":
            pictures.append(_image(element))
        look = _styled(tag, element, look)
        yield replace(look, text=element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._words(child, look, pictures, depth + 1)
            yield replace(look, text=child.tail or "")


def _styled(tag: str, element: Any, look: Words) -> Words:  # lxml has no types  # noqa: PLR0911
    match tag:
        case "b" | "strong":
            return replace(look, bold=True)
        case "i" | "em" | "cite":
            return replace(look, italic=True)
        case "s" | "del" | "strike":
            return replace(look, struck=True)
        case "sup":
            return replace(look, raised=True)
        case "sub":
            return replace(look, lowered=True)
        case "a":
            target = (element.get("href") or "").strip()
            return (
                replace(look, link=target)
                if target.startswith(("http://", "https://", "mailto:", "tel:"))
                else look
            )
        case _:
            return look


def _image(element: Any) -> Block:  # lxml has no types
    about = " ".join((element.get("alt") or "").split())
    source = (element.get("src") or "").strip()
    found = _DATA.fullmatch(source)
    if found is not None:
        try:
            return Picture(
                name=f"picture.{found[1]}",
                content=base64.b64decode(found[2], validate=False),
                description=about,
            )
        except binascii.Error:
            pass
    told = f": “{about}”" if about else ""
    return Question(message=f"A picture of the page isn't imported ({source[:80]}){told}")


def _closed(words: Inline) -> Inline:
    """Close white space up as a browser shows it; a `<br>` is a line break."""
    made: list[Words] = []
    for each in words:
        text = _SPACES.sub(" ", each.text).replace("\u2028", "\n")
        if made and made[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if text:
            made.append(replace(each, text=text))
    return stripped(joined(made))


def _marker(element: Any, number: int) -> str:  # lxml has no types
    if element.tag == "ul":
        return "-"
    match element.get("type"):
        case "a":
            return f"{letters(number)})"
        case "A":
            return f"{letters(number).upper()})"
        case "i":
            return f"{roman(number)})"
        case _:
            return f"{number}."


def _count(value: str | None, most: int) -> int:
    return min(max(int(value), 1), most) if value and value.strip().isdecimal() else 1

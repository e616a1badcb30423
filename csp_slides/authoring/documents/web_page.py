"""Reads a web page (.html) as an outline."""

from __future__ import annotations

import base64
import binascii
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace

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
from csp_slides.authoring.documents.word_styles import letters, roman
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
_BOLD_RULE: Final = pattern(r"\.([\w-]+)\{[^{}]*font-weight:(?:bold|[6-9]00)\b")
_ITALIC_RULE: Final = pattern(r"\.([\w-]+)\{[^{}]*font-style:italic\b")
_WEIGHT: Final = pattern(r"font-weight:\s*(?:bold|[6-9]00)\b")
_LIST_OF_GOOGLE: Final = pattern(r"\blst-kix_\w+-(\d)\b")
_LIST_OF_OUTLOOK: Final = pattern(r"mso-list:\s*l\d+ level(\d)")
_IGNORED: Final = pattern(r"mso-list:\s*ignore", re.IGNORECASE)
_REDIRECT: Final = "https://www.google.com/url?"
_NUMBER: Final = pattern(r"(\d+|[a-z])[.)]", re.IGNORECASE)
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
    reader = _Reader(root)
    body = root.find("body")
    return Outline(
        name=path.name,
        title=" ".join(title.split()),
        blocks=as_typed(reader.blocks(body if body is not None else root, 0)),
    )


class _Reader:
    """Walks a page in its order."""

    def __init__(self, root: Any) -> None:  # lxml has no types
        self._count = 0
        styles = " ".join(each.text or "" for each in root.iter("style"))
        self._bold = frozenset(_BOLD_RULE.findall(styles))
        self._italic = frozenset(_ITALIC_RULE.findall(styles))
        named = {each.get("id"): each for each in root.iter("a") if each.get("id")}
        self._comments = {f"#{name}" for name in named if name.startswith("cmnt_ref")}
        self._notes = {
            f"#{name}": " ".join((each.tail or _after(each)).split())
            for name, each in named.items()
            if name.startswith("cmnt") and not name.startswith("cmnt_ref")
        }

    def blocks(self, element: Any, depth: int) -> Iterator[Block]:  # lxml has no types
        """Yield the blocks of an element; text between its block elements is a paragraph."""
        if depth > _DEEPEST:
            return
        loose: list[Words] = [Words(text=element.text or "")]
        questions: list[Question] = []
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else None
            if tag is None or tag in _SILENT:
                loose.append(Words(text=child.tail or ""))
                continue
            if tag in _BLOCKS:
                yield from self._paragraph(loose)
                if self._is_comment(child):
                    loose = [Words(text=child.tail or "")]
                    continue
                yield from self._block(child, tag, depth)
                loose = [Words(text=child.tail or "")]
                continue
            pictures: list[Block] = []
            loose += self._words(child, Words(), pictures, depth)
            if any(isinstance(each, Picture) for each in pictures):
                yield from self._paragraph(loose)
                yield from (each for each in pictures if isinstance(each, Picture))
                loose = []
            questions += [each for each in pictures if isinstance(each, Question)]
            loose.append(Words(text=child.tail or ""))
        yield from self._paragraph(loose)
        yield from questions

    def _block(self, child: Any, tag: str, depth: int) -> Iterator[Block]:  # lxml has no types
        if tag in _HEADINGS:
            words = _closed(self._inline(child, depth))
            if words:
                self._count += 1
                yield Heading(level=int(tag[1]), words=words, place=f"heading {self._count}")
        elif tag in {"ul", "ol"}:
            found = _LIST_OF_GOOGLE.search(child.get("class") or "")
            yield from self._list(child, depth, int(found[1]) if found is not None else 0)
        elif tag == "p":
            yield from self._styled_paragraph(child, depth)
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

    def _styled_paragraph(self, child: Any, depth: int) -> Iterator[Block]:  # lxml has no types
        """Read a paragraph, which Outlook may mean as a list entry and Google as the title."""
        listed = _LIST_OF_OUTLOOK.search(child.get("style") or "")
        if listed is not None:
            yield from self._outlook_entry(child, int(listed[1]) - 1, depth)
            return
        is_title = "title" in (child.get("class") or "").split()
        for block in self.blocks(child, depth + 1):
            if is_title and isinstance(block, Paragraph):
                yield Heading(level=0, words=block.words, place=block.place)
            else:
                yield block

    def _outlook_entry(
        self, element: Any, level: int, depth: int
    ) -> Iterator[Block]:  # lxml has no types
        """Read a paragraph that Outlook or Word shows as a list entry, its bullet typed out."""
        marker = ""
        for span in list(element.iter("span")):
            if _IGNORED.search(span.get("style") or ""):
                marker = "".join(span.itertext()).strip(" \t\r\n\xa0") or marker
                tail, span.tail = span.tail, None
                span.clear()
                span.tail = tail
        numbered = _NUMBER.match(marker)
        first = True
        for block in self.blocks(element, depth + 1):
            if isinstance(block, Paragraph) and first:
                shown = "-"
                if numbered is not None and marker != "o":
                    shown = f"{numbered[1]}{'.' if numbered[1].isdecimal() else ')'}"
                yield Entry(words=block.words, level=level, marker=shown, place=block.place)
                first = False
            else:
                yield block

    def _is_comment(self, element: Any) -> bool:  # lxml has no types
        """Whether a block is one of the comments that Google Docs writes at a page's end."""
        return any(each.get("href") in self._comments for each in element.iter("a"))

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

    def _classed(self, element: Any, look: Words) -> Words:  # lxml has no types
        names = set((element.get("class") or "").split())
        bold = bool(names & self._bold) or _WEIGHT.search(element.get("style") or "") is not None
        return replace(
            look, bold=look.bold or bold, italic=look.italic or bool(names & self._italic)
        )

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
        elif tag in {"sup", "a"}:
            links = (element, *element.iter("a"))
            name = next((n for n in (each.get("href") for each in links) if n in self._notes), "")
            if name:
                about = self._notes[name]
                pictures.append(Question(message=f"There is a comment here: “{about}”"))
                return
        look = self._classed(element, _styled(tag, element, look))
        yield replace(look, text=element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._words(child, look, pictures, depth + 1)
            yield replace(look, text=child.tail or "")


def _after(element: Any) -> str:  # lxml has no types
    """Return the text that follows an element in its paragraph."""
    parent = element.getparent()
    return "".join("".join(each.itertext()) + (each.tail or "") for each in parent[1:])


def _target(element: Any) -> str:  # lxml has no types
    """Return where a link leads, without the detour through Google."""
    target = (element.get("href") or "").strip()
    if target.startswith(_REDIRECT):
        target = next(iter(parse_qs(urlsplit(target).query).get("q", ())), target)
    return target if target.startswith(("http://", "https://", "mailto:", "tel:")) else ""


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
            target = _target(element)
            return replace(look, link=target) if target else look
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

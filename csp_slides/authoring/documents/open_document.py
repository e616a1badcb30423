"""Reads an OpenDocument text (.odt), as LibreOffice writes it, as an outline."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
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
    page_questions,
    stripped,
)
from csp_slides.authoring.documents.package import open_package, parse_xml, read_part, refuse
from csp_slides.authoring.documents.typed import as_typed
from csp_slides.authoring.documents.word_styles import letters, roman
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from csp_slides.authoring.documents.outline import Block, Inline

_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_LEVEL: Final = f"{_TEXT}outline-level"
_HEADING: Final = pattern(r"heading ([1-9])")
_DEEPER: Final = pattern(r"list (?:bullet|number) ([2-5])")
_SPACES: Final = pattern(r"[ \t\r\n]+")
_DEEPEST: Final = 40
_MOST_REPEATED: Final = 64


class _Look(Struct, frozen=True, kw_only=True):
    name: str = ""
    bold: bool | None = None
    italic: bool | None = None
    struck: bool = False
    position: str = ""
    hidden: bool = False


def read_open_document(content: bytes, path: PurePosixPath) -> Outline:
    """Read a text document.

    Raises:
        ContentError: it can't be opened or isn't one.
    """
    package = open_package(content, path)
    root = parse_xml(read_part(package, "content.xml", path), path)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise refuse(path, f"'{path.name}' isn't an OpenDocument text", "save it as .odt or .docx")
    styles = parse_xml(read_part(package, "styles.xml", path), path)
    meta = parse_xml(read_part(package, "meta.xml", path), path)
    reader = _Reader(package, path, _looks(styles, root), _list_forms(styles, root), body)
    blocks = as_typed((*page_questions(_page_texts(styles)), *reader.blocks(body, 0)))
    return Outline(
        name=path.name,
        title=" ".join((meta.findtext(f".//{_DC}title") or "").split()),
        blocks=blocks,
        footnotes=reader.footnotes,
    )


def _page_texts(styles: Any) -> Iterator[tuple[str, str]]:  # lxml has no types
    """Yield the kind and the text of every page header and footer."""
    for kind in ("header", "footer"):
        for suffix in ("", "-left", "-first"):
            for part in styles.iter(f"{_STYLE}{kind}{suffix}"):
                texts = (" ".join(p.itertext()) for p in part.iter(f"{_TEXT}p", f"{_TEXT}h"))
                yield kind, " ".join(texts)


def _looks(*roots: Any) -> dict[str, _Look]:
    elements = {
        each.get(f"{_STYLE}name", ""): each
        for root in roots
        for each in root.iter(f"{_STYLE}style")
    }
    made: dict[str, _Look] = {}
    for name in elements:
        chain, seen = [], set()
        step: str | None = name
        while step and step in elements and step not in seen:
            seen.add(step)
            chain.append(elements[step])
            step = elements[step].get(f"{_STYLE}parent-style-name")
        made[name] = _look(chain)
    return made


def _look(chain: list[Any]) -> _Look:
    def first(attribute: str) -> str | None:
        for element in chain:
            properties = element.find(f"{_STYLE}text-properties")
            value = properties.get(attribute) if properties is not None else None
            if value:
                return str(value)
        return None

    named = next(
        (
            e
            for e in chain
            if e.get(f"{_STYLE}display-name") or not e.get(f"{_STYLE}name", "").startswith("P")
        ),
        chain[0],
    )
    weight, slant = first(f"{_FO}font-weight"), first(f"{_FO}font-style")
    return _Look(
        name=(named.get(f"{_STYLE}display-name") or named.get(f"{_STYLE}name") or "")
        .replace("_20_", " ")
        .casefold(),
        bold=None if weight is None else weight in {"bold", "600", "700", "800", "900"},
        italic=None if slant is None else slant in {"italic", "oblique"},
        struck=first(f"{_STYLE}text-line-through-style") not in {None, "none"},
        position=(first(f"{_STYLE}text-position") or "").split(" ")[0],
        hidden=first("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}display") == "none",
    )


def _list_forms(*roots: Any) -> dict[str, dict[int, str]]:
    made: dict[str, dict[int, str]] = {}
    for root in roots:
        for style in root.iter(f"{_TEXT}list-style"):
            levels: dict[int, str] = {}
            for level in style:
                number = level.get(f"{_TEXT}level", "1")
                form = (
                    level.get(f"{_STYLE}num-format", "")
                    if level.tag == f"{_TEXT}list-level-style-number"
                    else "bullet"
                )
                levels[int(number) if number.isdecimal() else 1] = form
            made[style.get(f"{_STYLE}name", "")] = levels
    return made


class _Reader:
    """Walks the text of one document."""

    def __init__(
        self,
        package: zipfile.ZipFile,
        path: PurePosixPath,
        looks: dict[str, _Look],
        lists: dict[str, dict[int, str]],
        body: Any,
    ) -> None:
        self._package = package
        self._path = path
        self._looks = looks
        self._lists = lists
        self._count = 0
        self.footnotes: dict[str, tuple[Inline, ...]] = {}
        changes = body.iter(f"{_TEXT}changed-region")
        self._changes = {
            each.get("{http://www.w3.org/XML/1998/namespace}id") or each.get(f"{_TEXT}id"): each
            for each in changes
        }
        self._added: str | None = None
        self._adding: list[str] = []

    @property
    def _place(self) -> str:
        return f"paragraph {self._count}"

    def blocks(self, parent: Any, depth: int) -> Iterator[Block]:  # lxml has no types  # noqa: C901
        """Yield the blocks of the body, a section, a cell or a frame."""
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self._paragraph(child)
            elif tag == f"{_TEXT}list":
                yield from self._list(child, 0, None, depth)
            elif tag == f"{_TABLE}table":
                yield from self._table(child, depth)
            elif tag == f"{_TEXT}table-of-content":
                continue
            elif tag in {f"{_TEXT}section", f"{_TEXT}index-body", f"{_DRAW}text-box"}:
                yield from self.blocks(child, depth + 1)
            elif tag == f"{_DRAW}frame":
                yield from self._frame(child)

    def _paragraph(self, element: Any) -> Iterator[Block]:  # lxml has no types
        self._count += 1
        look = self._looks.get(element.get(f"{_TEXT}style-name", ""), _Look())
        beside: list[Block] = []
        base = Words(bold=bool(look.bold), italic=bool(look.italic))
        heading = element.tag == f"{_TEXT}h"
        plain = heading or _HEADING.fullmatch(look.name) is not None
        words = stripped(joined(self._words(element, Words() if plain else base, beside, 0)))
        if words:
            styled = _HEADING.fullmatch(look.name)
            if heading or look.name == "title" or styled is not None:
                level = styled[1] if styled is not None else element.get(_LEVEL, "1")
                yield Heading(
                    level=0 if look.name == "title" else int(level) if level.isdecimal() else 1,
                    words=words,
                    place=self._place,
                )
            else:
                yield Paragraph(words=words, place=self._place, style=look.name)
        yield from beside

    def _words(
        self, element: Any, look: Words, beside: list[Block], depth: int
    ) -> Iterator[Words]:  # lxml has no types
        if depth > _DEEPEST:
            return
        yield from self._told(replace(look, text=_closed(element.text)), beside)
        for child in element:
            if isinstance(child.tag, str):
                yield from self._piece(child, look, beside, depth)
            yield from self._told(replace(look, text=_closed(child.tail)), beside)

    def _told(self, words: Words, beside: list[Block]) -> Iterator[Words]:  # noqa: ARG002
        if self._added is not None:
            self._adding.append(words.text)
        elif words.text:
            yield words

    def _piece(self, child: Any, look: Words, beside: list[Block], depth: int) -> Iterator[Words]:  # noqa: C901  # one branch an element
        tag = child.tag
        if tag == f"{_TEXT}span":
            style = self._looks.get(child.get(f"{_TEXT}style-name", ""), _Look())
            made = replace(
                look,
                bold=look.bold if style.bold is None else style.bold,
                italic=look.italic if style.italic is None else style.italic,
                struck=look.struck or style.struck,
                raised=style.position.startswith("super")
                or style.position.removesuffix("%").isdecimal(),
                lowered=style.position.startswith(("sub", "-")),
            )
            if style.hidden:
                text = "".join(child.itertext()).strip()
                beside.append(self._ask(f"This text is hidden, so it's left out: “{text}”"))
                return
            yield from self._words(child, made, beside, depth + 1)
        elif tag == f"{_TEXT}a":
            target = child.get(f"{_XLINK}href", "")
            link = target if target.startswith(("http://", "https://", "mailto:", "tel:")) else ""
            yield from self._words(child, replace(look, link=link), beside, depth + 1)
        elif tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            yield replace(look, text=" " * min(int(count) if count.isdecimal() else 1, 20))
        elif tag == f"{_TEXT}tab":
            yield replace(look, text="\t")
        elif tag == f"{_TEXT}line-break":
            yield replace(look, text="\n")
        elif tag == f"{_TEXT}note":
            yield self._footnote(child, depth)
        elif tag == f"{_OFFICE}annotation":
            author = child.findtext(f"{_DC}creator") or "somebody"
            text = " ".join(
                " ".join("".join(p.itertext()) for p in child.iter(f"{_TEXT}p")).split()
            )
            beside.append(self._ask(f"There is a comment by {author}: “{text}”"))
        elif tag in {f"{_TEXT}change", f"{_TEXT}change-start", f"{_TEXT}change-end"}:
            yield from self._change(child, tag, look, beside)
        elif tag == f"{_DRAW}frame":
            beside.extend(self._frame(child))
        elif tag not in {f"{_OFFICE}annotation-end", f"{_TEXT}bookmark", f"{_TEXT}soft-page-break"}:
            yield from self._words(child, look, beside, depth + 1)

    def _change(
        self, child: Any, tag: str, look: Words, beside: list[Block]
    ) -> Iterator[Words]:  # lxml has no types
        name = child.get(f"{_TEXT}change-id", "")
        region = self._changes.get(name)
        author = (region.findtext(f".//{_DC}creator") if region is not None else None) or "somebody"
        removed = region.find(f"{_TEXT}deletion") if region is not None else None
        if tag == f"{_TEXT}change" and removed is not None:
            text = " ".join(
                " ".join("".join(p.itertext()) for p in removed.iter(f"{_TEXT}p")).split()
            )
            beside.append(
                self._ask(f"{author} deleted “{text}” (tracked); it's still in the text here")
            )
            yield replace(look, text=text)
        elif (
            tag == f"{_TEXT}change-start"
            and region is not None
            and region.find(f"{_TEXT}insertion") is not None
        ):
            self._added, self._adding = name, []
        elif tag == f"{_TEXT}change-end" and self._added == name:
            self._added = None
            text = " ".join("".join(self._adding).split())
            if text:
                beside.append(
                    self._ask(f"{author} added “{text}” (tracked); it isn't in the text here")
                )

    def _ask(self, message: str) -> Question:
        return Question(message=message, place=self._place)

    def _footnote(self, note: Any, depth: int) -> Words:  # lxml has no types
        label = (
            f"{'e' if note.get(f'{_TEXT}note-class') == 'endnote' else ''}{len(self.footnotes) + 1}"
        )
        body = note.find(f"{_TEXT}note-body")
        found = self.blocks(body, depth + 1) if body is not None else ()
        self.footnotes[label] = tuple(
            each.words for each in found if isinstance(each, Paragraph | Entry)
        )
        return Words(footnote=label)

    def _list(
        self, element: Any, level: int, style: str | None, depth: int
    ) -> Iterator[Block]:  # lxml has no types
        if depth > _DEEPEST:
            return
        style = element.get(f"{_TEXT}style-name") or style
        form = self._lists.get(style or "", {}).get(level + 1, "bullet")
        number = 0
        for item in element:
            if item.tag not in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
                continue
            number += 1
            first = True
            for child in item:
                if child.tag == f"{_TEXT}list":
                    yield from self._list(child, level + 1, style, depth + 1)
                    continue
                for block in self.blocks([child], depth + 1):
                    if isinstance(block, Paragraph) and first:
                        deeper = _DEEPER.fullmatch(block.style) if level == 0 else None
                        yield Entry(
                            words=block.words,
                            level=int(deeper[1]) - 1 if deeper is not None else level,
                            marker=_marker(form, number),
                            place=block.place,
                        )
                        first = False
                    else:
                        yield block

    def _table(self, element: Any, depth: int) -> Iterator[Block]:  # lxml has no types
        place = f"the table after paragraph {self._count}"
        after: list[Block] = []
        rows: list[list[Cell]] = []
        for row in element.iter(f"{_TABLE}table-row"):
            cells: list[Cell] = []
            above = rows[-1] if rows else []
            for cell in row:
                covered = cell.tag == f"{_TABLE}covered-table-cell"
                if not covered and cell.tag != f"{_TABLE}table-cell":
                    continue
                repeated = cell.get(f"{_TABLE}number-columns-repeated", "1")
                for _ in range(min(int(repeated) if repeated.isdecimal() else 1, _MOST_REPEATED)):
                    if covered:
                        goes_on = (
                            len(cells) < len(above) and (len(rows) > 0) and not _is_beside(cells)
                        )
                        cells.append(Cell(continued=goes_on))
                    else:
                        cells.append(self._cell(cell, place, after, depth))
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
        questions: list[Question] = []
        for block in self.blocks(element, depth + 1):
            if isinstance(block, Paragraph | Entry | Heading):
                lines.append(block.words)
            elif isinstance(block, Question):
                questions.append(block)
            elif isinstance(block, Table):
                lines += [line for row in block.rows for cell in row for line in cell.lines]
            else:
                after.append(block)
        span = element.get(f"{_TABLE}number-columns-spanned", "1")
        return Cell(
            lines=tuple(lines),
            span=min(int(span), _MOST_REPEATED) if span.isdecimal() else 1,
            place=place,
            questions=tuple(questions),
        )

    def _frame(self, frame: Any) -> Iterator[Block]:  # lxml has no types
        about = (frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or "").strip()
        for box in frame.findall(f"{_DRAW}text-box"):
            yield from self.blocks(box, 1)
        image = frame.find(f"{_DRAW}image")
        if image is None:
            return
        target = image.get(f"{_XLINK}href", "")
        content = read_part(self._package, target.removeprefix("./"), self._path)
        told = f": “{about}”" if about else ""
        if content is None:
            yield self._ask(f"A picture here is kept somewhere else, so it isn't imported{told}")
        elif PurePosixPath(target).suffix.lower() not in {
            ".png",
            ".jpg",
            ".jpeg",
            ".gif",
            ".webp",
            ".svg",
        }:
            yield self._ask(
                f"A drawing here ({PurePosixPath(target).suffix}) can't be shown on a "
                f"page: save it as a PNG{told}"
            )
        else:
            yield Picture(
                name=PurePosixPath(target).name,
                content=content,
                description=about,
                place=self._place,
            )


def _is_beside(cells: list[Cell]) -> bool:
    """Whether the next covered cell is covered by one on its left."""
    for left, cell in enumerate(reversed(cells), start=1):
        if cell.lines or cell.span > 1:
            return cell.span > left
    return False


def _closed(text: str | None) -> str:
    """Close white space up, as the format says."""
    return _SPACES.sub(" ", text or "")


def _marker(form: str, number: int) -> str:
    match form:
        case "bullet" | "":
            return "-"
        case "a":
            return f"{letters(number)})"
        case "A":
            return f"{letters(number).upper()})"
        case "i":
            return f"{roman(number)})"
        case _:
            return f"{number}."

"""Reads a Word document (.docx) as an outline.

Comments, tracked changes and hidden text are never taken over: each becomes a question at its
place, and the text stays as it was before the change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.documents.outline import (
    Cell,
    Entry,
    Heading,
    Outline,
    Paragraph,
    Question,
    Table,
    Words,
    joined,
    page_questions,
    plain,
    stripped,
)
from csp_slides.authoring.documents.package import (
    open_package,
    refuse,
)
from csp_slides.authoring.documents.typed import as_typed
from csp_slides.authoring.documents.word_parts import Parts, drawn, main_part, properties_of
from csp_slides.authoring.documents.word_styles import (
    Numbering,
    Style,
    is_on,
    numbered_in,
    raised_by,
    read_styles,
    value_of,
)
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Block, Inline

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DEEPER: Final = pattern(r"list (?:bullet|number) ([2-5])")
_SYMBOLS: Final = {0xF0B7: "•", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0E0: "→", 0xF0A7: "▪", 0xF06F: "o"}
_ADDED: Final = frozenset({f"{_W}ins", f"{_W}moveTo"})
_REMOVED: Final = frozenset({f"{_W}del", f"{_W}moveFrom"})
_PASSED: Final = frozenset(
    {f"{_W}smartTag", f"{_W}customXml", f"{_W}fldSimple", f"{_W}dir", f"{_W}bdo"}
)
_DEEPEST: Final = 40


def read_word(content: bytes, path: PurePosixPath) -> Outline:
    """Read a document.

    Raises:
        ContentError: it can't be opened or isn't a Word document.
    """
    package = open_package(content, path)
    main = main_part(package, path)
    if main is None:
        raise refuse(path, f"'{path.name}' isn't a Word document", "save it as .docx from Word")
    parts = Parts(package, path, main)
    reader = _Reader(parts)
    body = reader.document.find(f"{_W}body")
    blocks = tuple(reader.blocks(body)) if body is not None else ()
    title, form = properties_of(package, path)
    return Outline(
        name=path.name,
        title=title,
        form=form,
        blocks=as_typed((*page_questions(reader.page_texts()), *blocks)),
        footnotes=reader.footnotes(),
    )


class _Found(Struct, kw_only=True):
    """What a paragraph holds besides its text."""

    questions: list[Question]
    after: list[Block]


class _Reader:
    """Reads the parts of one document in the order of its text."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.document = parts.xml(parts.main)
        self._styles = read_styles(parts.xml(parts.one("styles")))
        self._numbering = Numbering(parts.xml(parts.one("numbering")))
        self._comments = {
            each.get(f"{_W}id"): each
            for each in parts.xml(parts.one("comments"))
            if isinstance(each.tag, str)
        }
        self._count = 0
        self._field = 0
        self._field_result = True
        self._open: dict[str, list[str]] = {}
        self._depth = 0

    @property
    def _place(self) -> str:
        return f"paragraph {self._count}"

    def blocks(self, parent: Any) -> Iterator[Block]:  # lxml has no types
        """Yield the blocks of the body, a cell or a text box."""
        self._depth += 1
        if self._depth > _DEEPEST:
            self._depth -= 1
            return
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag == f"{_W}sdt":
                yield from self._control(child, self.blocks)
            elif child.tag in _PASSED or child.tag in _ADDED | _REMOVED:
                yield from self.blocks(child)
        self._depth -= 1

    def page_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the kind and the text of every page header and footer."""
        for kind in ("header", "footer"):
            for name in self._parts.of(kind):
                texts = (
                    "".join(p.itertext(f"{_W}t")) for p in self._parts.xml(name).iter(f"{_W}p")
                )
                yield kind, " ".join(texts)

    def footnotes(self) -> dict[str, tuple[Inline, ...]]:
        """Return the footnotes and endnotes by their labels."""
        made = {}
        for kind, prefix in (("footnotes", ""), ("endnotes", "e")):
            for each in self._parts.xml(self._parts.one(kind)):
                if isinstance(each.tag, str) and each.get(f"{_W}type") in {None, "normal"}:
                    words = [
                        w
                        for b in self.blocks(each)
                        if isinstance(b, Paragraph | Entry)
                        for w in [b.words]
                    ]
                    made[f"{prefix}{each.get(f'{_W}id')}"] = tuple(words)
        return made

    def _control(
        self, child: Any, read: Callable[[Any], Iterator[Any]]
    ) -> Iterator[Any]:  # lxml has no types
        """Read a content control, unless it still shows its own prompt."""
        if child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None:
            return
        inner = child.find(f"{_W}sdtContent")
        if inner is not None:
            yield from read(inner)

    def _paragraph(self, element: Any) -> Iterator[Block]:  # lxml has no types
        self._count += 1
        found = _Found(questions=[], after=[])
        properties = element.find(f"{_W}pPr")
        style = self._style(properties)
        words = stripped(joined(self._runs(element, found)))
        mark = properties.find(f"{_W}rPr/{_W}ins") if properties is not None else None
        if style.name.startswith("toc ") and words:
            return
        if words:
            yield self._as_block(words, style, properties)
        elif mark is not None and not found.questions:
            found.questions.append(self._ask("Word has a tracked new paragraph here"))
        yield from found.questions
        yield from found.after

    def _style(self, properties: Any) -> Style:  # lxml has no types
        name = value_of(properties, "pStyle") if properties is not None else None
        return self._styles.get(name or "", Style()) if name else self._styles.get("", Style())

    def _as_block(self, words: Inline, style: Style, properties: Any) -> Block:  # lxml has no types
        level = style.level
        own = value_of(properties, "outlineLvl") if properties is not None else None
        if own is not None and own.isdecimal() and int(own) < 9:  # noqa: PLR2004  # 9 is body text
            level = int(own) + 1
        if style.name == "title":
            level = 0
        if level is not None:
            return Heading(level=level, words=words, place=self._place)
        numbered = numbered_in(properties) or style.numbered
        if numbered is not None and numbered[0] != "0":
            marker = self._numbering.next(*numbered)
            if marker is not None:
                deeper = _DEEPER.fullmatch(style.name)
                level = (
                    int(deeper[1]) - 1 if deeper is not None and numbered[1] == 0 else numbered[1]
                )
                return Entry(words=words, level=level, marker=marker, place=self._place)
        if style.bold:
            words = joined(replace(each, bold=True) for each in words)
        return Paragraph(words=words, place=self._place, style=style.name)

    # ------------------------------------------------------------------ text

    def _runs(
        self, parent: Any, found: _Found, link: str = ""
    ) -> Iterator[Words]:  # lxml has no types
        previous: tuple[str, str] | None = None
        for child in parent:
            tag = child.tag
            if tag in _ADDED or tag in _REMOVED:
                kept = tag in _REMOVED
                inner = _Found(questions=found.questions, after=found.after if kept else [])
                words = joined(self._runs(child, inner, link))
                self._ask_change(child, plain(words), previous, found, removed=kept)
                previous = (tag, plain(words))
                if kept:
                    yield from words
                continue
            if tag == f"{_W}r":
                previous = None
            yield from self._piece(child, found, link)

    def _piece(self, child: Any, found: _Found, link: str) -> Iterator[Words]:  # lxml has no types
        tag = child.tag
        if tag == f"{_W}r":
            yield from self._run(child, found, link)
        elif tag == f"{_W}hyperlink":
            target = self._target(child.get(f"{_R}id"))
            yield from self._runs(child, found, target or link)
        elif tag == f"{_W}sdt":
            yield from self._control(child, partial(self._runs, found=found, link=link))
        elif tag in _PASSED:
            yield from self._runs(child, found, link)
        elif tag == f"{_W}commentRangeStart":
            self._open[child.get(f"{_W}id")] = []
        elif tag in {f"{_MATH}oMath", f"{_MATH}oMathPara"}:
            text = "".join(child.itertext(f"{_MATH}t"))
            found.questions.append(self._ask(f"A formula is written here as plain text: “{text}”"))
            yield Words(text=text)

    def _target(self, name: str | None) -> str:
        _, target, outside = self._parts.relations.get(name or "", ("", "", False))
        return (
            target
            if outside and target.startswith(("http://", "https://", "mailto:", "tel:"))
            else ""
        )

    def _run(self, run: Any, found: _Found, link: str) -> Iterator[Words]:  # lxml has no types
        look = self._look(run.find(f"{_W}rPr"), link)
        hidden = is_on(run.find(f"{_W}rPr"), "vanish")
        for child in run:
            for words in self._content(child, look, found):
                if hidden and words.text.strip():
                    found.questions.append(
                        self._ask(f"Word hides this text, so it's left out: “{words.text.strip()}”")
                    )
                    continue
                for told in self._open.values():
                    told.append(words.text)
                yield words

    def _content(  # noqa: C901
        self, child: Any, look: Words, found: _Found
    ) -> Iterator[Words]:  # lxml has no types
        name = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
        if name == "fldChar":
            self._step_field(child.get(f"{_W}fldCharType"))
        elif self._field and not self._field_result:
            return
        elif name in {"t", "delText"}:
            yield replace(look, text=child.text or "")
        elif name in _CHARACTERS:
            yield replace(look, text=_CHARACTERS[name])
        elif name == "br":
            yield replace(
                look, text="\n" if child.get(f"{_W}type") in {None, "textWrapping"} else " "
            )
        elif name == "sym":
            code = int(child.get(f"{_W}char", "0"), 16)
            yield replace(look, text=_SYMBOLS.get(code, chr(code)))
        elif name in {"footnoteReference", "endnoteReference"}:
            prefix = "e" if name.startswith("end") else ""
            yield Words(footnote=f"{prefix}{child.get(f'{_W}id')}")
        elif name == "commentReference":
            self._ask_comment(child.get(f"{_W}id"), found)
        elif name in {"drawing", "pict", "object"} or child.tag == f"{_MC}AlternateContent":
            found.after.extend(drawn(child, self._parts, self.blocks, self._place))

    def _step_field(self, step: str | None) -> None:
        if step == "begin":
            self._field += 1
            self._field_result = False
        elif step == "separate":
            self._field_result = True
        elif step == "end":
            self._field = max(0, self._field - 1)
            self._field_result = True

    def _look(self, properties: Any, link: str) -> Words:  # lxml has no types
        if properties is None:
            return Words(link=link)
        style = self._styles.get(value_of(properties, "rStyle") or "", Style())
        raised = value_of(properties, "vertAlign")
        return Words(
            bold=is_on(properties, "b") or (style.bold and properties.find(f"{_W}b") is None),
            italic=is_on(properties, "i"),
            struck=is_on(properties, "strike") or is_on(properties, "dstrike"),
            raised=raised == "superscript" or raised_by(properties) > 0,
            lowered=raised == "subscript" or raised_by(properties) < 0,
            link=link,
        )

    # ------------------------------------------------- comments and changes

    def _ask(self, message: str) -> Question:
        return Question(message=message, place=self._place)

    def _ask_comment(self, name: str | None, found: _Found) -> None:
        comment = self._comments.get(name)
        about = " ".join("".join(self._open.pop(name or "", [])).split())
        if comment is None:
            return
        text = " ".join(
            " ".join("".join(p.itertext(f"{_W}t")) for p in comment.iter(f"{_W}p")).split()
        )
        on = f" on “{_short(about)}”" if about else ""
        author = comment.get(f"{_W}author") or "somebody"
        found.questions.append(self._ask(f"Word has a comment by {author}{on}: “{text}”"))

    def _ask_change(
        self,
        element: Any,
        text: str,
        previous: tuple[str, str] | None,
        found: _Found,
        *,
        removed: bool,
    ) -> None:
        text = " ".join(text.split())
        if not text:
            return
        author = element.get(f"{_W}author") or "somebody"
        if not removed and previous is not None and previous[0] in _REMOVED:
            found.questions.pop()
            old = " ".join(previous[1].split())
            message = (
                f"{author} changed “{_short(old)}” to “{text}” in Word (tracked); "
                "the text here is the old one"
            )
        elif removed:
            message = f"{author} deleted “{text}” in Word (tracked); it's still in the text here"
        else:
            message = f"{author} added “{text}” in Word (tracked); it isn't in the text here"
        found.questions.append(self._ask(message))

    # --------------------------------------------------------------- tables

    def _table(self, table: Any) -> Iterator[Block]:  # lxml has no types
        after: list[Block] = []
        rows: list[list[Cell]] = []
        place = f"the table after paragraph {self._count}" if self._count else "the first table"
        for row in self._rows(table):
            cells: list[Cell] = []
            for number, cell in enumerate(self._cells(row), start=1):
                made = self._cell(cell, f"row {len(rows) + 1}, column {number} of {place}", after)
                cells += [made, *[Cell() for _ in range(made.span - 1)]]
            inserted = row.find(f"{_W}trPr/{_W}ins")
            if inserted is not None:
                text = " | ".join(filter(None, (cell.text for cell in cells)))
                after.append(
                    Question(
                        message=f"Word has a tracked new row, left out here: {text}", place=place
                    )
                )
                continue
            rows.append(cells)
        width = max((len(row) for row in rows), default=0)
        filled = tuple((*row, *[Cell()] * (width - len(row))) for row in rows)
        if filled:
            yield Table(rows=filled, place=place)
        yield from after

    def _rows(self, table: Any) -> Iterator[Any]:  # lxml has no types
        for child in table:
            if child.tag == f"{_W}tr":
                yield child
            elif child.tag == f"{_W}sdt":
                yield from self._control(child, self._rows)

    def _cells(self, row: Any) -> Iterator[Any]:  # lxml has no types
        for child in row:
            if child.tag == f"{_W}tc":
                yield child
            elif child.tag == f"{_W}sdt":
                yield from self._control(child, self._cells)

    def _cell(self, cell: Any, place: str, after: list[Block]) -> Cell:  # lxml has no types
        properties = cell.find(f"{_W}tcPr")
        merged = properties.find(f"{_W}vMerge") if properties is not None else None
        shade = properties.find(f"{_W}shd") if properties is not None else None
        fill = shade.get(f"{_W}fill", "") if shade is not None else ""
        span = value_of(properties, "gridSpan") if properties is not None else None
        lines: list[Inline] = []
        questions: list[Question] = []
        for block in self.blocks(cell):
            if isinstance(block, Paragraph | Entry | Heading):
                lines += _lines(block.words)
            elif isinstance(block, Question):
                questions.append(block)
            elif isinstance(block, Table):
                lines += [line for row in block.rows for each in row for line in each.lines]
                questions.append(
                    Question(message="A table inside a table cell is written as lines", place=place)
                )
            else:
                after.append(block)
        return Cell(
            lines=tuple(lines),
            fill="" if fill in {"auto", ""} else fill.lower(),
            continued=merged is not None and merged.get(f"{_W}val") in {None, "continue"},
            span=min(int(span), 64) if span and span.isdecimal() else 1,
            place=place,
            questions=tuple(questions),
        )


_CHARACTERS: Final = {
    "tab": "\t",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "",
    "ptab": "\t",
}


def _lines(words: Inline) -> list[Inline]:
    """Split text at its line breaks."""
    lines: list[list[Words]] = [[]]
    for each in words:
        first, *rest = each.text.split("\n")
        lines[-1].append(replace(each, text=first))
        lines += [[replace(each, text=piece)] for piece in rest]
    return [line for line in (stripped(tuple(line)) for line in lines) if line]


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"  # noqa: PLR2004

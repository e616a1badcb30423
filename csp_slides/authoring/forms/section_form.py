"""The Word form of a section: what is written into it, and how it is read."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import msgspec

from csp_slides.authoring.documents.draft import Maker, pictures_in
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Cell,
    Heading,
    Paragraph,
    Picture,
    Question,
    Table,
    one_line,
)
from csp_slides.authoring.documents.package import open_package, parse_xml, read_part
from csp_slides.authoring.documents.word import read_word
from csp_slides.authoring.forms.take_back import Kept, Plain
from csp_slides.authoring.forms.word_blocks import write_line, write_prose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.documents.outline import Block, Outline

FORM: Final = "csp-slides form: section"
"""The category in the properties of a document that is this form."""

_PART_LEVEL: Final = 3
_HELP: Final = "CSP Help"
_FIRST: Final = "The first thing to say"
"""The heading of the empty item; left unchanged, it isn't an item."""

_ABOUT: Final = "About this section"
_ITEMS: Final = "Items"
_FIGURES: Final = "Figures"
_SAID: Final = "What is said"
_READ: Final = "In the written report"

_OF_SECTION: Final = {
    "Title": "title",
    "Short name": "id",
    "Service": "service",
    "Your name": "prepared_by.name",
    "Your job": "prepared_by.job",
    "Thank you by name (yes or no)": "prepared_by.thank_in_credits",
    "Figures correct on": "figures_correct_on",
    "Review by": "review_by",
    "Marking": "classification",
    "Status (draft, ready or cleared)": "status",
    "Cleared by": "cleared_by",
    "Nothing to report, because": "nothing_to_report",
}
_OF_ITEM: Final = {
    "Text on the slide": "bullet",
    "Ask of members": "ask",
    "Source": "source",
    "New slide (yes or no)": "new_slide",
    "Only if there is time (yes or no)": "if_time",
    "Who may see it (public, members, presenter or nobody)": "show",
    "Picture file": "picture.image",
    "The picture shows": "picture.describe",
}
_OF_FIGURE: Final = {
    "What is measured": "name",
    "Period": "period",
    "Value": "actual",
    "Target": "target",
    "Previous": "previous",
    "Good is": "good_is",
    "Unit": "unit",
    "Source": "source",
    "Comment": "comment",
}
_TYPED: Final = frozenset(
    {"id", "figures_correct_on", "review_by", "status", "new_slide", "if_time", "show"}
)
_TYPED_IN: Final = frozenset({"prepared_by.thank_in_credits", "picture.image"})
_KEPT: Final = "{urn:csp-slides:form}kept"


def write_form(values: Mapping[str, Any], title: str) -> bytes:
    """Write the form of a section with `values` in it; what it says is kept in it as its base.

    What it is when it is sent back is compared with that base, so only what changed changes.
    """
    document = _document(values, title)
    _keep(document, Kept(base=base_of(values, title), origin=dict(values)))
    return _saved(document)


def base_of(values: Mapping[str, Any], title: str) -> Plain:
    """Return what the form of these values says when it is read."""
    outline = read_word(_saved(_document(values, title)), PurePosixPath("form.docx"))
    base, _, _ = read_form(outline, "form")
    return base


def kept_in(content: bytes, path: PurePosixPath) -> Kept | None:
    """Return what a form said when it was written; None where a program has thrown that away.

    Raises:
        ContentError: the file can't be opened.
    """
    package = open_package(content, path)
    for name in package.namelist():
        if name.startswith("customXml/") and name.endswith(".xml"):
            found = _kept(parse_xml(read_part(package, name, path), path))
            if found is not None:
                return found
    return None


def read_form(outline: Outline, name: str) -> tuple[Plain, dict[str, bytes], tuple[Question, ...]]:
    """Return what a form says, its pictures by their paths, and what has no place in it."""
    reader = _Reader(outline, name)
    for block in outline.blocks:
        reader.take(block)
    reader.close()
    return reader.fields, reader.pictures, tuple(reader.questions)


# ------------------------------------------------------------------- writing


def _document(values: Mapping[str, Any], title: str) -> Any:  # noqa: ANN401  # python-docx's document
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.category = FORM
    document.core_properties.author = ""
    document.core_properties.comments = ""
    style = document.styles.add_style(_HELP, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.font.italic = True
    style.font.size = Pt(10)
    style.font.color.rgb = RGBColor(0x4A, 0x52, 0x5C)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(f"{title}: your section", 0)
    _help(
        document,
        "Fill this in, save it and send it back. Leave blank what you don't need. "
        "Text in this style is help and isn't read.",
    )
    document.add_heading(_ABOUT, 1)
    _pairs(document, _OF_SECTION, values)
    document.add_heading(_ITEMS, 1)
    _help(
        document,
        "Each item is one bullet on a slide. Its heading is the bullet. To add one, copy an item "
        "with everything below its heading; to take one out, delete it.",
    )
    items = values.get("items") or [{"title": _FIRST}]
    for item in items:
        write_line(document.add_heading(level=2), str(item.get("title", "")))
        _help(
            document,
            "What the councillor says: paragraphs, lists, tables. It is never in a public deck.",
        )
        document.add_heading(_SAID, 3)
        write_prose(document, str(item.get("notes", "")))
        if not item.get("notes"):
            document.add_paragraph()
        document.add_heading(_READ, 3)
        _help(
            document,
            "The text for the agenda, if it isn't the same. "
            "Insert a picture here if the item has one.",
        )
        write_prose(document, str(item.get("report", "")))
        if not item.get("report"):
            document.add_paragraph()
        _pairs(document, _OF_ITEM, item)
    document.add_heading(_FIGURES, 1)
    _help(
        document,
        "One table for each figure; copy one to add another. "
        "Good is: high, low, near target or none.",
    )
    for indicator in [*(values.get("indicators") or []), {}]:
        _pairs(document, _OF_FIGURE, indicator)
    return document


def _help(document: Any, text: str) -> None:  # noqa: ANN401  # python-docx's document
    document.add_paragraph(text, style=_HELP)


def _pairs(document: Any, labels: Mapping[str, str], values: Mapping[str, Any]) -> None:  # noqa: ANN401  # python-docx's document
    from docx.shared import Cm

    made = document.add_table(len(labels), 2, style="Table Grid")
    made.autofit = False
    for row, (label, path) in zip(made.rows, labels.items(), strict=True):
        row.cells[0].width, row.cells[1].width = Cm(6), Cm(10.5)
        row.cells[0].paragraphs[0].add_run(label).bold = True
        value = _within(values, path)
        if path.rpartition(".")[2] in _TYPED or path in _TYPED_IN:
            row.cells[1].paragraphs[0].add_run(value)
        else:
            write_line(row.cells[1].paragraphs[0], value)
    document.add_paragraph()


def _within(values: Mapping[str, Any], path: str) -> str:
    record, _, name = path.rpartition(".")
    held = values.get(record, {}) if record else values
    return str(held.get(name, "") or "") if isinstance(held, dict) else ""


def _keep(document: Any, kept: Kept) -> None:  # noqa: ANN401  # python-docx's document
    """Store the form's data in a part of the package that Word leaves unchanged."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from lxml import etree

    root = etree.Element(_KEPT)
    root.text = msgspec.json.encode(kept).decode()
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/customXml/item91.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _kept(root: Any) -> Kept | None:  # noqa: ANN401  # lxml has no types
    if root.tag != _KEPT:
        return None
    try:
        return msgspec.json.decode(root.text or "", type=Kept)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def _saved(document: Any) -> bytes:  # noqa: ANN401  # python-docx's document
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# ------------------------------------------------------------------- reading


class _Reader(Maker):
    """Reads a form block by block."""

    def __init__(self, outline: Outline, name: str) -> None:
        super().__init__(outline, name)
        self.fields: Plain = {"items": [], "indicators": []}
        self.questions: list[Question] = []
        self._part = ""
        self._item: Plain | None = None
        self._text: dict[str, list[Block]] = {}
        self._where = ""

    def take(self, block: Block) -> None:
        """Process the next block."""
        if isinstance(block, Question):
            self.questions.append(block)
        elif isinstance(block, Paragraph) and block.style == _HELP.casefold():
            return
        elif isinstance(block, Heading) and block.level <= 1:
            self.close()
            self._part = one_line(block.words) if block.level == 1 else ""
        elif self._part == _ABOUT and isinstance(block, Table):
            self._read_pairs(block, _OF_SECTION, self.fields)
        elif self._part == _FIGURES and isinstance(block, Table):
            self._read_figures(block)
        elif self._part == _ITEMS:
            self._take_in_items(block)
        elif isinstance(block, Paragraph | Heading) and self._part:
            text = f"“{one_line(block.words)}” isn't under a heading of the form, so it's left out"
            self.questions.append(Question(message=text, place=block.place))

    def close(self) -> None:
        """Finish the item that was being read."""
        if self._item is None:
            return
        for name, blocks in self._text.items():
            pictures = pictures_in(blocks)
            self._item[name] = self.text(
                each for each in blocks if not isinstance(each, Picture)
            ).rstrip("\n")
            if pictures:
                self._show(pictures)
        said = [name for name, value in self._item.items() if value and name != "title"]
        if said or self._item["title"] not in {_FIRST, ""}:
            self.fields["items"].append(self._item)
        self._item = None

    def _take_in_items(self, block: Block) -> None:
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004
            self.close()
            self._item = {"title": line_of(block.words)}
            self._text = {"notes": [], "report": []}
            self._where = "notes"
        elif self._item is None:
            if isinstance(block, Paragraph | Heading):
                text = f"“{one_line(block.words)}” isn't under an item, so it's left out"
                self.questions.append(Question(message=text, place=block.place))
        elif (
            isinstance(block, Heading)
            and block.level == _PART_LEVEL
            and one_line(block.words) in {_SAID, _READ}
        ):
            self._where = "notes" if one_line(block.words) == _SAID else "report"
        elif isinstance(block, Table) and _is_of(block, _OF_ITEM):
            self._read_pairs(block, _OF_ITEM, self._item)
        elif isinstance(block, Heading):
            shifted = Heading(level=block.level - 1, words=block.words, place=block.place)
            self._text[self._where].append(shifted)
        else:
            self._text[self._where].append(block)

    def _show(self, pictures: list[Picture]) -> None:
        assert self._item is not None, "pictures are shown in an item"
        first, *others = pictures
        told = self._item.get("picture") or {}
        describe = told.get("describe") or first.description
        self._item["picture"] = {"image": self.keep(first), "describe": describe}
        if others:
            text = (
                f"“{self._item['title']}” has {len(others) + 1} pictures; only the first is shown"
            )
            self.questions.append(Question(message=text, place=others[0].place))

    def _read_pairs(self, table: Table, labels: Mapping[str, str], fields: Plain) -> None:
        known = {_folded(label): path for label, path in labels.items()}
        for row in table.rows:
            self.questions += [question for cell in row for question in cell.questions]
            path = known.get(_folded(row[0].text)) if row else None
            value = self._cell(row[1], path or "") if len(row) > 1 else ""
            if path is None:
                if value:
                    text = f"the form has no line “{row[0].text}”, which says “{value}”"
                    self.questions.append(Question(message=text, place=table.place))
                continue
            record, _, name = path.rpartition(".")
            held = fields.setdefault(record, {}) if record else fields
            held[name] = value

    def _read_figures(self, table: Table) -> None:
        if len(table.rows[0]) == 2:  # noqa: PLR2004  # a label and its value
            figure: Plain = {}
            self._read_pairs(table, _OF_FIGURE, figure)
            if any(figure.values()):
                self.fields["indicators"].append(figure)
            return
        head = [_folded(cell.text) for cell in table.rows[0]]
        known = {_folded(label): name for label, name in _OF_FIGURE.items()}
        for row in table.rows[1:]:
            self.questions += [question for cell in row for question in cell.questions]
            made = {
                known[title]: self._cell(cell, "")
                for title, cell in zip(head, row, strict=False)
                if title in known
            }
            if any(made.values()):
                self.fields["indicators"].append(made)

    def _cell(self, cell: Cell, path: str) -> str:
        name = path.rpartition(".")[2]
        if name in _TYPED or path in _TYPED_IN:
            return " ".join(cell.text.split())
        return " ".join(filter(None, map(line_of, cell.lines)))


def _is_of(table: Table, labels: Mapping[str, str]) -> bool:
    known = {_folded(label) for label in labels}
    return sum(bool(row) and _folded(row[0].text) in known for row in table.rows) >= min(
        2, len(table.rows)
    )


def _folded(text: str) -> str:
    return " ".join(text.partition("(")[0].casefold().split())

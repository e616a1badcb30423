"""What is put right in the structure that WeasyPrint gives a PDF (PDF 32000-1, 14.8; PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydyf import PDF

_SCOPES: Final = {"/THead": "/Column", "/TBody": "/Row", "/TFoot": "/Row"}

_PRINT: Final = 4
"""The flag of an annotation that is on paper too (PDF 32000-1, table 165; PDF/UA-1, 7.18.1)."""


def mend_tags(pdf: PDF) -> None:
    """Have headings say what they head, decoration be no figure, and facts be a list of pairs.

    A heading of a table says whether it is of a row or a column, and cells under one that stands
    across the table name it (PDF/UA-1, 7.5). A figure must say what it shows (7.3), which a mark
    beside a word need not. A list holds nothing but its entries (PDF 32000-1, table 336), where
    HTML has a `div` for each row.
    """
    from pydyf import Dictionary

    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("Type") == "/StructElem"
    }
    for element in elements.values():
        role = element["S"]
        if role in _SCOPES:
            _set_scope(element, _SCOPES[role], elements)
        elif role == "/Figure" and "Alt" not in element:
            element["S"] = "/NonStruct"
        elif role == "/L":
            _make_entries(element, elements)
    _mend_links(pdf, elements)
    _set_apart(pdf, elements)
    _name_groups(elements)
    _list_marks(pdf, elements)


def _set_apart(pdf: PDF, elements: dict[bytes, Any]) -> None:
    """Have what runs along the foot of every page be no part of the text (PDF/UA-1, 7.8).

    The library makes elements of it that hang on nothing.
    """
    objects = {each.reference: each for each in pdf.objects}
    root = objects[pdf.catalog["StructTreeRoot"]]
    listed = objects[root["ParentTree"]]["Nums"][1::2]
    elements_of = dict(zip(pdf.page_references, listed, strict=False))
    hanging = set(elements) - set(_below(root, elements))
    for element in (elements.pop(each) for each in sorted(hanging)):
        page = element["Pg"]
        for mark in (each for each in element["K"] if isinstance(each, int)):
            elements_of[page][mark] = "null"
            _make_artifact(objects[objects[page]["Contents"]].stream, mark)
        element.clear()


def _below(element: Any, elements: Mapping[bytes, Any]) -> Iterator[bytes]:  # noqa: ANN401
    for kid in (each for each in element["K"] if each in elements):
        yield kid
        yield from _below(elements[kid], elements)


def _make_artifact(drawn: list[Any], mark: int) -> None:
    """Say of what is drawn under a mark that it belongs to the page (PDF 32000-1, 14.8.2.2)."""
    from pydyf import Dictionary

    for place, each in enumerate(drawn):
        if isinstance(each, Dictionary) and each.get("MCID") == mark:
            drawn[place - 1 : place + 1] = ["/Artifact", Dictionary({"Type": "/Pagination"})]


def _mend_links(pdf: PDF, elements: Mapping[bytes, Any]) -> None:
    """Have links be on paper too, and what a style adds inside one be no link of its own."""
    from pydyf import Dictionary

    led = set()
    for each in (each for each in pdf.objects if isinstance(each, Dictionary)):
        if each.get("Subtype") == "/Link":
            each["F"] = _PRINT
        elif each.get("Type") == "/OBJR":
            led.add(each.reference)
    for element in elements.values():
        if element["S"] == "/Link" and led.isdisjoint(element["K"]):
            element["S"] = "/Span"


def _name_groups(elements: Mapping[bytes, Any]) -> None:
    """Have the cells of a grouped table name what they stand under, also over the end of a page.

    The library takes a heading that stands across a table for one of its first column.
    """
    above = _Above()
    for table in (each for each in elements.values() if each["S"] == "/Table"):
        parts = _inside(table, elements)
        if any(part["S"] == "/Caption" for part in parts):
            above = _Above()
        for part in (each for each in parts if each["S"] in _SCOPES):
            for row in _inside(part, elements):
                above.pass_row(_inside(row, elements), is_head=part["S"] == "/THead")


class _Above:
    """The headings of a grouped table that the next row stands under."""

    def __init__(self) -> None:
        self.group: Any = None
        self.row: Any = None
        self.below: Any = None

    def pass_row(self, cells: list[Any], *, is_head: bool) -> None:
        """Name what is above in a row's cells, or keep its heading for those to come."""
        first, *others = cells
        if "ColSpan" in first["A"] and not others:
            self._pass_across(first, is_head=is_head)
        elif not is_head and self.group is not None:
            self.row = first.get("ID")
            for cell in (each for each in cells if each["S"] == "/TD"):
                cell["A"]["Headers"].insert(0, self.group)

    def _pass_across(self, cell: Any, *, is_head: bool) -> None:  # noqa: ANN401
        from pydyf import Array

        if is_head:
            self.below = cell["ID"]
        elif cell["S"] == "/TH":
            self.group = cell["ID"]
        elif self.group is not None:
            cell["A"]["Headers"] = Array(filter(None, (self.group, self.row, self.below)))


def _list_marks(pdf: PDF, elements: Mapping[bytes, Any]) -> None:
    """List the marks by which cells name their headings (PDF 32000-1, 14.7.2, IDTree)."""
    from pydyf import Array, Dictionary

    marked = [each for each in elements.values() if "ID" in each]
    (root,) = (each for each in pdf.objects if each.reference == pdf.catalog["StructTreeRoot"])
    if marked:
        marked.sort(key=lambda each: each["ID"].string)
        names = [part for each in marked for part in (each["ID"], each.reference)]
        root["IDTree"] = Dictionary({"Names": Array(names)})


def _set_scope(part: Any, scope: str, elements: Mapping[bytes, Any]) -> None:  # noqa: ANN401
    """Say in a part of a table what its headings head (PDF 32000-1, table 349)."""
    for row in _inside(part, elements):
        for cell in _inside(row, elements):
            if cell["S"] == "/TH":
                cell["A"]["Scope"] = scope


def _make_entries(facts: Any, elements: Mapping[bytes, Any]) -> None:  # noqa: ANN401
    """Make each row of names and values one entry: its label, then its body."""
    for row in _inside(facts, elements):
        if row["S"] != "/Div":
            continue
        row["S"] = "/LI"
        for place, part in enumerate(_inside(row, elements)):
            part["S"] = "/LBody" if place else "/Lbl"
            for body in _inside(part, elements):
                if body["S"] == "/LBody":
                    body["S"] = "/NonStruct"


def _inside(element: Any, elements: Mapping[bytes, Any]) -> list[Any]:  # noqa: ANN401
    return [elements[kid] for kid in element["K"] if kid in elements]

"""What is put right in the structure that WeasyPrint gives a PDF (PDF 32000-1, 14.8; PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydyf import PDF


def mend_tags(pdf: PDF) -> None:
    """Have decoration be no figure, and each name in a list of facts stand with what it names.

    A figure must say what it shows (PDF/UA-1, 7.3), which a mark beside a word need not; a list
    holds nothing but its entries (PDF 32000-1, table 336), where HTML has a `div` for each row.
    """
    from pydyf import Dictionary

    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("Type") == "/StructElem"
    }
    for element in elements.values():
        if element["S"] == "/Figure" and "Alt" not in element:
            element["S"] = "/NonStruct"
        elif element["S"] == "/L":
            for row in _inside(element, elements):
                if row["S"] == "/Div":
                    _make_entry(row, elements)


def _make_entry(row: Any, elements: Mapping[bytes, Any]) -> None:  # noqa: ANN401  # what PDFs hold
    """Make a row of names and values one entry: its label, then its body."""
    row["S"] = "/LI"
    for place, part in enumerate(_inside(row, elements)):
        part["S"] = "/LBody" if place else "/Lbl"
        for body in _inside(part, elements):
            if body["S"] == "/LBody":
                body["S"] = "/NonStruct"


def _inside(element: Any, elements: Mapping[bytes, Any]) -> list[Any]:  # noqa: ANN401
    return [elements[kid] for kid in element["K"] if kid in elements]

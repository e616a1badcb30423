"""What is put right in the structure that WeasyPrint gives a PDF (PDF 32000-1, 14.8; PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydyf import PDF

_SCOPES: Final = {"/THead": "/Column", "/TBody": "/Row", "/TFoot": "/Row"}

_PRINT: Final = 4
"""The flag of an annotation that is on paper too (PDF 32000-1, table 165; PDF/UA-1, 7.18.1)."""


def mend_tags(pdf: PDF) -> None:
    """Have headings say what they head, decoration be no figure, and facts be a list of pairs.

    A heading of a table says whether it is of a row or a column (PDF/UA-1, 7.5). A figure must say
    what it shows (7.3), which a mark beside a word need not. A list holds nothing but its entries
    (PDF 32000-1, table 336), where HTML has a `div` for each row.
    """
    from pydyf import Dictionary

    elements = {
        each.reference: each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("Type") == "/StructElem"
    }
    links = (e for e in pdf.objects if isinstance(e, Dictionary) and e.get("Subtype") == "/Link")
    for link in links:
        link["F"] = _PRINT
    for element in elements.values():
        role = element["S"]
        if role in _SCOPES:
            _set_scope(element, _SCOPES[role], elements)
        elif role == "/Figure" and "Alt" not in element:
            element["S"] = "/NonStruct"
        elif role == "/L":
            _make_entries(element, elements)


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

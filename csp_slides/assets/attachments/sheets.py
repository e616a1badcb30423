"""What an Excel file holds that its sheets don't show."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.attachments.packages import elements, remove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.assets.attachments.finding import Findings

_BOOK: Final = "xl/workbook.xml"
_STRINGS: Final = "xl/sharedStrings.xml"
_ON: Final = frozenset({"1", "true"})
_UNSEEN: Final = ";;;"
"""A number format that shows nothing, whatever is in the cell."""


def look_into_sheets(roots: Mapping[str, Any], findings: Findings) -> None:
    """Report hidden sheets, rows, columns and cells; remove texts that no cell uses."""
    book = roots.get(_BOOK)
    if book is None:
        return
    names = _look_into_book(book, _files(roots), findings)
    unseen = _unseen_styles(roots.get("xl/styles.xml"))
    used: set[str] = set()
    for part, root in roots.items():
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            _look_into_sheet(root, names.get(part, posixpath.basename(part)), unseen, findings)
            used.update(_used(root))
    _look_into_pivots(roots, set(names.values()), findings)
    strings = roots.get(_STRINGS)
    if strings is not None:
        _drop_unused(strings, used)


def _look_into_book(book: Any, files: dict[str, str], findings: Findings) -> dict[str, str]:  # noqa: ANN401  # lxml
    """Report hidden sheets, and return the title of each sheet by its part."""
    titles = {}
    for element, name in elements(book):
        if name == "sheet":
            title = element.get("name", "")
            titles[files.get(_relation(element), "")] = title
            if element.get("state", "visible") != "visible":
                findings.hide(f"a hidden sheet ('{title}')")
        elif name == "definedName" and _is_on(element, "hidden"):
            remove(element)
    return titles


def _files(roots: Mapping[str, Any]) -> dict[str, str]:
    links = roots.get("xl/_rels/workbook.xml.rels")
    if links is None:
        return {}
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("xl", each.get("Target", "")))
        if not each.get("Target", "").startswith("/")
        else each.get("Target", "")[1:]
        for each, name in elements(links)
        if name == "Relationship"
    }


def _relation(element: Any) -> str:  # noqa: ANN401  # lxml says no types
    found = (value for key, value in element.attrib.items() if key.endswith("relationships}id"))
    return next(found, "")


def _look_into_sheet(root: Any, title: str, unseen: frozenset[int], findings: Findings) -> None:  # noqa: ANN401  # lxml
    rows = []
    for element, name in elements(root):
        if name == "row":
            if (_is_on(element, "hidden") or element.get("ht") in {"0", "0.0"}) and len(element):
                rows.append(element.get("r", "?"))
        elif name == "col" and (_is_on(element, "hidden") or _is_nothing(element.get("width"))):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            if _has_cells(root, first, last):
                findings.hide(f"hidden columns ({_span(first, last)} of '{title}')")
        elif name == "c" and _style(element) in unseen and len(element):
            findings.hide(f"hidden text (cell {element.get('r', '?')} of '{title}')")
    if rows:
        listed = ", ".join(rows[:3]) + (" …" if len(rows) > 3 else "")  # noqa: PLR2004  # a few
        findings.hide(f"hidden rows ({listed} of '{title}')")


def _has_cells(root: Any, first: int, last: int) -> bool:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        if name == "c" and len(element) and first <= _column(element.get("r", "")) <= last:
            return True
    return False


def _column(cell: str) -> int:
    number = 0
    for letter in cell:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _span(first: int, last: int) -> str:
    return _letters(first) if first == last else f"{_letters(first)} to {_letters(last)}"


def _letters(number: int) -> str:
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _is_nothing(width: str | None) -> bool:
    try:
        return width is not None and float(width) == 0
    except ValueError:
        return False


def _style(cell: Any) -> int:  # noqa: ANN401  # lxml says no types
    text = cell.get("s", "-1")
    return int(text) if text.isdigit() else -1


def _unseen_styles(styles: Any) -> frozenset[int]:  # noqa: ANN401  # lxml says no types
    """Return the numbers of the cell styles whose number format shows nothing."""
    if styles is None:
        return frozenset()
    formats = {
        element.get("numFmtId")
        for element, name in elements(styles)
        if name == "numFmt" and element.get("formatCode", "").replace(" ", "") == _UNSEEN
    }
    found = set()
    for element, name in elements(styles):
        if name == "cellXfs":
            for number, each in enumerate(element):
                if each.get("numFmtId") in formats:
                    found.add(number)
    return frozenset(found)


def _used(root: Any) -> Iterator[str]:  # noqa: ANN401  # lxml says no types
    for element, name in elements(root):
        if name == "c" and element.get("t") == "s":
            yield from (each.text or "" for each, inner in elements(element) if inner == "v")


def _drop_unused(strings: Any, used: set[str]) -> None:  # noqa: ANN401  # lxml says no types
    items = [element for element, name in elements(strings) if name == "si"]
    for number, element in enumerate(items):
        if str(number) not in used:
            for each, name in elements(element):
                if name == "t":
                    each.text = ""


def _look_into_pivots(roots: Mapping[str, Any], sheets: set[str], findings: Findings) -> None:
    """Report pivot tables that keep the figures of a sheet that isn't in the file."""
    for part, root in roots.items():
        if not part.startswith("xl/pivotCache/pivotCacheDefinition"):
            continue
        sources = [each for each, name in elements(root) if name == "worksheetSource"]
        if not sources or any(
            each.get("sheet") not in sheets and each.get("name") is None for each in sources
        ):
            findings.hide("figures behind a pivot table")


def _is_on(element: Any, name: str) -> bool:  # noqa: ANN401  # lxml says no types
    return (element.get(name) or "").casefold() in _ON

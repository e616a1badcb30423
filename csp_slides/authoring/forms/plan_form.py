"""The Excel form of an action plan: what is written into it, and how it is read."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import Question, Table
from csp_slides.authoring.documents.sheet import read_workbook
from csp_slides.authoring.forms.take_back import Kept, Plain
from csp_slides.content.council import Rag
from csp_slides.content.document import State
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields import when
from csp_slides.schema.fields.field_type import WrittenError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Cell, Outline

FORM: Final = "csp-slides form: action-plan"
"""The category in the properties of a workbook that is this form."""

_ABOUT: Final = "About"
_ACTIONS: Final = "Actions"
_PEOPLE: Final = "People"
_KEPT: Final = "_kept"
_OF_PLAN: Final = {
    "Title": "title",
    "Short name": "id",
    "Updated": "updated",
    "From": "covers.from",
    "To": "covers.to",
    "Status (draft, ready or cleared)": "status",
    "Cleared by": "cleared_by",
}
_OF_ACTION: Final = {
    "Number": "ref",
    "Action": "action",
    "Owners": "owners",
    "Due": "due",
    "Rating": "rag",
    "Why": "why",
    "Next step": "next_step",
    "State": "state",
    "Updates": "updates",
}
_WIDTHS: Final = (28, 28, 9, 40, 24, 18, 10, 28, 28, 14, 60)
_NUMBERED: Final = pattern(r"(?P<number>\d{1,3})\.[ ]+(?P<title>.+)", re.DOTALL)
_UPDATE: Final = pattern(r"(?P<date>[^:]*\d{4}):[ ]+(?P<text>.+)", re.DOTALL)
_LONGEST_CELL: Final = 30_000
_ROOM: Final = 200
"""Rows below the last for which Excel offers the list of choices."""


def write_form(values: Mapping[str, Any], title: str) -> bytes:
    """Write the form of an action plan with `values` in it, its base kept in a hidden sheet."""
    book = _workbook(values, title)
    kept = Kept(base=base_of(values, title), origin=dict(values))
    sheet = book.create_sheet(_KEPT)
    sheet.sheet_state = "veryHidden"
    text = msgspec.json.encode(kept).decode()
    for number in range(0, len(text), _LONGEST_CELL):
        sheet.append([f"|{text[number : number + _LONGEST_CELL]}"])
    return _saved(book)


def base_of(values: Mapping[str, Any], title: str) -> Plain:
    """Return what the form of these values says when it is read."""
    from pathlib import PurePosixPath as Name

    base, _, _ = read_form(read_workbook(_saved(_workbook(values, title)), Name("f.xlsx")), "f")
    return base


def kept_in(content: bytes, path: PurePosixPath) -> Kept | None:  # noqa: ARG001  # as of a Word form
    """Return what a form said when it was written; None where a program has thrown that away."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    if _KEPT not in book.sheetnames:
        return None
    cells = (row[0] for row in book[_KEPT].iter_rows(values_only=True, max_col=1) if row)
    text = "".join(str(cell or "").removeprefix("|") for cell in cells)
    try:
        return msgspec.json.decode(text, type=Kept)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None


def read_form(outline: Outline, name: str) -> tuple[Plain, dict[str, bytes], tuple[Question, ...]]:  # noqa: ARG001  # as of a Word form
    """Return what a form says, no pictures, and what has no place in it."""
    tables = {block.title: block for block in outline.blocks if isinstance(block, Table)}
    questions = [
        block
        for block in outline.blocks
        if isinstance(block, Question) and f"'{_KEPT}'" not in block.message
    ]
    questions += [
        q for each in tables.values() for row in each.rows for c in row for q in c.questions
    ]
    fields: Plain = {}
    if _ABOUT in tables:
        _read_about(tables[_ABOUT], fields)
    codes = _read_people(tables[_PEOPLE], fields) if _PEOPLE in tables else {}
    fields["priorities"] = []
    if _ACTIONS in tables:
        _Rows(codes, questions).read(tables[_ACTIONS], fields["priorities"])
    return fields, {}, tuple(questions)


# ------------------------------------------------------------------- writing


def _workbook(values: Mapping[str, Any], title: str) -> Any:  # noqa: ANN401  # openpyxl has no types
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    book.properties.title = title
    book.properties.category = FORM
    book.properties.creator = ""
    sheet = book.active
    sheet.title = _ACTIONS
    names = {code: each.get("name", code) for code, each in (values.get("people") or {}).items()}
    _table(sheet, ["Priority", "Issue", *_OF_ACTION], _rows(values, names), _WIDTHS)
    for column, words in (("G", Rag), ("J", State)):
        allowed = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        sheet.add_data_validation(allowed)
        allowed.add(f"{column}2:{column}{sheet.max_row + _ROOM}")
    people = book.create_sheet(_PEOPLE)
    found = (values.get("people") or {}).items()
    rows = [[code, each.get("name", ""), each.get("org", "")] for code, each in found]
    _table(people, ["Short code", "Name", "Organisation"], rows, (14, 36, 36))
    about = book.create_sheet(_ABOUT)
    _table(
        about,
        ["What", "Yours"],
        [[label, _within(values, path)] for label, path in _OF_PLAN.items()],
        (34, 60),
    )
    help_ = book.create_sheet("Help")
    for line in _HELP:
        help_.append([line])
    help_.column_dimensions["A"].width = 100
    return book


_HELP: Final = (
    "Help for this form. It isn't read.",
    "Actions: one row for each action. A blank priority or issue is the one above.",
    "Number: the action's own number, such as 1.10. It finds the action again: don't change it.",
    "Owners: names from the sheet People, with a semicolon between two.",
    "Due: a day or a month, such as 31 December 2026 or March 2027.",
    "Rating: red, amber, green, blue or grey; blank is not yet rated. Red and amber need Why.",
    "Updates: a line for each (Alt+Enter), date first, as in 3 June 2026: First session held.",
)


def _rows(values: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[list[str]]:
    nothing: list[Plain] = [{}]
    for number, priority in enumerate(values.get("priorities") or (), start=1):
        label = f"{priority.get('number') or number}. {priority.get('title', '')}"
        for issue in priority.get("issues") or nothing:
            for action in issue.get("actions") or nothing:
                cells = (_value(action, name, names) for name in _OF_ACTION.values())
                yield [label, str(issue.get("issue", "")), *cells]


def _value(action: Mapping[str, Any], name: str, names: Mapping[str, str]) -> str:
    held: Any = action.get(name) or ""
    if name == "owners":
        return "; ".join(names.get(str(each), str(each)) for each in held)
    if name == "updates":
        return "\n".join(_update(each) for each in held)
    return str(held)


def _update(update: Mapping[str, Any]) -> str:
    text = " ".join(str(update.get("text", "")).split())
    date = str(update.get("date", ""))
    return f"{date}: {text}" if date and text else date or text


def _table(sheet: Any, head: list[str], rows: Any, widths: tuple[int, ...]) -> None:  # noqa: ANN401  # openpyxl has no types
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(head)
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.number_format = "@"
            cell.data_type = "s" if cell.value is not None else cell.data_type
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1D4F5C")
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def _within(values: Mapping[str, Any], path: str) -> str:
    record, _, name = path.rpartition(".")
    held = values.get(record, {}) if record else values
    return str(held.get(name, "") or "") if isinstance(held, dict) else ""


def _saved(book: Any) -> bytes:  # noqa: ANN401  # openpyxl has no types
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# ------------------------------------------------------------------- reading


def _read_about(table: Table, fields: Plain) -> None:
    known = {_folded(label): path for label, path in _OF_PLAN.items()}
    for row in table.rows:
        path = known.get(_folded(row[0].text))
        if path is not None:
            record, _, name = path.rpartition(".")
            held = fields.setdefault(record, {}) if record else fields
            held[name] = _line(row[1]) if len(row) > 1 else ""


def _read_people(table: Table, fields: Plain) -> dict[str, str]:
    """Read who owns actions; return the short code of each name."""
    codes: dict[str, str] = {}
    people: dict[str, dict[str, str]] = {}
    for row in table.rows[1:]:
        code, name, org = (*(_line(cell) for cell in row[:3]), "", "", "")[:3]
        if code and name:
            codes[name.casefold()] = code
            people[code] = {"name": name, **({"org": org} if org else {})}
    if people:
        fields["people"] = people
    return codes


class _Rows:
    """Reads the rows of actions into their priorities and issues."""

    def __init__(self, codes: Mapping[str, str], questions: list[Question]) -> None:
        self._codes = codes
        self._questions = questions

    def read(self, table: Table, priorities: list[Plain]) -> None:
        """Read every row; a blank priority or issue is the one above."""
        head = [_folded(cell.text) for cell in table.rows[0]]
        for row in table.rows[1:]:
            cells = dict(zip(head, row, strict=False))
            self._begin(cells, priorities)
            if not priorities or not priorities[-1]["issues"]:
                continue
            action = {
                name: self._read(name, cells[_folded(label)])
                for label, name in _OF_ACTION.items()
                if _folded(label) in cells
            }
            if any(action.values()):
                priorities[-1]["issues"][-1]["actions"].append(action)

    def _begin(self, cells: Mapping[str, Cell], priorities: list[Plain]) -> None:
        label = _line(cells["priority"]) if "priority" in cells else ""
        found = _NUMBERED.fullmatch(label)
        number, title = (found["number"], found["title"]) if found else ("", label)
        if title and (not priorities or priorities[-1]["title"] != title):
            priorities.append(
                {"number": number or str(len(priorities) + 1), "title": title, "issues": []}
            )
        issue = _line(cells["issue"]) if "issue" in cells else ""
        if priorities and (issue or not priorities[-1]["issues"]):
            issues = priorities[-1]["issues"]
            if not issues or issues[-1]["issue"] != issue:
                issues.append({"issue": issue or priorities[-1]["title"], "actions": []})

    def _read(self, name: str, cell: Cell) -> Any:  # noqa: ANN401  # a text or a list
        match name:
            case "owners":
                names = [each.strip() for each in re.split(r"[;\n]", cell.text) if each.strip()]
                return [self._codes.get(each.casefold(), each) for each in names]
            case "updates":
                return [self._update(line_of(line)) for line in cell.lines]
            case "ref" | "rag" | "state":
                text = " ".join(cell.text.split())
                return text if name == "ref" else text.casefold()
            case "due":
                return " ".join(cell.text.split())
            case _:
                return _line(cell)

    def _update(self, line: str) -> Plain:
        found = _UPDATE.fullmatch(line)
        if found is not None and _is_date(found["date"]):
            return {"date": found["date"], "text": found["text"]}
        return {"date": line} if _is_date(line) else {"text": line}


def _is_date(text: str) -> bool:
    try:
        when.read(Text(text))
    except WrittenError:
        return False
    return True


def _line(cell: Cell) -> str:
    return " ".join(filter(None, map(line_of, cell.lines)))


def _folded(text: str) -> str:
    return " ".join(text.partition("(")[0].casefold().split())

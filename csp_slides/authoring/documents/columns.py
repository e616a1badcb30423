"""Finds out what the columns of a table mean, and says how sure it is. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.documents.outline import Cell, Table

ACTION_PLAN: Final[Mapping[str, tuple[str, ...]]] = {
    "priority": ("priority", "theme", "objective", "strategic priority", "aim"),
    "issue": ("issue", "problem", "what is wrong", "need", "concern"),
    "ref": ("ref", "no", "no.", "number", "action no", "action number", "reference", "#",
        "action ref", "id"),
    "action": ("action", "actions", "task", "activity", "what we will do", "what will be done",
        "what", "action to be taken", "actions required"),
    "owners": ("owner", "owners", "lead", "responsible", "responsibility", "lead officer",
        "who", "action owner", "by whom", "lead agency", "led by", "responsible officer"),
    "due": ("due", "due date", "deadline", "by when", "when", "target date", "timescale",
        "completion date", "timeframe", "complete by"),
    "updates": ("update", "updates", "progress", "progress update", "progress to date",
        "latest update", "comments", "comment", "commentary", "progress / comments"),
    "rag": ("rag", "rag rating", "rating", "rag status", "brag", "brag rating", "status rag"),
    "state": ("state", "status", "stage", "progress status"),
    "milestones": ("milestone", "milestones", "key milestones", "milestone s", "key milestone"),
    "sub_actions": ("sub action", "sub actions", "subaction", "subactions", "step", "steps",
        "sub task", "sub tasks", "key steps", "how", "how we will do it"),
    "outcome": ("outcome", "expected outcome", "intended outcome", "impact", "outcomes"),
    "measure": (
        "measure", "measure of success", "success measure", "success criteria", "how measured",
        "performance measure",
    ),
    "complete": ("complete", "percent complete", "progress percent", "percentage complete"),
    "cost": ("cost", "budget", "costs"),
    "funding": ("funding", "funding source", "resources", "resource"),
    "supporters": ("supporters", "supporting partners", "partners", "support", "supported by"),
    "directorate": ("directorate", "department", "service area"),
    "why": ("why", "reason", "reason for rating"),
    "next_step": ("next step", "next steps", "what next"),
}  # fmt: skip
"""The titles that people give the columns of an action plan."""

INDICATORS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "indicator", "measure", "kpi", "performance indicator",
        "what is measured", "description", "pi", "performance measure", "metric", "title"),
    "period": ("period", "quarter", "time", "date", "month", "year", "the time it covers"),
    "actual": ("actual", "value", "result", "performance", "outturn", "current", "figure",
        "actual performance", "latest", "this year", "this quarter", "current value"),
    "target": ("target", "goal", "aim", "target value"),
    "previous": ("previous", "last year", "previous year", "last quarter", "previous quarter",
        "previous value", "prior year", "baseline"),
    "good_is": ("good is", "good_is", "polarity", "better", "good performance is", "direction",
        "good to be", "aim to", "good"),
    "unit": ("unit", "units", "unit of measure"),
    "source": ("source", "data source", "where from", "system", "source of data"),
    "comment": ("comment", "comments", "commentary", "note", "notes", "explanation", "narrative"),
    "rag": ("rag", "rating", "rag rating", "rag status"),
}  # fmt: skip
"""The titles that people give the columns of a table of indicators."""

_SECOND: Final[Mapping[str, str]] = {"action": "sub_actions"}
"""The field of a second column whose title means the same as the first's."""

_NEAR: Final = 88.0
_SEARCHED: Final = 12
"""Rows from the top among which the titles of the columns are looked for."""


class Column(Struct, frozen=True, kw_only=True):
    """A column's title and the field it is taken for; `sure` where the title leaves no doubt."""

    number: int
    title: str
    field: str = ""
    sure: bool = True
    told: bool = False
    """Whether the author said which field it is."""


class Mapped(Struct, frozen=True, kw_only=True):
    """A table with its columns named: the row of titles, and the rows below it."""

    columns: tuple[Column, ...]
    above: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def cell(self, row: tuple[Cell, ...], field: str) -> Cell | None:
        """Return the cell of a field in a row; None where no column has it."""
        number = next((each.number for each in self.columns if each.field == field), None)
        return row[number] if number is not None and number < len(row) else None

    def sample(self, column: Column) -> str:
        """Return the first text below a column's title."""
        number = column.number
        return next(
            (
                row[number].text
                for row in self.rows
                if row[number : number + 1] and row[number].text
            ),
            "",
        )

    @property
    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(each.field for each in self.columns if each.field)


def map_columns(
    table: Table, meanings: Mapping[str, tuple[str, ...]], told: Mapping[str, str] | None = None
) -> Mapped | None:
    """Find the row of titles in a table; None when no row has two that are known.

    `told` maps titles to fields as the author said.
    """
    best: tuple[int, int, tuple[Column, ...]] | None = None
    for number, row in enumerate(table.rows[:_SEARCHED]):
        columns = _columns(row, meanings, told or {})
        known = sum(bool(each.field) for each in columns)
        if known >= 2 and (best is None or known > best[0]):  # noqa: PLR2004
            best = (known, number, columns)
    if best is None:
        return None
    _, number, columns = best
    titles = tuple(cell.text for cell in table.rows[number])
    below = tuple(
        row for row in table.rows[number + 1 :] if tuple(cell.text for cell in row) != titles
    )
    return Mapped(columns=columns, above=table.rows[:number], rows=below)


def meaning_of(column: Column) -> str:
    """Return the field that a column is taken for, in words for people."""
    doubt = "" if column.sure or not column.field else " (not sure)"
    return f"{column.field or 'no field of its own'}{doubt}"


def mapping_lines(mapped: Mapped) -> list[str]:
    """Write the mapping for people: one line a column."""
    lines = []
    for each in mapped.columns:
        if not each.title:
            continue
        lines.append(f"column '{each.title}': {meaning_of(each)}")
    return lines


def doubtful(mapped: Mapped) -> tuple[Column, ...]:
    """Return the columns that hold something and whose field is a guess, or unknown."""
    return tuple(
        each
        for each in mapped.columns
        if each.title and not (each.sure and each.field) and not each.told and mapped.sample(each)
    )


def _columns(
    row: tuple[Cell, ...], meanings: Mapping[str, tuple[str, ...]], told: Mapping[str, str]
) -> tuple[Column, ...]:
    titles = [" ".join(cell.text.split()) for cell in row]
    found = [_column(number, title, meanings, told) for number, title in enumerate(titles)]
    taken: set[str] = set()
    made: list[Column] = []
    for each in sorted(found, key=lambda column: (not column.told, not column.sure, column.number)):
        if each.field in taken:
            second = _SECOND.get(each.field, "")
            each = replace(each, field="" if second in taken else second, sure=False)  # noqa: PLW2901
        taken |= {each.field} if each.field else set()
        made.append(each)
    return tuple(sorted(made, key=lambda column: column.number))


def _column(
    number: int, title: str, meanings: Mapping[str, tuple[str, ...]], told: Mapping[str, str]
) -> Column:
    from rapidfuzz import fuzz

    plain = re.sub(r"[^a-z0-9# ]+", " ", title.casefold()).strip()
    plain = " ".join(plain.split())
    if title.casefold() in told:
        return Column(number=number, title=title, field=told[title.casefold()], told=True)
    if not plain or len(plain.split()) > 6:  # noqa: PLR2004
        return Column(number=number, title=title)
    for field, names in meanings.items():
        if plain in names or plain == field.replace("_", " "):
            return Column(number=number, title=title, field=field)
    scored = [
        (fuzz.ratio(plain, name), field)
        for field, names in meanings.items()
        for name in names
        if len(name) > 3  # noqa: PLR2004
    ]
    scored += [
        (_NEAR, field)
        for field, names in meanings.items()
        for name in names
        if len(name) > 3 and name in plain.split()  # noqa: PLR2004
    ]
    score, field = max(scored, default=(0.0, ""))
    return (
        Column(number=number, title=title, field=field, sure=False)
        if score >= _NEAR
        else Column(number=number, title=title)
    )

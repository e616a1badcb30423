"""Applying the changes in an action plan's table to its file.

Pure. Only the values whose cells were edited change; every other character of the file, its
comments among them, stays as it was. A cell is compared by what it means, so that a
spreadsheet's own way with dates edits nothing.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.authoring.yaml_edit import AuthorsFile, in_brackets
from csp_slides.compose.action_tables import owner_name
from csp_slides.compose.ratings import MEANINGS, all_actions, rating_for, rating_of
from csp_slides.content.audience import Audience
from csp_slides.content.council import Rag
from csp_slides.content.document import State
from csp_slides.core.diagnostics import Sink
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.render.action_plan_csv import (
    EDITED,
    NUMBER,
    UNNUMBERED,
    UPDATES,
    action_cells,
    as_typed,
    update_line,
)
from csp_slides.schema.fields import dates, when
from csp_slides.schema.fields.dates import DateError

if TYPE_CHECKING:
    from _csv import Reader as CsvReader
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.authoring.yaml_edit import Edit
    from csp_slides.content.action_plan import Action, ActionPlan, Update
    from csp_slides.content.council import Council
    from csp_slides.core.source import Source, Span
    from csp_slides.schema.fields.dates import When

_FIELDS = {
    "Action": "action",
    "Owners": "owners",
    "Due": "due",
    "Rating": "rag",
    "Why": "why",
    "Next step": "next_step",
    "State": "state",
    UPDATES: "updates",
}
"""The field behind each column."""

_UPDATE = pattern(
    r"(?:(?P<date>[^:\n]*\d{4}):\s*)?(?P<text>.*?)\s*(?:\[(?P<attended>\d+) attended\])?"
)
_UPDATES = pattern(rf"{UPDATES}(?: \(({'|'.join(Audience)})\))?")
_DELIMITERS = ",;\t"
_MIDNIGHT = pattern(r" 0?0:00(:00)?$")
_MONTH = pattern(r"(?P<month>[A-Za-z]{3,9})-(?P<year>\d{2}|\d{4})")


def apply_table(
    table: Source, plan: ActionPlan, source: Source, council: Council, sink: Sink
) -> str:
    """Return the text of the plan's file with the edited cells of `table` taken over.

    What cannot be taken over is reported at its row; the rest is taken over all the same.
    """
    actions = {str(action.ref): action for action in all_actions(plan) if action.ref}
    file = AuthorsFile(source)
    read = _read_table(table, sink)
    writer = _Writer(plan, file, council, sink, read.audience)
    edits: list[Edit] = []
    for row, place in read.rows:
        ref = row[NUMBER].rpartition(" ")[2]
        if ref == UNNUMBERED:
            continue
        action = actions.get(ref)
        if action is None:
            sink.error(
                "unknown-action",
                f"there is no action '{row[NUMBER]}' in the plan",
                place,
                help=closest(ref, actions, otherwise="add a new action in the plan's own file"),
            )
            continue
        edits += writer.edits(action, row, place)
    return file.edited(edits)


def has_plan_columns(first: str) -> bool:
    """Whether the first line of a table names the columns that a build writes."""
    delimiter = max(_DELIMITERS, key=first.count)
    titles = {name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])}
    known = {UPDATES if _UPDATES.fullmatch(name) else name for name in titles}
    return len(known & {NUMBER, *EDITED}) > len(EDITED) // 2 and NUMBER in known


def numbers_of(table: Source) -> frozenset[str]:
    """Return the numbers of the actions that a table has rows for."""
    read = _read_table(table, Sink())
    return frozenset(row[NUMBER].rpartition(" ")[2] for row, _ in read.rows) - {UNNUMBERED}


class _Table(Struct, frozen=True, kw_only=True):
    """The rows of a table by column, each with its place, and whom the table was made for."""

    rows: tuple[tuple[Mapping[str, str], Span], ...] = ()
    audience: Audience | None = None


def _read_table(table: Source, sink: Sink) -> _Table:
    """Read a table, whatever parts its cells."""
    first = table.line(1)
    delimiter = max(_DELIMITERS, key=first.count)
    lines = table.text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter)
    titles = [name.strip() for name in next(reader, [])]
    names = [UPDATES if _UPDATES.fullmatch(name) else name for name in titles]
    missing = [name for name in (NUMBER, *EDITED) if name not in names]
    if missing:
        sink.error(
            "table",
            f"the table has no column {listed(missing)}",
            table.span(1, 1, len(first) + 1),
            help="keep the first row as csp-slides wrote it",
        )
        return _Table()
    return _Table(rows=tuple(_rows(reader, names, table)), audience=_audience(titles))


def _audience(titles: Iterable[str]) -> Audience | None:
    """Read whom a table was made for from the title of its updates."""
    found = next((match for title in titles if (match := _UPDATES.fullmatch(title))), None)
    return Audience(found[1]) if found and found[1] else None


def _rows(
    reader: CsvReader, names: list[str], table: Source
) -> Iterator[tuple[Mapping[str, str], Span]]:
    began = reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            filled = [*cells, *[""] * (len(names) - len(cells))]
            row = {name: as_typed(cell) for name, cell in zip(names, filled, strict=False)}
            yield row, table.span(began, 1, len(table.line(began)) + 1)
        began = reader.line_num + 1


class _Writer:
    """Writes edits of the file of one plan."""

    def __init__(
        self,
        plan: ActionPlan,
        file: AuthorsFile,
        council: Council,
        sink: Sink,
        audience: Audience | None,
    ) -> None:
        self._audience = audience
        self._plan = plan
        self._council = council
        self._sink = sink
        self._file = file

    def edits(self, action: Action, row: Mapping[str, str], place: Span) -> Iterator[Edit]:
        """Yield the edits that the cells of one row ask for."""
        before = action_cells(action, self._plan, self._council)
        for column in EDITED:
            if row[column] == before[column]:
                continue
            if column == UPDATES:
                yield from self._updates(action, row[column], place)
                continue
            value = self._value(column, row[column], action, place)
            if value is not None:
                raw = column == "Owners"
                yield self._file.set(action, _FIELDS[column], value, raw=raw)

    def _value(self, column: str, cell: str, action: Action, place: Span) -> str | None:
        """Return what to write for a cell; None when it means the same, or cannot be."""
        match column:
            case "Owners":
                return self._owners(cell, action, place)
            case "Due":
                return self._day(cell, action.due, place)
            case "Rating":
                return self._rating(cell, action, place)
            case "State":
                return self._state(cell, place)
            case "Action" if not cell:
                self._say(f"action {action.ref} has no text", place)
                return None
            case _:
                return cell

    def _owners(self, cell: str, action: Action, place: Span) -> str | None:
        names = [name.strip() for name in re.split(r"[;\n]", cell) if name.strip()]
        codes = {owner_name(self._plan, code).casefold(): str(code) for code in self._plan.people}
        codes |= {str(code).casefold(): str(code) for code in self._plan.people}
        unknown = [name for name in names if codes and name.casefold() not in codes]
        if unknown:
            real = [party.name for party in self._plan.people.values()]
            self._say(f"'{unknown[0]}' isn't one of the owners: {listed(real)}", place)
            return None
        owners = [codes.get(name.casefold(), name) for name in names]
        same = owners == [str(owner) for owner in action.owners]
        return None if same else f"[{', '.join(in_brackets(owner) for owner in owners)}]"

    def _day(self, cell: str, before: When | None, place: Span) -> str | None:
        if not cell:
            return ""
        try:
            read = when.read(Text(_without_excels_ways(cell)))
        except DateError as error:
            self._say(str(error), place)
            return None
        if before is not None and (read.first, read.last) == (before.first, before.last):
            return None
        return str(read)

    def _rating(self, cell: str, action: Action, place: Span) -> str | None:
        if cell.casefold() == rating_for(action, self._council).word.casefold():
            return None
        words = {rating_of(rag, self._council).word.casefold(): rag for rag in MEANINGS}
        words |= {str(rag): rag for rag in Rag}
        chosen = words.get(cell.casefold(), Rag.GREY if not cell else None)
        if chosen is None:
            self._say(f"'{cell}' isn't one of the ratings {listed(words)}", place)
            return None
        if chosen is (action.rag or Rag.GREY):
            return None
        return "" if chosen is Rag.GREY else str(chosen)

    def _state(self, cell: str, place: Span) -> str | None:
        if cell.casefold() not in {"", *State}:
            self._say(f"'{cell}' isn't one of {listed(State)}", place)
            return None
        return cell.casefold()

    def _updates(self, action: Action, cell: str, place: Span) -> Iterator[Edit]:
        lines = [line.strip() for line in cell.split("\n") if line.strip()]
        known = [each for each in action.updates if self._is_told(each)]
        if len(lines) < len(known):
            self._say(f"action {action.ref} has fewer updates than its file", place)
            return
        for update, line in zip(known, lines, strict=False):
            if line != update_line(update):
                yield from self._update(update, line)
        added = [_read_update(line) for line in lines[len(known) :]]
        if added:
            yield self._file.append(action, "updates", action.updates, added)

    def _is_told(self, update: Update) -> bool:
        """Whether an update is in the table: one for the public may have fewer."""
        return self._audience is None or update.show.reaches(self._audience)

    def _update(self, update: Update, line: str) -> Iterator[Edit]:
        before = _read_update(update_line(update))
        for field, value in _read_update(line).items():
            if value != before[field]:
                yield self._file.set(update, field, value)

    def _say(self, message: str, place: Span) -> None:
        self._sink.error(
            "table", message, place, help="correct it in the table, then import it again"
        )


def _without_excels_ways(cell: str) -> str:
    """Read a date as a spreadsheet writes it: `Dec-26` for a month, and midnight after a day."""
    day = _MIDNIGHT.sub("", cell)
    month = _MONTH.fullmatch(day)
    return f"{month['month']} {dates.full_year(month['year'])}" if month else day


def _read_update(line: str) -> Mapping[str, str]:
    """Read `3 June 2026: First session held. [22 attended]`; without a date it is all text."""
    found = _UPDATE.fullmatch(line)
    assert found is not None, "every part of the pattern may be left out"
    parts = {"text": found["text"], "attended": found["attended"] or ""}
    if not found["date"]:
        return {"date": "", **parts}
    try:
        return {"date": str(when.read(Text(found["date"]))), **parts}
    except DateError:
        return {"date": "", **parts, "text": f"{found['date']}: {found['text']}"}

"""An action plan as a table for Excel, one row for each action.

Pure. What is written can be read back by `plan_edits` after somebody has changed some cells.
A cell that a spreadsheet would take for a formula is made harmless by an apostrophe (OWASP:
CSV injection); numbers of actions stand as words, since Excel turns 1.10 into 1.1.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from csp_slides.compose.action_tables import owner_name
from csp_slides.compose.periods import written
from csp_slides.compose.ratings import priority_number, rating_for
from csp_slides.core.artifact import Artifact
from csp_slides.core.lazy_regex import pattern
from csp_slides.model.formats import CSV

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.content.action_plan import Action, ActionPlan, Update
    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.render.finished_document import FinishedDocument

NUMBER = "Number"
"""The column by which a row finds its action."""

UNNUMBERED = "unnumbered"
"""What its cell says for an action without a number, which is edited in the file itself."""

UPDATES = "Updates"
"""The column of updates, one on each line; an audience can follow in brackets."""

OWNERS_BETWEEN = "; "

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\u2212", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Characters that start a formula; the last four are the full-width East Asian forms."""

_LINES = pattern(r"\s+")


def render(document: FinishedDocument, _made: Sequence[Artifact]) -> Iterator[Artifact]:
    """Return the table that was written when the plan was composed for its audience."""
    if document.table is not None:
        yield Artifact(path=document.pages[CSV], content=document.table)


def plan_csv(
    plan: ActionPlan,
    council: Council,
    audience: Audience | None = None,
    *,
    draft: bool = False,
) -> bytes:
    """Write the table, in UTF-8 with the mark by which Excel knows it.

    `audience` is whom the plan was chosen for; the title of the updates says so, since a table
    for the public may have fewer of them than its file. That of a `draft` is marked as one.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    rows = list(_rows(plan, council))
    titled = f"{UPDATES} ({audience})" if audience is not None else UPDATES
    first, *place = _PLACE
    marked = f"DRAFT: {first}" if draft else first
    table.writerow([marked, *place, *EDITED[:-1], titled])
    for row in rows:
        table.writerow([harmless(cell) for cell in row.values()])
    return text.getvalue().encode("utf-8-sig")


def action_cells(action: Action, plan: ActionPlan, council: Council) -> dict[str, str]:
    """Return the cells of an action that may be edited, by column."""
    return {
        "Action": _one_line(action.action),
        "Owners": OWNERS_BETWEEN.join(owner_name(plan, owner) for owner in action.owners),
        "Due": written(action.due) if action.due else "",
        "Rating": rating_for(action, council).word,
        "Why": _one_line(action.why),
        "Next step": _one_line(action.next_step),
        "State": action.state.capitalize() if action.state else "",
        UPDATES: "\n".join(update_line(update) for update in action.updates),
    }


def update_line(update: Update) -> str:
    """Write an update in a line: `3 June 2026: First session held. [22 attended]`."""
    parts = [f"{written(update.date)}:" if update.date else "", _one_line(update.text)]
    if update.attended is not None:
        parts.append(f"[{update.attended} attended]")
    return " ".join(part for part in parts if part)


def harmless(cell: str) -> str:
    """Escape a cell that a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_typed(cell: str) -> str:
    """Undo `harmless`, and the line ends of another system."""
    plain = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if plain.startswith("'") and plain[1:].startswith(_FORMULA):
        return plain[1:]
    return plain


_PLACE = ("Priority", "Priority title", "Issue", NUMBER)
"""The columns that say where an action belongs; they aren't read back."""

EDITED = ("Action", "Owners", "Due", "Rating", "Why", "Next step", "State", UPDATES)
"""The columns that may be edited."""


def _rows(plan: ActionPlan, council: Council) -> Iterator[Mapping[str, str]]:
    for priority in plan.priorities:
        for issue in priority.issues:
            for action in issue.actions:
                yield {
                    "Priority": f"Priority {priority_number(plan, priority)}",
                    "Priority title": priority.title,
                    "Issue": issue.issue,
                    NUMBER: f"Action {action.ref or UNNUMBERED}",
                    **action_cells(action, plan, council),
                }


def _one_line(text: str | None) -> str:
    return _LINES.sub(" ", text or "").strip()

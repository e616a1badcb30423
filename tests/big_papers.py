"""Papers larger than any council's: a plan of 60 actions with 300 updates, 100 sections' report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIORITIES, ISSUES, ACTIONS, UPDATES = 6, 5, 2, 5
SECTIONS, PARAGRAPHS = 100, 3

_WORDS = (
    "The lamps on the river path were mended and the hedge was cut back so that the way to the"
    " station can be seen from end to end after dark."
)


def write_plan(folder: Path) -> Path:
    """Write an action plan: 6 priorities of 5 issues of 2 actions of 5 updates."""
    lines = ["kind: action-plan", "id: plan", "title: A large plan", "priorities:"]
    for priority in range(1, PRIORITIES + 1):
        lines += [f"  - title: Priority {priority}", "    issues:"]
        for issue in range(1, ISSUES + 1):
            lines += [f"      - issue: Something is wrong in ward {issue}", "        actions:"]
            for action in range(1, ACTIONS + 1):
                ref = (issue - 1) * ACTIONS + action
                lines += [
                    f"          - ref: {priority}.{ref}",
                    f"            action: Put it right, the {ref}. way",
                    "            owners: [Community Safety Team, Street Scene]",
                    "            due: 31 March 2027",
                    f"            rag: {('red', 'amber', 'green', 'blue')[ref % 4]}",
                    "            why: It takes longer than was thought.",
                    "            next_step: It is looked at again in May 2027.",
                    "            updates:",
                ]
                for month in range(1, UPDATES + 1):
                    lines.append(f"              - {{date: {month} May 2026, text: {_WORDS!r}}}")
    return _write(folder / "plan.yaml", lines)


def write_report(folder: Path) -> Path:
    """Write a report of 100 sections of 3 paragraphs and a table."""
    lines = [
        "kind: report",
        "id: report",
        "title: A long report",
        "meeting: {body: Panel, date: 11 February 2027}",
        "background_papers: []",
        "sections:",
    ]
    for section in range(1, SECTIONS + 1):
        lines += [f"  - heading: Part {section}", "    text: |"]
        for _ in range(PARAGRAPHS):
            lines += [f"      {_WORDS}", ""]
        lines += ["      | Ward | Lamps |", "      |------|-------|", "      | Weir | 14    |"]
    return _write(folder / "report.yaml", lines)


def _write(path: Path, lines: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path

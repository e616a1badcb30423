"""Write docs/reference from the code: `make docs`. tests/test_docs.py holds the two together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from csp_slides.cli import COMMANDS, group
from csp_slides.content.picture import PictureCredits
from csp_slides.content.theme import Theme
from csp_slides.core.diagnostic_codes import CODES
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.record import Record, declared_fields, reference_table

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- Made by `make docs` from the code. Change the code, not this page. -->\n"


def pages() -> dict[str, str]:
    """Return every page of the reference by its file name."""
    return {
        "fields.md": fields(),
        "commands.md": commands(),
        "errors.md": errors(),
        "themes.md": themes(),
    }


def fields() -> str:
    """List every field of every kind of content file, and of the groups inside them."""
    parts = [
        "# Fields\n",
        MADE,
        (
            "Every content file says its `kind:`. The fields of each kind, and of the groups "
            "inside it, are these. Text is Markdown without HTML; dates are read in any common "
            "British form.\n"
        ),
    ]
    seen: set[type[Record]] = set()
    kinds: dict[str, type[Record]] = {**KINDS, "credits": PictureCredits}
    for kind, record in kinds.items():
        parts += [f"## kind: {kind}\n", f"{_line(record)}\n", reference_table(record)]
        seen.add(record)
        for inside in _inside(record, seen):
            parts += [f"### {inside.__name__}\n", f"{_line(inside)}\n", reference_table(inside)]
    return "\n".join(parts)


def commands() -> str:
    """Copy the help of every command."""
    parts = ["# Commands\n", MADE]
    context = click.Context(group, info_name="csp-slides", terminal_width=96)
    parts.append(f"```\n{group.get_help(context)}\n```\n")
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=96)
        parts += [f"## {name}\n", f"```\n{command.get_help(inner)}\n```\n"]
    parts.append(
        "Exit codes: 0 done, 1 the content is wrong, 2 the command is wrong, 3 something outside "
        "is missing (the message says how to get it). Errors go to standard error, and nothing is "
        "written when there is one. `NO_COLOR` turns colours off.\n"
    )
    return "\n".join(parts)


def errors() -> str:
    """List every code with what it means and what to do."""
    rows = ["| code | what it means | what to do |", "| --- | --- | --- |"]
    rows += [
        f"| `{name}` | {_cell(f'{code.title}. {code.meaning}')} | {_cell(code.remedy)} |"
        for name, code in sorted(CODES.items())
    ]
    return "\n".join(["# Errors, warnings and hints\n", MADE, *rows, ""])


def themes() -> str:
    """List the parts of a theme.yaml."""
    parts = [
        "# Themes\n",
        MADE,
        (
            "A theme is a folder with `theme.yaml`, `deck.css` and `report.css`, in `themes/` "
            "beside the content folder. Its colours become CSS custom properties of the same names "
            "(`accent_text` is `--accent-text`), and every pair that meets on a page is checked.\n"
        ),
        reference_table(Theme),
    ]
    for inside in _inside(Theme, {Theme}):
        parts += [f"## {inside.__name__}\n", f"{_line(inside)}\n", reference_table(inside)]
    return "\n".join(parts)


def _inside(record: type[Record], seen: set[type[Record]]) -> Iterator[type[Record]]:
    """Yield the groups that stand inside a record, each once, the outer ones first."""
    found = [
        each
        for _, declared in declared_fields(record).values()
        for each in _records(declared.kind)
        if each not in seen
    ]
    for each in dict.fromkeys(found):
        seen.add(each)
        yield each
        yield from _inside(each, seen)


def _records(kind: object) -> Iterator[type[Record]]:
    """Find the records that a kind of field is made of, however deep."""
    values = (
        [getattr(kind, name) for name in kind.__struct_fields__]
        if isinstance(kind, Struct)
        else list(vars(kind).values())
    )
    for value in values:
        if isinstance(value, type) and issubclass(value, Record):
            yield value
        elif type(value).__module__.startswith("csp_slides.schema.fields"):
            yield from _records(value)
        elif isinstance(value, tuple):
            for part in value:
                if type(part).__module__.startswith("csp_slides.schema.fields"):
                    yield from _records(part)


def _line(record: type[Record]) -> str:
    return (record.__doc__ or "").strip().split("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (FOLDER / name).write_text(page, encoding="utf-8")

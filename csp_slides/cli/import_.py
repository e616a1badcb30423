"""`csp-slides import`: documents, decks, edited tables and pages of minutes as content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from csp_slides.core.diagnostics import CommandError, ContentError, ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 12
"""How many slides or settings are named in one line."""

_PLURAL = frozenset({"minutes", "indicators"})

KINDS = ("section", "report", "action-plan", "plan", "minutes", "indicators", "deck")


@click.command("import")
@click.argument(
    "files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    nargs=-1,
    required=True,
    metavar="FILE...",
)
@click.option(
    "--as", "kind", type=click.Choice(KINDS), help="The kind of content to import each file as."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The content folder.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="'TITLE=FIELD'",
    help="The field that a column of the table fills, such as 'Lead team=owners'.",
)
@click.option(
    "--plan", metavar="ID", help="The action plan that a table belongs to, if there are several."
)
@click.option(
    "--diff",
    is_flag=True,
    help="Show what a table would change in its plan without changing anything.",
)
def command(
    files: tuple[Path, ...],
    kind: str | None,
    output: Path,
    columns: tuple[str, ...],
    plan: str | None,
    *,
    diff: bool,
) -> None:
    """Turn each FILE into a file of the content folder. Nothing is overwritten.

    Takes Word (.docx), Excel (.xlsx, .csv), PowerPoint (.pptx), LibreOffice (.odt), web pages
    (.html), text (.txt) and Markdown (.md). The kind of content is recognised and shown; use
    --as to choose it. Comments, tracked changes and anything without an obvious place become
    questions: comments that start with CHECK, at the lines they are about.

    A Markdown deck becomes a deck file and section files that build to the same slides. The
    .csv table of an action plan that is in the content already changes only the edited cells in
    the plan's own file.
    """
    told = _columns(columns)
    codes = []
    for file in files:
        try:
            _import(file, kind, output, told, plan, diff=diff)
        except (CommandError, ContentError, ToolError) as error:
            if len(files) == 1:
                raise
            from csp_slides.cli.console import report_error

            codes.append(report_error(error))
    if codes:
        raise SystemExit(max(codes))


def _import(
    file: Path,
    kind: str | None,
    output: Path,
    columns: Mapping[str, str],
    plan: str | None,
    *,
    diff: bool,
) -> None:
    from csp_slides.authoring.importing.plan_table import TABLES, is_of_a_plan

    ending = file.suffix.casefold()
    if ending in TABLES and kind is None and is_of_a_plan(file):
        _take_over(file, output, plan, diff=diff)
    elif kind == "deck" or (kind is None and ending in {".md", ".markdown"} and _is_deck(file)):
        _transfer(file, output)
    else:
        _bring_in(file, output, kind, columns)


def _bring_in(file: Path, output: Path, kind: str | None, columns: Mapping[str, str]) -> None:
    from csp_slides.authoring.documents.bring_in import bring_in
    from csp_slides.authoring.documents.kind import Taken
    from csp_slides.cli.console import report

    done = bring_in(file, output, Taken(kind) if kind is not None else None, columns)
    if kind is None:
        article = "" if done.guess.kind in _PLURAL else "an " if done.guess.kind[0] == "a" else "a "
        what = f"{article}{done.guess.kind}"
        click.echo(
            f"{file.name} was imported as {what}, because {done.guess.because}; use --as to "
            "choose another kind",
            err=True,
        )
    for line in done.told:
        click.echo(f"  {line}", err=True)
    report(done.diagnostics)
    if done.changed is not None:
        click.echo(done.changed, nl=False)
    unchanged = done.changed == ""
    for path in done.pictures if unchanged else (*done.pictures, done.path):
        click.echo(f"Wrote {path.as_posix()}")
    if unchanged:
        click.echo(f"{done.path.as_posix()}: nothing has changed")
        return
    if done.diagnostics:
        count = len(done.diagnostics)
        things = "1 thing" if count == 1 else f"{count} things"
        click.echo(
            f"Next: decide what is listed above ({things}), then run csp-slides check "
            f"{done.path.as_posix()}"
        )
    else:
        click.echo(f"Next: run csp-slides check {done.path.as_posix()}")


def _is_deck(file: Path) -> bool:
    from csp_slides.authoring.importing.transfer import is_deck

    return is_deck(file)


def _columns(told: tuple[str, ...]) -> dict[str, str]:
    from csp_slides.authoring.documents.columns import ACTION_PLAN, INDICATORS
    from csp_slides.core.did_you_mean import closest, listed

    known = {*ACTION_PLAN, *INDICATORS}
    made: dict[str, str] = {}
    for each in told:
        title, parted, field = (part.strip() for part in each.rpartition("="))
        if not parted or field not in known:
            raise CommandError(
                f"--column '{each}' doesn't name a field",
                remedy=closest(field, known, otherwise=f"the fields are {listed(sorted(known))}"),
            )
        made[title.casefold()] = field
    return made


def _transfer(file: Path, output: Path) -> None:
    from csp_slides.authoring.importing.transfer import transfer
    from csp_slides.cli.console import report

    done = transfer(file, output)
    report(done.diagnostics)
    for path in done.written:
        click.echo(f"Wrote {path}")
    for title, found in (("kept in Markdown", done.kept), ("not carried over", done.lost)):
        if found:
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            click.echo(f"{title}: {', '.join(found[:_MOST])}{more}")


def _take_over(file: Path, output: Path, plan: str | None, *, diff: bool) -> None:
    from csp_slides.authoring.fix import difference
    from csp_slides.authoring.importing.plan_table import take_over
    from csp_slides.cli.console import report
    from csp_slides.site.writer.replace import replace_file

    taken = take_over(file, output, plan)
    report(taken.diagnostics)
    if taken.after == taken.before:
        click.echo(f"{taken.path}: nothing has changed")
        return
    click.echo(difference(taken.before, taken.after, taken.path.as_posix()), nl=False)
    if not diff:
        replace_file(taken.path, taken.after)
        click.echo(f"Wrote {taken.path}")

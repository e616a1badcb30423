"""`csp-slides import`: a Markdown deck, an edited table or a page of minutes as content."""

from __future__ import annotations

from pathlib import Path

import click

_MOST = 12
"""How many slides or settings are named in one line."""


@click.command("import")
@click.argument(
    "file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The content folder.",
)
@click.option("--plan", metavar="ID", help="Which action plan a table is of, if there are several.")
@click.option(
    "--diff", is_flag=True, help="Show what a table changes in its plan and change nothing."
)
def command(file: Path, output: Path, plan: str | None, *, diff: bool) -> None:
    """Turn a Markdown deck, FILE, into a deck file and section files.

    They build to the same slides and notes. Nothing is overwritten.

    A FILE that ends in .csv is the table of an action plan, as a build writes it and somebody has
    edited it: only the edited cells change in the plan's own file.

    A FILE that ends in .txt is the page of an agenda item, copied from a web site: its questions
    and answers become the minutes.
    """
    from csp_slides.authoring.importing.plan_table import TABLES

    if file.suffix.lower() in TABLES:
        _take_over(file, output, plan, diff=diff)
        return
    if file.suffix.lower() == ".txt":
        _read_minutes(file, output)
        return
    _transfer(file, output)


def _transfer(file: Path, output: Path) -> None:
    from csp_slides.authoring.importing.transfer import transfer
    from csp_slides.cli.console import report

    done = transfer(file, output)
    report(done.diagnostics)
    for path in done.written:
        click.echo(f"wrote {path}")
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
        click.echo(f"wrote {taken.path}")


def _read_minutes(file: Path, output: Path) -> None:
    from csp_slides.authoring.importing.transfer import transfer_minutes

    path = transfer_minutes(file, output)
    click.echo(f"wrote {path}; say in it who met and when, then check it")

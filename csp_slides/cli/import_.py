"""`csp-slides import`: documents, decks, edited tables and pages of minutes as content."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from csp_slides.core.diagnostics import CommandError, ContentError, ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.documents.bring_in import BroughtIn
    from csp_slides.authoring.documents.columns import Mapped

_MOST = 12
"""How many slides or settings are named in one line."""

_SAMPLE = 40
"""Characters of a cell that are shown."""

_NO_FIELD = "none"
_UNSEEN = frozenset({"report", "minutes"})
"""Kinds that have no slides of their own."""

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
    "--ask/--no-ask",
    default=None,
    help="Ask about columns whose meaning isn't clear. The default is to ask in a terminal.",
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
    ask: bool | None,
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
    asks = ask if ask is not None else sys.stdin.isatty() and sys.stderr.isatty()
    codes = []
    for file in files:
        try:
            _import(file, kind, output, told, plan, ask=asks, diff=diff)
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
    ask: bool,
    diff: bool,
) -> None:
    from csp_slides.authoring.importing.plan_table import TABLES, is_of_a_plan

    ending = file.suffix.casefold()
    if ending in TABLES and kind is None and is_of_a_plan(file):
        _take_over(file, output, plan, diff=diff)
    elif kind == "deck" or (kind is None and ending in {".md", ".markdown"} and _is_deck(file)):
        _transfer(file, output)
    else:
        _bring_in(file, output, kind, columns, ask=ask)


def _bring_in(
    file: Path, output: Path, kind: str | None, columns: Mapping[str, str], *, ask: bool
) -> None:
    from csp_slides.authoring.documents.bring_in import bring_in
    from csp_slides.authoring.documents.kind import Taken

    taken = Taken(kind) if kind is not None else None
    done = bring_in(file, output, taken, columns, partial(_ask, file.name) if ask else None)
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
    _tell_questions(done)
    if done.changed is not None:
        click.echo(done.changed, nl=False)
    unchanged = done.changed == ""
    for path in done.pictures if unchanged else (*done.pictures, done.path):
        click.echo(f"Wrote {path.as_posix()}")
    if unchanged:
        click.echo(f"{done.path.as_posix()}: nothing has changed")
        return
    shown = f'"{done.path.as_posix()}"' if " " in done.path.as_posix() else done.path.as_posix()
    if done.diagnostics:
        count = len(done.diagnostics)
        things = "1 thing" if count == 1 else f"{count} things"
        click.echo(
            f"Next: decide what is listed above ({things}), then run csp-slides check {shown}"
        )
    else:
        click.echo(f"Next: run csp-slides check {shown}")
    if done.guess.kind not in _UNSEEN:
        click.echo(f"To see its slides as you work: csp-slides serve {shown} --open")


def _tell_questions(done: BroughtIn) -> None:
    """Print what the author must decide, a line each, then what a check would say."""
    from csp_slides.cli.console import report

    questions = [each for each in done.diagnostics if each.code == "import"]
    if questions:
        where = " (each is a comment at its line, to be deleted)" if done.changed is None else ""
        click.echo(f"For you to decide{where}:", err=True)
    for each in questions:
        line = each.span.line if each.span is not None and done.changed is None else 0
        click.echo(f"  {f'line {line}: ' if line else ''}{each.message}", err=True)
    report(each for each in done.diagnostics if each.code != "import")


def _ask(name: str, mapped: Mapped, meanings: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    """Show how the columns of a table are read, and ask about those that aren't clear."""
    from csp_slides.authoring.documents.columns import doubtful, meaning_of

    click.echo(f"The columns of {name} are read as:", err=True)
    width = max(len(each.title) for each in mapped.columns)
    for each in mapped.columns:
        if each.title:
            click.echo(f"  {each.title.ljust(width)}  {meaning_of(each)}", err=True)
    click.echo("Press Enter to keep what is in brackets, or type a field; ? lists them.", err=True)
    answers: dict[str, str] = {}
    for each in doubtful(mapped):
        sample = " ".join(mapped.sample(each).split())
        shown = sample if len(sample) <= _SAMPLE else f"{sample[:_SAMPLE]}…"
        question = f"Which field is '{each.title}' (such as “{shown}”)?"
        answers[each.title.casefold()] = click.prompt(
            question,
            default=each.field or _NO_FIELD,
            value_proc=lambda typed: _field(typed, meanings),
            prompt_suffix=" ",
            err=True,
        )
    return answers


def _field(typed: str, meanings: Mapping[str, tuple[str, ...]]) -> str:
    """Return the field that the user typed, by its name or by a common title."""
    from csp_slides.core.did_you_mean import closest

    plain = typed.strip().casefold()
    if plain in {_NO_FIELD, "-", ""}:
        return ""
    for field, titles in meanings.items():
        if plain in {field, field.replace("_", " "), *titles}:
            return field
    known = f"the fields are {', '.join(sorted(meanings))}, or {_NO_FIELD}"
    if plain == "?":
        raise click.BadParameter(known)
    raise click.BadParameter(closest(plain, meanings, otherwise=known))


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
    from csp_slides.site.writer.exchange import replace_file

    taken = take_over(file, output, plan)
    report(taken.diagnostics)
    if taken.after == taken.before:
        click.echo(f"{taken.path}: nothing has changed")
        return
    click.echo(difference(taken.before, taken.after, taken.path.as_posix()), nl=False)
    if not diff:
        replace_file(taken.path, taken.after)
        click.echo(f"Wrote {taken.path}")

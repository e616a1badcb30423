"""`csp-slides check`: look for problems without building."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import colours, counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.pipeline.options import Request

FORMATS = ("text", "concise", "json", "github", "sarif")


@click.command("check")
@options.content
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How problems are written.",
)
@options.audience("presenter")
@options.strict
@click.option("--on", "day", metavar="DATE", help="Judge dates by this day, not the meeting's.")
@click.option("--draft", is_flag=True, help="Let pass what is not cleared.")
@options.since
@click.option(
    "--coverage",
    "covers",
    is_flag=True,
    help="Say what is on the slides, in the report and in the script; as text or json.",
)
def command(
    *,
    content: Path,
    form: str,
    audience: str,
    day: str | None,
    strict: bool,
    draft: bool,
    since: tuple[Path, ...],
    covers: bool,
) -> None:
    """Look for problems in CONTENT, a folder or one file; writes nothing."""
    from csp_slides.pipeline.options import Request

    request = Request.of(
        content, audience=audience, strict=strict, day=day, draft=draft, since=since
    )
    if covers:
        _print_coverage(request, form)
    else:
        _print_problems(request, form)


def _print_coverage(request: Request, form: str) -> None:
    from csp_slides.cli import coverage_table
    from csp_slides.core.diagnostics import CommandError
    from csp_slides.pipeline.check import cover

    forms = {"text": coverage_table.as_text, "json": coverage_table.as_json}
    if form not in forms:
        raise CommandError(
            f"coverage is not written as {form}", remedy="give '--format text' or '--format json'"
        )
    click.echo(forms[form](cover(request)))


def _print_problems(request: Request, form: str) -> None:
    from csp_slides.core import diagnostic_formats
    from csp_slides.pipeline.check import check

    checked = check(request, cache=options.cache())
    found = checked.diagnostics
    if form == "text":
        if found:
            click.echo(
                diagnostic_formats.as_text(found, colour=colours()), err=True, color=colours()
            )
        click.echo(counted(found) or "no problems found", err=bool(found))
        _print_changes(checked.made)
    else:
        forms = {
            "concise": diagnostic_formats.as_concise,
            "json": diagnostic_formats.as_json,
            "github": diagnostic_formats.as_github,
            "sarif": diagnostic_formats.as_sarif,
        }
        written = forms[form](found)
        if written:
            click.echo(written)
    if any(each.severity == "error" for each in found):
        raise SystemExit(1)


def _print_changes(made: Iterable[RenderedEdition]) -> None:
    from csp_slides.cli.summary import changed

    told = changed(made)
    if told:
        click.echo(told)

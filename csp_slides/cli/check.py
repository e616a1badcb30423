"""`csp-slides check`: look for problems without building."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import colours, counted

if TYPE_CHECKING:
    from pathlib import Path

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
def command(
    *, content: Path, form: str, audience: str, day: str | None, strict: bool, draft: bool
) -> None:
    """Look for problems in CONTENT, a folder or one file; writes nothing."""
    from csp_slides import printing
    from csp_slides.pipeline import Request, check

    request = Request.of(content, audience=audience, strict=strict, day=day, draft=draft)
    found = check(request)
    if form == "text":
        if found:
            click.echo(printing.as_text(found, colour=colours()), err=True, color=colours())
        click.echo(counted(found) or "no problems found", err=bool(found))
    else:
        forms = {
            "concise": printing.as_concise,
            "json": printing.as_json,
            "github": printing.as_github,
            "sarif": printing.as_sarif,
        }
        written = forms[form](found)
        if written:
            click.echo(written)
    if any(each.severity == "error" for each in found):
        raise SystemExit(1)

"""`csp-slides new`: a commented file to start from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

KINDS = ("council", "section", "deck", "plan", "action-plan", "report", "minutes")

FOLDERS = {
    "council": "council.yaml",
    "section": "sections/{name}.yaml",
    "deck": "decks/{name}/deck.yaml",
    "plan": "plans/{name}.yaml",
    "action-plan": "plans/{name}.yaml",
    "report": "reports/{name}.yaml",
    "minutes": "minutes/{name}.yaml",
}
"""Where each kind of file belongs in the content folder."""


@click.command("new")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="The content folder.",
)
def command(kind: str, name: str, output: Path) -> None:
    """Write a commented file of KIND, called NAME, into the content folder."""
    from csp_slides.authoring.scaffold import template
    from csp_slides.core.diagnostics import CommandError
    from csp_slides.core.slug import slug_of

    path = output / FOLDERS[kind].format(name=slug_of(name))
    if path.exists():
        raise CommandError(f"{path} is there already", remedy="choose another name")
    text = template(kind, name, today=dt.datetime.now(tz=dt.UTC).date())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"wrote {path}")

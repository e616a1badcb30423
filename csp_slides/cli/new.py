"""`csp-slides new`: a site, a theme or a commented file to start from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

KINDS = ("site", "theme", "council", "section", "deck", "plan", "action-plan", "report", "minutes")

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
    show_default="content; for a site, a folder called NAME",
    help="The content folder.",
)
def command(kind: str, name: str, output: Path | None) -> None:
    """Write something to start from, called NAME.

    A site is a whole folder: content that builds, settings for editors and a workflow that
    publishes. A theme goes beside the content folder. Any other KIND is one commented file in
    the content folder.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    if kind == "site":
        _new_site(name, output, today)
    elif kind == "theme":
        _new_theme(name, output or Path("content"))
    else:
        _new_file(kind, name, output or Path("content"), today)


def _new_file(kind: str, name: str, output: Path, today: dt.date) -> None:
    from csp_slides.authoring.scaffold import template
    from csp_slides.core.slug import slug_of

    path = output / FOLDERS[kind].format(name=slug_of(name))
    _write({path: template(kind, name, today=today)})
    click.echo(f"Wrote {path}")
    click.echo(f"Next: fill it in, then run csp-slides check {path}")


def _new_site(name: str, output: Path | None, today: dt.date) -> None:
    from csp_slides.authoring.scaffold.new_site import site_files
    from csp_slides.core.slug import slug_of

    folder = output or Path(slug_of(name))
    files = {folder / path: text for path, text in site_files(name, today=today).items()}
    _write(files)
    for path in files:
        if path.suffix != ".json":
            click.echo(f"Wrote {path}")
    click.echo(f"Next: cd {folder}, then run csp-slides serve --open")


def _new_theme(name: str, content: Path) -> None:
    from csp_slides.authoring.scaffold.new_theme import theme_files
    from csp_slides.core.package_data import themes
    from csp_slides.core.slug import slug_of

    slug = slug_of(name)
    folder = content.parent / "themes" / slug
    tokens = (themes() / "day" / "theme.yaml").read_text(encoding="utf-8")
    files = {folder / path: text for path, text in theme_files(name, tokens).items()}
    _write(files)
    for path in files:
        click.echo(f"Wrote {path}")
    click.echo(f"Next: write 'look: {{theme: {slug}}}' in a deck file, then run csp-slides serve")


def _write(files: dict[Path, str]) -> None:
    """Write new files, all or none.

    Raises:
        CommandError: one exists already.
    """
    from csp_slides.core.diagnostics import CommandError

    old = next((path for path in files if path.exists()), None)
    if old is not None:
        raise CommandError(f"{old} exists already", remedy="choose another name")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

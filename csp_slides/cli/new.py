"""`csp-slides new`: a site, a theme or a commented file to start from."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

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
@click.option("--word", is_flag=True, help="Write a section as a Word form to fill in.")
@click.option("--excel", is_flag=True, help="Write an action plan as an Excel form to fill in.")
def command(kind: str, name: str, output: Path | None, *, word: bool, excel: bool) -> None:
    """Create something to start from, called NAME.

    A site is a whole folder: content that builds, settings for editors and a workflow that
    publishes. A theme goes beside the content folder. Any other KIND is one commented file in
    the content folder.

    --word and --excel write a form that somebody fills in and sends back; csp-slides import reads
    it. If the content already has a section or action plan of that name, it is filled in.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    if word or excel:
        _new_form(kind, name, output or Path("content"), word=word)
    elif kind == "site":
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


def _new_form(kind: str, name: str, content: Path, *, word: bool) -> None:
    from csp_slides.authoring.forms.forms import write_form
    from csp_slides.core.diagnostics import CommandError
    from csp_slides.core.slug import slug_of

    wanted = "section" if word else "action-plan"
    if kind != wanted:
        option = "--word" if word else "--excel"
        raise CommandError(
            f"{option} writes no {kind}", remedy=f"csp-slides new {wanted} {name} {option}"
        )
    path = Path(f"{slug_of(name)}.{'docx' if word else 'xlsx'}")
    _refuse_old([path])
    form = write_form(kind, name, content)
    path.write_bytes(form.content)
    click.echo(f"Wrote {path}" + (f", filled in from {form.source}" if form.source else ""))
    click.echo(f"Next: have it filled in, then run csp-slides import {path}")


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
    from csp_slides.authoring.scaffold.new_site import theme_files
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
    _refuse_old(files)
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _refuse_old(paths: Iterable[Path]) -> None:
    from csp_slides.core.diagnostics import CommandError

    old = next((path for path in paths if path.exists()), None)
    if old is not None:
        raise CommandError(f"{old} exists already", remedy="choose another name")

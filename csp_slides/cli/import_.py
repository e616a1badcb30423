"""`csp-slides import`: a Markdown deck as the files that officers and councillors edit."""

from __future__ import annotations

from pathlib import Path

import click


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
def command(file: Path, output: Path) -> None:
    """Turn a Markdown deck, FILE, into a deck file and section files.

    They build to the same slides and notes. Nothing is overwritten.
    """
    from csp_slides.cli.console import report
    from csp_slides.importing.transfer import transfer

    done = transfer(file, output)
    report(done.diagnostics)
    for path in done.written:
        click.echo(f"wrote {path}")
    for title, found in (("kept in Markdown", done.kept), ("not carried over", done.lost)):
        if found:
            click.echo(f"{title}: {', '.join(found)}")

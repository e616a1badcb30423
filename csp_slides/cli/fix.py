"""`csp-slides fix`: mend what can be mended in an officer's file, and show the difference."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click


@click.command("fix")
@click.argument(
    "files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    nargs=-1,
    required=True,
    metavar="FILE...",
)
@click.option("--diff", is_flag=True, help="Show the difference and change nothing.")
def command(files: tuple[Path, ...], *, diff: bool) -> None:
    """Mend tabs, pasted bullets, odd spaces and unquoted colons in each FILE."""
    from csp_slides.fix import difference, fix
    from csp_slides.kinds import KINDS
    from csp_slides.site.replace import replace_file

    for path in files:
        before = path.read_bytes()
        fixed = fix(before, PurePosixPath(path.as_posix()), KINDS)
        if fixed.content == before:
            click.echo(f"{path}: nothing to mend")
            continue
        click.echo(difference(before, fixed.content, path.as_posix()), nl=False)
        if not diff:
            replace_file(path, fixed.content)
            click.echo(f"{path}: {len(fixed.changes)} mended")

"""`csp-slides merge`: make one site of the shards that several machines built."""

from __future__ import annotations

from pathlib import Path

import click

from csp_slides.cli import options


@click.command("merge")
@click.argument(
    "folders", metavar="DIR...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@options.output
@options.replace_public
@click.option("--quiet", "-q", is_flag=True, help="Print only problems.")
def command(
    *, folders: tuple[Path, ...], output: Path | None, replace_public: bool, quiet: bool
) -> None:
    """Merge shards into one site. Each DIR is a folder written by build --shard."""
    from csp_slides.pipeline.merge import merge
    from csp_slides.pipeline.options import default_output

    place = output
    if place is None:
        from csp_slides.pipeline.merge import audience_of

        place = default_output(audience_of(folders[0]), draft=False)
    merged = merge(folders, place, replace_public=replace_public)
    if not quiet:
        click.echo(
            f"Merged {len(folders)} shards: {merged.documents} documents, "
            f"{len(merged.artifacts)} files for the {merged.audience} audience. "
            f"Open {place}/index.html"
        )

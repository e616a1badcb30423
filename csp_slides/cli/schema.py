"""`csp-slides schema`: the JSON Schema of one kind of content, for editors."""

from __future__ import annotations

import click

from csp_slides.core.json import write_json


@click.command("schema")
@click.argument("kind", required=False)
def command(kind: str | None) -> None:
    """Print the JSON Schema of KIND, or of every kind."""
    from csp_slides.core.diagnostics import CommandError
    from csp_slides.core.did_you_mean import closest, listed
    from csp_slides.load.kinds import KINDS
    from csp_slides.schema.fields.schema import json_schema

    if kind is not None and kind not in KINDS:
        raise CommandError(
            f"there is no kind '{kind}'",
            remedy=closest(kind, KINDS, otherwise=f"the kinds are {listed(KINDS)}"),
        )
    schemas = {name: json_schema(name, record) for name, record in KINDS.items()}
    click.echo(write_json(schemas[kind] if kind else schemas))

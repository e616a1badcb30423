"""`csp-slides serve`: show the site while it is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import report
from csp_slides.cli.options import find_browser
from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import install_line

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.serve.rebuild_loop import Turn

_NAMED = 3
"""Most saved files that are named."""


@click.command("serve")
@options.content
@options.audience("presenter")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port."
)
@click.option("--open", "show", is_flag=True, help="Open a browser.")
@click.option("--follow", is_flag=True, help="Move browsers to the slide that was edited.")
@click.option("--formats", metavar="LIST", help="Formats to make, separated by commas.")
@click.option("--draft", is_flag=True, help="Show what isn't cleared, marked DRAFT.")
@options.strict
@click.option(
    "--on", "day", metavar="DATE", help="Check dates as of DATE instead of the meeting date."
)
@click.option(
    "--polling", is_flag=True, help="Check the files every second; needed on network drives."
)
def command(
    *,
    content: Path,
    audience: str,
    host: str,
    port: int,
    show: bool,
    follow: bool,
    formats: str | None,
    draft: bool,
    strict: bool,
    day: str | None,
    polling: bool,
) -> None:
    """Preview CONTENT in a browser and update it with every change. Press Ctrl-C to stop."""
    try:
        from csp_slides.serve import access, running
    except ImportError as error:
        raise ToolError(
            f"the server needs '{error.name}', which is not installed",
            remedy=install_line("serve"),
        ) from error
    from msgspec.structs import replace

    from csp_slides.pipeline.options import Request
    from csp_slides.serve.rebuild import Live

    request = Request.of(
        content,
        audience=audience,
        formats=formats.split(",") if formats else ("deck", "report"),
        draft=draft,
        strict=strict,
        day=day,
        browser=find_browser(),
    )
    # Nothing is written, and on this machine alone nobody else reads it; a build verifies.
    request = replace(request, verified=not running.is_loopback(host))
    live = Live(request, cache=options.cache())
    taken = running.open_port(host, port)
    first = live.begin()
    report(first.diagnostics)
    key = None if running.is_loopback(host) else access.new_key()
    has_desk = running.is_desk_served(live, host, key)
    if key is not None:
        click.echo(
            "warning: anybody on this network who is given an address with its key can"
            + (
                " read everything, including the notes, and change the sections on the desk"
                if has_desk
                else f" read the {audience} edition"
            ),
            err=True,
        )
    found = access.addresses(host, taken.getsockname()[1], key)
    for each in found:
        click.echo(f"{each}  the site")
    if has_desk:
        click.echo(f"{access.at(found[0], '~desk/')}  officers' desk")
    click.echo(f"{access.at(found[0], '~live/state')}  status\nPress Ctrl-C to stop")
    if show:
        click.launch(found[-1])
    try:
        running.serve(
            live, first, taken, host, _tell, follow=follow, polling=polling or None, key=key
        )
    except KeyboardInterrupt:
        click.echo("", err=True)


def _tell(turn: Turn) -> None:
    """Print what a change led to."""
    if turn.update.diagnostics and not turn.update.is_good:
        report(turn.update.diagnostics)
    click.echo(told(turn), err=True)


def told(turn: Turn) -> str:
    """Return one line about a change: which files were saved, and what that did to the site."""
    names = sorted({_printable(path.name) for path in turn.paths})
    saved = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} files"
    changed = len(turn.update.changed) + len(turn.update.removed)
    if not turn.update.is_good:
        outcome = "still showing the last good site"
    elif changed:
        outcome = f"{changed} {'file' if changed == 1 else 'files'} of the site updated"
    else:
        outcome = "no change to the site"
    return f"{saved}: {outcome}, {turn.seconds * 1000:.0f} ms"


def _printable(name: str) -> str:
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in name)

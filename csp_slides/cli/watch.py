"""`csp-slides watch`: build again at every change, without a server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import report
from csp_slides.cli.options import find_browser

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.serve.rebuild import Update


@click.command("watch")
@options.content
@options.output
@options.audience("public")
@click.option("--formats", metavar="LIST", help="Formats to make, separated by commas.")
@click.option("--draft", is_flag=True, help="Include what isn't cleared, marked DRAFT.")
@options.strict
@click.option(
    "--on", "day", metavar="DATE", help="Check dates as of DATE instead of the meeting date."
)
@click.option("--base-url", metavar="URL", help="The web address that the site will have.")
@options.replace_public
@click.option(
    "--polling", is_flag=True, help="Check the files every second; needed on network drives."
)
def command(
    *,
    content: Path,
    output: Path | None,
    audience: str,
    formats: str | None,
    day: str | None,
    base_url: str | None,
    draft: bool,
    strict: bool,
    replace_public: bool,
    polling: bool,
) -> None:
    """Build CONTENT, and rebuild it whenever it changes. Press Ctrl-C to stop."""
    from csp_slides.pipeline.build import remembered
    from csp_slides.pipeline.options import Request, default_output
    from csp_slides.serve.rebuild import Live
    from csp_slides.serve.rebuild_loop import keep_up
    from csp_slides.serve.watching import Gatherer
    from csp_slides.site.writer import refuse_other_audience

    request = Request.of(
        content,
        audience=audience,
        formats=formats.split(",") if formats else None,
        draft=draft,
        strict=strict,
        day=day,
        browser=find_browser(),
        base_url=base_url,
    )
    folder = output or default_output(request.audience, draft=draft, content=request.content)
    if not replace_public:
        refuse_other_audience(folder, request.audience)
    live = Live(request, cache=options.cache(), earlier=partial(remembered, request, folder))
    _write(live.begin(), folder, replace_public=replace_public)
    click.echo(f"watching {content}; press Ctrl-C to stop", err=True)
    try:
        keep_up(
            live,
            Gatherer(),
            lambda turn: _write(turn.update, folder, replace_public=replace_public),
            ignored=(folder,),
            polling=polling or None,
        )
    except KeyboardInterrupt:
        click.echo("", err=True)


def _write(update: Update, output: Path, *, replace_public: bool) -> None:
    """Write the site where the content is right, and say what is wrong where it is not."""
    from csp_slides.site.writer import write

    report(update.diagnostics, nothing_written=not update.is_good)
    if update.is_good and update.built is not None:
        built = update.built
        written = write(built.artifacts, output, built.manifest, replace_public=replace_public)
        click.echo(f"{written.written} files written, {written.removed} removed", err=True)

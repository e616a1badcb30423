"""`csp-slides build`: make the site."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import Progress, report
from csp_slides.cli.options import find_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from pathlib import Path


@contextmanager
def _workers(jobs: int) -> Iterator[Executor | None]:
    """Start as many processes as documents may be made at once; none for one."""
    if jobs == 1:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs) as pool:
        yield pool


@click.command("build")
@options.content
@options.output
@options.audience("public")
@click.option("--formats", metavar="LIST", help="Formats to make, separated by commas.")
@click.option(
    "--single-file", is_flag=True, help="Write each document as one self-contained HTML file."
)
@click.option("--draft", is_flag=True, help="Include what isn't cleared, marked DRAFT.")
@options.strict
@click.option(
    "--on", "day", metavar="DATE", help="Check dates as of DATE instead of the meeting date."
)
@options.since
@click.option("--base-url", metavar="URL", help="The web address that the site will have.")
@click.option("--compress", is_flag=True, help="Also write .br and .gz versions of each file.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    help="Number of documents to build at the same time.",
)
@click.option(
    "--shard", metavar="I/N", help="Build one share of the documents, for csp-slides merge."
)
@options.fresh
@click.option(
    "--skip-missing",
    is_flag=True,
    help="Leave out formats that this machine can't make, and list them.",
)
@options.replace_public
@click.option("--quiet", "-q", is_flag=True, help="Print only problems.")
def command(  # noqa: PLR0913  # one for each option
    *,
    content: Path,
    output: Path | None,
    audience: str,
    formats: str | None,
    day: str | None,
    since: tuple[Path, ...],
    base_url: str | None,
    compress: bool,
    jobs: int,
    draft: bool,
    strict: bool,
    fresh: bool,
    skip_missing: bool,
    single_file: bool,
    shard: str | None,
    replace_public: bool,
    quiet: bool,
) -> None:
    """Build decks, reports and an index from CONTENT, a folder or one file."""
    from csp_slides.cli.summary import summary
    from csp_slides.pipeline.build import build
    from csp_slides.pipeline.options import Request, default_output

    request = Request.of(
        content,
        audience=audience,
        formats=formats.split(",") if formats else None,
        draft=draft,
        strict=strict,
        day=day,
        base_url=base_url,
        since=since,
        compress=compress,
        browser=find_browser(),
        skip_missing=skip_missing,
        single_file=single_file,
        shard=shard,
    )
    folder = output or default_output(request.audience, draft=draft, content=request.content)
    with Progress() as tell, _workers(jobs) as executor:
        cache = options.cache(fresh=fresh)
        built = build(
            request,
            folder,
            executor=executor,
            progress=tell,
            cache=cache,
            fresh=fresh,
            replace_public=replace_public,
        )
    report(built.diagnostics)
    if not quiet:
        click.echo(summary(built, folder))

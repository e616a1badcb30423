"""csp-slides: decks, reports and public pages from officers' YAML and a councillor's deck file.

    import csp_slides
    built = csp_slides.build("content", "site", audience="public")

Nothing here prints or ends the program; what is wrong is raised, with every problem of the run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from csp_slides.pipeline.build import Built

__version__ = "0.1.0"
__all__ = ["build"]


def build(  # noqa: PLR0913  # one for each option
    content: Path | str = "content",
    output: Path | str | None = None,
    *,
    audience: str = "public",
    formats: Sequence[str] | None = None,
    draft: bool = False,
    strict: bool = False,
    on: str | None = None,
    base_url: str | None = None,
    since: Sequence[Path] = (),
    compress: bool = False,
    browser: Path | str | None = None,
    skip_missing: bool = False,
    single_file: bool = False,
    shard: str | None = None,
    executor: Executor | None = None,
    cache: Path | str | None = None,
    fresh: bool = False,
    replace_public: bool = False,
) -> Built:
    """Make a site of a content folder, or of one file, and write it whole or not at all.

    Without `output` the folder is `site`, `site-members`, `site-presenter` or, for a draft,
    `site-draft`; a site for another audience is never replaced unless `replace_public` says so.
    `audience` is `public`, `members` or `presenter`; `formats` are the words of `--formats`;
    `on` is the day that dates are judged by, `since` names earlier editions of action plans;
    `compress` lays `.br` and `.gz` forms of the files beside them. Slides are printed by
    `browser`, one of the Chromium family; `skip_missing` leaves out what cannot be made here;
    `single_file` makes each document one file that needs no other; `shard`, such as `2/8`, makes
    one share of the documents, for `csp-slides merge`.
    Documents are made by `executor` where one is given: any `concurrent.futures.Executor`, those
    of Dask, Ray and mpi4py among them. `cache` is a folder of this user alone, outside `output`,
    where documents and copies of pictures are kept for later builds; None for none. A public site
    in `output` says which words were published before. Neither is looked at by a `fresh` build.

    Raises:
        csp_slides.core.diagnostics.ContentError: the content is wrong; nothing is written.
        csp_slides.core.diagnostics.CommandError: what is asked for cannot be.
        csp_slides.core.diagnostics.ToolError: something outside is missing.
    """
    from csp_slides.core.disk_cache import Cache
    from csp_slides.pipeline.build import build as build_site
    from csp_slides.pipeline.options import Request, default_output

    request = Request.of(
        content,
        audience=audience,
        formats=formats,
        draft=draft,
        strict=strict,
        day=on,
        base_url=base_url,
        since=since,
        compress=compress,
        browser=browser,
        skip_missing=skip_missing,
        single_file=single_file,
        shard=shard,
    )
    kept = Cache(place=Path(cache) if cache is not None else None, fresh=fresh)
    return build_site(
        request,
        Path(output)
        if output
        else default_output(request.audience, draft=draft, content=request.content),
        executor=executor,
        cache=kept,
        fresh=fresh,
        replace_public=replace_public,
    )

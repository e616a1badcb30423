"""All editions rendered, each once: here, or wherever an executor runs them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import Sink
from csp_slides.editions.render_edition import render_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.assets.images.variants import Developed, Refused
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.incremental import Memory
    from csp_slides.editions.edition import Edition
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.render.context import BuildContext


def render_all(
    editions: Sequence[Edition],
    context: BuildContext,
    pictures: Mapping[str, Developed | Refused],
    memory: Memory,
    *,
    executor: Executor | None,
    progress: Callable[[int, int, str], None] | None,
    ready: Callable[[Artifact], None],
) -> Iterator[RenderedEdition]:
    """Render the editions, in their order, here or wherever `executor` runs them."""
    own = [
        {path: pictures[path] for path in edition.wanted if path in pictures}
        for edition in editions
    ]
    if executor is not None:
        made = executor.map(partial(render_edition, context=context), editions, own)
    else:
        made = (
            _remade(edition, context, developed, memory, ready)
            for edition, developed in zip(editions, own, strict=True)
        )
    for done, (edition, each) in enumerate(zip(editions, made, strict=True), start=1):
        if progress is not None:
            progress(done, len(editions), edition.title)
        yield each


def _remade(
    edition: Edition,
    context: BuildContext,
    developed: Mapping[str, Developed | Refused],
    memory: Memory,
    ready: Callable[[Artifact], None],
) -> RenderedEdition:
    """Render an edition, unless the same one was rendered with the same things before."""
    return memory.recall(
        ("made", edition.slug),
        (edition, context, *developed.values()),
        lambda _: render_edition(edition, developed, context, ready),
        Sink(),
    )

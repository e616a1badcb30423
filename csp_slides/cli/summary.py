"""What a build made, in words: each document, how long it takes to say, and what to open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.editions.rehearsal import compare
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from csp_slides.compose.changes import Changes
    from csp_slides.editions.rehearsal import Spoken
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.model.deck import Deck, Stack
    from csp_slides.pipeline.build import Built

_READERS = {
    Audience.PUBLIC: "the public",
    Audience.MEMBERS: "members",
    Audience.PRESENTER: "the presenter",
}
_SITES = {
    Audience.PUBLIC: "Public site",
    Audience.MEMBERS: "Members' site",
    Audience.PRESENTER: "Presenter's site",
}
_SITEMAP = "sitemap.xml"
_TITLE = 34
"""Characters of a stack's title; longer ones are cut so that the minutes stay in a column."""


def summary(built: Built, output: Path) -> str:
    """Return what was made, with words and minutes for each deck, stack and slide."""
    lines = [line for made in built.made for line in _document(made, single=built.single_file)]
    lines += _not_found(built)
    lines.append(_written(built, output))
    return "\n".join(lines)


def _document(made: RenderedEdition, *, single: bool) -> Iterator[str]:
    yield f"{made.summary.title}  ({made.summary.slug})"
    if made.spoken is not None:
        run = made.edition.run
        spoken = compare(run, made.spoken) if run is not None else None
        yield from _timings(made.spoken, spoken)
        if spoken is not None:
            yield _rehearsed(spoken)
    if made.edition.particulars.withdrawn:
        yield "  withdrawn: only a page that says so is built"
    if made.edition.has_changes:
        yield f"  its readers can see what changed, in {made.summary.slug}/changes.html"
    if made.edition.papers_due is not None:
        due = dates.write_with_weekday(made.edition.papers_due)
        yield f"  papers due by {due}, 5 clear days before the meeting"
    if made.edition.changes is not None:
        yield from _changes(made.edition.changes)
    if single:
        yield from _sizes(made)
    yield ""


def _not_found(built: Built) -> Iterator[str]:
    """Yield what a public site of several documents lacks for want of its own address."""
    paths = {str(artifact.path) for artifact in built.artifacts}
    if built.audience is Audience.PUBLIC and len(built.made) > 1 and _SITEMAP not in paths:
        yield "no sitemap, JSON feed or link previews: they need 'website:' in council.yaml"
        yield ""


def _sizes(made: RenderedEdition) -> Iterator[str]:
    """Yield how large each page is that is one file."""
    for artifact in made.artifacts:
        if artifact.path.suffix == ".html":
            size = len(artifact.content) / 1_000_000
            yield f"  {artifact.path.name:{_TITLE}} {size:5.1f} MB in one file"


def changed(made: Iterable[RenderedEdition]) -> str:
    """Return what has changed in each action plan since its earlier edition."""
    lines = [
        line
        for each in made
        if each.edition.changes is not None
        for line in (each.summary.title, *_changes(each.edition.changes))
    ]
    return "\n".join(lines)


def _changes(changes: Changes) -> Iterator[str]:
    from csp_slides.cli.changes_table import changes_lines

    return changes_lines(changes)


def _timings(deck: Deck, spoken: Spoken | None) -> Iterator[str]:
    took = spoken.stacks if spoken is not None and spoken.fits else (None,) * len(deck.stacks)
    for stack, minutes in zip(deck.stacks, took, strict=True):
        if sum(slide.said for slide in stack.slides):
            yield _stack(stack, deck.timing.rate, minutes)
    timing = deck.timing
    limit = f" of {timing.limit.normalize():f}" if timing.limit is not None else ""
    noun = "word" if timing.words == 1 else "words"
    yield (
        f"  {'Total':{_TITLE}} {timing.minutes:5.1f}{limit} minutes "
        f"({timing.words:,} {noun} at {timing.rate} words a minute), "
        f"{len(deck.stacks)} stacks, {len(deck.slides)} slides"
    )


def _rehearsed(spoken: Spoken) -> str:
    """Return how the last rehearsal went."""
    said = f"  {'rehearsed':{_TITLE}} {spoken.minutes:5.1f} minutes"
    if not spoken.fits:
        return f"{said}, before slides were added or removed"
    return f"{said}, at {spoken.rate} words a minute" if spoken.rate is not None else said


def _stack(stack: Stack, rate: int, took: float | None) -> str:
    title = stack.title or "(no heading)"
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}\u2026"
    said = sum(slide.said for slide in stack.slides)
    each = " + ".join(f"{slide.said / rate:.1f}" for slide in stack.slides)
    slides = f"   {each}" if len(stack.slides) > 1 else ""
    spoken = f"   spoken in {took:.1f}" if took is not None else ""
    return f"  {short:{_TITLE}} {said / rate:5.1f} min {said:6,} words{spoken}{slides}"


def _written(built: Built, output: Path) -> str:
    number = f"{len(built.artifacts)} file{'s' if len(built.artifacts) != 1 else ''}"
    if built.written is not None and not built.written.written + built.written.removed:
        return f"{_SITES[built.audience]} unchanged: {number} in {output}{os.sep}"
    return f"Built {number} for {_READERS[built.audience]}. Open {output / 'index.html'}"

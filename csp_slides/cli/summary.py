"""What a build made, in words: each document, how long it takes to say, and what to open."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from csp_slides.compose.changes import Changes
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.model.catalogue import Account, Rehearsed, StackTiming, Timings
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
    lines = [
        line
        for made in built.made
        for line in _document(
            made.account, built.changes.get(made.summary.slug), single=built.single_file
        )
    ]
    lines += _not_found(built)
    lines.append(_written(built, output))
    return "\n".join(lines)


def _document(told: Account, changes: Changes | None, *, single: bool) -> Iterator[str]:
    yield f"{told.summary.title}  ({told.summary.slug})"
    if told.timings is not None:
        yield from _timings(told.timings, told.rehearsed)
    if told.withdrawn:
        yield "  withdrawn: only a page that says so is built"
    if told.has_changes:
        yield f"  its readers can see what changed, in {told.summary.slug}/changes.html"
    if told.papers_due is not None:
        due = dates.write_with_weekday(told.papers_due)
        yield f"  papers due by {due}, 5 clear days before the meeting"
    if changes is not None:
        yield from _changes(changes)
    if single:
        for name, size in told.sizes:
            yield f"  {name:{_TITLE}} {size / 1_000_000:5.1f} MB in one file"
    yield ""


def _not_found(built: Built) -> Iterator[str]:
    """Yield what a public site of several documents lacks without a `website:` address."""
    paths = {str(artifact.path) for artifact in built.artifacts}
    if built.audience is Audience.PUBLIC and len(built.made) > 1 and _SITEMAP not in paths:
        yield "no sitemap, JSON feed or link previews: they need 'website:' in council.yaml"
        yield ""


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


def _timings(timings: Timings, rehearsed: Rehearsed | None) -> Iterator[str]:
    fits = rehearsed is not None and rehearsed.fits
    took = rehearsed.stacks if rehearsed and fits else (None,) * len(timings.stacks)
    for stack, minutes in zip(timings.stacks, took, strict=True):
        if sum(stack.said):
            yield _stack(stack, timings.rate, minutes)
    limit = f" of {timings.limit.normalize():f}" if timings.limit is not None else ""
    yield (
        f"  {'Total':{_TITLE}} {timings.minutes:5.1f}{limit} minutes "
        f"({_counted(timings.words, 'word')} at {timings.rate} words a minute), "
        f"{_counted(len(timings.stacks), 'stack')}, {_counted(timings.slides, 'slide')}"
    )
    if rehearsed is not None:
        yield _rehearsed(rehearsed)


def _rehearsed(told: Rehearsed) -> str:
    """Return how the last rehearsal went."""
    said = f"  {'rehearsed':{_TITLE}} {told.minutes:5.1f} minutes"
    if not told.fits:
        return f"{said}, before slides were added or removed"
    return f"{said}, at {told.rate} words a minute" if told.rate is not None else said


def _stack(stack: StackTiming, rate: int, took: float | None) -> str:
    title = stack.title or "(no heading)"
    short = title if len(title) <= _TITLE else f"{title[: _TITLE - 1]}\u2026"
    said = sum(stack.said)
    each = " + ".join(f"{words / rate:.1f}" for words in stack.said)
    slides = f"   {each}" if len(stack.said) > 1 else ""
    spoken = f"   spoken in {took:.1f}" if took is not None else ""
    noun = "word" if said == 1 else "words"
    line = f"  {short:{_TITLE}} {said / rate:5.1f} min {said:6,} {noun:5}{spoken}{slides}"
    return line.rstrip()


def _written(built: Built, output: Path) -> str:
    number = f"{len(built.artifacts)} file{'s' if len(built.artifacts) != 1 else ''}"
    if built.written is not None and not built.written.written + built.written.removed:
        return f"{_SITES[built.audience]} unchanged: {number} in {output}{os.sep}"
    return f"Built {number} for {_READERS[built.audience]}. Open {output / 'index.html'}"


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"

"""The formats that a document was asked for and does not get, and how that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.extras import find_lacks, refuse
from csp_slides.formats import DRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from csp_slides.content.audience import Audience
    from csp_slides.diagnostics import Sink
    from csp_slides.edition import Edition, Shown
    from csp_slides.formats import Format


def without_drawn(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Leave out what takes a library or a browser to draw, and shows no problem of its own."""
    return tuple(_without(edition, DRAWN) for edition in editions)


def leave_out(
    editions: Sequence[Edition],
    shown: Sequence[Shown],
    sink: Sink,
    *,
    audience: Audience,
    browser: Path | None,
    skip_missing: bool,
) -> tuple[Edition, ...]:
    """Say which formats an audience may not have, and leave out those that cannot be made here.

    Raises:
        ToolError: something is missing, and nobody said to go on without it.
    """
    lacks = find_lacks((form for each in editions for form in each.chosen.made), browser)
    if lacks and not skip_missing:
        raise refuse(lacks)
    for edition, source in zip(editions, shown, strict=True):
        _say_refused(edition, source, audience, sink)
        for form in edition.chosen.made:
            if form in lacks:
                sink.hint(
                    "format",
                    f"the {form} of '{edition.title}' is left out, since {lacks[form].reason}",
                    source.source.span(1, 1),
                    help=lacks[form].line,
                )
    return tuple(_without(edition, lacks) for edition in editions) if lacks else tuple(editions)


def _without(edition: Edition, forms: Iterable[Format]) -> Edition:
    gone = frozenset(forms)
    if gone.isdisjoint(edition.chosen.made):
        return edition
    kept = tuple(form for form in edition.chosen.made if form not in gone)
    return replace(edition, chosen=replace(edition.chosen, made=kept))


def _say_refused(edition: Edition, shown: Shown, audience: Audience, sink: Sink) -> None:
    for form in edition.chosen.refused:
        sink.hint(
            "format",
            f"the {form} of '{edition.title}' is left out, since the {audience} audience may not"
            " have it",
            shown.source.span(1, 1),
            help=f"build it with '--audience presenter --formats {form}'",
        )
    for form in edition.chosen.missing:
        sink.hint(
            "format",
            f"the {form} of '{edition.title}' is left out, since this version does not make it",
            shown.source.span(1, 1),
            help="the deck and the report are made",
        )

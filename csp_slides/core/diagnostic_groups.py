"""Diagnostics in print for a check: by how much they matter, and each kind once.

What stops publication comes first and is never cut short.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.diagnostic_formats import line_as_text, one_as_text, ranked
from csp_slides.core.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.core.diagnostics import Diagnostic

HEADINGS: Final = {
    Severity.ERROR: "Stops publication",
    Severity.WARNING: "Worth a look",
    Severity.HINT: "Style",
}
"""The heading of each severity, in terms of what people have to do."""

MOST_PLACES: Final = 8
"""How many more places of one kind are listed, unless they stop publication."""


def as_groups(diagnostics: Iterable[Diagnostic], *, colour: bool) -> str:
    """Print diagnostics under three headings.

    The first of each kind is printed with its line; the others of its kind follow as places, with
    their message where that differs.
    """
    found = ranked(diagnostics)
    secret = {place for each in found if each.secret and (place := _line_of(each)) is not None}
    groups = []
    for severity, heading in HEADINGS.items():
        kinds: dict[str, list[Diagnostic]] = {}
        for each in found:
            if _group(each) is severity:
                kinds.setdefault(each.code, []).append(each)
        if kinds:
            shown = [_kind(each, colour=colour, secret=secret) for each in kinds.values()]
            groups.append("\n\n".join([f"{heading}\n{'-' * len(heading)}", *shown]))
    return "\n\n".join(groups)


def _kind(found: list[Diagnostic], *, colour: bool, secret: set[tuple[str, int]]) -> str:
    first, *others = found
    shown = one_as_text(first, colour=colour, secret=_line_of(first) in secret)
    return "\n".join([shown, *_others(first, others)])


def _others(first: Diagnostic, others: list[Diagnostic]) -> Iterator[str]:
    if not others:
        return
    most = len(others) if _group(first) is Severity.ERROR else MOST_PLACES
    yield f"and {len(others)} more like it:"
    for each in others[:most]:
        line = line_as_text(
            each, message=each.message != first.message, remedy=each.help != first.help
        )
        yield f"  {line}"
    if len(others) > most:
        left = len(others) - most
        yield f"  and {left} more: run csp-slides check --format concise to see them all"


def _group(found: Diagnostic) -> Severity:
    """Return the severity under whose heading a problem comes: what stops a public build stops."""
    return Severity.ERROR if found.stops else found.severity


def _line_of(found: Diagnostic) -> tuple[str, int] | None:
    return (str(found.span.path), found.span.line) if found.span is not None else None

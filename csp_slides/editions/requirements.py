"""What some formats are made with, and which formats a document goes without and why."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.content.audience import Audience
from csp_slides.content.library import Presentation
from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import install_line
from csp_slides.model.formats import DocumentKind, FormatSpec

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.editions.edition import Edition, Shown

FIND_A_BROWSER = "install Edge, Chrome or Chromium, or set CHROMIUM to the path of one"


class Lack(Struct, frozen=True, kw_only=True):
    """Why a format cannot be made here, and what brings it: an extra of ours, or something else.

    `reason` is a sentence without its full stop, such as follows `since`.
    """

    reason: str
    extra: str | None = None
    remedy: str | None = None

    @property
    def line(self) -> str:
        """The line that fixes it."""
        return self.remedy or install_line(self.extra or "all")


Wanted = tuple[FormatSpec, bool]
"""A format, and whether it is slides that a browser prints."""


def find_lacks(wanted: Iterable[Wanted], browser: Path | None) -> dict[Wanted, Lack]:
    """Return what each format that can't be made here lacks."""
    found = {each: _lack(each, browser) for each in dict.fromkeys(wanted)}
    return {each: lack for each, lack in found.items() if lack is not None}


def refuse(lacks: Mapping[Wanted, Lack]) -> ToolError:
    """Make the error that says all that is missing, and one line for it."""
    reasons = [f"can't make the {form}, because {lack.reason}" for (form, _), lack in lacks.items()]
    extras = sorted({lack.extra for lack in lacks.values() if lack.extra})
    lines = [install_line(",".join(extras))] if extras else []
    lines += dict.fromkeys(lack.remedy for lack in lacks.values() if lack.remedy)
    remedy = f"{'; '.join(lines)}; or use '--skip-missing' to make only the other formats"
    return ToolError("; ".join(reasons), remedy=remedy)


def _lack(wanted: Wanted, browser: Path | None) -> Lack | None:
    form, printed = wanted
    needed = form.when_printed if printed else form.requirement
    if needed is None:
        return None
    for module, name in needed.modules:
        if find_spec(module) is None:
            return Lack(reason=f"{name} isn't installed", extra=needed.extra)
    if printed and browser is None:
        return Lack(reason="there is no browser to print slides with", remedy=FIND_A_BROWSER)
    return None


def require_compression() -> None:
    """Check that the compression library is installed, before anything is built.

    Raises:
        ToolError: it is not; says the line that installs it.
    """
    if find_spec("brotli") is None:
        line = Lack(reason="Brotli is not installed", extra="compress").line
        raise ToolError("Brotli, which makes '.br' files, isn't installed", remedy=line)


def without_drawn(editions: Iterable[Edition]) -> Iterator[Edition]:
    """Drop formats that need a library or a browser, and show no problems of their own."""
    for edition in editions:
        drawn = tuple(form for form in edition.chosen.made if form.requirement is not None)
        left = replace(_without(edition, drawn).chosen, unmade=drawn)
        yield replace(edition, chosen=left)


def leave_out(
    editions: Sequence[Edition],
    shown: Sequence[Shown],
    sink: Sink,
    *,
    audience: Audience,
    browser: Path | None,
    printing: Collection[str],
    skip_missing: bool,
) -> tuple[Edition, ...]:
    """Return which formats an audience may not have, and leave out those that cannot be made here.

    `printing` names the themes whose slides a browser prints.

    Raises:
        ToolError: something is missing, and nobody said to go on without it.
    """
    wanted = [(each, _wanted(each, printing)) for each in editions]
    lacks = find_lacks((one for _, forms in wanted for one in forms), browser)
    if lacks and not skip_missing:
        raise refuse(lacks)
    for edition, source in zip(editions, shown, strict=True):
        _say_refused(edition, source, audience, sink)
        for one in _wanted(edition, printing):
            if one in lacks:
                sink.hint(
                    "format",
                    f"the {one[0]} of '{edition.title}' is left out, because {lacks[one].reason}",
                    source.source.span(1, 1),
                    help=lacks[one].line,
                )
    return tuple(
        _without(edition, [one[0] for one in forms if one in lacks]) for edition, forms in wanted
    )


def _wanted(edition: Edition, printing: Collection[str]) -> list[Wanted]:
    printed = edition.kind is DocumentKind.MARKDOWN or edition.theme in printing
    return [(form, printed and form.when_printed is not None) for form in edition.chosen.made]


def _without(edition: Edition, forms: Iterable[FormatSpec]) -> Edition:
    gone = frozenset(forms)
    if gone.isdisjoint(edition.chosen.made):
        return edition
    kept = tuple(form for form in edition.chosen.made if form not in gone)
    return replace(edition, chosen=replace(edition.chosen, made=kept))


def _say_refused(edition: Edition, shown: Shown, audience: Audience, sink: Sink) -> None:
    """Report which formats the audience may not have, all that another one may in one hint."""
    for written, other in ((True, Audience.MEMBERS), (False, Audience.PRESENTER)):
        forms = [each for each in edition.chosen.refused if each.is_written is written]
        if forms:
            many = len(forms) > 1
            names = " and the ".join(map(str, forms))
            words = ",".join(each.word for each in forms)
            them = "them" if many else "it"
            sink.hint(
                "format",
                f"the {names} of '{edition.title}' {'are' if many else 'is'} left out, because "
                f"the {audience} audience can't have {them}",
                _asked(shown, forms[0]),
                help=f"build {them} with '--audience {other} --formats {words}'",
            )


def _asked(shown: Shown, form: FormatSpec) -> Span:
    """Return the span where a document asks for a format, or else of its file."""
    outputs = shown.deck.outputs if isinstance(shown, Presentation) else None
    return (outputs and outputs.at(form.output or form.word)) or shown.source.span(1, 1)

"""What some formats are made with, and the line that mends it where it is missing."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.diagnostics import ToolError
from csp_slides.model.formats import FormatSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

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
        """The line that mends it."""
        return self.remedy or f"pip install 'csp-slides[{self.extra}]'"


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
    lines = [f"pip install 'csp-slides[{','.join(extras)}]'"] if extras else []
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
    """See that what compresses files is installed, before anything is made.

    Raises:
        ToolError: it is not; says the line that installs it.
    """
    if find_spec("brotli") is None:
        line = Lack(reason="Brotli is not installed", extra="compress").line
        raise ToolError("Brotli, which makes '.br' files, isn't installed", remedy=line)

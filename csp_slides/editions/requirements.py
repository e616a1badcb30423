"""What some formats are made with, and the line that mends it where it is missing."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.diagnostics import ToolError
from csp_slides.model.formats import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

FIND_A_BROWSER = "install Edge, Chrome or Chromium, or say in CHROMIUM where one is"


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


Wanted = tuple[Format, bool]
"""A format, and whether it is slides that a browser prints."""


def find_lacks(wanted: Iterable[Wanted], browser: Path | None) -> dict[Wanted, Lack]:
    """Return what each format that can't be made here lacks."""
    found = {each: _lack(each, browser) for each in dict.fromkeys(wanted)}
    return {each: lack for each, lack in found.items() if lack is not None}


def refuse(lacks: Mapping[Wanted, Lack]) -> ToolError:
    """Make the error that says all that is missing, and one line for it."""
    reasons = [
        f"the {form} cannot be made, since {lack.reason}" for (form, _), lack in lacks.items()
    ]
    extras = sorted({lack.extra for lack in lacks.values() if lack.extra})
    lines = [f"pip install 'csp-slides[{','.join(extras)}]'"] if extras else []
    lines += dict.fromkeys(lack.remedy for lack in lacks.values() if lack.remedy)
    remedy = f"{'; '.join(lines)}; '--skip-missing' makes the other formats"
    return ToolError("; ".join(reasons), remedy=remedy)


def _lack(wanted: Wanted, browser: Path | None) -> Lack | None:
    form, printed = wanted
    if not printed:
        return _NEEDS[form]() if form in _NEEDS else None
    found = _printing()
    if found is None and browser is None:
        return Lack(reason="no browser is found to print slides with", remedy=FIND_A_BROWSER)
    return found


def _library(module: str, name: str, extra: str) -> Lack | None:
    if find_spec(module) is not None:
        return None
    return Lack(reason=f"{name} is not installed", extra=extra)


def _weasyprint() -> Lack | None:
    """Look for WeasyPrint, and for what it draws with, which no `pip install` brings."""
    try:
        import_module("weasyprint")
    except ImportError:
        return Lack(reason="WeasyPrint is not installed", extra="pdf")
    except OSError:
        return Lack(
            reason="WeasyPrint does not find the libraries it draws with",
            remedy="install Pango (on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0)",
        )
    return None


def _typst() -> Lack | None:
    return _library("typst", "Typst", "pdf")


def _printing() -> Lack | None:
    """Look for what drives the browser, and for what finishes the pages it prints."""
    return _library("playwright", "Playwright", "pdf") or _library("pypdf", "pypdf", "pdf")


def _word() -> Lack | None:
    return _library("docx", "python-docx", "office") or _library("resvg_py", "resvg", "office")


def _powerpoint() -> Lack | None:
    """Look for what writes the file, and for what draws its pictures."""
    return _library("pptx", "python-pptx", "office") or _library("resvg_py", "resvg", "office")


_NEEDS: Mapping[Format, Callable[[], Lack | None]] = {
    Format.PDF: _typst,
    Format.HANDOUT: _weasyprint,
    Format.SLIDES: _typst,
    Format.DOCX: _word,
    Format.PPTX: _powerpoint,
}
"""How each format that needs more than the base install looks for it."""


def require_compression() -> None:
    """See that what compresses files is installed, before anything is made.

    Raises:
        ToolError: it is not; says the line that installs it.
    """
    lack = _library("brotli", "Brotli", "compress")
    if lack is not None:
        raise ToolError(
            "Brotli, which '.br' files are made with, is not installed", remedy=lack.line
        )

"""What some formats are made with, and the line that installs it where it is missing."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from csp_slides.diagnostics import ToolError
from csp_slides.formats import Format

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEEDS = {
    Format.PDF: ("weasyprint", "pdf", "WeasyPrint"),
    Format.DOCX: ("docx", "office", "python-docx"),
}
"""The module that a format needs, the extra that brings it, and what people call it."""


_BROTLI = ("brotli", "compress", "Brotli")


def require_libraries(forms: Iterable[Format]) -> None:
    """See that what these formats are made with is installed, before anything is made.

    Raises:
        ToolError: one is not; says the line that installs it.
    """
    for form in dict.fromkeys(forms):
        if form in _NEEDS:
            _require(*_NEEDS[form], f"the {form} is made with")


def require_compression() -> None:
    """See that what compresses files is installed, before anything is made.

    Raises:
        ToolError: it is not; says the line that installs it.
    """
    _require(*_BROTLI, "'.br' files are made with")


def _require(module: str, extra: str, name: str, need: str) -> None:
    if find_spec(module) is None:
        raise ToolError(
            f"{name}, which {need}, is not installed",
            remedy=f"pip install 'csp-slides[{extra}]'",
        )

"""Protective markings in what would be published, named before anything is built. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import MARKING, Diagnostic, Severity
from csp_slides.verify.marked import HELP, typed_markings

if TYPE_CHECKING:
    from csp_slides.content.library import Library
    from csp_slides.core.diagnostics import Sink


def check_markings(library: Library, audience: Audience, sink: Sink) -> None:
    """Report every marking in files that are published from; it stops a public build alone."""
    severity = Severity.ERROR if audience is Audience.PUBLIC else Severity.WARNING
    sink.extend(
        Diagnostic(
            severity=severity,
            code=MARKING,
            message=f"'{place.path}' is marked '{words}' and can't be published",
            span=place,
            help=HELP,
            stops=True,
        )
        for words, place in typed_markings(library)
    )

"""How things stand, as browsers are told: what changed and what is wrong.

Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.diagnostics import Severity
from csp_slides.serve.marks import marks
from csp_slides.serve.patches import version_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.serve.patches import Patch
    from csp_slides.serve.rebuild import Update
    from csp_slides.serve.rebuild_loop import Turn

_HEAD: Final = b"</head>"
_HOOKS: Final = (
    b'<link rel="stylesheet" href="/~live/live.css">\n'
    b'<script defer src="/~live/problems.js"></script>\n'
    b'<script defer src="/~live/slides.js"></script>\n'
    b'<script defer src="/~live/live.js" data-live-page="%s"></script>\n'
)


def inject(page: bytes) -> bytes:
    """Add the live script and stylesheet to a page; the built page itself knows nothing of them.

    The script is told the version of the page, by which the server names what changes in it.
    """
    head, mark, rest = page.partition(_HEAD)
    return head + _HOOKS % version_of(page).encode() + mark + rest if mark else page


def patch_of(found: Patch, page: str, *, follow: bool) -> dict[str, object]:
    """Return which slides of a page have changed, whether to show them, and the page's deck."""
    return {
        "page": page,
        "before": found.before,
        "after": found.after,
        "count": found.count,
        "slides": found.slides,
        "follow": follow,
    }


def update_of(
    turn: Turn, number: int, pages: Mapping[str, str], *, follow: bool
) -> dict[str, object]:
    """Return what a change led to: the status, the files that are new, whether to go and see.

    `pages` are the versions of the pages that are, or that browsers were told to be, others.
    """
    return {
        **status_of(turn.update, number),
        "changed": sorted(str(path) for path in turn.update.changed),
        "removed": sorted(str(path) for path in turn.update.removed),
        "pages": dict(pages),
        "follow": follow,
        "milliseconds": round(turn.seconds * 1000),
    }


def status_of(update: Update, number: int) -> dict[str, object]:
    """Return how the content is now: good or not, and each problem with its place, help, slides."""
    belongs = zip(update.diagnostics, marks(update), strict=True)
    return {
        "number": number,
        "good": update.is_good,
        "problems": [_problem(each, slides) for each, slides in belongs],
        "errors": sum(each.severity is Severity.ERROR for each in update.diagnostics),
        "warnings": sum(each.severity is Severity.WARNING for each in update.diagnostics),
    }


def _problem(found: Diagnostic, slides: Mapping[str, tuple[int, ...]]) -> dict[str, object]:
    span = found.span
    return {
        "severity": str(found.severity),
        "code": found.code,
        "message": found.message,
        "help": found.help,
        "file": str(span.path) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "text": span.source.line(span.line) if span and not found.secret else None,
        "slides": slides,
    }

"""What the commands print: diagnostics, errors, sums, and a progress bar on a terminal."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import click

from csp_slides.core.diagnostics import (
    CommandError,
    ContentError,
    CspSlidesError,
    Severity,
    ToolError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from rich.progress import Progress as Bar

    from csp_slides.core.diagnostics import Diagnostic

PROGRESS_AFTER = 1.0
"""Seconds after which a build that still runs shows how far it is."""


def colours() -> bool:
    """Say whether standard error takes colour: a terminal, and NO_COLOR not set."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stderr.isatty()


def report(diagnostics: Iterable[Diagnostic], *, nothing_written: bool = False) -> None:
    """Print diagnostics and their sum to standard error; nothing when there are none."""
    found = tuple(diagnostics)
    if not found:
        return
    from csp_slides.core.diagnostic_formats import as_text

    click.echo(as_text(found, colour=colours()), err=True, color=colours())
    click.echo(f"{counted(found)}{', nothing written' if nothing_written else ''}", err=True)


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """Count diagnostics in words: `2 errors, 1 warning`."""
    found = tuple(diagnostics)
    sums = [(each, sum(one.severity is each for one in found)) for each in Severity]
    return ", ".join(f"{n} {each}{'' if n == 1 else 's'}" for each, n in sums if n)


def report_error(error: Exception) -> int:
    """Print an error that was raised on purpose and give its exit code."""
    if isinstance(error, ContentError):
        report(error.diagnostics, nothing_written=True)
        return error.exit_code
    if isinstance(error, (CommandError, ToolError)):
        click.secho(f"error: {error}", err=True, fg="red" if colours() else None)
        if error.remedy:
            click.echo(f"help: {error.remedy}", err=True)
        return error.exit_code
    if isinstance(error, CspSlidesError):
        click.echo(f"error: {error}", err=True)
        return error.exit_code
    raise error


class Progress:
    """A bar on standard error for a build that lasts over a second on a terminal.

    Called with what is done, what there is to do, and a name for it.
    """

    def __init__(self) -> None:
        """Start the clock; nothing is shown yet."""
        self._started = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        """Stand ready."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, of: int, name: str) -> None:
        """Say how far the build is."""
        if self._bar is None and sys.stderr.isatty() and self._lasts():
            self._bar = self._show(of)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=done, total=of, description=name)

    def _lasts(self) -> bool:
        return time.monotonic() - self._started > PROGRESS_AFTER

    def _show(self, of: int) -> Bar:
        from rich.console import Console
        from rich.progress import Progress as RichProgress

        bar = RichProgress(console=Console(stderr=True), transient=True)
        bar.start()
        bar.add_task("building", total=of)
        return bar

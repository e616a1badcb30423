"""What the commands print: diagnostics, errors, sums, and a progress bar on a terminal."""

from __future__ import annotations

import errno
import os
import sys
import time
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from csp_slides.core.diagnostics import (
    CommandError,
    ContentError,
    CspSlidesError,
    Severity,
    ToolError,
    fault,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self

    from rich.progress import Progress as Bar

    from csp_slides.core.diagnostics import Diagnostic

_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})

PROGRESS_AFTER = 1.0
"""Seconds after which a build shows its progress."""


def colours() -> bool:
    """Whether standard error takes colour: a terminal, and NO_COLOR not set."""
    if os.environ.get("NO_COLOR"):
        return False
    return sys.stderr.isatty()


def report(diagnostics: Iterable[Diagnostic], *, nothing_written: bool = False) -> None:
    """Print diagnostics and a summary to standard error; nothing if there are none."""
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
    told = ", ".join(f"{n} {each}{'' if n == 1 else 's'}" for each, n in sums if n)
    stops = sum(each.stops and each.severity is not Severity.ERROR for each in found)
    if not stops:
        return told
    if len(found) == 1:
        return f"{told}, which stops a public build"
    return f"{told}; {stops} of these stop{'s' if stops == 1 else ''} a public build"


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
    return _report_fault(error)


def _report_fault(error: Exception) -> int:
    """Print what nobody foresaw, in one message that says what to report."""
    with suppress(OSError):  # standard error may be what is full
        if isinstance(error, OSError) and error.errno in _DISK:
            click.echo(f"error: the output can't be written: {error.strerror}", err=True)
            click.echo("help: free some space, or write the output somewhere else", err=True)
        else:
            if os.environ.get("CSP_SLIDES_TRACEBACK"):
                traceback.print_exception(error)
            found = fault(error)
            click.echo(f"error: {found.message}", err=True)
            click.echo(f"help: {found.help}", err=True)
    _drop_output()
    return ToolError.exit_code


def _drop_output() -> None:
    """Discard what couldn't be printed, which Python would try to print again at exit."""
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


class Progress:
    """A bar on standard error for a build that lasts over a second on a terminal.

    Called with what is done, what there is to do, and a name for it.
    """

    def __init__(self) -> None:
        """Start the clock; nothing is shown yet."""
        self._started = time.monotonic()
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        """Set up."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop and remove the progress bar."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, of: int, name: str) -> None:
        """Report how far the build is."""
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

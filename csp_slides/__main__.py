"""The command line as a program: `csp-slides`, or `python -m csp_slides`."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import threading
from typing import Final, NoReturn, TextIO

GENERATION: Final = 200_000
"""New objects after which Python looks for cycles to free; its own 700 is for small programs."""


def run() -> NoReturn:
    """Run the command line and end the program."""
    # The values of a build are trees that die together, and what is imported stays: looking for
    # cycles in them, over and over while they grow, takes a tenth of a build and finds nothing.
    gc.set_threshold(GENERATION)
    from csp_slides.cli import main

    try:
        main()
    except SystemExit as end:
        _leave(end)
    raise SystemExit


def _leave(end: SystemExit) -> NoReturn:
    """End without taking half a million objects apart one by one, a tenth of a small build.

    What is to be done at the end is done, and what was printed is sent. A thread that still
    runs, an answer that is no number or a pipe that nobody reads any more end in Python's way.
    """
    if threading.active_count() > 1 or not isinstance(end.code, int | None):
        raise end
    atexit._run_exitfuncs()  # noqa: SLF001  # there is no other way to call what is registered
    streams: tuple[TextIO | None, ...] = (sys.stdout, sys.stderr)  # None where there is none
    try:
        for stream in streams:
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # a pipe that nobody reads, or a stream that was closed
        raise end from None
    os._exit(end.code or 0)


if __name__ == "__main__":
    run()

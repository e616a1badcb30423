"""The command line as a program: `csp-slides`, or `python -m csp_slides`."""

from __future__ import annotations

import gc
from typing import Final

GENERATION: Final = 200_000
"""New objects before the garbage collector runs; Python's 700 suits small programs."""


def run() -> None:
    """Run the command line and end the program with its exit code."""
    # The values of a build are trees that are freed together, and what is imported stays: looking
    # for cycles in them, over and over while they grow, takes a tenth of a build and finds nothing.
    gc.set_threshold(GENERATION)
    from csp_slides.cli import main

    try:
        main()
    finally:
        # Python doesn't look for cycles at exit either.
        gc.freeze()


if __name__ == "__main__":
    run()

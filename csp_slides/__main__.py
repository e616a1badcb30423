"""The command line, as `python -m csp_slides`."""

from __future__ import annotations

from csp_slides.cli import main

if __name__ == "__main__":
    main()

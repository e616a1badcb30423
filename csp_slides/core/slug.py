"""Addresses made of titles and file names."""

from __future__ import annotations

import re


def slug_of(text: str) -> str:
    """Make an address out of a title: `ASB & you` becomes `asb-you`, nothing `section`."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "section"

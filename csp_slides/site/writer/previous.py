"""What an earlier build left in the folder that the next one goes to. Reads and never writes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from csp_slides.site.writer import manifest

if TYPE_CHECKING:
    from pathlib import Path


def addresses_left_by(target: Path) -> dict[str, str]:
    """Return the address of each document of the site in `target`, by the file it was made of."""
    try:
        listing = (target / manifest.NAME).read_bytes()
    except OSError:
        return {}
    if manifest.listed(listing) is None:
        return {}
    documents = json.loads(listing)["documents"]
    return {
        str(each["source"]): str(each["slug"])
        for each in documents
        if isinstance(each, dict) and "source" in each and "slug" in each
    }


def left_by(target: Path, name: str) -> bytes | None:
    """Read a file of the site in `target`; None if there is none.

    A file that is not as its manifest has it was changed by somebody else, and counts for nothing.
    """
    try:
        listing = (target / manifest.NAME).read_bytes()
        content = (target / name).read_bytes()
    except OSError:
        return None
    if manifest.listed(listing) is None:
        return None
    told = json.loads(listing)["files"].get(name)
    return content if told == hashlib.sha256(content).hexdigest() else None

"""What an earlier build left in the folder that the next one goes to. Reads and never writes."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from csp_slides.site import manifest

if TYPE_CHECKING:
    from pathlib import Path


def left_by(target: Path, audience: str, name: str) -> bytes | None:
    """Read a file of the site in `target` that was built for `audience`; None where there is none.

    A file that is not as its manifest has it was changed by somebody else, and counts for nothing.
    """
    try:
        listing = (target / manifest.NAME).read_bytes()
        content = (target / name).read_bytes()
    except OSError:
        return None
    if manifest.listed(listing) is None:
        return None
    told = json.loads(listing)
    is_ours = told["files"].get(name) == hashlib.sha256(content).hexdigest()
    return content if is_ours and told.get("audience") == audience else None

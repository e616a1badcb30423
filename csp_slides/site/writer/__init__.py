"""The written site: its manifest, and the folder that changes whole or not at all."""

from __future__ import annotations

from csp_slides.site.writer.manifest import make_manifest
from csp_slides.site.writer.previous import addresses_left_by, left_by
from csp_slides.site.writer.writing import Written, refuse_other_audience, write

__all__ = [
    "Written",
    "addresses_left_by",
    "left_by",
    "make_manifest",
    "refuse_other_audience",
    "write",
]

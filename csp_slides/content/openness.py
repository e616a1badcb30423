"""Whether a matter is open to the public (Local Government Act 1972, section 100A)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from csp_slides.schema.fields.declare import Record


PART_1: Final = "Part 1"
PART_2: Final = "Part 2"
"""What is not open to the public (Local Government Act 1972, section 100A)."""


def is_closed(record: Record) -> bool:
    """Whether a file is for Part 2 of a meeting: its own word for it, or that of its item."""
    # Late: a Markdown deck needs none of the types that officers' files have.
    meeting = getattr(record, "meeting", None)
    return PART_2 in {getattr(record, "public", None), getattr(meeting, "public", None)}

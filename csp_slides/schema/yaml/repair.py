"""Mends what people type before YAML sees it; says all it mends, and keeps the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.schema.yaml.edits import Edit, Edited
from csp_slides.schema.yaml.layout import Layout
from csp_slides.schema.yaml.lines import take_apart
from csp_slides.schema.yaml.mending import Mending

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source


class Repaired(Struct, frozen=True, kw_only=True):
    """The text for YAML, the edits that made it, and whether something could not be mended.

    `spoilt` are the lines whose values are no longer what their author typed, and
    `spoilt_groups` the lines and columns at which such groups of fields begin.
    """

    edited: Edited
    edits: tuple[Edit, ...]
    has_faults: bool
    spoilt: frozenset[int]
    spoilt_groups: frozenset[tuple[int, int]]


def repair(source: Source, sink: Sink, known: AbstractSet[str] = frozenset()) -> Repaired:
    """Mend the text of a YAML file line by line, reporting every repair and every fault.

    `known` are the names that fields can have; with them text at the margin is told from fields.
    """
    lines = take_apart(source.lines)
    mending = Mending(source, lines, sink)
    Layout(mending, known).walk()
    mending.finish()
    return Repaired(
        edited=Edited(source.lines, mending.edits),
        edits=tuple(mending.edits),
        has_faults=mending.has_faults,
        spoilt=frozenset(mending.spoilt),
        spoilt_groups=frozenset(mending.spoilt_groups),
    )

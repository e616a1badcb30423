"""Builds values with places from the text of a YAML file, within limits.

PyYAML's events are read one by one, so that a hostile file is stopped as soon as a limit is
passed, and nothing in it is ever turned into anything but text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from csp_slides.yaml_text.builder import Builder
from csp_slides.yaml_text.explain import explain
from csp_slides.yaml_text.nodes import Value
from csp_slides.yaml_text.repair import repair

if TYPE_CHECKING:
    from csp_slides.diagnostics import Sink
    from csp_slides.source import Source
    from csp_slides.yaml_text.nodes import Node

MOST_LINES = 50_000
"""How many lines a file may have; an action plan of some years has 2,000."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(source: Source, sink: Sink) -> Node | None:
    """Read the whole of `source`; a blank value when it is empty, None when it cannot be read.

    What people commonly mistype is mended first, and said.
    """
    if len(source.lines) > MOST_LINES:
        sink.error(
            "too-big",
            f"the file has {len(source.lines):,} lines, where {MOST_LINES:,} are the most",
            source.span(1, 1),
            "look whether something else was saved under this name",
        )
        return None
    repaired = repair(source, sink)
    builder = Builder(source, repaired, sink)
    try:
        for event in yaml.parse(repaired.edited.text, Loader=_LOADER):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        # What the repair could not place may well be what is wrong here too.
        if not repaired.has_faults:
            explain(error, builder.origin.place, source, sink)
        return None
    if builder.root is None:
        return Value(text="", span=source.span(1, 1), first_line=1)
    return builder.root

"""Refuses what YAML offers and authors do not need: references, instructions, copied fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.yaml.nodes import Style, Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span
    from csp_slides.schema.yaml.nodes import Node


class Refusals:
    """Reports each sort of thing once for a file, however often a hostile one has it."""

    def __init__(self, source: Source, sink: Sink) -> None:
        """Begin with nothing refused."""
        self._source = source
        self._sink = sink
        self._said: set[str] = set()

    def reference(self, sign: str, span: Span) -> None:
        """Refuse `&name` and `*name`."""
        word = self._word(span, sign)
        self._refuse(
            "copied",
            f"found '{short(word)}', but & and * aren't used here",
            self._source.span(span.line, span.column, span.column + len(word)),
            "write the text out in each place, in quotes if it starts with that character",
        )

    def instruction(self, span: Span) -> None:
        """Refuse `!!python/object` and the like."""
        word = self._word(span, "!")
        self._refuse(
            "instruction",
            f"found '{short(word)}', but every value here is text",
            self._source.span(span.line, span.column, span.column + len(word)),
            "remove it; if it is part of the text, put the text in quotes",
        )

    def merge(self, label: Value) -> bool:
        """Refuse `<<`; say whether it was that."""
        if label.text != "<<" or label.style is not Style.PLAIN:
            return False
        self._refuse(
            "copied",
            "found '<<', but fields can't be copied from elsewhere here",
            label.span,
            "write the fields out in each place",
        )
        return True

    def label(self, label: Node) -> None:
        """Refuse a list or fields in the place of a label."""
        self._refuse(
            "label",
            "found a list or fields where a label should be",
            self._source.span(label.span.line, label.span.column),
            "a label is a word or a few words, and a colon",
        )

    def _refuse(self, code: str, message: str, span: Span, remedy: str) -> None:
        if code not in self._said:
            self._said.add(code)
            self._sink.error(code, message, span, remedy)

    def _word(self, span: Span, sign: str) -> str:
        """Return the word that begins with `sign` at a place or soon after it."""
        words = self._source.line(span.line)[span.column - 1 :].split(maxsplit=3)
        return next((word for word in words if word.startswith(sign)), sign)

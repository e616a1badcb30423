"""What a YAML file holds once read: texts, lists and groups of fields, each with its place.

Every value is the author's text. Whether `1.10` is a reference and `No` an answer is for
the field to say.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from csp_slides.core.source import Span

NOTHING = frozenset({"", "~", "null"})


class Style(Enum):
    """How a text was typed."""

    PLAIN = "plain"
    QUOTED = "quoted"
    BLOCK = "block"


class Value(Struct, frozen=True, kw_only=True):
    """One text; its own first line is on line `first_line` of the file."""

    text: str
    span: Span
    first_line: int
    style: Style = Style.PLAIN
    language: str | None = None
    """The language that its author says it is in, where texts are given in several."""
    spoilt: bool = False
    """Whether something in it was reported, so that it isn't reported again."""

    @property
    def blank(self) -> bool:
        """Whether nothing was typed: an empty text, or an unquoted `~` or `null`."""
        return not self.text.strip() or (self.style is Style.PLAIN and self.text in NOTHING)


class List(Struct, frozen=True, kw_only=True):
    """A list, in the author's order."""

    items: tuple[Node, ...]
    span: Span


class Group(Struct, frozen=True, kw_only=True):
    """Fields with their values, in the author's order; a repeated field is there twice."""

    entries: tuple[tuple[Value, Node], ...]
    span: Span


Node: TypeAlias = Value | List | Group

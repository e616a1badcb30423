"""The kinds that are one of a few words."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from csp_slides.core.source import Text
from csp_slides.schema.fields.field_type import Definitions, Kind, Reading, Schema
from csp_slides.schema.fields.report import report_choice, report_shape
from csp_slides.schema.yaml.nodes import Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.schema.yaml.nodes import Node

E = TypeVar("E", bound=StrEnum)

_ONE_WORD = "write it on the line of its label, without a hyphen or brackets"
_YES = frozenset({"yes", "y", "true", "on"})
_NO = frozenset({"no", "n", "false", "off"})


class Choice(Kind[E], Generic[E]):
    """One member of an enumeration."""

    def __init__(self, members: type[E]) -> None:
        """Return the schema of the values of `members`."""
        self.members = members
        self.words = _or(list(members))
        self._known = {_plain(member): member for member in members}

    def read(self, node: Node, reading: Reading) -> E | None:
        """Read a word, whatever its capitals."""
        if not isinstance(node, Value):
            report_shape(node, f"one of {_list(list(self.members))}", reading, _ONE_WORD)
            return None
        found = self._known.get(_plain(node.text))
        if found is None:
            report_choice(node, [str(member) for member in self.members], reading)
        return found

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return the schema of the words as they are written."""
        return {"enum": [*(str(member) for member in self.members), None]}


class ChoiceOf(Kind[Text]):
    """One of a few fixed words, as text."""

    def __init__(self, options: tuple[str, ...]) -> None:
        """Allow `options`."""
        self.options = options
        self.words = _or(options)
        self._known = {_plain(option): option for option in options}

    def read(self, node: Node, reading: Reading) -> Text | None:
        """Read a word, whatever its capitals, and give it as it is declared."""
        if not isinstance(node, Value):
            report_shape(node, f"one of {_list(self.options)}", reading, _ONE_WORD)
            return None
        found = self._known.get(_plain(node.text))
        if found is None:
            report_choice(node, self.options, reading)
            return None
        return Text(found, node.span, node.first_line)

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return the schema of the words as they are written."""
        return {"enum": [*self.options, None]}


class YesNo(Kind[bool]):
    """`yes` or `no`."""

    words = "yes or no"

    def read(self, node: Node, reading: Reading) -> bool | None:
        """Read the words that people use for yes and no."""
        if not isinstance(node, Value):
            report_shape(node, self.words, reading, _ONE_WORD)
            return None
        word = node.text.strip().lower()
        if word in _YES or word in _NO:
            return word in _YES
        reading.sink.error(
            "yes-or-no",
            f"'{short(node.text)}' is neither yes nor no",
            node.span,
            f"write '{reading.field}: yes' or '{reading.field}: no'",
        )
        return None

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return the schema of both words, and of the values that editors read them as."""
        return {"enum": ["yes", "no", True, False, None]}


def _plain(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").split()).lower()


def _list(words: tuple[str, ...] | list[str] | list[E]) -> str:
    return ", ".join(words)


def _or(words: tuple[str, ...] | list[str] | list[E]) -> str:
    return " or ".join(f"`{word}`" for word in words)

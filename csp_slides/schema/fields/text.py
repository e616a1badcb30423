"""The kinds that stay text: a line, prose, a file, a link, a colour, an identifier."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.base_url import is_website
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.schema.fields.field_type import Definitions, Kind, Reading, Schema
from csp_slides.schema.fields.lines_of_text import check_lines, report_pasted
from csp_slides.schema.fields.report import report_shape
from csp_slides.schema.yaml.nodes import Group, List, Style, Value
from csp_slides.schema.yaml.pasted import write_pasted
from csp_slides.schema.yaml.wording import quoted, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.source import Span
    from csp_slides.schema.yaml.nodes import Node


def as_line(node: Node, reading: Reading) -> Value | None:
    """Return the text of `node`; `Priority 1: burglary` counts as one text, and is said."""
    if isinstance(node, Value):
        return node
    line = _one_line(node)
    if line is None:
        report_shape(node, "text on one line", reading, f"write it as '{reading.field}: the text'")
        return None
    reading.sink.hint(
        "colon-in-entry",
        f"'{short(line.text)}' was read as one text: text is expected here",
        line.span,
        f"put it in quotes: {quoted(short(line.text))}",
    )
    return line


def as_prose(node: Node, reading: Reading) -> Value | None:
    """Return the text of `node`; a list or fields under it become the lines of its text."""
    if isinstance(node, Value):
        return node
    line = _one_line(node)
    if line is not None:
        return as_line(node, reading)
    reading.sink.hint(
        "text-without-bar",
        f"the lines under '{reading.field}' were read as text",
        node.span.source.span(node.span.line, node.span.column),
        f"write '{reading.field}: |' so that every line is kept as you type it",
    )
    text = "\n".join(_lines(node))
    return Value(text=text, span=node.span, first_line=node.span.line)


def _one_line(node: Node) -> Value | None:
    if not isinstance(node, Group) or len(node.entries) != 1:
        return None
    key, value = node.entries[0]
    if not isinstance(value, Value) or value.span.end_line != key.span.line:
        return None
    source, line = key.span.source, key.span.line
    typed = source.line(line)
    # A value that is blank ends where its colon does.
    colon = typed.find(":", key.span.end_column - 1) + 1
    end = value.span.end_column if value.text else colon + 1
    span = source.span(line, key.span.column, end)
    return Value(text=typed[span.column - 1 : end - 1], span=span, first_line=line)


def _lines(node: Node) -> list[str]:
    match node:
        case Value():
            return node.text.rstrip("\n").split("\n")
        case List():
            return [line for item in node.items for line in _hung("- ", _lines(item))]
        case Group():
            return [line for key, value in node.entries for line in _labelled(key.text, value)]


def _labelled(label: str, value: Node) -> list[str]:
    if isinstance(value, Value):
        return _hung(f"{label}: ", _lines(value), indent="")
    return [f"{label}:", *_lines(value)]


def _hung(mark: str, lines: list[str], indent: str | None = None) -> list[str]:
    margin = " " * len(mark) if indent is None else indent
    return [f"{mark}{lines[0]}".rstrip(), *(f"{margin}{line}".rstrip() for line in lines[1:])]


TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean", "null"]}
LANGUAGES_SCHEMA: Schema = {
    "type": [*TEXT_SCHEMA["type"], "object"],
    "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
    "additionalProperties": TEXT_SCHEMA,
}
"""A text, or the same text in several languages by their codes."""

_SENTENCE = pattern(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}")
_PROPER = frozenset(
    {"asked_by", "chair", "classification", "cleared_by", "council", "licence", "name", "owner"}
    | {
        "accessibility_contact",
        "contact",
        "contact_centre",
        "partnership",
        "presenter",
        "date_style",
    }
)
"""Fields that hold names, which are often the same in both languages."""
_COLOUR = pattern(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_IDENTIFIER = pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NOT_IDENTIFIER = pattern(r"[^a-z0-9]+")
_ADDRESS = pattern(r"(?:https?://[^\s<>\"]+|mailto:[^\s<>\"@]+@[^\s<>\"@]+)", re.IGNORECASE)
_TAG = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGES = {"welsh": "cy", "cymraeg": "cy", "english": "en", "saesneg": "en"}
_BARE_ADDRESS = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>\"]*)?", re.IGNORECASE)
_ELSEWHERE = pattern(r"[A-Za-z]:[\\/]|[\\/]|[A-Za-z][A-Za-z0-9+.-]+:")


class Untranslated(Struct, frozen=True, kw_only=True):
    """A text that is not in the language that is being read: its field, and where it is."""

    field: str
    span: Span


_untranslated: ContextVar[list[Untranslated] | None] = ContextVar("untranslated", default=None)


@contextmanager
def noting_untranslated() -> Iterator[list[Untranslated]]:
    """Collect, while a file is read, texts that aren't said to be in its language."""
    found: list[Untranslated] = []
    token = _untranslated.set(found)
    try:
        yield found
    finally:
        _untranslated.reset(token)


def _note(value: Value, reading: Reading) -> None:
    found = _untranslated.get()
    if found is None or value.language is not None or reading.field in _PROPER:
        return
    if _SENTENCE.search(value.text):
        found.append(Untranslated(field=reading.field, span=value.span))


class Line(Kind[Text]):
    """Text on one line; a text typed over several lines is joined by spaces."""

    words = "text"

    def read(self, node: Node, reading: Reading) -> Text | None:
        """Read any text, as it was typed."""
        value = as_line(node, reading)
        if value is None:
            return None
        check_lines(value, reading)
        if type(self) is Line:
            _note(value, reading)
        text = Text(" ".join(value.text.split("\n")).strip(), value.span, value.first_line)
        return text if self.check(text, reading) else None

    def check(self, text: Text, reading: Reading) -> bool:  # noqa: ARG002  # for narrower kinds
        """Report what is wrong with `text`, and say whether it is right."""
        return True

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return a schema that allows numbers too, since editors read `1.10` as one."""
        return dict(LANGUAGES_SCHEMA)


class Prose(Kind[Text]):
    """Markdown of any length."""

    words = "text in Markdown"

    def read(self, node: Node, reading: Reading) -> Text | None:
        """Read any text, its lines kept."""
        value = as_prose(node, reading)
        if value is None:
            return None
        check_lines(value, reading)
        _note(value, reading)
        text = value.text.rstrip()
        if value.style is not Style.BLOCK:
            return Text(text, value.span, value.first_line)
        written = write_pasted(text)
        if written.text == text:
            return Text(text, value.span, value.first_line)
        report_pasted(written, text, value, reading)
        return Text(written.text, value.span, value.first_line, written.origins)

    def schema(self, definitions: Definitions) -> Schema:  # noqa: ARG002  # refers to nothing
        """Return a schema that allows numbers too, since editors read `1.10` as one."""
        return dict(LANGUAGES_SCHEMA)


class LanguageTag(Line):
    """A language by its code, or by its name in English or in itself."""

    words = "a language such as en or cy"

    def read(self, node: Node, reading: Reading) -> Text | None:
        """Read a language, giving its code."""
        text = super().read(node, reading)
        if text is None:
            return None
        named = _LANGUAGES.get(text.casefold())
        if named is not None:
            return Text(named, text.span, text.first_line)
        if _TAG.fullmatch(text) is None:
            reading.sink.error(
                "language",
                f"'{short(text)}' isn't a language",
                text.span,
                "write its code, such as 'cy' for Welsh or 'en' for English",
            )
            return None
        return text


class File(Line):
    """The name of a file in the content folder, with `/` between its folders."""

    words = "a file's name"

    def read(self, node: Node, reading: Reading) -> Text | None:
        """Read a name, turning the backslashes of Windows into `/`."""
        text = super().read(node, reading)
        if text is None or "\\" not in text:
            return text
        mended = text.replace("\\", "/")
        reading.sink.hint(
            "backslash",
            f"'{short(text)}' was read as '{short(mended)}'",
            text.span,
            "use / between folders, which works on every computer",
        )
        return Text(mended, text.span, text.first_line)

    def check(self, text: Text, reading: Reading) -> bool:
        """Refuse names that start at a disk or at another machine."""
        if not _ELSEWHERE.match(text):
            return True
        reading.sink.error(
            "file-elsewhere",
            f"'{short(text)}' isn't in the content folder",
            text.span,
            "copy the file into the content folder and write its name from there",
        )
        return False


class Link(Line):
    """A web or e-mail address."""

    words = "a web address"

    def check(self, text: Text, reading: Reading) -> bool:
        """Check that an address can be followed by a browser."""
        if _ADDRESS.fullmatch(text):
            return True
        bare = _BARE_ADDRESS.fullmatch(text)
        reading.sink.error(
            "link",
            f"'{short(text)}' isn't a web address",
            text.span,
            f"write it as https://{text}" if bare else "an address starts with https://",
        )
        return False


class Site(Link):
    """The web address of a whole site."""

    words = "the web address of a site"

    def check(self, text: Text, reading: Reading) -> bool:
        """Check that a file name can be added to an address."""
        if not super().check(text, reading):
            return False
        if is_website(text):
            return True
        reading.sink.error(
            "link",
            f"'{short(text)}' isn't the address of a site",
            text.span,
            "it starts with https:// and has no ? or #",
        )
        return False


class Colour(Line):
    """A colour as `#rrggbb`."""

    words = "a colour such as #1d4f5c"

    def check(self, text: Text, reading: Reading) -> bool:
        """Check that a value is `#rgb` or `#rrggbb`."""
        if _COLOUR.fullmatch(text):
            return True
        with_hash = f"#{text}"
        reading.sink.error(
            "colour",
            f"'{short(text)}' isn't a colour such as #1d4f5c",
            text.span,
            f'write it as "{with_hash}"' if _COLOUR.fullmatch(with_hash) else None,
        )
        return False


class Identifier(Line):
    """A short name used in addresses: lower-case letters, digits and hyphens."""

    words = "a short name of letters, digits and hyphens"

    def check(self, text: Text, reading: Reading) -> bool:
        """Check that a name is valid in every address and on every disk."""
        if _IDENTIFIER.fullmatch(text):
            return True
        slug = _NOT_IDENTIFIER.sub("-", text.lower()).strip("-")
        reading.sink.error(
            "identifier",
            f"'{short(text)}' has something other than lower-case letters, digits and hyphens",
            text.span,
            f"write it as {slug}" if slug else None,
        )
        return False

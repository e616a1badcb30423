"""The settings above a deck's first slide, found exactly where reveal-md finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source
from csp_slides.schema.yaml.nodes import Group, List, Node, Style, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.source import Span
    from csp_slides.markdown.passage import Passage

_EXECUTABLE = pattern(
    r"(?:^|[\s:\[{,-])(!<?!?(?:tag:yaml\.org,2002:)?(?:js|python|ruby|perl|php|java)[/:]\S*)",
    re.MULTILINE,
)
_FOR_PEOPLE = frozenset({"title", "presenter", "role", "body", "meeting"})
"""Settings that people read."""

_OPENING = "---\n"
_CLOSING = "\n---"

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""A setting's value as JSON knows it."""

_WORDS: Mapping[str, Plain] = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
    "null": None,
    "Null": None,
    "NULL": None,
    "~": None,
    "": None,
}


class Setting(Struct, frozen=True):
    """One setting: its value, where its name stands and where its value stands.

    `text` is what the author typed where that is one text, so that `1.10` stays `1.10`;
    `parts` are the texts of a group by their names.
    """

    value: Plain
    name_span: Span
    span: Span
    text: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Span] = field(default_factory=dict)


class FrontMatter(Struct, frozen=True):
    """The settings in their order, and the deck's text below them."""

    settings: Mapping[str, Setting]
    body: Passage


def read_front_matter(deck: Passage, sink: Sink) -> FrontMatter:
    """Split the front matter from a deck.

    What reveal-md would read as front matter but holds no settings stays in the deck, and is
    reported: a deck that starts with a separator would lose its first slide.
    """
    text = deck.text
    end = text.find(_CLOSING, len(_OPENING) + 1) if text.startswith(_OPENING) else -1
    if end < 0:
        if _notice_unclosed(deck, sink) or not text.startswith(_OPENING):
            return FrontMatter({}, deck)
        return _begin_after_separator(deck, sink)
    found = Sink()
    _refuse_code(deck, end, found)
    node = _compose(deck, end, found)
    if not isinstance(node, Group) and not found.has_errors:
        return _begin_after_separator(deck, sink)
    remarks: set[int] = set()
    if isinstance(node, Group):
        node = _without_remarks(node, remarks)
    sink.extend(
        each
        for each in found.diagnostics
        if each.code != "hash" or each.span is None or each.span.line not in remarks
    )
    body = end + len(_CLOSING)
    _notice_closing(deck, end + 1, sink)
    settings = read_settings(node, sink) if isinstance(node, Group) else {}
    return FrontMatter(settings, deck.part(body, len(text)))


def _without_remarks(group: Group, lines: set[int]) -> Group:
    """Return a group without comments after values that aren't prose: `theme: simple #night`.

    The reader of officers' files keeps what follows a number sign, as in `title: Ward #3`. The
    lines of the comments are added to `lines`.
    """
    entries = tuple(
        (key, value if key.text in _FOR_PEOPLE else _without_remark(value, lines))
        for key, value in group.entries
    )
    return Group(entries=entries, span=group.span)


def _without_remark(node: Node, lines: set[int]) -> Node:
    if isinstance(node, Group):
        return _without_remarks(node, lines)
    if isinstance(node, List):
        return List(
            items=tuple(_without_remark(each, lines) for each in node.items), span=node.span
        )
    words, mark, _ = node.text.partition(" #")
    typed = node.span.source.line(node.span.line)[node.span.column - 1 :]
    if not mark or node.style is Style.BLOCK or typed.startswith(("'", '"')):
        return node
    lines.add(node.span.line)
    return replace(node, text=words.rstrip(), style=Style.PLAIN)


def _begin_after_separator(deck: Passage, sink: Sink) -> FrontMatter:
    """Start a deck below a separator that has no slide above it."""
    sink.warning(
        "front-matter",
        "the deck starts with a separator, which reveal-md would read as the start of settings; "
        "the first slide is the one below it",
        deck.span(0, 3),
        "delete the first line, or write settings such as 'title: ...' below it",
    )
    return FrontMatter({}, deck.part(len(_OPENING), len(deck.text)))


def _refuse_code(deck: Passage, end: int, sink: Sink) -> None:
    """Report marks that ask a YAML reader to run code, as reveal-md's reader does."""
    for mark in _EXECUTABLE.finditer(deck.text, 0, end):
        sink.error(
            "executable",
            f"'{mark.group(1)}' asks for code to be run, which is never done",
            deck.span(*mark.span(1)),
            "remove it and write the value itself",
        )


def _compose(deck: Passage, end: int, sink: Sink) -> Node | None:
    # The same lines at the same numbers, without those that are not settings.
    source = deck.ground.source
    text = "\n" + deck.text[len(_OPENING) : end] + "\n"
    settings = Source(source.path, text, source.inside)
    from csp_slides.schema.yaml.compose import compose

    return compose(settings, sink)


def _notice_unclosed(deck: Passage, sink: Sink) -> bool:
    """Whether settings start the deck that nothing closes, which is reported."""
    first = deck.text[len(_OPENING) :].split("\n", 1)[0]
    name, colon, _ = first.partition(":")
    unclosed = deck.text.startswith(_OPENING) and bool(colon) and name.replace("-", "").isalnum()
    if unclosed:
        sink.warning(
            "front-matter",
            "the settings at the top aren't closed, so they are shown as a slide",
            deck.span(0, 3),
            "put a line of three hyphens below the last setting",
        )
    return unclosed


def _notice_closing(deck: Passage, start: int, sink: Sink) -> None:
    line = deck.text[start:].split("\n", 1)[0]
    if line.rstrip() != "---":
        sink.warning(
            "front-matter",
            f"'{line}' ends the settings after its third hyphen; the rest is shown as a slide",
            deck.span(start, start + len(line)),
            "end the settings with three hyphens and nothing else",
        )


def read_settings(group: Group, sink: Sink) -> dict[str, Setting]:
    """List a group's settings by name; a repeated one is reported and the last one holds."""
    settings: dict[str, Setting] = {}
    for key, node in group.entries:
        if key.text in settings:
            first = settings[key.text].name_span.line
            sink.warning(
                "repeated-field",
                f"'{key.text}' is repeated here; the first is on line {first}",
                key.span,
                "delete the one that you don't want",
            )
        settings[key.text] = Setting(
            value=plain(node),
            name_span=key.span,
            span=node.span,
            text=_typed(node),
            parts=_typed_parts(node),
            places=_places(node),
        )
    return settings


def _typed(node: Node) -> str | None:
    return node.text if isinstance(node, Value) and not node.blank else None


def _places(node: Node) -> dict[str, Span]:
    """Return where each setting of a group is named."""
    return {key.text: key.span for key, _ in node.entries} if isinstance(node, Group) else {}


def _typed_parts(node: Node) -> dict[str, str]:
    if not isinstance(node, Group):
        return {}
    typed = ((key.text, _typed(value)) for key, value in node.entries)
    return {name: text for name, text in typed if text is not None}


def plain(node: Node) -> Plain:
    """Turn what was written into a JSON value as YAML 1.2's core schema reads it."""
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    if isinstance(node, Group):
        return {key.text: plain(value) for key, value in node.entries}
    return _scalar(node)


def _scalar(value: Value) -> Plain:
    text = value.text
    if value.style is not Style.PLAIN:
        return text
    if text in _WORDS:
        return _WORDS[text]
    for read in (int, float):
        try:
            number: int | float = read(text)
        except ValueError:
            continue
        # Python reads `1_000`, `nan` and Arabic figures too; the core schema does not.
        return number if text.isascii() and set(text) <= set("+-.0123456789eE") else text
    return text

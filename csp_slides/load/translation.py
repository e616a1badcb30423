"""One file in one of its languages: texts given in several, and the file beside it in another.

A text may be a mapping of language codes (`{en: Waste, cy: Gwastraff}`), and `waste.cy.yaml` beside
`waste.yaml` may hold the Welsh of the same structure. Both are settled before any field is read,
so that nothing further on knows of them. Pure.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.did_you_mean import closest
from csp_slides.core.language import english_name
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields.report import describe
from csp_slides.schema.yaml.nodes import Group, List, Value
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.core.diagnostics import Sink
    from csp_slides.schema.yaml.nodes import Node

_CODE: Final = pattern(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LIKELY: Final = frozenset({"en", "cy"})
_KEYS: Final = frozenset({"schema", "kind", "id", "language"})
"""What a companion file may repeat, since it is a file of the same kind."""
_NAMING: Final = ("id", "ref", "use", "code", "number")
"""The fields by which an entry of a list is found again, the surest first."""


class Tongues(Struct, frozen=True, kw_only=True):
    """The languages of a content folder, the main one first, and the one that is being read."""

    all: tuple[str, ...]
    chosen: str

    @property
    def is_main(self) -> bool:
        """Whether the main language is being read."""
        return self.chosen == self.all[0]

    @property
    def order(self) -> tuple[str, ...]:
        """The languages in which a text is looked for, the one that is being read first."""
        return (self.chosen, *(each for each in self.all if each != self.chosen))


class Settled(Struct, kw_only=True):
    """A file in one language: its fields, and whether anything in it is in that language."""

    node: Node
    language: str = ""
    translated: bool = False


def companion_name(inside: PurePosixPath, language: str) -> PurePosixPath:
    """Return the name of the file with another language: `waste.cy.yaml` of `waste.yaml`."""
    return inside.with_name(f"{inside.stem}.{language}{inside.suffix}")


def companions(names: Iterable[str], languages: tuple[str, ...]) -> dict[str, str]:
    """Map each file that holds another language of a file beside it to that language."""
    there = set(names)
    found = {}
    for name in there:
        path = PurePosixPath(name)
        if path.suffix not in {".yaml", ".yml"}:
            continue
        for language in languages:
            other = companion_name(path, language)
            if str(other) in there:
                found[str(other)] = language
    return found


def settle(node: Node, tongues: Tongues, companion: Node | None, sink: Sink) -> Settled:
    """Return a file's fields in the language that is being read."""
    found = Settled(node=node, language=tongues.chosen)
    if companion is not None:
        found.node = _laid_over(node, companion, "", found, sink)
    found.node = _chosen(found.node, tongues, found, sink)
    return found


def _chosen(node: Node, tongues: Tongues, found: Settled, sink: Sink) -> Node:
    match node:
        case Value():
            return node
        case List():
            return replace(
                node, items=tuple(_chosen(each, tongues, found, sink) for each in node.items)
            )
        case Group():
            if _is_of_languages(node, tongues):
                return _picked(node, tongues, found, sink)
            entries = tuple(
                (key, _chosen(each, tongues, found, sink)) for key, each in node.entries
            )
            return replace(node, entries=entries)


def _is_of_languages(node: Group, tongues: Tongues) -> bool:
    """Whether a group's labels are languages: they look so, and one of them is ours.

    Where the content has one language, only several of the likeliest are taken for such.
    """
    keys = [key.text for key, _ in node.entries]
    if not tongues.all:
        return len(keys) > 1 and all(key in _LIKELY for key in keys)
    known = any(key in tongues.all for key in keys)
    return known and all(_CODE.fullmatch(key) is not None for key in keys)


def _picked(node: Group, tongues: Tongues, found: Settled, sink: Sink) -> Node:
    if not tongues.all:
        return _undeclared(node, sink)
    there = {key.text: value for key, value in node.entries}
    for key, _ in node.entries:
        if key.text not in tongues.all:
            more = ", ".join((*tongues.all, key.text))
            sink.error(
                "language",
                f"'{short(key.text)}' isn't one of the languages in council.yaml: "
                f"{', '.join(tongues.all)}",
                key.span,
                f"correct it, or write 'languages: [{more}]' there",
            )
    if tongues.is_main and tongues.chosen not in there:
        sink.hint(
            "untranslated",
            f"this text is not in {english_name(tongues.chosen)}",
            node.entries[0][0].span,
            f"add '{tongues.chosen}:' to it",
        )
    if tongues.chosen in there and not tongues.is_main:
        found.translated = True
    name = next((each for each in tongues.order if each in there), node.entries[0][0].text)
    return _marked(there[name], tongues.chosen if name == tongues.chosen else None)


def _undeclared(node: Group, sink: Sink) -> Node:
    keys = [key.text for key, _ in node.entries]
    sink.error(
        "language",
        f"this is given in {' and '.join(keys)}, and council.yaml doesn't name the languages",
        node.entries[0][0].span,
        f"write 'languages: [{', '.join(keys)}]' in council.yaml",
    )
    return node.entries[0][1]


def _marked(node: Node, language: str | None) -> Node:
    """Return a text that says in which language it is, so that it isn't called untranslated."""
    if language is None:
        return node
    match node:
        case Value():
            return replace(node, language=language)
        case List():
            return replace(node, items=tuple(_marked(each, language) for each in node.items))
        case Group():
            entries = tuple((key, _marked(each, language)) for key, each in node.entries)
            return replace(node, entries=entries)


def _laid_over(base: Node, over: Node, where: str, found: Settled, sink: Sink) -> Node:
    """Return fields with the texts of a companion file in their places."""
    match base, over:
        case Group(), Group():
            return _group_over(base, over, where, found, sink)
        case List(), List():
            return _list_over(base, over, where, found, sink)
        case (Value(), Value()) | (Group(), Value()):
            if isinstance(over, Value) and over.blank:
                return base
            if isinstance(base, Group) and not all(
                _CODE.fullmatch(key.text) for key, _ in base.entries
            ):
                return _mismatch(base, over, where, sink)
            found.translated = True
            return _marked(over, found.language)
        case _:
            return _mismatch(base, over, where, sink)


def _mismatch(base: Node, over: Node, where: str, sink: Sink) -> Node:
    sink.error(
        "translation",
        f"{where or 'the file'} is {describe(base)} in the file that this one translates, and "
        f"{describe(over)} here",
        over.span.source.span(over.span.line, over.span.column),
        "write it the same way as in that file",
    )
    return base


def _group_over(base: Group, over: Group, where: str, found: Settled, sink: Sink) -> Group:
    entries = list(base.entries)
    for key, value in over.entries:
        if not where and key.text in _KEYS:
            continue
        place = next((n for n, (own, _) in enumerate(entries) if own.text == key.text), None)
        if place is None:
            sink.error(
                "translation",
                f"the file that this one translates has no '{short(key.text)}'"
                + (f" in {where}" if where else ""),
                key.span,
                closest(
                    key.text,
                    [own.text for own, _ in entries],
                    otherwise="add it there first, or remove it here",
                ),
            )
            continue
        own, node = entries[place]
        entries[place] = own, _laid_over(node, value, f"'{key.text}'", found, sink)
    return replace(base, entries=tuple(entries))


def _list_over(base: List, over: List, where: str, found: Settled, sink: Sink) -> List:
    items = list(base.items)
    for position, each in enumerate(over.items):
        place = _place(base, each, position)
        if place is None or place >= len(items):
            sink.error(
                "translation",
                f"{where} has {len(items)} entries in the file that this one translates, and "
                "none of them is this one",
                each.span.source.span(each.span.line, each.span.column),
                "give both the same entries in the same order, or the same 'id:'",
            )
            continue
        named = f"entry {place + 1} of {where}"
        items[place] = _laid_over(items[place], each, named, found, sink)
    return replace(base, items=tuple(items))


def _place(base: List, entry: Node, position: int) -> int | None:
    """Return which entry of a list is meant: the one with the same name, else the position."""
    for name in _NAMING:
        wanted = _text_of(entry, name)
        if wanted is None:
            continue
        names = [_text_of(each, name) for each in base.items]
        if any(names):
            return names.index(wanted) if wanted in names else None
    return position


def _text_of(node: Node, name: str) -> str | None:
    if not isinstance(node, Group):
        return None
    found = (value for key, value in node.entries if key.text == name)
    value = next(found, None)
    return value.text.strip() if isinstance(value, Value) and value.text.strip() else None

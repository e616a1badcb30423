"""What a stylesheet, or a single style, would fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tinycss2.ast import Node  # type: ignore[import-untyped]  # it has no types

_SIGNS: Final = ("//", "\\", "@import", "image-set(", "src(")
_LEADING: Final = pattern(r"url\(\s*[\"']?\s*(?:[a-z][a-z+.-]*:|/)")
"""A style without any of these loads nothing; most have none."""

_DRAWN: Final = pattern(r"url\(([\"']?)data:[\w/+;.=-]+;base64,[A-Za-z0-9+/=%]*\1\)")
"""A picture written out in the style itself."""

_FETCHING: Final = frozenset({"url", "src", "image", "image-set", "-webkit-image-set"})


def style_loads(text: str) -> list[str]:
    """Return the addresses that CSS fetches, where any of them may lead out of the site."""
    plain = _DRAWN.sub("", text).lower()
    if not any(sign in plain for sign in _SIGNS) and not _LEADING.search(plain):
        return []
    import tinycss2  # type: ignore[import-untyped]  # it has no types

    return list(_loads(tinycss2.parse_component_value_list(text, skip_comments=True)))


def _loads(nodes: Iterable[Node]) -> Iterator[str]:
    importing = False
    for node in nodes:
        kind = node.type
        if kind == "url" or (kind == "string" and importing):
            yield node.value
        elif kind == "function":
            if node.lower_name in _FETCHING:
                yield from (each.value for each in node.arguments if each.type == "string")
            yield from _loads(node.arguments)
        elif kind.endswith("block"):
            yield from _loads(node.content)
        importing = (kind == "at-keyword" and node.lower_value == "import") or (
            importing and kind == "whitespace"
        )

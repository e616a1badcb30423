"""The links in a stylesheet: found by a CSS parser, led elsewhere or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tinycss2  # type: ignore[import-untyped]  # it has no types
from tinycss2 import ast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span

_IMAGE_SETS = frozenset({"image-set", "-webkit-image-set"})
_ADDRESSES = frozenset({"url", "src"})
_BLOCKS = (ast.CurlyBracketsBlock, ast.ParenthesesBlock, ast.SquareBracketsBlock)
_DATA_PICTURE = "data:image/"


class _Links:
    """Replaces every link of one stylesheet, in place, and reports those without a target."""

    def __init__(
        self,
        find: Callable[[str], str | None],
        sink: Sink,
        name: str,
        source: Source | None,
    ) -> None:
        self._find = find
        self._sink = sink
        self._name = name
        self._source = source

    def place(self, tokens: list[ast.Node], *, texts: bool = False) -> None:
        """Process a list and what is inside it; with `texts`, a bare text is a link."""
        for index, token in enumerate(tokens):
            if isinstance(token, ast.URLToken) or (texts and isinstance(token, ast.StringToken)):
                tokens[index] = self._placed(token, token.value)
            elif isinstance(token, ast.FunctionBlock):
                tokens[index] = self._function(token)
            elif isinstance(token, _BLOCKS):
                self.place(token.content)

    def without_imports(self, tokens: Sequence[ast.Node]) -> list[ast.Node]:
        """Remove `@import`, which is fetched behind the page's back."""
        kept: list[ast.Node] = []
        inside = False
        for token in tokens:
            if isinstance(token, ast.AtKeywordToken) and token.lower_value == "import":
                inside = True
                self._sink.warning(
                    "remote",
                    f"{self._name} has an '@import', which was left out: a style sheet can't "
                    "load another one",
                    self._place(token),
                    "name the other file in the deck's 'css' list instead",
                )
            if not inside:
                kept.append(token)
            elif isinstance(token, ast.LiteralToken) and token.value == ";":
                inside = False
        return kept

    def _function(self, block: ast.FunctionBlock) -> ast.Node:
        if block.lower_name in _ADDRESSES:
            for token in block.arguments:
                if isinstance(token, ast.StringToken):
                    return self._placed(block, token.value)
        self.place(block.arguments, texts=block.lower_name in _IMAGE_SETS)
        return block

    def _placed(self, token: ast.Node, link: str) -> ast.Node:
        place = self._place_of(link.strip(), token)
        if place == link:
            return token
        line, column = token.source_line, token.source_column
        if place is None:
            return ast.IdentToken(line, column, "none")
        quoted = place.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "")
        return ast.URLToken(line, column, place, f'url("{quoted}")')

    def _place_of(self, link: str, token: ast.Node) -> str | None:
        if not link:
            return None
        if link.startswith("#") or link.lower().startswith(_DATA_PICTURE):
            return link
        scheme = link.partition(":")[0].lower()
        found = self._find(link)
        if found is not None:
            return found
        if scheme == "data":
            self._sink.warning(
                "remote",
                f"{self._name} has a file inside it as 'data:', which this site's policy allows "
                "only for pictures",
                self._place(token),
                "put the file next to the style sheet and give its name in url()",
            )
        elif link.startswith("//") or "://" in link:
            self._sink.warning(
                "remote",
                f"{self._name} loads '{link}' from another site, which was left out",
                self._place(token),
                "put the file next to the style sheet and give its name in url()",
            )
        else:
            self._sink.warning(
                "missing-file",
                f"{self._name} names '{link}', which can't be found",
                self._place(token),
                "check the spelling, or put the file next to the style sheet",
            )
        return None

    def _place(self, token: ast.Node) -> Span | None:
        if self._source is None:
            return None
        return self._source.span(token.source_line, token.source_column)


def place(
    css: str,
    find: Callable[[str], str | None],
    sink: Sink,
    name: str,
    source: Source | None,
) -> str:
    """Resolve every link in `css` with `find`, and remove what doesn't resolve.

    `name` is how the stylesheet is called in messages. Comments and all else stay as they are.
    """
    tokens = tinycss2.parse_component_value_list(css)
    links = _Links(find, sink, name, source)
    kept = links.without_imports(tokens)
    links.place(kept)
    return str(tinycss2.serialize(kept))

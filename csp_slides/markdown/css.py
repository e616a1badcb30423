"""CSS from authors, made fit for a stylesheet of ours: links led to files, the unsafe left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tinycss2  # type: ignore[import-untyped]  # it has no types
from msgspec import Struct
from tinycss2 import ast

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_DEEPEST = 40
_BRACKETS = pattern(r"[][(){}]")
_UNSAFE_NAMES = frozenset({"behavior", "-moz-binding", "-ms-behavior"})
_UNSAFE_FUNCTIONS = frozenset(
    {"expression", "image-set", "-webkit-image-set", "src", "image", "cross-fade", "element"}
)
_GROUPS = frozenset({"media", "supports", "layer", "container", "page"})
_REFUSED_RULES = frozenset({"import", "charset", "namespace"})
_BLOCKS = frozenset({"() block", "[] block", "{} block"})


class Cleaner(Struct):
    """Writes CSS again without what cannot be used; `refuse` hears of that.

    `resolve` gives the address of a file that the CSS names, or None.
    """

    resolve: Callable[[str], str | None]
    refuse: Callable[[str], None]

    def clean_declarations(self, text: str) -> str:
        """Clean the content of a `style` attribute; its declarations joined by semicolons."""
        if self._is_too_deep(text):
            return ""
        return "; ".join(self._declarations(text))

    def clean_sheet(self, text: str) -> list[str]:
        """Clean the content of a `style` element; one text for each rule."""
        if self._is_too_deep(text):
            return []
        rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        return self._rules(rules)

    def _is_too_deep(self, text: str) -> bool:
        depth = deepest = 0
        for bracket in _BRACKETS.findall(text):
            depth += 1 if bracket in "{([" else -1
            deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            self.refuse("text in that many brackets")
        return deepest > _DEEPEST

    def _rules(self, rules: Iterable[ast.Node]) -> list[str]:
        written: list[str] = []
        for rule in rules:
            if rule.type == "qualified-rule":
                written.append(self._block(_serialize(rule.prelude), rule.content))
            elif rule.type == "at-rule":
                written.append(self._at_rule(rule))
            else:
                self.refuse("a rule that cannot be read")
        return [line for line in written if line]

    def _at_rule(self, rule: ast.AtRule) -> str:
        name = rule.lower_at_keyword
        if rule.content is None or name in _REFUSED_RULES:
            self.refuse(f"'@{name}'")
            return ""
        prelude = f"@{name} {_serialize(rule.prelude).strip()}".strip()
        if name in _GROUPS or name.endswith("keyframes"):
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            return f"{prelude} {{ {' '.join(self._rules(inner))} }}"
        return self._block(prelude, rule.content)

    def _block(self, prelude: str, content: list[ast.Node]) -> str:
        kept = "; ".join(self._declarations(content))
        return f"{prelude.strip()} {{ {kept} }}" if kept else ""

    def _declarations(self, content: str | list[ast.Node]) -> list[str]:
        written: list[str] = []
        found = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        for each in found:
            if each.type == "declaration":
                written.append(self._declaration(each))
            elif each.type == "qualified-rule":
                written.append(self._block(_serialize(each.prelude), each.content))
            else:
                self.refuse("something that is not 'name: value'")
        return [line for line in written if line]

    def _declaration(self, declaration: ast.Declaration) -> str:
        if declaration.lower_name in _UNSAFE_NAMES or not self._place(declaration.value):
            self.refuse(f"'{declaration.name}'")
            return ""
        important = " !important" if declaration.important else ""
        return f"{declaration.name}: {_serialize(declaration.value).strip()}{important}"

    def _place(self, parts: list[ast.Node]) -> bool:
        """Resolve every `url()` to a local file; False if one can't be."""
        for index, part in enumerate(parts):
            link = _link(part)
            if link is not None:
                placed = link if link.startswith("#") else self.resolve(link)
                if placed is None:
                    return False
                parts[index] = _url(part, placed)
            elif not self._place_inside(part):
                return False
        return True

    def _place_inside(self, part: ast.Node) -> bool:
        if part.type == "function":
            return part.lower_name not in _UNSAFE_FUNCTIONS and self._place(part.arguments)
        return part.type not in _BLOCKS or self._place(part.content)


def find_links(text: str) -> list[str]:
    """List every address in a stylesheet, in order."""
    found: list[str] = []
    waiting = tinycss2.parse_component_value_list(text, skip_comments=True)[::-1]
    while waiting:
        part = waiting.pop()
        link = _link(part)
        if link is not None:
            found.append(link)
        elif part.type == "function":
            waiting += part.arguments[::-1]
        elif part.type in _BLOCKS:
            waiting += part.content[::-1]
    return found


def _link(part: ast.Node) -> str | None:
    if part.type == "url":
        return str(part.value)
    if part.type == "function" and part.lower_name == "url":
        texts = [argument for argument in part.arguments if argument.type == "string"]
        return str(texts[0].value) if texts else ""
    return None


def _url(part: ast.Node, address: str) -> ast.URLToken:
    quoted = address.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "")
    return ast.URLToken(part.source_line, part.source_column, address, f'url("{quoted}")')


def _serialize(parts: list[ast.Node]) -> str:
    text: str = tinycss2.serialize(parts)
    return text

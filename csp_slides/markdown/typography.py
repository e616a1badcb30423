"""Curly quotation marks, dashes and dots, where a deck asks for `smartypants`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

SMART = "smart"
"""The setting that asks for it."""

_SIGNS = (("---", "\N{EM DASH}"), ("--", "\N{EN DASH}"), ("...", "\N{HORIZONTAL ELLIPSIS}"))


def set_typography(state: StateCore) -> None:
    """Replace what SmartyPants replaces, in words but not in code."""
    if not state.env[SMART]:
        return
    from markdown_it.rules_core.smartquotes import process_inlines

    for block in state.tokens:
        if block.type != "inline" or block.children is None:
            continue
        for token in block.children:
            if token.type == "text":
                for typed, sign in _SIGNS:
                    token.content = token.content.replace(typed, sign)
        process_inlines(block.children, state)

"""Walking over the values of a report: every text in it, and the report with its texts changed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar, cast

from csp_slides.deck import Prose
from csp_slides.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

V = TypeVar("V")

_NAMES = frozenset({"id", "slug", "source", "language", "file"})
"""Fields that hold names for the machine, not words for a reader."""


def rewrite(value: V, change: Callable[[Prose], Prose], *, spare: tuple[type, ...] = ()) -> V:
    """Give `value` with every `Prose` in it changed, in reading order; `spare` types stay whole."""
    if isinstance(value, Prose):
        return cast("V", change(value))
    if isinstance(value, tuple):
        return cast("V", tuple(rewrite(each, change, spare=spare) for each in value))
    if not is_dataclass(value) or isinstance(value, (type, Span, *spare)):
        return value
    changed = {}
    for field in fields(value):
        before = getattr(value, field.name)
        after = rewrite(before, change, spare=spare)
        if after is not before and after != before:
            changed[field.name] = after
    # `replace` is typed for dataclasses only, which a type variable cannot say.
    return cast("V", replace(cast("Prose", value), **changed)) if changed else value


def words_of(value: object) -> Iterator[str]:
    """Give every text that a reader sees, in reading order."""
    if isinstance(value, Prose):
        yield value.markdown
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif is_dataclass(value) and not isinstance(value, Span):
        for field in fields(value):
            if field.name not in _NAMES:
                yield from words_of(getattr(value, field.name))

"""Walking over the texts of a report, and the report with its texts or links changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.rich_text import Prose
from csp_slides.model.slide_blocks import Picture

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from csp_slides.model.report import Report

V = TypeVar("V")
K = TypeVar("K")

_NAMES = frozenset(
    {
        "id",
        "slug",
        "source",
        "language",
        "file",
        "number_format",
        "counting",
        "around",
        "marker",
        "shape",
    }
)
"""Fields that hold names for the machine, not words for a reader."""


def rewrite(value: V, change: Callable[[Prose], Prose], *, spare: tuple[type, ...] = ()) -> V:
    """Return `value` with every `Prose` in it changed, in reading order, sparing `spare` types."""
    return _rewritten(value, Prose, change, spare)


def with_pictures(report: Report, change: Callable[[Picture], Picture]) -> Report:
    """Return `report` with every picture in it changed, as when its file has been found."""
    return _rewritten(report, Picture, change, ())


def _rewritten(value: V, kind: type[K], change: Callable[[K], K], spare: tuple[type, ...]) -> V:
    if isinstance(value, kind):
        return cast("V", change(value))
    if isinstance(value, tuple):
        return cast("V", tuple(_rewritten(each, kind, change, spare) for each in value))
    if not isinstance(value, Struct) or isinstance(value, spare):
        return value
    changed = {}
    for name in value.__struct_fields__:
        before = getattr(value, name)
        after = _rewritten(before, kind, change, spare)
        if after is not before and after != before:
            changed[name] = after
    return replace(value, **changed) if changed else value


def words_of(value: object) -> Iterator[str]:
    """Yield every text that a reader sees, in reading order."""
    if isinstance(value, Prose):
        yield value.markdown
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in _NAMES:
                yield from words_of(getattr(value, name))


_BRACKETS = str.maketrans({"[": r"\[", "]": r"\]"})


def link(words: str, address: str) -> str:
    """Write a link; square brackets in its words stay words."""
    return f"[{words.translate(_BRACKETS)}](<{address}>)"

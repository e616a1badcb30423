"""The expressions that cut a deck into slides and notes, compiled and named for messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.markdown.javascript_regex import Pattern, translate

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span

HORIZONTAL = r"\r?\n---\r?\n"
VERTICAL = r"\r?\n----\r?\n"
NOTES = "^s*notes?:"
"""What reveal.js means by `^\\s*notes?:`; its backslash is lost, so that is what it does."""

_READY = {
    HORIZONTAL: Pattern(r"\n---\n", quick=True),
    VERTICAL: Pattern(r"\n----\n", quick=True),
    NOTES: Pattern(r"(?aim)(?<![^\n\u2028\u2029])s*notes?:", quick=True),
}


class Separators(Struct, frozen=True, kw_only=True):
    """How a deck is cut: `either` finds the next cut, `horizontal` says of which kind it is."""

    either: Pattern
    horizontal: Pattern
    notes: Pattern
    own_notes: bool


class Expression(Struct, frozen=True, kw_only=True):
    """A separator as its author wrote it; `span` is None for a default."""

    name: str
    text: str
    span: Span | None = None


def compile_separators(
    horizontal: Expression, vertical: Expression, notes: Expression, sink: Sink
) -> Separators | None:
    """Translate the three expressions; None when one of them cannot be, which is reported."""
    cuts = _compile_either(horizontal, vertical, sink)
    found_notes = _compile(notes, sink, ignore_case=True)
    found_horizontal = _compile(horizontal, sink, multiline=False)
    if cuts is None or found_notes is None or found_horizontal is None:
        return None
    return Separators(
        either=cuts,
        horizontal=found_horizontal,
        notes=found_notes,
        own_notes=notes.text != NOTES,
    )


def _compile_either(horizontal: Expression, vertical: Expression, sink: Sink) -> Pattern | None:
    if (horizontal.text, vertical.text) == (HORIZONTAL, VERTICAL):
        return Pattern(r"\n----?\n", quick=True)
    if _compile(vertical, sink) is None or _compile(horizontal, sink) is None:
        return None
    # reveal.js joins them as text, so a group's number runs on from one into the other.
    joined = "|".join(part for part in (horizontal.text, vertical.text) if part)
    both = Expression(name="separator", text=joined, span=horizontal.span or vertical.span)
    return _compile(both, sink)


def _compile(
    expression: Expression, sink: Sink, *, multiline: bool = True, ignore_case: bool = False
) -> Pattern | None:
    if multiline and expression.text in _READY:
        return _READY[expression.text]
    from csp_slides.markdown.javascript_grammar import UntranslatableError

    try:
        return translate(expression.text, multiline=multiline, ignore_case=ignore_case)
    except UntranslatableError as error:
        sink.error(
            "separator",
            f"'{expression.text}' cannot be used as {expression.name}: {error.reason}",
            expression.span,
            "write it as a JavaScript regular expression, such as '^---$'",
        )
        return None

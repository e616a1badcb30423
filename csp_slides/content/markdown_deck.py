"""A reveal-md Markdown deck, already split, rendered and sanitised, but not yet for an audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csp_slides.content.publication import Amendment, Withdrawal
    from csp_slides.deck import Authored
    from csp_slides.source import Span


class MarkdownSlide(Struct, frozen=True, kw_only=True):
    """One leaf slide. `attributes` are allow-listed; `title` is its first heading's text.

    `attributes` keeps the author's names of pictures; where a name was found as a local file
    its value is `asset:/<path inside the content>`, as in `Authored`; `resources` lists those.
    `notes` holds one text for each `Note:` and `<aside class="notes">`, in order.
    `said` are the notes' spoken words as plain text, for counting.
    """

    body: Authored
    title: str | None
    notes: tuple[Authored, ...]
    said: str
    attributes: Mapping[str, str]
    resources: tuple[str, ...] = ()
    hidden: bool = False
    empty: bool = False
    span: Span


class MarkdownStack(Struct, frozen=True, kw_only=True):
    """A horizontal position; `nested` when reveal-md shows it as a vertical stack."""

    slides: tuple[MarkdownSlide, ...]
    nested: bool


class MarkdownDeck(Struct, frozen=True, kw_only=True):
    """A whole Markdown deck.

    `options` are reveal.js settings from front matter and configuration files, allow-listed.
    `stylesheet` is CSS moved out of inline styles, in which a local file stands as
    `url("asset:/<path inside the content>")`; `stylesheets` are the author's own files.
    `stylesheet_resources` are the local files that any of this CSS names.
    """

    title: str | None
    theme: str | None
    options: Mapping[str, object]
    stacks: tuple[MarkdownStack, ...]
    stylesheet: str = ""
    stylesheets: tuple[str, ...] = ()
    stylesheet_resources: tuple[str, ...] = ()
    presenter: str | None = None
    role: str | None = None
    body: str | None = None
    date: dt.date | None = None
    time_limit: Decimal | None = None
    language: str = "en-GB"
    id: str | None = None
    amended: tuple[Amendment, ...] = ()
    withdrawn: Withdrawal | None = None
    span: Span

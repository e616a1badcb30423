"""How a Markdown deck is to be read: the site's choices, made before the deck is opened."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Compat(StrEnum):
    """How closely a deck is read as reveal-md reads it."""

    REVEAL_MD = "reveal-md"
    STRICT = "strict"
    NONE = "none"


class MarkdownSettings(Struct, frozen=True, kw_only=True):
    """The level of compatibility, and what the council's file allows a Markdown deck.

    `trusted` keeps the deck's raw HTML as far as the page's own policy lets it work.
    `frames` are the web origins that a slide may frame (`https://maps.example.org`).
    `fence_aware` leaves separators inside code alone; a deck's front matter may ask for it too.
    """

    compat: Compat = Compat.REVEAL_MD
    trusted: bool = False
    frames: tuple[str, ...] = ()
    fence_aware: bool = False

"""A text to show: Markdown to be rendered, or HTML that a Markdown deck's reader sanitised.

Values only: content holds them, slides and reports show them.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

ASSET: Final = "asset:/"
"""The scheme of a local file in sanitised HTML and CSS: `asset:/<path inside the content>`.

An author cannot write it: links of unknown schemes are sanitised away.
"""


class Prose(Struct, frozen=True, kw_only=True):
    """An author's free text: Markdown without HTML, rendered when it is shown."""

    markdown: str


class Authored(Struct, frozen=True, kw_only=True):
    """A Markdown deck's own text: sanitised HTML, and the Markdown that it came from.

    A local file stands in the HTML as `asset:/<path inside the content>`; `resources` names
    each such path once, in order. The author cannot write that scheme: it is sanitised away.
    """

    html: str
    markdown: str
    resources: tuple[str, ...] = ()


Words = Prose | Authored
"""A text to show: either kind."""

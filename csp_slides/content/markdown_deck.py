"""A reveal-md Markdown deck, already split, rendered and sanitised, but not yet for an audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csp_slides.content.document import Amendment, Withdrawal
    from csp_slides.core.rich_text import Authored
    from csp_slides.core.source import Span


class SlideStyles(Struct, frozen=True, kw_only=True):
    """The styles that one slide brings into its deck, moved out of its text.

    `rules` are those of whole `style` elements, `single` those that stand for the `style` of an
    element, `files` the stylesheets that it links to, by path inside the content.
    """

    rules: tuple[str, ...] = ()
    single: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The stylesheet that these make, whole rules first."""
        return "".join(f"{line}\n" for line in (*self.rules, *self.single))


NO_STYLES = SlideStyles()


class AuthorTheme(Struct, frozen=True, kw_only=True):
    """What an author's own style files decide of the deck's look; colours are `#rrggbb`.

    `whole` says that they are in place of a theme. `styles` is CSS that tells our own rules of
    what else they decide.
    """

    whole: bool
    background: str | None = None
    text: str | None = None
    heading: str | None = None
    link: str | None = None
    styles: str = ""

    @property
    def coloured(self) -> bool:
        """Whether any colour of words is decided."""
        return any((self.text, self.heading, self.link))


class SlideLink(Struct, frozen=True, kw_only=True):
    """A link of a slide to another slide or document, as it was typed.

    `written` is the address in the slide's HTML until the pages of the site are known, `target`
    the path inside the content of what it names, or that of a page; empty for the same deck.
    `fragment` is what follows the number sign, None without one; `missing` says that no file of
    the content has this name.
    """

    typed: str
    written: str
    target: str
    fragment: str | None
    missing: bool
    span: Span


class MarkdownSlide(Struct, frozen=True, kw_only=True):
    """One leaf slide. `attributes` are allow-listed; `title` is its first heading's text.

    `attributes` keeps the author's names of pictures; where a name was found as a local file
    its value is `asset:/<path inside the content>`, as in `Authored`; `resources` lists those.
    `notes` holds one text for each `Note:` and `<aside class="notes">`, in order.
    `said` are the notes' spoken words as plain text, for counting. `styles` are those of what is
    shown, `notes_styles` those of the notes.
    """

    body: Authored
    title: str | None
    notes: tuple[Authored, ...]
    said: str
    attributes: Mapping[str, str]
    resources: tuple[str, ...] = ()
    hidden: bool = False
    empty: bool = False
    links: tuple[SlideLink, ...] = ()
    styles: SlideStyles = NO_STYLES
    notes_styles: SlideStyles = NO_STYLES
    span: Span


class MarkdownStack(Struct, frozen=True, kw_only=True):
    """A horizontal position; `nested` when reveal-md shows it as a vertical stack."""

    slides: tuple[MarkdownSlide, ...]
    nested: bool


class MarkdownDeck(Struct, frozen=True, kw_only=True):
    """A whole Markdown deck.

    `options` are reveal.js settings from front matter and configuration files, allow-listed.
    `stylesheet` is CSS moved out of inline styles, in which a local file stands as
    `url("asset:/<path inside the content>")`; `stylesheets` are the author's own files, `sheets`
    those of them that its settings name. `stylesheet_resources` are the local files that any of
    this CSS names, `sheet_resources` those that each of the author's files names.
    """

    title: str | None
    theme: str | None
    author_theme: AuthorTheme | None = None
    options: Mapping[str, object]
    stacks: tuple[MarkdownStack, ...]
    stylesheet: str = ""
    stylesheets: tuple[str, ...] = ()
    stylesheet_resources: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    sheet_resources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    presenter: str | None = None
    role: str | None = None
    body: str | None = None
    date: dt.date | None = None
    time_limit: Decimal | None = None
    language: str = "en-GB"
    id: str | None = None
    amended: tuple[Amendment, ...] = ()
    withdrawn: Withdrawal | None = None
    house_style: bool = False
    """Whether it is held to every rule of the house style, even where it shows code."""
    span: Span

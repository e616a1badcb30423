"""What all documents of a build share: assets with their places, themes, the council's own files.

A value that is made once and can be sent to another process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.content.theme import Scheme
from csp_slides.core.language import ENGLISH, Language, current, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path, PurePosixPath

    from csp_slides.assets.fingerprint import Assets
    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.picture import PictureCredit
    from csp_slides.content.theme import Theme
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.base_url import Website
    from csp_slides.model.formats import FormatSpec
    from csp_slides.model.slide_blocks import Picture

PAPER = "council"
"""The theme of documents if the deck's own is light on dark: paper is white."""


INDEX = "index.html"
"""The site's list of documents."""

STATEMENT = "accessibility.html"
"""The page with the accessibility statement, where the council's file has one."""


class ThemeAssets(Struct, frozen=True, kw_only=True):
    """A theme made ready: its tokens in the council's colours, its stylesheets in place."""

    name: str
    theme: Theme
    deck_css: PurePosixPath
    report_css: PurePosixPath
    folders: tuple[Path, ...]
    undressed: bool = False
    """Whether the theme's stylesheet says more than a PDF of its slides shows."""


class BuildContext(Struct, frozen=True, kw_only=True):
    """Everything that the documents of one build share.

    `themes` are the themes that this build uses, by name, `office` the council's own files
    that a format takes its look from.
    """

    audience: Audience
    council: Council
    language: Language = ENGLISH
    """What the site's own pages are written in."""
    main: Language = ENGLISH
    """The language at the usual addresses."""
    others: tuple[tuple[Language, Council], ...] = ()
    """The other languages of the site, each with the council's settings in it."""
    credits: Mapping[str, PictureCredit]
    assets: Assets
    folders: tuple[Path, ...]
    themes: Mapping[str, ThemeAssets] = field(default_factory=dict)
    logo: Picture | None = None
    office: Mapping[FormatSpec, bytes] = field(default_factory=dict)
    website: Website | None = None
    shared: tuple[Artifact, ...] = ()
    browser: Path | None = None
    """The browser that prints slides."""
    single_file: bool = False
    """Whether each document is one file, without links to others."""

    def named(self, name: str) -> str:
        """Return what a page of the site is called in the language in force: `index-cy.html`."""
        stem, dot, ending = name.rpartition(".")
        return f"{stem}{self.suffix}{dot}{ending}"

    @property
    def suffix(self) -> str:
        """What names of the site's own pages end in, in the language in force: `-cy`."""
        code = current().code
        return f"-{code}" if any(each.code == code for each, _ in self.others) else ""

    def in_other_languages(self) -> Iterator[BuildContext]:
        """Yield what the documents of each other language share."""
        for language, council in self.others:
            yield replace(self, language=language, council=council)

    def named_in(self, language: Language, name: str) -> str:
        """Return what a page of the site is called in one of its languages."""
        with speaking(language):
            return self.named(name)

    @property
    def index_above(self) -> str | None:
        """The site's list of documents, as documents name it from their folder."""
        return None if self.single_file else f"../{self.named(INDEX)}"

    @property
    def statement(self) -> str | None:
        """The accessibility statement's page, as the site's own pages name it."""
        return self.named(STATEMENT) if self.council.accessibility is not None else None

    @property
    def statement_above(self) -> str | None:
        """The accessibility statement's page, as documents name it from their folder."""
        if self.statement is None or not self.single_file:
            return f"../{self.statement}" if self.statement is not None else None
        return self.website.address(self.statement) if self.website is not None else None

    def theme_assets(self, theme: str) -> ThemeAssets:
        """Return the theme that a deck wears."""
        return self.themes[theme]

    def paper(self, theme: str = "") -> ThemeAssets:
        """Return the theme of a page that is read: the document's own when it is dark on light."""
        own = self.themes.get(theme)
        return own if own and own.theme.scheme is Scheme.LIGHT else self.themes[PAPER]

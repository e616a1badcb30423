"""Everything on disk that a build needs besides content: templates, themes, scripts, fonts.

Reads files and nothing else. A site owner's own `templates` and `themes` are beside the
content folder and go before the shipped ones.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core import package_data
from csp_slides.core.source import Source
from csp_slides.load.content_folder import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from csp_slides.load.content_folder import ContentFolder

_REVEAL = ("reveal.css", "reveal.js")

_PARTS = "-styles"
"""Suffix of a folder whose stylesheets are joined into one."""


class ThemeFiles(Struct, frozen=True, kw_only=True):
    """A theme's folder, read: its tokens, and its stylesheets for deck and report."""

    name: str
    tokens: Source
    deck_css: str
    report_css: str
    templates: Path
    is_own: bool = False
    """Whether it is the site owner's rather than a shipped one."""

    @property
    def has_styles_of_its_own(self) -> bool:
        """Whether a site owner's `deck.css` says what no template for PDFs repeats."""
        dressing = self.templates / "pdf" / "dressing.typ"
        return self.is_own and bool(self.deck_css.strip()) and not dressing.is_file()


class ThemeLoader(Struct, frozen=True, kw_only=True):
    """Where templates and themes are looked for, the site owner's first.

    `refused` are folders that would be the owner's by their place, but lie inside a content
    folder: whoever writes content may not write templates.
    """

    templates: tuple[Path, ...]
    themes: tuple[Path, ...]
    refused: tuple[Path, ...] = ()

    @classmethod
    def of(cls, folder: ContentFolder) -> ThemeLoader:
        """Use the files beside a content folder; a file outside one has only shipped ones."""
        beside = [folder.root.parent / name for name in ("templates", "themes")]
        found = [each for each in beside if folder.whole and each.is_dir()]
        refused = tuple(each for each in found if _is_in_content(each, folder.root))
        templates, themes = (
            each if each in found and each not in refused else None for each in beside
        )
        return cls(
            templates=_existing(templates, package_data.templates()),
            themes=_existing(themes, package_data.themes()),
            refused=refused,
        )

    def theme_names(self) -> frozenset[str]:
        """Return the names of all themes."""
        return frozenset(
            entry.name
            for folder in self.themes
            for entry in folder.iterdir()
            if (entry / "theme.yaml").is_file()
        )

    def theme(self, name: str) -> ThemeFiles:
        """Read a theme's folder; `name` is one of `theme_names`."""
        place = next(each for each in self.themes if (each / name / "theme.yaml").is_file()) / name
        shown = PurePosixPath(place.parent.name, name, "theme.yaml")
        return ThemeFiles(
            name=name,
            tokens=Source(path=shown, inside=shown, text=_text(place / "theme.yaml")),
            deck_css=_text(place / "deck.css"),
            report_css=_text(place / "report.css"),
            templates=place / "templates",
            is_own=place.parent.resolve() != package_data.themes().resolve(),
        )

    def assets(self) -> dict[str, bytes]:
        """Read the scripts, stylesheets and fonts of every page, by their logical names."""
        vendor = package_data.vendor()
        own = {
            name: content
            for folder in reversed(self.templates)
            for name, content in _assets(folder / "assets")
        }
        reveal = {name: (vendor / "reveal.js" / name).read_bytes() for name in _REVEAL}
        fonts = {
            font.name: font.read_bytes() for font in sorted((vendor / "fonts").glob("*.woff2"))
        }
        return {**own, **reveal, **fonts}


def template_folders(theme_loader: ThemeLoader, theme: ThemeFiles | None) -> tuple[Path, ...]:
    """Order the folders for templates: the site owner's, the theme's, the shipped one."""
    *own, shipped = theme_loader.templates
    themes: Iterable[Path] = (theme.templates,) if theme and theme.templates.is_dir() else ()
    return (*own, *themes, shipped)


def _existing(own: Path | None, shipped: Path) -> tuple[Path, ...]:
    if own is not None and own.resolve() != shipped.resolve():
        return (own, shipped)
    return (shipped,)


def _is_in_content(place: Path, root: Path) -> bool:
    """Whether a folder lies in the content folder or in another, by name or through a link."""
    return any(
        up == root or any((up / name).is_file() for name in COUNCIL)
        for up in (*place.absolute().parents, *place.resolve().parents)
    )


def _assets(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder; `deck-styles/` holds the parts of `deck.css`, in name order."""
    for parts in sorted(folder.glob(f"*{_PARTS}")):
        joined = b"\n".join(part.read_bytes() for part in sorted(parts.glob("*.css")))
        yield f"{parts.name.removesuffix(_PARTS)}.css", joined
    for file in sorted(folder.glob("*.*")):
        if file.is_file():
            yield file.name, file.read_bytes()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""

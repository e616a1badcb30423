"""Opening what all documents of a build share: assets, themes, logo, the council's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.assets.fingerprint import Assets, gather, stylesheet, unique
from csp_slides.assets.images.publishing import publish
from csp_slides.core.language import ENGLISH, Language
from csp_slides.editions import theme as themes
from csp_slides.editions.theme_loader import template_folders
from csp_slides.model.slide_blocks import Picture
from csp_slides.render.context import PAPER, BuildContext, ThemeAssets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.picture import PictureCredit
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.base_url import Website
    from csp_slides.core.diagnostics import Sink
    from csp_slides.editions.theme_loader import ThemeLoader
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.model.formats import FormatSpec


def open_context(
    theme_loader: ThemeLoader,
    *,
    council: Council,
    language: Language = ENGLISH,
    others: tuple[tuple[Language, Council], ...] = (),
    credits: Mapping[str, PictureCredit],  # noqa: A002  # the word of the whole product
    audience: Audience,
    browser: Path | None = None,
    single_file: bool = False,
    wanted: Iterable[str],
    folder: ContentFolder,
    sink: Sink,
    website: Website | None = None,
) -> BuildContext:
    """Read what documents share, and prepare the themes that are `wanted`.

    Raises:
        ToolError: reveal.js or the fonts are not installed.
    """
    assets = gather(theme_loader.assets(), sink)
    made: dict[str, ThemeAssets] = {}
    sheets: list[Artifact] = []
    logo, drawn = _logo(council, folder, sink)
    sheets += drawn
    for name in sorted({*wanted, PAPER}):
        theme_assets, artifacts = _theme_assets(name, theme_loader, council, assets, sink)
        if theme_assets is not None:
            made[name] = theme_assets
            sheets.extend(artifacts)
    return BuildContext(
        audience=audience,
        council=council,
        language=language,
        main=language,
        others=others,
        credits=credits,
        assets=assets,
        folders=template_folders(theme_loader, None),
        themes=made,
        logo=logo,
        office=_office(council, folder, sink),
        website=website,
        shared=unique((*assets.artifacts, *sheets)),
        browser=browser,
        single_file=single_file,
    )


def _logo(
    council: Council, folder: ContentFolder, sink: Sink
) -> tuple[Picture | None, list[Artifact]]:
    """Read the council's logo; one that is not there is reported and left out."""
    name = council.brand.logo
    if name is None or name.span is None:
        return None, []
    path = folder.find(name, name.span.source.inside)
    content = folder.read_bytes(path) if path is not None else None
    if path is None or content is None:
        sink.warning(
            "missing-file",
            f"can't find the logo '{name}' in the content folder",
            name.span,
            help="put the file there, or correct its name",
        )
        return None, []
    file = publish(path, content, name.span, sink)
    picture = Picture(
        name=path,
        span=name.span,
        asset=file.artifact.path,
        describe=council.brand.describe or council.name,
        width=file.width,
        height=file.height,
    )
    return picture, [file.artifact]


def _office(council: Council, folder: ContentFolder, sink: Sink) -> Mapping[FormatSpec, bytes]:
    if council.office.word is None and council.office.powerpoint is None:
        return {}
    from csp_slides.editions.office_templates import read_templates

    return read_templates(council, folder, sink)


def _theme_assets(
    name: str, theme_loader: ThemeLoader, council: Council, assets: Assets, sink: Sink
) -> tuple[ThemeAssets | None, tuple[Artifact, ...]]:
    files = theme_loader.theme(name) if name in theme_loader.theme_names() else None
    if files is not None:
        theme = themes.read_theme(files.tokens, sink)
        deck_css, report_css = files.deck_css, files.report_css
    else:
        from csp_slides.editions.reveal_themes import find_look, make_theme, styles_of_look

        look = find_look(name)
        assert look is not None, "no other theme is chosen"
        theme, deck_css, report_css = make_theme(name, look), styles_of_look(look), ""
    if theme is None:
        return None, ()
    worn = themes.branded(theme, council.brand)
    themes.check(worn, sink)
    tokens = themes.css_variables(worn)
    deck = stylesheet(f"{name}-deck.css", tokens + deck_css, assets.paths, sink)
    report = stylesheet(f"{name}-report.css", tokens + report_css, assets.paths, sink)
    theme_assets = ThemeAssets(
        name=name,
        theme=worn,
        deck_css=deck.path,
        report_css=report.path,
        folders=template_folders(theme_loader, files),
        undressed=files is not None and files.has_styles_of_its_own,
    )
    return theme_assets, (deck, report)

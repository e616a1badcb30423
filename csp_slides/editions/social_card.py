"""Link previews of the pages of a document, with one picture in the document's theme.

Only what anybody may read has any, and only where the site has an address: what shows previews
follows no relative one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.assets.colour import mixed, read_hex, readable, text_on
from csp_slides.assets.fingerprint import asset
from csp_slides.content.audience import Audience
from csp_slides.content.theme import Scheme
from csp_slides.core.language import _
from csp_slides.model.catalogue import SITE_TITLE, Entry, Poster
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb
    from csp_slides.content.theme import Theme
    from csp_slides.editions.edition import Edition
    from csp_slides.model.catalogue import Catalogue
    from csp_slides.render.card_png import Palette
    from csp_slides.render.context import BuildContext

_SHAPE_CONTRAST: Final = 3.0
_RINGS: Final = (0.14, 0.28, 0.46, 0.7)
"""How much of the accent is in each ring of a rising sun, from the outermost in."""


def poster_of(edition: Edition, context: BuildContext) -> Poster | None:
    """Make the poster of a document; None for a draft and for what is not for publication."""
    known = edition.particulars
    if (
        context.website is None
        or context.audience is not Audience.PUBLIC
        or edition.draft
        or known.exempt
        or known.withdrawn
    ):
        return None
    on = dates.write(known.date) if known.date is not None else None
    met = ", ".join(each for each in (known.body, on) if each)
    about = Entry(
        title=edition.title,
        presenter=known.presenter,
        body=known.body,
        date=known.date,
        purpose=known.purpose,
    ).about
    theme = context.theme_assets(edition.theme).theme
    lines = tuple(each for each in (known.presenter, met) if each)
    return _poster(edition.slug, edition.title, lines, about, context, theme=theme)


def poster_of_site(catalogue: Catalogue, context: BuildContext) -> Poster | None:
    """Make the poster of the site's first page."""
    if context.website is None or not catalogue.public:
        return None
    about = (
        _("Slides and papers of %(council)s.", council=catalogue.council)
        if catalogue.council
        else SITE_TITLE
    )
    return _poster(
        "site", SITE_TITLE, (), about, context, theme=context.paper().theme, kind="website"
    )


def _poster(
    name: str,
    title: str,
    lines: tuple[str, ...],
    about: str,
    context: BuildContext,
    *,
    theme: Theme,
    kind: str = "article",
) -> Poster:
    from csp_slides.render import card_png

    assert context.website is not None, "asked by those who make posters"
    council = context.council.short_name or context.council.name or None
    card = card_png.Card(council=council, title=title, lines=lines, palette=palette_of(theme))
    files = {file.path: file.content for file in context.assets.artifacts}
    western, further = (files[context.assets.paths[font]] for font in card_png.FONTS)
    return Poster(
        title=title,
        about=about,
        picture=asset(f"{name}-preview.png", card_png.render(card, (western, further))),
        words=card.words,
        site=council or SITE_TITLE,
        website=context.website,
        kind=kind,
    )


def palette_of(theme: Theme) -> Palette:
    """Return a card's colours and shapes, as on the theme's own title slide."""
    from csp_slides.render.card_png import Palette

    colours = theme.colours
    ground, accent = _rgb(colours.background), _rgb(colours.accent)
    if theme.branded:
        ground = _rgb(colours.primary)
        words = text_on(ground)
        accent = readable(accent, ground, _SHAPE_CONTRAST)
        return Palette(ground=ground, words=words, quiet=words, accent=accent, band=True)
    framed = colours.accent == colours.text
    tints = () if framed or theme.scheme is Scheme.DARK else _sun(ground, accent)
    return Palette(
        ground=ground,
        words=_rgb(colours.heading),
        quiet=_rgb(colours.muted),
        accent=accent,
        framed=framed,
        tints=tints,
    )


def _sun(ground: Rgb, accent: Rgb) -> tuple[Rgb, ...]:
    return tuple(mixed(ground, accent, share) for share in _RINGS)


def _rgb(colour: str) -> Rgb:
    found = read_hex(colour)
    assert found is not None, "the field's kind lets nothing else through"
    return found

"""A theme's colours and sizes: read from its `theme.yaml`, checked, and written out as CSS.

Pure: takes the text of files, gives values and text.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.assets.colour import WHITE, Rgb, ratio, read_hex, readable, text_on, written
from csp_slides.content.theme import Theme
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.source import Text
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from csp_slides.content.council import Brand
    from csp_slides.content.theme import Colours, Tag
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span

DEFAULT: Final = "night"

SHAPE_CONTRAST: Final = Decimal(3)
"""WCAG 2.2, 1.4.11 (AA)."""


def read_theme(source: Source, sink: Sink) -> Theme | None:
    """Read a `theme.yaml`; None, and reported, when it cannot stand."""
    document = read_document(source, {"theme": Theme}, sink)
    if document is None:
        return None
    theme = document[1]
    return theme if isinstance(theme, Theme) else None


def choose(name: str | None, names: Collection[str], span: Span | None, sink: Sink) -> str:
    """Return the theme called `name`, or else the closest of `names`."""
    if name is None:
        return DEFAULT
    if name in names:
        return name
    from csp_slides.editions.reveal_themes import LOOKS, find_look

    plain = name.rpartition("/")[2].removesuffix(".css")
    if plain in names or find_look(plain) is not None:
        return plain
    known = {*names, *LOOKS}
    sink.warning(
        "theme",
        f"there is no theme '{name}', so '{DEFAULT}' is used",
        span,
        closest(name, known, otherwise=f"the themes are {listed(sorted(known))}"),
    )
    return DEFAULT


def branded(theme: Theme, brand: Brand) -> Theme:
    """Return a `branded` theme with the council's colours, adjusted until they are readable."""
    if not theme.branded or (brand.primary is None and brand.accent is None):
        return theme
    colours = theme.colours
    background = _rgb(colours.background)
    primary = _rgb(brand.primary or colours.primary)
    accent = _rgb(brand.accent or brand.primary or colours.accent)
    worn = replace(
        colours,
        primary=_text(primary),
        accent=_text(readable(accent, background, float(SHAPE_CONTRAST))),
        heading=_heading(primary, theme),
        accent_text=_text(_words_in(accent, theme)),
    )
    return replace(theme, colours=worn)


def check(theme: Theme, sink: Sink) -> None:
    """Report every pair of colours that is too close to be read (WCAG 1.4.3, 1.4.11)."""
    for words, behind, least, named in _pairs(theme):
        found = ratio(_rgb(words), _rgb(behind))
        if found < least:
            sink.error(
                "contrast",
                f"{named} have a contrast of {found:.2f}; the minimum is {least}",
                getattr(words, "span", None),
                f"try {written(readable(_rgb(words), _rgb(behind), float(least)))}",
            )


def css_variables(theme: Theme) -> str:
    """Write what the theme decides as CSS custom properties of the page."""
    colours = theme.colours
    lines = [
        f"color-scheme: {theme.scheme.value};",
        *(f"--{name.replace('_', '-')}: {value};" for name, value in _named(colours)),
        f"--on-primary: {written(_on_primary(theme))};",
        f"--accent-on-primary: {written(_accent_on_primary(colours))};",
        *(
            line
            for name, tag in _tags(theme)
            for line in (f"--{name}: {tag.fill};", f"--on-{name}: {tag.text};")
        ),
        f"--font-text: {theme.fonts.text};",
        f"--font-heading: {theme.fonts.heading};",
        f"--font-code: {theme.fonts.code};",
        f"--heading-weight: {theme.heading_weight};",
        f"--radius: {theme.radius};",
        f"--picture-panel: {theme.picture_panel:f}%;",
    ]
    return ":root {\n" + "".join(f"  {line}\n" for line in lines) + "}\n"


def _pairs(theme: Theme) -> Iterator[tuple[str, str, Decimal, str]]:
    """Yield the colours that meet on a page: foreground, background, minimum, what they are."""
    colours, least = theme.colours, theme.least_contrast
    for behind in ("background", "panel"):
        for words in ("text", "heading", "muted", "accent_text", "link"):
            yield (
                getattr(colours, words),
                getattr(colours, behind),
                least,
                f"'{words}' and '{behind}'",
            )
    for words in ("text", "keyword", "string", "number", "title", "comment"):
        for behind in ("background", "mark"):
            yield (
                getattr(colours, f"code_{words}"),
                getattr(colours, f"code_{behind}"),
                least,
                f"'code_{words}' and 'code_{behind}'",
            )
    for shape in ("accent", "focus"):
        yield (
            getattr(colours, shape),
            colours.background,
            SHAPE_CONTRAST,
            f"'{shape}' and 'background'",
        )
    for name, tag in _tags(theme):
        yield tag.text, tag.fill, least, f"the 'text' and 'fill' of '{name}'"


def _named(colours: Colours) -> Iterator[tuple[str, str]]:
    for each in colours.__struct_fields__:
        if each not in _PLACES:
            yield each, getattr(colours, each)


def _tags(theme: Theme) -> Iterator[tuple[str, Tag]]:
    for each in theme.ratings.__struct_fields__:
        if each not in _PLACES:
            yield each, getattr(theme.ratings, each)


_PLACES: Final = frozenset({"span", "spans"})


def _words_in(colour: Rgb, theme: Theme) -> Rgb:
    """Return a text colour that is readable everywhere: on the page and on its panels."""
    for behind in (theme.colours.background, theme.colours.panel):
        colour = readable(colour, _rgb(behind), float(theme.least_contrast))
    return colour


def _heading(primary: Rgb, theme: Theme) -> Text:
    """Return the colour of headings; a light primary would turn to mud, so they are in ink."""
    if ratio(primary, _rgb(theme.colours.background)) < float(SHAPE_CONTRAST):
        return Text(theme.colours.text)
    return _text(_words_in(primary, theme))


def _on_primary(theme: Theme) -> Rgb:
    """Return the colour of words on the primary: white, the theme's ink, or black."""
    primary, ink = _rgb(theme.colours.primary), _rgb(theme.colours.text)
    best = text_on(primary)
    dark = best != WHITE and ratio(ink, primary) >= float(theme.least_contrast)
    return ink if dark else best


def _accent_on_primary(colours: Colours) -> Rgb:
    return readable(_rgb(colours.accent), _rgb(colours.primary), float(SHAPE_CONTRAST))


def _rgb(colour: str) -> Rgb:
    found = read_hex(colour)
    assert found is not None, "the field's kind lets nothing else through"
    return found


def _text(colour: Rgb) -> Text:
    return Text(written(colour))

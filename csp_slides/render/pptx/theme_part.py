"""What a PowerPoint deck looks like: its colours by what they are for, its fonts, its theme part.

With our own themes the file has a theme of its own, so that PowerPoint's colour and font menus
show the deck's. With a council's template the template's theme is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from csp_slides.assets.colour import BLACK, WHITE, mixed, ratio, read_hex, text_on, written
from csp_slides.content.theme import Scheme

if TYPE_CHECKING:
    from csp_slides.assets.colour import Rgb
    from csp_slides.content.council import Rag
    from csp_slides.content.theme import Tag, Theme

A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"

_EVERYWHERE: Final = (
    *("Aptos", "Arial", "Calibri", "Cambria", "Candara", "Comic Sans MS", "Consolas", "Constantia"),
    *("Corbel", "Courier New", "Garamond", "Georgia", "Gill Sans MT", "Segoe UI", "Tahoma"),
    *("Times New Roman", "Trebuchet MS", "Verdana"),
)
"""Fonts that come with Office; a missing font would be replaced by an arbitrary one."""

_STAND_INS: Final = (("mono", "Consolas"), ("sans", "Arial"), ("serif", "Georgia"))
_PLAIN: Final = "Arial"


class Palette(Struct, frozen=True, kw_only=True):
    """Colours by what they are for: a name of the theme's, such as `tx1`, or `#rrggbb`."""

    text: str = "tx1"
    heading: str = "tx2"
    muted: str = "accent4"
    accent: str = "accent1"
    accent_text: str = "accent3"
    primary: str = "accent2"
    on_primary: str = "accent5"
    panel: str = "bg2"
    line: str = "accent6"
    background: str = "bg1"
    figure: str = "tx2"
    """Bars of current values; not the accent, which may look like a rating's colour."""


OWN: Final = Palette()

BORROWED: Final = Palette(
    heading="tx1",
    muted="tx1",
    accent_text="tx1",
    line="tx1",
    primary="accent1",
    on_primary="bg1",
    figure="accent1",
)
"""A council's template promises that its text is readable on its background, and no more."""


class Look(Struct, frozen=True, kw_only=True):
    """A theme as PowerPoint needs it; `code` is the font of code."""

    theme: Theme
    palette: Palette
    heading: str
    text: str
    code: str

    @property
    def is_dark(self) -> bool:
        """Whether words are light on dark."""
        return self.theme.scheme is Scheme.DARK

    @property
    def is_plain(self) -> bool:
        """Whether the accent is the colour of the words, so that only lines can catch the eye."""
        return self.theme.colours.accent == self.theme.colours.text

    @property
    def stands_on_primary(self) -> bool:
        """Whether slides that are by themselves are wholly in the first colour."""
        return self.theme.branded or self.is_plain

    def tag(self, rag: Rag) -> Tag:
        """Return the colours of a rating."""
        found: Tag = getattr(self.theme.ratings, rag.value)
        return found


def look_of(theme: Theme, *, borrowed: bool = False) -> Look:
    """Read what PowerPoint needs from a theme; `borrowed` where a template has its own."""
    return Look(
        theme=theme,
        palette=BORROWED if borrowed else OWN,
        heading=office_font(theme.fonts.heading),
        text=office_font(theme.fonts.text),
        code=office_font(theme.fonts.code),
    )


def office_font(families: str) -> str:
    """Return the first of CSS's families that Office has, or else one of the same kind."""
    names = [name.strip(" \"'") for name in families.split(",")]
    known = {name.casefold(): name for name in _EVERYWHERE}
    for name in names:
        if name.casefold() in known:
            return known[name.casefold()]
    last = names[-1].casefold()
    return next((font for kind, font in _STAND_INS if kind in last), _PLAIN)


def theme_part(look: Look) -> bytes:
    """Write the theme part (ECMA-376, 20.1.6.9): the colours, the fonts, plain effects."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{A}" name={quoteattr(str(look.theme.title))}>'
        f"<a:themeElements>{_colours(look)}{_fonts(look)}{_EFFECTS}</a:themeElements>"
        "<a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    ).encode()


def colour_map(look: Look) -> dict[str, str]:
    """Return which of the theme's colours are background and text; in dark, dark is behind.

    PowerPoint calls the pairs dark and light, and maps them in the master.
    """
    behind, front = ("dk", "lt") if look.is_dark else ("lt", "dk")
    pairs = {"bg1": f"{behind}1", "tx1": f"{front}1", "bg2": f"{behind}2", "tx2": f"{front}2"}
    rest = [*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"]
    return pairs | {name: name for name in rest}


def rgb(colour: str) -> Rgb:
    """Read a theme's colour."""
    found = read_hex(colour)
    assert found is not None, "the field's kind lets nothing else through"
    return found


def ink_on(colours: tuple[Rgb, ...], usual: Rgb) -> Rgb:
    """Return text colours for a background of several colours: the usual ones if readable."""
    if all(ratio(usual, each) >= _ENOUGH for each in colours):
        return usual
    return max((WHITE, BLACK), key=lambda ink: min(ratio(ink, each) for each in colours))


_ENOUGH: Final = 4.5


def tint(one: str, other: str, share: float) -> str:
    """Mix two colours of a theme, for decoration only."""
    return written(mixed(rgb(one), rgb(other), share))


def _colours(look: Look) -> str:
    colours = look.theme.colours
    behind, front = ("dk", "lt") if look.is_dark else ("lt", "dk")
    on_primary = written(text_on(rgb(colours.primary)))
    named = {
        f"{behind}1": colours.background,
        f"{front}1": colours.text,
        f"{behind}2": colours.panel,
        f"{front}2": colours.heading,
        "accent1": colours.accent,
        "accent2": colours.primary,
        "accent3": colours.accent_text,
        "accent4": colours.muted,
        "accent5": on_primary,
        "accent6": colours.line,
        "hlink": colours.link,
        "folHlink": colours.link,
    }
    order = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    inside = "".join(
        f'<a:{name}><a:srgbClr val="{written(rgb(named[name]))[1:].upper()}"/></a:{name}>'
        for name in order
    )
    return f"<a:clrScheme name={quoteattr(str(look.theme.title))}>{inside}</a:clrScheme>"


def _fonts(look: Look) -> str:
    def font(kind: str, name: str) -> str:
        return (
            f'<a:{kind}Font><a:latin typeface="{escape(name)}"/><a:ea typeface=""/>'
            f'<a:cs typeface=""/></a:{kind}Font>'
        )

    both = font("major", look.heading) + font("minor", look.text)
    return f"<a:fontScheme name={quoteattr(str(look.theme.title))}>{both}</a:fontScheme>"


_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_EFFECTS: Final = (
    f'<a:fmtScheme name="Plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)
"""Flat fills, thin lines, no shadows; PowerPoint asks for three of each."""

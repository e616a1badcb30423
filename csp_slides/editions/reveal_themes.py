"""The themes of reveal.js as themes of ours, and an author's own theme in the same way.

A theme of reveal.js is a background, three colours and the manner of its headings. All other
colours of a theme here follow from those, moved only as far as reading them asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.assets.colour import Rgb, mixed, read_hex, readable, text_on, written
from csp_slides.content.theme import Colours, Fonts, Ratings, Scheme, Tag, Theme
from csp_slides.core.source import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = 4.5
_SHAPES: Final = 3.0
_AUTHOR: Final = "author"
_CAPITALS: Final = "--r-heading-text-transform: uppercase;"
_SERIF: Final = '"Palatino Linotype", Palatino, "Book Antiqua", FreeSerif, serif'


class Look(Struct, frozen=True, kw_only=True):
    """What makes a theme of reveal.js recognisable; colours are `#rrggbb`.

    `styles` are declarations for the whole page: the manner of headings, a background that is more
    than a colour.
    """

    background: str
    text: str
    heading: str
    link: str
    styles: str = ""
    font: str | None = None
    weight: int = 700


LOOKS: Final[Mapping[str, Look]] = {
    "beige": Look(
        background="#f7f3de",
        text="#333333",
        heading="#333333",
        link="#8b743d",
        styles=f"{_CAPITALS} --backdrop: radial-gradient(circle, #ffffff, #f7f2d3);",
    ),
    "black": Look(
        background="#191919",
        text="#ffffff",
        heading="#ffffff",
        link="#42affa",
        styles=_CAPITALS,
        weight=600,
    ),
    "black-contrast": Look(
        background="#000000",
        text="#ffffff",
        heading="#ffffff",
        link="#42affa",
        styles=_CAPITALS,
        weight=600,
    ),
    "blood": Look(
        background="#222222",
        text="#eeeeee",
        heading="#eeeeee",
        link="#dd5566",
        styles=f"{_CAPITALS} --r-heading-text-shadow: 2px 2px 2px #222222;",
    ),
    "dracula": Look(
        background="#282a36",
        text="#f8f8f2",
        heading="#bd93f9",
        link="#ff79c6",
        styles="--r-list-bullet-color: #8be9fd;",
    ),
    "league": Look(
        background="#2b2b2b",
        text="#eeeeee",
        heading="#eeeeee",
        link="#13daec",
        styles=f"{_CAPITALS} --backdrop: radial-gradient(circle, #555a5f, #1c1e20);",
    ),
    "moon": Look(
        background="#002b36",
        text="#93a1a1",
        heading="#eee8d5",
        link="#268bd2",
        styles=_CAPITALS,
    ),
    "serif": Look(
        background="#f0f1eb",
        text="#000000",
        heading="#383d3d",
        link="#51483d",
        font=_SERIF,
        weight=400,
    ),
    "simple": Look(background="#ffffff", text="#000000", heading="#000000", link="#00008b"),
    "sky": Look(
        background="#f7fbfc",
        text="#333333",
        heading="#333333",
        link="#3b759e",
        styles=f"{_CAPITALS} --r-heading-letter-spacing: -0.05em; "
        "--backdrop: radial-gradient(circle, #f7fbfc, #add9e4);",
        weight=500,
    ),
    "solarized": Look(
        background="#fdf6e3",
        text="#657b83",
        heading="#586e75",
        link="#268bd2",
        styles=_CAPITALS,
    ),
    "white": Look(
        background="#ffffff",
        text="#222222",
        heading="#222222",
        link="#2a76dd",
        styles=_CAPITALS,
        weight=600,
    ),
    "white-contrast": Look(
        background="#ffffff",
        text="#000000",
        heading="#000000",
        link="#2a76dd",
        styles=_CAPITALS,
        weight=600,
    ),
}
"""The themes of reveal.js by name; its `night` is like ours."""

PLAIN: Final = "plain"
"""The base of an author's theme that replaces reveal.js's own."""

_PLAIN_LOOK: Final = Look(background="#ffffff", text="#222222", heading="#222222", link="#2a76dd")


def name_author_look(
    base: str,
    *,
    background: str | None = None,
    text: str | None = None,
    heading: str | None = None,
    link: str | None = None,
) -> str:
    """Return the name of an author's own theme: that of `base` with other colours."""
    known = LOOKS.get(base, _PLAIN_LOOK)
    if background is not None and _is_dark(background) != _is_dark(known.background):
        opposite = LOOKS["black" if _is_dark(background) else "white"]
        known = Look(**{name: getattr(opposite, name) for name in _COLOURS})
    ink = text or known.text
    colours = (
        background or known.background,
        ink,
        heading or text or known.heading,
        link or known.link,
    )
    return "-".join((_AUTHOR, base, *(each.removeprefix("#") for each in colours)))


_COLOURS: Final = ("background", "text", "heading", "link")


def find_look(name: str) -> Look | None:
    """Return the look of a theme of reveal.js, or of an author's own by its name."""
    if name in LOOKS:
        return LOOKS[name]
    kind, _, rest = name.partition("-")
    parts = rest.rsplit("-", len(_COLOURS))
    if kind != _AUTHOR or len(parts) != len(_COLOURS) + 1:
        return None
    base = LOOKS.get(parts[0], _PLAIN_LOOK)
    colours = {part: f"#{each}" for part, each in zip(_COLOURS, parts[1:], strict=True)}
    if any(read_hex(each) is None for each in colours.values()):
        return None
    return Look(
        **colours, styles=_without_backdrop(base.styles), font=base.font, weight=base.weight
    )


def make_theme(name: str, look: Look) -> Theme:
    """Build the whole theme that follows from a look."""
    background, text = _rgb(look.background), _rgb(look.text)
    dark = _is_dark(look.background)
    ink = text_on(background)
    panel = mixed(background, ink, 0.07)
    code = mixed(background, (0, 0, 0), 0.4) if dark else mixed(background, ink, 0.04)

    def words(colour: Rgb) -> Text:
        for behind in (background, panel):
            colour = readable(colour, behind, _WORDS)
        return Text(written(colour))

    def in_code(colour: str) -> Text:
        found = _rgb(colour)
        for behind in (code, mark):
            found = readable(found, behind, _WORDS)
        return Text(written(found))

    mark = mixed(code, (255, 200, 60), 0.14)
    link = words(_rgb(look.link))
    shape = Text(written(readable(_rgb(look.link), background, _SHAPES)))
    tints = _ON_DARK if dark else _ON_LIGHT
    return Theme(
        title=Text(name.replace("-", " ").capitalize()),
        scheme=Scheme.DARK if dark else Scheme.LIGHT,
        colours=Colours(
            background=Text(look.background),
            panel=Text(written(panel)),
            text=words(text),
            heading=words(_rgb(look.heading)),
            muted=words(mixed(text, background, 0.3)),
            primary=Text(written(mixed(background, ink, 0.12))),
            accent=shape,
            accent_text=link,
            link=link,
            line=Text(written(mixed(background, ink, 0.25))),
            focus=shape,
            code_background=Text(written(code)),
            code_text=in_code(look.text),
            code_keyword=in_code(tints["keyword"]),
            code_string=in_code(tints["string"]),
            code_number=in_code(tints["number"]),
            code_title=in_code(tints["title"]),
            code_comment=in_code(tints["comment"]),
            code_mark=Text(written(mark)),
        ),
        ratings=_RATINGS,
        fonts=Fonts(text=Text(look.font), heading=Text(look.font)) if look.font else Fonts(),
        heading_weight=look.weight,
    )


def styles_of_look(look: Look) -> str:
    """Return the CSS of a look, beyond what every theme's variables say."""
    bullets = "--r-list-bullet-color: var(--text);"
    return f":root {{ {bullets} {look.styles} }}\n"


def _without_backdrop(styles: str) -> str:
    return styles.partition("--backdrop")[0].strip()


def _is_dark(colour: str) -> bool:
    return text_on(_rgb(colour)) == (255, 255, 255)


def _rgb(colour: str) -> Rgb:
    found = read_hex(colour)
    assert found is not None, "a look's colours are written so"
    return found


_ON_DARK: Final = {
    "keyword": "#ffc266",
    "string": "#a8e6a3",
    "number": "#f7a8d8",
    "title": "#9fd0ff",
    "comment": "#b3b9c6",
}
_ON_LIGHT: Final = {
    "keyword": "#a03215",
    "string": "#1f5a2a",
    "number": "#8a1f6a",
    "title": "#0a4f93",
    "comment": "#5a5f66",
}
_RATINGS: Final = Ratings(
    red=Tag(fill=Text("#ffd2cb"), text=Text("#6d0f02")),
    amber=Tag(fill=Text("#ffdd99"), text=Text("#573300")),
    green=Tag(fill=Text("#c3ebca"), text=Text("#0a4a1e")),
    blue=Tag(fill=Text("#c9e1ff"), text=Text("#0b3a75")),
    grey=Tag(fill=Text("#dcdfe4"), text=Text("#2b303b")),
)

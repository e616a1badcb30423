"""A theme's `theme.yaml`: the colours, type and corners that its stylesheets use."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    from csp_slides.core.source import Text


class Scheme(StrEnum):
    """Whether words are light on dark or dark on light."""

    DARK = "dark"
    LIGHT = "light"


class Print(StrEnum):
    """What sets a theme's slides as a PDF."""

    TYPST = "typst"
    BROWSER = "browser"


class Colours(field.Record):
    """The colours of a theme, each as #rrggbb."""

    background: Text = field.required(field.colour, "Behind everything.")
    panel: Text = field.required(field.colour, "Behind cards, quotations and notes.")
    text: Text = field.required(field.colour, "Words.")
    heading: Text = field.required(field.colour, "Headings and large figures.")
    muted: Text = field.required(field.colour, "Captions, sources and numbers of slides.")
    primary: Text = field.required(field.colour, "Broad areas, such as behind a section's title.")
    accent: Text = field.required(field.colour, "Marks and lines that catch the eye.")
    accent_text: Text = field.required(field.colour, "Words in the accent colour.")
    link: Text = field.required(field.colour, "Links.")
    line: Text = field.required(field.colour, "Thin lines that only divide.")
    focus: Text = field.required(field.colour, "The ring around what has the keyboard's focus.")
    code_background: Text = field.required(field.colour, "Behind code.")
    code_text: Text = field.required(field.colour, "Code.")
    code_keyword: Text = field.required(field.colour, "Words of the language in code.")
    code_string: Text = field.required(field.colour, "Text in code.")
    code_number: Text = field.required(field.colour, "Numbers in code.")
    code_title: Text = field.required(field.colour, "Names of functions and types in code.")
    code_comment: Text = field.required(field.colour, "Comments in code.")
    code_mark: Text = field.required(field.colour, "Behind a line of code that is pointed out.")


class Tag(field.Record):
    """The colours of one rating."""

    fill: Text = field.required(field.colour, "Behind the word.")
    text: Text = field.required(field.colour, "The word.")


class Ratings(field.Record):
    """The colours of all ratings."""

    red: Tag = field.required(field.record(Tag), "Red.")
    amber: Tag = field.required(field.record(Tag), "Amber.")
    green: Tag = field.required(field.record(Tag), "Green.")
    blue: Tag = field.required(field.record(Tag), "Blue.")
    grey: Tag = field.required(field.record(Tag), "Grey.")


class Fonts(field.Record):
    """Families of type, as CSS lists them."""

    text: Text | str = field.optional(
        field.line, "Words.", default='"Atkinson Hyperlegible Next", system-ui, sans-serif'
    )
    heading: Text | str = field.optional(
        field.line, "Headings.", default='"Atkinson Hyperlegible Next", system-ui, sans-serif'
    )
    code: Text | str = field.optional(
        field.line, "Code.", default='"Atkinson Hyperlegible Mono", ui-monospace, monospace'
    )


class Theme(field.Record):
    """What a theme decides; all else is its `deck.css` and `report.css`."""

    title: Text = field.required(field.line, "What people call it.")
    about: Text | None = field.optional(field.line, "What it is for.")
    scheme: Scheme = field.required(field.choice(Scheme), "Whether it is dark or light.")
    colours: Colours = field.required(field.record(Colours), "Its colours.")
    ratings: Ratings = field.required(field.record(Ratings), "The colours of ratings.")
    fonts: Fonts = field.optional(field.record(Fonts), "Its type.", default=Fonts)
    heading_weight: int = field.optional(field.whole, "How heavy headings are.", default=700)
    radius: Text | str = field.optional(field.line, "How round corners are.", default="0px")
    least_contrast: Decimal = field.optional(
        field.number,
        "The least contrast of words; 4.5 unless it promises more.",
        default=Decimal("4.5"),
    )
    picture_panel: Decimal = field.optional(
        field.percentage,
        "How opaque the panel behind text on a picture is; 0% for none.",
        default=Decimal(0),
    )
    print: Print = field.optional(
        field.choice(Print),
        "What makes the PDF of the slides: `typst` from these colours and fonts, or `browser`, "
        "which follows the theme's `deck.css` as well but isn't as accessible.",
        default=Print.TYPST,
    )
    branded: bool = field.optional(
        field.yes_no, "Whether it uses the council's own colours.", default=False
    )

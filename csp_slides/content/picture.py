"""Pictures that authors name, and the credits they carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Show
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    from csp_slides.core.source import Text

DECORATIVE = "decorative"


class Picture(field.Record):
    """A picture on a slide or behind it."""

    image: Text = field.required(
        field.file, "The picture's file, from this file's folder or the content folder."
    )
    describe: Text | None = field.optional(
        field.line,
        "What the picture shows, for people who cannot see it, or `decorative` (WCAG 1.1.1).",
    )
    credit: Text | None = field.optional(
        field.line, "Who made it, when neither its name nor a credits file says so."
    )
    focus: Text | None = field.optional(
        field.line, "What must stay in view when it is cropped, such as `30% 40%` or `top`."
    )
    show: Show = field.optional(field.choice(Show), "Who may see the picture.", default=Show.PUBLIC)


class Backdrop(Picture):
    """A picture behind the text of a slide."""

    opacity: float | None = field.optional(
        field.fraction,
        "How strongly the picture shows, 0 to 1; if left out, as strongly as keeps the text "
        "readable.",
    )
    size: Text | None = field.optional(
        field.choice_of("cover", "contain"), "How the picture fills the slide.", default=None
    )
    position: Text | None = field.optional(
        field.line, "Which part stays in view, such as `center` or `left top`."
    )


class PictureCredit(field.Record):
    """One picture's entry in a `credits.yaml` beside it."""

    file: Text = field.required(field.file, "The picture's file name.")
    title: Text | None = field.optional(field.line, "The picture's own title.")
    author: Text | None = field.optional(field.line, "Who made it.")
    profile: Text | None = field.optional(field.link, "The author's page.")
    page: Text | None = field.optional(field.link, "The page the picture came from.")
    source: Text | None = field.optional(field.line, "Where it came from, or how it was made.")
    licence: Text | None = field.optional(field.line, "The licence, such as CC0-1.0.")
    credit: Text | None = field.optional(field.line, "The whole credit in its author's words.")
    describe: Text | None = field.optional(field.line, "What the picture shows, or `decorative`.")
    focus: Text | None = field.optional(
        field.line, "What must stay in view when it is cropped, such as `30% 40%` or `top`."
    )
    downloaded: Text | None = field.optional(
        field.line, "When it was fetched; shown with its credit."
    )
    recognisable_person: bool = field.optional(
        field.yes_no, "Whether somebody in it could be recognised.", default=False
    )
    consent: Text | None = field.optional(
        field.line, "How the people shown have agreed, such as the form's date; never published."
    )


class PictureCredits(field.Record):
    """A `credits.yaml`: what is known of the pictures in its folder."""

    pictures: tuple[PictureCredit, ...] = field.required(
        field.each(field.record(PictureCredit)), "One entry for each picture."
    )


_ACROSS = {"left": 0, "center": 50, "centre": 50, "middle": 50, "right": 100}
_DOWN = {"top": 0, "center": 50, "centre": 50, "middle": 50, "bottom": 100}


def read_focus(text: str) -> tuple[int, int] | None:
    """Parse a focal point, across and down in hundredths; None for what isn't one."""
    words = text.lower().replace(",", " ").split()
    if len(words) == 1:
        words = ["center", *words] if words[0] in {"top", "bottom"} else [*words, "center"]
    if len(words) != 2:  # noqa: PLR2004  # across and down
        return None
    if words[0] in {"top", "bottom"} or words[1] in {"left", "right"}:
        words.reverse()
    across, down = _hundredths(words[0], _ACROSS), _hundredths(words[1], _DOWN)
    return (across, down) if across is not None and down is not None else None


def _hundredths(word: str, names: dict[str, int]) -> int | None:
    if word in names:
        return names[word]
    number = word.removesuffix("%")
    return min(int(number), 100) if number.isdecimal() else None

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
    show: Show = field.optional(field.choice(Show), "Who may see the picture.", default=Show.PUBLIC)


class Backdrop(Picture):
    """A picture behind the words of a slide."""

    opacity: float | None = field.optional(
        field.fraction,
        "How strongly the picture shows, 0 to 1; left out, as strongly as the words allow.",
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
    downloaded: Text | None = field.optional(field.line, "When it was fetched, as proof.")
    recognisable_person: bool = field.optional(
        field.yes_no, "Whether somebody in it could be recognised.", default=False
    )


class PictureCredits(field.Record):
    """A `credits.yaml`: what is known of the pictures in its folder."""

    pictures: tuple[PictureCredit, ...] = field.required(
        field.each(field.record(PictureCredit)), "One entry for each picture."
    )

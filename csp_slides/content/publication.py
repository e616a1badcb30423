"""What becomes of a document once it has been published: it is amended, or withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.core.source import Text


class Amendment(field.Record):
    """A change to a document after it was published."""

    date: dt.date = field.required(field.date, "The day of the change.")
    what: Text = field.required(field.line, "What was changed, in a sentence for readers.")
    old_words: bool = field.optional(
        field.yes_no,
        "Whether readers are also shown the previous text; never use this if the text was private.",
        default=False,
    )


class Withdrawal(field.Record):
    """That a document is withdrawn: its words go, and its address says so."""

    date: dt.date = field.required(field.date, "The day on which it was withdrawn.")
    why: Text = field.required(field.line, "Why, in a sentence for readers.")
    instead: Text | None = field.optional(
        field.identifier, "The address of the document that replaces it, as `id` has it."
    )

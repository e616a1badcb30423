"""The meeting that a deck, a report or minutes belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.openness import PART_1, PART_2
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from csp_slides.core.source import Text


class Meeting(field.Record):
    """Where and when something is presented, and how long it may take."""

    body: Text = field.required(field.line, "The committee, panel or council that meets.")
    date: dt.date = field.required(field.date, "The day, in any common British form.")
    time: dt.time | None = field.optional(field.time, "When it starts, such as 7:30pm.")
    place: Text | None = field.optional(field.line, "Where it meets.")
    agenda_item: Text | None = field.optional(field.line, "The item on the agenda, such as 8b.")
    time_limit: Decimal | None = field.optional(
        field.minutes, "How long the speaker may take, such as 10 minutes."
    )
    papers: Text | None = field.optional(field.link, "The web page of the meeting's papers.")
    public: Text | None = field.optional(
        field.choice_of(PART_1, PART_2), "Whether the item is open to the public."
    )

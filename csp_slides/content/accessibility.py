"""What a council says of its site in the accessibility statement that the law asks for."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt

    from csp_slides.core.source import Text


class Compliance(StrEnum):
    """How far the site meets WCAG 2.2 AA, in the words of the model statement."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT = "not"


class Ground(StrEnum):
    """Why something is not accessible; the model statement has a heading for each."""

    NOT_COMPLIANT = "not compliant"
    BURDEN = "disproportionate burden"
    OUT_OF_SCOPE = "out of scope"


class AccessibilityIssue(field.Record):
    """Something that is not accessible."""

    problem: Text = field.required(
        field.line, "What doesn't work, and for whom, as a whole sentence."
    )
    criterion: Text | None = field.optional(
        field.line, "The WCAG criterion that it fails, such as 1.1.1 (Non-text content)."
    )
    instead: Text | None = field.optional(field.line, "What somebody can do instead.")
    fix_by: dt.date | None = field.optional(field.date, "When it will be put right.")
    reason: Ground = field.optional(
        field.choice(Ground), "Under which heading it belongs.", default=Ground.NOT_COMPLIANT
    )


class Accessibility(field.Record):
    """The accessibility statement, `accessibility.html`; its legal wording is fixed."""

    compliance: Compliance = field.required(
        field.choice(Compliance), "How far the site meets WCAG 2.2 AA."
    )
    prepared: dt.date = field.required(field.date, "When the statement was first published.")
    reviewed: dt.date | None = field.optional(
        field.date, "When it was last looked over; more than a year ago is a warning."
    )
    tested: dt.date | None = field.optional(field.date, "When the site was last tested.")
    how_tested: Text | None = field.optional(
        field.prose, "Who tested it, which pages they took and how."
    )
    issues: tuple[AccessibilityIssue, ...] = field.optional(
        field.each(field.record(AccessibilityIssue)),
        "What is known not to be accessible, the most serious first.",
        default=(),
    )
    improving: Text | None = field.optional(
        field.prose, "What is being done to make the site more accessible."
    )
    contact: Text | None = field.optional(
        field.line, "Whom to write to; else `accessibility_contact`."
    )
    telephone: Text | None = field.optional(
        field.line, "The number to ring, if not `contact_centre`."
    )
    reply_within: Text | None = field.optional(
        field.line, "How soon an answer comes, such as 10 working days."
    )
    visit: Text | None = field.optional(
        field.prose, "How to get in touch by relay service, or to visit with a hearing loop."
    )

    @property
    def looked_over(self) -> dt.date:
        """The day on which the statement was last known to be true."""
        return self.reviewed or self.prepared

"""What `csp-slides new` puts into a file to be replaced, and is still there. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.content.audience import Audience
from csp_slides.content.walk import texts_of
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text
    from csp_slides.schema.fields.declare import Record

PLACEHOLDERS: Final = frozenset(
    {
        *("Your name", "Your job", "Councillor Your Name", "Whose job it is"),
        *("The first thing to say", "One or two short paragraphs, as they will be said."),
        *("What is measured", "The time it covers", "Where it comes from"),
        *("Say who, and what for", "Your words before the officer's"),
        *("What the place will be like", "What the partnership does"),
        *("The first priority", "What is wrong", "What will be done", "What happened"),
        *("What has been done", "The first paragraph.", "To tell the panel what has been done."),
        *("What the item was about", "What was asked?", "What was answered."),
        *("What was promised", "What a member said."),
    }
)
"""The texts of the files that `csp-slides new` writes, but for those that may well be true."""


def check_placeholders(record: Record, audience: Audience, sink: Sink, *, draft: bool) -> None:
    """Report what nobody has replaced yet; in a public build that is no draft it is an error."""
    is_published = audience is Audience.PUBLIC and not draft
    severity = Severity.ERROR if is_published else Severity.WARNING
    sink.extend(
        Diagnostic(
            severity=severity,
            code="placeholder",
            message=f"'{short(text)}' is still the example text from csp-slides new",
            span=text.span,
            help="replace it with your own text, or remove the line",
            stops=True,
        )
        for text in _left(record)
    )


def _left(record: Record) -> Iterator[Text]:
    for each in texts_of(record):
        if any(line.strip() in PLACEHOLDERS for line in each.split("\n")):
            yield each

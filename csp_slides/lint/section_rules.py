"""What a section or document is asked by itself: who cleared it, and whether its figures compare.

Pure. Only what is cleared by nobody stops a build, and only a public one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.content.openness import is_closed
from csp_slides.content.section import GoodIs, Indicator, IndicatorKind, Section, Status
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from csp_slides.content.document import DocumentFile
    from csp_slides.content.report_file import ReportFile
    from csp_slides.core.diagnostics import Sink


def check_section(section: Section, audience: Audience, sink: Sink, *, published: bool) -> None:
    """Report a section that says nobody cleared it, and targets that nothing compares with."""
    check_cleared_by(section, audience, sink, published=published)
    for indicator in section.indicators:
        _check_target(indicator, sink)


def check_cleared_by(
    record: Section | DocumentFile | ReportFile, audience: Audience, sink: Sink, *, published: bool
) -> None:
    """Report what is cleared by nobody: an error of a public build in which it is `published`."""
    if "status" not in record.spans or record.status is not Status.CLEARED or record.cleared_by:
        return
    is_stopped = published and audience is Audience.PUBLIC and not is_closed(record)
    found = Diagnostic(
        severity=Severity.ERROR if is_stopped else Severity.WARNING,
        code="cleared-by",
        message=f"'{short(record.title)}' is cleared, but doesn't say by whom",
        span=record.at("status"),
        help="add 'cleared_by:' with the job title of whoever cleared it, such as Head of Waste",
        stops=True,
    )
    sink.extend((found,))


def _check_target(indicator: Indicator, sink: Sink) -> None:
    target, actual = indicator.target, indicator.actual
    rated_by_hand = indicator.rag is not None
    is_background = indicator.kind is IndicatorKind.CONTEXT or indicator.good_is is GoodIs.NONE
    if target is None or rated_by_hand or is_background or actual.value is None:
        return
    if target.value is None and any(letter.isdigit() for letter in target.text):
        sink.warning(
            "target-words",
            f"the target '{short(str(target))}' isn't just a number, so "
            f"'{short(indicator.name)}' has no rating",
            indicator.at("target"),
            help="write only the number; 'good_is:' says which direction is good",
        )

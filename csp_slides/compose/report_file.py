"""From an officer's report to a panel to the document that is read.

Pure. A Part 2 report that its audience may not read arrives here with its title only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.finish import finish
from csp_slides.compose.frame import picture_of
from csp_slides.compose.front import (
    appendices,
    fact,
    front_sheet,
    list_of,
    part_2,
)
from csp_slides.compose.imprint import contact
from csp_slides.compose.measures import statistic_table
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.promises import promise_table
from csp_slides.compose.report_parts import closing_chapters, opening_chapters
from csp_slides.compose.shape import inner_shape, numbering_of, shape_of
from csp_slides.content.audience import Audience
from csp_slides.content.openness import is_closed
from csp_slides.content.shape import Numbering
from csp_slides.core.language import _, current
from csp_slides.core.slug import slug_of
from csp_slides.model.report import Chapter, Report, ReportKind
from csp_slides.model.report_blocks import Figure
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.compose.imprint import Imprint
    from csp_slides.compose.shape import Shape
    from csp_slides.content.report_file import ReportFile, ReportSection
    from csp_slides.model.report_blocks import Block
    from csp_slides.model.slide_blocks import Credit


def compose_report_file(
    file: ReportFile,
    imprint: Imprint,
    *,
    credits: tuple[Credit, ...] = (),  # noqa: A002  # the word of the whole product
) -> Report:
    """Make the document of a report that is already chosen for its audience."""
    shape = shape_of(file)
    correct_on = dates.write(file.figures_correct_on) if file.figures_correct_on else None
    report = Report(
        language=current().tag,
        slug=imprint.slug,
        kind=ReportKind.REPORT,
        title=file.title,
        audience=imprint.audience,
        council=imprint.council.name or None,
        front=front_sheet(file, file.meeting, fact("Figures correct on", correct_on)),
        restriction=_restriction(file, imprint.audience),
        chapters=(
            *opening_chapters(file, shape),
            *(_section(each, imprint, shape) for each in file.sections),
            *closing_chapters(file, shape),
        ),
        appendices=appendices(file.appendices),
        credits=credits,
        contact=contact(imprint.council, shape, file.alternative_formats),
        contact_title=shape.heading("other formats", "Other formats"),
        glossary_title=shape.heading("short forms", "Short forms"),
        licence=imprint.council.licence,
        draft=imprint.draft,
        source=imprint.source,
    )
    numbering = numbering_of(file, Numbering.YES)
    return finish(report, shape.glossary(imprint.council), numbering=numbering)


def _restriction(file: ReportFile, audience: Audience) -> str | None:
    """Warn readers of a Part 2 report; in public there is nothing left to warn of."""
    if not is_closed(file) or audience is Audience.PUBLIC:
        return None
    return part_2(file.exempt_paragraph, file.exempt_reason)


def _section(section: ReportSection, imprint: Imprint, whole: Shape) -> Chapter:
    name = slug_of(section.heading)
    return Chapter(
        id=name,
        title=section.heading,
        blocks=(
            *blocks_of(section.text, prefix=f"{name}_", level=1),
            *_rest(section, imprint, name, inner_shape(section, whole)),
            *blocks_of(section.after, prefix=f"{name}-after_", level=1),
        ),
        source=section.span,
    )


def _rest(section: ReportSection, imprint: Imprint, name: str, shape: Shape) -> Iterator[Block]:
    yield from shape.part("points", "", f"{name}_points", list_of(section.points))
    if section.figures:
        caption = shape.heading("figures", "") or _("%(heading)s: figures", heading=section.heading)
        yield statistic_table(section.figures, caption=caption)
    if section.picture is not None:
        yield Figure(picture=picture_of(section.picture))
    steps = list_of(section.next_steps)
    yield from shape.part("next steps", "Next steps", f"{name}_next-steps", steps)
    if section.promises:
        caption = shape.heading("promises", "") or _(
            "%(heading)s: what will be done", heading=section.heading
        )
        on = imprint.on if shape.shows("overdue") else None
        yield promise_table(section.promises, on, caption=caption)

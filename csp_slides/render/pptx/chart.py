"""Native charts on a PowerPoint slide, each with its title and what it shows in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.core.language import _
from csp_slides.model.chart import ChartFill
from csp_slides.render.office.chart import Paint, chart_data, chart_kind, dress, workbook
from csp_slides.render.pptx.frames import EMU
from csp_slides.render.pptx.picture import describe_shape

if TYPE_CHECKING:
    from pptx.slide import Slide as PowerPointSlide

    from csp_slides.model.chart import Chart
    from csp_slides.render.pptx.frames import Frame
    from csp_slides.render.pptx.theme_part import Look

SIZE: Final = 22
"""How large the words of a chart are, in the stage's pixels."""


def paint_of(look: Look) -> Paint:
    """Return the colours of charts, by their places in the file's own theme but for ratings."""
    palette = look.palette
    ratings = {
        fill: (str(tag.fill), str(tag.text))
        for fill in ChartFill
        if (tag := getattr(look.theme.ratings, fill.value, None)) is not None
    }
    return Paint(
        text=palette.text,
        behind=palette.background,
        fills={
            ChartFill.ACTUAL: (palette.figure, palette.figure),
            ChartFill.TARGET: (palette.background, palette.text),
            ChartFill.PREVIOUS: (palette.background, palette.muted),
            **ratings,
        },
    )


def add_chart(slide: PowerPointSlide, chart: Chart, frame: Frame, look: Look) -> None:
    """Put a chart into `frame`."""
    place: Any = [round(part * EMU) for part in (frame.left, frame.top, frame.width, frame.height)]
    shapes: Any = slide.shapes
    shape = shapes.add_chart(chart_kind(chart), *place, chart_data(chart))
    made = shape.chart
    made.part.chart_workbook.update_from_xlsx_blob(workbook(chart))
    dress(made, chart, paint_of(look), size=SIZE * 0.75, font="+mn-lt")
    describe_shape(
        shape,
        _("Chart %(number)s: %(title)s", number=shape.shape_id, title=chart.title),
        chart.summary,
    )

"""How success is measured: criteria in parts, and what of them is still to be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.measures import cells, paragraph, with_commas, without_empty_columns
from csp_slides.compose.periods import written
from csp_slides.content.plan import Aim
from csp_slides.core.language import N_, _, pgettext
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import BulletList, Column, Flag, Point, Remark, Table, Width

if TYPE_CHECKING:
    from csp_slides.content.plan import Criterion, Plan, Priority
    from csp_slides.core.source import Span
    from csp_slides.model.report_blocks import Block, CellContent, Row
    from csp_slides.schema.fields.quantity import Quantity

DIRECTIONS = {
    Aim.UP: N_("Increase"),
    Aim.DOWN: N_("Reduce"),
    Aim.NO_RISE: N_("Prevent a rise"),
    Aim.NO_FALL: N_("Prevent a fall"),
}


class Gap(Struct, frozen=True, kw_only=True):
    """A gap in a plan; `measure` is None if the priority has no measure at all."""

    priority: str
    measure: str | None
    missing: str
    span: Span | None = None
    is_told: bool = False
    """Whether the plan says so itself."""

    def __str__(self) -> str:
        """Return it as one line."""
        about = f"{self.priority}: {self.measure}" if self.measure else self.priority
        return f"{about} ({self.missing})"


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """Return everything that a plan may still have to agree, priority by priority."""
    found: list[Gap] = []
    for priority in plan.priorities:
        if not priority.success:
            none = "no measure of success"
            found.append(
                Gap(priority=priority.title, measure=None, missing=none, span=priority.span)
            )
        found += [
            Gap(
                priority=priority.title,
                measure=each.measure,
                missing=missing,
                span=each.at("target") or each.span,
                is_told=each.target is not None,
            )
            for each in priority.success
            if (missing := _missing(each))
        ]
    return tuple(found)


def open_gaps(plan: Plan) -> tuple[Gap, ...]:
    """Return what a plan itself says is still to be agreed: targets in words without a number."""
    return tuple(
        Gap(
            priority=priority.title,
            measure=each.measure,
            missing=_("target %(target)s", target=_open_words(each.target.text)),
            span=each.at("target"),
        )
        for priority in plan.priorities
        for each in priority.success
        if each.target is not None and is_open(each.target)
    )


def criteria_blocks(priority: Priority) -> tuple[Block, ...]:
    """Return the measures of success: a table, or a list where none has more than its words."""
    if not priority.success:
        return ()
    table = criteria_table(priority)
    if len(table.columns) > 1:
        return (table,)
    points = tuple(
        Point(
            text=Prose(markdown=each.measure),
            inside=(paragraph(each.text),) if each.text else (),
        )
        for each in priority.success
    )
    return (BulletList(points=points),)


def criteria_table(priority: Priority) -> Table:
    """Build a table of the criteria, with a column for each part that any of them has."""
    table = Table(
        caption=_("%(priority)s: how success is measured", priority=priority.title),
        columns=(
            Column(title=_("Measure"), width=Width.WIDE),
            Column(title=_("Aim")),
            Column(title=_("Start"), numeric=True, width=Width.NARROW),
            Column(title=_("Target"), numeric=True, width=Width.NARROW),
            Column(title=pgettext("date of a target", "By")),
            Column(title=_("Whose target")),
        ),
        rows=tuple(_row(each) for each in priority.success),
    )
    return without_empty_columns(table)


def aim_words(criterion: Criterion) -> str | None:
    """Return which way a measure is meant to go, and by how much: `Increase by 4%`."""
    way = _(DIRECTIONS[criterion.direction]) if criterion.direction else None
    if criterion.change is None:
        return way
    change = with_commas(criterion.change.text)
    if way is None:
        return _("Change by %(change)s", change=change)
    return _("%(way)s by %(change)s", way=way, change=change)


def is_open(quantity: Quantity | None) -> bool:
    """Whether a value is still to be agreed: absent, or words without a number."""
    return quantity is None or quantity.value is None


def _missing(criterion: Criterion) -> str | None:
    if is_open(criterion.target) and criterion.change is None:
        return "target to be agreed"
    if criterion.change is not None and criterion.baseline is None:
        return "no value to start from"
    return None


def _row(criterion: Criterion) -> Row:
    aim = aim_words(criterion)
    extra = (Remark(text=Prose(markdown=criterion.text)),) if criterion.text else ()
    return cells(
        (paragraph(criterion.measure), *extra),
        (paragraph(aim),) if aim else (),
        _value(criterion.baseline),
        _target(criterion),
        (paragraph(written(criterion.by)),) if criterion.by else (),
        (paragraph(criterion.tag),) if criterion.tag else (),
    )


def _value(quantity: Quantity | None) -> tuple[CellContent, ...]:
    return (paragraph(with_commas(quantity.text)),) if quantity else ()


def _target(criterion: Criterion) -> tuple[CellContent, ...]:
    """Return the target; one that is only words, such as `to be agreed`, stands out."""
    target = criterion.target
    if target is not None and is_open(target):
        return (Flag(word=_sentence(target.text)),)
    return _value(target)


def _open_words(text: str) -> str:
    return text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]

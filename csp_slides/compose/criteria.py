"""How success is measured: criteria in parts, and what of them is still to be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.measures import cells, paragraph, with_commas
from csp_slides.compose.periods import written
from csp_slides.content.plan import Aim
from csp_slides.deck_blocks import Prose
from csp_slides.report_blocks import Column, Flag, Remark, Table, Width

if TYPE_CHECKING:
    from csp_slides.content.plan import Criterion, Plan, Priority
    from csp_slides.fields.quantity import Quantity
    from csp_slides.report_blocks import CellContent, Row
    from csp_slides.source import Span

DIRECTIONS = {
    Aim.UP: "Increase",
    Aim.DOWN: "Reduce",
    Aim.NO_RISE: "Prevent a rise",
    Aim.NO_FALL: "Prevent a fall",
}

TO_BE_AGREED = Flag(word="To be agreed")


class Gap(Struct, frozen=True, kw_only=True):
    """Something that a plan has still to say; `measure` is None where there is none at all."""

    priority: str
    measure: str | None
    missing: str
    span: Span | None = None

    def __str__(self) -> str:
        """Say it in a line."""
        about = f"{self.priority}: {self.measure}" if self.measure else self.priority
        return f"{about} ({self.missing})"


def gaps(plan: Plan) -> tuple[Gap, ...]:
    """List everything that is still to be agreed, priority by priority."""
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
            )
            for each in priority.success
            if (missing := _missing(each))
        ]
    return tuple(found)


def criteria_table(priority: Priority) -> Table:
    """Lay the criteria out: measure, direction, start, target, by when, whose."""
    return Table(
        caption=f"{priority.title}: how success is measured",
        columns=(
            Column(title="Measure", width=Width.WIDE),
            Column(title="Aim"),
            Column(title="Start", numeric=True, width=Width.NARROW),
            Column(title="Target", numeric=True, width=Width.NARROW),
            Column(title="By"),
            Column(title="Whose target"),
        ),
        rows=tuple(_row(each) for each in priority.success),
    )


def aim_words(criterion: Criterion) -> str | None:
    """Say which way a measure is meant to go, and by how much: `Increase by 4%`."""
    way = DIRECTIONS[criterion.direction] if criterion.direction else None
    if criterion.change is None:
        return way
    change = f"by {with_commas(criterion.change.text)}"
    return f"{way} {change}" if way else f"Change {change}"


def is_open(quantity: Quantity | None) -> bool:
    """Say whether a value is still to be agreed: absent, or words without a number."""
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
    if is_open(criterion.target):
        return () if criterion.change else (TO_BE_AGREED,)
    return _value(criterion.target)

"""The public's order of the priorities beside the strategic assessment's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.measures import cells, paragraph
from csp_slides.core.language import _, ngettext
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import BulletList, Column, Point, Table, Width

if TYPE_CHECKING:
    from csp_slides.content.plan import Consultation, Plan, Priority
    from csp_slides.model.report_blocks import Block


class Rank(Struct, frozen=True, kw_only=True):
    """A priority's place in both orders; `public` is None where the public did not rank it."""

    priority: Priority
    assessment: int
    public: int | None

    @property
    def words(self) -> str:
        """The priority's words in the public's order."""
        priority = self.priority
        return str(priority.ranked_as or priority.listed_as or priority.title)

    @property
    def movement(self) -> str:
        """How the public's place differs, in words."""
        if self.public is None:
            return _("Not ranked")
        places = self.assessment - self.public
        if places == 0:
            return _("The same")
        if places > 0:
            return ngettext("%(number)s place higher", "%(number)s places higher", places)
        return ngettext("%(number)s place lower", "%(number)s places lower", -places)


def ranks(plan: Plan) -> tuple[Rank, ...]:
    """Return each priority's two places, in the public's order; unranked ones come last."""
    asked = plan.consultation
    ranking = [str(each) for each in asked.ranking] if asked else []
    found = [
        Rank(
            priority=priority,
            assessment=place,
            public=ranking.index(priority.id) + 1 if priority.id in ranking else None,
        )
        for place, priority in enumerate(plan.priorities, start=1)
    ]
    return tuple(sorted(found, key=lambda rank: rank.public or len(ranking) + rank.assessment))


def ranking_blocks(plan: Plan, asked: Consultation) -> tuple[Block, ...]:
    """Return the public's order: beside the plan's own where that is a ranking, else as a list."""
    if not asked.ranking:
        return ()
    if plan.priorities_ranked_by:
        return (ranking_table(plan, asked, plan.priorities_ranked_by),)
    points = tuple(Point(text=Prose(markdown=rank.words)) for rank in ranks(plan) if rank.public)
    return (BulletList(points=points, ordered=True),)


def ranking_table(plan: Plan, asked: Consultation, ranked_by: str) -> Table:
    """Lay both orders side by side, with the movement from one to the other in words."""
    caption = _("Priorities as residents ranked them")
    if asked.replies is not None:
        caption = ngettext(
            "Priorities as residents ranked them, %(number)s reply",
            "Priorities as residents ranked them, %(number)s replies",
            asked.replies,
        )
    return Table(
        caption=caption,
        columns=(
            Column(title=_("Priority"), width=Width.WIDE),
            Column(title=_("Residents"), numeric=True, width=Width.NARROW),
            Column(title=ranked_by, numeric=True, width=Width.NARROW),
            Column(title=_("With residents")),
        ),
        rows=tuple(
            cells(
                (paragraph(rank.words),),
                (paragraph(str(rank.public)),) if rank.public else (),
                (paragraph(str(rank.assessment)),),
                (paragraph(rank.movement),),
            )
            for rank in ranks(plan)
        ),
    )

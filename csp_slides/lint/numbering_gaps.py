"""Actions whose own numbers tell that one is withheld: 1.1 and 1.3 are there, 1.2 is not. Pure.

Whatever the program counts has no such gaps; these numbers are their author's.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.audience import Audience
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text

_NUMBERED = pattern(r"(?P<before>.*?)(?P<number>\d{1,6})")


def check_missing_numbers(plan: ActionPlan, audience: Audience, sink: Sink) -> None:
    """Report each action that `audience` may not see and misses by its number."""
    shown: dict[str, list[int]] = defaultdict(list)
    withheld: list[tuple[str, int, Text]] = []
    for priority in plan.priorities:
        for issue in priority.issues:
            for action in issue.actions:
                found = _NUMBERED.fullmatch(action.ref)
                if found is None:
                    continue
                before, number = found["before"], int(found["number"])
                if action.show.reaches(audience):
                    shown[before].append(number)
                else:
                    withheld.append((before, number, action.ref))
    for before, number, ref in withheld:
        others = shown[before]
        if any(each < number for each in others) and any(each > number for each in others):
            sink.hint(
                "missing-number",
                f"the {audience} audience sees the actions before and after {ref}, so it can "
                "tell that one is withheld",
                ref.span,
                help="give the withheld action a number after the last, or a letter",
            )

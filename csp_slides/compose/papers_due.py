"""By when the papers of a meeting must be open to the public.

Local Government Act 1972, sections 100B and 100C as amended by SI 2002/715: at least five clear
days before the meeting, which counts neither the day of the meeting nor that of publication.
Many constitutions ask for five clear working days.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from csp_slides.content.council import ClearDays

if TYPE_CHECKING:
    from csp_slides.content.council import Council

CLEAR_DAYS = 5

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def papers_due(meeting: dt.date, council: Council) -> dt.date:
    """Return the last day on which papers may be published, a working day where those count."""
    day = meeting
    for _ in range(CLEAR_DAYS + 1):
        day -= _DAY
        while council.clear_days is ClearDays.WORKING and not _is_working(day, council):
            day -= _DAY
    return day


def _is_working(day: dt.date, council: Council) -> bool:
    return day.weekday() < _SATURDAY and day not in council.bank_holidays

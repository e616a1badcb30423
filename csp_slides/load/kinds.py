"""What a content file may say it is, and the type that it then becomes.

Imported when the first YAML file is read: a Markdown deck needs none of these types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.council import Council
from csp_slides.content.deck_file import DeckFile
from csp_slides.content.minutes import Minutes
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.schema.fields.declare import Record

KINDS: Mapping[str, type[Record]] = {
    "council": Council,
    "section": Section,
    "deck": DeckFile,
    "action-plan": ActionPlan,
    "plan": Plan,
    "report": ReportFile,
    "minutes": Minutes,
}

"""What documents point to: appendices and paragraphs of their own, actions of the action plan.

Pure. Asked of whole documents, before anything is dropped for an audience; paragraphs alone have
their numbers only once a report is composed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.compose.finish import REFERENCE, letters
from csp_slides.compose.ratings import all_actions
from csp_slides.content.deck_file import ReportOutput, ReportText
from csp_slides.content.plan import Activity
from csp_slides.content.walk import place_in, texts_of
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.model.report_blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.library import Presentation
    from csp_slides.content.plan import Plan
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Text
    from csp_slides.model.report import Report


def check_activities(plan: Plan, actions: Iterable[ActionPlan], sink: Sink) -> None:
    """Report activities that name an action which no action plan of the content has."""
    numbers = [str(action.ref) for each in actions for action in all_actions(each) if action.ref]
    if not numbers:
        return
    for priority in plan.priorities:
        for activity in priority.activities:
            for name in activity.actions if isinstance(activity, Activity) else ():
                if name not in numbers:
                    sink.warning(
                        "unknown-action",
                        f"there is no action '{name}' in the action plan",
                        name.span,
                        help=closest(name, numbers, otherwise="correct it, or remove it"),
                    )


def check_report_references(presentation: Presentation, sink: Sink) -> None:
    """Report every `appendix C` in the written report of a deck that is not one of its own."""
    outputs = presentation.deck.outputs
    wanted = outputs.report if outputs is not None else True
    if wanted is False:
        return
    sheet = wanted if isinstance(wanted, ReportOutput) else ReportOutput()
    check_references(report_texts(presentation), len(sheet.appendices), sink)


def report_texts(presentation: Presentation) -> list[Text]:
    """Return every text of the written report of a deck, with its place."""
    outputs = presentation.deck.outputs
    wanted = outputs.report if outputs is not None else True
    sheet = wanted if isinstance(wanted, ReportOutput) else ReportOutput()
    publishes = sheet.text is ReportText.NOTES
    written = [
        text
        for chapter in presentation.chapters
        for item in chapter.items
        if (text := item.report or (item.notes if publishes else None)) is not None
    ]
    return [*texts_of(sheet), *written]


def check_paragraphs(report: Report, texts: Iterable[Text], sink: Sink) -> None:
    """Report every `paragraph 9.9` in `texts` that a report with numbered paragraphs lacks."""
    chapters = {
        chapter.number: [
            block.number
            for block in chapter.blocks
            if isinstance(block, Paragraph) and block.number is not None
        ]
        for chapter in report.chapters
        if chapter.number is not None
    }
    for text in texts if chapters else ():
        for found in REFERENCE.finditer(text):
            number = found["number"]
            if number is None or any(number in each for each in chapters.values()):
                continue
            own = chapters.get(number.partition(".")[0])
            sink.error(
                "reference",
                f"found '{found['paragraph']}', but there is no paragraph {number} here",
                place_in(text, found.start("paragraph"), found.end("paragraph")),
                help=f"part {number.partition('.')[0]} has {_numbers(own)}"
                if own
                else (
                    f"the report has {len(chapters)} parts; to refer to another document, write "
                    "for example 'paragraph 2.3 of the plan'"
                ),
            )


def _numbers(found: Sequence[str]) -> str:
    if len(found) == 1:
        return f"paragraph {found[0]} alone"
    return f"paragraphs {found[0]} to {found[-1]}"


def check_references(texts: Iterable[Text], appendices: int, sink: Sink) -> None:
    """Report every `appendix C` in `texts` that is not one of their report's appendices."""
    real = [letters(index) for index in range(appendices)]
    for text in texts:
        for found in REFERENCE.finditer(text):
            letter = found["letter"]
            if letter is not None and letter not in real:
                named = [f"appendix {each}" for each in real]
                sink.error(
                    "reference",
                    f"found '{found['appendix']}', but there is no appendix {letter} here",
                    place_in(text, found.start("appendix"), found.end("appendix")),
                    help=f"the appendices are {listed(named)}"
                    if named
                    else "add it under 'appendices:', or remove the reference",
                )

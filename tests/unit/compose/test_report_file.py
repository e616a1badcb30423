from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from csp_slides.compose.report_file import compose_report_file
from csp_slides.content.audience import Audience
from csp_slides.content.report_file import ReportFile
from csp_slides.model.report_blocks import BulletList, Flag, Heading, Paragraph, Remark, Table
from csp_slides.redact.documents import select_report

if TYPE_CHECKING:
    from csp_slides.compose.imprint import Imprint
    from csp_slides.model.report import Chapter, Report
    from tests.unit.compose.conftest import Reader

REPORT = """
title: Update
meeting: {body: Cabinet Panel, date: 21 October 2015, time: 10am, agenda_item: 5}
report_of: The Commissioner
public: Part 1
purpose: To tell.
recommendations: [The panel notes it., The panel asks again.]
sections:
  - heading: Victims
    text: |
      The centre is open.

      It is well known.
    figures:
      - {label: Contacted, value: 18936, period: April to July 2015, source: Register}
      - {label: Priority, value: 4942, caveat: A part of the above.}
      - {label: Fund, value: £632k, period: 2015 to 2016, source: Accounts}
    next_steps: [Work with fraud officers, Set up a group]
    promises:
      - {action: Report again, owner: Manager, due: 1 December 2015}
  - heading: Victims
    text: The same heading again.
  - heading: Roads
    points: [A fund is set up]
background_papers: [The plan]
appendices: [{title: Data, file: data.pdf}]
"""


@pytest.fixture
def file(read: Reader) -> ReportFile:
    return read(ReportFile, REPORT)


@pytest.fixture
def report(file: ReportFile, imprint: Imprint) -> Report:
    return compose_report_file(file, replace(imprint, on=dt.date(2015, 12, 2)))


def chapter(report: Report, name: str) -> Chapter:
    return next(each for each in report.chapters if each.id == name)


def test_headings_and_paragraphs_are_numbered_from_the_purpose_on(report: Report) -> None:
    assert [(each.number, each.title) for each in report.chapters] == [
        ("1", "Purpose of the report"),
        ("2", "Recommendations"),
        ("3", "Victims"),
        ("4", "Victims"),
        ("5", "Roads"),
        ("6", "Background papers"),
    ]
    numbers = [
        block.number
        for each in report.chapters
        for block in each.blocks
        if isinstance(block, Paragraph)
    ]
    assert numbers == ["1.1", "2.1", "2.2", "3.1", "3.2", "4.1"]


def test_two_headings_alike_keep_addresses_of_their_own(report: Report) -> None:
    assert [each.id for each in report.chapters[2:4]] == ["victims", "victims-2"]


def test_figures_are_a_table_with_commas_periods_sources_and_caveats(report: Report) -> None:
    table = next(each for each in chapter(report, "victims").blocks if isinstance(each, Table))
    told = [
        [
            [each.text.markdown for each in cell.content if isinstance(each, (Paragraph, Remark))]
            for cell in row.cells
        ]
        for row in table.rows
    ]
    assert told == [
        [["Contacted"], ["18,936"], ["April to July 2015"], ["Register"]],
        [["Priority", "A part of the above."], ["4,942"], [], []],
        [["Fund"], ["£632k"], ["2015 to 2016"], ["Accounts"]],
    ]


def test_next_steps_and_promises_follow(report: Report) -> None:
    blocks = chapter(report, "victims").blocks
    heading = next(each for each in blocks if isinstance(each, Heading))
    steps = next(each for each in blocks if isinstance(each, BulletList))
    assert heading.text == "Next steps"
    assert len(steps.points) == 2
    promised = [each for each in blocks if isinstance(each, Table)][-1]
    assert promised.rows[0].cells[2].content[-1] == Flag(word="Overdue")


def test_a_section_of_points_shows_them(report: Report) -> None:
    (block,) = chapter(report, "roads").blocks
    assert isinstance(block, BulletList)


def test_an_appendix_names_its_file(report: Report) -> None:
    assert [(each.letter, each.title, each.file) for each in report.appendices] == [
        ("A", "Data", "data.pdf")
    ]


PART_2 = REPORT.replace(
    "public: Part 1", "public: Part 2\nexempt_paragraph: 7\nexempt_reason: It would help crime."
)


def test_members_are_warned_that_a_part_2_report_is_not_public(
    read: Reader, imprint: Imprint
) -> None:
    file = read(ReportFile, PART_2)
    members = replace(imprint, audience=Audience.MEMBERS)
    report = compose_report_file(select_report(file, Audience.MEMBERS), members)
    assert report.restriction == (
        "Part 2, not for publication under paragraph 7 of Part 1 of Schedule 12A to the "
        "Local Government Act 1972. It would help crime."
    )
    assert chapter(report, "victims").blocks


def test_the_public_learns_of_a_part_2_report_its_title_paragraph_and_reason(
    read: Reader, imprint: Imprint
) -> None:
    shown = select_report(read(ReportFile, PART_2), Audience.PUBLIC)
    report = compose_report_file(shown, imprint)
    assert report.title == "Update"
    assert report.chapters == ()
    assert report.appendices == ()
    facts = {fact.label: fact.lines[0].markdown for fact in report.front.facts}
    assert set(facts) == {"Meeting", "Date", "Agenda item", "Public or exempt"}
    assert "paragraph 7" in facts["Public or exempt"]
    assert "It would help crime." in facts["Public or exempt"]

"""Each shape of officers' documents, imported and built: every paragraph is somewhere."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from csp_slides.cli import group
from tests import officers_documents as made

if TYPE_CHECKING:
    from pathlib import Path

BODY = "body: Full Council"
FILLED = (
    ("body:", BODY),
    ("date:", "date: 20 January 2027"),
    ("period:", "period: April to June 2026"),
    ("source:", "source: Council case system"),
    ("good_is:", "good_is: high"),
)
"""What the author of an imported file has to add."""

DECK = """\
kind: deck
id: january
title: January
presenter: Councillor Fairweather
meeting: {body: Full Council, date: 20 January 2027}
sections: [{use: FILE}]
outputs: {slides: yes, report: {text: notes}, script: yes}
"""


def run(*arguments: object) -> str:
    told = CliRunner().invoke(group, [str(each) for each in arguments])
    assert told.exit_code == 0, told.output
    return told.output


def filled(text: str) -> str:
    """Fill in what the comments beside blank fields ask for."""
    for label, value in FILLED:
        text = re.sub(rf"^(\s*(?:- )?){label} +# .*$", rf"\1{value}", text, flags=re.MULTILINE)
    return text


def words(text: str) -> str:
    """Return text in a form in which a document and a page can be compared."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


@pytest.mark.parametrize(
    ("name", "content", "paragraphs"),
    [
        (
            "waste.docx",
            made.section_docx(),
            [
                "Waste and recycling",
                "Food waste starts in March",
                "Every household gets a weekly collection.",
                "High Street",
                "by the pump",
                "Bus station",
                "Missed bins",
                "Ward 2025 2026",
                "Mill Lane 41 38",
                made.NOTES,
                "WasteDataFlow",
                "Recycling rate",
                "47.3%",
            ],
        ),
        (
            "talk.pptx",
            made.talk_pptx(),
            [
                "Community safety",
                "Councillor Fairweather",
                "Thank you, Mayor.",
                "Staffing",
                "Two officers joined.",
                "Patrols",
                "Six nights a week.",
                "Food waste",
                "Starts in March",
                "flats in June",
                "Say it slowly.",
            ],
        ),
        (
            "panel.docx",
            made.report_docx(),
            [
                "Communities Cabinet Panel",
                "11 February 2027",
                "10am",
                "To provide a brief update.",
                "Crisis care",
                "Work is progressing well.",
                "The line has received 281 calls",
                "Restorative justice",
                "A coordinator started in May.",
                "That the panel notes the report.",
                "Financial",
            ],
        ),
        (
            "plan.docx",
            made.action_plan_docx(),
            [
                "Alderbrook action plan 2026 to 2027",
                "Tackle crime",
                "Shop theft",
                "Prevent serious youth violence",
                "Raise awareness",
                "Arrange events",
                "Community Safety Team",
                "6 October 2026 Charity event",
                "school visit",
                "Arrange workshops",
                "CYP",
                "Tri-CSP",
                "sessions",
            ],
        ),
        (
            "plan.xlsx",
            made.action_plan_xlsx(),
            ["Youth violence", "Knife crime", "Arrange events", "school visit", "Cuckooing", "NPT"],
        ),
        (
            "strategy.docx",
            made.plan_docx(),
            [
                "Safer Alderbrook plan",
                "Made with partners.",
                "A vibrant place to live.",
                "Northshire Police",
                "Shown below are the priorities.",
                "Reduce vehicle crime",
                "We meet each month.",
                "Measures",
                "See the annual report.",
            ],
        ),
        (
            "item.txt",
            made.MINUTES_TXT.encode(),
            [
                "BINS REPORT",
                "The year.",
                "The priorities are",
                "Paths",
                "Benches",
                "Why",
                "Because.",
            ],
        ),
        (
            "kpis.xlsx",
            made.indicators_xlsx(),
            ["Performance 2026/27", "Missed bins", "45.0%", "30"],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_paragraph_of_a_document_is_on_the_built_pages(
    tmp_path: Path, name: str, content: bytes, paragraphs: list[str]
) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    (tmp_path / name).write_bytes(content)
    run("import", tmp_path / name, "-o", folder)
    (path,) = [each for each in folder.rglob("*.yaml") if each.name != "council.yaml"]
    text = filled(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    if "\nkind: section\n" in text:
        (folder / "january.yaml").write_text(DECK.replace("FILE", path.stem), encoding="utf-8")
    run("build", folder, "-o", tmp_path / "site", "--audience", "presenter", "--draft")
    pages = [
        LexborHTMLParser(page.read_text(encoding="utf-8")).body.text(separator=" ")  # type: ignore[union-attr]
        for page in (tmp_path / "site").rglob("*.html")
    ]
    shown = words(" ".join(pages))
    assert [each for each in paragraphs if words(each) not in shown] == []

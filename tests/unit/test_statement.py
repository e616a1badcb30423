"""The accessibility statement: what the law asks it to say, and when it deserves a look."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import dedent

import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core.diagnostics import ContentError, Diagnostic, Severity

CONTENT = Path(__file__).parents[2] / "content"

COUNCIL = """\
kind: council
name: Alderbrook Borough Council
"""
STATEMENT = """\
accessibility:
  compliance: partially
  prepared: 3 June 2025
  reviewed: 20 January 2026
  issues:
    - problem: Old papers are not tagged.
"""
DECK = """\
kind: deck
title: Safety
presenter: Cllr Priya Fairweather
meeting: {body: Full Council, date: 20 January 2027}
sections:
  - title: Safety
    items: [{title: Lamps}]
"""

HEADINGS = [
    ("h1", "Accessibility statement for slides and papers"),
    ("h2", "How accessible this website is"),
    ("h2", "Feedback and contact information"),
    ("h3", "Reporting accessibility problems with this website"),
    ("h2", "Enforcement procedure"),
    ("h2", "Contacting us by phone or visiting us in person"),
    ("h2", "Technical information about this website’s accessibility"),
    ("h3", "Compliance status"),
    ("h2", "Non-accessible content"),
    ("h3", "Non-compliance with the accessibility regulations"),
    ("h3", "Content that’s not within the scope of the accessibility regulations"),
    ("h2", "What we’re doing to improve accessibility"),
    ("h2", "Preparation of this accessibility statement"),
]
"""Those of the model statement (gov.uk, Sample accessibility statement, 19 December 2023)."""

REQUIRED = """\
This accessibility statement applies to the slides and papers of Alderbrook Borough Council at \
https://slides.alderbrook.example/.
The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector \
Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the \
‘accessibility regulations’). If you’re not happy with how we respond to your complaint, contact \
the Equality Advisory and Support Service (EASS).
Alderbrook Borough Council is committed to making its website accessible, in accordance with the \
Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA \
standard, due to the non-compliances listed below.
This statement was prepared on 3 June 2026. It was last reviewed on 30 November 2026.
""".splitlines()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "council.yaml").write_text(COUNCIL + STATEMENT, encoding="utf-8")
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    return folder


def said(
    content: Path, code: str, *, on: str | None = None, audience: str = "public"
) -> list[Diagnostic]:
    site = content.parent / "site"
    try:
        found = csp_slides.build(
            content, site, formats=["deck"], on=on, audience=audience
        ).diagnostics
    except ContentError as error:
        found = error.diagnostics
    return [each for each in found if each.code == code]


def change(content: Path, old: str, new: str) -> None:
    path = content / "council.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> LexborHTMLParser:
    folder = tmp_path_factory.mktemp("statement")
    csp_slides.build(CONTENT, folder / "site", formats=["deck"])
    return LexborHTMLParser((folder / "site/accessibility.html").read_bytes())


def test_headings_are_those_of_the_model_statement(page: LexborHTMLParser) -> None:
    found = [(each.tag, each.text(strip=True)) for each in page.css("h1, main h2, main h3")]
    assert found == HEADINGS


@pytest.mark.parametrize("sentence", REQUIRED)
def test_what_the_law_asks_for_stands_word_for_word(page: LexborHTMLParser, sentence: str) -> None:
    paragraphs = [" ".join(each.text().split()) for each in page.css("main p")]
    assert sentence in paragraphs


def test_an_issue_stands_under_its_ground_with_what_to_do_instead(page: LexborHTMLParser) -> None:
    known, failing, outside = (
        [each.text(strip=True) for each in page.css(f"#{name} ~ ul")[0].css("li")]
        for name in ("how-accessible", "non-compliance", "out-of-scope")
    )
    assert len(known) == 2
    (only,) = failing
    assert only == (
        "Minutes and reports from before January 2026 are PDFs that are not tagged. This fails"
        " WCAG 2.2 success criterion 1.3.1 (Info and Relationships). Ask us for a page or a"
        " large-print copy of any of them. We plan to put this right by 30 June 2027."
    )
    assert outside == ["Live captions are not shown when a meeting is webcast."]


def test_without_one_there_is_no_page_and_the_build_says_so(content: Path) -> None:
    change(content, STATEMENT, "")
    (found,) = said(content, "no-statement")
    assert found.severity is Severity.HINT
    assert found.span is not None
    assert (found.span.path.name, found.span.line) == ("council.yaml", 2)
    site = content.parent / "site"
    assert not (site / "accessibility.html").exists()
    assert b"accessibility.html" not in (site / "index.html").read_bytes()
    shutil.rmtree(site)
    assert said(content, "no-statement", audience="presenter") == []


@pytest.mark.parametrize(
    ("day", "lines"), [(None, []), ("20 January 2027", []), ("21 January 2027", [6])]
)
def test_a_statement_is_old_a_year_after_its_review(
    content: Path, day: str | None, lines: list[int]
) -> None:
    found = said(content, "statement-review", on=day)
    assert [each.span.line for each in found if each.span] == lines
    assert all(each.severity is Severity.WARNING for each in found)
    assert all("20 January 2026" in each.message for each in found)


def test_the_newest_meeting_is_the_day_to_judge_by(content: Path) -> None:
    path = content / "deck.yaml"
    later = path.read_text(encoding="utf-8").replace("20 January 2027", "4 February 2027")
    (content / "later.yaml").write_text(later, encoding="utf-8")
    (found,) = said(content, "statement-review")
    assert found.message.endswith("more than a year before 4 February 2027")


def test_without_a_review_its_first_day_counts(content: Path) -> None:
    change(content, "  reviewed: 20 January 2026\n", "")
    (found,) = said(content, "statement-review")
    assert "3 June 2025" in found.message


@pytest.mark.parametrize(
    ("old", "new", "severity"),
    [
        ("partially", "fully", Severity.ERROR),
        ("    - problem: Old papers are not tagged.\n", "", Severity.WARNING),
        (
            "not tagged.\n",
            "not tagged.\n      reason: out of scope\n",
            Severity.WARNING,
        ),
    ],
)
def test_a_statement_that_contradicts_itself_is_reported(
    content: Path, old: str, new: str, severity: Severity
) -> None:
    change(content, old, new)
    (found,) = said(content, "statement")
    assert found.severity is severity
    assert found.span is not None
    assert found.span.line == 4


def test_a_single_deck_of_no_council_is_told_nothing(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text(dedent("# Lamps\n\n---\n\n## Fitted\n"), encoding="utf-8")
    built = csp_slides.build(deck, tmp_path / "site")
    assert [each.code for each in built.diagnostics] == []

"""Papers for an item that is not open to the public: what the public learns, which is little."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError
from csp_slides.model import formats

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.pipeline.build import Built

OPEN = """
    kind: deck
    id: open
    title: What is open
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 1 July 2026}
    sections:
      - {title: Lamps, items: [{title: Forty lamps, notes: There are forty.}]}
"""
DECK = """
    kind: deck
    id: closed-deck
    title: A Quillfeather deck
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 3 June 2026, public: Part 2}
    sections:
      - {title: A lease, items: [{title: Quillfeather Limited, notes: It pays the quaintword.}]}
"""
MINUTES = """
    kind: minutes
    id: closed-minutes
    title: Quillfeather minutes
    meeting: {body: Full Council, date: 3 June 2026, public: Part 2}
    questions:
      - q: What is the quaintword?
        a: Quillfeather pays it.
        follow_up: {action: Ask Quillfeather again, owner: Legal Services, due: September 2026}
"""
REPORT = """
    kind: report
    id: closed-report
    title: Terms of a lease
    meeting: {body: Full Council, date: 3 June 2026, public: Part 2}
    exempt_paragraph: 3
    exempt_reason: It names a tenant.
    background_papers: []
    sections:
      - {heading: Quillfeather, text: The quaintword is secret.}
"""


def build(folder: Path, audience: str = "public", **files: str) -> Built:
    content = folder / "content"
    content.mkdir(exist_ok=True)
    for name, text in files.items():
        (content / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")
    return csp_slides.build(content, folder / "site", audience=audience)


def files_with(folder: Path, *words: bytes) -> list[str]:
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in words)]


def test_the_public_has_no_deck_and_no_minutes_of_a_part_2_item(tmp_path: Path) -> None:
    built = build(tmp_path, open=OPEN, deck=DECK, minutes=MINUTES)
    assert [each.summary.slug for each in built.made] == ["open"]
    assert files_with(tmp_path, b"quillfeather", b"quaintword", b"closed-") == []
    said = [each.message for each in built.diagnostics if each.code == "part-2"]
    assert sorted(said) == [
        "'A Quillfeather deck' is for a Part 2 item, so the public build leaves it out",
        "'Quillfeather minutes' is for a Part 2 item, so the public build leaves it out",
    ]


def test_members_have_both_and_the_promises_that_were_made(tmp_path: Path) -> None:
    built = build(tmp_path, "members", open=OPEN, deck=DECK, minutes=MINUTES)
    assert {each.summary.slug for each in built.made} == {"open", "closed-deck", "closed-minutes"}
    deck = (tmp_path / "site" / "open" / "index.html").read_text("utf-8")
    assert "Ask Quillfeather again" in deck
    assert not [each for each in built.diagnostics if each.code == "part-2"]


def test_of_a_report_the_public_learns_that_there_is_one_and_why_it_is_closed(
    tmp_path: Path,
) -> None:
    build(tmp_path, report=REPORT)
    assert files_with(tmp_path, b"quillfeather", b"quaintword") == []
    page = (tmp_path / "site" / "closed-report" / "index.html").read_text("utf-8")
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    for text in (page, index):
        assert "paragraph 3" in text
        assert "It names a tenant." in text


def test_a_report_that_is_closed_by_its_item_must_say_why_too(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        build(tmp_path, report=REPORT.replace("    exempt_paragraph: 3\n", ""))
    assert [each.code for each in caught.value.diagnostics] == ["exempt-paragraph"]


def test_the_public_has_no_written_report_of_a_deck_that_closes_it(tmp_path: Path) -> None:
    closed = OPEN + "    outputs: {docx: yes, report: {public: Part 2, purpose: A quaintword.}}\n"
    built = build(tmp_path, open=closed)
    (made,) = built.made
    assert set(made.pages) == {formats.DECK}
    assert files_with(tmp_path, b"quaintword") == []
    (hint,) = [each.message for each in built.diagnostics if each.code == "format"]
    assert "the report and the docx of 'What is open' are left out" in hint

"""A form comes back as it was filled in, and only what changed in it changes in the file."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from csp_slides.authoring.documents.word import read_word
from csp_slides.authoring.forms.section_form import base_of, read_form, write_form
from csp_slides.cli import group
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.section import Section
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.markdown.text import render_block
from csp_slides.schema.fields.document import read_document

WASTE = """\
# Morwenna's file: the figures come on Fridays
schema: csp-slides/v1
kind: section
id: waste
title: Waste and recycling
prepared_by: {name: Morwenna Tregarth, job: Waste Manager}
figures_correct_on: 31/10/2026   # as WasteDataFlow has it
status: draft
items:
  - title: "Food waste: starts in March"
    notes: |
      Every household gets a *weekly* collection, on the
      same day as the rest.

      - High Street
      - Bus station
          - by the pump

      1. first
      2. second

      | Ward | 2026 |
      | --- | --- |
      | Mill Lane | 38 |
    source: Environment Act 2021
  # ask Dan before this goes out
  - title: Missed bins
    show: members
    notes: |
      See [the page](https://alderbrook.example/bins) for days.
    report: "Fewer bins were missed."
    uses_nothing: ~
indicators:
  - name: Recycling rate
    period: July to September 2026
    actual: 47.3%
    target: 46%
    good_is: high
    source: WasteDataFlow
uses: [burglary]
""".replace("    uses_nothing: ~\n", "")

PLAN = """\
kind: action-plan
id: plan
title: Action plan
updated: 14 December 2026
people:
  cst: {name: Community Safety Team, org: The council}
  npt: {name: Neighbourhood Policing Team}
priorities:
  - number: 1
    title: Protect people
    lead: cst
    issues:
      - issue: Cuckooing
        actions:
          - ref: 1.1
            action: Train housing staff
            owners: [cst, npt]
            due: 31/12/2026          # agreed in May
            rag: amber
            why: Waiting for a room.
            updates:
              - {date: 3 June 2026, text: First session held., attended: 22, show: members}
          - ref: 1.10
            action: Publish a guide
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    (folder / "sections").mkdir(parents=True)
    (folder / "plans").mkdir()
    (folder / "sections" / "waste.yaml").write_text(WASTE, encoding="utf-8")
    (folder / "plans" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return folder


def word_form(content: Path) -> Any:  # noqa: ANN401  # python-docx's document
    told = run("new", "section", "waste", "--word")
    assert told.exit_code == 0, told.output
    return docx.Document(str(content.parent / "waste.docx"))


def taken(content: Path, document: Any, name: str = "waste.docx") -> tuple[Result, str]:  # noqa: ANN401
    document.save(str(content.parent / name))
    told = run("import", name)
    folder = "plans/plan" if name.endswith("xlsx") else "sections/waste"
    return told, (content / f"{folder}.yaml").read_text(encoding="utf-8")


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def paragraph(document: Any, text: str) -> Any:  # noqa: ANN401  # python-docx's own
    return next(each for each in document.paragraphs if text in each.text)


def test_a_form_that_nobody_edited_changes_no_byte(content: Path) -> None:
    told, after = taken(content, word_form(content))
    assert told.exit_code == 0, told.output
    assert "nothing has changed" in told.stdout
    assert after == WASTE
    assert run("new", "action-plan", "plan", "--excel").exit_code == 0
    book = openpyxl.load_workbook(content.parent / "plan.xlsx")
    told, after = taken(content, book, "plan.xlsx")
    assert told.exit_code == 0, told.output
    assert after == PLAN


def test_only_what_was_edited_in_word_changes_and_comments_stay(content: Path) -> None:
    document = word_form(content)
    paragraph(document, "See ").runs[-1].text = " for every day."
    cell = next(
        row.cells[1]
        for table in document.tables
        for row in table.rows
        if row.cells[0].text == "Source" and row.cells[1].text
    )
    cell.paragraphs[0].runs[0].text = "Environment Act 2026"
    told, after = taken(content, document)
    assert told.exit_code == 0, told.output
    assert changed(WASTE, after) == (
        [
            "    source: Environment Act 2021",
            "      See [the page](https://alderbrook.example/bins) for days.",
        ],
        [
            "    source: Environment Act 2026",
            "      See [the page](https://alderbrook.example/bins) for every day.",
        ],
    )
    assert "+    source: Environment Act 2026" in told.stdout


def test_a_new_item_is_added_and_one_that_was_deleted_goes(content: Path) -> None:
    document = word_form(content)
    head = paragraph(document, "Missed bins")
    figures = paragraph(document, "Figures")
    element = head._p
    while element is not figures._p:
        following = element.getnext()
        element.getparent().remove(element)
        element = following
    new = figures.insert_paragraph_before("Garden waste", style="Heading 2")
    new.insert_paragraph_before("", style="Normal")
    figures.insert_paragraph_before("What is said", style="Heading 3")
    figures.insert_paragraph_before("It costs £50 a year.", style="Normal")
    told, after = taken(content, document)
    assert told.exit_code == 0, told.output
    section = read(after, Section)
    assert [str(item.title) for item in section.items] == [
        "Food waste: starts in March",
        "Garden waste",
    ]
    assert section.items[1].notes == "It costs £50 a year."
    assert "as WasteDataFlow has it" in after
    assert after.startswith("# Morwenna's file")


def test_what_changed_in_both_is_asked_about_and_the_file_stays(content: Path) -> None:
    document = word_form(content)
    paragraph(document, "See ").runs[-1].text = " for every day."
    newer = WASTE.replace("for days.", "for the days.").replace("Waste Manager", "Head of Waste")
    (content / "sections" / "waste.yaml").write_text(newer, encoding="utf-8")
    told, after = taken(content, document)
    assert after == newer
    assert "was changed both here and in the form" in told.stderr
    assert "for every day." in told.stderr


def test_a_form_is_read_without_loss_into_a_new_file(content: Path) -> None:
    document = word_form(content)
    (content / "sections" / "waste.yaml").unlink()
    told, after = taken(content, document)
    assert told.exit_code == 0, told.output
    old, new = read(WASTE.replace("uses: [burglary]\n", ""), Section), read(after, Section)
    for name in ("title", "prepared_by", "figures_correct_on", "status", "indicators"):
        assert getattr(old, name) == getattr(new, name)
    assert [(str(i.title), i.source, i.show) for i in old.items] == [
        (str(i.title), i.source, i.show) for i in new.items
    ]
    closed = [" ".join(str(item.notes).split()) for item in old.items]
    assert [" ".join(str(item.notes).split()) for item in new.items] == closed


def test_only_edited_cells_change_in_excel_and_rows_may_be_added(content: Path) -> None:
    assert run("new", "action-plan", "plan", "--excel").exit_code == 0
    book = openpyxl.load_workbook(content.parent / "plan.xlsx")
    sheet = book["Actions"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    assert (
        sheet.cell(2, heads["Owners"]).value == "Community Safety Team; Neighbourhood Policing Team"
    )
    sheet.cell(2, heads["Rating"]).value = "red"
    sheet.cell(2, heads["Updates"]).value += "\n9 September 2026: Second session held."
    sheet.append(["", "", "1.11", "Walk the beat", "Neighbourhood Policing Team", "March 2027"])
    told, after = taken(content, book, "plan.xlsx")
    assert told.exit_code == 0, told.output
    plan = read(after, ActionPlan)
    first, second, third = plan.priorities[0].issues[0].actions
    assert (first.rag, second.rag) == ("red", None)
    assert [str(update.date) for update in first.updates] == ["3 June 2026", "9 September 2026"]
    assert first.updates[0].attended == 22
    assert first.updates[0].show == "members"
    assert (str(third.ref), str(third.action), list(third.owners)) == (
        "1.11",
        "Walk the beat",
        ["npt"],
    )
    assert "# agreed in May" in after
    assert "            rag: amber" not in after


def test_people_are_added_renamed_and_found_by_their_names_in_excel(content: Path) -> None:
    assert run("new", "action-plan", "plan", "--excel").exit_code == 0
    book = openpyxl.load_workbook(content.parent / "plan.xlsx")
    sheet, people = book["Actions"], book["People"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    codes = {row[0].value: row for row in people.iter_rows(min_row=2)}
    codes["cst"][1].value = "Safer Streets: team"
    people.append(["ys", "Youth Services", "Alderbrook"])
    sheet.cell(2, heads["Owners"]).value = "Youth Services; safer streets: team; New Trust"
    told, after = taken(content, book, "plan.xlsx")
    assert told.exit_code == 0, told.output
    assert "“New Trust” is new among the owners, as 'nt'" in told.stderr
    plan = read(after, ActionPlan)
    assert [str(each) for each in plan.priorities[0].issues[0].actions[0].owners] == [
        "ys",
        "cst",
        "nt",
    ]
    assert {str(code): str(person.name) for code, person in plan.people.items()} == {
        "cst": "Safer Streets: team",
        "npt": "Neighbourhood Policing Team",
        "ys": "Youth Services",
        "nt": "New Trust",
    }
    assert plan.people["ys"].org == "Alderbrook"
    (content / "plans" / "plan.yaml").unlink()
    assert run("import", "plan.xlsx").exit_code == 0
    again = read((content / "plans" / "plan.yaml").read_text(encoding="utf-8"), ActionPlan)
    assert again.people.keys() == plan.people.keys()


@pytest.mark.parametrize(("kind", "option"), [("deck", "--word"), ("section", "--excel")])
@pytest.mark.usefixtures("content")
def test_a_form_that_does_not_exist_is_refused(kind: str, option: str) -> None:
    told = run("new", kind, "x", option)
    assert told.exit_code == 2
    assert "csp-slides new" in told.stderr


def seen(notes: str) -> tuple[str, list[str]]:
    """Return the text that free text shows, and the lists, tables and cells that it makes."""
    body = LexborHTMLParser(render_block(notes)).body
    assert body is not None
    tags = [str(node.tag) for node in body.css("li, ol, ul, table, td, th")]
    return "".join(body.text().split()), tags


TEXT = (
    st.text(st.sampled_from("aB1 .,-–*_#>|[]()!<&£'\"\\:"), min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    # A dash alone shows nothing; what begins with one, or with `B)`, is a list of one entry.
    .filter(lambda text: not re.match(r"–|\(?[A-Za-z0-9]+[.)]", text) and bool(seen(text)[0]))
)
PLAIN = st.from_regex(r"[aBc][aB1.,£:() ]{0,14}[c)]", fullmatch=True)
LISTED = st.lists(st.tuples(PLAIN, st.lists(PLAIN, max_size=2)), min_size=1, max_size=3).map(
    lambda entries: "\n".join(
        line for entry, inner in entries for line in (f"- {entry}", *(f"  - {it}" for it in inner))
    )
)
COUNTED = st.lists(PLAIN, min_size=1, max_size=3).map(
    lambda entries: "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
)
TABLES = st.lists(st.tuples(PLAIN, PLAIN), min_size=2, max_size=3).map(
    lambda rows: "\n".join(
        f"| {first} | {second} |" for first, second in (rows[0], ("---", "---"), *rows[1:])
    )
)


@settings(
    max_examples=10, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.lists(st.one_of(TEXT, LISTED, COUNTED, TABLES), min_size=1, max_size=3))
def test_texts_lists_and_cells_come_back_from_word_as_they_were(blocks: list[str]) -> None:
    notes = "\n\n".join(blocks)
    once = base_of({"title": "A", "items": [{"title": "B", "notes": notes}]}, "A")
    assert seen(str(once["items"][0]["notes"])) == seen(notes)
    form = write_form(once, "A")
    again, _, questions = read_form(read_word(form, PurePosixPath("a.docx")), "a")
    assert again["items"] == once["items"]
    assert not questions


def read(text: str, cls: type[Any]) -> Any:  # noqa: ANN401  # the record of the kind
    path = PurePosixPath("it.yaml")
    sink = Sink()
    found = read_document(Source(path, text, path), KINDS, sink)
    assert found is not None
    assert not sink.has_errors, sink.diagnostics
    assert isinstance(found[1], cls)
    return found[1]

"""Officers' own documents become content that is checked, and nothing in them is lost."""

from __future__ import annotations

import contextlib
import io
import random
import re
import zipfile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import openpyxl
import pytest

from csp_slides.authoring.documents import package
from csp_slides.authoring.documents.bring_in import bring_in
from csp_slides.authoring.documents.kind import Taken
from csp_slides.authoring.forms.forms import write_form
from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.minutes import Minutes
from csp_slides.content.plan import Plan
from csp_slides.content.report_file import ReportFile
from csp_slides.content.section import Section
from csp_slides.content.shape import ActionPlanPart
from csp_slides.core.diagnostics import CommandError, ContentError, CspSlidesError, Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from tests import officers_documents as made

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.authoring.documents.bring_in import BroughtIn
    from csp_slides.schema.fields.declare import Record


def imported(folder: Path, name: str, content: bytes, kind: Taken | None = None) -> BroughtIn:
    file = folder / name
    file.write_bytes(content)
    return bring_in(file, folder / "content", kind)


def record_of(done: BroughtIn) -> Record:
    path = PurePosixPath(done.path.as_posix())
    source = Source(path, done.path.read_text(encoding="utf-8"), path)
    sink = Sink()
    read = read_document(source, KINDS, sink)
    assert read is not None
    assert not sink.has_errors, sink.diagnostics
    return read[1]


def asked(done: BroughtIn) -> str:
    return "\n".join(each.message for each in done.diagnostics)


def test_a_word_document_becomes_a_section(tmp_path: Path) -> None:
    done = imported(tmp_path, "waste.docx", made.section_docx())
    assert done.guess.kind is Taken.SECTION
    section = record_of(done)
    assert isinstance(section, Section)
    assert section.title == "Waste and recycling"
    first, second = section.items
    assert first.title == "Food waste starts in March"
    assert first.notes == (
        "Every household gets a **weekly** collection.\n\n"
        "- High Street\n  - by the pump\n- Bus station"
    )
    assert second.notes is not None
    assert "| Ward | 2025 | 2026 |\n| --- | --- | --- |\n| Mill Lane | 41 | 38 |" in second.notes
    assert made.NOTES in second.notes
    assert second.source == "WasteDataFlow"
    assert second.picture is not None
    picture = tmp_path / "content" / second.picture.image
    assert picture.read_bytes() == made.png().getvalue()
    (indicator,) = section.indicators
    assert str(indicator.actual.text) == "47.3%"
    assert indicator.source == "WasteDataFlow"


def test_comments_changes_and_hidden_text_are_asked_about_and_not_taken_over(
    tmp_path: Path,
) -> None:
    done = imported(tmp_path, "waste.docx", made.asked_docx())
    section = record_of(done)
    assert isinstance(section, Section)
    notes = str(section.items[0].notes)
    assert "Collections start in March." in notes
    assert "April" not in notes
    assert "12,000" not in notes
    told = asked(done)
    assert f"a comment by Dan Pellow on “{made.NOTES}”: “Is this right?”" in told
    assert "Morwenna changed “March” to “April”" in told
    assert "Word hides this text, so it's left out: “The bid was 12,000 pounds.”" in told
    lines = done.path.read_text(encoding="utf-8").split("\n")
    places = [each.span.line for each in done.diagnostics if each.span is not None]
    assert all(lines[line - 1].lstrip().startswith("# CHECK: ") for line in places)
    assert "the name of its file is used" in lines[places.pop(0) - 1]
    assert min(places) > lines.index("items:")


def test_a_report_with_bold_headings_finds_its_fields(tmp_path: Path) -> None:
    done = imported(tmp_path, "panel.docx", made.report_docx())
    assert done.guess.kind is Taken.REPORT
    report = record_of(done)
    assert isinstance(report, ReportFile)
    assert report.meeting.body == "Communities Cabinet Panel"
    assert report.meeting.date.isoformat() == "2027-02-11"
    assert str(report.meeting.time) == "10:00:00"
    assert report.report_of == "Portfolio Holder"
    assert report.title == "Update Report From the Portfolio Holder"
    assert report.purpose == "To provide a brief update."
    assert [str(each) for each in report.recommendations] == ["That the panel notes the report."]
    (update,) = report.sections
    assert update.heading == "Update"
    assert update.text == (
        "### Crisis care\n\nWork is progressing well.\n\n- The line has received 281 calls\n\n"
        "### Restorative justice\n\nA coordinator started in May."
    )
    assert report.implications is not None
    assert report.implications.financial == "None."
    assert "bold lines without a heading style" in asked(done)
    assert "numbers typed before paragraphs" in asked(done)


def test_a_report_that_was_typed_as_text_is_read_like_one_from_word(tmp_path: Path) -> None:
    done = imported(tmp_path, "update.txt", made.REPORT_TXT.encode())
    assert done.guess.kind is Taken.REPORT
    report = record_of(done)
    assert isinstance(report, ReportFile)
    assert report.meeting.body == "Communities and Environment Cabinet Panel"
    assert report.meeting.date.isoformat() == "2027-02-11"
    assert report.author is not None
    assert (report.author.job, report.author.contact) == (
        "Community Safety Manager",
        "01632 960501",
    )
    assert report.purpose == "To provide a brief update."
    (update,) = report.sections
    assert update.text == (
        "### Crisis care\n\nWork is progressing well.\n\n### Restorative justice\n\n"
        "- The line has received **281** calls\n- 14 people met the offender\n\n"
        "The order that residents gave:\n\n1. Burglary\n2. Vehicle crime\n\n"
        "| Ward | 2026 |\n| --- | --- |\n| Mill Lane | 38 |"
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [("plan.docx", made.action_plan_docx()), ("plan.xlsx", made.action_plan_xlsx())],
)
def test_a_table_of_actions_becomes_an_action_plan(
    tmp_path: Path, name: str, content: bytes
) -> None:
    done = imported(tmp_path, name, content)
    assert done.guess.kind is Taken.ACTION_PLAN
    plan = record_of(done)
    assert isinstance(plan, ActionPlan)
    first, second = (action for each in plan.priorities[0].issues for action in each.actions)
    assert first.action == "Arrange events"
    assert [str(update.date) for update in first.updates] == ["6 October 2026", "12 November 2026"]
    assert [str(update.text) for update in first.updates] == ["Charity event", "school visit"]
    assert [str(plan.people[code].name) for code in first.owners] == ["Community Safety Team"]
    assert first.rag == ("amber" if name.endswith("docx") else "green")
    assert second.rag == ("green" if name.endswith("docx") else "amber")
    assert [str(first.ref), str(second.ref)] == ["1.1", "1.2"]
    assert len(plan.priorities[0].issues) == 1
    told = asked(done)
    assert "the rating is only a colour" in told
    assert "the table has no numbers for its actions" in told
    if name.endswith("docx"):
        assert [str(each) for each in plan.aims] == ["Tackle crime"]
        assert [str(each) for each in plan.top_risks] == ["Shop theft"]
        assert plan.before[ActionPlanPart.AIMS].strip() == "The strategic aims are to:"
    else:
        assert str(first.due) == "31 December 2026"
        assert first.cost is not None
        assert first.cost.text == "3000"
        assert "column 'Colour' says “teal”" in told
        assert "a comment by Dan on H2: “From reserves?”" in told
        assert "“soon” isn't a date" in told
        assert "column 'Lead officer': owners" in done.told


def test_a_table_of_measures_becomes_indicators(tmp_path: Path) -> None:
    done = imported(tmp_path, "kpis.xlsx", made.indicators_xlsx())
    assert done.guess.kind is Taken.INDICATORS
    section = record_of(done)
    assert isinstance(section, Section)
    assert section.title == "Performance 2026/27"
    rate, bins = section.indicators
    assert [str(rate.actual.text), str(rate.previous and rate.previous.text)] == ["47.3%", "45.0%"]
    assert rate.period == "Q2 2026/27"
    assert (rate.good_is, bins.good_is) == ("high", "low")
    assert "column 'Q2 2026/27' was read as actual" in asked(done)


def test_a_formula_that_was_never_worked_out_is_asked_about(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made.indicators_xlsx()))
    book.worksheets[0]["C4"] = "=B4-2"
    done = imported(tmp_path, "kpis.xlsx", made.saved(book))
    assert "C4 holds a formula whose result isn't stored in the file" in asked(done)
    section = record_of(done)
    assert isinstance(section, Section)
    assert str(section.indicators[1].actual.text) == "to be agreed"


def test_a_column_is_what_its_author_says(tmp_path: Path) -> None:
    file = tmp_path / "kpis.csv"
    file.write_text("Thing,Score,Target\nBins,38,30\n", encoding="utf-8")
    done = bring_in(file, tmp_path / "c", Taken.INDICATORS, {"thing": "name", "score": "actual"})
    text = done.path.read_text(encoding="utf-8")
    assert "- name: Bins" in text
    assert 'actual: "38"' in text


def test_a_presentation_becomes_a_section(tmp_path: Path) -> None:
    done = imported(tmp_path, "talk.pptx", made.talk_pptx())
    section = record_of(done)
    assert isinstance(section, Section)
    assert section.title == "Community safety"
    opening, staffing, patrols, food = section.items
    assert opening.notes == "Councillor Fairweather\n\nThank you, Mayor."
    assert (staffing.title, staffing.notes) == ("Staffing", "Two officers joined.")
    assert (patrols.title, patrols.notes) == ("Patrols", "Six nights a week.")
    assert food.slide is not None
    assert food.slide.startswith("## Food waste\n\n- Starts in March\n  - flats in June\n\n![](/")
    assert food.notes == "Say it slowly."


def test_minutes_and_a_plan_find_their_fields(tmp_path: Path) -> None:
    done = imported(tmp_path, "page.txt", made.MINUTES_TXT.encode())
    assert done.guess.kind is Taken.MINUTES
    text = done.path.read_text(encoding="utf-8").replace("body: ", "body: Council")
    done.path.write_text(text.replace("date: ", "date: 1 May 2026"), encoding="utf-8")
    minutes = record_of(done)
    assert isinstance(minutes, Minutes)
    assert minutes.discussion == "The priorities are:\n\n- Paths\n- Benches"
    assert [(str(each.question), str(each.answer)) for each in minutes.questions] == [
        ("Why?", "Because.")
    ]
    plan = record_of(imported(tmp_path, "plan.docx", made.plan_docx()))
    assert isinstance(plan, Plan)
    assert plan.vision == "A vibrant place to live."
    assert len(plan.responsible_authorities) == 2
    assert [str(each.id) for each in plan.priorities] == ["reduce-burglary", "reduce-vehicle-crime"]
    assert [str(each.heading) for each in plan.sections] == ["Joint working"]
    assert [str(each.title) for each in plan.appendices] == ["Measures"]


def test_a_plan_that_was_typed_as_text_finds_its_fields(tmp_path: Path) -> None:
    done = imported(tmp_path, "plan.txt", made.PLAN_TXT.encode())
    assert done.guess.kind is Taken.PLAN
    plan = record_of(done)
    assert isinstance(plan, Plan)
    assert plan.title == "North Haven"
    assert plan.vision == "A place where people look out for one another"
    asb, burglary = plan.priorities
    assert (asb.title, burglary.title) == ("Reduce anti-social behaviour", "Reduce burglary")
    (success,) = burglary.success
    assert (success.measure, success.direction) == ("Reduce burglaries by 4%", "down")
    assert [str(each) for each in burglary.activities] == ["Visit every victim"]
    assert plan.consultation is not None
    assert "1. Burglary\n2. Anti-social behaviour" in str(plan.consultation.text)
    assert [str(each.heading) for each in plan.sections] == ["Community Safety Plan"]


def test_a_page_a_text_and_markdown_become_the_same_section(tmp_path: Path) -> None:
    markdown = (
        "# Waste and recycling\n\n## Food waste starts in March\n\n"
        "Every household gets a **weekly** collection.\n\n- High Street\n  - by the pump\n"
        "- Bus station\n\n## Missed bins\n\n| Ward | 2026 |\n| --- | --- |\n| Mill Lane | 38 |\n\n"
        "We missed 38 in every 100,000.  \nFewer than last year.\n"
    )
    page = record_of(imported(tmp_path, "page.html", made.PAGE_HTML.encode(), Taken.SECTION))
    text = record_of(imported(tmp_path, "text.md", markdown.encode(), Taken.SECTION))
    assert isinstance(page, Section)
    assert isinstance(text, Section)
    assert page.items == text.items
    assert page.items[1].notes is not None
    assert page.items[1].notes.endswith("100,000.\\\nFewer than last year.")


def test_what_word_keeps_in_odd_places_is_read_too(tmp_path: Path) -> None:
    done = imported(tmp_path, "odd.docx", made.odd_docx())
    section = record_of(done)
    assert isinstance(section, Section)
    assert str(section.items[0].notes).split("\n\n") == [
        "Before the box.",
        "Inside the box.",
        "As of 14 December",
        "| outer<br>inner |\n| --- |",
        "line one\\\nline two",
        "In a control.",
    ]
    assert "added “A new paragraph” in Word (tracked)" in asked(done)
    assert "A table inside a table cell" in asked(done)


def test_an_open_document_is_read_with_its_changes_and_notes(tmp_path: Path) -> None:
    done = imported(tmp_path, "waste.odt", made.section_odt())
    section = record_of(done)
    assert isinstance(section, Section)
    assert section.title == "Waste and recycling"
    first, second = section.items
    assert first.notes == (
        "Every household gets a **weekly** collection.[^1] It runs on Mondays.\n\n"
        "- High Street\n  - by the pump\n- Bus station\n\n[^1]: Flats in June."
    )
    assert second.notes is not None
    assert "| Mill Lane | 38 |" in second.notes
    assert "Dan deleted “on Mondays” (tracked)" in asked(done)
    assert "a comment by Dan: “Is this right?”" in asked(done)


def test_a_marking_in_the_page_header_stays_with_the_words(tmp_path: Path) -> None:
    done = imported(tmp_path, "autumn.docx", made.marked_docx())
    section = record_of(done)
    assert isinstance(section, Section)
    assert section.classification == "OFFICIAL-SENSITIVE"
    assert section.title == "Community safety, autumn"
    assert [str(each.title) for each in section.items] == [
        "Patrols now 6 nights a week",
        "Lighting at Mill Lane",
    ]
    assert "The page header says “OFFICIAL-SENSITIVE”" in asked(done)


def test_word_to_yaml_to_word_to_yaml_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = imported(tmp_path, "waste.docx", made.section_docx())
    before = record_of(first)
    assert isinstance(before, Section)
    form = write_form("section", "waste", tmp_path / "content")
    first.path.unlink()
    after = record_of(imported(tmp_path, "waste.docx", form.content))
    assert isinstance(after, Section)
    assert after.items == before.items
    assert after.indicators == before.indicators
    assert (after.title, after.status) == (before.title, before.status)


def test_an_older_file_is_never_overwritten(tmp_path: Path) -> None:
    imported(tmp_path, "waste.docx", made.section_docx())
    with pytest.raises(CommandError, match="exists already"):
        imported(tmp_path, "waste.docx", made.section_docx())


def _bomb() -> bytes:
    return made.without(made.section_docx(), **{"word/media/big.bin": b"\0" * 3_000_000})


def _entities() -> bytes:
    return made.without(
        made.section_docx(),
        **{"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'},
    )


def _rows() -> bytes:
    return b"Measure,Actual\n" + b"x,1\n" * 6000


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", _bomb, "unpacks to far more"),
        ("a.docx", _entities, "declares entities"),
        (
            "a.docx",
            lambda: made.without(made.section_docx(), **{"word/vbaProject.bin": b"x"}),
            "macros",
        ),
        ("a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old or password"),
        ("a.docx", lambda: b"PK\x03\x04 broken", "damaged"),
        ("a.docx", made.indicators_xlsx, "isn't a Word document"),
        ("a.xlsx", made.section_docx, "isn't an Excel workbook"),
        ("a.pptx", made.section_docx, "isn't a PowerPoint"),
        ("a.odt", made.section_docx, "isn't an OpenDocument"),
        ("a.csv", _rows, "more than 5,000 rows"),
        ("a.docx", lambda: b"", "is empty"),
        ("a.txt", lambda: b"\x00\x01\x02\xff" * 50, "isn't text"),
        (
            "a.docx",
            lambda: made.without(made.section_docx(), **{"word/document.xml": b"<w"}),
            "damaged",
        ),
    ],
)
def test_a_hostile_file_is_one_diagnostic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, content: object, words: str
) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 2_000_000)
    assert callable(content)
    with pytest.raises(ContentError) as caught:
        imported(tmp_path, name, content())
    (found,) = caught.value.diagnostics
    assert words in found.message
    assert found.help
    assert not (tmp_path / "content").exists()


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_part_is_a_diagnostic_or_read_all_the_same(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # the same damage each time
    name, content = dice.choice(
        [
            ("a.docx", made.action_plan_docx()),
            ("a.xlsx", made.action_plan_xlsx()),
            ("a.pptx", made.talk_pptx()),
        ]
    )
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        parts = [part for part in opened.namelist() if part.endswith((".xml", ".rels"))]
        part = dice.choice(parts)
        pieces = re.split(r"(<[^>]+>)", opened.read(part).decode())
    gone = dice.sample(range(len(pieces)), min(3, len(pieces)))
    xml = "".join(piece for number, piece in enumerate(pieces) if number not in gone)
    with contextlib.suppress(CspSlidesError):
        imported(tmp_path, name, made.without(content, **{part: xml.encode()}))


@pytest.mark.parametrize("name", ["a.doc", "a.pdf", "a.xlsm", "a.jpg"])
def test_what_cannot_be_imported_says_what_to_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(CspSlidesError, match="can't be imported") as caught:
        imported(tmp_path, name, b"x")
    assert isinstance(caught.value, CommandError)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["waste.txt", "waste.yaml.txt", "waste.yaml"])
def test_content_that_notepad_named_is_not_imported(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="is content already") as caught:
        imported(tmp_path, name, b"schema: csp-slides/v1\r\nkind: section\r\ntitle: Waste\r\n")
    assert "rename it 'waste.yaml'" in str(caught.value.remedy)


def test_a_sheet_that_is_formatted_far_below_its_rows_is_read(tmp_path: Path) -> None:
    def with_rows(count: int) -> bytes:
        rows = b"".join(b'<row r="%d"/>' % number for number in range(5, 5 + count))
        sheet = made.indicators_xlsx()
        name = "xl/worksheets/sheet1.xml"
        with zipfile.ZipFile(io.BytesIO(sheet)) as opened:
            xml = opened.read(name).replace(b"</sheetData>", rows + b"</sheetData>")
        return made.without(sheet, **{name: xml})

    section = record_of(imported(tmp_path, "kpis.xlsx", with_rows(3000)))
    assert isinstance(section, Section)
    assert len(section.indicators) == 2
    with pytest.raises(ContentError, match="1 problem"):
        imported(tmp_path, "far.xlsx", with_rows(1_000_000))

"""What officers type and paste: each slip is named once, and nothing is lost or published by it.

The cases are of an invented borough; each stands for a kind, of which variants follow it.
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from csp_slides.authoring.fix import fix
from csp_slides.cli import group
from csp_slides.content.section import Section
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Diagnostic

NAME = PurePosixPath("waste.yaml")
HEAD = "kind: section\nid: waste\ntitle: Waste and recycling\nstatus: cleared\ncleared_by: A Head\n"


def _section(text: str) -> tuple[Section | None, tuple[Diagnostic, ...]]:
    sink = Sink()
    read = read_document(Source(NAME, text, NAME), KINDS, sink)
    record = read[1] if read is not None else None
    assert record is None or isinstance(record, Section)
    return record, sink.diagnostics


def _with_notes(notes: str, *, before: str = "      ") -> str:
    return f"{HEAD}items:\n  - title: Contract\n    notes: |\n{indent(notes, before)}\n"


def _told(text: str) -> list[tuple[str, str, int]]:
    return [(each.severity, each.code, each.span.line) for each in _section(text)[1] if each.span]


def _fixed(text: str) -> str:
    return fix(text.encode(), NAME, KINDS).content.decode()


@pytest.mark.parametrize(
    "line",
    [
        "# Dan says the contractor may be sued",
        "#TODO ask legal",
        "    # further in",
        "- # in a list",
        "> # in a quotation",
        "#",
    ],
)
def test_a_line_that_begins_with_one_hash_stops_a_build_with_both_remedies(line: str) -> None:
    section, found = _section(_with_notes(f"The contract runs to 2029.\n{line}\nIt costs less."))
    (told,) = found
    assert (told.severity, told.code) == ("error", "note-in-text")
    assert told.span is not None
    assert told.span.line == 10
    assert "above 'notes:'" in str(told.help)
    assert "## or ###" in str(told.help)
    assert section is not None


@pytest.mark.parametrize(
    "notes",
    [
        "## A heading\n\nText.",
        "#3 is the ward.",
        "See ward # 3.",
        "```\n# a comment in code\n```",
        "A hashtag: #SaferStreets",
    ],
)
def test_what_is_clearly_no_reminder_passes(notes: str) -> None:
    assert not _told(_with_notes(notes))


def test_a_slide_of_its_own_has_headings_with_one_hash() -> None:
    text = f"{HEAD}items:\n  - title: Contract\n    slide: |\n      # Contract\n\n      Text.\n"
    assert not _told(text)


@pytest.mark.parametrize(
    "form", ['notes: "One.\n      # two\n      three"', "notes: One.\n      # two\n      three"]
)
def test_a_hash_in_a_text_without_a_bar_is_reported_too(form: str) -> None:
    assert ("error", "note-in-text", 9) in _told(
        f"{HEAD}items:\n  - title: Contract\n    {form}\n"
    )[:1] or [each[:2] for each in _told(f"{HEAD}items:\n  - title: Contract\n    {form}\n")] == [
        ("error", "note-in-text")
    ]


@pytest.mark.parametrize(
    ("line", "severity", "where"),
    [
        ("show: nobody", "error", "item 1, 'Contract', put exactly 4 spaces"),
        ("Show: members", "error", "put exactly 4 spaces"),
        ("    show: presenter", "error", "put exactly 4 spaces"),
        ("status: draft", "error", "put no space"),
        ("public: Part 2", "error", "put no space"),
        ("ask: Report missed bins online", "warning", "put exactly 4 spaces"),
        ("source: Register", "warning", "put exactly 4 spaces"),
        ("- title: Missed bins", "warning", "put exactly 2 spaces"),
    ],
)
def test_a_field_that_a_text_swallowed_is_named_with_its_indent(
    line: str, severity: str, where: str
) -> None:
    (told,) = _section(_with_notes(f"Staff are told on 3 February.\n{line}"))[1]
    assert (told.severity, told.code) == (severity, "field-in-text")
    assert where in str(told.help)


@pytest.mark.parametrize(
    "line",
    ["Source: Environment Act", "Show: us the way", "we ask: why?", "Note: bins", "http://a"],
)
def test_prose_that_only_looks_like_a_field_passes(line: str) -> None:
    assert not _told(_with_notes(f"Staff are told.\n{line}"))


TWO = dedent(
    """
    items:
      - title: Food waste starts in March
        notes: |
          Every household gets a weekly collection.
        source: Environment Act 2021
        title: Missed bins are down
        notes: |
          We missed 38 in every 100,000.
        ask: Report missed bins online
    """
)


def test_a_forgotten_hyphen_is_one_message_that_says_where_it_goes() -> None:
    (told,) = _section(HEAD + TWO)[1]
    assert told.code == "repeated"
    assert "item 1, 'Food waste starts in March'" in told.message
    assert "'- title: Missed bins are down'" in str(told.help)
    assert "keep one" not in str(told.help)


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("items:\n  - title: A\n    notes: a\nask: b\n", "put 4 spaces before it"),
        ("items:\n- title: A\n  notes: a\nask: b\n", "put 2 spaces before it"),
        ("items:\n    -   title: A\n        notes: a\nsource: b\n", "put 8 spaces before it"),
        ("items:\n  - title: A\n    cleared_by: b\n", "put no space before it"),
        ("prepared_by:\njob: b\n", "below 'prepared_by:', with 2 spaces"),
    ],
)
def test_a_field_on_the_wrong_level_says_how_many_spaces(text: str, help: str) -> None:  # noqa: A002
    head = "kind: section\ntitle: Waste\n"
    (told,) = [each for each in _section(head + text)[1] if each.severity == "error"]
    assert told.code == "wrong-level"
    assert help in str(told.help)


@pytest.mark.parametrize(
    ("text", "line", "help"),
    [
        ("    notes: It costs less.\n    Flats follow.\n", 9, "write 'notes: |'"),
        (
            "    notes: It costs less.\n\n    Flats follow.\n    So do shops.\n",
            10,
            "write 'notes: |'",
        ),
        ("    notes:\n    Every household: all.\n", 9, "write '|' after that text's label"),
        ("    ask: Report it\n    It costs less.\n", 9, "write 'ask: |'"),
    ],
)
def test_a_bar_that_is_missing_is_advised(text: str, line: int, help: str) -> None:  # noqa: A002
    """What is in line with its label was meant as the text of it, and nothing is to be lost."""
    found = _section(f"{HEAD}items:\n  - title: Contract\n{text}")[1]
    (told,) = [each for each in found if each.severity == "error"]
    assert told.span is not None
    assert told.span.line == line
    assert help in str(told.help)


WHOLE = f"""{HEAD}prepared_by:
  name: Morwenna Tregarth
  job: Waste Manager
items:
  - title: Food waste starts in March
    notes: |
      Every household gets a weekly collection.

      Flats follow in June.
    source: Environment Act 2021
  - title: Missed bins are down
    notes: |
      We missed 38 in every 100,000.
    ask: Report missed bins online
"""


@pytest.mark.parametrize("kept", [0, 1])
def test_a_file_whose_indents_were_lost_is_one_message(kept: int) -> None:
    lines = WHOLE.splitlines()
    lost = [line if number < 8 and kept else line.lstrip() for number, line in enumerate(lines)]
    (told,) = _section("\n".join(lost))[1]
    assert told.code == "indents-lost"
    assert _fixed("\n".join(lost)) == "\n".join(lost)


@pytest.mark.parametrize("bar", ["\u00a6", "\uff5c", "\u2502", "l", "I", "\uff1e"])
def test_a_character_that_looks_like_a_bar_is_read_and_fixed(bar: str) -> None:
    text = f"{HEAD}items:\n  - title: Bins\n    notes: {bar}\n      One.\n\n      Two.\n"
    section, found = _section(text)
    assert section is not None
    assert str(section.items[0].notes).split() == ["One.", "Two."]
    assert [each.code for each in found] == ["bar"]
    assert not _section(_fixed(text))[1]


@pytest.mark.parametrize(
    "dash", ["\u2010", "\u2011", "\u2013", "\u2014", "\u2212", "\uff0d", "\u2043"]
)
def test_a_character_that_looks_like_a_hyphen_begins_an_entry(dash: str) -> None:
    text = f"{HEAD}items:\n  {dash} title: Bins\n    notes: One.\n"
    section, found = _section(text)
    assert section is not None
    assert [str(item.title) for item in section.items] == ["Bins"]
    assert [each.code for each in found] == ["bullet"]
    assert not _section(_fixed(text))[1]


@pytest.mark.parametrize(
    ("typed", "field"), [("Title", "title"), ("NOTES", "notes"), ("New slide", "new_slide")]
)
def test_a_field_with_capitals_is_named_and_fixed(typed: str, field: str) -> None:
    values = {"title": "Bins", "notes": "One.", "new_slide": "yes"}
    lines = [f"{typed if name == field else name}: {value}" for name, value in values.items()]
    text = f"{HEAD}items:\n  - {lines[0]}\n    {lines[1]}\n    {lines[2]}\n"
    (told,) = _section(text)[1]
    assert told.code == "field-name"
    assert f"'{field}:'" in told.message
    assert not _section(_fixed(text))[1]


@pytest.mark.parametrize(
    "astray",
    [
        "Flats follow in June.",
        "\t\tFlats follow in June.",
        "\tFlats: in June",
        "  Flats follow in June.",
    ],
)
def test_text_at_the_margin_or_after_tabs_is_put_back_by_fix(astray: str) -> None:
    text = WHOLE.replace("      Flats follow in June.", astray)
    mended = _fixed(text)
    section, found = _section(mended)
    assert not found
    assert section is not None
    assert "Flats" in str(section.items[0].notes)
    assert str(section.items[0].source) == "Environment Act 2021"


def test_an_email_pasted_at_the_margin_is_one_message_and_fixed() -> None:
    email = (
        "From: Dan Pellow <dan@example.org>\nSent: 12 November 2026 16:02\nDate: today\n\n"
        "Hi Mo,\n\n> can you?\n"
    )
    text = WHOLE.replace("      We missed 38 in every 100,000.\n", email)
    assert [(each[0], each[1]) for each in _told(text)] == [("error", "not-indented")]
    section, found = _section(_fixed(text))
    assert not found
    assert section is not None
    assert str(section.items[1].notes) == email.rstrip()
    assert str(section.items[1].ask) == "Report missed bins online"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Priority # 1: bins", "Priority # 1: bins"),
        ("Our # 1 priority, and our # 2 one", "Our # 1 priority, and our # 2 one"),
        ("Ward #3 update", "Ward #3 update"),
    ],
)
def test_a_number_after_a_hash_is_never_dropped(typed: str, read: str) -> None:
    section, _ = _section(f"{HEAD}items:\n  - title: {typed}\n")
    assert section is not None
    assert section.items[0].title == read


def test_what_follows_a_single_space_and_a_hash_is_not_dropped_in_silence() -> None:
    (told,) = _section(f"{HEAD}items:\n  - title: Bins # check with Sam\n")[1]
    assert (told.severity, told.code) == ("hint", "note")
    assert "put the text in quotes" in str(told.help)


GLYPHS = [
    *(
        "\u2022\t",
        "\u2022 ",
        "\u2022",
        "\u2022\u00a0\u00a0\u00a0 ",
        "o\t",
        "o\u00a0\u00a0 ",
        "\u00a7\t",
    ),
    *(
        "\uf0b7\t",
        "\uf0a7\t",
        "\u25aa\t",
        "\u00b7\t",
        "\u27a2\t",
        "*\t",
        "-\t",
        "-",
        "\u2013\t",
        "\u2013 ",
    ),
    *("\u2014 ", "\u2192\t", "\u25cf ", "\u2713 ", "\u00fc\t", "\u00d8\t"),
]


@pytest.mark.parametrize("glyph", GLYPHS)
def test_every_bullet_of_word_and_outlook_is_a_list(glyph: str) -> None:
    from selectolax.lexbor import LexborHTMLParser

    from csp_slides.markdown.text import render_block

    text = _with_notes(
        f"Three things:\n{glyph}High Street\n{glyph}Bus station\n\n{glyph}Mill Lane\n\nAfter."
    )
    for written in (text, _fixed(text)):
        section, _ = _section(written)
        assert section is not None
        page = LexborHTMLParser(render_block(str(section.items[0].notes)))
        assert [each.text(strip=True) for each in page.css("ul > li")] == [
            "High Street",
            "Bus station",
            "Mill Lane",
        ]
        assert page.css("p")[-1].text() == "After."
    assert not [each for each in _section(_fixed(text))[1] if each.code != "no-report-text"]


def test_a_list_ends_where_the_next_paragraph_was_pasted() -> None:
    section, _ = _section(_with_notes("\u2022\tOne\n\u2022\tTwo\nThank you."))
    assert section is not None
    assert section.items[0].notes == "- One\n- Two\n\nThank you."


def test_levels_of_a_pasted_list_are_told_apart_by_their_glyphs() -> None:
    section, _ = _section(_with_notes("\u2022\tOne\no\tInner\n\uf0a7\tInmost\n\u2022\tTwo"))
    assert section is not None
    assert section.items[0].notes == "- One\n  - Inner\n    - Inmost\n- Two"


@pytest.mark.parametrize(
    "notes",
    [
        "A. Smith spoke first.",
        "The scheme\n\u2013 which began in May \u2013 ends.",
        "It was -5 degrees.\n-5 is cold.",
        "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        "From:\tDan\nTo:\tMo",
        "- one\n- two\n  - three",
    ],
)
def test_what_is_no_pasted_list_or_table_stays_as_it_is(notes: str) -> None:
    section, _ = _section(_with_notes(notes))
    assert section is not None
    assert section.items[0].notes == notes


@pytest.mark.parametrize(
    "pasted",
    [
        "Ward\tReports\nMill\t1,204\nQuay\t7",
        "Ward\tReports\t\nMill\t1,204\t\nQuay\t7\t",
        "| Ward | Reports |\n| Mill | 1,204 |\n| Quay | 7 |",
    ],
)
def test_a_pasted_table_is_one_and_its_numbers_stand_to_the_right(pasted: str) -> None:
    table = "| Ward | Reports |\n| --- | ---: |\n| Mill | 1,204 |\n| Quay | 7 |"
    text = _with_notes(f"Reports:\n{pasted}\nAfter.")
    section, _ = _section(text)
    assert section is not None
    assert section.items[0].notes == f"Reports:\n\n{table}\n\nAfter."
    fixed, found = _section(_fixed(text))
    assert fixed is not None
    assert fixed.items[0].notes == section.items[0].notes
    assert not found


DECK = """
kind: deck
title: January
presenter: Councillor Priya Fairweather
meeting: {body: Full Council, date: 20 January 2027}
sections:
  - use: sections/waste.yaml
"""


def _content(folder: Path, files: dict[str, str]) -> Path:
    for name, text in {"decks/january.yaml": DECK, **files}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip(), encoding="utf-8")
    return folder / "content"


@pytest.mark.parametrize(
    "copy",
    [
        "sections/waste (1).yaml",
        "sections/waste - Copy.yaml",
        "sections/Copy of waste.yaml",
        "sections/waste-DESKTOP-4F2K1.yaml",
        "sections/waste (Sam's conflicted copy 2026-11-02).yaml",
        "decks/january (2).yaml",
    ],
)
def test_a_copy_that_onedrive_left_is_named_and_not_published(tmp_path: Path, copy: str) -> None:
    files = {"sections/waste.yaml": WHOLE}
    files[copy] = DECK if "january" in copy else WHOLE
    content = _content(tmp_path, files)
    result = CliRunner().invoke(group, ["check", str(content)])
    assert result.exit_code == 1
    assert result.stderr.count("error[") == 1
    assert "error[copied-file]" in result.stderr
    assert "a different id" not in result.stderr


@pytest.mark.parametrize(
    "names", [("waste.yaml", "waste-2.yaml"), ("waste.yaml", "waste-ASB.yaml")]
)
def test_a_name_that_only_resembles_another_is_no_copy(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    files = {
        f"sections/{names[0]}": WHOLE,
        f"sections/{names[1]}": WHOLE.replace("id: waste", "id: b"),
    }
    result = CliRunner().invoke(group, ["check", str(_content(tmp_path, files))])
    assert "copied-file" not in result.stderr


@pytest.mark.parametrize("name", ["waste.txt", "waste.yaml.txt", "waste.TXT"])
def test_a_file_that_notepad_named_is_read_and_its_name_reported(tmp_path: Path, name: str) -> None:
    content = _content(tmp_path, {f"sections/{name}": WHOLE, "notes.txt": "Just a text.\n"})
    result = CliRunner().invoke(group, ["check", str(content)])
    assert result.exit_code == 0, result.stderr
    assert "rename it 'waste.yaml'" in result.stderr


def test_quotes_within_brackets_that_go_on_are_read_as_typed() -> None:
    sink = Sink()
    text = DECK + '    leave_out: [What\'s next?, "Bin it right" campaign]\n'
    read = read_document(Source(NAME, text, NAME), KINDS, sink)
    assert read is not None
    assert read[1].sections[0].leave_out == ("What's next?", '"Bin it right" campaign')  # type: ignore[attr-defined]
    assert [each.code for each in sink.diagnostics] == ["quotes"]


def test_fix_lists_what_it_could_not_fix_and_ends_with_1(tmp_path: Path) -> None:
    content = _content(tmp_path, {"sections/waste.yaml": f"{HEAD}{TWO}    show: all\n"})
    result = CliRunner().invoke(group, ["fix", str(content)])
    assert result.exit_code == 1
    assert "january.yaml: nothing to fix" in result.stdout
    assert "1 fixed; 1 problem that needs you, listed below" in result.stdout
    assert "error[choice]" in result.stderr


@pytest.mark.parametrize("words", ["OFFICIAL-SENSITIVE", "Restricted (when complete)"])
@pytest.mark.parametrize("audience", ["public", "presenter"])
def test_a_section_checked_alone_is_told_its_markings(
    tmp_path: Path, words: str, audience: str
) -> None:
    file = tmp_path / "waste.yaml"
    item = "  - title: Bins\n    notes: {}\n    show: {}\n"
    file.write_text(f"{HEAD}items:\n{item.format(words, 'public')}", "utf-8")
    check = ["check", "--audience", audience, str(file)]
    told = CliRunner().invoke(group, check)
    assert "[marking]" in told.output.split("\n-->")[0]
    assert told.exit_code == (1 if audience == "public" else 0)
    others = item.format("New.", "public") + item.format(words, "nobody")
    file.write_text(f"{HEAD}items:\n{others}", "utf-8")
    assert "[marking]" not in CliRunner().invoke(group, check).output


def test_fix_says_what_a_check_would_stop_at(tmp_path: Path) -> None:
    file = tmp_path / "waste.yaml"
    file.write_text(f"{HEAD}items:\n  - title: Bins\n    notes: Not for publication.\n", "utf-8")
    told = CliRunner().invoke(group, ["fix", str(file)])
    assert told.exit_code == 0, told.output
    assert "nothing to fix\n  1 problem stops publication; to see more: csp-slides" in told.output
    file.write_text("kind: section\ntitle: Waste\nnothing_to_report: \n", encoding="utf-8")
    told = CliRunner().invoke(group, ["fix", str(file)])
    assert told.exit_code == 1, told.output
    assert "nothing that could be fixed; 1 problem that needs you" in told.output
    assert "empty-section" in told.output


def test_fix_of_a_whole_folder_ends_with_0_when_nothing_is_left(tmp_path: Path) -> None:
    text = WHOLE.replace("      Flats", "\t\tFlats").replace("title: Waste", "Title: Waste")
    content = _content(tmp_path, {"sections/waste.yaml": text})
    result = CliRunner().invoke(group, ["fix", str(content)])
    assert result.exit_code == 0, result.stderr
    assert (content / "sections" / "waste.yaml").read_text(encoding="utf-8") == WHOLE
    again = CliRunner().invoke(group, ["fix", str(content)])
    assert again.exit_code == 0
    assert "waste.yaml: nothing to fix" in again.stdout


LETTERED = """
We agreed:
(a) to visit
(b) to write:
(i) to tenants
(ii) to owners
(d) to report

A) First
B) Second

iv. Fourth
v. Fifth
"""


def test_lettered_and_roman_lists_keep_their_letters_in_a_page() -> None:
    from selectolax.lexbor import LexborHTMLParser

    from csp_slides.markdown.text import render_block

    section, _ = _section(_with_notes(LETTERED.strip()))
    assert section is not None
    page = LexborHTMLParser(render_block(str(section.items[0].notes)))
    lists = [
        (each.attributes.get("type"), each.attributes.get("class"), each.attributes.get("start"))
        for each in page.css("ol")
    ]
    assert lists == [
        ("a", "in-brackets", None),
        ("i", "in-brackets", None),
        ("A", "after-bracket", None),
        ("i", None, "4"),
    ]
    assert [each.attributes["value"] for each in page.css("li[value]")] == ["4"]
    assert [each.text(strip=True) for each in page.css("ol ol > li")] == ["to tenants", "to owners"]


def test_pasted_lettered_lists_keep_their_letters_in_a_report() -> None:
    from csp_slides.compose.paragraphs import blocks_of
    from csp_slides.model.report_blocks import BulletList

    pasted = LETTERED.strip().replace(") ", ")\t").replace(". ", ".\t")
    section, _ = _section(_with_notes(pasted))
    assert section is not None
    assert section.items[0].notes == LETTERED.strip()
    lists = [each for each in blocks_of(section.items[0].notes) if isinstance(each, BulletList)]
    assert ("a", "({})") in [(each.counting, each.around) for each in lists]
    inner = lists[0].points[1].inside[0]
    assert isinstance(inner, BulletList)
    assert [point.marker for point in inner.points] == ["(i)", "(ii)"]


def _check(tmp_path: Path, files: dict[str, str], *more: str) -> str:
    return CliRunner().invoke(group, ["check", str(_content(tmp_path, files)), *more]).stderr


@pytest.mark.parametrize(
    ("words", "masked"),
    [
        ("Ottoline Brackwater takes over in May.", "'Ottoline B.'"),
        ("Please contact Amira Dunmoor-Pell in my office.", "'Amira D.'"),
        ("Kit Rolfe joined a year ago.", "'Kit R.'"),
        ("Idris Fenn covers until then.", "'Idris F.'"),
        ("Ask Rowan Thistle, who led the work.", "'Rowan T.'"),
        ("Bryony Vale said so.", "'Bryony V.'"),
    ],
)
def test_a_person_is_found_by_what_is_said_of_them(tmp_path: Path, words: str, masked: str) -> None:
    told = _check(tmp_path, {"sections/waste.yaml": _with_notes(words)})
    assert "named-person" in told
    assert masked in told


@pytest.mark.parametrize(
    "words",
    [
        "Councillor Amira Dunmoor asked. Amira Dunmoor was told.",
        "Councillors Ann Smith and Robert Jones, and Cllr Helen Price, asked.",
        "The Mayor of Alderbrook, Andrew Smith, opened it.",
        "The Police and Crime Commissioner, Helen Price, joined us.",
        "Helen Price MP asked.",
        "Contact Customer Services at the Civic Centre.",
        "Lantern House has joined the scheme, and Street Scene leads on it.",
        "Riverside Rangers took over in May.",
    ],
)
def test_elected_office_holders_and_teams_are_not_named_persons(tmp_path: Path, words: str) -> None:
    assert "named-person" not in _check(tmp_path, {"sections/waste.yaml": _with_notes(words)})


@pytest.mark.parametrize(
    "home", ["12 Fuller's Row", "5 Mill Bank", "2 Chapel Yard", "41 Ropewalk", "9 Lower Quay"]
)
def test_every_home_is_found_and_said_to_stop_a_public_build(tmp_path: Path, home: str) -> None:
    text = _with_notes(f"An order at {home} made last.").replace("notes: |", "report: |")
    told = _check(tmp_path, {"sections/waste.yaml": text})
    assert told.startswith("Stops publication\n-----------------\n\nwarning[home-address]")
    assert "(stops a public build)" in told


@pytest.mark.parametrize("words", ["We met at 31 October.", "It was held at 3 Schools."])
def test_a_number_and_a_capital_are_not_always_a_home(tmp_path: Path, words: str) -> None:
    assert "home-address" not in _check(tmp_path, {"sections/waste.yaml": _with_notes(words)})


@pytest.mark.parametrize("kind", ["section", "deck", "report", "minutes", "action-plan"])
def test_what_new_wrote_to_be_replaced_stops_a_public_build(tmp_path: Path, kind: str) -> None:
    import datetime as dt

    from csp_slides.authoring.scaffold import template

    text = template(kind, "Street safety", today=dt.date(2027, 1, 20))
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "new.yaml"
    file.write_text(text, encoding="utf-8")
    checked = CliRunner().invoke(group, ["check", str(tmp_path / "content")]).stderr
    assert "warning[placeholder]" in checked
    public = CliRunner().invoke(group, ["check", str(tmp_path / "content"), "--audience", "public"])
    assert "error[placeholder]" in public.stderr
    assert public.exit_code == 1


UNNAMED = {
    "section": WHOLE.replace("cleared_by: A Head\n", ""),
    "blank": WHOLE.replace("cleared_by: A Head", "cleared_by:"),
    "report": "kind: report\nid: r\ntitle: Weir\nstatus: cleared\nbackground_papers: []\n"
    "meeting: {body: Cabinet, date: 10 December 2026}\nsections: [{heading: H, text: Words.}]\n",
    "minutes": "kind: minutes\nid: m\ntitle: Item 8\nstatus: cleared\n"
    "meeting: {body: Cabinet, date: 10 December 2026}\n",
    "plan": "kind: action-plan\nid: p\ntitle: Plan\nstatus: cleared\nupdated: 1 May 2026\n"
    "priorities: []\n",
}


@pytest.mark.parametrize("kind", UNNAMED)
def test_cleared_needs_the_name_of_who_cleared_it(tmp_path: Path, kind: str) -> None:
    """Every check and build says so, and a strict one stops."""
    name = "sections/waste.yaml" if "kind: section" in UNNAMED[kind] else "other.yaml"
    content = str(_content(tmp_path, {"sections/waste.yaml": WHOLE, name: UNNAMED[kind]}))
    for audience in ("public", "presenter"):
        told = CliRunner().invoke(group, ["check", "--audience", audience, content]).output
        assert "warning[cleared-by]" in told
    strict = CliRunner().invoke(group, ["check", "--strict", "--audience", "public", content])
    assert strict.exit_code == 1
    assert "error[cleared-by]" in strict.output


def test_a_cleared_section_with_a_name_is_not_warned_of(tmp_path: Path) -> None:
    assert "cleared-by" not in _check(tmp_path, {"sections/waste.yaml": WHOLE})


INDICATOR = """indicators:
  - name: Missed bins
    period: July to September 2026
    actual: 38
    target: %s
    good_is: low
    source: Register
"""


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("<40", True),
        ("under 40", True),
        ("40 or less", False),
        ("40", False),
        ("to be agreed", False),
    ],
)
def test_a_target_that_gives_no_rating_is_said(tmp_path: Path, target: str, told: bool) -> None:  # noqa: FBT001
    text = WHOLE + INDICATOR % target
    assert ("target-words" in _check(tmp_path, {"sections/waste.yaml": text})) is told


CHECKED = {
    "plan": """
        kind: action-plan
        id: plan
        title: Action plan
        updated: 10 December 2026
        status: cleared
        cleared_by: A Head
        priorities:
          - title: Homes
            issues:
              - issue: Orders
                actions:
                  - ref: 1.1
                    action: Visit 12 Mill Lane
                    checked: {P02: A shop}
                    updates:
                      - date: 1 May 2026
                        text: Seen at 7 Anchor Court.
                        checked: {home-address: An office}
    """,
    "minutes": """
        kind: minutes
        id: minutes
        title: The item
        meeting: {body: Full Council, date: 20 January 2027}
        questions:
          - q: What of 12 Mill Lane?
            a: It is a shop.
            checked: {P02: A shop}
    """,
    "report": """
        kind: report
        id: report
        title: The weir
        meeting: {body: Cabinet, date: 20 January 2027}
        recommendations:
          - {text: To sell 12 Mill Lane, checked: {P02: A shop}}
          - To note the report
        sections:
          - {heading: Why, text: It is empty.}
        background_papers: []
    """,
}


@pytest.mark.parametrize("kind", CHECKED)
def test_checked_may_stand_where_the_words_are(tmp_path: Path, kind: str) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / f"{kind}.yaml"
    text = dedent(CHECKED[kind]).lstrip()
    file.write_text(text, encoding="utf-8")
    content = str(tmp_path / "content")
    assert "home-address" not in CliRunner().invoke(group, ["check", content]).stderr
    import re

    bare = re.sub(r",? ?checked: \{[^}]*\}", "", text)
    file.write_text(re.sub(r"\n\s+\n", "\n", bare), encoding="utf-8")
    assert "home-address" in CliRunner().invoke(group, ["check", content]).stderr


PASTORS = """
kind: deck
id: d
title: Parks
presenter: Councillor Priya Fairweather
meeting: {body: Full Council, date: 20 January 2027}
sections:
  - title: Street pastors
    items:
      - title: There are %s street pastors
        report: There are %s street pastors in the town centre.
"""
AMENDED = """amended:
  - {date: 25 January 2027, what: The number was given as 42., old_words: yes}
"""


@pytest.mark.parametrize("between", [0, 1, 2])
def test_an_amendment_that_comes_after_the_hint_still_tells_the_words(
    tmp_path: Path, between: int
) -> None:
    import csp_slides

    content, site = tmp_path / "content", tmp_path / "site"
    content.mkdir()
    cache = tmp_path / "cache"

    def build(number: int, more: str = "") -> str:
        (content / "d.yaml").write_text(PASTORS.lstrip() % (number, number) + more, "utf-8")
        made = csp_slides.build(content, site, cache=cache)
        return "\n".join(each.message for each in made.diagnostics)

    build(42)
    for _ in range(between):
        assert "'42' is now '24'" in build(24)
        assert b"42" not in (site / "versions.json").read_bytes()
    build(24, AMENDED)
    changes = (site / "d" / "changes.html").read_text("utf-8")
    assert "<del>42</del>" in changes or ">42<" in changes
    assert ">24<" in changes


def test_a_draft_s_index_lists_the_draft(tmp_path: Path) -> None:
    from selectolax.lexbor import LexborHTMLParser

    content = _content(tmp_path, {"sections/waste.yaml": WHOLE.replace("cleared", "draft", 1)})
    site = tmp_path / "draft"
    result = CliRunner().invoke(group, ["build", str(content), "--draft", "-o", str(site)])
    assert result.exit_code == 0, result.stderr
    page = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    assert [each.text(strip=True) for each in page.css(".entry__draft")] == ["DRAFT"]
    assert page.css("meta[name=robots][content*=noindex]")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        *(("Café.md", "cafe"), ("Łódź.md", "lodz"), ("Tŷ.md", "ty"), ("答案.md", "daan")),
        *(("con.md", "con-page"), ("NUL.md", "nul-page"), ("com1.md", "com1-page")),
        *(("what?.md", "what"), ("trail .md", "trail"), ("Straße 2.md", "strasse-2")),
    ],
)
def test_an_address_is_plain_letters_and_a_name_that_every_disk_can_have(
    tmp_path: Path, name: str, slug: str
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / name).write_text("# Title\n", "utf-8")
    site = tmp_path / "site"
    result = CliRunner().invoke(group, ["build", str(tmp_path / "content"), "-o", str(site)])
    assert result.exit_code == 0, result.stderr
    assert (site / slug / "index.html").is_file()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("![A bin](Bin.jpg)", "bin.JPG"),
        ("![A bin](Pictures/tree.png)", "pictures/tree.PNG"),
        ("[The leaflet](leaflet.pdf)", "Leaflet.pdf"),
    ],
)
def test_a_file_whose_name_has_other_capitals_is_asked_after(
    tmp_path: Path, text: str, right: str
) -> None:
    content = tmp_path / "content"
    (content / "pictures").mkdir(parents=True)
    for name in ("bin.JPG", "pictures/tree.PNG", "Leaflet.pdf"):
        (content / name).write_bytes(b"x")
    (content / "d.md").write_text(f"# Bins\n\n{text}\n", "utf-8")
    told = CliRunner().invoke(group, ["check", str(content)]).stderr
    assert f"did you mean '{right}'?" in told


def test_a_picture_of_an_item_with_other_capitals_is_asked_after(tmp_path: Path) -> None:
    picture = "    picture: {image: Bin.jpg, describe: A bin, credit: Us}\n"
    content = _content(tmp_path, {"sections/waste.yaml": WHOLE + picture})
    (content / "sections" / "bin.jpg").write_bytes(b"x")
    assert "did you mean 'bin.jpg'?" in CliRunner().invoke(group, ["check", str(content)]).stderr


def test_a_section_with_other_capitals_is_asked_after(tmp_path: Path) -> None:
    content = _content(tmp_path, {"sections/Waste.yaml": WHOLE})
    told = CliRunner().invoke(group, ["check", str(content)]).stderr
    assert "did you mean 'sections/Waste.yaml'?" in told


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("This is <b>bold</b>.", "html-in-text"),
        ("<table><tr><td>1</td></tr></table>", "html-in-text"),
        ("A note.[^1]", "note-missing"),
        ("A formula $\\foo{x}$ here.", "mathematics"),
    ],
)
def test_what_would_be_printed_as_typed_has_a_warning(
    tmp_path: Path, typed: str, code: str
) -> None:
    told = _check(tmp_path, {"sections/waste.yaml": _with_notes(typed)})
    assert f"warning[{code}]" in told
    assert "waste.yaml:9:" in told


@pytest.mark.parametrize("field", ["ask", "source", "bullet", "title"])
def test_a_picture_in_a_line_of_text_is_said_at_its_line(tmp_path: Path, field: str) -> None:
    more = f"    {field}: Bins ![a bin](bin.png) here\n" if field != "title" else ""
    text = f"{WHOLE}{more}" if more else WHOLE.replace("title: Missed", "title: ![b](b.png) Missed")
    kept = text.replace("    ask: Report missed bins online\n", "") if field == "ask" else text
    told = _check(tmp_path, {"sections/waste.yaml": kept})
    assert "warning[picture]" in told
    assert f"can't be shown in '{field}:', which is one line" in told
    assert "![" not in _check(tmp_path / "b", {"sections/waste.yaml": WHOLE})


@pytest.mark.parametrize(
    "typed",
    [
        "1<sup>st</sup> and CO<sub>2</sub>,<br>then `<b>` and a < b.",
        "See <https://example.org/a>.",
        "A note.[^1]\n\n[^1]: The note.",
        "It costs $5 and $10, or US$7m\u2013$8m.",
        "A formula $x^2 + y_1$ and $$\\frac{a}{b}$$.",
    ],
)
def test_what_free_text_can_show_has_no_warning(tmp_path: Path, typed: str) -> None:
    told = _check(tmp_path, {"sections/waste.yaml": _with_notes(typed)})
    for code in ("html-in-text", "note-missing", "mathematics"):
        assert code not in told


def test_a_formula_is_drawn_and_holds_nothing_but_mathematics() -> None:
    from csp_slides.markdown.text import render_block

    html = render_block("Area $x^2$.\n\n$\\text{<img src=x onerror=alert(1)>}$")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert "<img" not in html
    assert "&lt;img" in html


LINKED = """
kind: report
id: report
title: The weir
status: cleared
cleared_by: A Head
meeting: {body: Cabinet, date: 20 January 2027}
background_papers: []
purpose: See [the leaflet](papers/the%20leaflet.txt) and [the deck](talk.md#/1).
sections:
  - heading: Why
    text: |
      Read [the plan](<papers/the leaflet.txt> "A plan"), [our site](https://example.org/a),
      [another page](../other/) and `[code](papers/the leaflet.txt)`.
"""


def test_a_file_that_a_text_links_to_is_published_with_it(tmp_path: Path) -> None:
    from selectolax.lexbor import LexborHTMLParser

    content = tmp_path / "content"
    (content / "papers").mkdir(parents=True)
    (content / "report.yaml").write_text(LINKED.lstrip(), "utf-8")
    (content / "talk.md").write_text("# One\n\n---\n\n# Two\n", "utf-8")
    (content / "papers" / "the leaflet.txt").write_text("The weir is old.\n", "utf-8")
    site = tmp_path / "site"
    result = CliRunner().invoke(group, ["build", str(content), "-o", str(site)])
    assert result.exit_code == 0, result.stderr
    page = LexborHTMLParser((site / "report" / "index.html").read_text("utf-8"))
    links = {each.text(strip=True): each.attributes["href"] or "" for each in page.css("main a")}
    for words in ("the leaflet", "the plan"):
        file = site / "report" / links[words].replace("%20", " ")
        assert file.resolve().read_text("utf-8") == "The weir is old.\n"
        assert "assets/" in links[words]
    assert links["the deck"] == "../talk/index.html#/1"
    assert links["our site"] == "https://example.org/a"
    assert links["another page"] == "../other/"
    assert "asset:/" not in (site / "report" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("Leaflet.txt", "did you mean 'papers/leaflet.txt'?"),
        ("papers/missing.pdf", "can't find 'papers/missing.pdf', so it is shown without a link"),
        ("secret.yaml", "'secret.yaml' isn't published, so it is shown without a link"),
    ],
)
def test_a_link_of_a_text_that_leads_nowhere_is_said(
    tmp_path: Path, target: str, told: str
) -> None:
    from selectolax.lexbor import LexborHTMLParser

    content = tmp_path / "content"
    (content / "papers").mkdir(parents=True)
    text = LINKED.lstrip().replace("papers/the%20leaflet.txt", target).replace("talk.md", "a.html")
    (content / "report.yaml").write_text(
        text.replace("<papers/the leaflet.txt>", "b.html"), "utf-8"
    )
    (content / "secret.yaml").write_text(HEAD + "nothing_to_report: Nothing\n", "utf-8")
    (content / "papers" / "leaflet.txt").write_text("The weir is old.\n", "utf-8")
    site = tmp_path / "site"
    result = CliRunner().invoke(group, ["build", str(content), "-o", str(site)])
    assert result.exit_code == 0, result.stderr
    if "did you mean" not in told:
        assert told in result.stderr
    page = LexborHTMLParser((site / "report" / "index.html").read_text("utf-8"))
    assert "the leaflet" not in {each.text(strip=True) for each in page.css("main a")}
    assert "See the leaflet and" in (page.body.text() if page.body else "")


@pytest.mark.parametrize("by", ["id", "name"])
def test_an_address_that_changed_is_said_until_it_is_led_on(tmp_path: Path, by: str) -> None:
    """As where transliteration gives a document another address than an earlier version gave."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    deck = "kind: deck\ntitle: May\npresenter: A\nopening: no\n"
    deck += "sections: [{title: A, items: [{title: B}]}]\n"
    (content / "cafe.yaml").write_text("id: caf\n" + deck, encoding="utf-8")
    run = ["build", str(content), "-o", str(tmp_path / "site"), "--formats", "deck"]
    first = CliRunner().invoke(group, run)
    assert first.exit_code == 0, first.output
    assert "[moved]" not in first.output
    (content / "cafe.yaml").write_text(deck if by == "name" else "id: tea\n" + deck)
    new = "cafe" if by == "name" else "tea"
    kept = str(tmp_path / "kept")
    shutil.copytree(tmp_path / "site", kept)
    told = CliRunner().invoke(group, run)
    assert told.exit_code == 0
    assert f"warning[moved]: this document was at 'caf/' and is now at '{new}/'" in told.output
    assert f"'caf: {new}' below 'moved:'" in told.output
    led = f"kind: council\nname: Alderbrook\nmoved: {{caf: {new}}}\n"
    (content / "council.yaml").write_text(led, encoding="utf-8")
    again = CliRunner().invoke(group, [each.replace(str(tmp_path / "site"), kept) for each in run])
    assert "warning[moved]" not in again.output
    assert Path(kept, "caf", "index.html").is_file()

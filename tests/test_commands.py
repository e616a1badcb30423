"""Commands from outside: what they say, what they write, how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from csp_slides.cli import group

if TYPE_CHECKING:
    from click.testing import Result

FILES = {
    "council.yaml": """
        kind: council
        name: Alderbrook Borough Council
    """,
    "waste.yaml": """
        kind: section
        id: waste
        title: Waste
        status: cleared
        cleared_by: A Head
        items:
          - {title: Bins, notes: The bins are new., report: Bins were renewed.}
          - {title: Rounds, notes: The rounds are shorter.}
    """,
    "plan.yaml": """
        kind: action-plan
        id: plan
        title: Action plan
        updated: 8 January 2027
        status: cleared
        cleared_by: A Head
        priorities:
          - title: People
            issues:
              - issue: Nobody knows
                actions:
                  - ref: 1.1
                    action: Train staff     # all of them
                    owners: [CST]
                    rag: red
                    why: Late.
                    next_step: Ask again.
                    updates:
                      - {date: 3 June 2026, text: First session.}
                      - {date: 9 July 2026, text: Second session., show: members}
                  - {ref: 1.2, action: Write to all, owners: [CST], rag: green}
    """,
    "night.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        sections:
          - use: waste
    """,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a small content folder."""
    folder = tmp_path / "content"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


def test_check_tells_the_coverage_of_each_deck(content: Path) -> None:
    told = run("check", content, "--coverage")
    assert told.exit_code == 0, told.output
    assert "Rounds" in told.stdout
    assert "1 said, not in the report" in told.stdout
    form = json.loads(run("check", content, "--coverage", "--format", "json").stdout)
    assert [row["title"] for row in form["decks"][0]["rows"]] == ["Bins", "Rounds"]


def test_coverage_of_wrong_content_is_its_errors(content: Path) -> None:
    (content / "waste.yaml").write_text("kind: section\n", encoding="utf-8")
    told = run("check", content, "--coverage")
    assert told.exit_code == 1
    assert told.stdout == ""
    assert "title" in told.stderr


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("", ["--format", "sarif"], "coverage can't be printed as sarif"),
        ("waste.yaml", [], "there is no deck file"),
    ],
)
def test_coverage_that_cannot_be_told_is_a_wrong_command(
    content: Path, name: str, arguments: list[str], words: str
) -> None:
    told = run("check", content / name, "--coverage", *arguments)
    assert told.exit_code == 2
    assert words in told.stderr


@pytest.fixture
def earlier(content: Path) -> Path:
    """Return what was kept of an earlier edition of the plan, outside the content."""
    text = (content / "plan.yaml").read_text(encoding="utf-8")
    for now, before in {
        "8 January 2027": "14 December 2026",
        "rag: red": "rag: amber",
        "{date: 9 July 2026": "# {",
    }.items():
        assert now in text
        text = text.replace(now, before)
    kept = content.parent / "december.yaml"
    kept.write_text(text, encoding="utf-8")
    return kept


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        ("public", "rating changed from amber to red"),
        ("members", "1 new update; rating changed from amber to red"),
    ],
)
def test_check_and_build_tell_an_audience_what_has_changed_since(
    content: Path, earlier: Path, audience: str, told: str
) -> None:
    wanted = [
        "  since the edition of 14 December 2026:",
        f"    1.1  Train staff                                 {told}",
    ]
    site = content.parent / "site"
    ends = (str(content), "--since", earlier, "--audience", audience)
    for command in (("check",), ("build", "-o", site)):
        ran = run(*command, *ends)
        assert ran.exit_code == 0, ran.output
        lines = ran.stdout.splitlines()
        at = lines.index(wanted[0])
        assert lines[at : at + 2] == wanted
    page = LexborHTMLParser((site / "plan" / "index.html").read_text(encoding="utf-8"))
    rows = page.css("#changes tbody tr")
    assert [row.css("th")[0].text(strip=True) for row in rows] == ["1.1"]
    assert ("Second session." in page.css("main")[0].text()) is (audience == "members")
    assert len(page.css(".flag--fresh")) == (audience == "members")


def test_a_build_without_an_earlier_edition_tells_no_changes(content: Path) -> None:
    assert "since" not in run("check", content).stdout


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("kind: council\nname: X\n", 2, "isn't an action plan"),
        ("kind: action-plan\n", 1, "'title' is missing"),
        ("kind: action-plan\nid: other\ntitle: Other\npriorities: []\n", 2, "compare with"),
    ],
)
def test_an_edition_that_cannot_be_compared_is_said_and_nothing_written(
    content: Path, tmp_path: Path, text: str, code: int, words: str
) -> None:
    (content / "second.yaml").write_text(
        "kind: action-plan\nid: second\ntitle: Second\nstatus: cleared\n"
        "cleared_by: A Head\npriorities: []\n",
        encoding="utf-8",
    )
    kept = tmp_path / "kept.yaml"
    kept.write_text(text, encoding="utf-8")
    ran = run("build", content, "-o", tmp_path / "site", "--since", kept)
    assert ran.exit_code == code, ran.output
    assert words in ran.stderr
    assert not (tmp_path / "site").exists()


def table_of(site: Path) -> list[list[str]]:
    text = (site / "plan" / "actions.csv").read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def kept_table(rows: list[list[str]], folder: Path) -> Path:
    """Keep a table as a British Excel does on some machines: semicolons and Windows-1252."""
    path = folder / "actions.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


@pytest.fixture
def site(content: Path) -> Path:
    """Return the public site of the content."""
    folder = content.parent / "site"
    assert run("build", content, "-o", folder).exit_code == 0
    return folder


def test_the_table_is_offered_on_the_page_and_holds_what_its_audience_may_see(
    content: Path, site: Path
) -> None:
    page = LexborHTMLParser((site / "plan" / "index.html").read_text(encoding="utf-8"))
    (link,) = page.css('nav a[href="actions.csv"]')
    assert link.text().startswith("Table for Excel (")
    rows = table_of(site)
    assert rows[0][-1] == "Updates (public)"
    assert [row[-1] for row in rows[1:]] == ["3 June 2026: First session.", ""]
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    outputs = {each["slug"]: each["outputs"] for each in manifest["documents"]}
    assert outputs["plan"] == ["plan/actions.csv", "plan/index.html"]
    assert outputs["night"] == ["night/index.html", "night/report.html"]
    members = site.with_name("site-members")
    run("build", content, "-o", members, "--audience", "members")
    assert "Second session." in table_of(members)[1][-1]
    run("build", content, "-o", site, "--formats", "report")
    assert not (site / "plan" / "actions.csv").exists()


def test_a_draft_is_one_in_its_table_too(content: Path) -> None:
    plan = content / "plan.yaml"
    draft = plan.read_text(encoding="utf-8").replace("status: cleared", "status: draft")
    plan.write_text(draft, encoding="utf-8")
    assert run("build", content, "-o", content.parent / "site", "--draft").exit_code == 0
    assert table_of(content.parent / "site")[0][0] == "DRAFT: Priority"


def test_a_table_that_nobody_edited_changes_no_byte(content: Path, site: Path) -> None:
    before = (content / "plan.yaml").read_bytes()
    told = run("import", kept_table(table_of(site), content.parent), "-o", content)
    assert told.exit_code == 0, told.output
    assert "nothing has changed" in told.stdout
    assert (content / "plan.yaml").read_bytes() == before


def test_only_edited_cells_change_in_the_plan(content: Path, site: Path) -> None:
    plan = content / "plan.yaml"
    plan.write_bytes(plan.read_bytes().replace(b"\n", b"\r\n"))
    before = plan.read_bytes()
    rows = table_of(site)
    rows[1][rows[0].index("Why")] = "'=SUM of it: late"
    rows[1][-1] += "\n12 January 2027: The caf\u00e9 \u2013 booked. [4 attended]"
    table = kept_table(rows, content.parent)
    shown = run("import", table, "-o", content, "--diff")
    assert shown.exit_code == 0, shown.output
    assert plan.read_bytes() == before
    told = run("import", table, "-o", content)
    assert told.stdout == f"{shown.stdout}Wrote {plan}\n"
    after = plan.read_bytes().decode().split("\r\n")
    kept = before.decode().split("\r\n")
    assert [line for line in after if line not in kept] == [
        '            why: "=SUM of it: late"',
        "              - date: 12 January 2027",
        "                text: The caf\u00e9 \u2013 booked.",
        "                attended: 4",
    ]
    assert [line for line in kept if line not in after] == ["            why: Late."]
    assert "show: members" in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "cell", "code", "words"),
    [
        ("Rating", "ambr", "table", "'ambr' isn't one of the ratings"),
        ("Why", "", "rating-why", "action 1.1 is red, but doesn't say why"),
    ],
)
def test_a_table_that_would_make_the_plan_wrong_writes_nothing(
    content: Path, site: Path, *, column: str, cell: str, code: str, words: str
) -> None:
    before = (content / "plan.yaml").read_bytes()
    rows = table_of(site)
    rows[1][rows[0].index(column)] = cell
    told = run("import", kept_table(rows, content.parent), "-o", content)
    assert told.exit_code == 1
    assert f"error[{code}]: {words}" in told.stderr
    assert (content / "plan.yaml").read_bytes() == before


def test_a_table_of_several_plans_must_say_which(content: Path, site: Path) -> None:
    text = (content / "plan.yaml").read_text(encoding="utf-8")
    (content / "last.yaml").write_text(text.replace("id: plan", "id: last"), encoding="utf-8")
    table = kept_table(table_of(site), content.parent)
    told = run("import", table, "-o", content)
    assert told.exit_code == 2
    assert "'--plan'" in told.stderr
    assert run("import", table, "-o", content, "--plan", "last").exit_code == 0
    assert "did you mean 'last'?" in run("import", table, "-o", content, "--plan", "lst").stderr


def test_a_table_needs_an_action_plan(content: Path, site: Path) -> None:
    table = kept_table(table_of(site), content.parent)
    (content / "plan.yaml").unlink()
    assert run("import", table, "-o", content).exit_code == 2


def test_a_build_says_by_when_the_papers_are_due(content: Path) -> None:
    (content / "panel.yaml").write_text(
        "kind: report\ntitle: Panel\nstatus: cleared\ncleared_by: A Head\nbackground_papers: []\n"
        "meeting: {body: Panel, date: 11 February 2027}\n"
        "sections: [{heading: Work, text: Done.}]\n",
        encoding="utf-8",
    )
    told = run("build", content, "-o", content.parent / "s").stdout
    assert [line for line in told.splitlines() if "papers due" in line] == [
        "  papers due by Tuesday 12 January 2027, 5 clear days before the meeting",
        "  papers due by Wednesday 3 February 2027, 5 clear days before the meeting",
    ]


@pytest.mark.parametrize("audience", ["public", "members", "presenter"])
def test_the_example_content_has_no_warning(audience: str) -> None:
    example = Path(__file__).parents[1] / "content"
    told = run("check", example, "--audience", audience, "--format", "json")
    assert [each for each in json.loads(told.stdout) if each["severity"] != "hint"] == []


OLD_DECK = """---
title: Safety
verticalSeparator: ^\\+{3}
---

## Safety <!-- .slide: data-background="#12345678" -->

- safety
- Staff & systems

+++

- Tools for 2023-2027

Note:

### Staff

Ann Example is retiring, and tonight we
thank her. See [her page](https://x.example/2023-2027) for 4942 more.

---

## Staff and systems
"""


def test_check_looks_over_an_old_deck_and_a_build_lets_it_be(tmp_path: Path) -> None:
    deck = tmp_path / "old.md"
    deck.write_text(OLD_DECK, encoding="utf-8")
    told = json.loads(run("check", deck, "--audience", "public", "--format", "json").stdout)
    assert [(each["code"], each["line"], each["column"], each["severity"]) for each in told] == [
        ("title-differs", 9, 3, "warning"),
        ("range-style", 13, 13, "warning"),
        ("named-person", 19, 1, "warning"),
        ("employment", 19, 16, "warning"),
        ("number-style", 20, 60, "warning"),
    ]
    built = run("build", deck, "-o", tmp_path / "site")
    assert built.exit_code == 0
    assert "warning" not in built.stderr


def test_a_page_of_minutes_is_imported_once(content: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(
        "Bins \u2013 a report\nMinutes:\nQ. Why?\nA. We can look into it.".encode("cp1252")
    )
    told = run("import", page, "-o", content)
    assert told.exit_code == 0, told.output
    made = content / "minutes" / "bins-a-report.yaml"
    assert str(made) in told.stdout
    text = made.read_text(encoding="utf-8").replace("  body:", "  body: Panel")
    made.write_text(text.replace("  date:", "  date: 1 May 2026"), encoding="utf-8")
    checked = json.loads(run("check", made, "--format", "json").stdout)
    assert [each["code"] for each in checked if each["code"] != "blank"] == ["offer"]
    assert run("import", page, "-o", content).exit_code == 2
    page.write_text("A letter.", encoding="utf-8")
    assert "was imported as a section" in run("import", page, "-o", content).stderr


@pytest.mark.parametrize("name", ["action-plan-2026-27", "partnership-plan-2027-30"])
def test_a_plan_is_built_alone_whatever_the_sections_beside_it_say(
    name: str, tmp_path: Path
) -> None:
    plan = Path(__file__).parents[1] / "content" / "plans" / f"{name}.yaml"
    built = run("build", plan, "-o", tmp_path / "site")
    assert built.exit_code == 0, built.stderr
    assert (tmp_path / "site" / name / "index.html").is_file()


def test_check_takes_any_number_of_files_and_says_what_to_do_next(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(
            f"kind: section\nid: {name}\ntitle: {name.title()}\nstatus: finished\n"
            "items:\n  - title: A\n    notes: |\n      b\n\tc\n",
            encoding="utf-8",
        )
    files = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    told = run("check", *files)
    assert told.exit_code == 1
    assert told.stderr.count("error[choice]") == 1
    assert all(str(file) in told.stderr for file in files)
    assert told.stderr.startswith("Stops publication\n")
    assert "Next: run csp-slides fix" in told.stderr.splitlines()[-1]
    both = json.loads(run("check", *files, "--format", "json").stdout)
    assert {each["path"] for each in both if each["code"] == "choice"} == set(map(str, files))
    good = tmp_path / "good.yaml"
    good.write_text(
        "kind: section\nid: good\ntitle: Good\nitems:\n  - title: A\n    notes: b\n",
        encoding="utf-8",
    )
    told = run("check", good)
    assert told.exit_code == 0
    assert told.stdout.splitlines()[-1].startswith("Next: nothing stops a build for the presenter")


def test_check_sends_a_word_document_to_import(tmp_path: Path) -> None:
    (tmp_path / "My waste.docx").write_bytes(b"PK")
    told = run("check", tmp_path / "My waste.docx")
    assert told.exit_code == 2
    assert f'csp-slides import "{tmp_path / "My waste.docx"}"' in told.stderr


def test_fix_shows_over_folders_what_would_change_and_ends_with_1(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "sections"
    folder.mkdir(parents=True)
    text = "kind: section\nid: {0}\ntitle: {0}\nitems:\n  - title: A\n    notes: |\n{1}b\n"
    for name, indent in (("one", "\t"), ("two", "\t"), ("good", "      ")):
        (folder / f"{name}.yaml").write_text(text.format(name, indent), encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    told = run("fix", folder, "--diff")
    assert told.exit_code == 1
    assert told.stdout.count("\n+      b\n") == 2
    assert "good.yaml: nothing to fix" in told.stdout
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert run("fix", folder / "one.yaml", tmp_path / "content").exit_code == 0
    assert run("fix", tmp_path / "content", "--diff").exit_code == 0

"""A section or plan that is built alone: its slides and its part of the report, as a preview."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

from csp_slides.cli import group

if TYPE_CHECKING:
    from pathlib import Path

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
        status: draft
        items:
          - {title: Bins, notes: The bins are new., report: Bins were renewed.}
          - {title: Rounds, notes: The rounds are shorter.}
          - {title: Depot, show: members, notes: The depot moves.}
    """,
    "parks.yaml": """
        kind: section
        title: Parks
        items:
          - {title: Swings, notes: The swings were painted.}
    """,
    "actions.yaml": """
        kind: action-plan
        id: actions
        title: Action plan
        updated: 8 January 2027
        status: cleared
        cleared_by: A Head
        priorities:
          - title: People
            issues:
              - issue: Nobody knows
                actions:
                  - {ref: 1.1, action: Train staff, owners: [CST], rag: green}
    """,
    "plan.yaml": """
        kind: plan
        id: plan
        title: Streets plan
        status: cleared
        cleared_by: A Head
        priorities:
          - id: cleaner
            title: Cleaner streets
            text: Sweep twice a week.
    """,
    "night.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        look: {theme: day}
        sections:
          - use: waste
        outputs: {report: {text: notes}}
    """,
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


def built(file: Path, *arguments: str) -> Path:
    site = file.parent.parent / "site"
    told = run("build", file, "-o", site, *arguments)
    assert told.exit_code == 0, told.output
    return site


def page(file: Path) -> LexborHTMLParser:
    return LexborHTMLParser(file.read_text(encoding="utf-8"))


def words_in(tree: LexborHTMLParser, selector: str) -> str:
    (found,) = tree.css(selector)
    return " ".join(found.text(separator=" ").split())


def test_a_draft_section_alone_is_a_deck_marked_as_a_preview(content: Path) -> None:
    site = built(content / "waste.yaml")
    deck = page(site / "waste" / "index.html")
    assert [each.text() for each in deck.css(".draft")] == ["Preview"]
    assert deck.css("meta[name=robots][content='noindex, nofollow']")
    titles = [each.text(strip=True) for each in deck.css(".slides h1, .slides h2")]
    assert titles[0] == "Waste"
    assert "Bins" in words_in(deck, ".slides")
    assert deck.css("html.theme-day")


def test_its_part_of_the_report_is_marked_too(content: Path) -> None:
    report = page(built(content / "waste.yaml") / "waste" / "report.html")
    assert {each.text() for each in report.css(".draft")} == {"PREVIEW"}
    assert "Bins were renewed." in words_in(report, "main")


def test_a_preview_for_the_public_holds_nothing_that_is_not_public(content: Path) -> None:
    site = built(content / "waste.yaml")
    for file in site.rglob("*"):
        if file.is_file():
            assert b"depot" not in file.read_bytes().lower(), file


def test_the_presenter_s_preview_has_the_notes(content: Path) -> None:
    site = built(content / "waste.yaml", "--audience", "presenter")
    assert "The depot moves." in (site / "waste" / "index.html").read_text(encoding="utf-8")


def test_the_first_page_lists_the_preview_as_one_and_search_engines_are_kept_out(
    content: Path,
) -> None:
    site = built(content / "waste.yaml", "--base-url", "https://slides.example/")
    assert "Waste PREVIEW" in words_in(page(site / "index.html"), "main")
    assert "Disallow: /" in (site / "robots.txt").read_text(encoding="utf-8")
    assert not (site / "feed.xml").exists() or "Waste" not in (site / "feed.xml").read_text(
        encoding="utf-8"
    )


def test_a_section_that_no_deck_uses_and_that_has_no_id_has_one_too(content: Path) -> None:
    site = built(content / "parks.yaml")
    assert "Swings" in words_in(page(site / "parks" / "index.html"), ".slides")


def test_a_section_without_a_council_file_has_one_too(content: Path) -> None:
    (content / "council.yaml").unlink()
    assert (built(content / "parks.yaml") / "parks" / "index.html").is_file()


@pytest.mark.parametrize(
    ("name", "words"), [("actions", "Train staff"), ("plan", "Cleaner streets")]
)
def test_a_plan_alone_has_its_slides_and_its_document(content: Path, name: str, words: str) -> None:
    site = built(content / f"{name}.yaml")
    deck = page(site / f"{name}-slides" / "index.html")
    assert [each.text() for each in deck.css(".draft")] == ["Preview"]
    assert words in words_in(deck, ".slides")
    assert words in words_in(page(site / f"{name}-slides" / "report.html"), "main")
    assert page(site / name / "index.html").css(".draft") == []
    kinds = [
        each["kind"]
        for each in json.loads((site / "manifest.json").read_text("utf-8"))["documents"]
    ]
    assert sorted(kinds) == sorted(["deck", "action-plan" if name == "actions" else "plan"])


def test_the_whole_folder_has_no_previews(content: Path) -> None:
    site = content.parent / "site"
    told = run("build", content, "-o", site, "--draft")
    assert told.exit_code == 0, told.output
    assert {each.name for each in site.iterdir() if each.is_dir()} == {
        "actions",
        "assets",
        "night",
        "plan",
    }


def test_a_marked_section_is_not_previewed_for_the_public(content: Path) -> None:
    file = content / "waste.yaml"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}classification: OFFICIAL-SENSITIVE\n", encoding="utf-8"
    )
    told = run("build", file, "-o", content.parent / "site")
    assert told.exit_code == 1
    assert "marking" in told.stderr


def test_checking_a_section_alone_is_as_before(content: Path) -> None:
    assert run("check", content / "waste.yaml").exit_code == 0


def test_a_preview_has_a_folder_of_its_own(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("build", content / "waste.yaml").exit_code == 0
    assert (tmp_path / "site-draft" / "waste" / "index.html").is_file()
    assert not (tmp_path / "site").exists()

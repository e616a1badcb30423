"""Commands from outside: what they say, what they write, how they end."""

from __future__ import annotations

import json
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

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
        status: cleared
        items:
          - {title: Bins, notes: The bins are new., report: Bins were renewed.}
          - {title: Rounds, notes: The rounds are shorter.}
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
    """Give a small content folder."""
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
        ("", ["--format", "sarif"], "coverage is not written as sarif"),
        ("waste.yaml", [], "there is no deck file"),
    ],
)
def test_coverage_that_cannot_be_told_is_a_wrong_command(
    content: Path, name: str, arguments: list[str], words: str
) -> None:
    told = run("check", content / name, "--coverage", *arguments)
    assert told.exit_code == 2
    assert words in told.stderr

"""The documentation says what the code does, and leads where it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from csp_slides.cli import COMMANDS, group
from tests import reference

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)")
TARGET = re.compile(r"^([a-z]+):.*##", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(reference.pages()))
def test_the_reference_is_what_the_code_says(name: str) -> None:
    assert (reference.FOLDER / name).read_text("utf-8") == reference.pages()[name], "run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_is_one(page: Path) -> None:
    for line in page.read_text("utf-8").splitlines():
        shown = re.match(r"\s{4,}(?:\.venv/bin/)?csp-slides ([a-z]+)", line)
        assert shown is None or shown[1] in COMMANDS, line


def test_every_make_target_that_is_shown_is_one() -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text("utf-8")))
    for page in PAGES:
        for target in re.findall(r"^    make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE):
            assert target in targets, (page.name, target)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    import click

    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, (name, option.name)


def test_the_pictures_of_the_guides_are_shown_small_and_described() -> None:
    pictures = {path.name for path in (ROOT / "docs" / "guides").iterdir()}
    texts = [page.read_text("utf-8") for page in PAGES]
    found = [each for text in texts for each in re.findall(r"!\[(.*?)\]\(guides/(.*?)\)", text)]
    assert {name for _, name in found} == pictures
    assert all(len(text) > 15 for text, _ in found)  # more than a word or two
    assert sum((ROOT / "docs" / "guides" / name).stat().st_size for name in pictures) < 1_000_000

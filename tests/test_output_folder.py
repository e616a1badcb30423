"""Which folder a site goes to, and that it never replaces a site of another audience."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import csp_slides
from csp_slides.cli import group
from csp_slides.core.diagnostics import CommandError
from csp_slides.site.writer import write

DECK = """\
kind: deck
id: depot
title: The depot
presenter: Councillor Adams
meeting: {body: Cabinet, date: 22 January 2027}
sections:
  - title: Bids
    items: [{title: Three bids, notes: The words that only the presenter says.}]
"""
SAID = b"only the presenter says"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder to work in that has `content` in it."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "deck.yaml").write_text(DECK, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


def sites(place: Path) -> set[str]:
    return {each.parent.name for each in place.glob("*/manifest.json")}


def holds(folder: Path, words: bytes) -> bool:
    return any(words in each.read_bytes() for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize(
    ("options", "folder"),
    [
        ((), "site"),
        (("--audience", "members"), "site-members"),
        (("--audience", "presenter"), "site-presenter"),
        (("--draft",), "site-draft"),
        (("--draft", "--audience", "presenter"), "site-draft"),
        (("--audience", "presenter", "-o", "lectern"), "lectern"),
    ],
)
def test_each_audience_has_a_folder_of_its_own(
    place: Path, options: tuple[str, ...], folder: str
) -> None:
    result = run("build", *options)
    assert result.exit_code == 0, result.output
    assert sites(place) == {folder}
    assert str(Path(folder, "index.html")) in result.output


@pytest.mark.parametrize(
    ("options", "folder"),
    [({"audience": "members"}, "site-members"), ({"draft": True}, "site-draft"), ({}, "site")],
)
def test_the_library_has_the_same_folders(
    place: Path, options: dict[str, object], folder: str
) -> None:
    csp_slides.build("content", **options)  # type: ignore[arg-type]  # one of several kinds
    assert sites(place) == {folder}


@pytest.mark.parametrize("first", ["public", "members", "presenter"])
@pytest.mark.parametrize("then", ["public", "members", "presenter"])
def test_a_site_of_another_audience_is_never_replaced(place: Path, first: str, then: str) -> None:
    csp_slides.build("content", "out", audience=first)
    before = {each: each.read_bytes() for each in (place / "out").rglob("*") if each.is_file()}
    result = run("build", "-o", "out", "--audience", then)
    if first == then:
        assert result.exit_code == 0
        return
    assert result.exit_code == 2
    assert f"has the {first} site in it" in result.stderr
    assert "--replace-public" in result.stderr
    after = {each: each.read_bytes() for each in (place / "out").rglob("*") if each.is_file()}
    assert after == before


@pytest.mark.parametrize(("first", "then"), [("public", "presenter"), ("presenter", "public")])
def test_a_draft_never_replaces_one_for_another_audience(
    place: Path, first: str, then: str
) -> None:
    """Drafts share a folder, and what a reader of one opens isn't silently the other."""
    assert run("build", "--draft", "--audience", first).exit_code == 0
    before = holds(place / "site-draft", SAID)
    refused = run("build", "--draft", "--audience", then)
    assert refused.exit_code == 2
    assert f"has the {first} site in it" in refused.output
    assert "--replace-public" in refused.output
    assert holds(place / "site-draft", SAID) is before
    assert run("build", "--draft", "--audience", then, "--replace-public").exit_code == 0
    assert holds(place / "site-draft", SAID) is not before


def test_notes_do_not_get_online_by_a_build_in_the_published_folder(place: Path) -> None:
    run("build", "-o", "site")
    (place / "site" / "CNAME").write_text("slides.alderbrook.example", encoding="utf-8")
    assert run("build", "--audience", "presenter", "-o", "site").exit_code == 2
    assert not holds(place / "site", SAID)
    assert run("build", "--audience", "presenter", "-o", "site", "--replace-public").exit_code == 0
    assert holds(place / "site", SAID)


def test_it_is_refused_before_anything_is_rendered(place: Path) -> None:
    run("build")
    (place / "content" / "deck.yaml").write_text("kind: deck\n", encoding="utf-8")  # wrong
    result = run("build", "-o", "site", "--audience", "members")
    assert result.exit_code == 2
    assert "has the public site in it" in result.stderr


def test_a_site_that_was_exchanged_meanwhile_is_not_replaced_either(place: Path) -> None:
    built = csp_slides.build("content", "one", audience="presenter")
    csp_slides.build("content", "two")
    with pytest.raises(CommandError, match="has the public site in it"):
        write(built.artifacts, place / "two", built.manifest)
    write(built.artifacts, place / "two", built.manifest, replace_public=True)
    manifest = json.loads((place / "two" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["audience"] == "presenter"


@pytest.mark.usefixtures("place")
def test_watch_refuses_too() -> None:
    run("build")
    result = run("watch", "--audience", "presenter", "-o", "site")
    assert result.exit_code == 2
    assert "has the public site in it" in result.stderr

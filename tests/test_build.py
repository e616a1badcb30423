"""A build from outside: what it writes, what it says, how it ends."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.cli import group

if TYPE_CHECKING:
    from click.testing import Result

CONTENT = Path(__file__).parents[1] / "content"

SEED_LIKE = """
    ---
    title: Safety
    verticalSeparator: ^\\+{3}
    theme: night
    revealOptions:
        transition: 'fade'
    ---

    <!-- .slide: data-background-opacity="0.5" -->
    <!-- .slide: data-background="./backgrounds/town.jpg" -->
    ## Safety

    +++

    - One
    - Two

    Note:

    ### One

    Three words here.

    ---

    ## Performance

    +++

    ---

    FIN
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments])


def manifest(site: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site / "manifest.json").read_bytes())
    return read


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.md"
    path.write_text(dedent(SEED_LIKE).lstrip(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "site"
    csp_slides.build(CONTENT, folder)
    return folder


def test_the_manifest_lists_every_file_with_its_hash(site: Path) -> None:
    found = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files(site).items()
        if name != "manifest.json"
    }
    assert manifest(site)["files"] == found


def test_the_manifest_counts_what_the_deck_shows(site: Path) -> None:
    (entry,) = [e for e in manifest(site)["documents"] if e["slug"] == "portfolio-2027-01-20"]
    page = LexborHTMLParser((site / entry["slug"] / "index.html").read_bytes())
    stacks = page.css(".slides > section")
    slides = page.css(".slides section:not(:has(> section))")
    assert (entry["stacks"], entry["slides"]) == (len(stacks), len(slides))
    assert entry["kind"] == "deck"
    assert entry["source"] == "decks/2027-01-20-council/deck.yaml"
    assert entry["outputs"] == sorted(entry["outputs"])
    assert all((site / output).is_file() for output in entry["outputs"])
    assert 1900 < entry["words"] < 2200
    assert entry["minutes"] == round(entry["words"] / 130, 1)


def test_every_link_of_every_page_leads_to_a_file_of_the_site(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = LexborHTMLParser(path.read_bytes())
        for element in page.css("[href], [src]"):
            link = element.attributes.get("href") or element.attributes["src"] or ""
            if "://" in link or link.startswith(("#", "?", "mailto:", "tel:")):
                continue
            # Only the page that a server sends for any address begins at the server's root.
            assert not link.startswith("/") or path.name == "404.html"
            place = link.split("#")[0].split("?")[0].removeprefix("/")
            target = (path.parent / place).resolve()
            assert target.is_file(), (path.name, element.tag, link)
            assert target.is_relative_to(site.resolve())


def test_the_same_input_makes_the_same_bytes(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "content"
    shutil.copytree(CONTENT, copy)
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = (sys.executable, "-m", "csp_slides", "build", copy, "-o", tmp_path / "again", "-q")
    subprocess.run(command, check=True, env=environment, capture_output=True, cwd=tmp_path)  # noqa: S603  # our own program
    assert files(tmp_path / "again") == files(site)


def test_other_processes_make_the_same_bytes(site: Path, tmp_path: Path) -> None:
    with ProcessPoolExecutor(2) as executor:
        csp_slides.build(CONTENT, tmp_path / "site", executor=executor)
    assert files(tmp_path / "site") == files(site)


def test_the_shipped_content_builds_without_a_warning() -> None:
    for audience in ("public", "members", "presenter"):
        result = run("check", CONTENT, "--audience", audience, "--format", "json")
        severities = {each["severity"] for each in json.loads(result.stdout)}
        assert severities <= {"hint"}, result.stdout


def test_a_markdown_deck_builds_alone_and_says_what_is_missing(deck: Path, tmp_path: Path) -> None:
    result = run("build", deck, "-o", tmp_path / "site")
    assert result.exit_code == 0
    (entry,) = manifest(tmp_path / "site")["documents"]
    assert (entry["kind"], entry["stacks"], entry["slides"]) == ("markdown", 3, 5)
    assert entry["words"] == 3
    concise = run("check", deck, "--format", "concise").stdout.splitlines()
    places = [line.split(" ", 1)[0].rsplit(":", 3)[1:3] for line in concise]
    assert places == [["10", "31"], ["28", "1"]]
    assert [line.split("[")[1].split("]")[0] for line in concise] == ["missing-file", "empty-slide"]


def test_a_picture_that_is_put_beside_the_deck_is_shown(deck: Path, tmp_path: Path) -> None:
    picture = tmp_path / "backgrounds" / "town.jpg"
    picture.parent.mkdir()
    shutil.copy(CONTENT.parent / "backgrounds" / "misty-hills.jpg", picture)
    csp_slides.build(deck, tmp_path / "site")
    page = LexborHTMLParser((tmp_path / "site" / "deck" / "index.html").read_bytes())
    (slide,) = page.css("section[data-background]")
    background = slide.attributes["data-background"]
    assert background is not None
    assert (tmp_path / "site" / "deck" / background).is_file()


def test_wrong_content_ends_with_1_and_writes_nothing(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.yaml").write_text("kind: section\ntitel: Waste\n", encoding="utf-8")
    (content / "b.yaml").write_text("kind: sektion\ntitle: Waste\n", encoding="utf-8")
    result = run("build", content, "-o", tmp_path / "site")
    assert result.exit_code == 1
    assert "a.yaml:2:1" in result.stderr
    assert "b.yaml:1:7" in result.stderr
    assert "nothing written" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_warning_is_an_error_when_strict(deck: Path, tmp_path: Path) -> None:
    assert run("build", deck, "-o", tmp_path / "site", "--strict").exit_code == 1
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "nowhere"), "there is no file or folder"),
        (("bild",), "did you mean 'build'?"),
        (("build", "--formats", "deck,docs"), "did you mean 'docx'?"),
        (("build", "--audience", "everyone"), "everyone"),
        (("build", "--on", "tomorrow"), "tomorrow"),
        (("check", "--format", "xml"), "xml"),
    ],
)
def test_a_wrong_command_ends_with_2_and_says_what_to_do(
    arguments: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_folder_that_is_not_ours_is_left_alone(deck: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "diary.txt").write_text("mine", encoding="utf-8")
    result = run("build", deck, "-o", tmp_path / "site")
    assert result.exit_code == 2
    assert files(tmp_path / "site") == {"diary.txt": b"mine"}


def test_a_format_that_the_audience_may_not_have_is_left_out_and_said(
    deck: Path, tmp_path: Path
) -> None:
    result = run("build", deck, "-o", tmp_path / "site", "--formats", "deck,script")
    assert result.exit_code == 0
    assert "script" in result.stderr
    assert not list((tmp_path / "site").rglob("script.html"))


def test_a_site_owner_overrides_one_block_of_one_template(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    own = tmp_path / "templates" / "deck"
    own.mkdir(parents=True)
    (own / "deck.html").write_text(
        '{% extends "shipped/deck/deck.html" %}{% block title %}Ours{% endblock %}',
        encoding="utf-8",
    )
    csp_slides.build(content, tmp_path / "site")
    page = LexborHTMLParser(
        (tmp_path / "site" / "portfolio-2027-01-20" / "index.html").read_bytes()
    )
    assert [title.text() for title in page.css("head title")] == ["Ours"]
    assert page.css_matches("section")


def test_a_template_that_is_wrong_is_named_with_its_line(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    own = tmp_path / "templates" / "deck"
    own.mkdir(parents=True)
    (own / "slide.html").write_text("fine\n{{ nothing.at.all }}\n{% if %}", encoding="utf-8")
    result = run("build", content, "-o", tmp_path / "site")
    assert result.exit_code == 1
    assert "slide.html:3" in result.stderr
    assert not (tmp_path / "site").exists()


def test_markdown_out_builds_back_to_the_same_slides(tmp_path: Path) -> None:
    source = CONTENT / "decks" / "2027-01-20-council" / "deck.yaml"
    csp_slides.build(source, tmp_path / "first", audience="presenter", formats=["deck", "md"])
    back = tmp_path / "first" / "portfolio-2027-01-20" / "deck.md"
    csp_slides.build(back, tmp_path / "second", audience="presenter", formats=["deck"])
    (before,) = manifest(tmp_path / "first")["documents"]
    (after,) = manifest(tmp_path / "second")["documents"]
    assert (after["stacks"], after["slides"]) == (before["stacks"], before["slides"])


def test_the_schema_of_a_kind_is_printed() -> None:
    result = run("schema", "section")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["properties"]["title"]["description"] == (
        "The section's heading."
    )


def test_new_files_build_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, name in (("council", "Alderbrook"), ("section", "Waste"), ("deck", "Streets")):
        assert run("new", kind, name).exit_code == 0
    assert run("new", "section", "Waste").exit_code == 2
    result = run("build", "--draft")
    assert result.exit_code == 0, result.stderr

"""What `new` writes can be used at once."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from csp_slides.authoring.scaffold import aligned, template
from csp_slides.authoring.scaffold.new_site import site_files, theme_files
from csp_slides.cli import group
from csp_slides.content.theme import Theme
from csp_slides.core.package_data import themes
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.yaml.compose import compose

TODAY = dt.date(2026, 12, 14)
ROOT = Path(__file__).parents[3]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    told = run("new", "site", "Alderbrook Borough Council")
    assert told.exit_code == 0, told.output
    folder = tmp_path / "alderbrook-borough-council"
    monkeypatch.chdir(folder)
    return folder


def test_a_new_site_builds_and_publishes_as_its_workflow_says(site: Path) -> None:
    workflow = (site / ".github" / "workflows" / "publish.yml").read_text(encoding="utf-8")
    commands = re.findall(r"- run: csp-slides (.+)", workflow)
    assert [shlex.split(each)[0] for each in commands] == ["check", "build"]
    for each in commands:
        told = run(*shlex.split(each))
        assert told.exit_code == 0, told.output
        assert "error" not in told.stdout
    assert (site / "site" / "first-meeting" / "index.html").is_file()
    assert "::warning" not in run("check", "--audience", "public", "--format", "github").stdout
    assert "path: site" in workflow
    assert "/site/" in (site / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_a_new_site_never_overwrites(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "README.md").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(site.parent)
    assert run("new", "site", "Alderbrook Borough Council").exit_code == 2
    assert (site / "README.md").read_text(encoding="utf-8") == "mine"


def test_editors_find_what_is_wrong_by_the_schema_of_the_site(site: Path) -> None:
    folder = site / ".vscode"
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    (name,) = settings["yaml.schemas"]
    registry: Registry[Any] = Registry().with_resources(
        (path.name, Resource.from_contents(json.loads(path.read_text(encoding="utf-8"))))
        for path in folder.glob("*.schema.json")
    )
    schema = json.loads((site / name).read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema, registry=registry)
    good = {"kind": "section", "title": "Waste", "items": [{"title": "Bins"}]}
    assert validator.is_valid(good)
    assert not validator.is_valid({**good, "ambr": []})
    assert not validator.is_valid({"kind": "deck", "items": []})


def test_a_new_theme_explains_every_token_and_is_worn(site: Path) -> None:
    told = run("new", "theme", "Harbour lights")
    assert told.exit_code == 0, told.output
    text = (site / "themes" / "harbour-lights" / "theme.yaml").read_text(encoding="utf-8")
    for name in declared_fields(Theme):
        assert re.search(rf"^(?:# )?{name}:.*", text, re.MULTILINE) or name == "fonts"
    tokens = re.findall(r"^ +\w+: .*$", text, re.MULTILINE)
    assert len(tokens) == 24
    assert all(" # " in line for line in tokens)
    deck = site / "content" / "decks" / "first-meeting.yaml"
    worn = deck.read_text(encoding="utf-8").replace("theme: night", "theme: harbour-lights")
    deck.write_text(worn, encoding="utf-8")
    assert run("build").exit_code == 0
    styles = [path.read_text(encoding="utf-8") for path in site.glob("site/assets/*.css")]
    assert any(
        "Harbour lights" in each or "width:72px" in each or "width: 72px" in each for each in styles
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["x", "A long name for the yearly report", "An " + "endless " * 9])
def test_the_notes_of_a_template_stay_in_one_column(kind: str, name: str) -> None:
    text = template(kind, name, today=TODAY)
    columns = {line.index(" # ") for line in text.splitlines() if re.search(r"^[^#]*\S +# ", line)}
    assert len(columns) <= 2  # implications have longer answers
    assert len(text.splitlines()) <= 44


def test_a_note_goes_above_a_field_that_is_too_long() -> None:
    text = "a: " + "x" * 80 + "  # what a is\nb: y   # what b is\n"
    assert aligned(text) == ("# what a is\na: " + "x" * 80 + f"\n{'b: y':<39}  # what b is\n")


def test_the_hooks_run_on_content_alone(site: Path) -> None:
    from pathlib import PurePosixPath

    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source

    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"^  entry: csp-slides (\w+)$", text, re.MULTILINE)
    assert entries == ["fix", "check"]
    (pattern,) = set(re.findall(r"^  files: (.+)$", text, re.MULTILINE))
    files = [path.relative_to(site).as_posix() for path in site.rglob("*.y*ml")]
    taken = sorted(path for path in files if re.search(pattern, path))
    assert taken == [
        "content/council.yaml",
        "content/decks/first-meeting.yaml",
        "content/sections/welcome.yaml",
    ]
    for entry in entries:
        told = run(entry, *taken)
        assert told.exit_code == 0, told.output
    path = PurePosixPath(".pre-commit-hooks.yaml")
    sink = Sink()
    compose(Source(path, text, path), sink)
    assert not sink.diagnostics


def hooked(site: Path, cache: Path) -> subprocess.CompletedProcess[str]:
    """Run our hooks in a repository by the program that councils run them with."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(cache),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(  # a program of the test's own environment
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_pre_commit_runs_the_hooks_and_stops_at_what_is_wrong(site: Path) -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    # The program is installed already, so that nothing is fetched.
    local = hooks.replace("language: python", "language: system").replace("\n", "\n    ")
    config = f"repos:\n- repo: local\n  hooks:\n    {local.rstrip()}\n"
    (site / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *command], cwd=site, check=True)  # noqa: S603, S607  # git
    done = hooked(site, site / ".cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.rsplit(".", 1)[-1] for line in done.stdout.splitlines()] == ["Passed", "Passed"]
    section = site / "content" / "sections" / "welcome.yaml"
    text = section.read_text(encoding="utf-8")
    section.write_text(text.replace("status:", "Status:"), encoding="utf-8")
    deck = site / "content" / "decks" / "first-meeting.yaml"
    deck.write_text(f"{deck.read_text(encoding='utf-8')}qestionz: yes\n", encoding="utf-8")
    done = hooked(site, site / ".cache")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert section.read_text(encoding="utf-8") == text
    assert "did you mean 'questions'?" in done.stdout
    assert done.stdout.count("Failed") == 2


def test_files_are_the_same_whoever_asks() -> None:
    assert site_files("A", today=TODAY) == site_files("A", today=TODAY)
    tokens = (themes() / "day" / "theme.yaml").read_text(encoding="utf-8")
    assert theme_files("B */", tokens)["deck.css"].count("*/") == 1

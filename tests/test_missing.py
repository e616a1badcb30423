"""What is missing on a machine: said before anything is written, or gone on without."""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from csp_slides.cli import main
from csp_slides.cli.options import find_browser
from tests import officers_documents

if TYPE_CHECKING:
    from pathlib import Path

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    sections:
      - title: Lamps
        items: [{title: Lit, report: The lamps are lit.}]
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_text(dedent(DECK).lstrip(), encoding="utf-8")
    return path


@pytest.fixture
def talk(deck: Path) -> Path:
    return printed_beside(deck)


def printed_beside(deck: Path) -> Path:
    """Write a Markdown deck, whose slides a browser prints."""
    path = deck.with_name("night.md")
    path.write_text("---\ntitle: Streets\n---\n# Lamps\n", encoding="utf-8")
    return path


def forget(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """Have Python find no such modules, as where they are not installed."""

    class Without(PathFinder):
        @classmethod
        def find_spec(cls, fullname: str, path: Any = None, target: Any = None) -> Any:  # noqa: ANN401
            return None if fullname in modules else super().find_spec(fullname, path, target)

    for name in [each for each in sys.modules if each.partition(".")[0] in modules]:
        monkeypatch.delitem(sys.modules, name)
    finders = [Without if each is PathFinder else each for each in sys.meta_path]
    monkeypatch.setattr(sys, "meta_path", finders)


def build(deck: Path, *more: str) -> tuple[int, set[str]]:
    """Run a build; gives its exit code and the files of the deck."""
    site = deck.parent / "site"
    with pytest.raises(SystemExit) as ended:
        main(["build", str(deck), "-o", str(site), *more])
    made = {each.name for each in (site / "night").iterdir()} if site.exists() else set()
    return int(ended.value.code or 0), made


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        ("typst", "pdf"),
        ("playwright", "pdf"),
        ("pypdf", "pdf"),
        ("docx", "office"),
        ("pptx", "office"),
        ("resvg_py", "office"),
    ],
)
def test_a_missing_library_ends_with_3_and_its_line_and_writes_nothing(
    module: str,
    extra: str,
    deck: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    forget(monkeypatch, module)
    monkeypatch.setenv("CHROMIUM", sys.executable)
    made = printed_beside(deck) if module in {"playwright", "pypdf"} else deck
    assert build(made, "--formats", "deck,pdf,docx,pptx") == (3, set())
    assert f"pip install 'csp-slides[{extra}]'" in capsys.readouterr().err


def test_a_missing_browser_ends_with_3_and_says_how_to_get_one(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", str(talk.parent / "nowhere"))
    assert build(talk, "--formats", "deck,pdf") == (3, set())
    told = capsys.readouterr().err
    assert "install Edge, Chrome or Chromium" in told
    assert "--skip-missing" in told


def test_all_that_is_missing_is_said_at_once_with_one_line_for_the_libraries(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(monkeypatch, "playwright", "pptx")
    monkeypatch.setenv("CHROMIUM", str(talk.parent / "nowhere"))
    assert build(talk, "--formats", "pdf,pptx")[0] == 3
    told = capsys.readouterr().err
    assert "pip install 'csp-slides[office,pdf]'" in told


def test_the_rest_is_made_on_request_and_what_is_not_is_said(
    talk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget(monkeypatch, "pptx")
    monkeypatch.setenv("CHROMIUM", str(talk.parent / "nowhere"))
    code, made = build(talk, "--formats", "deck,pdf,pptx", "--skip-missing")
    assert (code, made) == (0, {"index.html"})
    told = capsys.readouterr().err
    assert "the pptx of 'Streets' is left out, because python-pptx isn't installed" in told
    assert "the slides.pdf of 'Streets' is left out, because there is no browser" in told


def test_the_slides_of_a_yaml_deck_need_no_browser(
    deck: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch, "playwright")
    monkeypatch.setenv("CHROMIUM", str(deck.parent / "nowhere"))
    assert build(deck, "--formats", "pdf") == (0, {"report.pdf", "slides.pdf"})


def test_a_check_needs_neither_library_nor_browser(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deck.write_text(deck.read_text(encoding="utf-8") + "outputs: {pdf: yes, docx: yes}\n", "utf-8")
    forget(monkeypatch, "typst", "docx", "playwright")
    monkeypatch.setenv("CHROMIUM", str(deck.parent / "nowhere"))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(deck)])
    assert not ended.value.code
    assert "no problems found" in capsys.readouterr().out


def test_the_browser_that_is_named_goes_before_others_and_none_stands_in_for_it(
    tmp_path: Path,
) -> None:
    for name in ("edge", "chromium"):
        (tmp_path / name).write_text("#!/bin/sh\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    edge, chromium = tmp_path / "edge", tmp_path / "chromium"
    here = {"PATH": str(tmp_path)}
    assert find_browser({**here, "CHROMIUM": str(edge)}) == edge
    assert find_browser({**here, "CHROMIUM": "no-such"}) is None
    assert find_browser(here) == chromium
    assert find_browser({"PATH": ""}, places=(str(edge),)) == edge
    assert find_browser({"PATH": ""}, places=()) is None


@pytest.mark.parametrize(
    ("name", "module"), [("a.docx", "lxml"), ("a.xlsx", "openpyxl"), ("a.pptx", "pptx")]
)
def test_an_import_says_what_reads_the_file_and_how_to_install_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    name: str,
    module: str,
) -> None:
    made = {
        "a.docx": officers_documents.section_docx,
        "a.xlsx": officers_documents.indicators_xlsx,
        "a.pptx": officers_documents.talk_pptx,
    }
    (tmp_path / name).write_bytes(made[name]())
    forget(monkeypatch, module)
    with pytest.raises(SystemExit) as ended:
        main(["import", str(tmp_path / name), "-o", str(tmp_path / "content")])
    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert f"reading '{name}' needs {module}" in told
    assert "pip install 'csp-slides[office]'" in told
    assert not (tmp_path / "content").exists()

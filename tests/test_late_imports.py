from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# What a command has no use for is not imported: most of a small build's time would go to it.
_HEAVY = {"PIL", "docx", "playwright", "pptx", "pygments", "rich"}
_HEAVY |= {"starlette", "uvicorn", "typst"}
_OFFICERS = {
    f"csp_slides.{name}"
    for name in (
        "compose.front",
        "compose.report",
        "content.action_plan",
        "content.deck_file",
        "content.minutes",
        "content.plan",
        "content.report_file",
        "content.section",
        "model.report",
        "redact.presentation",
    )
}

PROGRAM = """
import sys
from csp_slides.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules)
"""


def _imported(*words: str) -> set[str]:
    command = [sys.executable, "-c", PROGRAM, *words]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # our own program
    return set(ran.stdout.split("\n")[-2].split())


def test_help_imports_neither_templates_nor_readers() -> None:
    assert not _imported("--help") & {"jinja2", "markdown_it", "msgspec", "yaml", *_HEAVY}


def test_a_markdown_deck_imports_nothing_of_officers_files(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# One\n\n---\n\n# Two\n\nNote:\nHello\n", encoding="utf-8")
    found = _imported("build", str(deck), "-o", str(tmp_path / "site"), "--quiet")
    assert not found & (_HEAVY | _OFFICERS)

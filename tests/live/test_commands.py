"""`watch` and `serve` as they are typed: they keep up, end at once, and say what is missing."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, until

EXAMPLE = Path(__file__).parents[2] / "content"

WITHOUT = """
import sys
sys.modules["uvicorn"] = None
from csp_slides.cli import main
main(["serve", sys.argv[1]])
"""

# Whoever starts the tests in the background has them, and what they start, deaf to Ctrl-C.
HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from csp_slides.cli import main
main()
"""


@pytest.mark.slow
def test_watch_builds_again_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    deck = tmp_path / "content" / "steps.md"
    deck.parent.mkdir()
    deck.write_text("# First\n", encoding="utf-8")
    command = [sys.executable, "-c", HEARING, "watch", "content", "-o", "content/site"]
    page = tmp_path / "content" / "site" / "steps" / "index.html"
    said = tmp_path / "said"

    def save(text: bytes) -> None:
        draft = tmp_path / "draft"
        draft.write_bytes(text)
        draft.replace(deck)

    def shows(title: str) -> bool:
        try:
            return f">{title}".encode() in page.read_bytes()
        except OSError:
            return False  # the site is being exchanged

    def begun() -> bool:
        save(f"# Begun {time.monotonic()}\n".encode())
        time.sleep(0.3)
        return shows("Begun")

    def built() -> int:
        """Return how often a site was written after the last error."""
        return said.read_bytes().rpartition(b"error[")[2].count(b"files written")

    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=out, stderr=out)  # noqa: S603  # our own program
    try:
        until(lambda: b"watching" in said.read_bytes())
        until(begun)  # it says that it watches a moment before it does
        save(b"\x00\x01")
        until(lambda: b"error[" in said.read_bytes())
        for title in ("Third", "Fourth"):
            save(f"# {title}\n".encode())
            until(functools.partial(shows, title))
        until(lambda: built() >= 2)
    finally:
        process.send_signal(2)
        process.wait(PATIENCE)
    assert process.returncode == 0
    assert b"Traceback" not in said.read_bytes()
    # Our own output lies in the content, and leads to no further build.
    assert built() == 2


@pytest.mark.parametrize("command", ["serve", "watch"])
def test_content_that_is_not_there_is_a_wrong_command(tmp_path: Path, command: str) -> None:
    ran = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "csp_slides", command, "nowhere"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_without_its_libraries_the_server_says_how_to_get_them(tmp_path: Path) -> None:
    content = shutil.copytree(EXAMPLE, tmp_path / "content")
    ran = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", WITHOUT, content], check=False, capture_output=True, timeout=120
    )
    assert ran.returncode == 3
    assert b"pip install 'csp-slides[serve]'" in ran.stderr
    assert b"Traceback" not in ran.stderr

"""`watch` and `serve` as they are typed: they keep up, end at once, and say what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

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
    process = subprocess.Popen(  # noqa: S603  # our own program
        command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    page = tmp_path / "content" / "site" / "steps" / "index.html"
    try:
        _until(page.is_file)
        time.sleep(0.5)
        deck.write_text("# Second\n", encoding="utf-8")
        _until(lambda: b">Second<" in page.read_bytes())
        deck.write_bytes(b"\x00\x01")
        time.sleep(0.5)
        deck.write_text("# Third\n", encoding="utf-8")
        _until(lambda: b">Third<" in page.read_bytes())
    finally:
        started = time.monotonic()
        process.send_signal(2)
        _, said = process.communicate(timeout=10)
    assert time.monotonic() - started < 3
    assert process.returncode == 0
    assert b"Traceback" not in said
    # Our own output lies in the content, and leads to no further build.
    assert said.count(b"files written") <= 4


def _until(done: Callable[[], bool]) -> None:
    ends = time.monotonic() + 20
    while True:
        try:
            if done():
                return
        except OSError:
            pass  # the site is being exchanged
        assert time.monotonic() < ends
        time.sleep(0.05)


@pytest.mark.parametrize("command", ["serve", "watch"])
def test_content_that_is_not_there_is_a_wrong_command(tmp_path: Path, command: str) -> None:
    ran = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-m", "csp_slides", command, "nowhere"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        timeout=30,
    )
    assert ran.returncode == 2
    assert b"Traceback" not in ran.stderr


def test_without_its_libraries_the_server_says_how_to_get_them(tmp_path: Path) -> None:
    content = shutil.copytree(EXAMPLE, tmp_path / "content")
    ran = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", WITHOUT, content], check=False, capture_output=True, timeout=60
    )
    assert ran.returncode == 3
    assert b"pip install 'csp-slides[serve]'" in ran.stderr
    assert b"Traceback" not in ran.stderr

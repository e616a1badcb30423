"""The program ends with the right exit code, and leaves nothing undone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

AT_EXIT = """
import atexit, sys
sys.argv = ["csp-slides", "--version"]
atexit.register(print, "tidied up")
from csp_slides.__main__ import run
run()
"""
STILL_RUNNING = """
import sys, threading
sys.argv = ["csp-slides", "--version"]
threading.Timer(2.0, print, ["done"]).start()
from csp_slides.__main__ import run
run()
"""


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")  # noqa: S603  # our own program


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--version"], 0), (["check", "tests/cases/errors"], 1), (["build", "nowhere"], 2)],
)
def test_it_ends_with_the_code_of_what_happened(words: list[str], code: int) -> None:
    assert ran("-m", "csp_slides", *words).returncode == code


def test_all_that_was_printed_arrives() -> None:
    assert len(json.loads(ran("-m", "csp_slides", "schema").stdout)) > 5


def test_what_is_to_be_done_at_the_end_is_done() -> None:
    ended = ran("-c", AT_EXIT)
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "tidied up")


def test_what_still_runs_is_waited_for() -> None:
    ended = ran("-c", STILL_RUNNING)
    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "done")


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of Windows closes no streams")
def test_it_needs_nobody_to_print_to() -> None:
    command = f"'{sys.executable}' -m csp_slides --version >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", command], check=False).returncode == 0  # noqa: S603  # written above

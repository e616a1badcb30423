"""A browser that dies costs no test: what it took with it is run again, and nothing else is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]

TESTS = """
    import os

    ran = []

    def test_page(browser):
        ran.append("page")
        page = browser.new_page()
        if ran.count("page") == 1:
            session = browser.new_browser_cdp_session()
            for process in session.send("SystemInfo.getProcessInfo")["processInfo"]:
                if process["type"] == "renderer":
                    os.kill(process["id"], 9)
        assert page.evaluate("1") == 1

    def test_browser(browser):
        ran.append("browser")
        page = browser.new_page()
        if ran.count("browser") == 1:
            browser.close()
        assert page.evaluate("1") == 1

    def test_wrong(browser):
        ran.append("wrong")
        assert browser.new_page().evaluate("1") == 2

    def test_late(browser):
        ran.append("late")
        browser.new_page().wait_for_selector("b", timeout=20)

    def test_each_ran_as_often_as_it_should():
        assert [ran.count(name) for name in ("page", "browser", "wrong", "late")] == [2, 2, 1, 1]
"""


def test_only_what_a_dead_browser_took_with_it_is_run_again(tmp_path: Path) -> None:
    file = tmp_path / "test_inner.py"
    file.write_text(dedent(TESTS), encoding="utf-8")
    ran = subprocess.run(  # noqa: S603  # our own tests
        [
            *(sys.executable, "-m", "pytest", "-n", "0", "-p", "tests.conftest"),
            *("-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml", "--basetemp"),
            *(tmp_path / "inner", file),
        ],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    said = ran.stdout
    assert "2 failed, 3 passed, 2 rerun" in said, said + ran.stderr
    for name in ("page", "browser"):
        assert any(f"::test_{name}" in line for line in said.splitlines() if "RERUN" in line), said


def test_what_a_test_leaves_open_is_gone_in_the_next(browser: Browser) -> None:
    assert browser.contexts == []
    browser.new_page()


def test_and_in_the_one_after_it(browser: Browser) -> None:
    assert browser.contexts == []

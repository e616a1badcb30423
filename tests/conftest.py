"""What every test may use: the browser of the machine, and the switch that renews golden files."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# As in .ci/run. CHROMIUM names one that is elsewhere.
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "microsoft-edge")
_NO_BROWSER = "no Chromium, Chrome or Edge found; install one, or say where it is in CHROMIUM"


def _find_browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ((named,) if named else _BROWSERS))
    return next((path for path in found if path), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected files anew, then review"
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") is None or _find_browser() is not None:
        return
    if os.environ.get("CI"):
        pytest.fail(_NO_BROWSER, pytrace=False)
    pytest.skip(_NO_BROWSER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    unseen = sum(_NO_BROWSER in str(report.longrepr) for report in skipped)
    if unseen:
        terminalreporter.section("NOT PROVEN IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{unseen} tests were left out: {_NO_BROWSER}", red=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Name the browser's executable, for a test marked `browser`."""
    browser = _find_browser()
    assert browser is not None, _NO_BROWSER
    return browser


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, bytes], None]:
    """Compare bytes with an expected file, or with --update-golden write it."""

    def compare(expected: Path, actual: bytes) -> None:
        if request.config.getoption("--update-golden"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_bytes(actual)
        assert expected.is_file(), f"{expected} is not there; `make golden` writes it"
        assert actual.decode() == expected.read_bytes().decode()

    return compare

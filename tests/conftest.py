"""What every test may use: the browser of the machine, and the switch that renews golden files."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from csp_slides.cli.options import find_browser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Playwright

# An ordinary user's path may lack the folder in which Debian puts servers.
_SERVERS = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
_NO_NGINX = "no nginx found; install nginx-light"
_NO_JAVA = "no Java found; install default-jre-headless"
_NO_BROWSER = "no Chromium, Chrome or Edge found; install one, or say where it is in CHROMIUM"


ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # letters as wide with windows as without
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the expected files anew, then review"
    )


def _find_nginx() -> str | None:
    return shutil.which("nginx", path=_SERVERS)


def _find_java() -> str | None:
    return shutil.which("java")


_NEEDED: dict[str, tuple[Callable[[], object], str, str]] = {
    "browser": (find_browser, _NO_BROWSER, "NOT PROVEN IN A BROWSER"),
    "java": (_find_java, _NO_JAVA, "NOT PROVEN BY THE NU HTML CHECKER"),
    "nginx": (_find_nginx, _NO_NGINX, "NOT PROVEN ON A WEB SERVER"),
}
"""What a marked test needs of the machine: how it is found, and what is said where it is not."""


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (find, lack, _) in _NEEDED.items():
        if item.get_closest_marker(marker) is None or find() is not None:
            continue
        if os.environ.get("CI"):
            pytest.fail(lack, pytrace=False)
        pytest.skip(lack)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    for _, lack, heading in _NEEDED.values():
        unseen = sum(lack in str(report.longrepr) for report in skipped)
        if unseen:
            terminalreporter.section(heading, sep="!", red=True, bold=True)
            terminalreporter.line(f"{unseen} tests were left out: {lack}", red=True)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what commands keep between builds with the tests, and not with whoever runs them."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """Name the browser's executable, for a test marked `browser`."""
    browser = find_browser()
    assert browser is not None, _NO_BROWSER
    return str(browser)


class Browsers:
    """The browser of a process, started afresh when it has died or has worked for long."""

    LIFE = 60
    """Tests after which the next file gets a fresh one: what a browser keeps only grows."""

    def __init__(self, playwright: Playwright, executable: str) -> None:
        self._playwright = playwright
        self._executable = executable
        self._opened: Browser | None = None
        self._given = 0
        self._file: Path | None = None

    def take(self, file: Path) -> Browser:
        """Return a browser that runs; within one file it is the same, as long as it lives."""
        if self._opened is not None:
            old = self._given >= self.LIFE and file != self._file
            if old or not self._opened.is_connected():
                self.close()
        if self._opened is None:
            self._given = 0
            self._opened = self._playwright.chromium.launch(
                executable_path=self._executable, args=list(ARGUMENTS)
            )
        self._given += 1
        self._file = file
        return self._opened

    def close(self) -> None:
        """End the browser, which may have ended by itself."""
        from playwright.sync_api import Error

        if self._opened is not None:
            with contextlib.suppress(Error):
                self._opened.close()
        self._opened = None


@pytest.fixture(scope="session")
def browsers(chromium: str) -> Iterator[Browsers]:
    """Start Playwright, which works no second time beside itself, once for a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = Browsers(playwright, chromium)
        yield made
        made.close()


@pytest.fixture
def browser(browsers: Browsers, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Return a browser that runs, and close whatever the test leaves open in it."""
    from playwright.sync_api import Error

    opened = browsers.take(request.path)
    there = list(opened.contexts)
    yield opened
    for context in opened.contexts:
        if context not in there:
            with contextlib.suppress(Error):
                context.close()


@pytest.fixture(scope="session")
def nginx() -> str:
    """Name nginx's executable, for a test marked `nginx`."""
    server = _find_nginx()
    assert server is not None, _NO_NGINX
    return server


@pytest.fixture(scope="session")
def java() -> str:
    """Name Java's executable, for a test marked `java`."""
    runtime = _find_java()
    assert runtime is not None, _NO_JAVA
    return runtime


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

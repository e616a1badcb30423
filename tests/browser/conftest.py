"""A browser, a site served with the strict policy, and pages that note every complaint."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sample import write_sample
from tests.waiting import settle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)

# Runs outside the page's policy, as the browser's own tools do.
WATCH = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI);
});
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Visit:
    """A page that is open, with all that went wrong on it and all that it asked for."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def complaints(self) -> list[str]:
        """Return every console error, script error and policy violation so far."""
        return [*self.errors, *self.page.evaluate("window.violations")]

    def ready(self) -> Visit:
        """Wait until the slides are there."""
        self.page.wait_for_selector("html.ready", state="attached")
        return self

    def settle(self) -> Visit:
        """Wait until the page looks as it will go on looking."""
        settle(self.page)
        return self

    def run(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  # JavaScript's value
        """Return the value of a JavaScript expression or function."""
        return self.page.evaluate(script, argument)

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def shown(self) -> str:
        """Return the id of the slide that is shown."""
        return str(self.run("Reveal.getCurrentSlide().id"))

    def number(self) -> int:
        """Return the place of the slide that is shown, counted from 0."""
        return int(self.run("Reveal.getSlides().indexOf(Reveal.getCurrentSlide())"))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample deck in every theme."""
    made = tmp_path_factory.mktemp("site")
    write_sample(made)
    return made


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder with the strict policy; gives its address."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Serve the sample deck."""
    with serve(folder) as served:
        yield served


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Open a page of the site, or any other address, in a context of its own."""
    contexts = []

    def open_page(where: str, *, size: tuple[int, int] = (1280, 720), **options: Any) -> Visit:  # noqa: ANN401  # Playwright’s own
        # Drawing what moves takes half of a browser's time; who looks at it asks for it.
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        opened = Visit(page)
        if options.get("java_script_enabled", True):
            page.add_init_script(WATCH)
        page.on(
            "console",
            lambda told: opened.errors.append(told.text) if told.type == "error" else None,
        )
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("request", lambda request: opened.requests.append(request.url))
        page.goto(where if ":" in where else f"{address}/{where}")
        return opened

    yield open_page
    for context in contexts:
        context.close()

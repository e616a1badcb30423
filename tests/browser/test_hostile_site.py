"""A site made of hostile values in every field, opened under the policy: nothing happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import hostile
from tests.browser.conftest import serve
from tests.test_hostile_values import build_readable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Dialog

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

NUMBER = 5
"""Which of the builds is opened; the others are read as text by another test."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve such a site; gives its address and the names of its pages."""
    folder = tmp_path_factory.mktemp("hostile")
    files = hostile.write(folder / "content", hostile.one_of_each_class(NUMBER))
    build_readable(folder / "content", folder / "site", files, ["deck", "report"])
    pages = sorted(path.relative_to(folder / "site") for path in (folder / "site").rglob("*.html"))
    with serve(folder / "site") as served:
        yield served, [path.as_posix() for path in pages]


def test_nothing_runs_nothing_is_fetched_and_the_policy_has_nothing_to_stop(
    site: tuple[str, list[str]], visit: Open
) -> None:
    address, pages = site
    assert len(pages) > 6
    opened = visit(f"{address}/{pages[0]}")
    dialogs: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.on("dialog", dismiss)
    for name in pages:
        opened.page.goto(f"{address}/{name}")
        if name == "deck/index.html":
            opened.ready()
            slides = opened.run("Reveal.getTotalSlides()")
            for _ in range(int(slides)):
                opened.press("Space")
            assert opened.run("Reveal.isReady()")
        assert opened.run("location.href").startswith(address)
        assert opened.complaints() == [], name
    assert dialogs == []
    assert [each for each in opened.requests if not each.startswith((address, "data:"))] == []

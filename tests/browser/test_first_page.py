"""The site's first page in a browser: policy, axe-core, narrow screens, all four themes."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.assets.fingerprint import gather, stylesheet
from csp_slides.content.audience import Audience
from csp_slides.content.council import Brand
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.editions.theme import branded, css_variables, read_theme
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.load.content_folder import ContentFolder
from csp_slides.model.catalogue import Entry, Link
from csp_slides.render.html.index_page import Index, render
from csp_slides.render.templating import environment
from tests.browser.sample import THEMES
from tests.browser.test_deck_accessible import audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.browser.conftest import Visit

    Open = Callable[..., Visit]

pytestmark = pytest.mark.browser

WIDE, NARROW = (1280, 800), (320, 640)
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def entries() -> tuple[Entry, ...]:
    slides = Link(text="Slides", path=PurePosixPath("a/index.html"), size=34_567)
    report = Link(text="Report", path=PurePosixPath("a/report.pdf"), size=2_456_700)
    return (
        Entry(
            title=f"Community Safety in {LONG}",
            presenter="Councillor Priya Fairweather",
            body="Full Council",
            date=dt.date(2027, 1, 20),
            minutes=16.7,
            links=(slides, report),
        ),
        Entry(
            title="Terms of a lease",
            body="Full Council",
            date=dt.date(2026, 3, 4),
            restriction="Not for publication: exempt under paragraph 3 of Part 1.",
        ),
        Entry(title="Draft", body="Panel", date=dt.date(2027, 2, 1), links=(slides,), draft=True),
        Entry(title="Action plan", links=(slides,)),
    )


@pytest.fixture(scope="session")
def first_pages(folder: Path) -> str:
    """Write the page in every theme, and one of a site with nothing in it."""
    site = folder / "first"
    content = package_data.root() / "content"
    theme_loader = ThemeLoader.of(ContentFolder.open(content, shipped=package_data.backgrounds()))
    assets = gather(theme_loader.assets(), Sink())
    artifacts = list(assets.artifacts)
    pages = {}
    for name in THEMES:
        files = theme_loader.theme(name)
        theme = read_theme(files.tokens, Sink())
        assert theme is not None
        tokens = css_variables(branded(theme, Brand()))
        sheet = stylesheet(f"{name}.css", tokens, assets.paths, Sink())
        artifacts.append(sheet)
        index = Index(
            council="Alderbrook Borough Council",
            entries=entries(),
            audience=Audience.PRESENTER,
            assets=assets.paths,
            stylesheets=(sheet.path,),
            contact_centre="01632 960100",
            accessibility_contact="accessibility@alderbrook.example",
            licence="Open Government Licence v3.0",
        )
        pages[name] = index
    pages["empty"] = Index(council=None, entries=(), audience=Audience.PUBLIC, assets=assets.paths)
    templates = environment([package_data.templates()])
    for artifact in artifacts:
        (site / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (site / artifact.path).write_bytes(artifact.content)
    for name, index in pages.items():
        (site / f"{name}.html").write_bytes(dict(render(index, templates))["index.html"])
    return "first"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("name", [*THEMES, "empty"])
def test_nothing_is_refused_missing_inaccessible_or_cut_off(
    visit: Open, address: str, first_pages: str, name: str, size: tuple[int, int]
) -> None:
    page = visit(f"{first_pages}/{name}.html", size=size)
    page.page.wait_for_load_state("networkidle")
    assert page.complaints() == []
    assert all(request.startswith((address, "data:")) for request in page.requests)
    assert page.run("document.documentElement.scrollWidth") <= size[0]
    assert audit(page) == []


def test_every_target_is_large_enough(visit: Open, first_pages: str) -> None:
    page = visit(f"{first_pages}/council.html", size=NARROW)
    small = page.run(
        "[...document.querySelectorAll('.entry__links a, .choice a')].filter((link) => {"
        " const box = link.getBoundingClientRect(); return box.width < 24 || box.height < 24;"
        "}).length"
    )
    assert small == 0


def test_page_reads_without_scripts(visit: Open, first_pages: str) -> None:
    page = visit(f"{first_pages}/council.html", java_script_enabled=False)
    assert page.page.get_by_role("link", name="Action plan", exact=True).is_visible()
    assert page.page.get_by_role("heading", level=1).inner_text() == "Slides and papers"

"""Every page of the shipped content, for the public and for the presenter, as HTML."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core import package_data

CONTENT = Path(__file__).parents[1] / "content"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both sites, in folders of one."""
    folder = tmp_path_factory.mktemp("pages")
    for audience in ("public", "presenter"):
        pages = ["deck", "report", "script"]
        csp_slides.build(CONTENT, folder / audience, audience=audience, formats=pages)
    return folder


@pytest.fixture(scope="module")
def pages(sites: Path) -> dict[PurePosixPath, LexborHTMLParser]:
    """Read every page."""
    return {
        PurePosixPath(path.relative_to(sites).as_posix()): LexborHTMLParser(path.read_bytes())
        for path in sorted(sites.rglob("*.html"))
    }


@pytest.mark.java
def test_the_nu_html_checker_finds_no_error(java: str, sites: Path) -> None:
    checker = package_data.vendor() / "testing" / "vnu.jar"
    ran = subprocess.run(  # noqa: S603  # every word is ours
        [java, "-jar", checker, "--errors-only", "--format", "json", "--skip-non-html", sites],
        capture_output=True,
        check=False,
    )
    # It writes what it finds to standard error, and ends with 0 when that is nothing.
    found = [
        f"{Path(each['url']).relative_to(sites.as_uri())}:{each.get('lastLine')}: {each['message']}"
        for each in json.loads(ran.stderr)["messages"]
    ]
    assert found == []
    assert ran.returncode == 0


@pytest.mark.java
def test_the_nu_html_checker_would_find_one(java: str, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html><html lang=en><title>A</title><img src=a.png>", "utf-8")
    checker = package_data.vendor() / "testing" / "vnu.jar"
    ran = subprocess.run(  # noqa: S603  # every word is ours
        [java, "-jar", checker, "--errors-only", "--format", "json", "--skip-non-html", tmp_path],
        capture_output=True,
        check=False,
    )
    assert [each["type"] for each in json.loads(ran.stderr)["messages"]] == ["error"]


def test_every_page_leads_to_the_accessibility_statement(
    pages: dict[PurePosixPath, LexborHTMLParser],
) -> None:
    missing = []
    for path, page in pages.items():
        # The page that is sent for any address names it from the root of its server.
        lost = path.name == "404.html"
        root = "/" if lost else os.path.relpath(path.parts[0], path.parent)
        expected = os.path.normpath(os.path.join(root, "accessibility.html"))  # noqa: PTH118
        links = [os.path.normpath(link.attributes["href"] or "") for link in page.css("a[href]")]
        if expected not in links:
            missing.append(str(path))
    assert len(pages) > 20
    assert missing == []


def test_every_page_of_a_site_has_a_title_of_its_own(
    pages: dict[PurePosixPath, LexborHTMLParser],
) -> None:
    for audience in ("public", "presenter"):
        # A page that only leads on to where a document is now has that document's title.
        of_one = [
            page
            for path, page in pages.items()
            if path.parts[0] == audience and not page.css("meta[http-equiv=refresh]")
        ]
        titles = [title.text() for page in of_one for title in page.css("head title")]
        assert len(titles) == len(of_one)
        assert sorted(titles) == sorted(set(titles))

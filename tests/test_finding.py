"""What leads people and machines to what is published: feeds, sitemap, robots.txt, linked data."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin
from uuid import UUID

import jsonschema
import pytest
from lxml import etree
from pyld import jsonld
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core.diagnostics import CommandError, ContentError
from csp_slides.model.catalogue import in_britain, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = Path(__file__).parents[1] / "content"
SCHEMAS = Path(__file__).parent / "data"
HOST = "https://slides.alderbrook.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

COUNCIL = """
    kind: council
    name: Alderbrook & District <Council>
"""
OPEN = """
    kind: report
    title: Lighting in <Millrace> Park & beyond
    purpose: To say **what** was lit & why.
    meeting: {body: Parks Panel, date: 3 June 2026, time: 6pm}
    background_papers: []
    sections:
      - {heading: Lamps, text: Forty lamps were replaced.}
"""
CLOSED = """
    kind: report
    title: Terms of a lease
    public: Part 2
    exempt_paragraph: 3
    exempt_reason: It names a tenant.
    purpose: To settle the rent with Quillfeather Limited.
    meeting: {body: Parks Panel, date: 4 June 2026}
    background_papers: []
    sections:
      - {heading: Rent, text: The rent is secret.}
"""
DRAFT = """
    kind: report
    title: Thoughts of a ferry
    status: draft
    meeting: {body: Parks Panel, date: 5 June 2026}
    background_papers: []
    sections:
      - {heading: Ferry, text: Perhaps.}
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder / "content"


def xml(path: Path) -> Any:  # noqa: ANN401  # lxml says no types
    return etree.fromstring(path.read_bytes())


def read_json(path: Path) -> Any:  # noqa: ANN401  # as JSON has it
    return json.loads(path.read_bytes())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("found")
    csp_slides.build(CONTENT, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a council that has not said where it will be hosted."""
    folder = tmp_path_factory.mktemp("nowhere")
    content = write(folder, council=COUNCIL, open=OPEN, closed=CLOSED)
    csp_slides.build(content, folder / "site")
    return folder / "site"


# ----------------------------------------------------------------------- schemas


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml"])
def test_feed_and_sitemap_keep_their_grammar(site: Path, name: str) -> None:
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / name.replace(".xml", ".rng")))
    grammar.assertValid(xml(site / name))


def test_the_feed_of_a_site_without_an_address_keeps_it_too(nowhere: Path) -> None:
    etree.RelaxNG(etree.parse(SCHEMAS / "feed.rng")).assertValid(xml(nowhere / "feed.xml"))


def test_the_json_feed_keeps_its_schema(site: Path) -> None:
    schema = read_json(SCHEMAS / "json-feed.json")
    jsonschema.validate(
        read_json(site / "feed.json"), schema, format_checker=jsonschema.FormatChecker()
    )


def schema_org(url: str, _options: object) -> dict[str, object]:
    """Return what schema.org's own context says of the words we use, without asking it."""
    assert url == "https://schema.org"
    context = {"@vocab": "http://schema.org/", "contentUrl": {"@type": "@id"}}
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": context}}


PAPER = {"identifier", "name", "description", "author", "about", "dateModified", "encoding"}
TERMS = {
    "CollectionPage": {"name", "inLanguage", "publisher", "copyrightNotice", "hasPart"},
    "PresentationDigitalDocument": PAPER,
    "Report": PAPER,
    "DigitalDocument": PAPER,
    "MediaObject": {"name", "contentUrl", "encodingFormat", "contentSize"},
    "Event": {"name", "startDate"},
    "GovernmentOrganization": {"name"},
    "Person": {"name"},
}
"""What schema.org lets each of its types have, as far as we say it."""


def nodes(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)
    elif isinstance(value, dict):
        if "@type" in value and "@value" not in value:
            yield value
        for each in value.values():
            yield from nodes(each)


@pytest.mark.parametrize("whose", ["site", "nowhere"])
def test_the_linked_data_is_json_ld_in_the_words_of_schema_org(
    request: pytest.FixtureRequest, whose: str
) -> None:
    folder = request.getfixturevalue(whose)
    options = {"documentLoader": schema_org, "base": f"{HOST}papers.jsonld"}
    found = list(nodes(jsonld.expand(read_json(folder / "papers.jsonld"), options)))
    assert {each["@type"][0] for each in found} >= {"http://schema.org/Report"}
    for each in found:
        (kind,) = each["@type"]
        terms = {name for name in each if not name.startswith("@")}
        assert terms <= {f"http://schema.org/{name}" for name in TERMS[kind.split("/")[-1]]}
        for media in each.get("http://schema.org/contentUrl", []):
            assert media["@id"].startswith(HOST)


# ----------------------------------------------------------------------- contents


def entries(feed: Any) -> list[Any]:  # noqa: ANN401  # lxml says no types
    return list(feed.iter(f"{ATOM}entry"))


def addresses(site: Path) -> Iterator[str]:
    """Yield every address in a file for machines."""
    yield from (link.get("href") for link in xml(site / "feed.xml").iter(f"{ATOM}link"))
    if (site / "sitemap.xml").exists():
        yield from (loc.text for loc in xml(site / "sitemap.xml").iter(f"{SITEMAP}loc"))
        for item in read_json(site / "feed.json")["items"]:
            yield from (item["url"], *(each["url"] for each in item["attachments"]))
    for part in read_json(site / "papers.jsonld")["hasPart"]:
        yield from (part["@id"], *(each["contentUrl"] for each in part["encoding"]))


def test_every_address_leads_to_a_file_of_the_site(site: Path, nowhere: Path) -> None:
    for folder in (site, nowhere):
        found = list(addresses(folder))
        assert len(found) >= 4
        for address in found:
            whole = urljoin(HOST, address)
            assert whole.startswith(HOST)
            name = unquote(whole.removeprefix(HOST)) or "index.html"
            assert (folder / name).is_file(), address


def test_addresses_are_whole_with_a_website_and_relative_without(site: Path, nowhere: Path) -> None:
    assert all(each.startswith(HOST) for each in addresses(site))
    assert not any(":" in each for each in addresses(nowhere))
    assert not (nowhere / "sitemap.xml").exists()
    assert not (nowhere / "feed.json").exists()


def stands(path: Path) -> bool:
    """Whether a page is to be found, and does not only lead to another."""
    page = LexborHTMLParser(path.read_bytes())
    return not page.css("meta[name=robots], meta[http-equiv=refresh]")


def test_the_sitemap_has_every_public_page_once(site: Path) -> None:
    listed = [loc.text for loc in xml(site / "sitemap.xml").iter(f"{SITEMAP}loc")]
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html") if stands(page)}
    others = {page for page in pages if page.startswith(("accessibility", "meetings-"))}
    assert len(pages - others) >= 8
    assert sorted(listed) == sorted(
        HOST + ("" if page == "index.html" else page) for page in pages - others
    )


def test_the_feed_says_when_by_the_meeting_and_newest_first(site: Path) -> None:
    feed = xml(site / "feed.xml")
    times = [each.findtext(f"{ATOM}updated") for each in entries(feed)]
    assert times == sorted(times, reverse=True)
    assert "2027-01-20T19:30:00+00:00" in times
    assert feed.findtext(f"{ATOM}updated") == times[0]


def test_what_nobody_may_read_is_in_nothing_that_leads_to_it(tmp_path: Path) -> None:
    content = write(tmp_path, council=COUNCIL, open=OPEN, closed=CLOSED, draft=DRAFT)
    csp_slides.build(content, tmp_path / "site", draft=True, base_url=HOST)
    for name in ("feed.xml", "feed.json", "sitemap.xml", "papers.jsonld"):
        text = (tmp_path / "site" / name).read_text(encoding="utf-8")
        assert "Millrace" in text or name == "sitemap.xml"
        assert not re.search("lease|closed|ferry|draft|Quillfeather|secret", text, re.IGNORECASE)


def test_a_name_outlasts_the_address(nowhere: Path, tmp_path: Path) -> None:
    content = write(tmp_path, council=COUNCIL, open=OPEN)
    csp_slides.build(content, tmp_path / "site", base_url="https://elsewhere.example/a/b")
    names = []
    for folder in (nowhere, tmp_path / "site"):
        (entry,) = entries(xml(folder / "feed.xml"))
        names.append(entry.findtext(f"{ATOM}id"))
    assert names[0] == names[1]
    assert UUID(names[0]).version == 5
    moved = list(addresses(tmp_path / "site"))
    assert all(each.startswith("https://elsewhere.example/a/b/") for each in moved)


def test_words_are_plain_whatever_they_are_typed_with(nowhere: Path) -> None:
    (entry,) = entries(xml(nowhere / "feed.xml"))
    assert entry.findtext(f"{ATOM}title") == "Lighting in <Millrace> Park & beyond"
    assert entry.findtext(f"{ATOM}summary") == "To say what was lit & why."
    author = xml(nowhere / "feed.xml").find(f"{ATOM}author")
    assert author.findtext(f"{ATOM}name") == "Alderbrook & District <Council>"


def test_a_site_whose_papers_have_no_day_has_no_feed(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# Hello\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site", base_url=HOST)
    assert not (tmp_path / "site" / "feed.xml").exists()
    page = LexborHTMLParser((tmp_path / "site" / "index.html").read_bytes())
    assert page.css("link[type='application/atom+xml'], .foot a[href^=feed]") == []
    (address,) = xml(tmp_path / "site" / "sitemap.xml").xpath("//*[contains(text(), 'deck')]")
    assert address.text == f"{HOST}deck/index.html"


def test_the_first_page_leads_to_them(site: Path) -> None:
    page = LexborHTMLParser((site / "index.html").read_bytes())
    led = {link.attributes["type"]: link.attributes["href"] for link in page.css("[rel=alternate]")}
    assert led == {
        "application/atom+xml": "feed.xml",
        "application/feed+json": "feed.json",
        "application/ld+json": "papers.jsonld",
    }
    assert [a.attributes["href"] for a in page.css(".foot a[href^=feed]")] == [
        "feed.xml",
        "feed.json",
    ]


def test_the_first_page_tells_of_a_closed_paper_why_it_is_closed(nowhere: Path) -> None:
    page = LexborHTMLParser((nowhere / "index.html").read_bytes())
    (said,) = page.css(".entry__restriction")
    assert "paragraph 3" in said.text()
    assert "It names a tenant" in said.text()
    assert page.css(".entry:has(.entry__restriction) .entry__links") == []


# ----------------------------------------------------------------------- robots.txt


@pytest.mark.parametrize(
    ("audience", "draft", "rule"),
    [
        ("public", False, "Disallow:"),
        ("public", True, "Disallow: /"),
        ("members", False, "Disallow: /"),
        ("presenter", False, "Disallow: /"),
    ],
)
def test_robots_are_let_into_what_is_published(
    tmp_path: Path,
    audience: str,
    draft: bool,  # noqa: FBT001  # a case
    rule: str,
) -> None:
    content = write(tmp_path, council=COUNCIL, open=OPEN, **({"draft": DRAFT} if draft else {}))
    csp_slides.build(content, tmp_path / "site", audience=audience, draft=draft, base_url=HOST)
    lines = (tmp_path / "site" / "robots.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["User-agent: *", rule]
    assert (f"Sitemap: {HOST}sitemap.xml" in lines) == (rule == "Disallow:")
    for name in ("feed.xml", "feed.json", "sitemap.xml", "papers.jsonld"):
        assert (tmp_path / "site" / name).exists() == (audience == "public"), name


# ----------------------------------------------------------------------- addresses


@pytest.mark.parametrize("wrong", ["slides.example", "ftp://a.example", "https://a.example/?q=1"])
def test_a_base_that_is_no_site_is_refused(tmp_path: Path, wrong: str) -> None:
    content = write(tmp_path, council=COUNCIL, open=OPEN)
    with pytest.raises(CommandError, match="isn't a web address"):
        csp_slides.build(content, tmp_path / "site", base_url=wrong)


def test_a_website_in_the_council_file_is_an_address_too(tmp_path: Path) -> None:
    council = f"{COUNCIL.rstrip()}\n    website: https://a.example/#top\n"
    content = write(tmp_path, council=council, open=OPEN)
    with pytest.raises(ContentError) as caught:
        csp_slides.build(content, tmp_path / "site")
    assert "link" in {each.code for each in caught.value.diagnostics}


# ----------------------------------------------------------------------- small parts


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (dt.datetime(2026, 3, 29, 0, 59), 0),  # noqa: DTZ001  # the zone is what is asked
        (dt.datetime(2026, 3, 29, 2, 0), 1),  # noqa: DTZ001
        (dt.datetime(2026, 10, 25, 1, 59), 1),  # noqa: DTZ001
        (dt.datetime(2026, 10, 25, 2, 0), 0),  # noqa: DTZ001
        (dt.datetime(2027, 1, 20, 19, 30), 0),  # noqa: DTZ001
        (dt.datetime(2027, 7, 20, 19, 30), 1),  # noqa: DTZ001
    ],
)
def test_british_times_know_summer(day: dt.datetime, hours: int) -> None:
    offset = in_britain(day.date(), day.time()).utcoffset()
    assert offset == dt.timedelta(hours=hours)


@pytest.mark.parametrize("text", ["word " * 60, "x" * 300, "x" * 200, "short"])
def test_what_is_too_long_is_cut_after_a_word(text: str) -> None:
    cut = shortened(text, 200)
    assert len(cut) <= 200
    plain = text.strip()
    assert cut == plain or (cut.endswith("…") and plain.startswith(cut[:-1]))
    assert " word…" not in cut or cut[:-1].endswith("word")

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.model.catalogue import Entry, Link, municipal_year, size_in_words
from csp_slides.render.html.index_page import Index, group, render
from csp_slides.render.templating import environment

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HOSTILE = """<b>&"' {{ 7 * 7 }}"""


def entry(title: str, date: dt.date | None = None, body: str | None = "Full Council") -> Entry:
    return Entry(
        title=title,
        body=body if date else None,
        date=date,
        links=(Link(text="Slides", path=PurePosixPath(f"{title}/index.html"), size=24_400),),
    )


def page(*entries: Entry, audience: Audience = Audience.PUBLIC) -> LexborHTMLParser:
    index = Index(
        council="Alderbrook Borough Council",
        entries=entries,
        audience=audience,
        assets={name: PurePosixPath("assets", name) for name in ("fonts.css", "index.css")},
        contact_centre="01632 960100",
        accessibility_contact="accessibility@alderbrook.example",
        licence="Open Government Licence v3.0",
    )
    return parsed(index)


def pages(index: Index) -> dict[str, bytes]:
    return dict(render(index, environment([package_data.templates()])))


def parsed(index: Index) -> LexborHTMLParser:
    return LexborHTMLParser(pages(index)["index.html"].decode())


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [text(node) for node in tree.css(selector)]


# ------------------------------------------------------------------- the order


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (dt.date(2026, 4, 30), 2025),
        (dt.date(2026, 5, 1), 2026),
        (dt.date(2027, 1, 20), 2026),
        (dt.date(2026, 12, 31), 2026),
    ],
)
def test_municipal_year_runs_from_may_to_april(day: dt.date, first: int) -> None:
    assert municipal_year(day) == first


def test_newest_year_body_and_meeting_come_first() -> None:
    years = group(
        [
            entry("a", dt.date(2026, 4, 1)),
            entry("b", dt.date(2026, 6, 1)),
            entry("plan"),
            entry("c", dt.date(2026, 7, 1), "Scrutiny"),
            entry("d", dt.date(2026, 6, 20)),
        ]
    )
    assert [
        (year.name, [(body.name, [each.title for each in body.entries]) for body in year.bodies])
        for year in years
    ] == [
        ("2026 to 2027", [("Scrutiny", ["c"]), ("Full Council", ["d", "b"])]),
        ("2025 to 2026", [("Full Council", ["a"])]),
        ("Other documents", [(None, ["plan"])]),
    ]


def test_order_does_not_depend_on_the_order_given() -> None:
    day = dt.date(2027, 1, 20)
    entries = [entry(title, day, body) for title in "bac" for body in ("X", "A")]
    assert group(entries) == group(reversed(entries))


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "1 KB"),
        (499, "1 KB"),
        (24_400, "24 KB"),
        (999_499, "999 KB"),
        (999_500, "1.0 MB"),
        (2_456_700, "2.5 MB"),
    ],
)
def test_sizes_are_words(size: int, words: str) -> None:
    assert size_in_words(size) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0.0, None), (0.2, "about 1 minute"), (1.0, "about 1 minute"), (16.7, "about 17 minutes")],
)
def test_length_is_whole_minutes(minutes: float, words: str | None) -> None:
    assert replace(entry("a"), minutes=minutes).length == words


# -------------------------------------------------------------------- the page


def test_row_says_who_when_how_long_and_what_can_be_opened() -> None:
    tree = page(
        replace(
            entry("Community Safety", dt.date(2027, 1, 20)),
            presenter="Councillor Priya Fairweather",
            minutes=16.7,
            links=(
                Link(text="Slides", path=PurePosixPath("a/index.html"), size=24_400),
                Link(text="Report", path=PurePosixPath("a/report.pdf"), size=2_456_700),
            ),
        )
    )
    assert texts(tree, "h4") == ["Community Safety"]
    (time,) = tree.css("time")
    assert (time.attributes["datetime"], text(time)) == ("2027-01-20", "20 January 2027")
    assert texts(tree, ".entry__presenter, .entry__length") == [
        "Councillor Priya Fairweather",
        "about 17 minutes",
    ]
    assert [(a.attributes["href"], text(a)) for a in tree.css(".entry a")] == [
        ("a/index.html", "Community Safety"),
        ("a/index.html", "Slides: Community Safety (HTML, 24 KB)"),
        ("a/report.pdf", "Report: Community Safety (PDF, 2.5 MB)"),
    ]


def test_headings_are_in_order_with_one_first() -> None:
    tree = page(entry("a", dt.date(2027, 1, 20)), entry("plan"))
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4, h5, h6") if node.tag]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_link_and_label_leads_to_something() -> None:
    tree = page(entry("a", dt.date(2027, 1, 20)), entry("b", dt.date(2025, 1, 20)), entry("plan"))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    inside = [node.attributes["href"] or "" for node in tree.css('a[href^="#"]')]
    assert len(inside) == 4
    labels = [node.attributes["aria-labelledby"] or "" for node in tree.css("[aria-labelledby]")]
    assert {link.removeprefix("#") for link in inside} | set(labels) <= set(ids)


def test_one_year_needs_no_list_of_years() -> None:
    assert page(entry("a", dt.date(2027, 1, 20))).css("nav") == []


def test_nothing_published_is_said() -> None:
    tree = page()
    assert texts(tree, "main")[0].startswith("Nothing has been published here yet.")


def test_a_draft_is_listed_and_marked_on_the_page_of_its_site() -> None:
    draft = replace(entry("a", dt.date(2027, 1, 20)), draft=True)
    assert texts(page(draft), "h4") == ["a DRAFT"]
    assert texts(page(draft, audience=Audience.PRESENTER), "h4") == ["a DRAFT"]


def test_only_the_public_page_may_be_found_by_search_engines() -> None:
    for audience in Audience:
        robots = page(audience=audience).css_first('meta[name="robots"]')
        assert (robots is None) == (audience is Audience.PUBLIC)


def test_what_is_not_for_publication_has_a_reason_and_nothing_to_open() -> None:
    tree = page(
        Entry(
            title="Terms of a lease",
            body="Full Council",
            date=dt.date(2027, 1, 20),
            restriction="Exempt under paragraph 3",
        )
    )
    assert texts(tree, ".entry__restriction") == ["Exempt under paragraph 3"]
    assert tree.css(".entry a") == []


def test_page_without_a_council_says_nothing_of_one() -> None:
    index = Index(
        council=None,
        entries=(),
        audience=Audience.PUBLIC,
        assets={name: PurePosixPath(name) for name in ("fonts.css", "index.css")},
    )
    tree = parsed(index)
    assert text(tree.css_first("title")) == "Slides and papers"
    assert tree.css(".masthead__council, .foot p, .foot h2") == []


def test_text_of_authors_stays_text() -> None:
    usual = entry("x", dt.date(2027, 1, 20))
    hostile = replace(usual, title=HOSTILE, presenter=HOSTILE, body=HOSTILE, restriction=HOSTILE)
    expected = page(replace(usual, presenter="x", restriction="x"))
    tree = page(hostile)
    count = [len(each.css("*")) for each in (expected, tree)]
    assert count[0] == count[1]
    assert text(tree.css_first("h4")) == " ".join(HOSTILE.split())


def test_page_needs_no_script_style_or_stranger() -> None:
    tree = page(entry("a", dt.date(2027, 1, 20)))
    assert tree.css("script, style, [style]") == []
    for node in tree.css("[href], [src]"):
        link = node.attributes.get("href") or node.attributes.get("src") or ""
        assert not link.startswith(("/", "http:", "https:"))

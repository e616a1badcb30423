"""The verifier stops no build for words that its readers may have, and tells nobody of others."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from csp_slides.pipeline.build import Built

COUNCIL = """\
kind: council
name: Testborough Council
accessibility: {compliance: fully, prepared: 1 June 2026}
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    (made / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    return made


def put(content: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, ending = name.rpartition("_")
        (content / f"{stem}.{ending}").write_text(dedent(text), encoding="utf-8")


def build(content: Path, audience: str = "public", **options: object) -> Built:
    site = content.parent / f"site-{audience}"
    return csp_slides.build(content, site, audience=audience, **options)  # type: ignore[arg-type]


def everything(site: Path) -> str:
    texts = (each.read_bytes().decode("utf-8", "replace") for each in site.rglob("*.*"))
    return "\n".join(text for text in texts if "\0" not in text[:4000])


# --------------------------------------------------------------- decks of a Part 2 item

CLOSED = """\
    kind: deck
    id: depot
    title: Sale of the depot
    presenter: Councillor Adams
    meeting: {body: Cabinet, date: 22 January 2027, public: Part 2}
    sections:
      - title: The three bids
        items:
          - {title: Highest bid, notes: We have had three bids for the depot in Mill Lane.}
"""


@pytest.mark.parametrize("audience", ["members", "presenter"])
@pytest.mark.parametrize(
    "part",
    [
        "",
        "          - {title: Second bid, report: The second bid is a builder's.}\n",
        "          - {title: Third bid, show: members, notes: 'Nobody knows of it yet.'}\n",
        "      - {title: Our advice, items: [{title: Sell it now, bullet: To the first}]}\n",
    ],
)
def test_a_part_2_deck_builds_for_those_who_are_in_the_room(
    content: Path, audience: str, part: str
) -> None:
    put(content, deck_yaml=CLOSED + part, other_md="# Parks\n")
    built = build(content, audience)
    assert {each.summary.slug for each in built.made} == {"depot", "other"}
    assert "Highest bid" in everything(content.parent / f"site-{audience}")


def test_the_public_is_told_nothing_of_a_part_2_deck(content: Path) -> None:
    put(content, deck_yaml=CLOSED, other_md="# Parks\n")
    build(content)
    told = everything(content.parent / "site-public")
    assert "depot" not in told
    assert "bid" not in told.split()


# --------------------------------------------------------- quotations of published files


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("strategy.txt", "Every bin will be collected once a week."),
        ("figures.csv", "what\nEvery bin will be collected once a week.\n"),
        ("plan.html", "<!doctype html><p>Every bin will be collected <b>once</b> a week.</p>"),
    ],
)
def test_notes_may_quote_a_file_that_is_published_beside_them(
    content: Path, name: str, text: str
) -> None:
    put(
        content,
        d_md=f"""\
        # Our plan

        [Read the plan]({name})

        Note: As the plan says, every bin will be collected once a week.
        """,
    )
    (content / name).write_text(text, encoding="utf-8")
    assert build(content).made


def test_notes_in_a_file_that_is_not_published_are_a_leak_still(
    content: Path, tmp_path: Path
) -> None:
    put(content, d_md="# A\n\nNote: The bins of Mill Lane will be taken away for good.\n")
    (tmp_path / "templates" / "deck").mkdir(parents=True)
    shipped = Path(csp_slides.__file__).parents[1] / "templates" / "deck" / "deck.html"
    (tmp_path / "templates" / "deck" / "deck.html").write_text(
        shipped.read_text(encoding="utf-8")
        + "<p>The bins of Mill Lane will be taken away for good.</p>",
        encoding="utf-8",
    )
    with pytest.raises(ContentError):
        build(content)


@pytest.mark.parametrize(
    "comment",
    ["# Recycling", "# What happens next", "# Head of Waste", "# Contents", "# Waste", "# report"],
)
def test_a_comment_of_common_words_stops_nothing(content: Path, comment: str) -> None:
    put(
        content,
        deck_yaml=f"""\
        kind: deck
        id: d
        {comment}
        title: Recycling and waste
        presenter: Councillor Adams
        meeting: {{body: Cabinet, date: 22 January 2027}}
        sections:
          - title: Waste
            {comment}
            items: [{{title: Recycling, report: The Head of Waste says what happens next.}}]
        """,
    )
    assert build(content).made


# ------------------------------------------------------------------- nothing is told of


def items(*parts: str) -> str:
    return (
        "kind: deck\nid: d\ntitle: Deck\npresenter: Councillor A\n"
        "meeting: {body: Cabinet, date: 20 January 2027}\nsections:\n  - title: Section\n"
        "    items:\n      - {title: Bins, notes: A few words., report: x}\n" + "".join(parts)
    )


def told_in_manifest(content: Path, audience: str) -> tuple[int, float]:
    manifest = content.parent / f"site-{audience}" / "manifest.json"
    (document,) = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    return document["words"], document["minutes"]


@pytest.mark.parametrize("show", ["members", "presenter", "nobody"])
def test_no_count_tells_how_much_is_said_of_what_is_not_shown(content: Path, show: str) -> None:
    secret = f"      - {{title: Hush, show: {show}, notes: '{'word ' * 500}'}}\n"
    put(content, deck_yaml=items())
    build(content)
    without = told_in_manifest(content, "public")
    page = (content.parent / "site-public" / "index.html").read_text(encoding="utf-8")
    put(content, deck_yaml=items(secret))
    build(content)
    assert told_in_manifest(content, "public") == without
    after = (content.parent / "site-public" / "index.html").read_text(encoding="utf-8")
    assert after == page
    build(content, "presenter")
    assert (told_in_manifest(content, "presenter")[0] > 400) is (show != "nobody")


def test_no_count_tells_of_a_hidden_slide_of_a_markdown_deck(content: Path) -> None:
    hidden = '\n\n---\n\n<!-- .slide: data-visibility="hidden" -->\n\n# Two\n\nNote: word word\n'
    put(content, d_md="# One\n\nNote: said aloud\n")
    build(content)
    without = told_in_manifest(content, "public")
    put(content, d_md=f"# One\n\nNote: said aloud\n{hidden}")
    build(content)
    assert told_in_manifest(content, "public") == without


def test_a_withdrawn_paper_names_no_replacement_that_its_readers_do_not_have(
    content: Path,
) -> None:
    put(
        content,
        withdrawn_yaml="""\
        kind: minutes
        id: wdmins
        title: Withdrawn minutes
        meeting: {body: Full Council, date: 3 December 2026}
        status: cleared
        withdrawn: {date: 5 January 2027, why: Wrong, instead: secretmins}
        questions: []
        """,
        other_yaml="""\
        kind: minutes
        id: secretmins
        title: Secret minutes
        meeting: {body: Full Council, date: 2 December 2026, public: Part 2}
        status: cleared
        questions: [{q: What?, a: That.}]
        """,
    )
    build(content)
    assert "secretmins" not in everything(content.parent / "site-public")
    build(content, "members")
    page = content.parent / "site-members" / "wdmins" / "index.html"
    assert "../secretmins/index.html" in page.read_text(encoding="utf-8")


PLAN = """\
kind: action-plan
id: ap
title: Action plan
covers: {{from: 1 April 2026, to: 31 March 2027}}
status: cleared
cleared_by: Head of Waste
people:
  aa: {{name: Team A, org: Council}}
  zz: {{name: Zqteam, org: Zqorg}}
priorities:
  - title: Open priority
    lead: aa
    issues:
      - issue: Open issue
        actions:
          - {{ref: "1.1", action: Open action, owners: [aa], due: 31 March 2027, rag: green}}
          - {{ref: "1.9", action: Zqaction words here, owners: [zz], rag: green, show: {show}}}
"""


@pytest.mark.parametrize("show", ["members", "presenter", "nobody"])
def test_a_team_that_owns_only_what_is_withheld_is_not_listed(content: Path, show: str) -> None:
    put(content, plan_yaml=PLAN.format(show=show))
    build(content)
    assert "Zq" not in everything(content.parent / "site-public").replace("ZqX", "")
    put(content, plan_yaml=PLAN.format(show="public"))
    build(content)
    assert "Zqteam" in everything(content.parent / "site-public")


@pytest.mark.parametrize("show", ["members", "presenter", "nobody"])
def test_since_neither_stops_on_nor_tells_what_was_withheld_since(
    content: Path, tmp_path: Path, show: str
) -> None:
    earlier = tmp_path / "earlier.yaml"
    earlier.write_text(PLAN.format(show="public"), encoding="utf-8")
    put(content, plan_yaml=PLAN.format(show=show))
    built = build(content, since=[earlier])
    assert built.made
    told = everything(content.parent / "site-public")
    assert "Zqaction" not in told
    assert "No longer in the plan" not in told

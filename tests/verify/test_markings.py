"""Protective markings are found however they are broken up, and ordinary words are left alone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

import csp_slides
from csp_slides.core.diagnostics import ContentError
from csp_slides.verify.markings import find_markings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csp_slides.core.diagnostics import Diagnostic


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL-SENSITIVE",
        "OFFICIAL - SENSI TIVE",
        "OFFICIAL: SENSITIVE",
        "OFFICIAL \u2013 SENSITIVE (COMMERCIAL)",
        "O F F I C I A L  S E N S I T I V E",
        "OFFICIAL\nSENSI-\nTIVE",
        "# OFFICIAL -\n# SENSITIVE",
        "OFFI\u00adCIAL\u200b-SENSITIVE",
        "<b>OFFICIAL</b>-<i>SENSI</i>TIVE",
        "OFFICIAL_SENSITIVE",
        "official-sensitive",
        "Official\u2011Sensitive",
        "Official Sensitive",
        "map_official_sensitive_2",
        "This paper is OFFICIAL-SENSITIVE until it is signed.",
        "TOP SECRET",
        "a TOP-SECRET b",
        "SECRET",
        "title: CONFIDENTIAL",
        "## RESTRICTED ##",
        "S E C R E T",
        "PROTECT \u2013 COMMERCIAL",
        "Marking: SECRET UK EYES ONLY",
    ],
)
def test_a_marking_is_found(text: str) -> None:
    assert list(find_markings(text))


@pytest.mark.parametrize(
    "text",
    [
        "OFFICIAL",
        "an official. Sensitive matters were left out",
        "an official sensitive to what residents say",
        "The official said: sensitive words",
        "UNOFFICIAL-SENSITIVE",
        "OFFICIAL-SENSITIVENESS",
        "Secret Santa",
        "NO MORE SECRET MEETINGS",
        "confidential",
        "A confidential helpline",
        "Restricted parking",
        "PREVENT\nPURSUE\nPROTECT\nPREPARE",
        "protect",
    ],
)
def test_ordinary_words_are_no_marking(text: str) -> None:
    assert not list(find_markings(text))


def test_it_is_said_on_which_line_a_marking_begins() -> None:
    (found,) = find_markings("a\n\n  b OFFICIAL\n-SENSITIVE\n")
    assert (found.line, found.words) == (2, "OFFICIAL -SENSITIVE")


@pytest.mark.parametrize("text", ["OFFICIAL " * 60_000, " \n" * 500_000 + "SECRET", "S " * 300_000])
def test_much_text_is_searched_in_little_time(text: str) -> None:
    began = time.process_time()
    list(find_markings(f"{text}OFFICIALSENSITIV SECRET x"))
    assert time.process_time() - began < 10


def stopped(site: Path) -> list[Diagnostic]:
    with pytest.raises(ContentError) as error:
        csp_slides.build("content", site)
    assert not site.exists()
    return [each for each in error.value.diagnostics if each.severity == "error"]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Thank the crews", "OFFICIAL - SENSI TIVE\n\n      Thank the crews", 9),
        ("title: Bins", "title: Bins\n    source: The OFFICIAL \u2014 SENSITIVE register", 8),
        ("status: cleared", "# OFFICIAL-SENSITIVE\nstatus: cleared", 4),
    ],
)
def test_a_marking_in_an_officer_s_file_stops_a_public_build(
    content: Path, tmp_path: Path, old: str, new: str, line: int
) -> None:
    change(content / "sections" / "waste.yaml", old, new)
    (found,) = stopped(tmp_path / "site")
    assert found.code == "marking"
    assert found.span is not None
    assert (str(found.span.path), found.span.line) == ("content/sections/waste.yaml", line)
    assert csp_slides.build("content", tmp_path / "site", audience="members").made


@pytest.mark.parametrize("show", ["nobody", "presenter", "members"])
def test_a_marked_entry_that_is_not_shown_does_not_stop_a_public_build(
    content: Path, tmp_path: Path, show: str
) -> None:
    marked = f"show: {show}\n    ask: Read what is TOP SECRET"
    change(content / "sections" / "waste.yaml", "show: presenter", marked)
    assert csp_slides.build("content", tmp_path / "site").made
    site = tmp_path / "site"
    assert not any(b"TOP SECRET" in each.read_bytes() for each in site.rglob("*.html"))


@pytest.mark.parametrize(
    "marked",
    [
        "Not for publication by virtue of paragraph 3",
        "NOT FOR PUBLICATION",
        "Restricted (when complete)",
        "RESTRICTED \u2013 when completed",
        "official sensitive",
        "Official-Sensitive",
        "official_sensitive",
        "Commercial in confidence",
        "Private and confidential",
        "confidential",
        "For internal use only",
    ],
)
def test_a_marking_in_any_writing_is_named_by_check_and_by_a_public_build(
    content: Path, tmp_path: Path, marked: str
) -> None:
    from click.testing import CliRunner

    from csp_slides.cli import group

    change(content / "sections" / "waste.yaml", "Thank the crews", f"{marked}\n\n      Thank them")
    told = CliRunner().invoke(group, ["check", "content"]).stderr
    assert told.startswith("Stops publication\n-----------------\n\nwarning[marking]: ")
    assert "(stops a public build)" in told.splitlines()[3]
    assert "capitals" not in told
    assert {each.code for each in stopped(tmp_path / "site")} == {"marking"}


@pytest.mark.parametrize(
    "words",
    [
        "The helpline is private and confidential.",
        "Parking is restricted when events are on.",
        "An official sensitive to what residents say.",
        "The report was completed.",
        "Information is given in confidence.",
    ],
)
def test_prose_that_speaks_of_confidence_is_no_marking(
    content: Path, tmp_path: Path, words: str
) -> None:
    change(content / "sections" / "waste.yaml", "Thank the crews", words)
    assert csp_slides.build("content", tmp_path / "site").made


def test_a_comment_may_speak_of_markings(content: Path, tmp_path: Path) -> None:
    change(
        content / "sections" / "waste.yaml",
        "status: cleared",
        "classification: OFFICIAL  # OFFICIAL-SENSITIVE stops a public build\nstatus: cleared",
    )
    assert csp_slides.build("content", tmp_path / "site").made


@pytest.mark.usefixtures("content")
def test_a_marking_in_the_name_of_a_file_stops_a_public_build(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    (folder / "sections" / "waste.yaml").rename(
        folder / "sections" / "waste official-sensitive.yaml"
    )
    (found,) = stopped(tmp_path / "site")
    assert found.code == "marking"
    assert "name of 'content/sections/waste official-sensitive.yaml'" in found.message


PICTURE = "    picture: {image: bins.jpg, describe: %s, credit: By the council}\n"


@pytest.fixture
def pictured(content: Path) -> Callable[..., None]:
    def write(describe: str = "A bin", name: str = "bins.jpg", **written: object) -> None:
        waste = content / "sections" / "waste.yaml"
        shown = (PICTURE % describe).replace("bins.jpg", name)
        change(waste, "    report: New", f"{shown}    report: New")
        Image.new("RGB", (800, 600), "teal").save(waste.parent / name, "JPEG", **written)

    return write


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    "marked",
    [
        {"describe": "OFFICIAL - SENSI TIVE map"},
        {"name": "official-sensitive.jpg"},
        {"comment": b"OFFICIAL-SENSITIVE"},
    ],
)
def test_a_marking_in_a_caption_a_picture_s_name_or_its_metadata_stops_a_public_build(
    pictured: Callable[..., None], tmp_path: Path, marked: dict[str, object]
) -> None:
    pictured(**marked)
    found = stopped(tmp_path / "site")
    assert {each.code for each in found} == {"marking"}
    assert {(str(each.span.path), each.span.line) for each in found if each.span} == {
        ("content/sections/waste.yaml", 12)
    }


@pytest.mark.usefixtures("content")
def test_a_picture_without_a_marking_is_published(
    pictured: Callable[..., None], tmp_path: Path
) -> None:
    pictured(comment=b"Taken by the official photographer")
    assert csp_slides.build("content", tmp_path / "site").made


def test_a_marking_that_only_a_template_bears_is_told_as_the_template_s(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    write(
        {
            "templates/deck/deck.html": '{% extends "shipped/deck/deck.html" %}'
            "{% block footer %}<p>OFFICIAL<b>-SENS</b>ITIVE</p>{% endblock %}"
        }
    )
    found = stopped(tmp_path / "site")
    assert {each.code for each in found} == {"marking"}
    assert "'night/index.html' would have the marking 'OFFICIAL-SENSITIVE'" in found[0].message
    assert content.exists()


def test_a_part_2_report_may_be_marked(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    write(
        {
            "content/reports/lease.yaml": """
                kind: report
                id: lease
                title: Lease of a shop
                meeting: {body: Cabinet, date: 11 February 2027}
                public: Part 2
                exempt_paragraph: 3
                exempt_reason: It tells what a firm earns.
                classification: OFFICIAL-SENSITIVE
                background_papers: []
                sections:
                  - heading: Rent
                    text: The rent is OFFICIAL-SENSITIVE and lower than that of the neighbours.
            """
        }
    )
    assert content.exists()
    assert csp_slides.build("content", tmp_path / "site").made


def test_minutes_of_a_part_2_item_may_be_marked(content: Path, tmp_path: Path) -> None:
    minutes = content / "minutes" / "council.yaml"
    change(minutes, "20 January 2027}", "20 January 2027, public: Part 2}")
    change(minutes, "All of them.", "All of them, which is OFFICIAL-SENSITIVE.")
    assert csp_slides.build("content", tmp_path / "site").made

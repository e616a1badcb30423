"""Texts that are hard to use for some readers, in YAML and in Markdown alike."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from textwrap import dedent, indent

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError, Diagnostic, Severity, Sink
from csp_slides.core.source import Source
from csp_slides.lint.text_accessibility import check_texts
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.kinds import KINDS
from csp_slides.markdown.load import MarkdownSettings, load_markdown
from csp_slides.schema.fields.document import read_document

CODES = {"describe", "heading", "link-text", "motion", "table-headings"}

REPORT = """\
kind: report
title: Update
meeting: {body: Panel, date: 21 October 2015}
background_papers: []
sections:
  - heading: Victims
    text: |
"""
FIRST_LINE = 8
"""The line of the report on which the text under test begins."""


def of_yaml(text: str) -> list[Diagnostic]:
    name = PurePosixPath("report.yaml")
    sink = Sink()
    source = Source(name, REPORT + indent(dedent(text).strip("\n") + "\n", "      "), name)
    found = read_document(source, KINDS, sink)
    assert found is not None
    check_texts(found[1], sink)
    return [each for each in sink.diagnostics if each.code in CODES]


def of_markdown(text: str, folder: Path) -> list[Diagnostic]:
    name = PurePosixPath("deck.md")
    sink = Sink()
    source = Source(name, dedent(text).strip("\n") + "\n", name)
    (folder / "park.png").write_bytes(b"")
    (folder / "park-2_final.png").write_bytes(b"")
    files = ContentFolder.open(folder, shipped=folder)
    load_markdown(source, files, sink, settings=MarkdownSettings())
    return [each for each in sink.diagnostics if each.code in CODES]


def told(found: list[Diagnostic], first: int = 1) -> list[tuple[str, str, int, str]]:
    """Return severity, code, line and the words that are pointed at."""
    return [
        (
            each.severity.value,
            each.code,
            each.span.line - first + 1,
            each.span.source.line(each.span.line)[each.span.column - 1 : each.span.end_column - 1],
        )
        for each in found
        if each.span is not None
    ]


BOTH = {
    "here": (
        "Read more [here](https://a.example).",
        [("warning", "link-text", 1, "here")],
    ),
    "click here, whatever its capitals": (
        "One\n\n[Click here:](https://a.example)",
        [("warning", "link-text", 3, "Click here:")],
    ),
    "two links of one name": (
        "[the plan](https://a.example) and [here](https://b.example)",
        [("warning", "link-text", 1, "here")],
    ),
    "no words": ("See [](https://a.example).", [("warning", "link-text", 1, "[")]),
    "an address": (
        "See <https://a.example/b>.",
        [("hint", "link-text", 1, "https://a.example/b")],
    ),
    "a name": ("See [the plan for 2027](https://a.example).", []),
    "a level left out": ("## One\n\n#### Two\n\n## Three", [("hint", "heading", 3, "Two")]),
    "levels in order": ("## One\n\n### Two\n\n## Three\n\n### Four", []),
    "a heading without words": ("Words\n\n##\n\nmore words", [("warning", "heading", 3, "#")]),
    "a bold line over a list": (
        "**Next steps**\n\n- one\n- two",
        [("hint", "heading", 1, "Next steps")],
    ),
    "a bold sentence": ("**We ask members to note this.**\n\nThe rest.", []),
    "bold words in a sentence": ("**Next** comes more\n\nThe rest.", []),
    "a bold line that ends": ("The rest.\n\n**In total 281**", []),
    "a table without headings": (
        "|   |   |\n|---|---|\n| a | b |",
        [("warning", "table-headings", 1, "|")],
    ),
    "a table with headings": ("| Year |   |\n|---|---|\n| a | b |", []),
}


@pytest.mark.parametrize("case", BOTH)
def test_yaml_and_markdown_are_told_the_same(case: str, tmp_path: Path) -> None:
    text, expected = BOTH[case]
    in_yaml = told(of_yaml(text), FIRST_LINE)
    in_markdown = told(of_markdown(text, tmp_path))
    # They point at the same place; where a mark has brackets or signs, YAML takes those in.
    assert [each[:3] for each in in_yaml] == [each[:3] for each in expected]
    assert all(
        words in written for (*_, words), (*_, written) in zip(expected, in_yaml, strict=True)
    )
    assert in_markdown == expected


def test_a_title_is_one_line_in_which_nothing_is_a_heading() -> None:
    name = PurePosixPath("report.yaml")
    sink = Sink()
    text = REPORT.replace("heading: Victims", "heading: '**Victims**'") + "      Words.\n"
    found = read_document(Source(name, text, name), KINDS, sink)
    assert found is not None
    check_texts(found[1], sink)
    assert sink.diagnostics == ()


@pytest.mark.parametrize(
    ("written", "severity"),
    [
        ("![](park.png)", "warning"),
        ("![park.png](park.png)", "warning"),
        ("![park-2_final](park-2_final.png)", "warning"),
        ("![park](park.png)", None),
        ("![IMG_2034](park.png)", "warning"),
        ("![Photo](park.png)", "warning"),
        ('<img src="park.png">', "warning"),
        ('<img src="park.png" alt="">', None),
        ("![The new lamps along the canal path](park.png)", None),
    ],
)
def test_a_picture_says_what_it_shows(tmp_path: Path, written: str, severity: str | None) -> None:
    found = of_markdown(f"# Lamps\n\n{written}", tmp_path)
    expected = [] if severity is None else [(severity, "describe", 3)]
    assert [each[:3] for each in told(found)] == expected


def test_a_description_in_yaml_is_not_a_file_name(tmp_path: Path) -> None:
    text = REPORT + "      Words.\n    picture: {image: pictures/a.jpg, describe: DSC_0042.JPG}\n"
    (tmp_path / "report.yaml").write_text(text, encoding="utf-8")
    try:
        found = csp_slides.build(tmp_path / "report.yaml", tmp_path / "site").diagnostics
    except ContentError as error:
        found = error.diagnostics
    (one,) = [each for each in found if each.code == "describe"]
    assert one.severity is Severity.WARNING
    assert told([one])[0][2:] == (9, "DSC_0042.JPG")


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('<video src="a.mp4" autoplay></video>', ["motion"]),
        ('<video src="a.mp4" data-autoplay></video>', ["motion"]),
        ('<audio src="a.mp3" autoplay></audio>', ["motion"]),
        ('<video src="a.mp4" autoplay controls></video>', []),
        ('<video src="a.mp4"></video>', []),
    ],
)
def test_what_plays_by_itself_can_be_stopped(
    tmp_path: Path, written: str, codes: list[str]
) -> None:
    for name in ("a.mp4", "a.mp3"):
        (tmp_path / name).write_bytes(b"")
    assert [each.code for each in of_markdown(f"# Film\n\n{written}", tmp_path)] == codes


def test_a_link_is_named_by_its_picture_and_code_is_left_alone(tmp_path: Path) -> None:
    text = """
        # Lamps

        [![The new lamps](park.png)](https://a.example)

        ```
        [here](https://a.example)
        ```
    """
    assert of_markdown(text, tmp_path) == []


def test_each_slide_begins_its_headings_anew(tmp_path: Path) -> None:
    assert of_markdown("# One\n\n---\n\n### Two\n\n---\n\n# Three", tmp_path) == []

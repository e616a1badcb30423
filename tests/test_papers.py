"""Plans, reports and minutes from their files to the built site."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "council.yaml": "kind: council\nname: Alderbrook Borough Council\n",
    "plans/action.yaml": """
        # secret-comment
        kind: action-plan
        id: action
        title: Action plan
        cleared_by: secret-clearer
        priorities:
          - title: People
            issues:
              - issue: Nobody knows
                actions:
                  - ref: 1.1
                    action: Train staff
                    owners: [Safety Team]
                    updates:
                      - {date: 1 May 2026, text: secret-update, show: members}
                      - {date: 2 May 2026, text: secret-never, show: nobody}
                  - {ref: 1.2, action: secret-action, owners: [secret-owner], show: presenter}
    """,
    "minutes/council.yaml": """
        kind: minutes
        id: minutes
        title: Annual report
        meeting: {body: Full Council, date: 20 January 2027}
        questions:
          - {q: Why?, a: Because.}
          - q: secret-question
            a: secret-answer
            follow_up: {action: secret-promise, owner: secret-officer, due: 1 May 2027}
            show: members
        comments:
          - {text: secret-remark, show: presenter}
    """,
    "reports/open.yaml": """
        kind: report
        id: open
        title: Open report
        meeting: {body: Panel, date: 11 February 2027}
        background_papers: []
        sections:
          - heading: Roads
            text: They are mended. The data is at appendix A.
            picture: {image: road.png, describe: A mended road, credit: By the council}
          - {heading: secret-heading, text: secret-text, show: members}
        appendices: [{title: Data, file: data.csv}]
    """,
    "reports/closed.yaml": """
        kind: report
        id: closed
        title: Lease of a shop
        meeting: {body: Cabinet, date: 11 February 2027}
        public: Part 2
        exempt_paragraph: 3
        exempt_reason: It tells what a firm earns.
        classification: OFFICIAL-SENSITIVE
        report_of: secret-person
        author: {job: secret-job, contact: secret-contact}
        purpose: secret-purpose
        recommendations: [secret-recommendation]
        background_papers: [secret-paper]
        sections: [{heading: secret-rent, text: secret-sum}]
        appendices: [{title: secret-appendix, file: secret.csv}]
    """,
}

# A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077 53de0000000c49444154789c6360"
    "606000000004000127 34270a0000000049454e44ae426082".replace(" ", "")
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    reports = tmp_path / "content" / "reports"
    (reports / "road.png").write_bytes(PNG)
    (reports / "data.csv").write_text("ward,homes\n", encoding="utf-8")
    (reports / "secret.csv").write_text("secret-row\n", encoding="utf-8")
    return tmp_path / "content"


def everything(site: Path) -> bytes:
    files = [path for path in sorted(site.rglob("*")) if path.is_file()]
    return b"\n".join(str(path).encode() + path.read_bytes() for path in files)


def page(site: Path, slug: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / slug / "index.html").read_text(encoding="utf-8"))


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def test_no_byte_of_the_public_site_holds_what_is_not_public(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    csp_slides.build(content, site)
    assert b"secret" not in everything(site)


def test_members_read_what_is_theirs_and_nothing_of_the_presenters(
    content: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    csp_slides.build(content, site, audience="members")
    told = everything(site)
    for words in (b"secret-update", b"secret-answer", b"secret-text", b"secret-sum", b"secret-row"):
        assert words in told
    for words in (b"secret-action", b"secret-remark", b"secret-never", b"secret-comment"):
        assert words not in told


def test_the_public_page_of_a_part_2_report_gives_title_paragraph_and_reason(
    content: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    csp_slides.build(content, site)
    text = one(page(site, "closed"), "main").text()
    assert "Lease of a shop" in text
    assert "paragraph 3 of Part 1 of Schedule 12A" in text
    assert "It tells what a firm earns." in text


def test_pictures_and_files_of_a_report_are_put_beside_it(content: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    csp_slides.build(content, site)
    shown = page(site, "open")
    picture = one(shown, "figure img").attributes
    assert picture["alt"] == "A mended road"
    assert (site / "open" / str(picture["src"])).resolve().is_file()
    attached = one(shown, "#appendix-a a").attributes["href"]
    assert (site / "open" / str(attached)).read_text(encoding="utf-8") == "ward,homes\n"
    assert "By the council" in one(shown, "section#credits").text()


def test_a_file_that_is_not_there_is_said(content: Path, tmp_path: Path) -> None:
    (content / "reports" / "data.csv").unlink()
    built = csp_slides.build(content, tmp_path / "site")
    assert ["data.csv" in each.message for each in built.diagnostics if each.severity == "warning"]
    assert page(tmp_path / "site", "open").css("#appendix-a a") == []


def test_content_files_are_never_handed_out(content: Path, tmp_path: Path) -> None:
    report = content / "reports" / "open.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("data.csv", "../plans/action.yaml"), encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content, tmp_path / "site")
    assert "appendix-file" in {each.code for each in stopped.value.diagnostics}
    assert not (tmp_path / "site").exists()


def test_a_document_that_is_not_cleared_is_not_published(content: Path, tmp_path: Path) -> None:
    plan = content / "plans" / "action.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("cleared_by", "status: draft\ncleared_by"), encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content, tmp_path / "site")
    assert [each.code for each in stopped.value.diagnostics if each.severity == "error"] == [
        "not-cleared"
    ]
    csp_slides.build(content, tmp_path / "site", draft=True)
    drafted = page(tmp_path / "site", "action")
    assert [node.text() for node in drafted.css("main .draft")] == ["DRAFT"]
    assert page(tmp_path / "site", "open").css(".draft") == []


def test_what_does_not_hold_together_stops_the_build(content: Path, tmp_path: Path) -> None:
    plan = content / "plans" / "action.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("ref: 1.2", "ref: 1.1"), encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content, tmp_path / "site")
    assert "repeated-ref" in {each.code for each in stopped.value.diagnostics}


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("See paragraph 1.2.", "part 1 has paragraph 1.1 alone"),
        ("See paragraph 9.1.", "the report has 2 parts; to refer to another document, write"),
    ],
)
def test_a_paragraph_that_is_not_there_is_said_at_its_words(
    content: Path, tmp_path: Path, words: str, remedy: str
) -> None:
    report = content / "reports" / "open.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("The data is", f"{words} The data is"), encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content, tmp_path / "site")
    (told,) = (each for each in stopped.value.diagnostics if each.severity == "error")
    assert told.code == "reference"
    assert told.span is not None
    line = told.span.source.line(told.span.line)
    assert line[told.span.column - 1 : told.span.end_column - 1] == words[4:-1]
    assert str(told.help).startswith(remedy)


def test_a_paragraph_that_is_there_is_led_to_and_anothers_is_let_alone(
    content: Path, tmp_path: Path
) -> None:
    report = content / "reports" / "open.yaml"
    text = report.read_text(encoding="utf-8")
    words = "See paragraph 1.1 and paragraph 1.1 of the constitution. The data is"
    report.write_text(text.replace("The data is", words), encoding="utf-8")
    csp_slides.build(content, tmp_path / "site")
    links = page(tmp_path / "site", "open").css("main .paragraph a[href='#paragraph-1-1']")
    assert [each.text() for each in links] == ["paragraph 1.1"]

"""What becomes of a document after it is published: it moves, is amended, is withdrawn."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.cli import group
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HOST = "https://slides.alderbrook.example/papers/"
ATOM = "{http://www.w3.org/2005/Atom}"

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    website: https://slides.alderbrook.example/papers
    moved:
      lamps-2025: lamps
      lamps: parks-lighting
      old-talk: talk
"""
AMENDED = """
    kind: report
    id: parks-lighting
    title: Lighting in Millrace Park
    purpose: To say what was lit.
    meeting: {body: Parks Panel, date: 3 June 2026, time: 6pm}
    background_papers: []
    sections:
      - {heading: Lamps, text: Forty lamps were replaced.}
    amended:
      - date: 4 June 2026
        what: The number of lamps is *forty*, not fourteen.
      - {date: 9 July 2026, what: The ward is named.}
"""
WITHDRAWN = """
    kind: report
    id: kiosk
    title: A kiosk by the weir
    status: draft
    classification: OFFICIAL-SENSITIVE
    purpose: To propose a quaintword.
    meeting: {body: Parks Panel, date: 3 June 2026}
    sections:
      - {heading: Kiosk, text: The tenant is Quillfeather Limited.}
    withdrawn:
      date: 5 June 2026
      why: It named a <tenant> by mistake.
      instead: parks-lighting
"""
TALK = """
    kind: deck
    id: talk
    title: A talk on lamps
    presenter: Councillor Priya Fairweather
    meeting: {body: Full Council, date: 1 July 2026}
    sections:
      - title: Lamps
        items:
          - {title: Forty lamps, notes: They were Quillfeather lamps.}
    outputs: {report: yes, pdf: yes}
    withdrawn: {date: 2 July 2026, why: The meeting was cancelled.}
"""


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / "content" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
    return folder / "content"


def page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_bytes())


def text(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    content = write(folder, council=COUNCIL, lamps=AMENDED, kiosk=WITHDRAWN, talk=TALK)
    csp_slides.build(content, folder / "site", formats=("deck", "report", "docx"))
    return folder / "site"


# ----------------------------------------------------------------------- withdrawn


@pytest.mark.parametrize(
    ("name", "title", "why"),
    [
        (
            "kiosk",
            "A kiosk by the weir",
            "Withdrawn on 5 June 2026. It named a <tenant> by mistake.",
        ),
        ("talk", "A talk on lamps", "Withdrawn on 2 July 2026. The meeting was cancelled."),
    ],
)
def test_a_withdrawn_document_says_so_where_it_was(
    site: Path, name: str, title: str, why: str
) -> None:
    read = page(site, f"{name}/index.html")
    assert text(read.css_first("h1")) == title
    assert why in text(read.css_first(".notice--warning"))
    assert read.css(".chapter:not(.contact), .contents, .slides") == []
    assert [each.attributes["content"] for each in read.css("meta[name=robots]")] == [
        "noindex, nofollow"
    ]
    assert sorted(file.name for file in (site / name).iterdir()) == (
        ["index.html"] if name == "kiosk" else ["index.html", "report.html"]
    )


def test_a_withdrawn_document_leads_to_what_replaces_it(site: Path) -> None:
    (link,) = page(site, "kiosk/index.html").css(".notice--inset a")
    assert link.attributes["href"] == "../parks-lighting/index.html"


@pytest.mark.parametrize("audience", ["public", "members", "presenter"])
def test_nothing_that_it_said_is_left(tmp_path: Path, audience: str) -> None:
    content = write(tmp_path, council=COUNCIL, lamps=AMENDED, kiosk=WITHDRAWN, talk=TALK)
    csp_slides.build(content, tmp_path / "site", audience=audience)
    for file in (tmp_path / "site").rglob("*"):
        if file.is_file():
            content_of = file.read_bytes().lower()
            assert b"quillfeather" not in content_of, file
            assert b"quaintword" not in content_of, file


def test_the_first_page_says_that_it_is_withdrawn_and_offers_nothing(site: Path) -> None:
    (row,) = page(site, "index.html").css(".entry:has([href^=kiosk])")
    assert "Withdrawn on 5 June 2026" in text(row.css_first(".entry__restriction"))
    assert row.css(".entry__links") == []


@pytest.mark.parametrize("name", ["feed.xml", "feed.json", "sitemap.xml", "papers.jsonld"])
def test_what_leads_to_papers_does_not_lead_to_it(site: Path, name: str) -> None:
    told = (site / name).read_text("utf-8")
    assert "parks-lighting" in told
    assert not any(word in told for word in ("kiosk", "talk", "weir"))
    words = "".join(file.read_text("utf-8") for file in (site / "assets").glob("search-*.js"))
    assert "Forty lamps were replaced" in words
    assert "kiosk" not in words


# ----------------------------------------------------------------------- amended


def test_a_paper_says_how_it_was_amended_the_latest_first(site: Path) -> None:
    notices = [text(each) for each in page(site, "parks-lighting/index.html").css(".notice--inset")]
    assert notices == [
        "Amended on 9 July 2026: The ward is named.",
        "Amended on 4 June 2026: The number of lamps is *forty*, not fourteen.",
    ]
    word = Document(str(site / "parks-lighting" / "report.docx"))
    assert notices[1] in [each.text for each in word.paragraphs]


def test_lists_say_that_it_was_amended_and_when(site: Path) -> None:
    row = page(site, "index.html").css_first(".entry:has([href^=parks-lighting])")
    assert text(row.css_first(".entry__amended") if row else None).startswith("Amended on 9 July")
    (entry,) = etree.parse(site / "feed.xml").iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "2026-07-09T00:00:00+01:00"
    assert entry.findtext(f"{ATOM}summary").startswith("Amended on 9 July 2026: The ward is named.")


def test_a_deck_says_when_on_its_title_slide_and_what_on_its_page(tmp_path: Path) -> None:
    talk = TALK.replace("withdrawn: {date: 2 July 2026, why: The meeting was cancelled.}", "")
    talk += "    amended: [{date: 2 July 2026, what: A lamp is named.}]\n"
    content = write(tmp_path, talk=talk)
    csp_slides.build(content, tmp_path / "site", formats=("deck", "md", "pptx"))
    read = page(tmp_path / "site", "talk/index.html")
    assert text(read.css_first(".slide--title .byline__amended")) == "Amended 2 July 2026"
    assert (
        text(read.css_first(".page-header .amended")) == "Amended on 2 July 2026: A lamp is named."
    )
    written = (tmp_path / "site" / "talk" / "deck.md").read_text("utf-8")
    assert "Amended 2 July 2026" in written.splitlines()
    first = Presentation(str(tmp_path / "site" / "talk" / "slides.pptx")).slides[0]
    lines = [line for shape in first.shapes for line in shape_lines(shape)]
    assert "Amended 2 July 2026" in lines


def shape_lines(shape: Any) -> list[str]:  # noqa: ANN401  # any of PowerPoint's shapes
    return shape.text_frame.text.splitlines() if shape.has_text_frame else []


# ----------------------------------------------------------------------- Markdown decks


def markdown(folder: Path, *lines: str) -> Path:
    text = "\n".join(
        ["---", "title: A walk", *lines, "---", "# Quillfeather", "", "Note: quaintword"]
    )
    path = folder / "walk.md"
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_markdown_deck_can_be_withdrawn(tmp_path: Path) -> None:
    lines = (
        "body: Full Council",
        "date: 1 July 2026",
        "withdrawn:",
        "  date: 2 July 2026",
        "  why: It rained.",
    )
    csp_slides.build(markdown(tmp_path, *lines), tmp_path / "site", audience="presenter")
    read = page(tmp_path / "site", "walk/index.html")
    assert text(read.css_first("h1")) == "A walk"
    assert "Withdrawn on 2 July 2026. It rained." in text(read.css_first(".notice--warning"))
    assert "Full Council" in text(read.css_first(".front"))
    for file in (tmp_path / "site").rglob("*"):
        if file.is_file():
            assert b"quillfeather" not in file.read_bytes().lower(), file
            assert b"quaintword" not in file.read_bytes().lower(), file


def test_a_markdown_deck_can_be_amended(tmp_path: Path) -> None:
    deck = markdown(tmp_path, "amended:", "  - {date: 2 July 2026, what: A lamp is named.}")
    csp_slides.build(deck, tmp_path / "site")
    said = text(page(tmp_path / "site", "walk/index.html").css_first(".page-header .amended"))
    assert said == "Amended on 2 July 2026: A lamp is named."


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("withdrawn: {date: 2 July 2026}", "'why' is missing in 'withdrawn'"),
        ("withdrawn: yes", "'date' is missing in 'withdrawn'"),
        ("amended: [{what: A lamp}]", "'date' is missing in 'amended'"),
        ("withdrawn: {date: 31 June 2026, why: It rained}", "'31 June 2026' does not exist"),
    ],
)
def test_what_cannot_be_read_of_it_is_published_by_no_build(
    tmp_path: Path, line: str, message: str
) -> None:
    with pytest.raises(ContentError) as caught:
        csp_slides.build(markdown(tmp_path, line), tmp_path / "site")
    assert any(each.message.startswith(message) for each in caught.value.diagnostics)
    assert not (tmp_path / "site").exists()


# ----------------------------------------------------------------------- moved


@pytest.mark.parametrize("old", ["lamps-2025", "lamps"])
def test_a_former_address_leads_on_without_a_script(site: Path, old: str) -> None:
    read = page(site, f"{old}/index.html")
    refresh = read.css_first("meta[http-equiv=refresh]")
    assert refresh is not None
    assert refresh.attributes["content"] == "0; url=../parks-lighting/index.html"
    (link,) = read.css("main a")
    assert link.attributes["href"] == "../parks-lighting/index.html"
    assert read.css("script") == []


def test_hosts_are_told_of_all_that_moved(site: Path) -> None:
    lines = (site / "_redirects").read_text("utf-8").splitlines()
    rules = [tuple(line.split()) for line in lines if not line.startswith("#")]
    assert rules == [
        ("/papers/lamps-2025/*", "/papers/parks-lighting/:splat", "301"),
        ("/papers/lamps/*", "/papers/parks-lighting/:splat", "301"),
        ("/papers/old-talk/*", "/papers/talk/:splat", "301"),
    ]


def test_a_page_that_a_withdrawn_deck_had_leads_to_where_it_says_so(site: Path) -> None:
    refresh = page(site, "talk/report.html").css_first("meta[http-equiv=refresh]")
    assert refresh is not None
    assert refresh.attributes["content"] == "0; url=../talk/index.html"


def test_a_feed_knows_a_paper_that_has_moved(site: Path, tmp_path: Path) -> None:
    content = write(
        tmp_path,
        council="    kind: council\n    name: Alderbrook Borough Council\n",
        lamps=AMENDED.replace("id: parks-lighting", "id: lamps-2025"),
    )
    csp_slides.build(content, tmp_path / "site")
    names = []
    for folder in (site, tmp_path / "site"):
        (entry,) = etree.parse(folder / "feed.xml").iter(f"{ATOM}entry")
        names.append(entry.findtext(f"{ATOM}id"))
    assert names[0] == names[1]


def test_the_manifest_lists_the_pages_at_former_addresses(site: Path) -> None:
    manifest = json.loads((site / "manifest.json").read_bytes())
    listed = {PurePosixPath(name) for name in manifest["files"]}
    assert {PurePosixPath("lamps/index.html"), PurePosixPath("_redirects")} <= listed


# ----------------------------------------------------------------------- what a build says


def said(content: Path, folder: Path, *options: str) -> list[str]:
    run = CliRunner().invoke(group, ["build", str(content), "-o", str(folder / "site"), *options])
    assert run.exit_code == 0, run.output
    return run.stdout.splitlines()


def test_a_build_says_what_is_withdrawn_and_where_changes_are_told(tmp_path: Path) -> None:
    content = write(tmp_path, council=COUNCIL, lamps=AMENDED, kiosk=WITHDRAWN, talk=TALK)
    gone = "  withdrawn: only a page that says so is built"
    assert said(content, tmp_path).count(gone) == 2
    more = AMENDED + "      - {date: 1 August 2026, what: They are fifty.}\n"
    write(tmp_path, lamps=more.replace("Forty lamps", "Fifty lamps"))
    told = "  its readers can see what changed, in parks-lighting/changes.html"
    assert told in said(content, tmp_path)


def test_a_build_says_what_a_site_lacks_for_want_of_an_address(tmp_path: Path) -> None:
    council = COUNCIL.replace("    website: https://slides.alderbrook.example/papers\n", "")
    content = write(tmp_path, council=council, lamps=AMENDED, kiosk=WITHDRAWN, talk=TALK)
    lacking = "no sitemap, JSON feed or link previews: they need 'website:' in council.yaml"
    assert lacking in said(content, tmp_path)
    assert lacking not in said(content, tmp_path, "--base-url", HOST)
    assert lacking not in said(content, tmp_path / "other", "--audience", "members")


# ----------------------------------------------------------------------- mistakes


def errors(content: Path, folder: Path) -> list[tuple[str, str, str | None]]:
    with pytest.raises(ContentError) as caught:
        csp_slides.build(content, folder / "site")
    found = [each for each in caught.value.diagnostics if each.severity == "error"]
    assert all(each.span is not None for each in found)
    return [(each.code, each.message, each.help) for each in found]


def test_addresses_that_lead_nowhere_are_reported(tmp_path: Path) -> None:
    council = """
        kind: council
        name: Alderbrook Borough Council
        moved:
          a: b
          b: a
          parks-lighting: elsewhere
          old: parks-lightin
    """
    content = write(tmp_path, council=council, lamps=AMENDED)
    back = "redirect it to where the document is now"
    assert errors(content, tmp_path) == [
        ("moved", "'a' redirects to 'b' and so back to itself", back),
        ("moved", "'b' redirects to 'a' and so back to itself", back),
        (
            "moved",
            "'parks-lighting' is the address of a document, so it can't redirect to 'elsewhere'",
            "remove the line, or give that document another 'id:'",
        ),
        (
            "moved",
            "'old' redirects to 'parks-lightin', where there is no document",
            "did you mean 'parks-lighting'?",
        ),
    ]


def test_a_replacement_that_is_not_there_is_reported(tmp_path: Path) -> None:
    kiosk = WITHDRAWN.replace("instead: parks-lighting", "instead: parks-lightin")
    content = write(tmp_path, lamps=AMENDED, kiosk=kiosk)
    assert errors(content, tmp_path) == [
        (
            "replacement",
            "there is no other document with the id 'parks-lightin'",
            "did you mean 'parks-lighting'?",
        )
    ]


def test_one_file_alone_is_built_without_the_others_that_it_names(tmp_path: Path) -> None:
    content = write(tmp_path, council=COUNCIL, lamps=AMENDED, kiosk=WITHDRAWN, talk=TALK)
    csp_slides.build(content / "kiosk.yaml", tmp_path / "site")
    assert (tmp_path / "site" / "kiosk" / "index.html").is_file()
    assert not (tmp_path / "site" / "lamps").exists()

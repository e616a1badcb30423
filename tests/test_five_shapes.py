"""Documents of the shapes and sizes of five real ones, in an invented borough's words.

Each page and Word document holds every line of its file, in its order, and besides only labels.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import docx
import pypdfium2 as pdfium
import pytest
import yaml

import csp_slides
from tests.papers import lines_of_page, lines_of_word, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES: Final = Path(__file__).parent / "data" / "shapes"
COUNCIL: Final = "kind: council\nname: Alderbrook Borough Council\n"

LABELS: Final = {
    "minutes": "Meeting|Date|Wednesday 20 January 2027|Q.|A.",
    "report": "Meeting|Date|Wednesday 21 October 2026 at 10am"
    "|Report of|Author and contact|Purpose of the report|Figure|Value"
    "|Support for victims: figures",
    "plan": "Area|Covers|March 2027 to March 2030|Last updated"
    "|12 June 2027. This is a living document.|Success criteria|Activities",
    "action-plan": "Issue|Action|Owner|Updates"
    "|Actions under priority 1|Actions under priority 2|Actions under priority 3"
    "|Actions under priority 4|Actions under priority 5",
    "deck": "Meeting|Date|Wednesday 20 January 2027|Report of",
}
"""What the program itself may say, and nothing more."""

NOT_SHOWN: Final = {
    "schema",
    "kind",
    "id",
    "status",
    "cleared_by",
    "ref",  # blank in this plan
    "numbering",
    "leave_out",
    "covers",
    "updated",
    "living_document",
    "date",
    "time",
    "notes",
    "ranking",
    "listed_as",
    "ranked_as",
    "outputs",
}
"""Fields that are no words of the document, or that come where their part is."""


def blocks(text: str) -> Iterator[str]:
    """Yield the paragraphs and points of a text, without their marks."""
    for paragraph in text.split("\n\n"):
        if re.match(r"- ", paragraph):
            yield from (point.removeprefix("- ") for point in paragraph.strip().split("\n"))
        elif paragraph.strip():
            yield re.sub(r"^#+ ", "", paragraph.strip())


def lines(value: Any, key: str = "") -> Iterator[str]:  # noqa: ANN401  # YAML
    """Yield every line of a file that its document shows, in the file's order."""
    if isinstance(value, str):
        yield from blocks(value)
    elif isinstance(value, list):
        for each in value:
            yield from lines(each, key)
    elif isinstance(value, dict) and key == "updates":
        yield f"{value.get('date', '')} {value['text']}"
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in NOT_SHOWN:
                yield from lines(each, name)


def expected(kind: str) -> list[str]:
    """Return the lines of a document, its parts under the headings and texts round them."""
    file = yaml.load((SHAPES / f"{kind}.yaml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506, TID251  # as it is
    return [squeezed(line) for line in ORDER[kind](file)]


def minutes(file: dict[str, Any]) -> Iterator[str]:
    yield from lines([file["title"], file["meeting"], file["summary"]])
    yield from lines([file["headings"]["discussion"], file["discussion"]])
    yield from lines([file["headings"]["debate"], file["debate"]])


def report(file: dict[str, Any]) -> Iterator[str]:
    yield from lines([file["title"], file["meeting"], file["report_of"], file["author"]])
    yield from lines(file["purpose"])
    for number, section in enumerate(file["sections"], start=2):
        yield f"{number}. {section['heading']}"
        yield from lines(section["text"] if "text" in section else section["points"])
        yield from lines([section.get("figures", []), section.get("after", [])])


def plan(file: dict[str, Any]) -> Iterator[str]:
    by_id = {each["id"]: each for each in file["priorities"]}
    headings, before = file["headings"], file["before"]
    yield from lines([file["title"], file["area"], file["notice"]])
    yield from lines([headings["about"], file["introduction"]])
    yield from lines([before["responsible authorities"], file["responsible_authorities"]])
    yield from lines([headings["vision and objectives"], file["vision"], file["about_vision"]])
    yield from lines([before["mission"], file["mission"], before["objectives"]])
    yield from lines([file["objectives"], file["about_objectives"]])
    yield from lines([headings["priorities"], before["priorities"]])
    yield from (each["listed_as"] for each in file["priorities"])
    yield from lines([file["after"]["priorities"], headings["consultation"]])
    yield from lines([file["consultation"]["text"], before["ranking"]])
    yield from (by_id[each]["ranked_as"] for each in file["consultation"]["ranking"])
    yield from lines(file["sections"])
    yield f"Appendix A: {file['priorities_appendix']}"
    for each in file["priorities"]:
        yield from lines([each["title"], each["success"], headings["also measured"]])
        yield from lines([each["also_measured"], each["activities"]])
    (appendix,) = file["appendices"]
    yield f"Appendix B: {appendix['title']}"
    yield from lines(appendix["text"])


def action_plan(file: dict[str, Any]) -> Iterator[str]:
    before = file["before"]
    yield from lines([file["title"], file["headings"]["aims and risks"]])
    yield from lines([before["aims"], file["aims"], before["top risks"], file["top_risks"]])
    yield from lines([before["emerging risks"], file["emerging_risks"]])
    for number, each in enumerate(file["priorities"], start=1):
        yield f"Priority {number}: {each['title']}"
        yield from lines(each["issues"])


def deck(file: dict[str, Any]) -> Iterator[str]:
    yield from lines([file["title"], file["meeting"], file["presenter"], file["sections"]])


_AFTER_DAY: Final = re.compile(r"(\d{4})\.")
"""In a PDF a full stop follows the day of an update, which stands in bold on a page."""

_FURNITURE: Final = re.compile(
    r"(?:CommunitiesCommittee|CommunitiesPanel|FullCouncil)?,?\d+[A-Z][a-z]+\d{4}|Page\d+of\d+|\d+\.?|[•,]"
)

ORDER: Final = {
    "minutes": minutes,
    "report": report,
    "plan": plan,
    "action-plan": action_plan,
    "deck": deck,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shapes")
    content = folder / "content"
    content.mkdir()
    (content / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    for path in SHAPES.glob("*.yaml"):
        (content / path.name).write_bytes(path.read_bytes())
    csp_slides.build(content, folder / "site", formats=("deck", "report", "docx", "pdf"))
    return folder / "site"


@pytest.mark.parametrize("kind", ORDER)
def test_every_line_of_a_document_is_there_in_its_order_and_nothing_besides(
    site: Path, kind: str
) -> None:
    name = "report.html" if kind == "deck" else "index.html"
    told = lines_of_page((site / kind / name).read_text(encoding="utf-8"))
    labels = {squeezed(label) for label in LABELS[kind].split("|")}
    numbered = {f"{number}.Purposeofthereport" for number in (1,)}
    assert [line for line in told if line not in labels | numbered] == expected(kind)


@pytest.mark.parametrize("kind", ORDER)
def test_the_word_document_says_the_same(site: Path, kind: str) -> None:
    name = "report.html" if kind == "deck" else "index.html"
    told = lines_of_page((site / kind / name).read_text(encoding="utf-8"))
    paper = docx.Document(str(site / kind / "report.docx"))
    council, *written = lines_of_word(paper)
    assert council == "AlderbrookBoroughCouncil"
    assert written == told


def words_of_pdf(path: Path) -> str:
    with pdfium.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # PDFium marks a hyphen at the end of a line so.
    pages = [page.replace("\ufffe", "-") for page in pages]
    return _AFTER_DAY.sub(r"\1", squeezed(" ".join(" ".join(pages).split())))


@pytest.mark.parametrize("kind", ORDER)
def test_the_pdf_says_the_same(site: Path, kind: str) -> None:
    name = "report.html" if kind == "deck" else "index.html"
    told = lines_of_page((site / kind / name).read_text(encoding="utf-8"))
    written, place, others = words_of_pdf(site / kind / "report.pdf"), 0, []
    for line in told:
        words = _AFTER_DAY.sub(r"\1", squeezed(line))
        at = written.find(words, place)
        assert at >= 0, (line, written[place : place + 80])
        others.append(written[place:at])
        place = at + len(words)
    others.append(written[place:])
    # Besides, a paper has contents, bullets, its council, and a foot and table heads on each page.
    heads = sorted({squeezed(line) for line in told}, key=len, reverse=True)
    for head in ("AlderbrookBoroughCouncil", "Contents", *heads):
        others = [each.replace(head, "") for each in others]
    left = {_FURNITURE.sub("", each) for each in others} - {""}
    assert left == set()

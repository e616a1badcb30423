"""What an audience may not see is in no byte of what is built for it."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import ContentError, Sink
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.library import Library

CONTENT = Path(__file__).parents[1] / "content"

# One word for each place where something private can stand, and the first audience that may
# find it somewhere in the site. None: it stays in the file.
PLANTED = {
    "zqcomment": None,
    "zqinlinecomment": None,
    "zqnobodytitle": None,
    "zqnobodynotes": None,
    "zqleftouttitle": None,
    "zqleftoutnotes": None,
    "zqnotused": None,
    "zqchecked": None,
    "zqhiddencomment": None,
    "zqpresentertitle": "presenter",
    "zqpresenternotes": "presenter",
    "zqnotes": "presenter",
    "zqsayfirst": "presenter",
    "zqsaylast": "presenter",
    "zqopening": "presenter",
    "zqagenda": "presenter",
    "zqthanks": "presenter",
    "zqquestions": "presenter",
    "zqending": "presenter",
    "zqanswer": "presenter",
    "zqasked": "presenter",
    "zqmdnote": "presenter",
    "zqmdaside": "presenter",
    "zqmddatanotes": "presenter",
    "zqmdhidden": "presenter",
    "zqmemberstitle": "members",
    "zqmembersindicator": "members",
    "zqpart2item": "members",
    "zqpart2notes": "presenter",
    "zqtitle": "public",
    "zqpublished": "public",
    "zqpart2title": "public",
    "zqpart2reason": "public",
    "zqmdslide": "public",
}

FILES = {
    "council.yaml": """
        # zqcomment
        kind: council
        name: Alderbrook Borough Council
    """,
    "waste.yaml": """
        # zqcomment
        kind: section
        id: waste
        title: Waste zqtitle
        status: cleared  # zqinlinecomment
        cleared_by: A Head
        items:
          - title: Bins
            notes: |
              The bins are zqnotes.
            checked: {V02: zqchecked}
          - title: Depot zqpresentertitle
            notes: The depot is zqpresenternotes.
            show: presenter
          - title: Fleet zqmemberstitle
            show: members
          - title: Secret zqnobodytitle
            notes: It is zqnobodynotes.
            show: nobody
          - title: Left zqleftouttitle
            notes: It is zqleftoutnotes.
        indicators:
          - name: Count zqmembersindicator
            period: April to June 2026
            actual: 4
            good_is: low
            source: Records
            show: members
    """,
    "unused.yaml": """
        kind: section
        title: Unused zqnotused
        items: [{title: zqnotused, notes: zqnotused}]
    """,
    "closed.yaml": """
        kind: section
        id: closed
        title: Contract zqpart2title
        status: cleared
        cleared_by: A Head
        public: Part 2
        exempt_paragraph: 3
        exempt_reason: Prices zqpart2reason.
        items:
          - title: Bid zqpart2item
            notes: The bid is zqpart2notes.
    """,
    "deck.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        opening: {notes: Good evening zqopening.}
        agenda: {notes: First zqagenda.}
        sections:
          - use: waste
            leave_out: [Left zqleftouttitle]
            say_first: I begin zqsayfirst.
            say_last: I end zqsaylast.
          - use: closed
        credits: {also: [Ada Quill], notes: Thanks zqthanks.}
        questions:
          notes: Ask me zqquestions.
          prepared:
            - {q: Why zqasked?, a: Because zqanswer.}
            - {q: When?, a: In May zqpublished., published: yes}
        ending: {title: The end, notes: Good night zqending.}
    """,
    "old.md": """
        ---
        title: Old
        ---

        ## Old zqmdslide

        <!-- zqhiddencomment -->

        Note: It is zqmdnote.

        ---

        ## Aside

        <aside class="notes">It is zqmdaside.</aside>

        ---

        <!-- .slide: data-notes="It is zqmddatanotes." -->
        ## Attribute

        ---

        <!-- .slide: data-visibility="hidden" -->
        ## Hidden zqmdhidden
    """,
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planted") / "content"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


def texts(site: Path) -> Iterator[str]:
    """Yield everything that stands in a site: names, bytes, and what they say when unescaped."""
    for path in sorted(site.rglob("*")):
        yield path.relative_to(site).as_posix()
        if path.is_file():
            for content in unpacked(path):
                text = content.decode("utf-8", errors="ignore")
                yield text
                yield html.unescape(text)


def unpacked(path: Path) -> Iterator[bytes]:
    """Yield the bytes of a file, and of all that is packed in it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    elif path.suffix == ".pdf":
        pdf = PdfReader(path)
        yield "\n".join(page.extract_text() for page in pdf.pages).encode()
        for number in range(1, int(str(pdf.trailer["/Size"]))):
            found = pdf.get_object(number)
            yield repr(found).encode()
            if isinstance(found, StreamObject):
                yield found.get_data()


@pytest.mark.parametrize(
    "formats", [None, ["deck", "report", "md", "docx", "pptx", "pdf", "handout", "script"]]
)
@pytest.mark.parametrize("audience", list(Audience))
def test_each_planted_word_is_there_for_its_audience_and_no_other(
    planted: Path, tmp_path: Path, audience: Audience, formats: list[str] | None
) -> None:
    site = tmp_path / "site"
    # Slides are printed by a browser, which another test does.
    csp_slides.build(planted, site, audience=audience, formats=formats, skip_missing=True)
    everything = "\n".join(texts(site)).casefold()
    order = tuple(Audience)
    expected = {
        word: first is not None and order.index(audience) >= order.index(Audience(first))
        for word, first in PLANTED.items()
    }
    assert {word: word in everything for word in PLANTED} == expected


def sentences(library: Library) -> Iterator[str]:
    """Yield what only the presenter may see of a real content set, a dozen words at a time."""
    for presentation in library.presentations:
        for chapter in presentation.chapters:
            yield from (text for text in (chapter.entry.say_first, chapter.entry.say_last) if text)
            yield from (item.notes for item in chapter.items if item.notes)


def shingles(text: str, length: int = 12) -> set[str]:
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_the_public_decks_of_the_real_content_hold_no_dozen_words_of_its_notes(
    tmp_path: Path,
) -> None:
    library = load(ContentFolder.open(CONTENT, shipped=package_data.backgrounds()), Sink())
    private = {shingle for text in sentences(library) for shingle in shingles(text)}
    assert len(private) > 1000
    site = tmp_path / "site"
    csp_slides.build(CONTENT, site, formats=["deck", "md"])
    public = {
        shingle
        for path in site.rglob("*")
        if path.suffix in {".html", ".md", ".json"}
        for shingle in shingles(re.sub(r"<[^>]*>", " ", html.unescape(path.read_text("utf-8"))))
    }
    assert not private & public


def test_a_section_that_is_not_cleared_stops_a_public_build_and_is_named(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("council.yaml", "deck.yaml", "closed.yaml"):
        (content / name).write_text(dedent(FILES[name]).lstrip(), encoding="utf-8")
    waste = dedent(FILES["waste.yaml"]).lstrip().replace("status: cleared", "status: ready")
    (content / "waste.yaml").write_text(waste, encoding="utf-8")
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(content, tmp_path / "site")
    (found,) = [each for each in stopped.value.diagnostics if each.severity == "error"]
    assert found.code == "not-cleared"
    assert "'Waste zqtitle'" in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column) == (5, 9)
    assert not (tmp_path / "site").exists()
    csp_slides.build(content, tmp_path / "draft", draft=True)
    page = (tmp_path / "draft" / "night" / "index.html").read_text("utf-8")
    assert "DRAFT" in re.sub(r"<[^>]*>", " ", page).upper()
    assert re.search(r'<meta name="robots" content="[^"]*noindex', page)

"""Papers in which every field of every kind is filled, with what Typst would read otherwise.

Nothing of it is run, all of it is printed, and page, PDF and Word say the same in one order.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from tests import hostile
from tests.papers import squeezed

if TYPE_CHECKING:
    from pathlib import Path

MARKUP = (
    '#import "/etc/passwd": *',
    '#read("/etc/passwd")',
    '#include "document.json"',
    "#panic()",
    "$ #panic() $ and $",
    "= A heading = and == another",
    "<label> @reference",
    "// a comment /* and another */",
    "a \\ b \\u{41} ~ c",
    "#[nested] #{code} #sys.inputs",
)
"""What Typst would read otherwise than a reader does."""

PAPERS = {
    "action-plan": "index.html",
    "deck": "report.html",
    "minutes": "index.html",
    "plan": "index.html",
    "report": "index.html",
}

WORD = re.compile("zq[a-j]+q")
LETTERS = str.maketrans("0123456789", "abcdefghij")

Fields = dict[str, tuple[str, str]]


@pytest.fixture(scope="module")
def fields() -> Fields:
    """The word in each field, with the field and what follows the word."""
    return {}


@pytest.fixture(scope="module")
def site(fields: Fields, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def value(place: str) -> str:
        word = f"zq{len(fields)}q".translate(LETTERS)
        fields[word] = (place, MARKUP[len(fields) % len(MARKUP)])
        return f"{word} {fields[word][1]}"

    folder = tmp_path_factory.mktemp("fields")
    hostile.write(folder / "content", value)
    forms = ["report", "pdf", "docx", "handout"]
    csp_slides.build(folder / "content", folder / "site", audience="presenter", formats=forms)
    return folder / "site"


def pdf(path: Path) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def page(site: Path, slug: str) -> str:
    """Return the words of a page's main part, without its list of contents."""
    html = (site / slug / PAPERS[slug]).read_text(encoding="utf-8")
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    for each in main.css("nav, svg"):
        each.decompose()
    return main.text(deep=True)


def word(site: Path, slug: str) -> str:
    body = docx.Document(str(site / slug / "report.docx")).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


@pytest.mark.parametrize("slug", PAPERS)
def test_typst_in_any_field_is_text(site: Path, fields: Fields, slug: str) -> None:
    for file in sorted((site / slug).glob("*.pdf")):
        said = squeezed(pdf(file).replace("\ufffe", "-"))
        assert "root:" not in said
        found = list(WORD.finditer(said))
        assert len({each[0] for each in found}) > 40
        for each in found:
            place, markup = fields[each[0]]
            assert said.startswith(squeezed(markup), each.end()), (file.name, place)


@pytest.mark.parametrize("slug", PAPERS)
def test_page_pdf_and_word_show_the_same_fields_in_one_order(site: Path, slug: str) -> None:
    wanted = WORD.findall(page(site, slug))
    # The council stands over the page's main part, and the licence under it.
    council, *inside, licence = WORD.findall(word(site, slug))
    assert inside == wanted
    printed = WORD.findall(pdf(site / slug / "report.pdf"))
    assert set(printed) == {council, *wanted, licence}
    # On paper titles stand in the contents too, and headings of tables on every page.
    once = [each for each in wanted if printed.count(each) == wanted.count(each) == 1]
    assert len(once) > 0.6 * len(set(wanted))
    places = [printed.index(each) for each in once]
    assert all(first < second for first, second in pairwise(places))

"""Officers' files that mean harm, field by field: none runs, none escapes, all end soon.

Every text field of every kind is given hostile values of every class, and all formats are made of
them. What cannot be read is said at its line, and plain words take its place. With HOSTILE=all in
the environment every field is given every value, which takes minutes.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import time
import zipfile
from typing import TYPE_CHECKING, Final, TypeAlias

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pptx import Presentation
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core.diagnostics import ContentError
from tests import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Span

Sites: TypeAlias = "dict[Path, tuple[float, set[str]]]"

FORMATS: Final = ["deck", "report", "docx", "pptx", "md", "csv"]
EVERY: Final = os.environ.get("HOSTILE") == "all"
BUILDS: Final = len(hostile.ALL) if EVERY else len(hostile.CLASSES)
SECONDS: Final = 60
"""How much of a processor's time one build may take, whatever else the machine does."""

ROUNDS: Final = 10
"""How often what cannot be read may be replaced before all of it can be."""

REFUSED: Final = {
    "backslash",
    "blank",
    "brackets",
    "hidden",
    "missing",
    "remark",
    "repeated",
    "section-entry",
    "small-words",
    "unknown-priority",
    "wide-table",
}
"""The codes with which a value is refused as text.

`small-words` and `wide-table` are refusals by design: a word of hundreds of letters has no room on
a slide in letters that can be read, nor in a column of a landscape page in 9 point type.
"""

CROWDED: Final = frozenset({"small-words", "wide-table"})
"""The codes of what has no room, wherever its long words come from."""

CROWDING: Final = 60
"""Letters of words of which a slide has no room for many."""

LONG: Final = 300
"""Letters of words for which a slide may have no room."""

LONGEST: Final = 800
"""Letters that a message may have, whatever it quotes."""

CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
OVERRIDES: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")

ACTIVE: Final = re.compile(r"vba|activeX|ole|embeddings/(?!chart|Microsoft_Excel)")
"""Parts of Office files that do something; the sheets of charts are their numbers."""

BESIDE: Final = re.compile(r"https?:|mailto:|tel:|(?:\.\./)?[\w%\[]")
"""Where a link in a document may lead: the web, or a file beside the document."""

ELEMENTS: Final = {"base", "embed", "frame", "iframe", "object", "plaintext", "style", "xmp"}
ADDRESSES: Final = {"action", "data", "formaction", "href", "poster", "src", "srcset", "xlink:href"}
LEADS: Final = re.compile(r"https?:|mailto:|tel:|data:image/|/(?![/\\])|[^:/\\]*(?:$|[/#?])")


def build_readable(
    content: Path, site: Path, files: dict[str, dict[str, object]], formats: list[str]
) -> set[str]:
    """Build, with plain words for whatever is refused; gives the codes of refusal."""
    codes: set[str] = set()
    for _ in range(ROUNDS):
        try:
            csp_slides.build(content, site, formats=formats)
        except ContentError as stopped:
            told = [each for each in stopped.diagnostics if each.severity == "error"]
            again = bool(CROWDED & codes)
            before = dict(files)
            codes |= {each.code for each in told}
            for name in {place(each).path.name for each in told}:
                here = [each for each in told if place(each).path.name == name]
                files[name] = mended(files[name], here, everywhere=again)
                hostile.save(content / name, files[name])
            if again:
                # A slide's words may come from another file, as those of a list of people do.
                for name, made in files.items():
                    files[name] = hostile.without(made, set(range(10_000)), CROWDING)
                    hostile.save(content / name, files[name])
            assert files != before, "each round takes something away, so that the rounds end"
        else:
            return codes
    pytest.fail(f"something is refused still, after {codes}")


def place(found: Diagnostic) -> Span:
    assert found.span is not None, found
    assert found.help, found
    assert len(found.message) < LONGEST, found
    return found.span


def mended(
    made: dict[str, object], told: list[Diagnostic], *, everywhere: bool
) -> dict[str, object]:
    """Put plain words where something is wrong: on its line, else in its whole entry.

    Where a slide has no room for its words, that is in the long ones, wherever they come from.
    """
    crowded = [place(each) for each in told if each.code in CROWDED]
    others = [place(each) for each in told if each.code not in CROWDED]
    first: dict[str, object] = hostile.without(made, {each.line for each in others})
    if others and first == made:
        first = hostile.without(made, lines_of(others))
    last: dict[str, object] = hostile.without(first, lines_of(crowded), LONG)
    if crowded and (everywhere or last == first):
        last = hostile.without(first, set(range(10_000)), LONG)
    if crowded and last == made:
        last = hostile.without(first, lines_of(crowded))
    assert last != made or crowded, told  # of a crowded slide the words may be in another file
    return last


def lines_of(places: list[Span]) -> set[int]:
    return {line for each in places for line in range(each.line, each.end_line + 1)}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    """Build a site of each content; gives its seconds, and the codes that refused values."""
    folder = tmp_path_factory.mktemp("hostile")
    chosen = hostile.one_of_all if EVERY else hostile.one_of_each_class
    made = {}
    for number in range(BUILDS):
        content, site = folder / f"{number}" / "content", folder / f"{number}" / "site"
        files = hostile.write(content, chosen(number))
        began = time.process_time()
        codes = build_readable(content, site, files, FORMATS)
        made[site] = time.process_time() - began, codes
    return made


def found(sites: Sites, suffix: str) -> Iterator[Path]:
    for site in sites:
        yield from sorted(site.rglob(f"*{suffix}"))


def test_there_are_two_hundred_of_more_than_ten_classes() -> None:
    assert len(set(hostile.ALL)) == len(hostile.ALL) > 200
    assert len(hostile.CLASSES) > 10


def test_all_end_soon(sites: Sites) -> None:
    assert max(seconds for seconds, _ in sites.values()) < SECONDS


def test_what_is_refused_is_refused_as_text(sites: Sites) -> None:
    assert set().union(*(codes for _, codes in sites.values())) <= REFUSED


def test_no_page_holds_anything_that_runs_or_fetches(
    sites: Sites,
) -> None:
    pages = list(found(sites, ".html"))
    assert len(pages) > 8 * BUILDS
    for path in pages:
        check_page(path.read_bytes(), path)


def check_page(content: bytes, path: Path) -> None:
    root = LexborHTMLParser(content).root
    assert root is not None
    for node in root.traverse():
        tag = node.tag or ""
        assert tag not in ELEMENTS, (path, tag)
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (path, name)
            assert name not in {"srcdoc", "style", "http-equiv"}, (path, name)
            if name in ADDRESSES:
                check_address(value or "", path)
            if tag in {"script", "link", "img", "source", "use", "image"} and name in ADDRESSES:
                assert "evil.example" not in (value or ""), path
        if tag == "script":
            assert (node.attributes.get("src") or "").endswith(".js"), path
            assert not node.text().strip(), path


def check_address(value: str, path: Path) -> None:
    assert LEADS.match(value), (path, value[:80])


@pytest.mark.parametrize("suffix", [".html", ".json", ".jsonld", ".xml", ".md", ".csv", ".js"])
def test_no_template_was_run_and_no_sign_that_controls_is_left(sites: Sites, suffix: str) -> None:
    files = [
        path for path in found(sites, suffix) if "assets" not in path.parts or "search" in path.name
    ]
    assert files
    for path in files:
        text = path.read_text("utf-8")
        assert hostile.REACHED not in text, path
        assert CONTROLS.search(text) is None, (path, CONTROLS.search(text))
        assert OVERRIDES.search(text) is None, path
        if suffix in {".json", ".jsonld"}:
            assert CONTROLS.search("".join(strings(json.loads(text)))) is None, path
        elif suffix == ".xml":
            etree.fromstring(text.encode())


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def test_feeds_lead_to_no_script(sites: Sites) -> None:
    for path in found(sites, "feed.xml"):
        for element in etree.parse(path).iter("{http://www.w3.org/2005/Atom}link"):
            check_address(str(element.get("href")), path)
    for path in found(sites, "feed.json"):
        for item in json.loads(path.read_text("utf-8"))["items"]:
            check_address(item["url"], path)


def test_no_cell_of_a_table_is_a_formula(sites: Sites) -> None:
    tables = list(found(sites, ".csv"))
    assert len([path for path in tables if path.name == "actions.csv"]) == BUILDS
    for path in tables:
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            for cell in row:
                assert not cell.lstrip(" \u00a0\n").startswith(
                    ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\u2212")
                ), (path, cell[:60])


def test_a_deck_written_as_markdown_holds_nothing_that_runs(sites: Sites, tmp_path: Path) -> None:
    decks = list(found(sites, "deck.md"))
    assert len(decks) == BUILDS
    for number, path in enumerate(decks):
        out = tmp_path / f"{number}"
        try:
            told = csp_slides.build(path, out).diagnostics
        except ContentError as stopped:
            # A Markdown deck's slides are its author's: none is continued on another, as those of
            # a YAML deck are, so the same words may have no room there. Its depth is bounded too.
            told = stopped.diagnostics
            codes = {each.code for each in told if each.severity == "error"}
            assert codes <= {"too-deep", "small-words"}
        assert {each.code for each in told} & {"script", "handler", "frame"} == set()
        for page in out.rglob("index.html"):
            check_page(page.read_bytes(), page)


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


@pytest.mark.parametrize("suffix", [".docx", ".pptx"])
def test_office_files_hold_no_macro_no_field_and_nothing_from_elsewhere(
    sites: Sites, suffix: str
) -> None:
    files = list(found(sites, suffix))
    assert len(files) >= BUILDS
    for path in files:
        (Document if suffix == ".docx" else Presentation)(str(path))
        for name, content in parts(path):
            assert not re.search(r"vba|activeX|ole|embeddings/(?!chart|Microsoft_Excel)", name), (
                name
            )
            if name.endswith(".rels"):
                check_relations(content, path)
            elif name.endswith(".xml"):
                check_part(content, path)


def check_relations(content: bytes, path: Path) -> None:
    for each in etree.fromstring(content):
        if each.get("TargetMode") == "External":
            assert str(each.get("Type")).endswith("/hyperlink"), path
            assert BESIDE.match(str(each.get("Target"))), (path, each.get("Target"))


def check_part(content: bytes, path: Path) -> None:
    root = etree.fromstring(content)
    assert hostile.REACHED not in "".join(root.itertext()), path
    for field in root.iter(qn("w:instrText"), qn("w:fldSimple")):
        words = field.text if field.tag == qn("w:instrText") else field.get(qn("w:instr"))
        assert re.fullmatch(r"\s*(?:PAGE|NUMPAGES|TOC [^\"]*\"1-\d\"[^\"]*)\s*", words or ""), words
    for link in root.iter(qn("a:hlinkClick"), qn("a:hlinkHover")):
        assert link.get("action", "") in {"", "ppaction://hlinksldjump"}, path


# ------------------------------------------------------------- whole files

BOMBS: Final = {
    "anchors": b"kind: section\ntitle: &a [x, x]\nitems: *a\n",
    "a bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(
        b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n" % (n, n, *[n - 1] * 8)
        for n in range(ord("b"), ord("k"))
    ),
    "a merge": b"x: &x {a: b}\nkind: section\n<<: *x\n",
    "a tag": b"kind: section\ntitle: !!python/object/apply:os.system ['id']\n",
    "lists in lists": b"kind: section\ntitle: " + b"[" * 60_000,
    "fields in fields": b"kind: section\n" + b"".join(b" " * n + b"a:\n" for n in range(3_000)),
    "hyphens": b"- " * 60_000,
    "ten megabytes": b"kind: section\ntitle: " + b"a" * 10_000_000,
    "a million entries": b"kind: section\nitems:\n" + b"- a\n" * 1_000_000,
    "a million fields": b"".join(b"f%d: 1\n" % n for n in range(300_000)),
    "documents": b"---\nkind: section\n" * 20_000,
    "bytes of no text": bytes(range(256)) * 64,
    "zeros": b"\0" * 100_000,
    "UTF-7": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "UTF-16 cut short": b"\xff\xfek\0i\0n",
    "UTF-32": "kind: section\ntitle: x\n".encode("utf-32"),
    "overlong": b"kind: section\ntitle: \xc0\xbcscript\xc0\xbe\n",
    "surrogates": b"kind: section\ntitle: \xed\xa0\x80\n",
    "EBCDIC": "kind: section\ntitle: x\n".encode("cp500"),
    "a zip": b"PK\x03\x04" + b"\0" * 50,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_that_is_a_bomb_is_refused_soon(tmp_path: Path, name: str) -> None:
    (tmp_path / "section.yaml").write_bytes(BOMBS[name])
    (tmp_path / "deck.yaml").write_text(
        "kind: deck\ntitle: T\nopening: no\nsections: [{use: section.yaml}]\n", encoding="utf-8"
    )
    began = time.process_time()
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(tmp_path, tmp_path / "site")
    assert time.process_time() - began < SECONDS / 2
    errors = [each for each in stopped.value.diagnostics if each.severity == "error"]
    assert errors
    assert all(each.span is not None and each.help for each in errors)
    assert not (tmp_path / "site").exists()

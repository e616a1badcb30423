"""Documents in Welsh, in a language of the council's own, and in two languages from one content."""

from __future__ import annotations

import calendar
import re
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pikepdf
import pypdfium2 as pdfium
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.core import package_data
from csp_slides.core.diagnostics import ContentError
from csp_slides.core.language import Language, _, ngettext, speaking, written_date
from csp_slides.pipeline.merge import merge
from csp_slides.render.html.script_words import MESSAGES, PLURALS
from csp_slides.schema.fields import dates, times, when
from tests.messages import messages, plurals_of_scripts, used_by_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.pipeline.build import Built

CONTENT: Final = Path(__file__).parents[1] / "content"
WELSH: Final = Language("cy")


# ------------------------------------------------------------------ the catalogue


def catalogue() -> Catalog:
    return read_po(StringIO((package_data.languages() / "cy.po").read_text(encoding="utf-8")))


def test_every_message_of_the_program_is_in_the_welsh_catalogue() -> None:
    known = catalogue()
    missing = []
    for context, text in messages():
        found = known.get(text if isinstance(text, str) else text[0], context)
        strings = () if found is None else found.string
        strings = (strings,) if isinstance(strings, str) else strings
        if not strings or not all(strings):
            missing.append(text)
    assert missing == []


def test_the_welsh_catalogue_has_nothing_that_the_program_no_longer_says() -> None:
    known = {(each.context, each.id) for each in catalogue() if each.id}
    assert known - set(messages()) == set()


def test_every_translation_fills_in_what_the_english_does() -> None:
    holes = re.compile(r"%\(\w+\)s")
    for each in catalogue():
        if not each.id:
            continue
        english = each.id if isinstance(each.id, str) else each.id[1]
        strings = (each.string,) if isinstance(each.string, str) else each.string
        for text in strings or ():
            extra = {"%(number)s"} if not isinstance(each.id, str) else set()
            assert set(holes.findall(text)) | extra == set(holes.findall(english)) | extra, text


def test_scripts_say_only_what_pages_can_bring_them() -> None:
    assert used_by_scripts() == set(MESSAGES)
    assert plurals_of_scripts() == set(PLURALS)


def test_welsh_nouns_change_after_numbers() -> None:
    with speaking(WELSH):
        told = [ngettext("1 action", "%(number)s actions", n) for n in (0, 1, 2, 3, 6, 20)]
    assert [each.split(" ")[1] for each in told] == ["cam", "cam", "gam", "cham", "cham", "cam"]


def test_a_translation_with_a_wrong_placeholder_gives_way_to_english() -> None:
    text = 'msgid "agenda item %(number)s"\nmsgstr "eitem %(nombre)s"\n'
    with speaking(Language("cy", text)):
        assert _("agenda item %(number)s", number=3) == "agenda item 3"
        assert _("Minutes") == "Cofnodion", "the shipped catalogue stands behind one's own"


# -------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "text",
    [
        "17 Medi 2026",
        "17eg Medi 2026",
        "17eg o Fedi 2026",
        "Dydd Iau 17 Medi 2026",
        "dydd Iau, 17 Medi 2026",
        "17 September 2026",
    ],
)
def test_a_welsh_date_is_read(text: str) -> None:
    assert dates.read(text).isoformat() == "2026-09-17"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Medi 2026", "2026-09-01", "2026-09-30"),
        ("Mehefin i Awst 2026", "2026-06-01", "2026-08-31"),
        ("13 a 27 Mehefin 2026", "2026-06-13", "2026-06-27"),
        ("rhwng 3 Mai a 5 Mai 2026", "2026-05-03", "2026-05-05"),
        ("haf 2026", "2026-06-01", "2026-08-31"),
        ("yr hydref 2026", "2026-09-01", "2026-11-30"),
        ("Hydref 2026", "2026-10-01", "2026-10-31"),
    ],
)
def test_welsh_months_and_seasons_are_read(text: str, first: str, last: str) -> None:
    found = when.read(csp_slides.core.source.Text(text))
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "read"), [("7:30yh", "19:30"), ("10yb", "10:00"), ("hanner dydd", "12:00")]
)
def test_a_welsh_time_is_read(text: str, read: str) -> None:
    assert f"{times.read(text):%H:%M}" == read


def test_a_day_is_written_in_the_language_in_force() -> None:
    day = dates.read("17 September 2026")
    with speaking(WELSH):
        assert written_date(day) == "17 Medi 2026"
        assert dates.write_with_weekday(day) == "Dydd Iau 17 Medi 2026"
    assert written_date(day) == "17 September 2026"


# ---------------------------------------------------- a language of the council's own

ACCENTED: Final = str.maketrans(
    "aceinosuyACEINOSUYlrtdghjkwzbfmpvLRTDGHJKWZBFMPV",
    "áçéíñóšúýÁÇÉÍÑÓŠÚÝłŕťďğĥĵķŵžƀƒɱþṽŁŔŤĎĞĤĴĶŴŽɃƑⱮÞṼ",
)
HOLE: Final = re.compile(r"(%\(\w+\)s|%%)")


def accented(text: str) -> str:
    """Write every letter of a message as one that no English word has."""
    return "".join(
        part if HOLE.fullmatch(part) else part.translate(ACCENTED) for part in HOLE.split(text)
    )


def pseudo_catalogue() -> str:
    made = Catalog()
    for context, text in messages():
        if isinstance(text, str):
            made.add(text, accented(text), context=context)
        else:
            made.add(text, tuple(map(accented, text)), context=context)
    told = BytesIO()
    write_po(told, made, omit_header=True)
    header = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return header + told.getvalue().decode()


WORD: Final = re.compile(r"[A-Za-z]{3,}")
NAMES: Final = frozenset(
    # Proper names and kinds of file.
    {"wcag", "abilitynet", "ehrc", "eass", "pdf", "html", "csv", "docx", "pptx", "atom", "json"}
    | {"word", "excel", "powerpoint", "markdown"}
    # Unicode's own names for the days of a language that begins with `en`.
    | {day.casefold() for day in calendar.day_name}
)


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example content in a language in which every word of the program has accents."""
    folder = tmp_path_factory.mktemp("pseudo")
    content = folder / "content"
    for path in sorted(CONTENT.rglob("*")):
        if path.suffix in {".yaml", ".svg", ".jpg", ".png"}:
            copy = content / path.relative_to(CONTENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            # Large pictures take seconds to prepare, and say nothing.
            data = re.sub(
                rb"backgrounds/[\w.-]+", b"pictures/alderbrook-logo.svg", path.read_bytes()
            )
            copy.write_bytes(data)
    council = content / "council.yaml"
    text = council.read_text(encoding="utf-8")
    council.write_text(f"{text}\nlanguage: en-XA\n", encoding="utf-8")
    (content / "languages").mkdir()
    (content / "languages" / "en.po").write_text(pseudo_catalogue(), encoding="utf-8")
    csp_slides.build(
        content,
        folder / "site",
        audience="presenter",
        formats=("deck", "report", "docx", "pptx", "script", "md"),
    )
    return folder


def words_of_content(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in (
        *(folder / "content").rglob("*.yaml"),
        package_data.backgrounds() / "credits.yaml",
    ):
        found |= set(WORD.findall(path.read_text(encoding="utf-8").casefold()))
    return found


def test_no_text_of_a_page_is_a_message_of_the_program_in_english(pseudo: Path) -> None:
    english = {text for _, text in messages() if isinstance(text, str) and text[:1].isupper()}
    content = "\n".join(
        path.read_text(encoding="utf-8") for path in (pseudo / "content").rglob("*.yaml")
    )
    found = set()
    for path in sorted((pseudo / "site").rglob("*.html")):
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert page.body is not None
        for text in page.body.text(separator="\x01", strip=True).split("\x01"):
            if text.strip() in english and text.strip() not in content:
                found.add((path.name, text.strip()))
    assert found == set()


def words_of_page(path: Path) -> Iterator[str]:
    page = LexborHTMLParser(path.read_text(encoding="utf-8"))
    for each in page.css("script, style, kbd"):
        each.decompose()
    assert page.body is not None
    yield page.body.text(separator=" ")
    for each in page.css("[aria-label], [title], [alt]"):
        for name in ("aria-label", "title", "alt"):
            yield each.attributes.get(name) or ""


def words_of_office(path: Path) -> Iterator[str]:
    with ZipFile(path) as file:
        for name in file.namelist():
            if re.search(r"(document|footer\d*|slide\d+|notesSlide\d+|chart\d+)\.xml$", name):
                text = file.read(name).decode()
                yield from re.findall(r"<(?:w|a):t(?: [^>]*)?>([^<]*)<", text)


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pptx"])
def test_no_word_of_the_program_is_english_in_another_language(pseudo: Path, suffix: str) -> None:
    known = words_of_content(pseudo) | NAMES
    english: dict[str, set[str]] = {}
    for path in sorted((pseudo / "site").rglob(f"*{suffix}")):
        texts = words_of_page(path) if suffix == ".html" else words_of_office(path)
        for text in texts:
            new = {word.casefold() for word in WORD.findall(text)} - known
            if new:
                english.setdefault(text.strip()[:80], set()).update(new)
    assert english == {}


# ------------------------------------------------------------- two languages at once

COUNCIL: Final = """\
kind: council
name: {en: Alderbrook Borough Council, cy: Cyngor Bwrdeistref Gwernant}
website: https://slides.alderbrook.example/
languages: [en, cy]
"""
SECTION: Final = """\
kind: section
id: waste
title: {en: Waste and recycling, cy: Gwastraff ac ailgylchu}
status: cleared
cleared_by: Head of Waste
items:
  - title: {en: New bins are here, cy: Mae'r biniau newydd yma}
    notes: {en: The bins came in May., cy: Daeth y biniau ym mis Mai.}
    report:
      en: |
        The new bins were delivered to every home in May.
      cy: |
        Danfonwyd y biniau newydd i bob cartref ym mis Mai.
  - title: Paper is collected weekly
    notes: Blue bins are emptied every week.
    report: Blue bins are emptied every week.
  - title: {en: A secret depot, cy: Depo cyfrinachol}
    show: presenter
    notes: {en: The depot moves to Quarry Lane in June., cy: Mae'r depo yn symud i Lôn y Chwarel.}
"""
DECK: Final = """\
kind: deck
title: {en: Waste in Alderbrook, cy: Gwastraff yng Ngwernant}
presenter: Cllr Jo Field
meeting:
  body: {en: Cabinet, cy: Y Cabinet}
  date: 17 September 2026
sections:
  - use: waste
"""
MINUTES: Final = """\
kind: minutes
title: Minutes of the Cabinet
meeting: {body: Cabinet, date: 17 September 2026}
items:
  - title: Waste
    discussion: Members welcomed the new bins.
    resolved:
      - To note the report.
      - To thank the whole team.
"""
COFNODION: Final = """\
title: Cofnodion y Cabinet
meeting: {body: Y Cabinet}
items:
  - title: Gwastraff
    discussion: Croesawodd yr aelodau'r biniau newydd.
    resolved:
      - Nodi'r adroddiad.
      - Diolch i'r tîm cyfan.
"""
BOTH: Final = {
    "council.yaml": COUNCIL,
    "sections/waste.yaml": SECTION,
    "decks/waste.yaml": DECK,
    "minutes/cabinet.yaml": MINUTES,
    "minutes/cabinet.cy.yaml": COFNODION,
}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "content"


def built(folder: Path, files: Mapping[str, str]) -> Built:
    return csp_slides.build(written(folder, files), folder / "site", formats=("deck", "report"))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Path]:
    folder = tmp_path_factory.mktemp("both")
    return built(folder, BOTH), folder / "site"


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def attribute(found: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = found.css_first(selector)
    assert node is not None, selector
    return node.attributes[name]


def said_by(path: Path) -> str:
    body = page(path).body
    assert body is not None
    return " ".join(body.text(separator=" ").split())


def test_a_build_makes_an_edition_in_each_language(both: tuple[Built, Path]) -> None:
    _built, site = both
    english, welsh = said_by(site / "waste/report.html"), said_by(site / "waste-cy/report.html")
    assert "The new bins were delivered to every home in May." in english
    assert "17 September 2026" in english
    assert "Danfonwyd y biniau newydd i bob cartref ym mis Mai." in welsh
    assert "Dydd Iau 17 Medi 2026" in welsh
    assert "Danfonwyd" not in english
    assert "delivered" not in welsh


def test_a_file_beside_a_file_holds_its_other_language(
    both: tuple[Built, Path],
) -> None:
    _built, site = both
    welsh = said_by(site / "cabinet-cy/index.html")
    for words in ("Cofnodion y Cabinet", "Croesawodd yr aelodau", "Penderfynwyd", "Diolch i'r tîm"):
        assert words in welsh
    assert "welcomed" not in welsh
    assert "Members welcomed the new bins." in said_by(site / "cabinet/index.html")


@pytest.mark.parametrize("name", ["index.html", "report.html"])
def test_each_page_leads_to_the_other_language(both: tuple[Built, Path], name: str) -> None:
    _built, site = both
    for folder, other, tag in (("waste", "waste-cy", "cy"), ("waste-cy", "waste", "en")):
        found = page(site / folder / name)
        linked = [
            (each.attributes["hreflang"], each.attributes["href"])
            for each in found.css("link[hreflang], a[hreflang]")
        ]
        assert set(linked) == {(tag, f"../{other}/{name}")}
        assert len(linked) > 1, "for machines and for people"
        assert attribute(found, "html", "lang") == ("en" if tag == "cy" else "cy")


def test_the_list_is_in_both_languages(both: tuple[Built, Path]) -> None:
    _built, site = both
    assert "Gwastraff yng Ngwernant" in said_by(site / "index-cy.html")
    assert "Sleidiau a phapurau" in said_by(site / "index-cy.html")
    assert "Gwastraff" not in said_by(site / "index.html")
    assert attribute(page(site / "index.html"), "a[hreflang=cy]", "href") == "index-cy.html"


def test_the_sitemap_names_each_page_in_its_languages(
    both: tuple[Built, Path],
) -> None:
    text = (both[1] / "sitemap.xml").read_text(encoding="utf-8")
    host = "https://slides.alderbrook.example"
    assert f'hreflang="cy" href="{host}/waste-cy/report.html"' in text
    assert f"<loc>{host}/cabinet-cy/index.html</loc>" in text


def test_what_is_withheld_is_withheld_in_both(both: tuple[Built, Path]) -> None:
    for path in both[1].rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"Quarry Lane" not in data
            assert "Lôn y Chwarel".encode() not in data


def test_what_is_not_translated_is_listed_once_for_each_file(
    both: tuple[Built, Path],
) -> None:
    told = [each for each in both[0].diagnostics if each.code == "untranslated"]
    texts = "'title' (line 14), 'notes' (line 15), 'report' (line 16)"
    assert [each.message for each in told] == [f"3 texts of this file are not in Welsh: {texts}"]


def refused(folder: Path, **changes: str) -> list[tuple[str, str]]:
    files = {**BOTH, **{name.replace("__", "/") + ".yaml": text for name, text in changes.items()}}
    with pytest.raises(ContentError) as error:
        built(folder, files)
    return [
        (each.code, each.message) for each in error.value.diagnostics if each.severity == "error"
    ]


def test_a_language_that_the_council_does_not_have_is_refused(tmp_path: Path) -> None:
    text = SECTION.replace("cy: Gwastraff ac ailgylchu", "fr: Déchets")
    assert refused(tmp_path, sections__waste=text) == [
        ("language", "'fr' isn't one of the languages in council.yaml: en, cy")
    ]


def test_a_field_that_the_other_file_lacks_is_refused(tmp_path: Path) -> None:
    files = {**BOTH, "minutes/cabinet.cy.yaml": COFNODION + "casgliad: Dim.\n"}
    with pytest.raises(ContentError) as error:
        built(tmp_path, files)
    found = [each for each in error.value.diagnostics if each.code == "translation"]
    assert [each.message for each in found] == [
        "the file that this one translates has no 'casgliad'"
    ]
    assert found[0].span is not None
    assert found[0].span.source.path.name == "cabinet.cy.yaml"


def test_two_languages_need_to_be_named_in_the_council_file(tmp_path: Path) -> None:
    council = "kind: council\nname: Alderbrook Borough Council\n"
    found = refused(tmp_path, council=council, minutes__cabinet=MINUTES)
    assert (
        "language",
        "this is given in en and cy, and council.yaml doesn't name the languages",
    ) in (found)


def test_both_languages_stand_side_by_side_in_one_pdf(tmp_path: Path) -> None:
    files = {name: text for name, text in BOTH.items() if "waste" not in name}
    csp_slides.build(written(tmp_path, files), tmp_path / "site", formats=("report", "bilingual"))
    path = tmp_path / "site/cabinet/bilingual.pdf"
    with pdfium.PdfDocument(path) as document:
        sheet = document[0]
        width, height = sheet.get_size()
        text = sheet.get_textpage()
        left = " ".join(text.get_text_bounded(0, 0, width / 2, height).split())
        right = " ".join(text.get_text_bounded(width / 2, 0, width, height).split())
    assert "Members welcomed the new bins." in left
    assert "Resolved" in left
    assert "Croesawodd yr aelodau" in right
    assert "Penderfynwyd" in right
    with pikepdf.open(path) as made:
        spoken = {
            str(each.Lang)
            for each in made.objects
            if isinstance(each, pikepdf.Dictionary) and "/Lang" in each
        }
    assert spoken == {"en", "cy"}, "a screen reader changes its voice"


def test_a_document_in_one_language_has_no_pdf_in_two(tmp_path: Path) -> None:
    files = {"council.yaml": "kind: council\nname: Alderbrook\n", "cabinet.yaml": MINUTES}
    csp_slides.build(written(tmp_path, files), tmp_path / "site", formats=("report", "bilingual"))
    assert not (tmp_path / "site/cabinet/bilingual.pdf").exists()


def test_slides_may_show_both_languages(tmp_path: Path) -> None:
    # Without an id, whose addresses inside the page come from the title of each language.
    section = SECTION.replace("id: waste\n", "")
    deck = DECK.replace("use: waste", "use: sections/waste.yaml") + "both_languages: yes\n"
    files = {**BOTH, "sections/waste.yaml": section, "decks/waste.yaml": deck}
    csp_slides.build(written(tmp_path, files), tmp_path / "site", formats=("deck",))
    found = page(tmp_path / "site/waste/index.html")
    columns = {
        each.attributes["lang"]: " ".join(each.text(separator=" ").split())
        for each in found.css(".columns__column")
    }
    assert "New bins are here" in columns["en"]
    assert "Mae'r biniau newydd yma" in columns["cy"]
    titles = [" ".join(each.text(separator=" ").split()) for each in found.css(".slide__title")]
    assert "Waste in Alderbrook / Gwastraff yng Ngwernant" in titles
    assert "Contents / Cynnwys" in titles


def test_a_site_in_two_languages_is_built_in_parts(tmp_path: Path) -> None:
    content = written(tmp_path, BOTH)
    for number in (1, 2):
        csp_slides.build(content, tmp_path / f"part-{number}", shard=f"{number}/2")
    merge((tmp_path / "part-1", tmp_path / "part-2"), tmp_path / "merged")
    csp_slides.build(content, tmp_path / "whole")
    whole, merged = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (tmp_path / "whole", tmp_path / "merged")
    )
    assert merged == whole


# ------------------------------------------------------------ a council that writes Welsh

CYMRAEG: Final = {
    "council.yaml": """\
kind: council
name: Cyngor Bwrdeistref Gwernant
website: https://sleidiau.gwernant.example/
language: cy
contact_centre: 01632 960100
""",
    "adrannau/gwastraff.yaml": """\
kind: section
id: gwastraff
title: Gwastraff ac ailgylchu
status: cleared
cleared_by: Pennaeth Gwastraff
items:
  - title: Mae'r biniau newydd yma
    notes: Daeth y biniau i bob cartref ym mis Mai.
    ask: Cytunwch ar y llwybrau newydd.
indicators:
  - {name: Cyfradd ailgylchu, period: 2025/26, actual: 48%, target: 50%, previous: 46%,
     good_is: high, source: Tîm gwastraff}
""",
    "sleidiau.yaml": """\
kind: deck
id: sleidiau
title: Gwastraff yng Ngwernant
presenter: Y Cynghorydd Nia Prys
meeting: {body: Y Cabinet, date: 17 Medi 2026, time: 7:30yh, agenda_item: 4}
sections:
  - use: gwastraff
""",
    "adroddiad.yaml": """\
kind: report
id: adroddiad
title: Strategaeth ailgylchu
meeting: {body: Pwyllgor Craffu, date: Dydd Iau 17 Medi 2026, agenda_item: 6, public: Part 1}
author: {job: Rheolwr Gwastraff, contact: gwastraff@gwernant.example}
key_decision: yes
purpose: Gofyn am farn y pwyllgor.
recommendations:
  - Bod y pwyllgor yn nodi'r adroddiad.
reasons: Mae'r gyfradd yn codi.
sections:
  - heading: Cefndir
    text: Mae'r gyfradd ailgylchu wedi codi ers Mai 2025.
background_papers: []
""",
    "cofnodion.yaml": """\
kind: minutes
id: cofnodion
title: Cofnodion y Pwyllgor Craffu
meeting: {body: Pwyllgor Craffu, date: 17 Medi 2026}
chair: Y Cynghorydd Nia Prys
present: [Y Cynghorydd Nia Prys]
apologies: [Y Cynghorydd Ifan Rees]
declarations: [Nid oedd dim.]
items:
  - title: Strategaeth ailgylchu
    discussion: Croesawodd yr aelodau'r adroddiad.
    resolved: [Nodi'r adroddiad.]
    proposed_by: Y Cynghorydd Nia Prys
    vote: {for: 6, against: 2}
closed: 8:45yh
""",
}


@pytest.fixture(scope="module")
def welsh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("welsh")
    formats = ("deck", "report", "pdf", "docx", "pptx")
    csp_slides.build(written(folder, CYMRAEG), folder / "site", formats=formats)
    return folder / "site"


LABELS: Final = {
    "adroddiad": """
        Cyfarfod|Dyddiad|Eitem ar yr agenda|Awdur a chyswllt|Penderfyniad allweddol|Cynnwys
        Rhan 1, yn agored i’r cyhoedd|Pwrpas yr adroddiad|Argymhellion|Papurau cefndir
        Rhesymau dros yr argymhellion|Dydd Iau 17 Medi 2026""",
    "cofnodion": """
        Cadeirydd|Presenoldeb|Yn bresennol|Ymddiheuriadau|Datganiadau o fuddiant|Penderfynwyd
        Cynigiwyd gan|Pleidlais|6 o blaid, 2 yn erbyn|Daeth y cyfarfod i ben am 8:45yh.""",
    "sleidiau": """
        Cynnwys|17 Medi 2026|Gofyn:|Ffynhonnell: Tîm gwastraff|Dewislen""",
}


@pytest.mark.parametrize("name", LABELS)
def test_a_welsh_paper_has_the_labels_of_welsh_papers(welsh: Path, name: str) -> None:
    told = said_by(welsh / name / "index.html")
    labels = [each.strip() for each in re.split(r"[|\n]", LABELS[name]) if each.strip()]
    assert [label for label in labels if label not in told] == []


def test_every_file_says_that_it_is_in_welsh(welsh: Path) -> None:
    for path in welsh.rglob("*.html"):
        assert attribute(page(path), "html", "lang") == "cy", path.name
    with pikepdf.open(welsh / "cofnodion/report.pdf") as made:
        assert str(made.Root.Lang) == "cy"
    with ZipFile(welsh / "cofnodion/report.docx") as file:
        assert re.findall(r'<w:lang w:val="(\w+)"', file.read("word/styles.xml").decode()) == ["cy"]
    with ZipFile(welsh / "sleidiau/slides.pptx") as file:
        names = [each for each in file.namelist() if re.search(r"slides/slide\d+\.xml$", each)]
        slides = "".join(file.read(each).decode() for each in names)
    assert set(re.findall(r'lang="([^"]*)"', slides)) == {"cy"}
    assert 'xml:lang="cy"' in (welsh / "feed.xml").read_text(encoding="utf-8")
    assert '"language": "cy"' in (welsh / "feed.json").read_text(encoding="utf-8")

"""What a public site remembers: the words that changed since they were published, and no others."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.cli import group
from csp_slides.compose.passages import Passage
from csp_slides.compose.wording import compare
from csp_slides.pipeline.build import remembered, render
from csp_slides.pipeline.options import Request
from csp_slides.serve.rebuild import Live
from csp_slides.site.writer import write

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.core.diagnostics import Diagnostic

PAPER = """
    kind: report
    id: lamps
    title: Lighting
    meeting: {body: Parks Panel, date: 3 June 2026}
    background_papers: []
    sections:
      - {heading: Lamps, text: "%s lamps were put up between the weir and the old mill."}
      - {heading: Benches, text: "Nobody has asked for a bench, which is unusual."}
"""
ONE = "    amended: [{date: 4 June 2026, what: The number is right now.%s}]\n"
TWO = """    amended:
      - {date: 4 June 2026, what: The number is right now.}
      - {date: 9 June 2026, what: The number is right at last.}
"""


class Site:
    """A paper that is written, and built into one folder again and again."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.content.mkdir()
        self.folder = folder / "site"

    def write(self, text: str, name: str = "lamps") -> None:
        (self.content / f"{name}.yaml").write_text(dedent(text), encoding="utf-8")

    def build(self, text: str | None = None, **options: Any) -> list[Diagnostic]:  # noqa: ANN401  # as a build takes
        """Return the hints on changes that no reader is told of."""
        if text is not None:
            self.write(text)
        built = csp_slides.build(self.content, self.folder, **options)
        return [each for each in built.diagnostics if each.code == "unannounced"]

    def files(self) -> dict[str, bytes]:
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in sorted(paths)}

    def page(self, name: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.folder / "lamps" / name).read_bytes())

    def told(self) -> list[tuple[str, str]]:
        """Return each change that the page of changes tells: where, and the words."""
        found = []
        for change in self.page("changes.html").css(".change"):
            link, said = change.css_first("a"), change.css_first(".change__words")
            for hidden in change.css(".visually-hidden"):
                hidden.decompose()
            words = " ".join(said.text().split()) if said else ""
            found.append((link.text() if link else "", words))
        return found

    @property
    def has_changes(self) -> bool:
        return (self.folder / "lamps" / "changes.html").exists()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


# ----------------------------------------------------------------------- amended


def test_an_amendment_shows_the_words_that_changed(site: Site) -> None:
    assert site.build(PAPER % "Forty") == []
    assert site.build(PAPER % "Fourteen" + ONE % "") == []
    assert site.told() == [("1. Lamps", "Fourteen lamps were put up between the weir and …")]
    (new,) = site.page("changes.html").css("ins")
    assert new.text() == "New: Fourteen (end of new text)"
    (link,) = site.page("changes.html").css(".change a")
    assert link.attributes["href"] == "index.html#paragraph-1-1"
    assert site.page("index.html").css_matches("[id=paragraph-1-1]")
    assert site.page("index.html").css_matches("a[href='changes.html']")
    index = LexborHTMLParser((site.folder / "index.html").read_bytes())
    assert index.css_matches(".entry__amended a[href='lamps/changes.html']")


def test_words_as_they_were_are_nowhere_unless_the_author_says_so(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Fourteen" + ONE % "")
    assert not [name for name, content in site.files().items() if b"Forty" in content]


def test_words_as_they_were_are_shown_where_the_author_says_so(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Fourteen" + ONE % ", old_words: yes")
    assert site.told()[0][1].startswith("Forty Fourteen lamps")
    (old,) = site.page("changes.html").css("del")
    assert old.text() == "Removed: Forty (end of removed text)"
    site.build(PAPER % "Fourteen" + ONE % "")
    assert not [name for name, content in site.files().items() if b"Forty" in content]


def test_building_again_changes_nothing(site: Site) -> None:
    for text in (
        PAPER % "Forty",
        PAPER % "Fifty",
        PAPER % "Fourteen" + ONE % ", old_words: yes",
        PAPER % "Sixty" + TWO,
        PAPER % "Seventy" + TWO,
    ):
        site.build(text)
        before = site.files()
        site.build()
        assert site.files() == before


def test_a_later_amendment_leaves_those_before_it(site: Site) -> None:
    site.build(PAPER % "Forty")
    benches = PAPER.replace("unusual", "rare") % "Forty"
    site.build(benches + ONE % "")
    site.build((benches + TWO).replace("Forty", "Sixty"))
    headings = [each.text() for each in site.page("changes.html").css("main h2")]
    assert headings == ["9 June 2026", "4 June 2026"]
    assert [where for where, _ in site.told()] == ["1. Lamps", "2. Benches"]


def test_a_change_that_was_told_goes_when_its_words_do(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Quillfeather" + ONE % "")
    assert "Quillfeather" in site.told()[0][1]
    site.build(PAPER % "Sixty" + ONE % "")
    assert not [name for name, content in site.files().items() if b"Quillfeather" in content]


def test_a_day_that_is_corrected_is_the_same_amendment(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Fourteen" + ONE % "")
    site.build((PAPER % "Fourteen" + ONE % "").replace("4 June", "5 June"))
    assert [each.text() for each in site.page("changes.html").css("main h2")] == ["5 June 2026"]
    assert [where for where, _ in site.told()] == ["1. Lamps"]


def test_what_was_taken_out_is_counted_and_not_quoted(site: Site) -> None:
    more = '      - {heading: Quillfeather, text: "A tenant."}\n'
    site.build(PAPER % "Forty" + more)
    site.build(PAPER % "Forty" + ONE % "")
    counted = [each.text().strip() for each in site.page("changes.html").css(".change")]
    assert "1 passage was removed." in counted
    assert not [name for name, content in site.files().items() if b"Quillfeather" in content]


def test_a_paper_that_moved_is_known_by_its_former_address(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.write("kind: council\nname: Alderbrook\nmoved: {lamps: lights}\n", "council")
    site.build((PAPER % "Fourteen" + ONE % "").replace("id: lamps", "id: lights"))
    assert (site.folder / "lights" / "changes.html").is_file()


def test_a_slide_is_told_of_as_a_place_of_the_slides(tmp_path: Path) -> None:
    site = Site(tmp_path)
    deck = """
        kind: deck
        id: lamps
        title: Lamps
        presenter: Councillor Priya Fairweather
        meeting: {body: Full Council, date: 1 July 2026}
        sections:
          - title: Parks
            items: [{title: %s lamps, notes: Nobody reads xylophone.}]
        outputs: {report: no}
    """
    site.build(deck % "Forty")
    site.build(deck % "Fourteen" + "    amended: [{date: 2 July 2026, what: A number.}]\n")
    (link,) = site.page("changes.html").css(".change a")
    assert link.attributes["href"] == "index.html#parks_1"
    assert site.page("index.html").css_matches("#parks_1")
    assert site.page("index.html").css_matches(".menu a[href='changes.html']")
    assert b"xylophone" not in site.files()["versions.json"]


# ----------------------------------------------------------------------- unannounced


def test_a_change_that_no_reader_is_told_of_is_hinted_at(site: Site) -> None:
    site.build(PAPER % "Forty")
    (hint,) = site.build(PAPER % "Fourteen")
    assert hint.message == (
        "the text of 'Lighting' has changed since it was published: 'Forty' is now 'Fourteen'"
    )
    assert hint.span is not None
    assert hint.span.source.path.name == "lamps.yaml"
    assert not site.has_changes


def test_it_is_hinted_at_until_they_are_told_and_the_words_are_not_kept(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Fourteen")
    (hint,) = site.build()
    assert hint.message.endswith(": under '1. Lamps'")
    assert not [name for name, content in site.files().items() if b"Forty" in content]
    assert site.build(PAPER % "Fourteen" + ONE % "") == []
    assert site.told() == [("1. Lamps", "")]


def test_words_that_are_as_they_were_need_no_hint(site: Site) -> None:
    cache = site.folder.parent / "cache"
    site.build(PAPER % "Forty", cache=cache)
    assert site.build(PAPER % "Fourteen", cache=cache) != []
    assert site.build(PAPER % "Forty", cache=cache) == []


@pytest.mark.parametrize("words", ["Forty", "A resident who complained twice says that forty"])
def test_words_that_were_taken_out_cannot_be_guessed(site: Site, words: str) -> None:
    site.build(PAPER % words)
    before = json.loads(site.files()["versions.json"])["documents"]["lamps"]["words"]
    told = [text for form in before.values() for each in form for text in each.values()]
    site.build(PAPER % "Fourteen")
    site.build(PAPER % "Fourteen")  # and once more, which remembers as much
    everything = b"".join(site.files().values())
    gone = [text for text in told if words in text]
    assert gone
    for text in gone:
        assert text.encode() not in everything
        for kind in ("md5", "sha1", "sha256", "blake2b"):
            for form in (text, f" {text} ", text.casefold(), text.strip()):
                digest = hashlib.new(kind, form.encode()).hexdigest()
                assert digest[:12].encode() not in everything
    marks = json.loads(site.files()["versions.json"])["documents"]["lamps"]["first"]
    assert "-" in {each for form in marks.values() for each in form}


def test_a_fresh_build_remembers_nothing(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.write(PAPER % "Fourteen")
    run = CliRunner().invoke(group, ["build", str(site.content), "-o", str(site.folder), "--fresh"])
    assert run.exit_code == 0, run.output
    assert "unannounced" not in run.output
    assert site.build() == []


def test_a_site_that_is_kept_up_remembers_too(site: Site) -> None:
    site.build(PAPER % "Forty")
    request = Request.of(site.content)
    live = Live(request, earlier=partial(remembered, request, site.folder))
    live.begin()
    site.write(PAPER % "Fourteen" + ONE % "")
    update = live.change()
    assert update.built is not None
    write(update.built.artifacts, site.folder, update.built.manifest)
    assert site.told() == [("1. Lamps", "Fourteen lamps were put up between the weir and …")]
    assert live.change().changed == frozenset()


# ----------------------------------------------------------------------- who remembers


@pytest.mark.parametrize("audience", ["members", "presenter"])
def test_only_a_public_site_remembers(site: Site, audience: str) -> None:
    site.build(PAPER % "Forty", audience=audience)
    assert site.build(PAPER % "Fourteen" + ONE % "", audience=audience) == []
    assert "versions.json" not in site.files()
    assert not site.has_changes


def test_what_was_built_for_others_is_not_what_was_published(site: Site) -> None:
    site.build(PAPER % "Forty", audience="members")
    assert site.build(PAPER % "Fourteen", replace_public=True) == []


def test_a_draft_and_a_withdrawn_paper_are_forgotten(site: Site) -> None:
    site.build(PAPER % "Forty")
    site.build(PAPER % "Forty" + "    status: draft\n", draft=True)
    assert json.loads(site.files()["versions.json"])["documents"] == {}
    site.build(PAPER % "Forty")
    site.build(PAPER % "Forty" + "    withdrawn: {date: 5 June 2026, why: It was wrong.}\n")
    assert json.loads(site.files()["versions.json"])["documents"] == {}


@pytest.mark.parametrize("spoilt", [b"", b"{}", b'{"schema": 99, "documents": {}}', b"[1, 2"])
def test_what_is_not_ours_counts_for_nothing(site: Site, spoilt: bytes) -> None:
    site.build(PAPER % "Forty")
    request = Request.of(site.content)
    assert remembered(request, site.folder) == site.files()["versions.json"]
    (site.folder / "versions.json").write_bytes(spoilt)
    assert remembered(request, site.folder) is None
    built = render(request, earlier=spoilt)
    assert built.artifacts == render(request).artifacts


# ----------------------------------------------------------------------- the comparison


def passages(*words: str) -> list[Passage]:
    return [
        Passage(place=f"p{number}", heading=f"{number}. Heading", words=each)
        for number, each in enumerate(words)
    ]


def test_a_passage_that_only_moved_or_was_numbered_anew_is_the_same() -> None:
    before = passages("one", "two", "three")
    after = [
        Passage(place="other", heading="7. Heading", words=each) for each in ("one", "two", "three")
    ]
    assert list(compare(before, after)) == []


def test_a_very_long_passage_is_compared_in_bounded_time() -> None:
    before = passages(" ".join(f"a{n}" for n in range(20_000)))
    after = passages(" ".join(f"b{n}" for n in range(20_000)))
    (found,) = compare(before, after)
    assert sum(len(part.words.split()) for part in found.parts) <= 120


def test_many_passages_that_all_changed_are_paired_in_turn() -> None:
    before = passages(*(f"number {n} was here" for n in range(200)))
    after = passages(*(f"number {n} is here" for n in range(200)))
    found = list(compare(before, after))
    assert len(found) == 200
    assert [part.words for part in found[7].parts] == ["number 7", "was", "is", "here"]

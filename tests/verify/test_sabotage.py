"""A broken program or template that would publish what is withheld stops the build.

In whatever format it stands; the message names the file of the site and the author's own line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import ContentError
from csp_slides.pipeline.check import check
from csp_slides.pipeline.options import Request
from csp_slides.redact import documents, presentation
from csp_slides.redact import markdown as select_markdown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csp_slides.content.library import Document, MarkdownPresentation, Presentation
    from csp_slides.core.diagnostics import Diagnostic

NOTE = "eleven lorries broke down while it snowed in March"
WASTE = "content/sections/waste.yaml"
MINUTES = "content/minutes/council.yaml"

FORMATS = ["deck", "report", "docx", "md", "pdf", "pptx"]

Write = "Callable[[dict[str, str]], None]"


def stopped(content: Path, site: Path, **wanted: Any) -> list[Diagnostic]:  # noqa: ANN401  # as build
    """Build, see that nothing is written, and give what stopped it."""
    with pytest.raises(ContentError) as error:
        csp_slides.build(content, site, skip_missing="browser" not in wanted, **wanted)
    assert not site.exists()
    return [each for each in error.value.diagnostics if each.severity == "error"]


def places(found: list[Diagnostic]) -> set[tuple[str, int]]:
    return {(str(each.span.path), each.span.line) for each in found if each.span is not None}


def test_content_with_much_that_is_withheld_is_published(content: Path, tmp_path: Path) -> None:
    built = csp_slides.build(content, tmp_path / "site", formats=FORMATS, skip_missing=True)
    made = {path.suffix for each in built.made for path in each.pages.values()}
    assert made == {".html", ".docx", ".md", ".pdf", ".pptx"}


@pytest.fixture
def careless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Break what selects: whoever asks gets what the presenter may see."""
    for_decks, for_documents = presentation.select, documents.select_document
    for_markdown = select_markdown.select_markdown

    def deck(shown: Presentation, _: Audience) -> Presentation:
        return for_decks(shown, Audience.PRESENTER)

    def document(shown: Document, _: Audience) -> Document:
        return for_documents(shown, Audience.PRESENTER)

    def markdown(shown: MarkdownPresentation, _: Audience) -> MarkdownPresentation:
        return for_markdown(shown, Audience.PRESENTER)

    monkeypatch.setattr(presentation, "select", deck)
    monkeypatch.setattr(documents, "select_document", document)
    monkeypatch.setattr(select_markdown, "select_markdown", markdown)


@pytest.mark.usefixtures("careless")
@pytest.mark.parametrize(
    ("form", "name"), [("deck", "index.html"), ("md", "deck.md"), ("pptx", "slides.pptx")]
)
def test_notes_that_nobody_dropped_are_caught_in_a_deck(
    content: Path, tmp_path: Path, form: str, name: str
) -> None:
    found = stopped(content, tmp_path / "site", formats=[form])
    assert {each.code for each in found} == {"withheld"}
    of_the_deck = [each for each in found if f"'night/{name}'" in each.message]
    told = {(WASTE, 9), (WASTE, 14), ("content/decks/night.yaml", 8)}
    assert told <= places(of_the_deck)


@pytest.mark.browser
@pytest.mark.usefixtures("careless")
def test_what_nobody_dropped_is_caught_in_printed_slides(
    content: Path, tmp_path: Path, chromium: str
) -> None:
    found = stopped(content, tmp_path / "site", formats=["pdf"], browser=chromium)
    assert (WASTE, 13) in places([each for each in found if "'night/slides.pdf'" in each.message])


@pytest.mark.usefixtures("careless")
@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("report", "minutes/index.html"),
        ("pdf", "minutes/report.pdf"),
        ("docx", "minutes/report.docx"),
    ],
)
def test_questions_that_nobody_dropped_are_caught_in_a_paper(
    content: Path, tmp_path: Path, form: str, name: str
) -> None:
    found = stopped(content, tmp_path / "site", formats=[form])
    of_minutes = [each for each in found if f"'{name}'" in each.message]
    assert places(of_minutes) == {(MINUTES, 7), (MINUTES, 8)}


TEMPLATES = {
    "deck": (
        "deck/deck.html",
        '{%% extends "shipped/deck/deck.html" %%}{%% block footer %%}<p>%s</p>{%% endblock %%}',
        "night/index.html",
    ),
    "deck, as a comment": (
        "deck/deck.html",
        '{%% extends "shipped/deck/deck.html" %%}{%% block footer %%}<!--%s-->{%% endblock %%}',
        "night/index.html",
    ),
    "deck, as an attribute": (
        "deck/deck.html",
        (
            '{%% extends "shipped/deck/deck.html" %%}'
            '{%% block footer %%}<i data-x="%s"></i>{%% endblock %%}'
        ),
        "night/index.html",
    ),
    "report": (
        "report/report.html",
        (
            '{%% extends "shipped/report/report.html" %%}'
            "{%% block closing %%}<p>%s</p>{%% endblock %%}"
        ),
        "night/report.html",
    ),
    "pdf": (
        "pdf/closing.typ",
        '#import "shipped/closing.typ": *\n#let imprint(report) = [%s]',
        "night/report.pdf",
    ),
    "md": (
        "markdown/deck.md",
        '{%% extends "shipped/markdown/deck.md" %%}{%% block slides %%}%s{%% endblock %%}',
        "night/deck.md",
    ),
    "deck, as its feed": ("feed/feed.xml", "<feed><title>%s</title></feed>", "feed.xml"),
    "deck, on the first page": (
        "index/index.html",
        '{%% extends "shipped/index/index.html" %%}{%% block main %%}<p>%s</p>{%% endblock %%}',
        "index.html",
    ),
}


@pytest.mark.parametrize("case", TEMPLATES)
def test_a_template_that_plants_a_note_is_caught(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path, case: str
) -> None:
    name, text, artifact = TEMPLATES[case]
    write({f"templates/{name}": text % NOTE})
    form = case.split(",", 1)[0]
    found = stopped(content, tmp_path / "site", formats=[form])
    told = [each for each in found if f"'{artifact}'" in each.message]
    assert {each.code for each in told} == {"withheld"}
    assert (WASTE, 11) in places(told)
    assert "'eleven lorries broke down while it snowed in march'" in told[0].message


def test_a_note_may_stand_in_the_slides_of_the_presenter(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    name, text, _ = TEMPLATES["deck"]
    write({f"templates/{name}": text % NOTE})
    assert csp_slides.build(content, tmp_path / "site", audience="presenter").made


@pytest.mark.parametrize("audience", ["members", "presenter"])
def test_a_note_may_stand_in_no_paper_whoever_builds_it(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path, audience: str
) -> None:
    name, text, _ = TEMPLATES["report"]
    write({f"templates/{name}": text % NOTE})
    (found,) = stopped(content, tmp_path / "site", audience=audience)
    assert "'minutes/index.html', 'night/report.html' would show" in found.message
    assert places([found]) == {(WASTE, 11)}


@pytest.mark.parametrize("single_file", [False, True])
def test_notes_that_the_councillor_publishes_may_stand_in_the_report_and_not_in_the_deck(
    content: Path,
    write: Callable[[dict[str, str]], None],
    tmp_path: Path,
    single_file: bool,  # noqa: FBT001  # pytest's way
) -> None:
    waste = content / "sections" / "waste.yaml"
    waste.write_text(
        waste.read_text("utf-8").replace("    report: New bins were delivered", "    source: Bins"),
        encoding="utf-8",
    )
    with (content / "decks" / "night.yaml").open("a", encoding="utf-8") as deck:
        deck.write("outputs: {report: {text: notes}}\n")
    assert csp_slides.build(content, tmp_path / "site", single_file=single_file).made
    assert NOTE in (tmp_path / "site" / "night" / "report.html").read_text("utf-8")
    name, text, artifact = TEMPLATES["deck, as a comment"]
    write({f"templates/{name}": text % NOTE})
    (found,) = stopped(content, tmp_path / "other", single_file=single_file)
    assert f"'{artifact}', 'old/index.html' would show" in found.message


def test_notes_that_a_part_2_report_publishes_may_stand_in_no_public_file(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    with (content / "decks" / "night.yaml").open("a", encoding="utf-8") as deck:
        deck.write(
            "outputs:\n  report:\n    text: notes\n    public: Part 2\n"
            "    exempt_paragraph: 3\n    exempt_reason: It names a firm.\n"
        )
    assert csp_slides.build(content, tmp_path / "site").made
    written = "New bins were delivered to every street of the borough."
    name, text, _ = TEMPLATES["deck, as its feed"]
    write({f"templates/{name}": text % f"{NOTE}</title><title>{written}"})
    found = stopped(content, tmp_path / "other")
    assert places(found) == {(WASTE, 11), (WASTE, 12)}
    assert csp_slides.build(content, tmp_path / "members", audience="members").made


def test_a_name_of_a_withheld_note_is_caught_among_words_that_stand_beside_it(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    name, text, artifact = TEMPLATES["deck, on the first page"]
    write({f"templates/{name}": text % "of the contractor went into administration"})
    (found,) = stopped(content, tmp_path / "site")
    assert f"'{artifact}' would show" in found.message
    assert "'the contractor went into administration'" in found.message


@pytest.mark.parametrize(
    ("planted", "place"),
    [
        ("the director has yet to see the last of these figures", (WASTE, 4)),
        ("ask the clerk whether this slide may be kept at all", ("content/decks/old.md", 7)),
    ],
)
def test_comments_are_for_nobody(
    content: Path,
    write: Callable[[dict[str, str]], None],
    tmp_path: Path,
    planted: str,
    place: tuple[str, int],
) -> None:
    name, text, _ = TEMPLATES["deck"]
    write({f"templates/{name}": text % planted})
    for audience in ("public", "presenter"):
        found = stopped(content, tmp_path / audience, audience=audience)
        assert places(found) == {place}


PAPERS = {
    "script": (
        "script/script.html",
        '{%% extends "shipped/script/script.html" %%}{%% block footer %%}<p>%s</p>{%% endblock %%}',
        "script.html",
    ),
    "handout": ("pdf/handout.typ", '#include "shipped/handout.typ"\n%s', "handout.pdf"),
}


@pytest.mark.parametrize("form", PAPERS)
def test_comments_are_caught_in_the_presenter_s_papers(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path, form: str
) -> None:
    name, text, artifact = PAPERS[form]
    write({f"templates/{name}": text % "the director has yet to see the last of these figures"})
    (found,) = stopped(content, tmp_path / "site", audience="presenter", formats=[form])
    assert f"'night/{artifact}', 'old/{artifact}' would show" in found.message
    assert places([found]) == {(WASTE, 4)}


def test_a_hash_in_quotes_begins_no_comment(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    waste = content / "sections" / "waste.yaml"
    quoted = 'title: "Waste # bins for the north, bags for the south"'
    waste.write_text(waste.read_text("utf-8").replace("title: Waste", quoted), encoding="utf-8")
    name, text, _ = TEMPLATES["deck"]
    write({f"templates/{name}": text % "For the south: bins for the north, bags for the south"})
    assert csp_slides.build(content, tmp_path / "site").made


def test_check_finds_it_too(content: Path, write: Callable[[dict[str, str]], None]) -> None:
    name, text, _ = TEMPLATES["deck"]
    write({f"templates/{name}": text % NOTE})
    found = check(Request.of(content)).diagnostics
    assert [each.code for each in found if each.severity == "error"] == ["withheld"]


def test_an_address_elsewhere_is_caught_in_a_template(
    content: Path, write: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    name, text, _ = TEMPLATES["deck"]
    picture = '<img src="https://pictures.example/x.png" alt="">'
    write({f"templates/{name}": text % picture})
    (found, *_) = stopped(content, tmp_path / "site")
    assert found.code == "beyond"
    assert "would load 'https://pictures.example/x.png'" in found.message
    assert found.span is None
    assert found.help is not None
    assert "templates" in found.help
    link = '<a href="https://pictures.example/">pictures</a>'
    write({f"templates/{name}": text % link})
    assert csp_slides.build(content, tmp_path / "site").made

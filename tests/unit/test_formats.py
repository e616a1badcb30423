from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.content.deck_file import Outputs
from csp_slides.core.diagnostics import CommandError
from csp_slides.model import formats
from csp_slides.model.formats import DocumentKind, FormatSpec, choose, named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("slides", "report", "made"),
    [
        (True, True, {formats.DECK, formats.REPORT, formats.PDF, formats.SLIDES_PDF}),
        (True, False, {formats.DECK, formats.SLIDES_PDF}),
        (False, True, {formats.REPORT, formats.PDF}),
        (False, False, {formats.PDF, formats.SLIDES_PDF}),
    ],
)
def test_pdf_is_of_what_has_a_page_and_of_both_where_nothing_has(
    slides: bool,  # noqa: FBT001  # a row of a table
    report: bool,  # noqa: FBT001
    made: set[FormatSpec],
) -> None:
    outputs = Outputs(slides=slides, report=report, pdf=True)
    chosen = choose(DocumentKind.DECK, Audience.PUBLIC, asked=None, outputs=outputs)
    assert set(chosen.made) == made


@pytest.mark.parametrize(
    ("kind", "made"),
    [
        (DocumentKind.DECK, (formats.PDF, formats.SLIDES_PDF)),
        (DocumentKind.MARKDOWN, (formats.SLIDES_PDF,)),
        (DocumentKind.MINUTES, (formats.PDF,)),
    ],
)
def test_the_command_asks_for_every_pdf_that_a_document_can_have(
    kind: DocumentKind, made: tuple[FormatSpec, ...]
) -> None:
    assert choose(kind, Audience.PUBLIC, asked=named(["pdf"])).made == made


def test_a_deck_may_have_papers_and_no_page(tmp_path: Path) -> None:
    deck = tmp_path / "deck.md"
    deck.write_text("# One\n", encoding="utf-8")
    csp_slides.build(deck, tmp_path / "site", formats=["md"], base_url="https://slides.example/")
    assert {each.name for each in (tmp_path / "site/deck").iterdir()} == {"deck.md"}


def test_the_pdf_of_slides_is_no_word_of_its_own() -> None:
    with pytest.raises(CommandError) as stopped:
        named(["slides.pdf"])
    assert "slides.pdf" in str(stopped.value)
    assert "slides.pdf" not in str(stopped.value.remedy)


def test_what_an_audience_may_not_have_is_one_hint_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text(
        "kind: deck\ntitle: Streets\nopening: no\nsections: [{title: A, items: [{title: B}]}]\n"
        "outputs:\n  slides: yes\n  handout: yes\n  script: yes\n",
        encoding="utf-8",
    )
    built = csp_slides.build(tmp_path, tmp_path / "site")
    (found,) = [each for each in built.diagnostics if each.code == "format"]
    assert found.message == (
        "the handout and the script of 'Streets' are left out, because the public audience "
        "can't have them"
    )
    assert found.span is not None
    assert (found.span.line, found.help) == (
        7,
        "build them with '--audience presenter --formats handout,script'",
    )

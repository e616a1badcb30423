from __future__ import annotations

import pytest
from msgspec.structs import replace

from csp_slides.compose.finish import explain
from csp_slides.content.audience import Audience
from csp_slides.core.rich_text import Prose
from csp_slides.core.source import Text
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind, Term
from csp_slides.model.report_blocks import Block, Cell, Column, Heading, Paragraph, Row, Table

GLOSSARY = {Text("ASB"): Text("anti-social behaviour"), Text("FOI"): Text("freedom of information")}


def paragraph(text: str) -> Paragraph:
    return Paragraph(text=Prose(markdown=text))


def report(*blocks: Block) -> Report:
    return Report(
        slug="it",
        kind=ReportKind.REPORT,
        title="It",
        audience=Audience.PUBLIC,
        front=FrontSheet(facts=()),
        chapters=(Chapter(id="a", title="A", blocks=blocks),),
        source="it.yaml",
    )


def explained(*texts: str) -> list[str]:
    found = explain(report(*(paragraph(text) for text in texts)), GLOSSARY)
    return [
        block.text.markdown for block in found.chapters[0].blocks if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Most ASB fell.", "Most anti-social behaviour (ASB) fell."),
        ("ASB fell.", "Anti-social behaviour (ASB) fell."),
        ("It ended. ASB fell.", "It ended. Anti-social behaviour (ASB) fell."),
        ("Two FOIs came.", "Two freedom of information (FOIs) came."),
        ("Anti-social behaviour (ASB) fell.", "Anti-social behaviour (ASB) fell."),
        ("ASB (anti-social behaviour) fell.", "ASB (anti-social behaviour) fell."),
        ("The code `ASB` stays.", "The code `ASB` stays."),
        ("See [ASB](https://a.example/ASB).", "See [ASB](https://a.example/ASB)."),
        ("The word ASBESTOS is not it.", "The word ASBESTOS is not it."),
        ("An ASB-free town.", "An ASB-free town."),
    ],
)
def test_a_short_form_is_spelled_out_where_it_is_first_used(before: str, after: str) -> None:
    assert explained(before) == [after]


def test_it_is_spelled_out_once() -> None:
    assert explained("First ASB.", "Then ASB and ASB.") == [
        "First anti-social behaviour (ASB).",
        "Then ASB and ASB.",
    ]


def test_a_long_form_somewhere_before_does_not_explain_the_short_one() -> None:
    assert explained("Anti-social behaviour came first.", "Then ASB fell.") == [
        "Anti-social behaviour came first.",
        "Then anti-social behaviour (ASB) fell.",
    ]


def test_only_short_forms_in_use_are_listed() -> None:
    found = explain(report(paragraph("About ASB.")), GLOSSARY)
    assert found.glossary == (Term(short="ASB", meaning="anti-social behaviour"),)


def test_one_used_only_in_a_heading_or_table_is_listed_and_left_as_it_is() -> None:
    table = Table(
        caption=None,
        columns=(Column(title="Measure"),),
        rows=(Row(cells=(Cell(column=0, content=(paragraph("FOI requests"),)),)),),
    )
    whole = report(Heading(text="ASB", id="asb"), table)
    found = explain(whole, GLOSSARY)
    assert found.chapters == whole.chapters
    assert [term.short for term in found.glossary] == ["ASB", "FOI"]


def test_nothing_is_changed_where_nothing_is_short() -> None:
    whole = report(paragraph("Plain words."))
    assert explain(whole, GLOSSARY) == replace(whole, glossary=())

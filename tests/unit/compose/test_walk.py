from __future__ import annotations

from msgspec.structs import replace

from csp_slides.compose.walk import rewrite, with_pictures, words_of
from csp_slides.content.audience import Audience
from csp_slides.core.rich_text import Prose
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import BulletList, Figure, Heading, Paragraph, Point, Table
from csp_slides.model.slide_blocks import Picture


def report(name: str = "a.png") -> Report:
    blocks = (
        Heading(text="Bins", id="bins"),
        Paragraph(text=Prose(markdown="one")),
        BulletList(
            points=(
                Point(
                    text=Prose(markdown="two"), inside=(Paragraph(text=Prose(markdown="three")),)
                ),
            )
        ),
        Figure(picture=Picture(name=name, describe="A bin")),
    )
    return Report(
        slug="it",
        kind=ReportKind.REPORT,
        title="Waste",
        audience=Audience.PUBLIC,
        front=FrontSheet(facts=()),
        chapters=(Chapter(id="waste", title="Waste", blocks=blocks),),
        source="it.yaml",
    )


def test_every_text_is_changed_in_reading_order() -> None:
    seen = []

    def louder(prose: Prose) -> Prose:
        seen.append(prose.markdown)
        return Prose(markdown=prose.markdown.upper())

    found = rewrite(report(), louder)
    assert seen == ["one", "two", "three"]
    assert [words for words in words_of(found.chapters[0].blocks) if words.isupper()] == [
        "ONE",
        "TWO",
        "THREE",
    ]


def test_what_is_spared_stays_whole() -> None:
    found = rewrite(report(), lambda _: Prose(markdown="x"), spare=(BulletList, Table))
    assert list(words_of(found.chapters[0].blocks))[:4] == ["Bins", "x", "two", "three"]


def test_nothing_changed_is_the_same_value() -> None:
    whole = report()
    assert rewrite(whole, lambda prose: prose) is whole


def test_the_pictures_of_a_report_are_changed() -> None:
    changed = with_pictures(report(), lambda each: replace(each, name="pictures/a.png"))
    assert changed == report("pictures/a.png")


def test_only_what_a_reader_sees_counts_as_words() -> None:
    assert "bins" not in set(words_of(report()))
    assert {"Waste", "Bins", "one", "A bin"} <= set(words_of(report()))

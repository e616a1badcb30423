"""How large PowerPoint's paragraphs are made: no address makes the others small."""

from __future__ import annotations

import pytest

from csp_slides.render.pptx.lines import Line, Mark, Run, fitted, height, line

ROOM, TALL, SIZE = 1100, 470, 50
PLAIN = "Or ask at any library"


def bullet(text: str) -> Line:
    return Line(runs=(Run(text=text),), mark=Mark.BULLET)


@pytest.mark.parametrize(
    "long",
    [
        "https://democracy.testbury.example/documents/s123456/" + "Report-of-the-" * 6 + ".pdf",
        "www.testbury.example/" + "consultation" * 10,
        "communitysafetypartnership.team.mailbox.for.all.wards@democracy.testbury.example",
        "REF" + "0123456789" * 9,
    ],
    ids=["address", "without a scheme", "mailbox", "reference"],
)
def test_a_long_address_leaves_the_words_large(long: str) -> None:
    lines = [bullet(PLAIN), bullet(f"Read it at {long}"), bullet(PLAIN)]
    size = fitted(lines, ROOM, TALL, SIZE)
    assert size > 32, "PowerPoint's 24 point"
    assert height(lines, ROOM, size) <= TALL


def test_an_ordinary_word_is_not_broken() -> None:
    lines = [line("Telecommunications")]
    assert fitted(lines, 300, TALL, SIZE) < SIZE

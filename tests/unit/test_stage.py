"""How the words of a slide are said to fit, and what is said of those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError
from csp_slides.core.rich_text import Prose
from csp_slides.model.deck import Layout, Slide
from csp_slides.model.slide_blocks import (
    ActionLine,
    Actions,
    Answer,
    Bullet,
    Bullets,
    Figure,
    Picture,
)
from csp_slides.model.slide_fit import fit_of, has_room_for_actions

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.model.slide_blocks import Block

SMALL = 30.5


def slide(*blocks: Block) -> Slide:
    return Slide(layout=Layout.ITEMS, title="Streets", blocks=blocks)


def bullets(many: int, words: int, *, ask: bool = False) -> Bullets:
    asked = Prose(markdown="Say so.") if ask else None
    text = Prose(markdown=" ".join(["mended"] * words))
    return Bullets(bullets=(Bullet(text=text, ask=asked),) * many)


def size(found: Slide) -> float:
    fit = fit_of(found)
    assert fit is not None
    assert fit.has_room
    return fit.size


@pytest.mark.parametrize(
    "shown",
    [
        bullets(3, 4),
        bullets(6, 6),
        bullets(3, 3, ask=True),
        Answer(question="Why?", answer=Prose(markdown="mended " * 40)),
    ],
    ids=["few", "six by six", "asks", "an answer"],
)
def test_what_a_house_style_allows_is_large(shown: Block) -> None:
    assert size(slide(shown)) >= SMALL


def test_more_words_are_smaller_until_there_is_no_room() -> None:
    sizes = [size(slide(bullets(4, words, ask=True))) for words in (4, 16, 20)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < SMALL <= sizes[0]
    fit = fit_of(slide(bullets(4, 60)))
    assert fit is not None
    assert not fit.has_room


def test_beside_a_picture_there_is_half_the_room() -> None:
    picture = Figure(picture=Picture(name="road.jpg"))
    alone, beside = slide(bullets(4, 12)), slide(bullets(4, 12), picture)
    assert size(beside) < size(alone)


def test_a_slide_of_figures_alone_says_nothing() -> None:
    assert fit_of(slide(Figure(picture=Picture(name="road.jpg")))) is None


def test_actions_are_parted_by_how_many_words_they_have() -> None:
    short = ActionLine(action=Prose(markdown="Mend lamps"), owner="Street Scene")
    long = ActionLine(action=Prose(markdown="Mend every lamp on the path " * 4), owner="Team")
    assert has_room_for_actions((short,) * 4)
    assert not has_room_for_actions((long,) * 4)
    assert has_room_for_actions((long,))
    assert size(slide(Actions(lines=(short,) * 4))) == pytest.approx(36 * 0.88)


def test_words_that_no_slide_can_hold_stop_the_build_where_they_stand(tmp_path: Path) -> None:
    answer = "The lamps were mended. " * 60
    deck = tmp_path / "deck.yaml"
    deck.write_text(
        "kind: deck\nid: night\ntitle: Streets\npresenter: Cllr Priya Fairweather\n"
        "meeting: {body: Full Council, date: 20 January 2027}\nsections:\n"
        "  - {title: Roads, items: [{title: Mended, report: Twenty were.}]}\n"
        f"questions:\n  prepared:\n    - {{q: Why?, a: {answer}, published: yes}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError) as stopped:
        csp_slides.build(deck, tmp_path / "site")
    (told,) = (each for each in stopped.value.diagnostics if each.severity == "error")
    assert (told.code, told.span.line if told.span else 0) == ("small-words", 10)
    assert told.message == "the text of 'Why?' doesn't fit on its slide"

"""Slides that are kept from the last reading lead to what reading the whole deck leads to."""

from __future__ import annotations

import random
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.markdown import slide_cache as kept_module
from csp_slides.markdown import slides as slides_module
from csp_slides.markdown.load import MarkdownSettings, SlideCache, load_markdown

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import MarkdownDeck

SLIDES = (
    "# Bins\n\nEmptied on *Mondays*.\n\nNote: Say it slowly.",
    "# Bins\n\n- one\n- two",
    "## Bins 1",
    "# Parks <!-- .element: id='bins' -->\n\nGreen.",
    "<div id='own'>Words</div>",
    "<div id='own'>Words again</div>",
    "![A swing](swing.jpg)\n\n[The plan](plan.md)",
    "![Nothing](gone.jpg)",
    "<p style='color: red'>Red</p>",
    "<p style='color: blue'>Blue</p>",
    "<style>p { color: green }</style>\n\nGreen",
    "<!-- .slide: data-background='swing.jpg' -->",
    "",
    "  \tNote: shown to the room",
    "```js\nlet a = 1;\n---\n```",
    "$$x^2$$\n\nand <script>no</script>",
)
FRONTS = ("---\ntitle: Streets\n---\n", "---\ncompat: none\n---\n", "")


class Files:
    """The files beside the deck, some of which come and go."""

    def __init__(self) -> None:
        self.names = {"swing.jpg", "plan.md"}

    def find(self, name: str, near: PurePosixPath) -> str | None:
        inside = str(near.parent / name)
        return inside if name in self.names else None

    def outside(self, name: str, near: PurePosixPath) -> bool:
        return name.startswith("..") and near is not None

    def read_text(self, path: str) -> str | None:
        return None if path else ""


def deck_of(text: str, files: Files, kept: SlideCache | None) -> tuple[MarkdownDeck | None, object]:
    source = Source(path=PurePosixPath("content/a.md"), text=text, inside=PurePosixPath("a.md"))
    sink = Sink()
    deck = load_markdown(source, files, sink, settings=MarkdownSettings(), kept=kept)
    said = [(each, each.span and each.span.source.text) for each in sink.diagnostics]
    return deck, said


def edit(slides: list[str], files: Files, chance: random.Random) -> None:
    at = chance.randrange(len(slides))
    match chance.randrange(6):
        case 0:
            slides[at] = chance.choice(SLIDES)
        case 1:
            slides.insert(at, chance.choice(SLIDES))
        case 2 if len(slides) > 1:
            del slides[at]
        case 3:
            slides[at] += "\nand more"
        case 4:
            files.names ^= {"swing.jpg"}
        case _:
            other = chance.randrange(len(slides))
            slides[at], slides[other] = slides[other], slides[at]


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_lead_to_what_reading_all_of_it_leads_to(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # for a test
    slides = [chance.choice(SLIDES) for _ in range(12)]
    files, kept = Files(), SlideCache()
    front = FRONTS[0]
    for _ in range(30):
        front = chance.choice(FRONTS) if chance.random() < 0.1 else front
        text = front + chance.choice(("\n\n---\n\n", "\n---\n")).join(slides)
        found, expected = deck_of(text, files, kept), deck_of(text, files, None)
        assert found == expected
        for one, other in zip(_spans(found[0]), _spans(expected[0]), strict=True):
            assert one == other
        edit(slides, files, chance)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["# A", "<div id='own'>B</div>"], ["<p id='own'>A</p>", "<div id='own'>B</div>"]),
        (["# A", "# Bins"], ["# Bins", "# Bins"]),
        (["# A", "Words, id='bins'", "# Bins"], ["# A", "# Bins"]),
    ],
)
def test_a_slide_before_may_take_what_a_kept_one_had(before: list[str], after: list[str]) -> None:
    files, kept = Files(), SlideCache()
    deck_of("\n---\n".join(before), files, kept)
    text = "\n---\n".join(after)
    assert deck_of(text, files, kept) == deck_of(text, files, None)


def test_a_picture_that_goes_is_missed_on_a_slide_that_stays_as_it_was() -> None:
    files, kept = Files(), SlideCache()
    deck_of("# A\n---\n![A swing](swing.jpg)", files, kept)
    files.names = set()
    text = "# B\n---\n![A swing](swing.jpg)"
    assert deck_of(text, files, kept) == deck_of(text, files, None)


def _spans(deck: MarkdownDeck | None) -> list[object]:
    found = [slide.span for stack in deck.stacks for slide in stack.slides] if deck else []
    return [(span, span.source.text) for span in found]


def test_only_what_was_edited_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    real = slides_module.read_slide

    def counted(piece, *rest, **named):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN202
        read.append(piece.text.strip())
        return real(piece, *rest, **named)

    monkeypatch.setattr(kept_module, "read_slide", counted)
    files, kept = Files(), SlideCache()
    slides = [f"# Slide {number}\n\n![A swing](swing.jpg)" for number in range(5)]
    deck_of("\n---\n".join(slides), files, kept)
    read.clear()
    slides.insert(1, "# New")
    slides[3] += "\n\nMore."
    deck_of("\n---\n".join(slides), files, kept)
    assert read == ["# New", slides[3]]

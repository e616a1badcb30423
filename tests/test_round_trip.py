"""Decks written as Markdown and read again, and Markdown decks imported and built again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from csp_slides.authoring.importing.convert import leaf, normalised, outline
from csp_slides.authoring.importing.transfer import transfer
from csp_slides.compose.deck import compose
from csp_slides.compose.markdown_deck import compose_markdown
from csp_slides.content.audience import Audience
from csp_slides.content.council import Council
from csp_slides.content.library import MarkdownPresentation
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source, Text
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load
from csp_slides.markdown.load import MarkdownSettings, load_markdown
from csp_slides.markdown.text import render_block, render_line
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import Bullets
from csp_slides.redact.presentation import select
from csp_slides.render.markdown.reveal_md import render
from csp_slides.render.templating import text_environment

if TYPE_CHECKING:
    from csp_slides.content.markdown_deck import MarkdownDeck
    from csp_slides.model.deck import Deck, Note, Slide

ENVIRONMENT = text_environment([package_data.templates()])
CASES = Path(__file__).parent / "data" / "reveal-md-cases.json"
CONTENT = Path(__file__).parent.parent / "content"
DECK = PurePosixPath("deck.md")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> ContentFolder:
    """Open a folder with one picture beside the deck."""
    root = tmp_path_factory.mktemp("content")
    shutil.copy(package_data.backgrounds() / "street-lamps.svg", root / "lamp.svg")
    return ContentFolder.open(root, shipped=package_data.backgrounds())


def read(text: str, folder: ContentFolder) -> MarkdownDeck | None:
    source = Source(DECK, text, DECK)
    return load_markdown(source, folder, Sink(), settings=MarkdownSettings())


def rewritten(deck: MarkdownDeck, text: str) -> str:
    """Write a Markdown deck as `--formats md` does."""
    shown = MarkdownPresentation(
        slug="deck", deck=deck, council=Council(name=Text("")), source=Source(DECK, text, DECK)
    )
    return render(compose_markdown(shown, Audience.PRESENTER), {}, ENVIRONMENT).decode()


# ------------------------------------------------- Markdown -> Markdown, YAML


WORDS = st.sampled_from(
    [
        *(
            "Bins",
            "The *new* rounds",
            "**48,000** lamps",
            "`code --- x`",
            "R&D &amp; more",
            "x -- y",
        ),
        *("<b>raw</b> html", "A [link](https://x.org)", "~~old~~ plan", "Note the date", "# not"),
        *("1. one", "a &lt;b&gt; c", "£5 and $6", "+++ plus", "www.example.org", "snake_case_word"),
    ]
)
TITLES = st.sampled_from(
    [
        *("Waste", "R & D", "Q & A", "C#", "*Stars*", "Title &amp; more", "`code`", "1. First"),
        *("Thanks", "<i>x</i>", "Émigré – 2027"),
    ]
)
FRAGMENTS = st.sampled_from(["", "", "", ' <!-- .element: class="fragment" -->'])
BULLETS = st.lists(st.tuples(WORDS, FRAGMENTS), min_size=1, max_size=4).map(
    lambda pairs: "\n".join(f"- {words}{fragment}" for words, fragment in pairs)
)
BLOCKS = st.one_of(
    WORDS,
    BULLETS,
    TITLES.map("### {}".format),
    st.sampled_from(
        [
            *("```python\nx = 1\n```", "```js [1-2|3]\na\nb\nc\n```", "```\n<b>\n\n\n&amp;\n```"),
            *("~~~\ntilde\n~~~", "    indented code", "| a | b |\n| --- | ---: |\n| 1 | 2 |"),
            *(
                "![A lamp](lamp.svg)",
                '<img src="gone.png" alt="x">',
                "> quote",
                "***",
                "1. one\n2. two",
            ),
            *("- [ ] task\n- [x] done", "a\nb  \nc", "- a\n\n- b\n  - c", "<!-- a comment -->"),
            *('<div class="x">\n\ninside *md*\n\n</div>', '<aside class="notes">aside</aside>'),
            *('<p data-notes="spoken">p</p>', '<span style="color: red">red</span>', "<b>open"),
            '<!-- .slide: class="middle" -->',
        ]
    ),
)
ATTRIBUTES = st.sampled_from(
    [
        *(
            "",
            "",
            '<!-- .slide: data-background="#123456" -->',
            "<!-- .slide: data-auto-animate -->",
        ),
        *('<!-- .slide: data-background="lamp.svg" data-background-opacity="0.5" -->',),
        *(
            '<!-- .slide: data-background="./gone.jpg" -->',
            '<!-- .slide: id="here" class="big" -->',
        ),
        '<!-- .slide: style="color: blue" -->\n<!-- .slide: data-transition="zoom" -->',
    ]
)
ITEMS = st.lists(st.sampled_from(["Bins", "Rounds", "R & D", "*Fleet*"]), min_size=1, max_size=4)


@st.composite
def any_slide(draw: st.DrawFn) -> str:
    parts = [draw(ATTRIBUTES)]
    if draw(st.booleans()):
        parts.append(f"## {draw(TITLES)}")
    parts += draw(st.lists(BLOCKS, max_size=3))
    if draw(st.booleans()):
        parts += ["Note:", *draw(st.lists(BLOCKS, min_size=1, max_size=3))]
    return "\n\n".join(part for part in parts if part)


@st.composite
def officers_slide(draw: st.DrawFn) -> str:
    """Make bullets with notes under the same headings, as the deck of the council has them."""
    items = draw(ITEMS)
    spoken = [f"### {item}\n\n{draw(BLOCKS)}" for item in items if draw(st.booleans())]
    listed = "\n".join(f"- {item}" for item in items)
    return "\n\n".join([listed, *(["Note:", *spoken] if spoken else [])])


@st.composite
def decks(draw: st.DrawFn) -> str:
    slides = st.one_of(any_slide(), officers_slide(), TITLES.map("## {}".format))
    stacks = draw(st.lists(st.lists(slides, min_size=1, max_size=3), min_size=1, max_size=4))
    body = "\n\n---\n\n".join("\n\n+++\n\n".join(stack) for stack in stacks)
    return f"---\ntitle: Streets\nverticalSeparator: ^\\+{{3}}\n---\n\n# Start\n\n{body}\n"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=decks())
def test_a_markdown_deck_is_written_back_as_the_same_slides(
    text: str, folder: ContentFolder
) -> None:
    deck = read(text, folder)
    assert deck is not None
    back = read(rewritten(deck, text), folder)
    assert back is not None
    assert outline(back) == outline(deck)
    assert back.stylesheet == deck.stylesheet


TWICE = '<!-- .slide: id="here" -->\n\n## Waste\n\n- Bins\n'


@settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(text=f"---\ntitle: Streets\n---\n\n# Start\n\n---\n\n{TWICE}\n---\n\n{TWICE}")
@given(text=decks())
def test_an_imported_deck_builds_to_the_same_slides(text: str, folder: ContentFolder) -> None:
    source = folder.root / "deck.md"
    target = folder.root / "imported"
    source.write_text(text, encoding="utf-8")
    try:
        transfer(source, target)
        sink = Sink()
        made = ContentFolder.open(target, shipped=package_data.backgrounds())
        library = load(made, sink)
        assert not sink.has_errors, sink.diagnostics
        shown = compose(
            select(library.presentations[0], Audience.PRESENTER), Audience.PRESENTER, Sink()
        )
        back = read(render(shown, {}, ENVIRONMENT).decode(), made)
        deck = read(text, folder)
    finally:
        source.unlink()
        shutil.rmtree(target, ignore_errors=True)
    assert back is not None
    assert deck is not None
    assert outline(back) == outline(deck)


def cases() -> list[tuple[str, str]]:
    return [(case["name"], case["input"]) for case in json.loads(CASES.read_text("utf-8"))]


@pytest.mark.parametrize(("name", "text"), cases(), ids=[name for name, _ in cases()])
def test_every_known_case_is_written_back_as_the_same_slides(
    name: str, text: str, folder: ContentFolder
) -> None:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    deck = read(text, folder)
    if deck is None:
        pytest.skip(f"{name} is refused")
    back = read(rewritten(deck, text), folder)
    assert back is not None
    assert outline(back) == outline(deck)


# ----------------------------------------------------------- YAML -> Markdown


def composed(name: str, audience: Audience) -> Deck:
    sink = Sink()
    library = load(ContentFolder.open(CONTENT, shipped=package_data.backgrounds()), sink)
    found = next(each for each in library.presentations if each.slug == name)
    return compose(select(found, audience), audience, sink)


def bullets_of(slide: Slide) -> list[str]:
    return [
        normalised(render_line(bullet.text.markdown))
        for block in slide.blocks
        if isinstance(block, Bullets)
        for bullet in block.bullets
        if bullet.ask is None
    ]


def notes_of(notes: tuple[Note, ...]) -> str:
    """Return what the officers' own rendering makes of the notes, without headings and comments."""
    texts = (render_block(getattr(note.words, "markdown", "")) for note in notes)
    return "".join("".join(normalised(text).split()) for text in texts)


@pytest.mark.parametrize("name", ["portfolio-2027-01-20", "scrutiny-2027-02-04"])
@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.PRESENTER])
def test_a_yaml_deck_is_written_as_the_same_slides(name: str, audience: Audience) -> None:
    deck = composed(name, audience)
    sink = Sink()
    folder = ContentFolder.open(CONTENT, shipped=package_data.backgrounds())
    text = render(deck, {}, ENVIRONMENT).decode()
    back = load_markdown(Source(DECK, text, DECK), folder, sink, settings=MarkdownSettings())
    assert back is not None
    assert not sink.diagnostics
    assert [len(stack.slides) for stack in back.stacks] == [
        len(stack.slides) for stack in deck.stacks
    ]
    slides = [slide for stack in back.stacks for slide in stack.slides]
    for before, after in zip(deck.slides, slides, strict=True):
        title = " ".join([before.title or "", *_part(before)]).strip()
        assert (after.title or "") == title
        assert after.attributes["id"] == before.id
        shown = leaf(after).shown
        assert all(f"<li>{bullet}</li>" in shown for bullet in bullets_of(before))
        assert len(after.notes) == min(len(before.notes), 1)
        said = "".join(leaf(after).said.split())
        assert all(notes_of((note,)) in said for note in before.notes)
        behind = after.attributes.get("data-background", "").removeprefix("asset:/")
        assert behind == (before.background.picture.name if before.background else "")


def _part(slide: Slide) -> list[str]:
    return [f"{slide.part[0]} of {slide.part[1]}"] if slide.part else []


def shown_as(deck: Deck) -> object:
    """Return the slides of a deck as its Markdown shows them, whatever they were made of."""
    folder = ContentFolder.open(CONTENT, shipped=package_data.backgrounds())
    back = read(render(deck, {}, ENVIRONMENT).decode(), folder)
    assert back is not None
    return outline(back)


@pytest.mark.parametrize("name", ["portfolio-2027-01-20", "scrutiny-2027-02-04"])
def test_a_yaml_deck_comes_back_from_its_markdown_as_items(name: str, tmp_path: Path) -> None:
    deck = composed(name, Audience.PRESENTER)
    shutil.copy(CONTENT / "council.yaml", tmp_path / "council.yaml")
    places = {
        slide.background.picture.name: slide.background.picture.name
        for slide in deck.slides
        if slide.background
    }
    source = tmp_path / "old.md"
    source.write_bytes(render(deck, places, ENVIRONMENT))
    done = transfer(source, tmp_path)
    assert done.lost == ()
    sink = Sink()
    library = load(ContentFolder.open(tmp_path, shipped=package_data.backgrounds()), sink)
    assert not sink.has_errors, sink.diagnostics
    back = compose(select(library.presentations[0], Audience.PRESENTER), Audience.PRESENTER, sink)
    assert shown_as(back) == shown_as(deck)
    # A slide that stayed in Markdown has the grid of items too, and its own attributes.
    listed = [
        slide for slide in back.slides if slide.layout is Layout.ITEMS and not slide.attributes
    ]
    before = [slide for slide in deck.slides if slide.layout is Layout.ITEMS]
    assert len(listed) >= len(before) / 2
    known = {slide.id: replace(slide, source=None, places=(), blocks=()) for slide in before}
    assert all(
        replace(slide, source=None, places=(), blocks=()) == known[slide.id] for slide in listed
    )

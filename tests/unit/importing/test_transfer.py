from __future__ import annotations

import shutil
from decimal import Decimal
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from csp_slides.authoring.importing.transfer import transfer
from csp_slides.cli import group
from csp_slides.compose.deck import compose
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import CommandError, ContentError, Sink
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.content.library import Library
    from csp_slides.model.deck import Deck

DECK = """\
    ---
    title: Streets and waste
    theme: night
    verticalSeparator: ^\\+{3}
    revealOptions:
      transition: fade
      slideNumber: true
    ---

    # Streets and waste

    Cllr Fairweather

    ---

    <!-- .slide: data-background="img/lamp.svg" data-background-opacity="0.5" -->
    ## Waste

    Note:

    I begin with waste.

    +++

    - Bins
    - Rounds & depots

    Note:

    ### Bins

    The bins are **new**.

    ### Rounds & depots

    - shorter
    - earlier

    +++

    - Fleet
    - *Lorries*

    Note:

    ### Fleet

    Four of them.

    +++

    | a | b |
    | - | - |
    | 1 | 2 |

    Note: a table

    ---

    ## Streets

    +++

    ---

    ## Credits

    - Zoe Adams
    - Ann Young

    ---

    ## Q & A

    Note:

    Thank you.

    ---

    FIN
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Lay out a Markdown deck with a picture."""
    file = tmp_path / "old" / "talk.md"
    (file.parent / "img").mkdir(parents=True)
    file.write_text(dedent(DECK), encoding="utf-8")
    shutil.copy(package_data.backgrounds() / "street-lamps.svg", file.parent / "img" / "lamp.svg")
    return file


def loaded(root: Path) -> Library:
    sink = Sink()
    library = load(ContentFolder.open(root, shipped=package_data.backgrounds()), sink)
    assert not sink.has_errors, sink.diagnostics
    return library


def built(root: Path, audience: Audience = Audience.PRESENTER) -> Deck:
    library = loaded(root)
    return compose(select(library.presentations[0], audience), audience, Sink())


def test_a_deck_becomes_a_deck_file_and_a_section_for_each_stack(
    source: Path, tmp_path: Path
) -> None:
    done = transfer(source, tmp_path / "content")
    assert sorted(path.relative_to(tmp_path / "content").as_posix() for path in done.written) == [
        "decks/talk/deck.yaml",
        "pictures/talk/lamp.svg",
        "sections/talk/streets-and-waste.yaml",
        "sections/talk/streets.yaml",
        "sections/talk/waste.yaml",
    ]
    assert done.lost == ("the setting 'slideNumber' of reveal.js",)
    assert done.kept == (
        "slide 1 (Streets and waste)",
        "slide 5 (a b)",
        "slide 7 (Empty slide 7)",
    )


def test_bullets_and_the_notes_under_them_become_items(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    presentation = loaded(tmp_path / "content").presentations[0]
    chapter = presentation.chapters[1]
    assert [(item.title, item.bullet, item.notes) for item in chapter.items] == [
        ("Bins", None, "The bins are **new**."),
        ("Rounds & depots", None, "- shorter\n- earlier"),
        ("Fleet", None, "Four of them."),
        ("Lorries", "*Lorries*", None),
        ("a b", None, "a table"),
    ]
    assert chapter.entry.headings is False
    assert chapter.entry.say_first == "I begin with waste."
    assert chapter.entry.background is not None
    assert chapter.entry.background.image == "pictures/talk/lamp.svg"
    assert chapter.entry.background.opacity == 0.5


def test_credits_questions_and_ending_are_recognised(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    deck = loaded(tmp_path / "content").presentations[0].deck
    assert getattr(deck.credits, "title", None) == "Credits"
    assert getattr(deck.credits, "also", None) == ("Zoe Adams", "Ann Young")
    assert getattr(deck.questions, "title", None) == "Q & A"
    assert getattr(deck.questions, "notes", None) == "Thank you."
    assert getattr(deck.ending, "words", None) == "FIN"
    assert (deck.look.theme, deck.look.transition) == ("night", "fade")


def test_it_builds_to_the_same_stacks_and_slides(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    deck = built(tmp_path / "content")
    assert [len(stack.slides) for stack in deck.stacks] == [1, 4, 2, 1, 1, 1]
    assert not [
        note
        for slide in built(tmp_path / "content", Audience.PUBLIC).slides
        for note in slide.notes
    ]


def test_it_can_be_built_for_the_public_at_once(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    statuses = {
        str(chapter.section.status)
        for chapter in loaded(tmp_path / "content").presentations[0].chapters
    }
    assert statuses == {"cleared"}


def test_a_known_meeting_makes_a_title_slide_and_contents(tmp_path: Path) -> None:
    text = """\
        ---
        title: Streets
        presenter: Cllr Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        time_limit: 10 minutes
        verticalSeparator: ^\\+{3}
        ---

        # Streets

        Cllr Fairweather

        Full Council, 20 January 2027

        +++

        ## Contents

        1. [Waste](#waste)

        ---

        ## Waste

        +++

        ### Waste

        - Bins
    """
    (tmp_path / "talk.md").write_text(dedent(text), encoding="utf-8")
    done = transfer(tmp_path / "talk.md", tmp_path / "content")
    deck = loaded(tmp_path / "content").presentations[0].deck
    assert done.kept == ()
    assert deck.opening is True
    assert getattr(deck.agenda, "title", None) == "Contents"
    assert deck.meeting is not None
    assert (deck.meeting.body, deck.meeting.time_limit) == ("Full Council", Decimal(10))
    assert [slide.layout.value for slide in built(tmp_path / "content").slides] == [
        "title",
        "contents",
        "section",
        "items",
    ]


def test_nothing_is_ever_overwritten(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    before = {path: path.read_bytes() for path in (tmp_path / "content").rglob("*.yaml")}
    with pytest.raises(CommandError, match="already exists"):
        transfer(source, tmp_path / "content")
    deck = tmp_path / "content" / "decks" / "talk" / "deck.yaml"
    deck.unlink()
    with pytest.raises(CommandError, match="already exists"):
        transfer(source, tmp_path / "content")
    assert not deck.exists()
    del before[deck]
    assert {path: path.read_bytes() for path in before} == before


def test_a_deck_of_the_content_itself_keeps_its_pictures_where_they_are(source: Path) -> None:
    root = source.parent
    (root / "council.yaml").write_text("kind: council\nname: Alderbrook\n", encoding="utf-8")
    done = transfer(source, root)
    assert not [path for path in done.written if path.suffix == ".svg"]
    library = loaded(root)
    assert [found.slug for found in library.presentations] == ["talk-in-sections"]
    background = library.presentations[0].chapters[1].entry.background
    assert background is not None
    assert background.image == "img/lamp.svg"


def test_an_id_that_the_content_has_already_is_not_given_twice(tmp_path: Path) -> None:
    text = '<!-- .slide: id="bins" -->\n\n## Waste\n\n----\n\n- a\n'
    (tmp_path / "talk.md").write_text(text, encoding="utf-8")
    taken = tmp_path / "content" / "sections" / "bins.yaml"
    taken.parent.mkdir(parents=True)
    taken.write_text("kind: section\nid: bins\ntitle: B\nitems: [{title: x}]\n", encoding="utf-8")
    transfer(tmp_path / "talk.md", tmp_path / "content")
    deck = built(tmp_path / "content")
    assert deck.slides[0].id == "bins"
    assert deck.slides[0].title == "Waste"


def test_what_cannot_be_read_stops_with_its_problems(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("---\ntitle: x\n---\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        transfer(tmp_path / "talk.md", tmp_path / "content")
    assert [each.code for each in caught.value.diagnostics] == ["empty-deck"]
    assert not (tmp_path / "content").exists()


def test_the_command_says_what_it_made_and_what_it_kept(source: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(group, ["import", str(source), "-o", str(tmp_path / "content")])
    assert run.exit_code == 0, run.output
    lines = run.stdout.splitlines()
    assert f"Wrote {tmp_path / 'content' / 'decks' / 'talk' / 'deck.yaml'}" in lines
    assert lines[-2].startswith("kept in Markdown: slide 1 (Streets and waste), slide 5")
    assert lines[-1] == "not carried over: the setting 'slideNumber' of reveal.js"


def test_the_command_refuses_what_is_no_markdown(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(b"PK")
    run = CliRunner().invoke(group, ["import", "--as", "deck", str(tmp_path / "report.docx")])
    assert run.exit_code == 2
    assert "isn't a Markdown deck" in run.stderr


def test_the_files_say_where_they_come_from(source: Path, tmp_path: Path) -> None:
    transfer(source, tmp_path / "content")
    for path in (tmp_path / "content").rglob("*.yaml"):
        head = path.read_text(encoding="utf-8").split("\nschema:", 1)[0].splitlines()
        assert all(line.startswith("#") for line in head)
        assert any("talk.md" in line for line in head)


def test_a_broken_council_file_is_to_be_mended_first(source: Path, tmp_path: Path) -> None:
    council = tmp_path / "content" / "council.yaml"
    council.parent.mkdir()
    council.write_text("kind: council\nnaem: Alderbrook\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        transfer(source, tmp_path / "content")
    assert {str(each.span.path) for each in caught.value.diagnostics if each.span} == {
        council.as_posix()
    }
    assert list((tmp_path / "content").iterdir()) == [council]

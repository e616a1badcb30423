from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from csp_slides.content.audience import Audience
from csp_slides.content.council import Rag
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.core.source import Source
from csp_slides.markdown.load import MarkdownSettings, load_markdown
from csp_slides.model.deck import Background, Deck, Layout, Note, Slide, Stack, Timing
from csp_slides.model.slide_blocks import (
    Answer,
    Block,
    Bullet,
    Bullets,
    Byline,
    Contents,
    ContentsEntry,
    Credit,
    Direction,
    Figure,
    IndicatorFigure,
    Indicators,
    People,
    Person,
    Picture,
    PictureCredits,
    Statement,
)
from csp_slides.render.markdown.reveal_md import render
from csp_slides.render.templating import text_environment

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide

ENVIRONMENT = text_environment([package_data.templates()])


class Files:
    """The files beside a deck: those whose names are given."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def find(self, name: str, near: PurePosixPath) -> str | None:
        assert near == PurePosixPath("deck.md")
        return name if name in self.names else None

    def outside(self, name: str, near: PurePosixPath) -> bool:
        assert near == PurePosixPath("deck.md")
        return name.startswith("..")

    def read_text(self, path: str) -> str | None:
        assert path not in self.names
        return None


def deck_of(*slides: Slide, **fields: object) -> Deck:
    deck = Deck(
        slug="talk",
        title="Safer streets",
        audience=Audience.PRESENTER,
        byline=Byline(),
        stacks=(Stack(id=None, title=None, slides=slides, nested=len(slides) > 1),),
        theme="night",
        timing=Timing(words=0, rate=130, limit=None),
        source="talk.yaml",
    )
    return replace(deck, **fields)


def slide_of(*blocks: Block, notes: tuple[Note, ...] = (), **fields: object) -> Slide:
    slide = Slide(layout=Layout.ITEMS, title="Waste", blocks=blocks, notes=notes)
    return replace(slide, **fields)


def said(words: str, heading: str | None = None) -> Note:
    return Note(heading=heading, words=Prose(markdown=words))


def built(
    deck: Deck, pictures: Mapping[str, str] | None = None, *, warned: tuple[str, ...] = ()
) -> MarkdownDeck:
    """Write a deck as Markdown and read that again; `warned` are the warnings it may give."""
    text = render(deck, pictures or {}, ENVIRONMENT).decode()
    path = PurePosixPath("deck.md")
    sink = Sink()
    files = Files(*(pictures or {}).values())
    back = load_markdown(Source(path, text, path), files, sink, settings=MarkdownSettings())
    assert {found.code for found in sink.diagnostics} <= set(warned), sink.diagnostics
    assert back is not None
    return back


def only_slide(deck: MarkdownDeck) -> MarkdownSlide:
    assert [len(stack.slides) for stack in deck.stacks] == [1]
    return deck.stacks[0].slides[0]


def html(slide: MarkdownSlide) -> LexborHTMLParser:
    return LexborHTMLParser(slide.body.html)


def texts(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in tree.css(selector)]


def heard(slide: MarkdownSlide) -> str:
    words = (LexborHTMLParser(note.html).text(separator=" ") for note in slide.notes)
    return " ".join(" ".join(words).split())


# ------------------------------------------------------------------ structure


def test_stacks_and_slides_keep_their_places() -> None:
    names = (("A", "B", "C"), ("D",), ("E", "F"))
    stacks = tuple(
        Stack(
            id=None,
            title=row[0],
            slides=tuple(slide_of(title=name) for name in row),
            nested=len(row) > 1,
        )
        for row in names
    )
    back = built(deck_of(stacks=stacks))
    assert [[slide.title for slide in stack.slides] for stack in back.stacks] == [
        list(row) for row in names
    ]
    assert [stack.nested for stack in back.stacks] == [True, False, True]


def test_an_empty_slide_stays_where_it_is() -> None:
    empty = Slide(layout=Layout.AUTHORED, blocks=(Authored(html="", markdown=""),))
    back = built(deck_of(slide_of(), empty, slide_of(), empty), warned=("empty-slide",))
    assert [slide.empty for slide in back.stacks[0].slides] == [False, True, False, True]


def test_the_front_matter_says_what_the_deck_knows() -> None:
    byline = Byline(
        presenter="Councillor Fairweather",
        role="Portfolio Holder: streets",
        body="Full Council",
        date=dt.date(2027, 1, 20),
    )
    back = built(
        deck_of(
            slide_of(),
            title="Yes",
            byline=byline,
            language="cy",
            transition="zoom",
            options={"slideNumber": True, "autoSlide": 500},
            timing=Timing(words=0, rate=130, limit=Decimal(20)),
        )
    )
    assert (back.title, back.theme, back.id, back.language) == ("Yes", "night", "talk", "cy")
    assert (back.presenter, back.role) == ("Councillor Fairweather", "Portfolio Holder: streets")
    assert (back.body, back.date, back.time_limit) == (
        "Full Council",
        dt.date(2027, 1, 20),
        Decimal(20),
    )
    assert back.options["transition"] == "zoom"
    assert back.options["slideNumber"] is True
    assert back.options["autoSlide"] == 500


def test_a_slide_keeps_its_id_and_its_background() -> None:
    background = Background(
        picture=Picture(name="pictures/a lamp (1).svg"), opacity=0.4, size="contain", position="top"
    )
    places = {"pictures/a lamp (1).svg": "pictures/a lamp (1).svg"}
    text = render(deck_of(slide_of(id="waste_1", background=background)), places, ENVIRONMENT)
    assert b"a%20lamp%20%281%29.svg" in text
    shown = only_slide(
        built(
            deck_of(
                slide_of(
                    id="waste_1", background=replace(background, picture=Picture(name="x.svg"))
                )
            ),
            {"x.svg": "pictures/x.svg"},
        )
    )
    assert dict(shown.attributes) == {
        "id": "waste_1",
        "data-background": "asset:/pictures/x.svg",
        "data-background-opacity": "0.4",
        "data-background-size": "contain",
        "data-background-position": "top",
    }


# --------------------------------------------------------------------- blocks


def test_bullets_keep_their_emphasis_and_what_is_asked() -> None:
    bullets = Bullets(
        bullets=(
            Bullet(text=Prose(markdown="New *lamps*")),
            Bullet(text=Prose(markdown="Bids"), ask=Prose(markdown="Support **it**")),
        )
    )
    tree = html(only_slide(built(deck_of(slide_of(bullets)))))
    assert texts(tree, "ul > li") == ["New lamps", "Bids Ask: Support it"]
    assert texts(tree, "li em") == ["lamps"]


@pytest.mark.parametrize(
    "text",
    [
        *("# no heading", "- no list", "+ no list", "1. no number", "2) no number", "> no quote"),
        *(
            "```",
            "~~~ x",
            "---",
            "***",
            "_ _ _",
            "[ ] no task",
            "[x] no task",
            "[a]: b",
            "| a | b |",
        ),
        *(
            "Note: x",
            "notes: x",
            "+++",
            "= x",
            "    four",
            "<div>",
            '<!-- .slide: id="x" -->',
            "\\",
        ),
    ],
)
def test_a_bullet_begins_nothing(text: str) -> None:
    bullets = Bullets(bullets=(Bullet(text=Prose(markdown=text)), Bullet(text=Prose(markdown="b"))))
    shown = only_slide(built(deck_of(slide_of(bullets))))
    tree = html(shown)
    assert texts(tree, "ul > li") == [" ".join(text.split()), "b"]
    assert [node.tag for node in tree.css("body > ul > li *")] == []
    assert not shown.notes
    assert not shown.attributes


@pytest.mark.parametrize(
    "title",
    [
        *("C#", "A #", "#", "*Stars*", "_low_", "`code`", "[link](x)", "<b>bold</b>", "AT&amp;T"),
        *(
            "&lt;b&gt;",
            "1. First",
            "Note: x",
            "a\\b",
            "$x$ and $y$",
            "~~no~~",
            "</textarea>",
            "| a",
        ),
    ],
)
def test_a_title_shows_as_it_was_typed(title: str) -> None:
    warned = ("entity",) if "textarea" in title else ()
    shown = only_slide(built(deck_of(slide_of(title=title)), warned=warned))
    assert shown.title == title
    assert [node.tag for node in html(shown).css("h3 *, h2 *, h1 *")] == []


def test_a_title_slide_names_presenter_meeting_and_council() -> None:
    byline = Byline(
        presenter="Cllr *Fairweather*",
        role="Leader",
        body="Full Council",
        date=dt.date(2027, 1, 20),
        council="Alderbrook",
    )
    shown = only_slide(built(deck_of(slide_of(byline, layout=Layout.TITLE))))
    assert texts(html(shown), "h1") == ["Waste"]
    assert texts(html(shown), "p") == [
        "Cllr *Fairweather*",
        "Leader",
        "Full Council, 20 January 2027",
        "Alderbrook",
    ]


def test_parts_of_a_title_are_counted() -> None:
    shown = only_slide(built(deck_of(slide_of(part=(2, 3)))))
    assert shown.title == "Waste 2 of 3"


def test_contents_lead_to_their_slides() -> None:
    entries = (ContentsEntry(title="A [b]", slide="a-b"), ContentsEntry(title="C", slide="c"))
    tree = html(only_slide(built(deck_of(slide_of(Contents(entries=entries))))))
    links = tree.css("ol > li > a")
    assert [(link.text(), link.attributes["href"]) for link in links] == [
        ("A [b]", "#a-b"),
        ("C", "#c"),
    ]


def test_indicators_are_a_table_with_their_ratings_in_words() -> None:
    figure = IndicatorFigure(
        name="Calls | answered",
        period="Quarter 3",
        actual="93%",
        target="90%",
        previous="88%",
        unit="of calls",
        direction=Direction.BETTER,
        rag=Rag.GREEN,
        rating="On target",
        against="better than the target of 90%",
        source="Contact centre",
        comment="A *new* rota.",
    )
    tree = html(only_slide(built(deck_of(slide_of(Indicators(figures=(figure,)))))))
    assert texts(tree, "td") == [
        "Calls | answered",
        "Quarter 3",
        "93% of calls",
        "88%",
        "better",
        "better than the target of 90%",
        "Green: On target",
    ]
    assert len(texts(tree, "th")) == len(texts(tree, "td"))
    assert texts(tree, "p") == ["Calls | answered: A new rota. Source: Contact centre"]


def test_people_statements_answers_and_prose() -> None:
    blocks = (
        People(people=(Person(name="Ada Quill", job="Manager"), Person(name="1. Bo"))),
        Statement(text=Prose(markdown="# Nothing to report")),
        Answer(question="Why?", answer=Prose(markdown="Because.\n\n- a\n- b")),
        Prose(markdown="> quoted"),
    )
    tree = html(only_slide(built(deck_of(slide_of(*blocks)))))
    assert texts(tree, "ul")[0] == "Ada Quill, Manager 1. Bo"
    assert texts(tree, "p") == ["# Nothing to report", "Because.", "quoted"]
    assert texts(tree, "blockquote") == ["quoted"]


def test_a_figure_shows_its_picture_and_its_credit() -> None:
    picture = Picture(
        name="lamp.svg",
        describe="A lamp [lit]",
        credit=Credit(picture="lamp.svg", line="By *Ada*"),
    )
    tree = html(
        only_slide(
            built(deck_of(slide_of(Figure(picture=picture))), {"lamp.svg": "pictures/l.svg"})
        )
    )
    assert [node.attributes["alt"] for node in tree.css("img")] == ["A lamp [lit]"]
    assert [node.attributes["src"] for node in tree.css("img")] == ["asset:/pictures/l.svg"]
    assert texts(tree, "p")[-1] == "By *Ada*"


def test_credits_link_to_the_picture_and_its_author() -> None:
    credit = Credit(
        picture="x.jpg",
        title="Dusk",
        author="Ada",
        profile="https://example.org/ada",
        source="Unsplash",
        page="https://example.org/dusk",
        licence="CC0-1.0",
    )
    tree = html(only_slide(built(deck_of(slide_of(PictureCredits(credits=(credit,)))))))
    assert texts(tree, "li") == ["Dusk by Ada on Unsplash, CC0-1.0"]
    assert [link.attributes["href"] for link in tree.css("li a")] == [
        "https://example.org/ada",
        "https://example.org/dusk",
    ]


# ---------------------------------------------------------------------- notes


def test_notes_stand_under_their_headings() -> None:
    notes = (said("First.", "Bins"), said("- a\n- b"), said("- c"), said("Last.", "Rounds # 2"))
    shown = only_slide(built(deck_of(slide_of(notes=notes))))
    tree = LexborHTMLParser(shown.notes[0].html)
    assert len(shown.notes) == 1
    assert texts(tree, "h3") == ["Bins", "Rounds # 2"]
    assert texts(tree, "ul") == ["a b", "c"]


def test_what_is_said_if_there_is_time_says_so() -> None:
    note = Note(heading="Bins", words=Prose(markdown="More."), if_time=True)
    shown = only_slide(built(deck_of(slide_of(notes=(note,)))))
    assert heard(shown) == "Bins If there is time More."


HOSTILE = [
    "\r=1+1",
    *(
        "---",
        "a\n---\nb",
        "a\n\n---\n\nb",
        "---\ntitle: x\n---\n\n# no slide",
        "----",
        "+++",
        "a\n+++\nb",
    ),
    *(
        "Note: b",
        "a\nNote:\nb",
        "notes:",
        "ssnote: x",
        "NOTES: x",
        '<!-- .slide: data-state="x" -->',
    ),
    *('<!-- .element: class="x" -->', "<!-- open", "</section>", "<script>x()</script>", "<aside>"),
    *('<aside class="notes">x</aside>', "&lt;b&gt;", "&#60;b>", "&amp;lt;b>", "$x$", "$$\nx\n$$"),
    *(
        "```\n---\nNote: x\n+++\n```",
        "~~~\n+++\n",
        "```\nopen",
        "- a\n  ```\n  ---\n  ```",
        "> ```\n> x",
    ),
    *(
        "    ---",
        "`a\n<aside>`",
        "https://x.org<b>",
        "[a](<b c>)",
        "[a]: javascript:x",
        "- [ ] task",
    ),
    *("</textarea>", "a\u2028Note: b", "---\n+++\n---\nNote:", "| a |\n| - |\n| `x` |"),
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_of_a_note_change_the_deck(words: str) -> None:
    deck = deck_of(slide_of(notes=(said(words, "Bins"), said("After.", "Rounds"))), slide_of())
    back = built(deck, warned=("entity", "heading", "link-text", "missing-file"))
    assert [len(stack.slides) for stack in back.stacks] == [2]
    first, second = back.stacks[0].slides
    assert (first.title, second.title) == ("Waste", "Waste")
    assert texts(html(first), "body > *") == ["Waste"]
    assert not first.attributes
    assert len(first.notes) == 1
    tree = LexborHTMLParser(first.notes[0].html)
    assert texts(tree, "body > h3")[0] == "Bins"
    assert texts(tree, "body > h3")[-1] == "Rounds"
    assert texts(tree, "body > p")[-1] == "After."
    assert not second.notes


@pytest.mark.parametrize(
    "words",
    [
        "a <b>c</b>",
        "x\n---\ny",
        "+++",
        "Note: b",
        "&lt;b&gt;",
        "```\n---\n\n +++\n```",
        "£5 or $6 $7",
    ],
)
def test_hostile_words_are_read_as_they_were_typed(words: str) -> None:
    from csp_slides.markdown.text import render_block

    shown = only_slide(built(deck_of(slide_of(notes=(said(words),)))))
    expected = LexborHTMLParser(render_block(words)).text(separator=" ")
    assert heard(shown) == " ".join(expected.split())


def test_officers_pictures_show_as_their_descriptions() -> None:
    shown = only_slide(built(deck_of(slide_of(notes=(said("See ![the *plan*](plan.png)."),)))))
    assert heard(shown) == "See the plan ."
    assert LexborHTMLParser(shown.notes[0].html).css_first("img") is None


PIECES = st.sampled_from(
    [
        *(
            "bins",
            "Note:",
            "---",
            "+++",
            "----",
            "***",
            "# ",
            "- ",
            "1. ",
            "> ",
            "    ",
            "```",
            "~~~",
        ),
        *(
            "`",
            "``",
            "<b>",
            "</b>",
            "<!-- .slide: data-x -->",
            "<!--",
            "-->",
            "&amp;",
            "&lt;",
            "\\",
        ),
        *(
            "*",
            "**",
            "_",
            "[",
            "](",
            "]",
            ")",
            "!",
            "[a]: x",
            "[a]",
            "~~",
            "|",
            "| a | b |",
            "| - | - |",
        ),
        *(
            "<https://x.org>",
            "https://x.org",
            "www.x.org",
            '<aside class="notes">',
            "<script>",
            "<?",
        ),
        *(
            "- [ ] ",
            "  ",
            "\n",
            "\n\n",
            "\n",
            " ",
            "===",
            ".element: class=",
            "<x@y.org>",
            "</section>",
        ),
    ]
)


@settings(deadline=None, max_examples=60)
@example("binshttps://x.org<script>")
@example("https://x.org> ")
@example("www.x.org> ")
@example('binsftp://x.org<aside class="notes">')
@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
def test_a_note_of_any_pieces_stays_one_note(words: str) -> None:
    back = built(
        deck_of(slide_of(notes=(said(words),)), slide_of()),
        warned=("heading", "link", "link-text", "missing-file"),
    )
    assert [len(stack.slides) for stack in back.stacks] == [2]
    first, second = back.stacks[0].slides
    assert texts(html(first), "body > *") == ["Waste"]
    assert not first.attributes
    assert len(first.notes) <= 1
    assert not second.notes
    tags = {node.tag for note in first.notes for node in LexborHTMLParser(note.html).css("body *")}
    assert not tags & {"b", "script", "aside", "section", "input", "img"}


@pytest.mark.parametrize(
    "position", ['" onmouseover="alert(1)" x="', "--><svg onload=alert(1)>", "left\n-->"]
)
def test_a_value_that_a_comment_cannot_hold_is_left_out(position: str) -> None:
    picture = Picture(name="park.jpg", describe="A park")
    slide = slide_of(background=Background(picture=picture, size="cover", position=position))
    text = render(deck_of(slide), {}, ENVIRONMENT).decode()
    assert "alert" not in text
    assert 'data-background-size="cover"' in text
    assert "position" not in text


# ------------------------------------------------------------- Markdown decks


def authored(markdown: str, html: str = "<p>x</p>", **fields: object) -> Slide:
    slide = Slide(layout=Layout.AUTHORED, blocks=(Authored(html=html, markdown=markdown),))
    return replace(slide, **fields)


def test_a_comment_keeps_its_words_to_itself_unless_it_sets_an_element() -> None:
    slide = authored('<!-- who knows -->\n\nA <!-- secret --> b <!-- .element: class="c" -->')
    text = render(deck_of(slide), {}, ENVIRONMENT)
    assert b"who knows" not in text
    assert b"secret" not in text
    assert texts(html(only_slide(built(deck_of(slide)))), "p.c") == ["A b"]


def test_code_keeps_what_looks_like_a_comment() -> None:
    slide = authored("```\n<!-- kept -->\n```\n\n`<!-- kept too -->`")
    tree = html(only_slide(built(deck_of(slide))))
    assert texts(tree, "code") == ["<!-- kept -->", "<!-- kept too -->"]


@pytest.mark.parametrize(
    "markdown",
    [
        '# A\n\n<aside class="notes">secret</aside>',
        "# A\n\n<ASIDE class=notes>\nsecret",
        '# A\n\n<p data-notes="secret">x</p>',
        'A <!-- .element: data-notes="secret" -->',
        "# A\n\n<!-- secret",
    ],
)
def test_a_slide_with_notes_in_its_html_is_written_without_them(markdown: str) -> None:
    slide = authored(markdown, html='<h1 id="a">A</h1>\n<p>shown</p>\n')
    assert b"secret" not in render(deck_of(slide), {}, ENVIRONMENT)
    assert texts(html(only_slide(built(deck_of(slide)))), "body > *") == ["A", "shown"]


def test_cleaned_html_keeps_its_lines_of_code_and_its_styles() -> None:
    code = "<pre><code>one\n\n&lt;b&gt; Note:\n---</code></pre>"
    markup = f'<p class="styled-35eac301 big">a</p>\n{code}\n'
    slide = authored("<aside>", html=markup)
    sheet = ":is(#\\_, .styled-35eac301) { color: red }\n"
    back = built(deck_of(slide, stylesheet=sheet))
    tree = html(only_slide(back))
    assert tree.css("pre code")[0].text() == "one\n\n<b> Note:\n---"
    assert [node.text() for node in tree.css("p.big.styled-35eac301")] == ["a"]
    assert back.stylesheet == sheet


def test_names_of_files_lead_to_their_new_places() -> None:
    markdown = (
        '![a](../img/a.png "t") <img src="../img/b%20c.png"> [d](../img/d.pdf)\n\n'
        "`![code](../img/a.png)` ![ref]\n\n[ref]: ../img/a.png\n\n![gone](../img/gone.png)"
    )
    places = {"img/a.png": "pictures/a.png", "img/b c.png": "pictures/b.png", "img/d.pdf": "d.pdf"}
    deck = deck_of(authored(markdown), source="decks/talk.md")
    text = render(deck, places, ENVIRONMENT).decode()
    assert text.count("../img/") == 2
    tree = html(only_slide(built(deck, places, warned=("describe", "outside", "missing-file"))))
    assert [node.attributes.get("src") for node in tree.css("img")][:3] == [
        "asset:/pictures/a.png",
        "asset:/pictures/b.png",
        "asset:/pictures/a.png",
    ]
    assert [node.attributes["href"] for node in tree.css("a")] == ["asset:/d.pdf"]
    assert texts(tree, "code") == ["![code](../img/a.png)"]


def test_a_missing_background_keeps_the_name_that_its_author_typed() -> None:
    slide = authored(
        '<!-- .slide: data-background="./img/gone.jpg" -->\n\n# A',
        attributes={"data-background": "asset:/missing/gone.jpg", "class": "big scrim-40"},
    )
    text = render(deck_of(slide), {}, ENVIRONMENT).decode()
    assert '<!-- .slide: data-background="./img/gone.jpg" -->' in text.splitlines()
    assert '<!-- .slide: class="big" -->' in text.splitlines()


def test_lines_that_cut_this_deck_are_only_lines_in_another() -> None:
    slide = authored("A\n\n---\n\nB\n---\n\n+++\n\nNote: c\n\n<div>\nNote: d\n---\n</div>")
    shown = only_slide(built(deck_of(slide)))
    tree = html(shown)
    assert not shown.notes
    assert texts(tree, "h2") == ["B"]
    assert len(tree.css("hr")) == 1
    assert texts(tree, "p") == ["A", "+++", "Note: c"]
    assert texts(tree, "div") == ["Note: d ---"]


def test_a_site_owner_can_change_one_block_of_it(tmp_path: Path) -> None:
    override = tmp_path / "markdown" / "deck.md"
    override.parent.mkdir()
    override.write_text(
        '{% extends "shipped/markdown/deck.md" %}\n'
        "{% block front_matter %}\n{{ front_matter -}}\nauthor: me\n{% endblock %}\n",
        encoding="utf-8",
    )
    environment = text_environment([tmp_path, package_data.templates()])
    shipped = render(deck_of(slide_of()), {}, ENVIRONMENT).decode()
    changed = render(deck_of(slide_of()), {}, environment).decode()
    assert changed == shipped.replace("\n---\n", "\nauthor: me\n---\n", 1)

from __future__ import annotations

import json
from enum import Enum
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any, get_args

import pytest
from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from csp_slides.content.audience import Audience
from csp_slides.content.theme import Scheme
from csp_slides.core import package_data
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.model.deck import Background, Deck, Layout, Slide, Stack
from csp_slides.model.slide_blocks import Block, PictureCopy, PictureSource
from csp_slides.render import templating
from csp_slides.render.html import deck_page
from tests.browser.sample import PHOTO, SPOKEN, authored, photo, sample_deck, stack

PLACE = PurePosixPath("assets/hills.1.jpg")

DECK = sample_deck(PLACE)

SOURCES = tuple(
    PictureSource(
        media_type=kind,
        copies=tuple(
            PictureCopy(asset=PurePosixPath(f"assets/a.{number}"), width=width)
            for number, width in copies
        ),
    )
    for kind, copies in (
        ("image/avif", (("1.avif", 960), ("2.avif", 1440))),
        ("image/jpeg", (("3.jpg", 960),)),
    )
)

PAGE = deck_page.Page(
    assets={
        name: PurePosixPath("assets", name) for name in (*deck_page.SCRIPTS, *deck_page.STYLES)
    },
    stylesheets=(PurePosixPath("assets/night-deck.css"),),
    theme="night",
    scheme=Scheme.DARK,
    resources={PHOTO: PLACE},
    report="report.html",
    index="../index.html",
)

TEMPLATES = templating.environment([package_data.templates()])


def show(deck: Deck = DECK, **page: Any) -> LexborHTMLParser:  # noqa: ANN401  # any field of Page
    html = deck_page.render(deck, replace(PAGE, **page), TEMPLATES)
    return LexborHTMLParser(html)


def one(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    (found,) = tree.css(selector)
    return found


def sections(node: LexborNode) -> list[LexborNode]:
    return [child for child in node.iter() if child.tag == "section"]


def words(node: LexborNode) -> str:
    return " ".join(node.text().split())


def with_slides(*slides: Slide) -> Deck:
    return replace(DECK, stacks=tuple(stack(slide) for slide in slides))


def test_slides_stand_in_order_and_stacks_hold_theirs() -> None:
    tree = show()
    shown = [
        [slide.attributes.get("id") for slide in sections(outer)] or outer.attributes["id"]
        for outer in tree.css(".slides > section")
    ]
    expected = [
        [slide.id for slide in stack.slides] if stack.nested else stack.slides[0].id
        for stack in DECK.stacks
    ]
    assert shown == expected


def test_a_stack_of_one_slide_is_nested_where_its_author_nested_it() -> None:
    nested = Stack(id=None, title=None, nested=True, slides=(authored("<p>x</p>"),))
    tree = show(replace(DECK, stacks=(nested,)))
    assert len(tree.css(".slides > section.stack > section")) == 1


def test_every_kind_of_block_has_a_component_that_shows_it() -> None:
    shown = {type(block): block for slide in DECK.slides for block in slide.blocks}
    kinds = set(get_args(Block))
    assert kinds <= set(shown)
    for kind in kinds - {Authored, Prose}:
        name = templating.kind(shown[kind])
        assert (package_data.templates() / "components" / f"{name}.html").is_file()


def test_every_slide_shows_something() -> None:
    tree = show()
    leaves = [each for each in tree.css(".slides section") if not sections(each)]
    assert len(leaves) == len(DECK.slides)
    assert all(words(leaf) for leaf in leaves)


def test_the_outline_has_one_title_and_leaves_no_level_out() -> None:
    levels = [
        int(each.tag[1]) for each in show().css("main :is(h1, h2, h3, h4, h5, h6)") if each.tag
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_deck_without_a_title_of_its_own_has_a_hidden_one() -> None:
    tree = show(with_slides(authored("<h2>First</h2>")))
    title = one(tree, "h1")
    assert title.attributes["class"] == "visually-hidden"
    assert words(title) == DECK.title


def test_an_authors_own_title_is_the_pages_and_only_the_first() -> None:
    tree = show(with_slides(authored("<h1>A</h1><h1>B</h1>"), authored("<h1>C</h1>")))
    assert [each.attributes.get("aria-level") for each in tree.css("h1")] == [None, "2", "2"]


def test_notes_stand_only_where_the_deck_holds_any() -> None:
    presenter, public = show(), show(sample_deck(PLACE, audience=Audience.PUBLIC))
    assert SPOKEN in words(one(presenter, "#safety_1 > aside.notes"))
    assert public.css(".notes") == []
    assert SPOKEN not in (public.html or "")


def test_a_picture_behind_a_slide_is_named_for_reveal_js_and_described_for_people() -> None:
    slide = one(show(), "#safety")
    assert slide.attributes["data-background-image"] == f"../{PLACE}"
    assert slide.attributes["data-background-opacity"] == "0.3"
    assert "slide--pictured" in (slide.attributes["class"] or "")
    assert "Hills one behind the other" in words(one(slide, ".visually-hidden"))


def test_an_authors_local_files_are_led_to_their_places() -> None:
    tree = show()
    behind = one(tree, "section[data-background]")
    assert behind.attributes["data-background"] == f"../{PLACE}"
    assert (behind.attributes["class"] or "").split() == [
        "slide",
        "slide--authored",
        "slide--pictured",
        "scrim-60",
    ]
    assert [each.attributes["src"] for each in tree.css(".slide--authored img")] == [f"../{PLACE}"]


def test_first_picture_is_fetched_at_once_and_the_others_in_their_turn() -> None:
    behind = replace(
        Background(picture=photo(PLACE)),
        picture=replace(photo(PLACE), sources=SOURCES),
    )
    slides = [
        Slide(layout=Layout.SECTION, id=f"s{n}", title="S", background=behind) for n in (1, 2)
    ]
    tree = show(with_slides(*slides))
    images = tree.css(".backdrop picture > img")
    assert [each.attributes["loading"] for each in images] == ["eager", "lazy"]
    assert [each.attributes["alt"] for each in images] == [behind.picture.describe] * 2
    (source, *_) = tree.css(".backdrop picture > source")
    assert source.attributes["type"] == "image/avif"
    assert source.attributes["srcset"] == "../assets/a.1.avif 960w, ../assets/a.2.avif 1440w"
    assert images[0].attributes["srcset"] == "../assets/a.3.jpg 960w"


def test_decorative_picture_is_said_to_be_nothing() -> None:
    picture = replace(photo(PLACE), describe="")
    slide = Slide(layout=Layout.SECTION, id="s", title="S", background=Background(picture=picture))
    tree = show(with_slides(slide))
    assert one(tree, ".backdrop img").attributes["alt"] == ""
    assert tree.css(".backdrop__words") == []
    assert "backdrop--decorative" in (one(tree, ".backdrop").attributes["class"] or "")


def test_several_pictures_of_one_background_are_each_led_to_their_place() -> None:
    listed = {"data-background-image": f"asset:/{PHOTO}, asset:/gone.png"}
    slide = one(show(with_slides(authored("<p>x</p>", listed))), ".slides > section")
    assert slide.attributes["data-background-image"] == f"../{PLACE},asset:/gone.png"


def test_a_picture_that_was_not_found_is_left_out() -> None:
    lost = sample_deck(PLACE)
    stacks = tuple(
        replace(
            stack,
            slides=tuple(
                replace(
                    slide,
                    blocks=tuple(_without_asset(block) for block in slide.blocks),
                )
                for slide in stack.slides
            ),
        )
        for stack in lost.stacks
    )
    assert show(replace(lost, stacks=stacks)).css(".figure") == []


def _without_asset(block: Any) -> Any:  # noqa: ANN401  # any block
    if not hasattr(block, "picture"):
        return block
    return replace(block, picture=replace(block.picture, asset=None))


def test_options_are_data_and_the_deck_has_the_last_word() -> None:
    deck = replace(DECK, transition="zoom", options={"loop": True, "width": 960})
    options = json.loads(one(show(deck), "main").attributes["data-options"] or "")
    assert options == {**deck_page.OPTIONS, "transition": "zoom", "loop": True, "width": 960}


def test_hostile_options_stay_in_their_attribute() -> None:
    deck = replace(DECK, options={"x": "'\"><script>alert(1)</script>"})
    tree = show(deck)
    assert len(tree.css("script:not([src])")) == 0
    options = json.loads(one(tree, "main").attributes["data-options"] or "")
    assert options["x"] == "'\"><script>alert(1)</script>"


def test_the_contents_number_their_sections() -> None:
    tree = show()
    numbers = {
        each.attributes["id"]: words(one(each, ".slide__number"))
        for each in tree.css("section.slide")
        if each.css(".slide__number")
    }
    assert numbers == {
        "safety": "1",
        "performance": "2",
        "digital": "3",
        "plans": "4",
        "pages": "5",
    }
    links = [each.attributes["href"] for each in tree.css(".contents a")]
    assert links == [f"#{name}" for name in numbers]


def test_only_a_finished_public_page_may_be_indexed() -> None:
    public = sample_deck(PLACE, audience=Audience.PUBLIC)
    assert show(public).css("meta[name=robots]") == []
    draft = show(replace(public, draft=True))
    assert one(draft, "meta[name=robots]").attributes["content"] == "noindex, nofollow"
    assert words(one(draft, ".draft")) == "Draft"
    assert words(one(show(), ".audience")) == "Presenter’s copy: not for publication"


def test_links_that_lead_nowhere_are_left_out() -> None:
    tree = show(report=None, index=None)
    hrefs = {each.attributes["href"] for each in tree.css("header a, footer a")}
    assert hrefs == {"?view=article", "?view=slides"}


def test_every_address_is_relative() -> None:
    tree = show()
    found = [
        each.attributes.get("href") or each.attributes.get("src") or ""
        for each in tree.css("link, script, img, header a, footer a")
    ]
    assert [url for url in found if url.startswith(("/", "http"))] == []


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert deck_page.render(DECK, PAGE, TEMPLATES) == deck_page.render(DECK, PAGE, TEMPLATES)


# --------------------------------------------------------------------------------- escaping

HOSTILE = "<b>&\"'{{7}}"


NAMES = frozenset({"html", "markdown", "id", "slide", "resources"})


def hostile(value: Any) -> Any:  # noqa: ANN401  # any value of a deck
    """Put markup into every text of a deck but those that are markup, or name something."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value}{HOSTILE}"
    if isinstance(value, tuple):
        return tuple(hostile(each) for each in value)
    if isinstance(value, Struct):
        changed = {
            name: hostile(getattr(value, name))
            for name in value.__struct_fields__
            if name not in NAMES
        }
        return replace(value, **changed)
    return value


def test_no_text_of_a_deck_becomes_markup() -> None:
    deck = hostile(DECK)
    tree = show(deck)
    assert tree.css("b") == []
    # How the words of a drawing are broken into lines depends on how long they are.
    outside = [len(each.css("*")) - len(each.css("svg *")) for each in (tree, show())]
    assert outside[0] == outside[1]
    drawn = {each.tag for each in tree.css("svg *")}
    assert drawn <= {"title", "desc", "defs", "pattern", "path", "circle", "rect", "line", "text"}
    assert HOSTILE in words(one(tree, "#title h1"))


@pytest.mark.parametrize("layout", list(Layout))
def test_a_slide_with_nothing_but_a_title_is_shown_in_any_layout(layout: Layout) -> None:
    slide = Slide(layout=layout, id="x", title="Only this")
    tree = show(with_slides(slide))
    assert f"slide--{layout.value}" in (one(tree, "#x").attributes["class"] or "")


def test_a_picture_among_the_words_has_its_other_formats() -> None:
    inside = f'<p>A <img src="asset:/{PHOTO}" alt="Hills" class="fragment"> B</p>'
    own = f'<img src="asset:/{PHOTO}" alt="" class="r-stretch">'
    slides = [authored(inside + own, {}, PHOTO)]
    tree = show(with_slides(*slides), sources={PHOTO: SOURCES})
    picture = one(tree, ".slide--authored p > picture")
    assert [child.tag for child in picture.iter()] == ["source", "img"]
    source = one(tree, ".slide--authored source")
    assert source.attributes["srcset"] == "../assets/a.1.avif 960w, ../assets/a.2.avif 1440w"
    assert source.attributes["sizes"] == "960px"
    image = one(tree, ".slide--authored p img")
    assert image.attributes["src"] == f"../{PLACE}"
    assert image.attributes["class"] == "fragment"
    assert one(tree, ".slide--authored > img.r-stretch").attributes["src"] == f"../{PLACE}"

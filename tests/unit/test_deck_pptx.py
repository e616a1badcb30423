from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias

import pptx
import pytest
from msgspec.structs import replace
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from csp_slides.assets.colour import ratio, read_hex
from csp_slides.content.audience import Audience
from csp_slides.content.council import Brand
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.rich_text import Prose
from csp_slides.editions import theme
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.model.deck import Layout
from csp_slides.model.slide_blocks import (
    Bullet,
    Bullets,
    Figure,
    Indicators,
    People,
    Person,
    Picture,
)
from csp_slides.render.pptx import presentation
from csp_slides.render.pptx.frames import EMU
from csp_slides.render.pptx.picture import Shot
from csp_slides.render.pptx.theme_part import office_font
from tests.browser.sample import CHART, PHOTO, SPOKEN, THEMES, authored, sample_deck, stack
from tests.browser.sample import photo as sample_photo
from tests.browser.test_everything_fits import slides_of

if TYPE_CHECKING:
    from csp_slides.content.theme import Theme
    from csp_slides.model.deck import Deck, Slide

# Half of what the library gives has no types.
Presentation: TypeAlias = Any
PowerPointSlide: TypeAlias = Any

PLACE = PurePosixPath("assets/hills.1.jpg")


def photo() -> Shot:
    saved = io.BytesIO()
    Image.new("RGB", (320, 240), "#335577").save(saved, "JPEG")
    return Shot(content=saved.getvalue(), suffix=".jpg", width=320, height=240)


PICTURES = {PHOTO: photo(), str(PLACE): photo()}


def worn(name: str) -> Theme:
    theme_loader = ThemeLoader(
        templates=(package_data.templates(),), themes=(package_data.themes(),)
    )
    found = theme.read_theme(theme_loader.theme(name).tokens, Sink())
    assert found is not None
    return theme.branded(found, Brand())


def written(deck: Deck, name: str = "night", template: bytes | None = None) -> bytes:
    return presentation.render(deck, worn(name), PICTURES, template=template)


@cache
def sample_bytes(name: str = "night", audience: Audience = Audience.PRESENTER) -> bytes:
    return written(sample_deck(PLACE, audience=audience), name)


def opened_sample(name: str = "night") -> Presentation:
    return pptx.Presentation(io.BytesIO(sample_bytes(name)))


def opened(deck: Deck, name: str = "night", template: bytes | None = None) -> Presentation:
    return pptx.Presentation(io.BytesIO(written(deck, name, template)))


@pytest.fixture(scope="module")
def sample() -> Presentation:
    return opened_sample()


def with_slides(*slides: Slide) -> Deck:
    return replace(sample_deck(PLACE), stacks=tuple(stack(each) for each in slides))


def only(html: str, attributes: dict[str, str] | None = None, **options: Any) -> PowerPointSlide:  # noqa: ANN401  # any argument
    made = opened(
        with_slides(authored("<h1>First</h1>"), authored(html, attributes or {})), **options
    )
    return made.slides[1]


def title(slide: PowerPointSlide) -> str:
    found = slide.shapes.title
    assert found is not None
    return " ".join(found.text_frame.text.split())


def body(slide: PowerPointSlide) -> Any:  # noqa: ANN401  # the library's
    return next(each for each in slide.placeholders if each.placeholder_format.idx == 1)


def tables(slide: PowerPointSlide) -> list[Any]:
    return [each.table for each in slide.shapes if each.has_table]


def pictures(slide: PowerPointSlide) -> list[Any]:
    return [each for each in slide.shapes if each.shape_type == MSO_SHAPE_TYPE.PICTURE]


def described(shape: Any) -> str:  # noqa: ANN401  # the library's
    return str(shape._element.xpath(".//p:cNvPr/@descr")[0])


def is_decoration(shape: Any) -> bool:  # noqa: ANN401  # the library's
    return bool(shape._element.xpath(".//*[local-name()='decorative' and @val='1']"))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_every_slide_has_a_title_of_its_own_that_is_the_decks_in_its_order(
    sample: Presentation,
) -> None:
    deck = sample_deck(PLACE)
    found = [title(slide) for slide in sample.slides]
    assert len(found) == len(deck.slides) == len(set(found))
    for slide, said in zip(deck.slides, found, strict=True):
        if slide.title:
            assert slide.title in said
    kinds = [slide.shapes.title.placeholder_format.type for slide in sample.slides]
    assert set(kinds) == {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}


def test_the_sections_are_the_stacks() -> None:
    deck = sample_deck(PLACE)
    made = opened_sample()
    found = made.part._element.xpath("//*[local-name()='section']")
    assert [each.get("name") for each in found] == [
        each.title or title(made.slides[number])
        for each, number in zip(deck.stacks, _firsts(deck), strict=True)
    ]
    assert [len(each.xpath(".//*[local-name()='sldId']")) for each in found] == [
        len(each.slides) for each in deck.stacks
    ]


def _firsts(deck: Deck) -> list[int]:
    counts = [len(each.slides) for each in deck.stacks]
    return [sum(counts[:index]) for index in range(len(counts))]


def test_bullets_stand_in_the_placeholder_for_words(sample: Presentation) -> None:
    slide = next(each for each in sample.slides if title(each) == "Community safety 2 of 2")
    found = body(slide).text_frame.paragraphs
    assert [(each.text, each.level) for each in found] == [
        ("£11,000 for doorsteps", 0),
        ("Three-month warning pilot", 0),
        ("Ask: Note the pilot", 1),
    ]


def test_nested_lists_and_emphasis_are_levels_and_runs() -> None:
    slide = only(
        "<h2>A list</h2><ul><li>One <strong>bold</strong> <em>leaning</em> <code>x = 1</code>"
        '<ul><li>Deeper <a href="https://example.org/">link</a></li></ul></li><li>Two</li></ul>'
    )
    first, second, third = body(slide).text_frame.paragraphs
    assert [each.level for each in (first, second, third)] == [0, 1, 0]
    looks = {run.text.strip(): run for run in first.runs}
    assert looks["bold"].font.bold
    assert looks["leaning"].font.italic
    assert looks["x = 1"].font.name == "Consolas"
    link = next(run for run in second.runs if run.text == "link")
    assert link.hyperlink.address == "https://example.org/"


def test_numbers_go_on_where_their_author_began() -> None:
    slide = only('<h2>Steps</h2><ol start="4"><li>Four</li><li>Five</li></ol><p>After</p>')
    found = [
        each._p.xpath("./a:pPr/a:buAutoNum/@startAt") for each in body(slide).text_frame.paragraphs
    ]
    assert found == [["4"], ["4"], []]


def test_the_contents_lead_to_their_slides(sample: Presentation) -> None:
    slide = next(each for each in sample.slides if title(each) == "Contents")
    linked = [
        slide.part.related_part(each) for each in slide._element.xpath(".//a:hlinkClick/@r:id")
    ]
    by_part = {each.part: title(each) for each in sample.slides}
    assert [by_part[each] for each in linked] == [
        "1 Community safety",
        "2 Performance",
        "3 Information and digital services",
        "4 Plans and promises",
        "5 Slides of the councillor’s own",
    ]


def test_notes_stand_in_the_notes_pane_of_the_presenter_and_of_nobody_else() -> None:
    made = opened_sample()
    spoken = [
        slide.notes_slide.notes_text_frame.text for slide in made.slides if slide.has_notes_slide
    ]
    assert spoken == ["Partnership plan\n" + SPOKEN + "\n• 329 responses"]
    public = sample_bytes(audience=Audience.PUBLIC)
    assert not any("notes" in name.lower() for name in parts(public))
    assert SPOKEN.encode() not in b"".join(parts(public).values())


def in_figures(count: int) -> PowerPointSlide:
    slide = next(each for each in sample_deck(PLACE).slides if each.id == "safety_indicators-1")
    block = next(each for each in slide.blocks if isinstance(each, Indicators))
    filled = replace(block, figures=(block.figures[0],) * count)
    return opened(with_slides(replace(slide, blocks=(filled,)))).slides[0]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_few_indicators_are_cards_with_their_rating_in_its_colours(count: int) -> None:
    slide = in_figures(count)
    assert tables(slide) == []
    cards = [each for each in slide.shapes if "611" in ((each.has_text_frame and each.text) or "")]
    assert [card.text.split("\n") for card in cards] == count * [
        [
            "Anti-social behaviour reports",
            "April to December 2026. Source: Council case system",
            "611 reports",
            "Better: was 702",
            "Better than the target of 650",
            " ● Green  On target",
        ]
    ]
    (behind,) = cards[0]._element.xpath(".//a:highlight/a:srgbClr/@val")
    (ink,) = cards[0]._element.xpath(".//a:rPr[a:highlight]/a:solidFill/a:srgbClr/@val")
    tag = worn("night").ratings.green
    assert (f"#{behind}", f"#{ink}") == (str(tag.fill).upper(), str(tag.text).upper())
    for shape in slide.shapes:
        assert shape.top + shape.height <= 720 * EMU
        assert shape.left + shape.width <= 1280 * EMU
    assert overlaps(cards) == []


def overlaps(shapes: list[Any]) -> list[tuple[str, str]]:
    return [
        (one.name, other.name)
        for index, one in enumerate(shapes)
        for other in shapes[index + 1 :]
        if min(one.left + one.width, other.left + other.width) > max(one.left, other.left)
        and min(one.top + one.height, other.top + other.height) > max(one.top, other.top)
    ]


def test_people_have_their_portraits_square_about_their_heads() -> None:
    portrait = Picture(name="p.jpg", asset=PLACE, describe="A smile", focus=(50, 20))
    people = (
        Person(name="Mina Castellan", job="Warden", portrait=portrait),
        Person(name="Tom Rook", portrait=replace(portrait, focus=None)),
        Person(name="Ada Quill"),
    )
    slide = next(each for each in sample_deck(PLACE).slides if each.layout is Layout.THANKS)
    shown = opened(with_slides(replace(slide, blocks=(People(people=people),)))).slides[0]
    first, second = pictures(shown)
    assert first.width == first.height
    assert described(first) == "A smile"
    # 320 by 240: a quarter of the width is cut, about the focal point or the middle.
    assert (first.crop_left, first.crop_top) == (pytest.approx(0.125), pytest.approx(0))
    assert second.left > first.left + first.width
    names = [each for each in shown.shapes if each.has_text_frame and not each.is_placeholder]
    assert [each.text_frame.text.split("\v")[0] for each in names] == [each.name for each in people]
    assert overlaps([*pictures(shown), *names]) == []


@pytest.mark.parametrize(("focus", "cut"), [(None, 0.5), ((0, 50), 0.0), ((100, 50), 1.0)])
def test_a_picture_that_fills_its_half_is_cut_about_its_focal_point(
    focus: tuple[int, int] | None, cut: float
) -> None:
    picture = Picture(name="p.jpg", asset=PLACE, describe="Hills", focus=focus)
    slide = next(each for each in sample_deck(PLACE).slides if each.layout is Layout.ITEMS)
    words = Bullets(bullets=(Bullet(text=Prose(markdown="One")),))
    blocks = (words, Figure(picture=picture, first=True, filling=True))
    shown = opened(with_slides(replace(slide, blocks=blocks))).slides[0]
    (image,) = pictures(shown)
    assert (image.width, image.height) == (528 * EMU, 476 * EMU)
    spare = image.crop_left + image.crop_right
    assert spare > 0
    assert image.crop_left / spare == pytest.approx(cut)
    assert image.left < body(shown).left


def test_many_indicators_are_a_table_with_a_row_of_headings() -> None:
    (table,) = tables(in_figures(5))
    assert table.first_row
    assert table.first_col
    assert [cell.text for cell in table.rows[0].cells] == ["Measure", "Now", "Change", "Rating"]
    assert [cell.text.split("\n") for cell in table.rows[1].cells] == [
        [
            "Anti-social behaviour reports",
            "April to December 2026. Source: Council case system",
        ],
        ["611", "reports"],
        ["Better: was 702", "Better than the target of 650"],
        ["● Green", "On target"],
    ]


def test_actions_say_who_and_when_and_how_they_stand(sample: Presentation) -> None:
    slide = next(each for each in sample.slides if title(each) == "Action plan")
    (table,) = tables(slide)
    assert [cell.text.split("\n") for cell in table.rows[1].cells] == [
        ["1.2 Fit lamp timers on Kiln Lane", "Order placed on 4 January 2027"],
        ["Community Safety Manager", "by 31 March 2027 overdue"],
        ["◆ At risk, with a plan to recover"],
    ]


def test_an_authors_table_is_a_table_with_its_headings_and_sides() -> None:
    slide = only(
        "<h2>Wards</h2><table><thead><tr><th>Ward</th><th class='align-right'>Reports</th></tr>"
        "</thead><tbody><tr><td>Kiln Green</td><td class='align-right'>41</td></tr></tbody></table>"
    )
    (table,) = tables(slide)
    assert table.first_row
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Ward", "Reports"],
        ["Kiln Green", "41"],
    ]
    assert table.cell(1, 1)._tc.xpath(".//a:pPr/@algn") == ["r"]


def test_code_keeps_its_lines_and_its_colours() -> None:
    slide = only(
        '<h2>Code</h2><pre><code><span class="hljs-keyword">def</span>'
        " total():\n    pass\n</code></pre>"
    )
    (box,) = [
        each for each in slide.shapes if each.has_text_frame and "def" in each.text_frame.text
    ]
    assert [each.text for each in box.text_frame.paragraphs] == ["def total():", "    pass"]
    word = box.text_frame.paragraphs[0].runs[0]
    assert str(word.font.color.rgb) == worn("night").colours.code_keyword[1:].upper()


def test_a_picture_among_the_words_has_its_description() -> None:
    slide = only(f'<h2>Shown</h2><p><img src="asset:/{PHOTO}" alt="Hills in mist"></p>')
    (picture,) = pictures(slide)
    assert described(picture) == "Hills in mist"
    assert picture.width / picture.height == pytest.approx(4 / 3, rel=0.01)


def test_a_picture_without_a_description_is_decoration() -> None:
    (picture,) = pictures(only(f'<h2>Shown</h2><p><img src="asset:/{PHOTO}" alt=""></p>'))
    assert is_decoration(picture)
    assert not picture._element.xpath(".//p:cNvPr/@descr")


def test_the_picture_behind_the_words_comes_first_with_its_veil_over_it(
    sample: Presentation,
) -> None:
    slide = next(each for each in sample.slides if title(each) == "1 Community safety")
    names = [each.name for each in slide.shapes]
    assert re.fullmatch(r"Picture \d+", names[0])
    assert names[1] == "Overlay on the picture"
    assert names.index("Overlay on the picture") < names.index(slide.shapes.title.name)
    assert described(slide.shapes[0]) == "Hills one behind the other in mist"
    assert is_decoration(slide.shapes[1])
    assert slide.shapes[1]._element.xpath(".//p:spPr//a:alpha/@val") == ["70000"]
    assert (slide.shapes[0].width, slide.shapes[0].height) == (12192000, 6858000)


@pytest.mark.parametrize("name", ["day", "council", "contrast"])
def test_a_theme_with_panels_has_one_around_all_words_over_a_picture(name: str) -> None:
    made = opened_sample(name)
    slide = next(each for each in made.slides if title(each) == "1 Community safety")
    panel = next(each for each in slide.shapes if each.name == "Panel behind the text")
    strong = worn(name).picture_panel
    alpha = panel._element.xpath(".//p:spPr//a:alpha/@val")
    assert alpha == ([f"{strong * 1000:.0f}"] if strong < 100 else [])
    heading = slide.shapes.title
    assert heading is not None
    assert panel.left < heading.left
    assert panel.top < heading.top
    assert panel.left + panel.width > heading.left + heading.width
    assert panel.top + panel.height > heading.top + heading.height


def test_an_authors_colour_is_the_background_and_the_words_can_be_read() -> None:
    for colour in ("#ffe9b0", "#173a5e"):
        slide = only("<h3>Plain</h3><ul><li>Words</li></ul>", {"data-background-color": colour})
        assert slide._element.xpath("./p:cSld/p:bg//a:srgbClr/@val") == [colour[1:].upper()]
        for run in [
            *slide.shapes.title.text_frame.paragraphs[0].runs,
            *body(slide).text_frame.paragraphs[0].runs,
        ]:
            ink, behind = read_hex(f"#{run.font.color.rgb}"), read_hex(colour)
            assert ink is not None
            assert behind is not None
            assert ratio(ink, behind) >= 4.5
        (bullet,) = body(slide)._element.xpath(".//a:pPr/a:buClr/a:srgbClr/@val")
        assert bullet == str(body(slide).text_frame.paragraphs[0].runs[0].font.color.rgb)


def test_no_band_of_the_theme_stands_on_an_authors_colour() -> None:
    deck = with_slides(authored("<h3>Plain</h3>", {"data-background-color": "#ffe9b0"}))
    (slide,) = opened(deck, "council").slides
    assert slide._element.get("showMasterSp") == "0"


def test_a_gradient_is_a_gradient() -> None:
    slide = only(
        "<h2>Down</h2><ul><li>x</li></ul>",
        {"data-background-gradient": "linear-gradient(to bottom, #10243a, rebeccapurple)"},
    )
    stops = slide._element.xpath("./p:cSld/p:bg//a:gs/a:srgbClr/@val")
    assert stops == ["10243A", "663399"]
    assert slide._element.xpath("./p:cSld/p:bg//a:lin/@ang") == ["5400000"]


@pytest.mark.parametrize("name", THEMES)
def test_nothing_stands_outside_its_slide_or_on_something_else(name: str) -> None:
    assert_apart(opened_sample(name))


@pytest.mark.parametrize("length", [75, 120])
def test_long_words_in_every_layout_stay_inside_and_apart(length: int) -> None:
    hard = replace(
        sample_deck(PLACE),
        stacks=tuple(stack(each) for each in slides_of(length, sample_photo(PLACE))),
    )
    assert_apart(opened(hard, "council"))


def assert_apart(made: Presentation) -> None:
    for slide in made.slides:
        shown = [
            each
            for each in slide.shapes
            if not is_decoration(each) and each.top >= 0 and (each.width or 0) < 12192000
        ]
        for shape in shown:
            assert shape.left >= 0, title(slide)
            assert shape.left + shape.width <= 12192000, title(slide)
            assert shape.top + shape.height <= 6858000 * 1.001, title(slide)
        for index, one in enumerate(shown):
            for other in shown[index + 1 :]:
                assert not _overlap(one, other), (title(slide), one.name, other.name)


def _overlap(one: Any, other: Any) -> bool:  # noqa: ANN401  # the library's
    slack = 20000
    return bool(
        one.left + slack < other.left + other.width
        and other.left + slack < one.left + one.width
        and one.top + slack < other.top + other.height
        and other.top + slack < one.top + one.height
    )


def test_long_words_are_made_smaller_until_they_fit() -> None:
    few = only("<h2>Few</h2><ul><li>Short</li></ul>")
    many = only(
        "<h2>Many</h2><ul>" + "<li>A line that has a good many words in it</li>" * 14 + "</ul>"
    )
    sizes = [
        [int(each) for each in body(slide)._element.xpath(".//a:lvl1pPr/a:defRPr/@sz")]
        for slide in (few, many)
    ]
    assert sizes[0] == [] or sizes[0][0] >= 2700
    assert sizes[1][0] < 2400


def test_the_theme_part_has_the_themes_colours_and_fonts_that_office_has() -> None:
    for name in THEMES:
        content = parts(sample_bytes(name))["ppt/theme/theme1.xml"].decode()
        colours = worn(name).colours
        for colour in (colours.background, colours.text, colours.accent, colours.link):
            assert f'val="{colour[1:].upper()}"' in content
        assert re.findall(r'<a:latin typeface="([^"]*)"', content) == ["Arial", "Arial"]


@pytest.mark.parametrize(
    ("families", "font"),
    [
        ('"Atkinson Hyperlegible Next", system-ui, sans-serif', "Arial"),
        ('"Atkinson Hyperlegible Mono", ui-monospace, monospace', "Consolas"),
        ("Georgia, serif", "Georgia"),
        ("'No Such', verdana, sans-serif", "Verdana"),
        ("Nobody, serif", "Georgia"),
        ("Nobody", "Arial"),
    ],
)
def test_a_font_is_one_that_office_has(families: str, font: str) -> None:
    assert office_font(families) == font


def test_nothing_in_the_file_says_who_made_it_or_when() -> None:
    content = sample_bytes()
    found = parts(content)
    assert [name for name in found if name.startswith("docProps/")] == ["docProps/core.xml"]
    made = pptx.Presentation(io.BytesIO(content)).core_properties
    assert (made.author, made.last_modified_by, made.created, made.modified) == ("", "", None, None)
    assert (made.title, made.language) == ("Community safety and performance", "en-GB")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_slide_is_sixteen_by_nine_and_says_so_nowhere_else(sample: Presentation) -> None:
    size = sample.part._element.sldSz
    assert dict(size.attrib) == {"cx": "12192000", "cy": "6858000"}


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert written(sample_deck(PLACE)) == sample_bytes()


def test_every_word_says_its_language(sample: Presentation) -> None:
    for slide in sample.slides:
        assert set(slide._element.xpath(".//a:rPr/@lang")) <= {"en-GB"}
        assert all(each.find("{*}rPr") is not None for each in slide._element.iter("{*}r"))


def test_slides_have_numbers_and_say_whose_copy_they_are(sample: Presentation) -> None:
    first, *others = sample.slides
    said = "Full Council, 20 January 2027  |  Presenter’s copy: not for publication"
    assert _foot(first) == {}
    assert all(_foot(slide)[PP_PLACEHOLDER.SLIDE_NUMBER] == "1" for slide in others)
    # Over a picture without a veil there is no footer, and the number has a panel of its own.
    bare = [slide for slide in others if PP_PLACEHOLDER.FOOTER not in _foot(slide)]
    assert [title(slide) for slide in bare] == ["Over a picture"]
    assert [each.name for each in bare[0].shapes].count("Panel behind the text") == 2
    assert {_foot(slide)[PP_PLACEHOLDER.FOOTER] for slide in others if slide not in bare} == {said}


def _foot(slide: PowerPointSlide) -> dict[Any, str]:
    wanted = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
    return {
        each.placeholder_format.type: "1"
        if each._element.xpath(".//a:fld")
        else each.text_frame.text
        for each in slide.placeholders
        if each.placeholder_format.type in wanted
    }


def test_a_councils_template_keeps_its_look_and_loses_its_slides_and_its_authors() -> None:
    house: Presentation = pptx.Presentation()
    house.core_properties.author = "Zq Author"
    slide = house.slides.add_slide(house.slide_layouts[0])
    slide.shapes.title.text = "Zq example slide"
    slide.notes_slide.notes_text_frame.text = "Zq example note"
    run = house.slide_layouts[1].placeholders[0].text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = "Intranet", "https://zq.example/"
    saved = io.BytesIO()
    house.save(saved)
    deck = sample_deck(PLACE)
    content = written(deck, "night", saved.getvalue())
    made = pptx.Presentation(io.BytesIO(content))
    assert (made.slide_width, made.slide_height) == (house.slide_width, house.slide_height)
    assert [each.name for each in made.slide_layouts] == [each.name for each in house.slide_layouts]
    everything = b"".join(parts(content).values())
    assert b"Zq" not in everything
    assert b"zq.example" not in everything
    assert len(made.slides) == len(deck.slides)
    assert made.slides[0].slide_layout.name == "Title Slide"
    assert made.slides[3].slide_layout.name == "Title and Content"
    for shown in made.slides:
        for shape in shown.shapes:
            assert shape.left + shape.width <= made.slide_width, title(shown)


def test_a_slide_without_a_heading_has_a_title_that_is_not_seen() -> None:
    slide = only("<p>Nine in ten forms are now filled in online by the people they are for.</p>")
    heading = slide.shapes.title
    assert heading is not None
    assert heading.top + heading.height <= 0
    assert title(slide) == "Nine in ten forms are now filled in online by the people …"


def test_a_frame_or_a_film_is_a_link_to_it() -> None:
    slide = only('<h2>Seen</h2><iframe src="https://example.org/map" title="A map"></iframe>')
    (run,) = body(slide).text_frame.paragraphs[0].runs
    assert (run.text, run.hyperlink.address) == ("A map", "https://example.org/map")


def test_a_drawing_is_there_as_itself_and_as_pixels() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9">'
        b'<rect width="16" height="9" fill="#123456"/></svg>'
    )
    drawn = Shot(content=svg, suffix=".svg", width=16, height=9)
    deck = with_slides(authored(f'<h2>Drawn</h2><img src="asset:/{PHOTO}" alt="Blue">'))
    content = presentation.render(deck, worn("night"), {PHOTO: drawn})
    found = parts(content)
    assert svg in found.values()
    (pixels,) = [each for name, each in found.items() if name.endswith((".jpg", ".png"))]
    with Image.open(io.BytesIO(pixels)) as picture:
        seen: Any = picture.convert("RGB").getpixel((5, 5))
    assert seen == pytest.approx((0x12, 0x34, 0x56), abs=3)


def test_every_layout_of_slides_is_used(sample: Presentation) -> None:
    assert {each.layout for each in sample_deck(PLACE).slides} == set(Layout)
    assert {each.slide_layout.name for each in sample.slides} >= {
        "Title",
        "Section",
        "Section on a picture",
        "Contents",
        "Heading and text",
        "Heading, text and picture",
        "Heading only",
        "Statement",
    }


def test_charts_are_native_with_their_values_and_what_they_show(sample: Presentation) -> None:
    slide = next(each for each in sample.slides if title(each) == "Community safety: in charts")
    (shape,) = [each for each in slide.shapes if each.has_chart]
    assert described(shape) == CHART.summary
    (series,) = shape.chart.plots[0].series
    assert list(shape.chart.plots[0].categories) == ["Actual", "Target", "Before"]
    assert list(series.values) == [611, 650, 702]
    (table,) = tables(slide)
    assert [cell.text for cell in table.rows[1].cells] == [
        "Anti-social behaviour reports", "611", "650", "702",
    ]  # fmt: skip
    assert "Source: Council case system" in [
        each.text_frame.text for each in slide.shapes if each.has_text_frame
    ]


def test_ratings_are_a_stacked_chart_with_patterns(sample: Presentation) -> None:
    slide = next(each for each in sample.slides if title(each) == "Action plan: at a glance")
    (shape,) = [each for each in slide.shapes if each.has_chart]
    series = list(shape.chart.plots[0].series)
    assert [each.name for each in series] == ["Red", "Amber", "Green", "Blue", "Grey"]
    assert [list(each.values) for each in series][:2] == [[1, None], [2, None]]
    patterns = [each._element.xpath("./c:spPr/a:pattFill/@prst") for each in series]
    assert sum(bool(each) for each in patterns) == 4
    assert len({str(each) for each in patterns}) == 5
    with zipfile.ZipFile(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert b"1980-01-01" in book.read("docProps/core.xml")


def test_the_councils_logo_stands_for_its_name_on_the_first_slide() -> None:
    logo = Picture(name="logo.jpg", asset=PLACE, describe="Alderbrook Borough Council")
    content = presentation.render(sample_deck(PLACE), worn("council"), PICTURES, logo=logo)
    first = pptx.Presentation(io.BytesIO(content)).slides[0]
    (shown,) = pictures(first)
    assert described(shown) == "Alderbrook Borough Council"
    assert "Alderbrook" not in body(first).text_frame.text
    plate = next(each for each in first.shapes if each.name == "Plate behind the logo")
    assert plate.top + plate.height <= first.shapes.title.top + 200_000


def test_a_title_that_is_longer_than_powerpoint_keeps_is_cut_in_its_properties_alone() -> None:
    made = opened(replace(sample_deck(PLACE), title="Streets and parks " * 20))
    assert made.core_properties.title.startswith("Streets and parks Streets")
    assert len(made.core_properties.title) <= 255

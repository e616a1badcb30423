from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from csp_slides.core import package_data
from csp_slides.model.font_metrics import width, wrap
from csp_slides.model.report import Chart, ChartFill, ChartPoint, ChartSeries
from csp_slides.render import templating
from csp_slides.render.chart_layout import WIDTH, plot
from tests.browser.sample import CHART, RATINGS

TEMPLATES = templating.environment([package_data.templates()])
DRAW = TEMPLATES.from_string(
    '{% from "components/chart.html" import chart %}'
    "{% for each in charts %}{{ chart(each) }}{% endfor %}"
)


def drawn(*charts: Chart) -> LexborHTMLParser:
    return LexborHTMLParser(DRAW.render(charts=charts))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=6).filter(any))
def test_bars_are_as_long_as_their_values_and_nothing_sticks_out(values: list[int]) -> None:
    series = tuple(
        ChartSeries(
            name=f"Series {index}",
            fill=ChartFill.ACTUAL,
            points=(ChartPoint(value=value, text=f"{value:,}"),),
        )
        for index, value in enumerate(values)
    )
    found = plot(replace(CHART, series=series))
    longest = max(bar.width for bar in found.bars)
    for bar, value in zip(found.bars, values, strict=True):
        assert abs(bar.width / longest - value / max(values)) < 0.01
        assert bar.x + bar.width <= WIDTH
        assert bar.y + bar.height <= found.height
    for label in found.labels:
        wide = width(label.text, 24, bold=label.strong)
        left = {"start": label.x, "end": label.x - wide, "middle": label.x - wide / 2}
        assert left[label.anchor] >= -1
        assert left[label.anchor] + wide <= WIDTH + 1


def test_the_parts_of_a_stacked_bar_touch_and_add_up() -> None:
    found = plot(RATINGS)
    key, parts = found.bars[:5], found.bars[5:]
    assert {bar.fill for bar in key} == {each.fill for each in RATINGS.series}
    first = [bar for bar in parts if bar.y == parts[0].y]
    assert [bar.fill for bar in first] == [ChartFill.RED, ChartFill.AMBER, ChartFill.GREEN]
    for one, other in pairwise(first):
        assert abs(one.x + one.width - other.x) < 0.2
    assert abs(first[1].width - 2 * first[0].width) < 0.2


def test_a_percentage_is_measured_against_a_hundred() -> None:
    whole, part = (plot(replace(CHART, limit=limit)).bars[0].width for limit in (1000, 2000))
    assert abs(whole - 2 * part) < 0.2


def test_a_drawing_is_one_picture_with_a_name_and_a_description() -> None:
    tree = drawn(CHART, RATINGS)
    ids = [each.attributes["id"] for each in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    for svg, chart in zip(tree.css("svg"), (CHART, RATINGS), strict=True):
        assert svg.attributes["role"] == "img"
        named = [
            tree.css_first(f"#{name}") for name in str(svg.attributes["aria-labelledby"]).split()
        ]
        assert [each.text() for each in named if each] == [chart.title, chart.summary]


def test_a_drawing_has_no_style_of_its_own_and_asks_for_nothing() -> None:
    tree = drawn(CHART, RATINGS)
    assert not tree.css("style, script, image, use, foreignObject")
    for element in tree.css("svg, svg *"):
        assert not {"style", "href", "xlink:href"} & set(element.attributes)
        assert not any(name.startswith("on") for name in element.attributes)


def test_every_meaning_has_a_pattern_of_its_own_or_is_plain() -> None:
    tree = drawn(CHART, RATINGS)
    shapes = {
        str(each.attributes["id"]): "".join(child.html or "" for child in each.iter())
        for each in tree.css("pattern")
    }
    drawings = [text.split("stroke")[0] for text in shapes.values()]
    assert {name.rpartition("-")[2] for name in shapes} == {
        "target", "previous", "red", "amber", "blue", "grey",
    }  # fmt: skip
    assert len(set(drawings)) == len(drawings)
    used = {str(each.attributes["fill"])[5:-1] for each in tree.css(".chart__pattern")}
    assert used == set(shapes)


def test_lines_break_between_words_and_a_long_word_stands_alone() -> None:
    room = width("one two", 20)
    assert wrap("one two three", room, 20) == ("one two", "three")
    assert wrap("incomprehensibilities a", 40, 20) == ("incomprehensibilities", "a")
    assert width("é", 20) == width("e", 20)
    assert width("中", 20) > width("M", 20)

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path, PurePosixPath

import pytest

from csp_slides.core.diagnostics import ContentError, Diagnostic
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.model.slide_blocks import PictureCredits
from csp_slides.render import templating


def write(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return folder


def fault(*folders: Path, name: str = "page.html", **values: object) -> Diagnostic:
    with pytest.raises(ContentError) as caught:
        templating.render(templating.environment(folders), name, values)
    assert len(caught.value.diagnostics) == 1
    return caught.value.diagnostics[0]


def show(*folders: Path, **values: object) -> str:
    return templating.render(templating.environment(folders), "page.html", values)


def test_text_is_escaped_whatever_the_template_is_called(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "{{ words }}")
    write(tmp_path, "page.j2", "{{ words }}")
    environment = templating.environment([tmp_path])
    for name in ("page.html", "page.j2"):
        shown = templating.render(environment, name, {"words": "<b>&\"'"})
        assert shown == "&lt;b&gt;&amp;&#34;&#39;"


def test_plain_text_is_not_escaped(tmp_path: Path) -> None:
    write(tmp_path, "page.md", "{{ words }}")
    environment = templating.text_environment([tmp_path])
    assert templating.render(environment, "page.md", {"words": "Q & A"}) == "Q & A"


def test_the_first_folder_that_has_a_template_gives_it(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "page.html", "own")
    shipped = write(tmp_path / "shipped", "page.html", "shipped")
    assert show(own, shipped) == "own"
    assert show(tmp_path / "none", shipped) == "shipped"


def test_one_block_can_be_replaced_by_extending_the_shipped_template(tmp_path: Path) -> None:
    shipped = write(
        tmp_path / "shipped",
        "page.html",
        "{% block top %}A{% endblock %}{% block end %}B{% endblock %}",
    )
    own = write(
        tmp_path / "own",
        "page.html",
        '{% extends "shipped/page.html" %}{% block end %}C{{ super() }}{% endblock %}',
    )
    assert show(own, shipped) == "ACB"


def test_a_name_that_is_not_there_is_a_fault_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "<p>\n{{ deck.titel }}</p>")
    found = fault(tmp_path, deck=Prose(markdown="x"))
    assert found.code == "template"
    assert "titel" in found.message
    assert found.span is not None
    assert (found.span.path.name, found.span.line) == ("page.html", 2)


def test_a_fault_in_an_included_template_is_told_where_it_stands(tmp_path: Path) -> None:
    write(tmp_path, "page.html", '{% include "part.html" %}')
    write(tmp_path, "part.html", "\n\n{{ nothing }}")
    found = fault(tmp_path)
    assert found.span is not None
    assert (found.span.path.name, found.span.line) == ("part.html", 3)


def test_a_template_that_cannot_be_read_is_a_fault_at_its_line(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "\n{% for x %}")
    found = fault(tmp_path)
    assert found.span is not None
    assert found.span.line == 2


def test_a_template_that_is_missing_is_a_fault_that_names_it(tmp_path: Path) -> None:
    assert "'page.html'" in fault(tmp_path).message
    write(tmp_path, "page.html", '{% include "gone.html" %}')
    assert "'gone.html'" in fault(tmp_path).message


@pytest.mark.parametrize("wrong", ["{{ 1 / 0 }}", "{{ 'a' + 1 }}", "{{ ['a'] | sum }}"])
def test_an_expression_that_goes_wrong_is_a_fault_at_its_line(tmp_path: Path, wrong: str) -> None:
    write(tmp_path, "page.html", f"\n{wrong}")
    found = fault(tmp_path)
    assert found.span is not None
    assert found.span.line == 2


def test_what_goes_wrong_in_our_own_code_is_not_told_as_the_templates_fault(
    tmp_path: Path,
) -> None:
    class Broken:
        @property
        def words(self) -> str:
            raise ValueError("ours")

    write(tmp_path, "page.html", "{{ broken.words }}")
    with pytest.raises(ValueError, match="ours"):
        show(tmp_path, broken=Broken())


def test_free_text_is_markdown_and_never_markup(tmp_path: Path) -> None:
    write(tmp_path, "page.html", "{{ words | markdown(4) }}|{{ words | markdown_line }}")
    blocks, line = show(tmp_path, words=Prose(markdown="*Ask* <b>it</b>")).split("|")
    assert "<em>Ask</em> &lt;b&gt;it&lt;/b&gt;" in line
    assert blocks.strip() == f"<p>{line}</p>"


def test_a_local_file_of_a_markdown_deck_is_led_to_its_place() -> None:
    block = Authored(
        html='<img src="asset:/a &amp; b.png" alt="asset:/a"><a href="asset:/c.png">c</a>',
        markdown="",
        resources=("a & b.png",),
    )
    shown = templating.authored(block, {"a & b.png": PurePosixPath("assets/a.1.png")}, "../")
    assert shown == '<img src="../assets/a.1.png" alt="asset:/a"><a href="asset:/c.png">c</a>'


@pytest.mark.parametrize(
    ("titles", "levels"), [(None, [None, None]), (1, [None, "2"]), (0, ["2", "2"])]
)
def test_a_page_has_one_title_for_assistive_technology(
    titles: int | None, levels: list[str | None]
) -> None:
    from selectolax.lexbor import LexborHTMLParser

    block = Authored(html="<h1>One</h1><h1 id='x'>Two</h1>", markdown="")
    tree = LexborHTMLParser(templating.authored(block, {}, titles=titles))
    assert [each.attributes.get("aria-level") for each in tree.css("h1")] == levels
    assert [each.text() for each in tree.css("#x")] == ["Two"]


def test_a_kind_is_named_as_its_component() -> None:
    assert templating.kind(PictureCredits(credits=())) == "picture_credits"
    assert templating.kind(Prose(markdown="")) == "prose"


def test_a_date_is_written_out() -> None:
    assert templating.long_date(dt.date(2015, 10, 1)) == "1 October 2015"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("cut 12 km of hedge", ["12 km"]),
        ("£3.2 million, in 28 ms", ["£3.2 million", "28 ms"]),
        ("by 20 January 2027, or in May 2028", ["20 January 2027", "May 2028"]),
        ("**45 minutes** & 5 days", ["45 minutes", "5 days"]),
        ("`12 km`, 12 kings and 3 people", []),
        ("<b>7 m</b> of &#39; 12 months' work", ["7 m", "12 months"]),
    ],
)
def test_numbers_stay_with_their_units_and_no_letter_is_changed(
    tmp_path: Path, typed: str, kept: list[str]
) -> None:
    plain = show(write(tmp_path, "page.html", "{{ words | markdown_line }}"), words=typed)
    made = show(write(tmp_path, "page.html", "{{ words | markdown_line | together }}"), words=typed)
    spans = re.findall('<span class="together">(.*?)</span>', made)
    assert spans == kept
    assert re.sub("</?span[^>]*>", "", made) == plain


def test_a_plain_text_whose_numbers_stay_together_is_escaped(tmp_path: Path) -> None:
    folder = write(tmp_path, "page.html", "{{ words | together }}")
    shown = show(folder, words='<i title="12 km">')
    assert shown == '&lt;i title=&#34;<span class="together">12 km</span>&#34;&gt;'

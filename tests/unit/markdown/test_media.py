from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read


@pytest.fixture(autouse=True)
def pictures(content: Path) -> None:
    for name in ("a.png", "b c.png", "x,y.png", "film.mp4", "page.html", "paper.pdf", "other.md"):
        (content / "decks" / name).touch()
    (content / "logo.svg").touch()


@pytest.mark.parametrize(
    "markdown",
    [
        "![a](a.png)",
        "![a](./a.png)",
        "![a](a.png?v=2)",
        "![a](a.png#part)",
        '<img src="a.png" alt="">',
        "<img data-src='a.png' alt=''>",
        '<img srcset="a.png 1x, a.png 2x" alt="">',
        '<video poster="a.png"></video>',
        '<picture><source srcset="a.png"></picture>',
        '<a data-preview-image="a.png">x</a>',
        "[x](a.png)",
    ],
)
def test_a_picture_is_found_wherever_it_is_named(read: Callable[..., Read], markdown: str) -> None:
    found = read(f"# A\n\n{markdown}\n")
    assert found.slide.body.resources == ("decks/a.png",)
    assert "asset:/decks/a.png" in found.html
    assert found.said == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("b%20c.png", "decks/b c.png"),
        ("<b c.png>", "decks/b c.png"),
        ("x,y.png", "decks/x,y.png"),
        ("/logo.svg", "logo.svg"),
        ("../logo.svg", "logo.svg"),
        ("backgrounds/hills.svg", "backgrounds/hills.svg"),
    ],
)
def test_names_are_understood_as_in_a_page(read: Callable[..., Read], name: str, path: str) -> None:
    found = read(f"![a]({name})\n")
    assert found.slide.body.resources == (path,)
    assert found.said == []


@pytest.mark.parametrize(
    ("attribute", "value", "placed"),
    [
        ("data-background", "a.png", "asset:/decks/a.png"),
        ("data-background", "url('a.png')", "asset:/decks/a.png"),
        ("data-background-image", "x,y.png", "asset:/decks/x,y.png"),
        ("data-background-image", "a.png, b c.png", "asset:/decks/a.png,asset:/decks/b c.png"),
        ("data-background-video", "film.mp4", "asset:/decks/film.mp4"),
        ("data-background-iframe", "page.html", "asset:/decks/page.html"),
    ],
)
def test_files_behind_a_slide_are_found(
    read: Callable[..., Read], attribute: str, value: str, placed: str
) -> None:
    found = read(f'<!-- .slide: {attribute}="{value}" -->\n# A\n')
    assert found.slide.attributes[attribute] == placed
    assert found.slide.resources == tuple(placed.removeprefix("asset:/").split(",asset:/"))
    assert found.said == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# A\n\nwords ![a](gone.png)\n", (3, 12)),
        ("# A\n\n> - ![a](gone.png)\n", (3, 10)),
        ("# A\n\n| a |\n|---|\n| ![a](gone.png) |\n", (5, 8)),
        ("# A\n\n<div>\n  <img src='gone.png' alt=''>\n</div>\n", (4, 13)),
        ('# A\n\n<!-- .slide: data-background="gone.png" -->\n', (3, 31)),
        ('---\ntitle: x\n---\n\n# A\n\n---\n\n- b\n  <img src="gone.png" alt="">\n', (10, 13)),
        ("# A\n\nNote:\n\nsee ![a](gone.png)\n", (5, 10)),
        ("# A\n\nfirst ![a](a.png)\nthen ![a](gone.png)\n", (4, 11)),
        ("# A &amp; B ![a](gone.png)\n", (1, 18)),
    ],
)
def test_a_missing_picture_is_said_at_its_place_and_kept(
    read: Callable[..., Read], text: str, place: tuple[int, int]
) -> None:
    found = read(text)
    assert found.said == [("missing-file", *place)]
    assert found.quoted("missing-file") == "gone.png"
    assert found.message("missing-file") == "can't find 'gone.png'"
    shown = "".join(
        [*(part.html for slide in found.slides for part in (slide.body, *slide.notes))]
        + [str(slide.attributes) for slide in found.slides]
    )
    assert "asset:/missing/gone.png" in shown


def test_a_remote_picture_is_said_and_kept_for_its_place(read: Callable[..., Read]) -> None:
    found = read("# A\n\n![a](https://example.org/x/park.jpg?w=1)\n")
    assert found.said == [("remote", 3, 6)]
    assert found.slide.body.resources == ("missing/park.jpg",)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/../../etc/passwd"])
def test_a_path_out_of_the_content_is_refused(read: Callable[..., Read], name: str) -> None:
    found = read(f"# A\n\n![a]({name})\n")
    assert found.said == [("outside", 3, 6)]
    assert found.slide.body.resources == ("missing/passwd",)


def test_the_folder_of_reveal_md_s_server_is_the_content(
    read: Callable[..., Read], content: Path
) -> None:
    (content / "hill.png").write_bytes(b"")
    found = read("![a](_assets/hill.png) ![b](/_assets/hill.png) ![c](./_assets/none.png)\n")
    assert found.slide.body.resources == ("hill.png", "missing/none.png")
    assert found.codes == ["missing-file"]


@pytest.mark.parametrize("tag", ["object data", "embed src"])
def test_a_drawing_put_there_as_an_object_is_a_picture(
    read: Callable[..., Read], content: Path, tag: str
) -> None:
    (content / "map.svg").write_text("<svg/>", encoding="utf-8")
    found = read(f'<{tag}="map.svg" class="r-stretch" onload="x()" style="width: 9em">\n')
    assert found.html.startswith('<img class="r-stretch styled-b315446d" src="asset:/map.svg">')
    assert found.deck.stylesheet == ":is(#\\_, .styled-b315446d) { width: 9em }\n"
    assert found.codes == ["describe"]


def test_no_author_can_write_our_own_scheme(read: Callable[..., Read]) -> None:
    found = read('![a](asset:/etc/passwd) <a href="asset:/x">x</a>\n')
    assert "asset:" not in found.html
    assert found.codes == ["address", "link"]


def test_a_picture_may_be_its_own_address(read: Callable[..., Read]) -> None:
    found = read("![a](data:image/png;base64,AAAA)\n")
    assert 'src="data:image/png;base64,AAAA"' in found.html
    assert found.said == []


@pytest.mark.parametrize(
    ("link", "code", "kept"),
    [
        ("https://example.org/?a=1&b=2", None, True),
        ("mailto:a@example.org", None, True),
        ("tel:+441234", None, True),
        ("#/2/1", None, True),
        ("paper.pdf", None, True),
        ("gone.pdf", "missing-file", False),
        ("javascript:alert(1)", "link", False),
        ("JaVaScRiPt:alert(1)", "link", False),
        ("vbscript:x", "link", False),
        ("file:///etc/passwd", "link", False),
        ("data:text/html,x", "link", False),
    ],
)
def test_a_link_leads_only_where_it_may(
    read: Callable[..., Read], link: str, code: str | None, *, kept: bool
) -> None:
    found = read(f"# A\n\n<a href='{link}'>words</a>\n")
    assert found.codes == ([code] if code else [])
    assert ("href" in found.html) is kept
    assert "words" in found.html


@pytest.mark.parametrize("link", ["java\tscript:alert(1)", "\x01javascript:x", "java&#10;script:x"])
def test_no_link_is_disguised(read: Callable[..., Read], link: str) -> None:
    found = read(f"<a href='{link}'>x</a>\n")
    assert "href" not in found.html


def test_a_film_waits_for_the_script_that_may_play_it(read: Callable[..., Read]) -> None:
    found = read('<video src="film.mp4" autoplay><track src="a.vtt"></video>\n')
    assert 'data-src="asset:/decks/film.mp4"' in found.html
    assert ' src="' not in found.html
    assert "data-autoplay" in found.html
    assert found.slide.body.resources == ("decks/film.mp4",)
    assert [each.code for each in found.sink.diagnostics] == ["film", "motion", "missing-file"]


@pytest.mark.parametrize(
    ("film", "left"),
    [
        ('<video src="gone.mp4"></video>', '<p class="frame">gone.mp4</p>'),
        ('<audio><source src="gone.mp3"></audio>', '<p class="frame">gone.mp3</p>'),
        (
            '<video title="A" src="//a.uk/b.mp4"></video>',
            '<p class="frame"><a href="https://a.uk/b.mp4" rel="noopener noreferrer">A</a></p>',
        ),
        ('<video src="javascript:x"></video>', ""),
        ("<video></video>", ""),
    ],
)
def test_a_film_that_is_not_here_is_named(read: Callable[..., Read], film: str, left: str) -> None:
    assert read(f"<div>\n{film}\n</div>\n").html == f"<div>\n{left}\n</div>"


def test_a_film_behind_a_slide_is_one_that_is_here(read: Callable[..., Read]) -> None:
    found = read('<!-- .slide: data-background-video="gone.webm,film.mp4" -->\n\n# A\n')
    assert found.slide.attributes == {"data-background-video": "asset:/decks/film.mp4"}
    found = read('<!-- .slide: data-background-video="gone.webm" -->\n\n# A\n')
    assert found.slide.attributes == {}

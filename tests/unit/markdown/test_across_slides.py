"""Definitions of links, footnotes and names with spaces, which reveal.js shows as their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read

ADDRESS = "https://data.example.org/"


def first(found: Read) -> str:
    return found.slides[0].body.html


@pytest.mark.parametrize(
    ("use", "definition"),
    [
        ("[the page][od]", f"[od]: {ADDRESS}"),
        ("[Papers][]", f"[Papers]: {ADDRESS}"),
        ("[the page][OD  x]", f"[od x]: {ADDRESS} 'Open data'"),
        ("[the page][od]", f"[od]: <{ADDRESS}>"),
        ("- an item with [the page][od]", f"[od]: {ADDRESS}"),
    ],
)
def test_a_link_may_be_defined_on_another_slide(
    read: Callable[..., Read], use: str, definition: str
) -> None:
    found = read(f"# A\n\n{use}\n\n---\n\n# B\n\n{definition}\n")
    assert f'href="{ADDRESS}"' in first(found)
    assert "[" not in first(found)


def test_a_slide_s_own_definition_goes_first(read: Callable[..., Read]) -> None:
    found = read(f"[x][a]\n\n[a]: https://own.example/\n\n---\n\n[a]: {ADDRESS}\n")
    assert "own.example" in first(found)


@pytest.mark.parametrize(
    "elsewhere",
    [
        f"# B\n\nNote: said\n\n[od]: {ADDRESS}",
        f'<!-- .slide: data-visibility="hidden" -->\n\n[od]: {ADDRESS}',
    ],
)
def test_what_is_private_defines_nothing_for_a_slide(
    read: Callable[..., Read], elsewhere: str
) -> None:
    assert ADDRESS not in first(read(f"# A\n\n[the page][od]\n\n---\n\n{elsewhere}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "## Homes burgled[^src]\n\nFell.\n\n[^src]: Police recorded crime, to December 2026.",
        "Fell[^1] by half.\n\n[^1]: Police recorded crime,\nto December 2026.\n",
        "- One[^a]\n- Two[^a]\n\n[^a]: Police recorded crime, to December 2026.",
    ],
)
def test_a_footnote_is_a_number_and_its_words(read: Callable[..., Read], text: str) -> None:
    found = read(f"{text}\n\nNote: said\n")
    assert '<sup class="footnote">1</sup>' in found.html
    assert '<small class="footnote"><sup>1</sup> Police recorded crime' in found.html
    assert "[^" not in found.html
    assert "1" not in (found.slide.title or "")


def test_footnotes_are_numbered_in_their_order(read: Callable[..., Read]) -> None:
    found = read("A[^x] and B[^y].\n\n[^x]: The first one.\n[^y]: The second one.\n")
    assert "A<sup" in found.html
    assert 'B<sup class="footnote">2</sup>' in found.html
    assert "<sup>2</sup> The second one." in found.html


def test_a_footnote_in_the_notes_stays_private_and_is_said(read: Callable[..., Read]) -> None:
    found = read("## Next[^two]\n\nNote:\nSay this.\n\n[^two]: Survey of residents.\n")
    assert "Survey" not in found.html
    assert found.codes == ["footnote"]
    assert found.quoted("footnote") == "[^two]"


@pytest.mark.parametrize("text", ["a[^b]", "[^b]: two words", "`[^b]`\n\n[^c]: two words"])
def test_what_is_no_footnote_stays(read: Callable[..., Read], text: str) -> None:
    assert "[^b]" in read(f"{text}\n").html


@pytest.mark.parametrize(
    "typed",
    [
        "![Dusk](my photos/high street.png)",
        '![Dusk](my photos/high street.png "At six")',
        "![Dusk](my%20photos/high%20street.png)",
        "![Dusk](<my photos/high street.png>)",
        "![Dusk](my photos\\high street.png)",
        "![Dusk](my photos/high street.png?raw=true)",
        "![Dusk](plan (final).png)",
    ],
)
def test_a_picture_is_found_by_a_name_with_spaces(
    read: Callable[..., Read], content: Path, typed: str
) -> None:
    (content / "decks" / "my photos").mkdir()
    for name in ("my photos/high street.png", "plan (final).png"):
        Image.new("RGB", (4, 4)).save(content / "decks" / name)
    found = read(f"# A\n\n{typed}\n")
    assert 'src="asset:/decks/' in found.html
    assert 'alt="Dusk"' in found.html
    assert found.codes == []

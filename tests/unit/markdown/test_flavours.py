from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.unit.markdown.conftest import Read


def shape(found: Read) -> list[list[str | None]]:
    return [[slide.title for slide in stack.slides] for stack in found.deck.stacks]


def flavour(found: Read) -> str | None:
    names = [each.message for each in found.sink.diagnostics if each.code == "flavour"]
    return names[0].removeprefix("this deck is read as a ").removesuffix(" deck") if names else None


def test_mkslides_is_known_by_its_groups(read: Callable[..., Read]) -> None:
    found = read(
        "---\nslides:\n  title: Streets\n  theme: day\n  separator_vertical: ^--$\n"
        '  separator_notes: "^Say:"\nrevealjs:\n  transition: fade\n---\n'
        "# A\n\n--\n\n# A1\n\n----\n\nSay: this\n"
    )
    assert flavour(found) == "mkslides"
    assert (found.deck.title, found.deck.theme) == ("Streets", "day")
    assert found.deck.options == {"transition": "fade"}
    assert shape(found) == [["A", "A1"]]
    assert found.slides[1].said == "this"
    assert found.said == []


def test_mkslides_has_no_vertical_separator_of_its_own(read: Callable[..., Read]) -> None:
    assert shape(read("---\nrevealjs:\n  loop: true\n---\n# A\n\n----\n\n# B\n")) == [["A"]]


def test_mkslides_is_known_by_its_file(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "mkslides.yml").write_text("slides:\n  theme: day\nindex:\n  title: x\n")
    found = read("# A\n\n----\n\n# B\n")
    assert found.deck.theme == "day"
    assert shape(found) == [["A"]]


def test_hackmd_is_known_by_its_options(read: Callable[..., Read]) -> None:
    found = read(
        "---\ntitle: Streets\ntags: a, b\nslideOptions:\n  theme: day\n  transition: zoom\n---\n"
        "# A\n\none\ntwo\n\n---\n\n# B\n\n----\n\n# B1\n\nnote:\nsaid\n"
    )
    assert flavour(found) == "HackMD"
    assert (found.deck.theme, found.deck.options) == ("day", {"transition": "zoom"})
    assert shape(found) == [["A"], ["B", "B1"]]
    assert "one<br>" in found.slides[0].body.html
    assert found.slides[2].said == "said"
    assert found.said == []


def test_hackmd_may_have_no_breaks(read: Callable[..., Read]) -> None:
    assert "<br>" not in read("---\ntype: slide\nbreaks: false\n---\none\ntwo\n").html


def test_vscode_reveal_is_known_by_its_settings(read: Callable[..., Read], content: Path) -> None:
    (content / "decks" / "own.css").touch()
    found = read(
        "---\ntheme: day\ncustomTheme: own\ntransition: zoom\nenableMenu: false\n---\n"
        "# A\n\n--\n\n# A1\n\nnote: said\n\n---\n\n# B\n"
    )
    assert flavour(found) == "vscode-reveal"
    assert (found.deck.theme, found.deck.options) == ("day", {"transition": "zoom"})
    assert found.deck.stylesheets == ("decks/own.css",)
    assert shape(found) == [["A", "A1"], ["B"]]
    assert found.slides[1].said == "said"
    assert found.said == []


def test_a_stray_option_changes_no_separator(read: Callable[..., Read]) -> None:
    found = read("---\ntransition: zoom\n---\n# A\n\n----\n\n# A1\n\nNote: said\n")
    assert shape(found) == [["A", "A1"]]
    assert found.slides[1].said == "said"


@pytest.mark.parametrize("name", ["reveal-md.json", "reveal-md.json5"])
def test_a_file_of_reveal_md_decides_for_reveal_md(
    read: Callable[..., Read], content: Path, name: str
) -> None:
    (content / "decks" / name).write_text('{"theme": "day"}')
    found = read("---\nslideOptions:\n  x: 1\n---\none\ntwo\n")
    assert flavour(found) is None
    assert "<br>" not in found.html

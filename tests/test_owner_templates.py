"""Templates are the site owner's: none from inside the content folder, none out of the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides
from csp_slides.core.diagnostics import ContentError

if TYPE_CHECKING:
    from pathlib import Path

COUNCIL = """\
kind: council
name: Alderbrook
accessibility: {compliance: fully, prepared: 1 June 2026}
"""
RUNS = '{{ cycler.__init__.__globals__.os.system("touch stolen") }}'


def content_at(place: Path) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    (place / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    (place / "d.md").write_text("# A\n", encoding="utf-8")
    return place


def template_at(place: Path, text: str, name: str = "deck/deck.html") -> None:
    (place / name).parent.mkdir(parents=True)
    (place / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("above", ["content", "content/sections", "content/sections/deep"])
def test_a_folder_of_templates_inside_the_content_is_not_used(tmp_path: Path, above: str) -> None:
    content_at(tmp_path / "content")
    inner = content_at(tmp_path / above / "x")
    template_at(tmp_path / above / "templates", "OURS")
    built = csp_slides.build(inner, tmp_path / "site")
    assert [each.code for each in built.diagnostics] == ["template"]
    assert "inside a content folder" in built.diagnostics[0].message
    assert "OURS" not in (tmp_path / "site" / "d" / "index.html").read_text(encoding="utf-8")


def test_a_link_to_a_folder_inside_the_content_is_not_used(tmp_path: Path) -> None:
    content = content_at(tmp_path / "content")
    template_at(content / "parts", "OURS")
    (tmp_path / "templates").symlink_to(content / "parts")
    built = csp_slides.build(content, tmp_path / "site")
    assert [each.code for each in built.diagnostics] == ["template"]
    assert "OURS" not in (tmp_path / "site" / "d" / "index.html").read_text(encoding="utf-8")


def test_a_theme_inside_the_content_is_not_there(tmp_path: Path) -> None:
    content_at(tmp_path / "content")
    inner = content_at(tmp_path / "content" / "x")
    template_at(tmp_path / "content" / "themes" / "mine", "kind: theme\n", "theme.yaml")
    built = csp_slides.build(inner, tmp_path / "site")
    assert [each.code for each in built.diagnostics] == ["template"]


def test_a_folder_beside_the_content_is_used(tmp_path: Path) -> None:
    content = content_at(tmp_path / "content")
    template_at(tmp_path / "templates", "OURS")
    built = csp_slides.build(content, tmp_path / "site")
    assert not built.diagnostics
    assert "OURS" in (tmp_path / "site" / "d" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        RUNS,
        "{{ ().__class__.__base__.__subclasses__() }}",
        "{{ self.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'] }}",
        "{% set x = [] %}{{ x.append.__self__.__class__.__mro__ }}",
        "{{ ''.format.__func__ }}{{ '{0.__class__.__init__.__globals__}'.format(range) }}",
    ],
)
def test_a_template_reaches_nothing_behind_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    content = content_at(tmp_path / "content")
    template_at(tmp_path / "templates", text)
    with pytest.raises(ContentError) as raised:
        csp_slides.build(content, tmp_path / "site")
    assert [each.code for each in raised.value.diagnostics] == ["template"]
    assert not (tmp_path / "stolen").exists()

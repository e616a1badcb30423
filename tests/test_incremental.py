"""A build that takes what an earlier one made gives the bytes and problems of a fresh one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

import csp_slides
from csp_slides.core.diagnostics import CommandError, ContentError
from csp_slides.core.disk_cache import Cache
from csp_slides.editions.render_edition import render_edition
from csp_slides.pipeline.build import Built, render
from csp_slides.pipeline.options import Request

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNCIL = """
kind: council
name: Alderbrook Borough Council
website: https://slides.alderbrook.example/
"""
SECTION = """
kind: section
id: {id}
title: {title}
status: cleared
cleared_by: Jo Ward
items:
  - title: {item}
    notes: {notes}
"""
DECK = """
kind: deck
title: {title}
presenter: Cllr Ana Reyes
meeting: {{body: Council, date: {date}}}
sections: [{{use: lamps}}, {{use: {other}}}]
"""
MARKDOWN = """---
title: {title}
---
# {item}

See [the report](../one.yaml) and [the start](two.md#/0).

![A lamp](lamp.png)

Note: {notes}
"""
MINUTES = """
kind: minutes
title: Answers in June
meeting: {{body: Council, date: 3 June 2026}}
questions:
  - q: {item}?
    a: {notes}
    follow_up: {{action: Ask the depot, owner: Highways, due: September 2026}}
"""
START = {
    "content/council.yaml": COUNCIL,
    "content/sections/lamps.yaml": SECTION.format(
        id="lamps", title="Lamps", item="Forty lamps", notes="They were mended in a week."
    ),
    "content/sections/parks.yaml": SECTION.format(
        id="parks", title="Parks", item="Two parks", notes="Both have a new gate."
    ),
    "content/one.yaml": DECK.format(title="To the council", date="1 July 2026", other="parks"),
    "content/old/two.md": MARKDOWN.format(title="An old deck", item="Streets", notes="Be brief."),
    "content/minutes.yaml": MINUTES.format(item="When", notes="On Monday."),
}
WORDS = st.sampled_from(["Benches", "Gates on Mill Lane", "Nine bins", "Wardens for the quay"])


def _edit(path: str, text: Callable[[str, str], str]) -> Any:  # noqa: ANN401  # of hypothesis
    return st.builds(lambda one, two: (path, text(one, two)), WORDS, WORDS)


EDITS = st.one_of(
    _edit(
        "content/sections/lamps.yaml",
        lambda a, b: SECTION.format(id="lamps", title="Lamps", item=a, notes=f"{b} come next."),
    ),
    _edit(
        "content/sections/spare.yaml",
        lambda a, b: SECTION.format(id="spare", title="Spare", item=a, notes=f"{b} come next."),
    ),
    _edit(
        "content/one.yaml",
        lambda a, _: DECK.format(title=a, date="1 July 2026", other="parks"),
    ),
    _edit(
        "content/three.yaml",
        lambda a, _: DECK.format(title=a, date="2 May 2026", other="parks"),
    ),
    _edit(
        "content/one.yaml",
        lambda a, _: (
            DECK.format(title=a, date="1 July 2026", other="parks")
            + f"withdrawn: {{date: 2 July 2026, reason: {a} were wrong}}\n"
        ),
    ),
    _edit(
        "content/one.yaml",
        lambda a, b: (
            DECK.format(title="To the council", date="1 July 2026", other="parks")
            + f"amended: [{{date: 2 July 2026, what: {a} and {b}}}]\n"
        ),
    ),
    _edit("content/minutes.yaml", lambda a, b: MINUTES.format(item=a, notes=b)),
    _edit("content/minutes.yaml", lambda *_: ""),
    _edit("content/old/two.md", lambda a, b: MARKDOWN.format(title=a, item=b, notes=a)),
    _edit("content/council.yaml", lambda a, _: COUNCIL + f"short_name: {a}\n"),
    _edit("content/council.yaml", lambda *_: COUNCIL + "moved: {former: one}\n"),
    _edit(
        "templates/deck/deck.html",
        lambda a, _: (
            '{% extends "shipped/deck/deck.html" %}{% block footer %}<p>' + a + "</p>{% endblock %}"
        ),
    ),
    st.builds(lambda size: ("content/old/lamp.png", str(size)), st.integers(4, 6)),
    st.builds(lambda size: ("content/lamp.png", str(size)), st.integers(4, 6)),
)
OPTIONS = st.sampled_from(
    [{}, {"audience": "presenter"}, {"formats": ["deck", "md"]}, {"draft": True}, {"strict": True}]
)


def _save(root: Path, path: str, text: str) -> None:
    """Write a file; without a text, take it away; a picture has a size for a text."""
    place = root / path
    if not text:
        place.unlink(missing_ok=True)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.suffix == ".png":
        Image.new("RGB", (int(text), 4), "blue").save(place)
    else:
        place.write_text(text, encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def _outcome(build: Callable[[], Any]) -> tuple[bool, tuple[object, ...]]:
    try:
        return True, build().diagnostics
    except ContentError as error:
        return False, error.diagnostics


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in START.items():
        _save(tmp_path, path, text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@given(steps=st.lists(st.tuples(EDITS, OPTIONS), min_size=2, max_size=4))
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_edits_give_what_a_fresh_build_gives(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    steps: list[tuple[tuple[str, str], dict[str, Any]]],
) -> None:
    root = tmp_path_factory.mktemp("site")
    monkeypatch.chdir(root)
    for path, text in START.items():
        _save(root, path, text)
    kept = Cache(place=root / "cache")
    csp_slides.build("content", "kept/public", cache="cache")
    for (path, text), options in steps:
        _save(root, path, text)
        name = options.get("audience", "draft" if options.get("draft") else "public")
        earlier = root / "kept" / name
        known = (earlier / "versions.json").read_bytes() if name == "public" else None
        request = Request.of("content", **options)
        fresh: list[dict[str, bytes]] = []

        def whole() -> Any:  # noqa: ANN401  # what is rendered
            made = render(request, earlier=known, cache=kept)  # noqa: B023  # called at once
            found = {str(each.path): each.data for each in made.artifacts}
            fresh.append({**found, "manifest.json": made.manifest})  # noqa: B023  # as above
            return made

        expected = _outcome(whole)
        built = _outcome(
            lambda: csp_slides.build("content", earlier, cache="cache", **options)  # noqa: B023  # as above
        )
        assert built == expected
        if expected[0]:
            assert _files(earlier) == fresh[0]
    shutil.rmtree(root)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the documents that are rendered."""
    counted: list[str] = []

    def counting(edition: Any, *arguments: Any) -> Any:  # noqa: ANN401  # as it is
        counted.append(edition.slug)
        return render_edition(edition, *arguments)

    monkeypatch.setattr("csp_slides.pipeline.make_part.render_edition", counting)
    return counted


def _build(**options: Any) -> Built:  # noqa: ANN401  # as `build` takes them
    return csp_slides.build("content", "site", cache="cache", **options)


def test_what_is_unchanged_is_not_made_again(root: Path, made: list[str]) -> None:
    _build()
    assert sorted(made) == ["minutes", "one", "two"]
    made.clear()
    _build()
    assert made == []
    _save(root, *_of_parks("Three parks"))
    _build()
    assert made == ["one"]


def _of_parks(item: str) -> tuple[str, str]:
    text = SECTION.format(id="parks", title="Parks", item=item, notes="Both have a new gate.")
    return "content/sections/parks.yaml", text


def test_nothing_is_parsed_or_searched_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _build()
    for name in ("facts_of", "verify"):
        monkeypatch.setattr(f"csp_slides.pipeline.site_build.{name}", None)
    _build()
    assert (root / "site" / "one" / "index.html").is_file()


def test_a_cache_that_is_emptied_or_damaged_does_no_harm(root: Path, made: list[str]) -> None:
    _build()
    before = _files(root / "site")
    for number, entry in enumerate(sorted((root / "cache").iterdir())):
        if number % 2:
            entry.unlink()
        else:
            entry.write_bytes(entry.read_bytes()[:-1] + b"x")
    shutil.rmtree(root / "site")
    made.clear()
    _build()
    assert sorted(set(made)) == ["minutes", "one", "two"]
    assert _files(root / "site") == before


def test_the_cache_is_for_this_user_alone(root: Path) -> None:
    _build()
    assert (root / "cache").stat().st_mode & 0o77 == 0
    assert all(entry.stat().st_mode & 0o77 == 0 for entry in (root / "cache").iterdir())


def test_a_cache_inside_the_site_is_refused(root: Path) -> None:
    with pytest.raises(CommandError, match="inside the site"):
        csp_slides.build("content", "site", cache="site/cache")
    assert not (root / "site").exists()


@pytest.mark.usefixtures("root")
def test_a_fresh_build_takes_nothing_from_the_cache(made: list[str]) -> None:
    _build()
    made.clear()
    _build(fresh=True)
    assert sorted(made) == ["minutes", "one", "two"]

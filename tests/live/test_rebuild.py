"""Building again what changed gives what a fresh build gives."""

from __future__ import annotations

import random
import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from csp_slides.core.diagnostics import ContentError
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request
from csp_slides.serve.rebuild import Live

if TYPE_CHECKING:
    from csp_slides.core.artifact import Artifact
    from csp_slides.serve.rebuild import Update

EXAMPLE = Path(__file__).parents[2] / "content"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "content"))


def fresh(request: Request) -> tuple[bytes | None, list[str]]:
    """Build from nothing: the manifest, which holds every file's SHA-256, and the problems."""
    try:
        built = render(request)
    except ContentError as error:
        return None, [f"{each.span} {each.message}" for each in error.diagnostics]
    return built.manifest, [f"{each.span} {each.message}" for each in built.diagnostics]


def told(update: Update) -> tuple[bytes | None, list[str]]:
    manifest = update.built.manifest if update.built and update.is_good else None
    return manifest, [f"{each.span} {each.message}" for each in update.diagnostics]


def edit(file: Path, chance: random.Random) -> None:
    """Do to a file what a hurried author may."""
    text = file.read_text(encoding="utf-8")
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            lines[at] += " and more"
        case 1:
            lines.insert(at, "# a remark")
        case 2:
            del lines[at]
        case 3:
            lines[at] = f"\t{lines[at]}"
        case 4:
            lines.append(chance.choice(lines))
        case _:
            lines[at] = lines[at].replace("e", "é", 1)
    file.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_random_edits_lead_to_what_a_fresh_build_makes(content: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # for a test
    asked = Request.of(content, audience="presenter", formats=["deck", "report"])
    request = replace(asked, verified=False)
    live = Live(request)
    assert told(live.begin()) == fresh(request)
    files = sorted(content.rglob("*.yaml")) + sorted(content.rglob("*.md"))
    sound = {file: file.read_bytes() for file in files}
    for _ in range(8):
        file = chance.choice(files)
        if chance.random() < 0.4 or not file.exists():
            file.write_bytes(sound[file])
        elif chance.random() < 0.15:
            file.unlink()
        else:
            edit(file, chance)
        ahead: list[Artifact] = []
        update = live.attempt([file.resolve()], ahead.append)
        assert told(update) == fresh(request)
        assert not update.is_good or all(update.files[page.path] == page.content for page in ahead)
        live.show(update)


def test_a_page_is_told_of_before_its_build_is_done_and_shown_after(content: Path) -> None:
    asked = Request.of(content, audience="presenter", formats=["deck", "report"])
    file, page = content / "decks" / "safer-streets.md", PurePosixPath("safer-streets/index.html")
    for request, early in (
        (replace(asked, verified=False), True),
        (replace(asked, verified=False, strict=True), False),
        (asked, False),
    ):
        live = Live(request)
        live.begin()
        before = live.files.get(page)
        file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        ahead: list[Artifact] = []
        update = live.attempt([file.resolve()], ahead.append)
        assert [each.path for each in ahead] == ([page] if early else [])
        assert live.files.get(page) == before
        live.show(update)
        assert not early or live.files[page] == ahead[0].content != before


def test_what_is_not_touched_is_not_made_again(content: Path) -> None:
    live = Live(Request.of(content, audience="presenter", formats=["deck", "report"]))
    before = {made.summary.slug: made for made in live.begin().built.made}  # type: ignore[union-attr]  # it is good
    file = content / "decks" / "safer-streets.md"
    file = file if file.exists() else next(content.rglob("*.md"))
    file.write_text(file.read_text(encoding="utf-8") + "\n\nOne more line.\n", encoding="utf-8")
    update = live.change([file.resolve()])
    assert update.built is not None
    same = {made.summary.slug for made in update.built.made if before[made.summary.slug] is made}
    assert same == before.keys() - {"safer-streets"}
    assert {str(path) for path in update.changed} >= {"safer-streets/index.html"}
    assert not any(str(path).startswith("portfolio") for path in update.changed)


def test_an_edit_of_one_deck_file_makes_no_other_deck_again(content: Path) -> None:
    live = Live(Request.of(content, audience="presenter", formats=["deck"]))
    before = {made.summary.slug: made for made in live.begin().built.made}  # type: ignore[union-attr]  # it is good
    file = content / "decks" / "2027-01-20-council" / "deck.yaml"
    text = file.read_text(encoding="utf-8")
    assert "theme:" in text
    file.write_text(text.replace("title: ", "title: More ", 1), encoding="utf-8")
    update = live.change([file.resolve()])
    assert update.built is not None
    same = {made.summary.slug for made in update.built.made if before[made.summary.slug] is made}
    assert same == before.keys() - {"portfolio-2027-01-20"}


def test_a_broken_file_leaves_the_last_good_site_standing(content: Path) -> None:
    live = Live(Request.of(content, audience="presenter"))
    good = live.begin().built
    file = next((content / "sections").glob("*.yaml"))
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("title:", "tilte:"), encoding="utf-8")
    broken = live.change([file.resolve()])
    assert not broken.is_good
    assert broken.built is good
    assert broken.errors[0].span is not None
    file.write_text(sound, encoding="utf-8")
    mended = live.change([file.resolve()])
    assert mended.is_good
    assert mended.changed == frozenset()


def test_a_picture_that_is_put_back_is_shown_again(content: Path) -> None:
    request = Request.of(content, audience="presenter", formats=["deck"])
    live = Live(request)
    live.begin()
    picture = next(path for path in sorted((content / "pictures").rglob("*")) if path.is_file())
    data = picture.read_bytes()
    picture.unlink()
    assert told(live.change([picture.resolve()])) == fresh(request)
    picture.write_bytes(data)
    assert told(live.change([picture.resolve()])) == fresh(request)


def test_a_site_owners_template_takes_effect_at_once(content: Path) -> None:
    request = Request.of(content, audience="presenter", formats=["deck"])
    live = Live(request)
    live.begin()
    own = content.parent / "templates" / "deck" / "footer.html"
    own.parent.mkdir(parents=True)
    own.write_text("<footer>Ours</footer>", encoding="utf-8")
    update = live.change([own])
    assert told(update) == fresh(request)
    own.write_text("<footer>Ours, again</footer>", encoding="utf-8")
    assert told(live.change([own])) == fresh(request)


def test_content_that_is_gone_for_a_moment_is_told_and_mended(content: Path) -> None:
    live = Live(Request.of(content, audience="presenter", formats=["deck"]))
    good = live.begin()
    away = content.rename(content.with_name("away"))
    assert not live.change([content]).is_good
    away.rename(content)
    again = live.change([content])
    assert again.is_good
    assert again.built is not None
    assert good.built is not None
    assert again.built.manifest == good.built.manifest

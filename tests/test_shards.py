"""Shards that several machines build become one site, with the bytes of a single build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import csp_slides
from csp_slides.cli import group
from csp_slides.core.diagnostics import CommandError
from csp_slides.pipeline.merge import merge
from csp_slides.pipeline.shard import Shard

CONTENT = Path(__file__).parents[1] / "content"
ADDRESS = "https://slides.alderbrook.example/"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    root = tmp_path_factory.mktemp("shards")
    places = tuple(root / str(number) for number in (1, 2))
    for number, place in enumerate(places, start=1):
        csp_slides.build(CONTENT, place, base_url=ADDRESS, shard=f"{number}/2")
    return places


@pytest.mark.slow
def test_merged_shards_are_the_bytes_of_one_build(shards: tuple[Path, ...], tmp_path: Path) -> None:
    csp_slides.build(CONTENT, tmp_path / "whole", base_url=ADDRESS)
    merge(tuple(reversed(shards)), tmp_path / "merged")
    whole, merged = _files(tmp_path / "whole"), _files(tmp_path / "merged")
    assert merged.keys() == whole.keys()
    assert [name for name in whole if merged[name] != whole[name]] == []


def test_each_document_is_in_one_shard(shards: tuple[Path, ...]) -> None:
    made = [
        {each["slug"] for each in json.loads((place / "manifest.json").read_bytes())["documents"]}
        for place in shards
    ]
    assert made[0]
    assert made[1]
    assert not made[0] & made[1]


def test_a_shard_carries_no_comment_of_the_council_file(shards: tuple[Path, ...]) -> None:
    typed = (CONTENT / "council.yaml").read_text(encoding="utf-8")
    comments = [line.strip("# ") for line in typed.splitlines() if line.startswith("#")]
    carried = (shards[0] / "_shard" / "content" / "council.yaml").read_text(encoding="utf-8")
    assert comments
    assert not any(comment and comment in carried for comment in comments)


def test_a_missing_shard_is_named(shards: tuple[Path, ...], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="of 2 shards, 2 is missing"):
        merge(shards[:1], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_shard_named_twice_is_refused(shards: tuple[Path, ...], tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="named twice"):
        merge((*shards, shards[0]), tmp_path / "site")


def test_a_file_that_was_changed_is_named(shards: tuple[Path, ...], tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(shards[0], copy)
    (copy / "index.html").write_bytes(b"other")
    with pytest.raises(CommandError, match=r"index\.html' is missing or has changed"):
        merge((copy, shards[1]), tmp_path / "site")


def test_other_content_is_refused(shards: tuple[Path, ...], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "deck.md").write_text("# One\n", encoding="utf-8")
    csp_slides.build(tmp_path / "content", tmp_path / "other", base_url=ADDRESS, shard="2/2")
    with pytest.raises(CommandError, match="different content or with different options"):
        merge((shards[0], tmp_path / "other"), tmp_path / "site")


def test_what_is_no_shard_is_refused(tmp_path: Path) -> None:
    ran = CliRunner().invoke(group, ["merge", str(tmp_path), "-o", str(tmp_path / "site")])
    assert ran.exit_code == 2
    assert "is not a shard" in ran.output


@pytest.mark.parametrize("text", ["", "2", "0/2", "3/2", "a/b", "1/0", "-1/2", "1/2/3"])
def test_what_is_no_share_is_a_wrong_command(text: str) -> None:
    with pytest.raises(CommandError, match="isn't a share"):
        Shard.of(text)

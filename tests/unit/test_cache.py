"""What is kept between builds changes how long they take, and nothing else."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from csp_slides.assets.images.developing import develop
from csp_slides.assets.images.encoding import Developed, Refused
from csp_slides.core.disk_cache import Cache
from csp_slides.editions import image_pool
from csp_slides.editions.image_pool import develop_all

if TYPE_CHECKING:
    from pathlib import Path


def picture(colour: str = "green") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """List the pictures that are really developed."""
    asked: list[bytes] = []

    def counted(content: bytes) -> Developed | Refused:
        asked.append(content)
        return develop(content)

    monkeypatch.setattr(image_pool, "develop", counted)
    return asked


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.kept"))


def test_picture_is_developed_once_for_many_builds(tmp_path: Path, made: list[bytes]) -> None:
    files = {"a.png": picture(), "b/a.png": picture(), "c.png": picture("blue")}
    first = develop_all(files, Cache(place=tmp_path))
    assert len(made) == 2
    second = develop_all(files, Cache(place=tmp_path))
    assert len(made) == 2
    assert first == second == develop_all(files, Cache())
    assert first["a.png"] is first["b/a.png"]


def test_fresh_build_takes_nothing_and_leaves_its_own(tmp_path: Path, made: list[bytes]) -> None:
    develop_all({"a.png": picture()}, Cache(place=tmp_path))
    (entry,) = entries(tmp_path)
    entry.write_bytes(b"")
    develop_all({"a.png": picture()}, Cache(place=tmp_path, fresh=True))
    assert len(made) == 2
    develop_all({"a.png": picture()}, Cache(place=tmp_path))
    assert len(made) == 2


def test_other_encoders_take_nothing(
    tmp_path: Path, made: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    develop_all({"a.png": picture()}, Cache(place=tmp_path))
    monkeypatch.setattr(image_pool, "fingerprint", lambda: "another Pillow")
    develop_all({"a.png": picture()}, Cache(place=tmp_path))
    assert len(made) == 2


def spoil(entry: Path, how: str) -> None:
    content = entry.read_bytes()
    match how:
        case "empty":
            entry.write_bytes(b"")
        case "half":
            entry.write_bytes(content[: len(content) // 2])
        case "one bit":
            entry.write_bytes(content[:-1] + bytes((content[-1] ^ 1,)))
        case "foreign":
            Cache(place=entry.parent).write(entry.stem, b'{"copies": 1}\n')
        case _:
            entry.unlink()
            entry.mkdir()


@pytest.mark.parametrize("how", ["empty", "half", "one bit", "foreign", "folder"])
def test_spoilt_entry_is_harmless(tmp_path: Path, made: list[bytes], how: str) -> None:
    right = develop_all({"a.png": picture()}, Cache(place=tmp_path))
    spoil(entries(tmp_path)[0], how)
    assert develop_all({"a.png": picture()}, Cache(place=tmp_path)) == right
    assert len(made) == 2
    assert [path.name for path in tmp_path.iterdir()] == [entries(tmp_path)[0].name]


def test_folder_that_cannot_be_written_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    right = develop_all({"a.png": picture()}, Cache())
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        assert develop_all({"a.png": picture()}, Cache(place=folder)) == right


def test_what_is_no_picture_is_not_kept(tmp_path: Path) -> None:
    found = develop_all({"a.png": b"%PDF"}, Cache(place=tmp_path))
    assert isinstance(found["a.png"], Refused)
    assert entries(tmp_path) == []


def test_what_was_used_least_lately_goes_first(tmp_path: Path) -> None:
    cache = Cache(place=tmp_path)
    for number, name in enumerate(("old", "older", "new")):
        cache.write(name, bytes(1000))
        os.utime(tmp_path / f"{name}.kept", (number, number))
    assert cache.read("old") == bytes(1000)
    cache.trim(2500)
    assert [path.stem for path in entries(tmp_path)] == ["new", "old"]


def test_what_a_killed_build_left_half_written_goes_too(tmp_path: Path) -> None:
    cache = Cache(place=tmp_path)
    cache.write("whole", bytes(1000))
    (tmp_path / "half.part").write_bytes(bytes(1000))
    os.utime(tmp_path / "half.part", (1, 1))
    (tmp_path / "notes.txt").write_bytes(bytes(1000))
    cache.trim(1500)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "whole.kept"]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    files = {"a.png": picture(), "c.png": picture("blue")}
    develop_all(files, Cache(place=tmp_path), progress=lambda *said: told.append(said))
    assert told == [(1, 2, "a.png"), (2, 2, "c.png")]

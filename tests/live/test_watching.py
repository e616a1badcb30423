"""Changes of the disk, gathered: every way of saving is noticed, and nothing of our own."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from csp_slides.serve.watching import Gatherer, Watcher

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "parent" / "content"
    (made / "sections").mkdir(parents=True)
    (made / "sections" / "waste.yaml").write_text("kind: section\n", encoding="utf-8")
    return made


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def gatherer(folder: Path, request: pytest.FixtureRequest) -> Iterator[Gatherer]:
    made = Gatherer()
    ignored = folder.parent / "site"
    with Watcher([folder], made, ignored=[ignored], polling=request.param):
        time.sleep(0.05)
        yield made
        made.close()


def taken(gatherer: Gatherer, patience: float = 5.0) -> frozenset[Path]:
    """Take what was gathered; an empty set when nothing comes."""
    timer = threading.Timer(patience, gatherer.close)
    timer.start()
    try:
        return gatherer.take()
    finally:
        timer.cancel()


def test_a_save_is_noticed(folder: Path, gatherer: Gatherer) -> None:
    file = folder / "sections" / "waste.yaml"
    file.write_text("kind: section\ntitle: Waste\n", encoding="utf-8")
    assert file in taken(gatherer)


def test_a_save_by_rename_is_noticed_under_the_name_that_stays(
    folder: Path, gatherer: Gatherer
) -> None:
    file = folder / "sections" / "waste.yaml"
    draft = folder / "sections" / "waste.yaml~"
    draft.write_text("kind: section\ntitle: Waste and recycling\n", encoding="utf-8")
    draft.replace(file)
    found: set[Path] = set()
    while file not in found and (more := taken(gatherer)):
        found |= more
    assert file in found


def test_a_new_file_and_a_deleted_one_are_noticed(folder: Path, gatherer: Gatherer) -> None:
    (folder / "new.md").write_text("# New\n", encoding="utf-8")
    assert folder / "new.md" in taken(gatherer)
    (folder / "new.md").unlink()
    assert folder / "new.md" in taken(gatherer)


def test_hidden_files_are_not(folder: Path, gatherer: Gatherer) -> None:
    (folder / ".waste.yaml.swp").write_text("an editor's", encoding="utf-8")
    assert taken(gatherer, patience=1.5) == frozenset()


def test_output_inside_the_content_is_not_watched_however_often_it_is_replaced(
    folder: Path,
) -> None:
    gatherer = Gatherer()
    site = folder / "site"
    with Watcher([folder], gatherer, ignored=[site]):
        for number in range(3):
            fresh = folder / f".site.{number}"
            (fresh / "assets").mkdir(parents=True)
            (fresh / "index.html").write_text(f"{number}", encoding="utf-8")
            if site.exists():
                site.rename(folder / f".old.{number}")
            fresh.rename(site)
            time.sleep(0.25)
        file = folder / "sections" / "waste.yaml"
        file.write_text("kind: section\ntitle: Waste\n", encoding="utf-8")
        assert taken(gatherer) == {file}


def test_a_folder_that_comes_back_is_watched_again(folder: Path) -> None:
    gatherer = Gatherer()
    with Watcher([folder], gatherer, polling=False):
        away = folder.rename(folder.with_name("away"))
        assert folder in taken(gatherer)
        away.rename(folder)
        assert folder in taken(gatherer)
        file = folder / "sections" / "waste.yaml"
        file.write_text("kind: section\ntitle: Again\n", encoding="utf-8")
        assert file in taken(gatherer)


def test_a_burst_is_handed_over_once_and_never_late(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=0.1, longest=0.4)
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.wait(0.01):
            number += 1
            gatherer.add([tmp_path / f"{number % 7}"])

    writer = threading.Thread(target=write)
    started = time.monotonic()
    writer.start()
    try:
        found = gatherer.take()
        waited = time.monotonic() - started
    finally:
        stop.set()
        writer.join()
    assert len(found) == 7
    assert 0.35 < waited < 2


def test_a_file_that_is_whole_is_handed_over_before_it_is_quiet(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=0.3, longest=5)
    started = time.monotonic()
    gatherer.add([tmp_path], whole=True)
    assert gatherer.take() == {tmp_path}
    assert time.monotonic() - started < 0.2
    assert gatherer.settle()
    assert time.monotonic() - started >= 0.3


def test_what_was_built_while_more_came_may_not_be_shown(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=0.05, longest=5)
    gatherer.add([tmp_path / "a"], whole=True)
    gatherer.take()
    gatherer.add([tmp_path / "b"])
    assert not gatherer.settle()
    time.sleep(0.1)  # quiet, but of something that was not built
    assert not gatherer.settle()
    assert gatherer.take() == {tmp_path / "b"}
    assert gatherer.settle()


def test_what_had_settled_before_more_came_is_shown_if_it_is_sound(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=0.05, longest=5)
    gatherer.add([tmp_path / "a"], whole=True)
    gatherer.take()
    time.sleep(0.1)
    gatherer.add([tmp_path / "b"])
    assert not gatherer.settle(sound=False)
    assert gatherer.settle()
    assert gatherer.take() == {tmp_path / "b"}
    assert gatherer.settle(sound=False)


def test_changes_without_end_are_shown_in_time(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=5, longest=0.3)  # never quiet, however slow the machine
    started = time.monotonic()
    gatherer.add([tmp_path], whole=True)
    settled = False
    while not settled:
        gatherer.take()
        gatherer.add([tmp_path], whole=True)
        settled = gatherer.settle()
        assert time.monotonic() - started < 3
    assert 0.3 <= time.monotonic() - started < 2


def test_closing_ends_the_waiting_at_once() -> None:
    gatherer = Gatherer()
    threading.Timer(0.05, gatherer.close).start()
    started = time.monotonic()
    assert gatherer.take() == frozenset()
    assert time.monotonic() - started < 2

"""Changes of the disk, gathered: every way of saving is noticed, and nothing of our own."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from csp_slides.serve.watching import Gatherer, Watcher
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "parent" / "content"
    (made / "sections").mkdir(parents=True)
    (made / "sections" / "waste.yaml").write_text("kind: section\n", encoding="utf-8")
    return made


class Noticed:
    """All that a gatherer hands over, collected as it comes."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.paths: set[Path] = set()
        self._gatherer = gatherer
        self._thread = threading.Thread(target=self._collect)
        self._thread.start()

    def _collect(self) -> None:
        while more := self._gatherer.take():
            self.paths |= more

    def close(self) -> None:
        self._gatherer.close()
        self._thread.join()

    def wait_for(self, path: Path) -> None:
        until(lambda: path in self.paths, f"no word of {path}, but of {self.paths}")


@contextmanager
def watching(folder: Path, *, polling: bool | None, site: Path) -> Iterator[Noticed]:
    gatherer = Gatherer()
    with Watcher([folder], gatherer, ignored=[site], polling=polling):
        noticed = Noticed(gatherer)
        try:
            yield noticed
        finally:
            noticed.close()


@pytest.fixture(params=[False, True], ids=["events", "polling"])
def noticed(folder: Path, request: pytest.FixtureRequest) -> Iterator[Noticed]:
    with watching(folder, polling=request.param, site=folder.parent / "site") as made:
        yield made


def test_a_save_is_noticed(folder: Path, noticed: Noticed) -> None:
    file = folder / "sections" / "waste.yaml"
    file.write_text("kind: section\ntitle: Waste\n", encoding="utf-8")
    noticed.wait_for(file)


def test_a_save_by_rename_is_noticed_under_the_name_that_stays(
    folder: Path, noticed: Noticed
) -> None:
    file = folder / "sections" / "waste.yaml"
    draft = folder / "sections" / "waste.yaml~"
    draft.write_text("kind: section\ntitle: Waste and recycling\n", encoding="utf-8")
    draft.replace(file)
    noticed.wait_for(file)


def test_a_new_file_and_a_deleted_one_are_noticed(folder: Path, noticed: Noticed) -> None:
    (folder / "new.md").write_text("# New\n", encoding="utf-8")
    noticed.wait_for(folder / "new.md")
    noticed.paths.clear()
    (folder / "new.md").unlink()
    noticed.wait_for(folder / "new.md")


def test_hidden_files_are_not(folder: Path, noticed: Noticed) -> None:
    (folder / ".waste.yaml.swp").write_text("an editor's", encoding="utf-8")
    (folder / "then.md").write_text("# Then\n", encoding="utf-8")
    noticed.wait_for(folder / "then.md")
    assert noticed.paths == {folder / "then.md"}


def test_output_inside_the_content_is_not_watched_however_often_it_is_replaced(
    folder: Path,
) -> None:
    site = folder / "site"
    with watching(folder, polling=None, site=site) as noticed:
        for number in range(3):
            fresh = folder / f".site.{number}"
            (fresh / "assets").mkdir(parents=True)
            (fresh / "index.html").write_text(f"{number}", encoding="utf-8")
            if site.exists():
                site.rename(folder / f".old.{number}")
            fresh.rename(site)
            mark = folder / f"{number}.md"
            mark.write_text("# A mark\n", encoding="utf-8")
            noticed.wait_for(mark)
        assert noticed.paths == {folder / f"{number}.md" for number in range(3)}


def test_a_folder_that_comes_back_is_watched_again(folder: Path) -> None:
    with watching(folder, polling=False, site=folder.parent / "site") as noticed:
        away = folder.rename(folder.with_name("away"))
        noticed.wait_for(folder)
        noticed.paths.clear()
        away.rename(folder)
        noticed.wait_for(folder)
        file = folder / "sections" / "waste.yaml"

        def saved() -> bool:
            file.write_text("kind: section\ntitle: Again\n", encoding="utf-8")
            return file in noticed.paths

        until(saved)


def test_a_burst_is_handed_over_once_and_never_late(tmp_path: Path) -> None:
    gatherer = Gatherer(quiet=PATIENCE, longest=0.4)  # never quiet, however slow the machine
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
    assert len(found) > 1
    assert 0.35 < waited < PATIENCE


def test_a_file_that_is_whole_is_handed_over_before_it_is_quiet(tmp_path: Path) -> None:
    patient = Gatherer(quiet=PATIENCE, longest=PATIENCE)
    started = time.monotonic()
    patient.add([tmp_path], whole=True)
    assert patient.take() == {tmp_path}
    assert time.monotonic() - started < PATIENCE
    gatherer = Gatherer(quiet=0.1, longest=PATIENCE)
    started = time.monotonic()
    gatherer.add([tmp_path], whole=True)
    gatherer.take()
    assert gatherer.settle()
    assert time.monotonic() - started >= 0.1


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
    gatherer = Gatherer(quiet=PATIENCE, longest=0.3)  # never quiet, however slow the machine
    started = time.monotonic()
    gatherer.add([tmp_path], whole=True)
    settled = False
    while not settled:
        gatherer.take()
        gatherer.add([tmp_path], whole=True)
        settled = gatherer.settle()
        assert time.monotonic() - started < PATIENCE
    assert 0.3 <= time.monotonic() - started < PATIENCE


def test_closing_ends_the_waiting_at_once() -> None:
    gatherer = Gatherer()
    threading.Timer(0.05, gatherer.close).start()
    started = time.monotonic()
    assert gatherer.take() == frozenset()
    assert time.monotonic() - started < PATIENCE

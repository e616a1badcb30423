"""The site changes whole or not at all: real processes, killed, starved and set on each other."""

from __future__ import annotations

import itertools
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.whole import THEIRS, check_whole, small_disk

__all__ = ["small_disk"]
"""Found here by pytest."""


BUILD = """
import os, resource, sys
from pathlib import Path, PurePosixPath
from csp_slides.core.artifact import Artifact
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import CspSlidesError
from csp_slides.site.writer import make_manifest, write

target, editions, rounds, size, limit, humble = sys.argv[1:]
if int(humble) and os.geteuid() == 0:
    os.setuid(65534)
if int(limit):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))

def files(edition):
    yield "index.html", edition
    yield "shared.js", "the same in every edition"
    for number in range(8):
        yield f"assets/{edition}-{number}.css", f"{edition} {number}" * int(size)
        yield f"deck-{number}/index.html", f"{edition} deck {number}"

def build(edition):
    made = [
        Artifact(path=PurePosixPath(path), content=text.encode()) for path, text in files(edition)
    ]
    return made, make_manifest(Audience.PUBLIC, (), made)

sites = [build(edition) for edition in editions.split(",")]
print("ready", flush=True)
sys.stdin.readline()
try:
    for number in range(int(rounds)):
        artifacts, manifest = sites[number % len(sites)]
        write(artifacts, Path(target), manifest)
except CspSlidesError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
"""

EDITIONS = "old,new"


def start(
    target: Path,
    editions: str,
    *,
    rounds: int = 1,
    size: int = 1,
    limit: int = 0,
    humble: bool = False,
) -> subprocess.Popen[str]:
    """Start a build that waits, all imported, for the word to write.

    `limit` is the largest file it may make, in bytes; a `humble` one has no special rights.
    """
    arguments = [str(target), editions, *map(str, (rounds, size, limit, int(humble)))]
    process = subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-c", BUILD, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = process.communicate(timeout=120)
    return process.returncode, errors


def build(
    target: Path, editions: str, *, size: int = 1, limit: int = 0, humble: bool = False
) -> tuple[int, str]:
    process = start(target, editions, size=size, limit=limit, humble=humble)
    go(process)
    return finish(process)


def edition_of(target: Path) -> str:
    """Prove that the folder holds exactly what its manifest lists, and say which edition it is."""
    check_whole(target)
    return (target / "index.html").read_text(encoding="utf-8")


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "site"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in other ways")
def test_build_killed_at_any_moment_leaves_a_whole_site(target: Path) -> None:
    assert build(target, "old")[0] == 0
    (target / THEIRS).write_text("theirs", encoding="utf-8")
    longest = 3 * seconds_for_one(target)
    moments = random.Random(2027)  # noqa: S311  # any moments will do
    seen = set()
    waiting = start(target, EDITIONS, rounds=10_000)
    for number in itertools.count(1):
        process, waiting = waiting, start(target, EDITIONS, rounds=10_000)
        go(process)
        time.sleep(moments.uniform(0, longest))
        process.kill()
        assert finish(process)[0] == -signal.SIGKILL
        seen.add(edition_of(target))
        assert (target / THEIRS).read_text(encoding="utf-8") == "theirs"
        if number >= 50:
            if seen == {"old", "new"}:
                break
            longest *= 1.1  # the machine has become slower meanwhile
            assert number < 100
    waiting.kill()
    finish(waiting)
    assert build(target, "old,new")[0] == 0
    assert beside(target) == []
    assert (target / THEIRS).read_text(encoding="utf-8") == "theirs"


def seconds_for_one(target: Path) -> float:
    """Measure how long this machine takes, today, to replace one site by another."""
    rounds = 9
    process = start(target, "new,old", rounds=rounds)
    began = time.monotonic()
    go(process)
    assert finish(process)[0] == 0
    return (time.monotonic() - began) / rounds


@pytest.mark.slow
def test_first_build_killed_leaves_no_half_site(target: Path) -> None:
    moments = random.Random(7)  # noqa: S311  # any moments will do
    for _ in range(12):
        process = start(target, "new", size=80_000)
        go(process)
        time.sleep(moments.uniform(0, 0.04))
        process.kill()
        finish(process)
        if target.exists():
            assert edition_of(target) == "new"
    assert build(target, "new")[0] == 0
    assert beside(target) == []


@pytest.mark.slow
def test_whoever_looks_during_a_build_sees_a_site(target: Path) -> None:
    assert build(target, "old")[0] == 0
    process = start(target, EDITIONS, rounds=12)
    go(process)
    looked = 0
    while process.poll() is None:
        assert (target / "index.html").read_text(encoding="utf-8") in {"old", "new"}
        looked += 1
    assert finish(process)[0] == 0
    assert looked > 50


@pytest.mark.slow
def test_two_builds_at_once_leave_the_site_of_one(target: Path) -> None:
    for _ in range(5):
        both = [start(target, edition, rounds=4) for edition in ("old", "new")]
        for process in both:
            go(process)
        assert [finish(process) for process in both] == [(0, ""), (0, "")]
        assert edition_of(target) in {"old", "new"}
        assert beside(target) == []


def test_full_disk_leaves_the_old_site(small_disk: Path) -> None:
    target = small_disk / "site"
    assert build(target, "old")[0] == 0
    code, message = build(target, "new", size=80_000)
    assert code == 3
    assert "the disk is full" in message
    assert message.count("\n") == 1
    assert edition_of(target) == "old"
    assert beside(target) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_file_over_the_limit_leaves_the_old_site(target: Path) -> None:
    assert build(target, "old")[0] == 0
    code, message = build(target, "new", size=200, limit=1000)
    assert code == 3
    assert "the disk is full" in message
    assert edition_of(target) == "old"
    assert beside(target) == []


def test_read_only_disk_leaves_the_old_site(small_disk: Path) -> None:
    target = small_disk / "site"
    assert build(target, "old")[0] == 0
    subprocess.run(  # noqa: S603  # a fixed command
        ["/bin/mount", "-o", "remount,ro", str(small_disk)], check=True
    )
    code, message = build(target, "new")
    assert code == 3
    assert "the disk is read-only" in message
    assert edition_of(target) == "old"
    assert beside(target) == []


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told in other ways")
def test_folder_that_may_not_be_written_is_left(target: Path) -> None:
    assert build(target, "old")[0] == 0
    target.parent.chmod(0o555)
    try:
        code, message = build(target, "new", humble=True)
    finally:
        target.parent.chmod(0o755)
    assert code == 3
    assert "this user isn't allowed to write there" in message
    assert edition_of(target) == "old"


def test_disk_of_its_own_is_refused(small_disk: Path) -> None:
    assert build(small_disk, "old")[0] == 3
    assert list(small_disk.iterdir()) == []
    code, message = build(small_disk / "site", "old")
    assert (code, message) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told in other ways")
def test_folder_beside_which_nothing_may_be_written_is_told_from_others() -> None:
    with tempfile.TemporaryDirectory() as made:
        above = Path(made)
        target = above / "site"
        target.mkdir()
        target.chmod(0o777)
        above.chmod(0o555)
        code, message = build(target, "new", humble=True)
        above.chmod(0o755)
        assert code == 3
        assert "allowed to write next to it" in message
        assert list(target.iterdir()) == []

"""Whole builds, killed, starved of room, and made again elsewhere and on another day."""

from __future__ import annotations

import hashlib
import itertools
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from PIL import Image

from tests.whole import THEIRS, check_whole, small_disk

__all__ = ["small_disk"]
"""Found here by pytest."""


COMMAND = [sys.executable, "-m", "csp_slides", "build"]

FILES = {
    "council.yaml": "kind: council\nname: Alderbrook Borough Council\n",
    "deck.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        opening: {background: {image: hall.jpg, describe: decorative, credit: By the council}}
        sections:
          - title: Waste
            items:
              - {title: Bins, notes: The EDITION bins are here., report: New bins came.}
        questions: yes
        ending: Thank you
    """,
    "minutes.yaml": """
        kind: minutes
        title: The EDITION minutes
        meeting: {body: Full Council, date: 20 January 2027}
        questions: [{q: Why?, a: Because.}]
    """,
    "plan.yaml": """
        kind: action-plan
        title: Action plan
        priorities:
          - title: People
            issues: [{issue: Nobody knows, actions: [{ref: 1.1, action: Tell them, owners: [Us]}]}]
    """,
    "old.md": "# Old\n\n---\n\n## Slide\n\n```python\nprint(1)\n```\n",
}


def write(folder: Path, edition: str = "first") -> Path:
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(dedent(text).lstrip().replace("EDITION", edition), "utf-8")
    Image.linear_gradient("L").convert("RGB").resize((64, 36)).save(folder / "hall.jpg")
    return folder


def whole(site: Path) -> str:
    """Prove that a site is exactly what its manifest says, and name its edition."""
    check_whole(site)
    text = (site / "minutes" / "index.html").read_text("utf-8")
    (edition,) = [each for each in ("first", "second") if f"The {each} minutes" in text]
    return edition


# Killed by its parent at moments that the parent draws. All that a build needs has been imported
# before the fork, so that what is cut short is the build and not Python's start.
KILLED = """
import os, random, signal, sys, time
import csp_slides
from csp_slides.pipeline.options import Request

site, cache, first, second = sys.argv[1:]

def build(content):
    csp_slides.build(content, site, cache=cache)

for content in (second, first):
    began = time.monotonic()
    build(content)
longest = 1.3 * (time.monotonic() - began)
moments = random.Random(2027)
print(flush=True)
while (factor := float(sys.stdin.readline())):
    child = os.fork()
    if child == 0:
        try:
            while True:
                build(second)
                build(first)
        finally:
            os._exit(9)
    time.sleep(factor * moments.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    print(flush=True)
build(second)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system starts processes in other ways")
def test_a_build_killed_at_a_hundred_moments_leaves_a_whole_site(tmp_path: Path) -> None:
    site, cache = tmp_path / "out" / "site", tmp_path / "cache"
    first, second = write(tmp_path / "first"), write(tmp_path / "second", "second")
    process = subprocess.Popen(  # noqa: S603  # our own script
        [sys.executable, "-c", KILLED, site, cache, first, second],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "\n", process.communicate()[1]
    (site / THEIRS).write_text("theirs", encoding="utf-8")
    seen = set()
    factor = 1.0
    for number in itertools.count(1):
        process.stdin.write(f"{factor}\n")
        process.stdin.flush()
        assert process.stdout.readline() == "\n", process.communicate()[1]
        seen.add(whole(site))
        assert (site / THEIRS).read_text("utf-8") == "theirs"
        if number >= 100:
            if seen == {"first", "second"}:
                break
            factor *= 1.1  # the machine has become slower meanwhile
            assert number < 200
    _, errors = process.communicate("0\n", timeout=120)
    assert (process.returncode, errors) == (0, "")
    assert whole(site) == "second"
    assert [path.name for path in site.parent.iterdir()] == ["site"]


# What a clock says to whoever asks it in Python, moved to another year before anything is
# imported that might keep it.
MADE = """
import datetime, sys, time

moved = float(sys.argv[1])
right = {name: getattr(time, name) for name in ("time", "gmtime", "localtime", "strftime")}
time.time = lambda: right["time"]() + moved
time.time_ns = lambda: int(time.time() * 1e9)
time.gmtime = lambda seconds=None: right["gmtime"](time.time() if seconds is None else seconds)
time.localtime = lambda seconds=None: right["localtime"](
    time.time() if seconds is None else seconds
)

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC).replace(tzinfo=None)

    today = now

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

datetime.datetime, datetime.date = Later, Day

import csp_slides

content, site, audience, formats = sys.argv[2:]
csp_slides.build(
    content,
    site,
    audience=audience,
    formats=formats.split(","),
    compress=audience == "presenter",
    skip_missing=True,
    base_url="https://slides.alderbrook.example/",
)
"""


def made(content: Path, site: Path, audience: str, *, later: float, **told: str) -> dict[str, str]:
    """Build in a process of its own, `later` seconds from now; give every file's hash."""
    formats = "deck,report,md,docx,pptx,pdf,csv"
    if audience == "presenter":
        formats = "deck,handout,script"
    subprocess.run(  # noqa: S603  # our own script
        [sys.executable, "-c", MADE, str(later), content, site, audience, formats],
        check=True,
        env={**os.environ, **told},
        cwd=site.parent,
    )
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("audience", ["public", "presenter"])
def test_every_format_is_the_same_on_another_day_in_another_place(
    tmp_path: Path, audience: str
) -> None:
    near = write(tmp_path / "content")
    far = write(tmp_path / "elsewhere" / "Ratssitzung Ä b" / "content")
    one = made(near, tmp_path / "one", audience, later=0, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = made(
        far,
        tmp_path / "elsewhere" / "other",
        audience,
        later=1_500 * 86_400.0 + 5_000,
        TZ="Pacific/Chatham",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="77",
    )
    assert one == other
    kinds = {Path(name).suffix for name in one}
    assert kinds >= (
        {".html", ".pdf", ".gz", ".br"}
        if audience == "presenter"
        else {".html", ".md", ".docx", ".pptx", ".pdf", ".csv", ".xml", ".json"}
    )


def test_a_build_onto_a_full_disk_says_so_in_one_message_and_ends_with_3(
    small_disk: Path, tmp_path: Path
) -> None:
    content = write(tmp_path / "content")
    (small_disk / "full").write_bytes(bytes(600_000))
    command = [*COMMAND, str(content), "-o", str(small_disk / "site")]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603  # our own program
    assert ended.returncode == 3
    assert "the disk is full" in ended.stderr
    assert ended.stderr.count("error") == 1
    assert [path.name for path in small_disk.iterdir()] == ["full"]

"""Time the command beside what it is measured against; `make bench`, or with a deck of yours.

Each row is run in turn, over and over, so that a slow moment of the machine touches all alike;
the median counts. A build is cold: nothing kept from before, a new folder, every asset written.
Memory is the most that the command held at once.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csp_slides.core import package_data
from tests.big_papers import write_plan, write_report

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
LARGE_ROUNDS = 3
BIN = Path(sys.executable).parent
EXAMPLE = Path("content/decks/safer-streets.md")


class Row(NamedTuple):
    """One thing timed: what it is called, how it is done in a new folder, what it stands beside."""

    name: str
    run: Callable[[Path], int]
    beside: str | None = None
    rounds: int = ROUNDS


def _command(*words: str | Path) -> int:
    """Run a command; gives the most memory that it held, in kilobytes."""
    with tempfile.TemporaryFile() as told:
        ran = subprocess.Popen([str(word) for word in words], stdout=told, stderr=told)  # noqa: S603  # written below
        _, status, used = os.wait4(ran.pid, 0)
        ran.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        if ran.returncode != 0:
            raise SystemExit(told.read().decode())
    return used.ru_maxrss


def _build(source: Path, formats: str | None = None) -> Callable[[Path], int]:
    chosen = ("--formats", formats) if formats else ()

    def run(folder: Path) -> int:
        site = folder / "site"
        return _command(BIN / "csp-slides", "build", source, "-o", site, "--fresh", *chosen)

    return run


def _pandoc(source: Path) -> Callable[[Path], int]:
    """Do what a pandoc user does: the page, then reveal.js and pictures beside it.

    reveal.js is its whole package where `REVEAL_JS` names the folder of one, as a pandoc user has
    it; else the few files of it that we use and our fonts, on which such a page would not run.
    """
    package = os.environ.get("REVEAL_JS", "")

    def run(folder: Path) -> int:
        page = folder / "index.html"
        front_end = ("-V", "revealjs-url=assets/reveal.js")
        held = _command("pandoc", "-s", "-t", "revealjs", *front_end, "-o", page, source)
        if package:
            shutil.copytree(package, folder / "assets" / "reveal.js")
        else:
            shutil.copytree(
                package_data.vendor(), folder / "assets", ignore=shutil.ignore_patterns("testing")
            )
        for picture in source.parent.iterdir():
            if picture.suffix in {".jpg", ".png", ".svg", ".webp"}:
                shutil.copy(picture, folder)
        return held

    return run


def _large(folder: Path) -> list[Row]:
    """Return a row for every form of papers larger than any council's."""
    papers = {
        "60 actions, 300 updates": write_plan(folder / "plan"),
        "100 sections": write_report(folder / "report"),
    }
    return [
        Row(f"{name}: {form}", _build(paper, form), rounds=LARGE_ROUNDS)
        for name, paper in papers.items()
        for form in ("report", "pdf", "docx")
    ]


def _rows(deck: Path) -> list[Row]:
    python = sys.executable
    rows = [
        Row("python -c 'import click'", lambda _: _command(python, "-c", "import click")),
        Row(
            "csp-slides --help",
            lambda _: _command(BIN / "csp-slides", "--help"),
            beside="python -c 'import click'",
        ),
        Row(f"build {deck.name}", _build(deck)),
        Row("build content", _build(Path("content"))),
    ]
    if shutil.which("pandoc"):
        pandoc = Row(f"pandoc {deck.name}", _pandoc(deck))
        rows[2:3] = [pandoc, rows[2]._replace(beside=pandoc.name)]
    return rows


def _time(row: Row) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        held = row.run(Path(scratch))
        return time.perf_counter() - start, held


def main(deck: Path = EXAMPLE) -> None:
    """Print a table: the median and the worst time, the memory, and the ratio."""
    with tempfile.TemporaryDirectory() as scratch:
        _run([*_rows(deck), *_large(Path(scratch))])


def _run(rows: list[Row]) -> None:
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    memory: dict[str, int] = dict.fromkeys(times, 0)
    for number in range(ROUNDS):
        for row in rows:
            if number < row.rounds:
                seconds, held = _time(row)
                times[row.name].append(seconds)
                memory[row.name] = max(memory[row.name], held)
    sys.stdout.write(f"{'':32}{'median':>10}{'worst':>10}{'memory':>10}   ratio\n")
    for row in rows:
        median = statistics.median(times[row.name])
        line = f"{row.name:32}{median * 1000:7.0f} ms{max(times[row.name]) * 1000:7.0f} ms"
        line += f"{memory[row.name] / 1024:7.0f} MB"
        if row.beside:
            line += f"   {median / statistics.median(times[row.beside]):.2f} of {row.beside}"
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

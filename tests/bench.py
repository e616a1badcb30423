"""Time the command beside what it is measured against; `make bench`, or with a deck of yours.

Each row is run in turn, over and over, so that a slow moment of the machine touches all alike;
the median counts. A build is cold: nothing kept from before, a new folder, every asset written.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csp_slides import resources

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15
BIN = Path(sys.executable).parent
EXAMPLE = Path("content/decks/safer-streets.md")


class Row(NamedTuple):
    """One thing timed: what it is called, how it is done in a new folder, what it stands beside."""

    name: str
    run: Callable[[Path], None]
    beside: str | None = None


def _command(*words: str | Path) -> None:
    ran = subprocess.run([str(word) for word in words], check=False, capture_output=True)  # noqa: S603  # written below
    if ran.returncode != 0:
        raise SystemExit(ran.stderr.decode())


def _build(source: Path) -> Callable[[Path], None]:
    def run(folder: Path) -> None:
        _command(BIN / "csp-slides", "build", source, "-o", folder / "site", "--fresh")

    return run


def _pandoc(source: Path) -> Callable[[Path], None]:
    """Do what a pandoc user does: the page, then reveal.js, fonts and pictures beside it."""

    def run(folder: Path) -> None:
        page = folder / "index.html"
        front_end = ("-V", "revealjs-url=assets/reveal.js")
        _command("pandoc", "-s", "-t", "revealjs", *front_end, "-o", page, source)
        shutil.copytree(
            resources.vendor(), folder / "assets", ignore=shutil.ignore_patterns("testing")
        )
        for picture in source.parent.iterdir():
            if picture.suffix in {".jpg", ".png", ".svg", ".webp"}:
                shutil.copy(picture, folder)

    return run


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


def _time(row: Row) -> float:
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        row.run(Path(scratch))
        return time.perf_counter() - start


def main(deck: Path = EXAMPLE) -> None:
    """Print a table: the median and the worst time in milliseconds, and the ratio."""
    rows = _rows(deck)
    times: dict[str, list[float]] = {row.name: [] for row in rows}
    for _ in range(ROUNDS):
        for row in rows:
            times[row.name].append(_time(row))
    sys.stdout.write(f"{'':32}{'median':>10}{'worst':>10}   ratio\n")
    for row in rows:
        median = statistics.median(times[row.name])
        line = f"{row.name:32}{median * 1000:7.0f} ms{max(times[row.name]) * 1000:7.0f} ms"
        if row.beside:
            line += f"   {median / statistics.median(times[row.beside]):.2f} of {row.beside}"
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

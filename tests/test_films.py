"""Large films and sounds are copied to the site and are never in memory as a whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from csp_slides.assets.attachments import clean_attachment, clean_stored
from csp_slides.cli import group
from csp_slides.core.artifact import Artifact, OnDisk, Stored
from csp_slides.core.diagnostics import ToolError
from csp_slides.load.content_folder import LARGE
from csp_slides.site.writer import write
from tests import attachments as made
from tests.unit.test_attachments import box, film, ogg, wave, webm
from tests.whole import check_whole

OWNER = made.OWNER.encode()
ID3 = b"ID3\x04\0\0\0\0\0\x0e" + OWNER * 2
PICTURE = b"\x2a" * LARGE
DECK = "# Film\n\n<video src='film.mp4' controls></video>\n\n[The film](film.mp4)\n"


def described(file: Path, content: bytes) -> OnDisk:
    file.write_bytes(content)
    with file.open("rb") as opened:
        return OnDisk.of(file, opened)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.mp4", film() + box(b"mdat", PICTURE)),
        ("last.mp4", box(b"mdat", PICTURE) + film()),
        ("a.webm", webm() + PICTURE),
        ("a.wav", wave() + b"data" + len(PICTURE).to_bytes(4, "little") + PICTURE),
        ("a.ogg", ogg() + PICTURE),
        ("a.mp3", ID3 + PICTURE + (b"TAG" + OWNER).ljust(128, b"\0")),
        ("cut.mp3", b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + PICTURE),
        ("cut.wav", wave()[:-3]),
        ("other.mkv", PICTURE),
        ("empty.mp4", b""),
    ],
)
def test_a_recording_on_the_disk_becomes_what_it_would_in_memory(
    tmp_path: Path, name: str, content: bytes
) -> None:
    whole = clean_attachment(name, content).content
    stored = clean_stored(described(tmp_path / name, content))
    assert b"".join(stored.chunks()) == whole
    assert stored.size == len(whole)
    assert Artifact(path=PurePosixPath(name), stored=stored).sha256 == (
        Artifact(path=PurePosixPath(name), content=whole).sha256
    )
    assert OWNER not in whole
    middle = len(whole) // 2
    assert stored.part(middle - 3, middle + 9) == whole[max(middle - 3, 0) : middle + 9]


def test_a_film_is_published_once_without_its_metadata_and_left_when_unchanged(
    tmp_path: Path,
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "film.mp4").write_bytes(film() + box(b"mdat", PICTURE))
    (content / "d.md").write_text(DECK, encoding="utf-8")
    run = ["build", str(content), "-o", str(tmp_path / "site"), "--formats", "deck,md"]
    built = CliRunner().invoke(group, run)
    assert built.exit_code == 0, built.output
    check_whole(tmp_path / "site")
    (published,) = (tmp_path / "site" / "assets").glob("film.*.mp4")
    bytes_of_it = published.read_bytes()
    assert OWNER not in bytes_of_it
    assert PICTURE in bytes_of_it
    page = (tmp_path / "site" / "d" / "index.html").read_text(encoding="utf-8")
    assert page.count(published.name) == 2
    assert [each.read_bytes() for each in (tmp_path / "site" / "d").rglob("*.mp4")] == [bytes_of_it]
    time = published.stat().st_mtime_ns
    again = CliRunner().invoke(group, run)
    assert "unchanged" in again.output
    assert published.stat().st_mtime_ns == time
    (content / "film.mp4").write_bytes(film() + box(b"mdat", PICTURE[:-1] + b"+"))
    assert CliRunner().invoke(group, run).exit_code == 0
    (other,) = (tmp_path / "site" / "assets").glob("film.*.mp4")
    assert other.name != published.name


def test_a_marking_in_a_film_stops_a_public_build(tmp_path: Path) -> None:
    said = box(b"udta", box(b"\xa9cmt", b"\0\x1d\x15\xc7OFFICIAL-SENSITIVE: draft cut"))
    (tmp_path / "film.mp4").write_bytes(box(b"ftyp", b"isom") + said + box(b"mdat", PICTURE))
    (tmp_path / "d.md").write_text(DECK, encoding="utf-8")
    built = CliRunner().invoke(group, ["build", str(tmp_path), "-o", str(tmp_path / "site")])
    assert built.exit_code == 1
    assert "error[marking]" in built.output


def test_what_was_exchanged_after_it_was_looked_at_is_not_copied(tmp_path: Path) -> None:
    """As where a link is led elsewhere between the look and the copy: the old site stays."""
    site = tmp_path / "site"
    page = Artifact(path=PurePosixPath("index.html"), content=b"<p>Old</p>")
    empty = b'{"schema": 1, "documents": [], "files": {"index.html": ""}}'
    write([page], site, empty)
    kept = described(tmp_path / "film.mp4", film() + box(b"mdat", PICTURE))
    copied = Artifact(path=PurePosixPath("film.mp4"), stored=clean_stored(kept))
    (tmp_path / "secret").write_bytes(bytes(kept.size))
    (tmp_path / "film.mp4").unlink()
    (tmp_path / "film.mp4").symlink_to("secret")
    with pytest.raises(ToolError, match=r"'film\.mp4' changed during the build"):
        write([page, copied], site, empty)
    assert [each.name for each in site.iterdir() if each.is_file()] != []
    assert not (site / "film.mp4").exists()


def test_a_file_that_became_shorter_is_said(tmp_path: Path) -> None:
    kept = described(tmp_path / "film.mp4", PICTURE)
    with pytest.raises(OSError, match="changed during the build"):
        Stored.of(kept, ((0, len(PICTURE) + 1),))


@pytest.mark.parametrize("name", ["plan.zip", "plan.csv", "plan.pdf"])
def test_what_is_too_large_to_be_checked_stops_at_its_line_and_is_not_read(
    tmp_path: Path, name: str
) -> None:
    with (tmp_path / name).open("wb") as sparse:
        sparse.truncate(5_000_000_000)
    (tmp_path / "d.md").write_text(f"# A\n\n[The plan]({name})\n", encoding="utf-8")
    built = CliRunner().invoke(group, ["build", str(tmp_path), "-o", str(tmp_path / "site")])
    assert built.exit_code == 1
    assert f"error[attachment]: '{name}' is 4768 MB, too large to check" in built.output
    assert "d.md:3" in built.output


PEAK = """
import pathlib, sys
import csp_slides
csp_slides.build(sys.argv[1], output=sys.argv[2])
# Not `ru_maxrss`, which begins with what the process that started this one had.
told = pathlib.Path("/proc/self/status").read_text().split("VmHWM:")[1]
print(told.split()[0])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units")
def test_a_film_of_400_megabytes_needs_no_more_memory_than_a_page(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    size = 400_000_000
    with (content / "film.mp4").open("wb") as sparse:
        sparse.write(film() + (size + 8).to_bytes(4) + b"mdat")
        sparse.truncate(sparse.tell() + size)
    (content / "d.md").write_text(DECK, encoding="utf-8")
    command = [sys.executable, "-c", PEAK, str(content), str(tmp_path / "site")]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    (published,) = (tmp_path / "site" / "assets").glob("film.*.mp4")
    assert published.stat().st_size > size
    published.unlink()
    assert int(told.stdout) < 300_000, "kilobytes"

"""Whatever is wrong with a file, the output or the program itself is one message, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, NoReturn

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from csp_slides.cli import group
from csp_slides.pipeline.options import Request
from csp_slides.serve.rebuild import Live

COUNCIL = """\
kind: council
name: Alderbrook
accessibility: {compliance: fully, prepared: 1 June 2026}
"""
NOT_UTF8 = os.fsdecode(b"caf\xe9")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    (made / "council.yaml").write_text(COUNCIL, encoding="utf-8")
    (made / "d.md").write_text("# A\n\n![A square](p.png)\n", encoding="utf-8")
    Image.new("RGB", (9, 9)).save(made / "p.png")
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(each) for each in arguments])


def link(place: Path, name: str, to: str) -> None:
    (place / name).symlink_to(to)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("name", "leads", "said"),
    [
        ("loop.yaml", "loop.yaml", "'loop.yaml' is a link that leads back to itself"),
        ("one.md", "two.md", "'one.md' is a link to a file that isn't there"),
        ("up.yaml", "../..", "'up.yaml' is a link to somewhere outside the content folder"),
        ("out.yaml", "/etc/hosts", "'out.yaml' is a link to somewhere outside the content folder"),
    ],
)
def test_a_link_that_leads_nowhere_is_one_error(
    content: Path, command: str, name: str, leads: str, said: str
) -> None:
    link(content, name, leads)
    result = run(command, content, *(["-o", content.parent / "s"] if command == "build" else []))
    assert result.exit_code == 1
    assert result.stderr.count("error[unopened]") == 1
    assert said in result.stderr
    assert "help: put a copy of the file itself there" in result.stderr


def test_links_in_a_circle_of_folders_are_left_alone(content: Path) -> None:
    link(content, "a", "b")
    link(content, "b", "a")
    link(content, "again", ".")
    assert run("build", content, "-o", content.parent / "s").exit_code == 0


@pytest.mark.parametrize("name", [f"{NOT_UTF8}.yaml", f"{NOT_UTF8}/x.md", f"{NOT_UTF8}.md"])
def test_a_name_that_is_not_utf_8_is_one_error(content: Path, name: str) -> None:
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_text("kind: section\n", encoding="utf-8")
    result = run("check", content)
    assert result.exit_code == 1
    assert result.stderr.count("error[unopened]") == 1
    assert "isn't written in UTF-8" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_a_pipe_with_a_name_is_not_waited_for(content: Path) -> None:
    os.mkfifo(content / "x.yaml")
    result = run("check", content)
    assert result.exit_code == 1
    assert "'x.yaml' isn't an ordinary file" in result.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser reads all")
def test_a_file_without_the_right_to_read_it_is_one_error(content: Path) -> None:
    (content / "x.yaml").write_text("kind: section\n", encoding="utf-8")
    (content / "x.yaml").chmod(0)
    result = run("check", content)
    assert result.exit_code == 1
    assert "can't be opened by this user" in result.stderr


def test_a_picture_that_cannot_be_read_is_said_at_its_line(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> IO[Any]:  # noqa: ANN401  # as it is
        if path.name == "p.png":
            raise PermissionError(13, "Permission denied", str(path))
        opened: IO[Any] = real(path, *arguments, **options)
        return opened

    monkeypatch.setattr(Path, "open", refuse)
    result = run("build", content, "-o", content.parent / "s")
    assert result.exit_code == 1
    assert "error[unopened]: 'p.png' can't be opened by this user" in result.stderr
    assert "d.md:3" in result.stderr


def test_a_link_that_is_led_out_before_it_is_opened_leads_nowhere(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (7, 7), "blue").save(secret)
    real = Path.open

    def swapped(path: Path, *arguments: Any, **options: Any) -> IO[Any]:  # noqa: ANN401  # as it is
        if path.name == "p.png":
            path.unlink(missing_ok=True)
            path.symlink_to(secret)
        opened: IO[Any] = real(path, *arguments, **options)
        return opened

    monkeypatch.setattr(Path, "open", swapped)
    result = run("build", content, "-o", content.parent / "s")
    assert result.exit_code == 1
    assert "error[unopened]: 'p.png' can't be opened" in result.stderr


# ------------------------------------------------------------------------ the output


def program(*arguments: object, stdout: str) -> subprocess.CompletedProcess[str]:
    with Path(stdout).open("w", encoding="utf-8") as out:
        return subprocess.run(  # noqa: S603  # our own program
            [sys.executable, "-m", "csp_slides", *map(str, arguments)],
            stdout=out,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            timeout=60,
        )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize(
    "arguments", [("check", "--format", "json"), ("--help",), ("schema", "deck"), ("build",)]
)
def test_a_full_output_is_one_message(content: Path, arguments: tuple[str, ...]) -> None:
    asked: list[object] = [*arguments]
    if arguments[0] in {"check", "build"}:
        asked.append(content)
    if arguments[0] == "build":
        asked += ["-o", content.parent / "s"]
    result = program(*asked, stdout="/dev/full")
    assert result.returncode == 3
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr
    assert result.stderr.count("error: the output can't be written") == 1


# ------------------------------------------------------------------------ the last net


class Unforeseen(Exception):  # noqa: N818  # a fault, of whatever name
    """What no part of the program expects."""


def fail(*_: object, **__: object) -> NoReturn:
    raise Unforeseen("the moon is in the way")


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_unexpected_fault_is_one_message_that_says_what_to_report(
    content: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(Image, "open", fail)
    monkeypatch.setenv("XDG_CACHE_HOME", str(content.parent / "cache"))
    result = run(command, content, *(["-o", content.parent / "s"] if command == "build" else []))
    assert result.exit_code == 3
    assert isinstance(result.exception, SystemExit)
    (error, remedy) = result.stderr.splitlines()
    assert error.startswith("error: csp-slides has a fault (Unforeseen: the moon is in the way")
    assert ".py:" in error
    assert remedy.startswith("help: report this line")
    assert not (content.parent / "s").exists()


def test_a_server_goes_on_after_a_fault(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    live = Live(Request.of(content, audience="presenter", formats=["deck"]))
    assert live.begin().is_good
    before = dict(live.files)
    Image.new("RGB", (8, 8), "red").save(content / "p.png")
    with monkeypatch.context() as patched:
        patched.setattr(Image, "open", fail)
        update = live.change([content / "p.png"])
    assert not update.is_good
    assert [each.code for each in update.diagnostics] == ["fault"]
    assert dict(live.files) == before
    assert live.change([content / "p.png"]).is_good
    assert dict(live.files) != before

"""Windows as councils have it, tried on any machine."""

from __future__ import annotations

import errno
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner

from csp_slides.authoring.documents.bring_in import bring_in
from csp_slides.cli import group
from csp_slides.core import windows
from csp_slides.core.diagnostics import CommandError, ToolError
from csp_slides.pipeline.doctor import Machine, State, examine, install_line
from csp_slides.site.writer.exchange import replace_file
from csp_slides.site.writer.refusal import explained


def refused(code: int, name: str = "", number: int = errno.EACCES) -> OSError:
    error = OSError(number, "refused", name)
    error.winerror = code  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
    return error


def machine(folder: str, prefix: str = "/venv", **environment: str) -> Machine:
    return Machine(
        system="Windows 11", python="3.12.1", prefix=prefix, folder=folder, environment=environment
    )


@pytest.mark.parametrize(
    ("error", "because", "remedy"),
    [
        (refused(32, r"C:\site\index.html"), "another program has 'index.html' open", "close it"),
        (refused(33), "another program has it open", "close it"),
        (refused(206, "x", errno.ENOENT), "longer than 259", "shorter path"),
        (refused(3, "C:\\" + "x" * 300, errno.ENOENT), "longer than 259", "shorter path"),
        (refused(362, "x", errno.EINVAL), "OneDrive", "Always keep on this device"),
    ],
)
def test_what_windows_refuses_is_said_with_what_to_do(
    error: OSError, because: str, remedy: str
) -> None:
    found = windows.trouble_of(error)
    assert found is not None
    assert because in found.because
    assert remedy in found.remedy


def test_an_ordinary_error_is_not_taken_for_one_of_windows() -> None:
    assert windows.trouble_of(FileNotFoundError(errno.ENOENT, "no", "x")) is None
    assert windows.trouble_of(refused(3, r"C:\short", errno.ENOENT)) is None
    assert not windows.is_too_long("\\\\?\\C:\\" + "x" * 300)


def test_a_site_that_a_browser_holds_open_says_so(tmp_path: Path) -> None:
    with (
        pytest.raises(ToolError, match=r"another program has 'index\.html' open") as caught,
        explained(tmp_path / "site", tmp_path),
    ):
        raise refused(32, r"C:\slides\site\index.html")
    assert "close it there" in str(caught.value.remedy)


def test_a_file_that_word_holds_open_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "waste.yaml"
    file.write_text("a", encoding="utf-8")

    def locked(self: Path, _to: Path) -> None:
        raise refused(32, str(self))

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ToolError, match="another program has"):
        replace_file(file, b"b")
    assert [path.name for path in tmp_path.iterdir()] == ["waste.yaml"]
    assert file.read_text(encoding="utf-8") == "a"

    def shut(self: Path) -> bytes:
        raise PermissionError(errno.EACCES, "denied", str(self))

    (tmp_path / "waste.docx").write_bytes(b"PK")
    monkeypatch.setattr(Path, "read_bytes", shut)
    with pytest.raises(CommandError, match="another program may have it open") as caught:
        bring_in(tmp_path / "waste.docx", tmp_path / "content")
    assert "close 'waste.docx' in Word" in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("folder", "environment", "service"),
    [
        (r"C:\Users\mo\OneDrive - Alderbrook BC\slides", {}, "OneDrive"),
        (r"D:\work\slides", {"OneDriveCommercial": r"D:\work"}, "OneDrive"),
        (r"C:\Users\mo\Dropbox\slides", {}, "Dropbox"),
        (r"C:\slides", {"OneDrive": r"C:\Users\mo\OneDrive"}, ""),
    ],
)
def test_a_folder_that_is_kept_in_the_cloud_is_recognised(
    folder: str, environment: dict[str, str], service: str
) -> None:
    assert windows.synced_by(folder, environment) == service


def test_the_doctor_sees_a_share_a_long_path_and_the_cloud() -> None:
    told = {each.what: each for each in examine(machine(r"\\server\share\slides"))}
    assert told["Shared drive"].state is State.LOOK
    told = {each.what: each for each in examine(machine(r"C:\OneDrive" + r"\x" * 90))}
    assert told["OneDrive"].state is told["Long path"].state is State.LOOK
    told = {each.what: each for each in examine(machine(r"C:\slides"))}
    assert not {"OneDrive", "Long path", "Shared drive"} & set(told)
    assert told["Content folder"].remedy.startswith("csp-slides new site")


@pytest.mark.parametrize(
    ("prefix", "line"),
    [
        (r"C:\Users\mo\pipx\venvs\csp-slides", 'pipx install --force "csp-slides[office,pdf]"'),
        (
            "/home/mo/.local/share/uv/tools/csp-slides",
            'uv tool install --force "csp-slides[office,pdf]"',
        ),
        ("/venv", 'pip install "csp-slides[office,pdf]"'),
    ],
)
def test_what_is_missing_is_installed_as_the_program_was(prefix: str, line: str) -> None:
    assert install_line({"pdf", "office"}, machine("/x", prefix)) == line


def test_the_doctor_names_what_is_missing_and_the_line_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import csp_slides.pipeline.doctor as module

    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "openpyxl" else object())
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(group, ["doctor"])
    assert told.exit_code == 0, told.output
    lines = told.stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("missing  Import"))
    assert "not installed: openpyxl" in lines[at]
    assert lines[at + 1].strip() == 'pip install "csp-slides[office]"'


@pytest.mark.parametrize("name", [r"sections\waste.yaml", "sections/waste.yaml", "waste"])
def test_a_deck_may_name_a_file_with_backslashes(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    (content / "sections").mkdir(parents=True)
    (content / "sections" / "waste.yaml").write_text(
        "kind: section\nid: waste\ntitle: Waste\nitems:\n  - title: A\n    notes: b\n",
        encoding="utf-8",
    )
    (content / "deck.yaml").write_text(
        "kind: deck\ntitle: January\npresenter: A\n"
        f"meeting: {{body: Council, date: 20 January 2027}}\nsections:\n  - use: {name}\n",
        encoding="utf-8",
    )
    told = CliRunner().invoke(group, ["check", str(content)])
    assert told.exit_code == 0, told.output


def test_a_diagnostic_shows_a_path_as_it_is_typed_on_windows() -> None:
    from csp_slides.core.source import Source

    for typed in ("C:/slides/waste.yaml", "//server/share/waste.yaml"):
        path = PurePosixPath(typed)
        assert str(Source(path, "a", path).span(1, 1).path) == typed

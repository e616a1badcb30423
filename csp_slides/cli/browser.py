"""Finding a browser of the Chromium family on this machine, to print slides with."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
"""Where installers put one that no command finds."""


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

"""What Windows refuses and how it says so: locked files, long paths, names that it keeps.

Pure: decides from what it is given, so that every case can be tested on any machine.
"""

from __future__ import annotations

import errno
import os
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_PATH: Final = 259
"""The longest path on Windows, in characters, unless long paths are switched on."""

IS_WINDOWS: Final = os.name == "nt"

_SHARING: Final = frozenset({32, 33, 1224})
"""A program has the file open, or a part of it locked, or mapped."""

_TOO_LONG: Final = frozenset({206, 123})
_CLOUD: Final = range(358, 405)
"""What a file that is only in the cloud answers when it can't be fetched."""


def install_line(extras: str, *, windows: bool = IS_WINDOWS) -> str:
    """Return the line that installs extras; the Command Prompt of Windows knows only `"`."""
    quote = '"' if windows else "'"
    return f"pip install {quote}csp-slides[{extras}]{quote}"


class Trouble(Struct, frozen=True, kw_only=True):
    """Why something can't be done, as follows `since`, and what to do about it."""

    because: str
    remedy: str


def trouble_of(error: OSError) -> Trouble | None:
    """Explain an error that only Windows gives, or a path that is too long anywhere."""
    code = getattr(error, "winerror", None)
    name = str(error.filename or "")
    if code in _SHARING:
        return Trouble(
            because="another program has it open"
            if not name
            else f"another program has {_last(name)} open",
            remedy="close it there (Word, Excel, a PDF viewer, Explorer's preview), then try again",
        )
    if (
        code in _TOO_LONG
        or error.errno == errno.ENAMETOOLONG
        or (code == _NOT_FOUND and is_too_long(name))
    ):
        return Trouble(
            because=(
                f"its path is longer than {LONGEST_PATH} characters, which Windows doesn't allow"
            ),
            remedy=r"work in a folder with a shorter path, such as C:\slides, "
            "or have IT switch on long paths",
        )
    if code in _CLOUD:
        return Trouble(
            because="it is in OneDrive but not on this computer",
            remedy="right-click it in Explorer, choose 'Always keep on this device', and try again",
        )
    return None


_NOT_FOUND: Final = 3


def is_too_long(path: str) -> bool:
    """Whether a path is longer than Windows allows where long paths aren't switched on."""
    return len(path) > LONGEST_PATH and not path.startswith("\\\\?\\")


def synced_by(path: str, environment: Mapping[str, str]) -> str:
    """Return the name of the cloud service that syncs a folder; an empty string for none."""
    folders = [
        environment.get(name, "") for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    ]
    place = PureWindowsPath(path)
    if any(folder and place.is_relative_to(PureWindowsPath(folder)) for folder in folders):
        return "OneDrive"
    for part in place.parts:
        for name in ("OneDrive", "Dropbox", "Google Drive", "iCloudDrive"):
            if part.casefold() == name.casefold() or part.casefold().startswith(
                f"{name} - ".casefold()
            ):
                return name
    return ""


def is_share(path: str) -> bool:
    """Whether a path is on another machine."""
    return PureWindowsPath(path).drive.startswith("\\\\")


def _last(name: str) -> str:
    return f"'{PureWindowsPath(name).name}'"

"""The program's own words: what its templates and its code say on every page, whoever writes.

Read only when words that may not be published seem to stand in a file, to tell whether they are
a note or the program's own `What happens next`.
"""

from __future__ import annotations

from calendar import day_name
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.core import package_data
from csp_slides.verify.withheld import Own

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = frozenset({".css", ".html", ".js", ".md", ".py", ".xml", ".yaml"})
_CODE: Final = frozenset({".css", ".js"})
_VENDOR: Final = "vendor"


def _texts() -> Iterator[str]:
    """Yield all that comes with the program, code and comments too, and what Python says itself."""
    yield from day_name
    package = Path(package_data.__file__).parents[1]
    # The likeliest first: a word is looked for no further than where it is found.
    for folder in (
        package_data.templates(),
        package_data.themes(),
        package,
        package_data.backgrounds(),
    ):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _KINDS and path.is_file() and _VENDOR not in path.parts:
                yield path.read_text("utf-8")


def is_shipped(path: PurePosixPath, content: bytes) -> bool:
    """Whether a script or style is, to the last byte, one that comes with the program.

    Then nothing that an author wrote is in it. `path` may have a fingerprint in its name.
    """
    if path.suffix not in _CODE:
        return False
    name = f"{path.name.split('.', 1)[0]}{path.suffix}"
    for folder in (package_data.templates() / "assets", package_data.vendor() / "reveal.js"):
        file = folder / name
        if file.is_file() and file.read_bytes() == content:
            return True
    return False


OWN: Final = Own(_texts)
"""Kept for all builds of a process, once it was needed."""

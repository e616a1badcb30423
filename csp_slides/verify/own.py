"""The program's own words: what its templates and its code say on every page, whoever writes.

Read only when words that may not be published seem to stand in a file, to tell whether they are
a note or the program's own `What happens next`.
"""

from __future__ import annotations

from calendar import day_name
from pathlib import Path
from typing import TYPE_CHECKING, Final

from csp_slides import resources
from csp_slides.verify.withheld import Own

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS: Final = frozenset({".css", ".html", ".js", ".md", ".py", ".xml", ".yaml"})
_VENDOR: Final = "vendor"


def _texts() -> Iterator[str]:
    """Give all that comes with the program, code and comments too, and what Python says itself."""
    package = Path(resources.__file__).parent
    shipped = (package, resources.templates(), resources.themes(), resources.backgrounds())
    files = {
        path
        for folder in shipped
        for path in folder.rglob("*")
        if path.suffix in _KINDS and path.is_file() and _VENDOR not in path.parts
    }
    yield from (path.read_text("utf-8") for path in sorted(files))
    yield from day_name


OWN: Final = Own(_texts)
"""Kept for all builds of a process, once it was needed."""

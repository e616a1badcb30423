"""Regular expressions that are compiled when they are first used.

The program has some three hundred, of which a build uses a third; nobody is to wait for the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import Any


class _Later:
    """Stands for a pattern; what is asked of it once is kept, so that it costs no more later."""

    def __init__(self, source: str, flags: int) -> None:
        self._made_of = source, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # as the pattern's
        found = getattr(re.compile(*self._made_of), name)
        setattr(self, name, found)
        return found


def pattern(source: str, flags: re.RegexFlag | int = 0) -> re.Pattern[str]:
    """Return a pattern for a constant of a module, to be compiled when it is first used."""
    return cast("re.Pattern[str]", _Later(source, flags))

"""What cleaning an attached file came to."""

from __future__ import annotations

from msgspec import Struct, field


class LockedError(ValueError):
    """A file that can't be looked into, so that nobody can say what is in it."""


class Findings(Struct):
    """What was found in an attached file, in plain words.

    `hidden` are things that readers of the file don't see on its pages and that can't be taken
    out without changing it: somebody has to decide about them. `active` is what would run, and
    was taken out.
    """

    hidden: dict[str, None] = field(default_factory=dict)
    active: dict[str, None] = field(default_factory=dict)

    def hide(self, what: str) -> None:
        """Record something hidden, once."""
        self.hidden[what] = None

    def run(self, what: str) -> None:
        """Record something that would have run, once."""
        self.active[what] = None

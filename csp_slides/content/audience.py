"""Who a build is for, and what an author lets them see."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who a build is for; each sees all that the one before it sees."""

    PUBLIC = "public"
    MEMBERS = "members"
    PRESENTER = "presenter"

    @property
    def reader(self) -> Audience:
        """Whom the papers of a build are for: the public, whoever else it is for.

        A report is a paper, and what only the presenter may see is in none.
        """
        return Audience.PUBLIC if self is Audience.PRESENTER else self


class Show(StrEnum):
    """The widest audience that may see something; `nobody` keeps it in the file."""

    PUBLIC = "public"
    MEMBERS = "members"
    PRESENTER = "presenter"
    NOBODY = "nobody"

    def reaches(self, audience: Audience) -> bool:
        """Whether this may be shown to `audience`."""
        if self is Show.NOBODY:
            return False
        order = tuple(Audience)
        return order.index(audience) >= order.index(Audience(self.value))

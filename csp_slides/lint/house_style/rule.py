"""What a rule is: a name, how much it matters where, and what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from csp_slides.lint.house_style.passages import Role

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator

    from csp_slides.content.council import Council
    from csp_slides.core.diagnostics import Severity
    from csp_slides.lint.house_style.passages import Passage, Writing


class Finding(Struct, frozen=True, kw_only=True, eq=False):
    """What a rule found: the characters `start` to `end` of a passage, and what to do."""

    passage: Passage
    start: int
    end: int
    message: str
    help: str


class Finder(Protocol):
    """Finds one kind of problem in a file's texts."""

    def __call__(self, writing: Writing, council: Council) -> Iterable[Finding]:
        """Return what is found, in its order."""
        ...  # pragma: no cover


class Level(Struct, frozen=True, kw_only=True):
    """How much a rule matters in what is read, said and shown; None not at all.

    A hint is kept from decks, an error stops a public build and warns in any other.
    """

    written: Severity | None
    spoken: Severity | None
    slide: Severity | None

    def of(self, role: Role) -> Severity | None:
        """Return how much it matters in words of this role."""
        if role is Role.SPOKEN:
            return self.spoken
        return self.slide if role is Role.SLIDE else self.written


class Rule(Struct, frozen=True, kw_only=True):
    """One rule of the house style.

    `id` is its name in `checked:`, `code` that of its diagnostics. `each` reports every place,
    not one for a file; `secret` keeps what was found out of what is printed.
    """

    id: str
    code: str
    level: Level
    find: Finder
    each: bool = False
    secret: bool = False


def everywhere(severity: Severity) -> Level:
    """Return a level that is the same wherever the words are."""
    return Level(written=severity, spoken=severity, slide=severity)


def only_written(severity: Severity) -> Level:
    """Return a level of what is read alone."""
    return Level(written=severity, spoken=None, slide=None)


def matching(
    pattern: re.Pattern[str],
    message: str,
    help: Callable[[re.Match[str]], str | None] | str,  # noqa: A002  # the printed word
) -> Finder:
    """Make a finder of a pattern; in `message` `{}` stands for what was found.

    Where `help` is worked out and is None there is nothing to find fault with.
    """

    def find(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
        for passage in writing.passages:
            for found in pattern.finditer(passage.plain):
                told = help if isinstance(help, str) else help(found)
                if told is not None:
                    yield Finding(
                        passage=passage,
                        start=found.start(),
                        end=found.end(),
                        message=message.format(" ".join(found[0].split())),
                        help=told,
                    )

    return find

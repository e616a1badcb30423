"""Problems as plain values, the sink that gathers them, and the errors that carry them.

Printing them is `printing`'s affair; deciding the exit code is the command line's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.core.source import Span


MARKING = "marking"
"""The code of a protective marking, which is reported first."""


class Severity(StrEnum):
    """How much a problem matters: an error stops the build, a warning and a hint do not."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


class Diagnostic(Struct, frozen=True, kw_only=True):
    """One problem: what was found, what was expected, where, and what to do about it.

    `message` is lower case and without a full stop; `help` is one line that can be acted on. Of a
    `secret` one the place is printed and not what is there. One that `stops` publication is
    no error of this build, but stops a public one.
    """

    severity: Severity
    code: str
    message: str
    span: Span | None = None
    help: str | None = None
    secret: bool = False
    stops: bool = False

    @property
    def rank(self) -> int:
        """Its order in reports: markings, what stops a build or publication, warnings, hints."""
        if self.code == MARKING and self.severity is not Severity.HINT:
            return 0
        if self.stops or self.severity is Severity.ERROR:
            return 1
        return 2 if self.severity is Severity.WARNING else 3


class Sink(Struct):
    """Collects the problems of a run, so that all of them are shown at once."""

    _found: list[Diagnostic] = field(default_factory=list)

    def error(
        self,
        code: str,
        message: str,
        span: Span | None,
        help: str | None = None,  # noqa: A002  # the printed word
    ) -> None:
        """Report a problem that stops the build."""
        self._add(Severity.ERROR, code, message, span, help)

    def warning(
        self,
        code: str,
        message: str,
        span: Span | None,
        help: str | None = None,  # noqa: A002  # the printed word
    ) -> None:
        """Report a problem that somebody should look at."""
        self._add(Severity.WARNING, code, message, span, help)

    def hint(
        self,
        code: str,
        message: str,
        span: Span | None,
        help: str | None = None,  # noqa: A002  # the printed word
    ) -> None:
        """Report something that was repaired or could be better."""
        self._add(Severity.HINT, code, message, span, help)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add problems found elsewhere."""
        self._found.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, each once, sorted by file, line and column."""
        return tuple(sorted(dict.fromkeys(self._found), key=_position))

    @property
    def count(self) -> int:
        """How often something was found."""
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the build."""
        return any(found.severity is Severity.ERROR for found in self._found)

    def raise_errors(self) -> None:
        """Stop here when anything found is an error.

        Raises:
            ContentError: with everything found, warnings and hints too.
        """
        if self.has_errors:
            raise ContentError(self.diagnostics)

    def _add(
        self, severity: Severity, code: str, message: str, span: Span | None, remedy: str | None
    ) -> None:
        found = Diagnostic(severity=severity, code=code, message=message, span=span, help=remedy)
        self._found.append(found)


def strict(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Turn every warning into an error, as `--strict` asks; hints stay hints."""
    return tuple(
        replace(found, severity=Severity.ERROR) if found.severity is Severity.WARNING else found
        for found in diagnostics
    )


def _position(found: Diagnostic) -> tuple[str, int, int, str, str]:
    if found.span is None:
        return "", 0, 0, found.code, found.message
    span = found.span
    return str(span.path), span.line, span.column, found.code, found.message


class CspSlidesError(Exception):
    """Base of everything raised on purpose; `exit_code` is what the command line ends with."""

    exit_code = 1


class ContentError(CspSlidesError):
    """The author's files are wrong; carries every problem of the run (exit code 1)."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Store the problems, errors and warnings alike."""
        self.diagnostics = tuple(diagnostics)
        super().__init__(f"{len(self.diagnostics)} problems")


class CommandError(CspSlidesError):
    """The command asks for something that cannot be (exit code 2)."""

    exit_code = 2

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        """Report what is wrong and what to do instead."""
        self.remedy = remedy
        super().__init__(message)


class ToolError(CspSlidesError):
    """Something outside is missing: a browser, a library, disk space (exit code 3)."""

    exit_code = 3

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        """Report what is missing and the command that installs it."""
        self.remedy = remedy
        super().__init__(message)


def fault(error: BaseException) -> Diagnostic:
    """Return what went wrong in the program itself, in a line that its makers can use."""
    import traceback

    said = " ".join(str(error).split())[:_LONGEST]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    frames = traceback.extract_tb(error.__traceback__)
    own = [each for each in frames if "csp_slides" in each.filename] or list(frames)
    where = f", in {own[-1].filename.rpartition('csp_slides')[2]}:{own[-1].lineno}" if own else ""
    return Diagnostic(
        severity=Severity.ERROR,
        code="fault",
        message=f"csp-slides has a fault ({what}{where}); nothing was written",
        help=(
            "report this line to the maintainers of csp-slides with the file that you changed "
            "last; setting CSP_SLIDES_TRACEBACK=1 before the command shows them more"
        ),
    )


_LONGEST = 200

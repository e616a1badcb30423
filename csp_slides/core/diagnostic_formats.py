"""Diagnostics in print: for people on a terminal, and for editors, GitHub and code scanners.

Nothing of an author's text reaches a terminal as a command to it: control characters and
overrides of direction are shown as signs.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from csp_slides.core.diagnostics import Severity
from csp_slides.core.json import write_json
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.source import Span

MOST_MINOR = 20
"""Most warnings and hints that are printed; errors are always printed."""

WIDEST = 96
"""Most columns of an author's line that are printed, around the position."""

_STOPS = 1
_LONGEST_MESSAGE = 400
_TAB = 4
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_UNSAFE = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(diagnostics: Iterable[Diagnostic], *, colour: bool) -> str:
    """Print diagnostics with their lines and carets, for people to read.

    What stops a build or publication comes first, and is printed all; then warnings, then hints.
    Where there are too many of these, the first of every kind goes before the second of any.
    """
    found = ranked(diagnostics)
    minor = [each for each in found if each.rank > _STOPS]
    kinds: Counter[str] = Counter()
    places: list[tuple[int, int, Diagnostic]] = []
    for each in minor:
        kinds[each.code] += 1
        places.append((each.rank, kinds[each.code], each))
    places.sort(key=lambda place: place[:2])
    wanted = {id(each) for *_, each in places[:MOST_MINOR]}
    secret = {_line_of(each.span) for each in found if each.secret}
    shown = [
        one_as_text(each, colour=colour, secret=_line_of(each.span) in secret)
        for each in found
        if each.rank <= _STOPS or id(each) in wanted
    ]
    if len(minor) > MOST_MINOR:
        left = len(minor) - MOST_MINOR
        shown.append(f"and {left} more: run csp-slides check --format concise to see them all")
    return "\n\n".join(shown)


def ranked(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics in the order in which they matter, each sort in the order it came."""
    return tuple(sorted(diagnostics, key=lambda each: each.rank))


def as_concise(diagnostics: Iterable[Diagnostic]) -> str:
    """Print one line a diagnostic: `path:line:column: error[code] message`."""
    return "\n".join(
        f"{_address(found.span)}{found.severity}[{found.code}] "
        f"{_safe(found.message)}{_stops(found)}"
        for found in ranked(diagnostics)
    )


def _stops(found: Diagnostic) -> str:
    """Return a note when a diagnostic that isn't an error here stops a public build."""
    is_silent = not found.stops or found.severity is Severity.ERROR
    return "" if is_silent else " (stops a public build)"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Print a JSON list, one object for each diagnostic; positions are null if unknown."""
    return write_json([_fields(found) for found in ranked(diagnostics)])


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Print GitHub's workflow commands, which mark the lines of a pull request."""
    return "\n".join(_one_as_github(found) for found in ranked(diagnostics))


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Print a SARIF 2.1.0 log (OASIS), as code scanners take it."""
    from csp_slides import __version__
    from csp_slides.core.diagnostic_codes import CODES

    found = ranked(diagnostics)
    codes = sorted({each.code for each in found})
    rules = [
        {"id": code, "shortDescription": {"text": CODES[code].title}}
        if code in CODES
        else {"id": code}
        for code in codes
    ]
    log = {
        "$schema": _SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "csp-slides", "version": __version__, "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_one_as_sarif(each, codes.index(each.code)) for each in found],
            }
        ],
    }
    return write_json(log)


def _line_of(span: Span | None) -> tuple[str, int] | None:
    return (str(span.path), span.line) if span is not None else None


def one_as_text(found: Diagnostic, *, colour: bool, secret: bool) -> str:
    """Print one diagnostic with its line and carets; of a `secret` line only its place."""
    paint = _painter(found.severity, colour=colour)
    lines = [f"{paint(f'{found.severity}[{found.code}]')}: {_safe(found.message)}{_stops(found)}"]
    if found.span is not None:
        lines.extend(_place(found.span) if secret else _snippet(found.span, paint))
    if found.help:
        lines.append(f"{paint('help')}: {_safe(found.help)}")
    return "\n".join(lines)


def _place(span: Span) -> list[str]:
    """Print where something is and not what: logs are read by more people than drafts."""
    return [f"--> {_safe(str(span.path))}:{span.line}:{span.column}"]


def _snippet(span: Span, paint: _Painter) -> list[str]:
    """Print the span's first line with carets under it."""
    gutter = len(str(span.line))
    margin = " " * gutter
    line, carets = _window(span)
    return [
        f"{margin}--> {_safe(str(span.path))}:{span.line}:{span.column}",
        f"{margin} |",
        f"{span.line:>{gutter}} | {line}".rstrip(),
        f"{margin} | {paint(carets)}".rstrip(),
    ]


def _window(span: Span) -> tuple[str, str]:
    """Return the line as it is shown, at most `WIDEST` columns of it, and the carets for it."""
    text = span.source.line(span.line)
    first = min(span.column - 1, len(text))
    last = span.end_column - 1 if span.end_line == span.line else len(text)
    last = max(min(last, len(text)), first)
    start = 0 if len(text) <= WIDEST else max(0, min(first - WIDEST // 4, len(text) - WIDEST))
    stop = min(len(text), start + WIDEST)
    cells, column = [], 0
    begins = ends = None
    for index in range(start, stop):
        begins = column if index == first else begins
        ends = column if index == last else ends
        cell = _cell(text[index], column)
        cells.append(cell)
        column += _width(cell)
    begins = column if begins is None else begins
    ends = column if ends is None else ends
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    carets = " " * (begins + len(before)) + "^" * max(ends - begins, 1)
    return f"{before}{''.join(cells)}{after}", carets


def _cell(character: str, column: int) -> str:
    """Return what is shown for one character that starts in `column`."""
    if character == "\t":
        return " " * (_TAB - column % _TAB)
    return _sign(character) if _UNSAFE.match(character) else character


def _width(cell: str) -> int:
    """Count terminal columns (Unicode Standard Annex 11)."""
    return sum(_columns(character) for character in cell)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _sign(character: str) -> str:
    """Show a character that a terminal would act on: ESC as the sign for it."""
    code = ord(character)
    if code < ord(" "):
        return chr(0x2400 + code)
    return "␡" if code == ord("\x7f") else "\ufffd"


def line_as_text(found: Diagnostic, *, message: bool, remedy: bool) -> str:
    """Print a diagnostic on one line: its place, then its message and its help if wanted."""
    told = [_address(found.span).removesuffix(": ")]
    if message or found.span is None:
        told.append(_safe(found.message))
    line = ": ".join(filter(None, told))
    return f"{line} (help: {_safe(found.help)})" if remedy and found.help else line


def harmless(text: str) -> str:
    """Show what a terminal would act on as signs; line ends and tabs too."""
    return _UNSAFE.sub(lambda match: _sign(match[0]), text)


def _safe(text: str) -> str:
    """Return a message on one line, without terminal control characters."""
    line = " ".join(text.split("\n"))
    if len(line) > _LONGEST_MESSAGE:
        line = f"{line[: _LONGEST_MESSAGE - 1]}…"
    return harmless(line)


class _Painter:
    """Wraps text in a colour, or leaves it as it is."""

    def __init__(self, code: str | None) -> None:
        self._code = code

    def __call__(self, text: str) -> str:
        return f"\x1b[1;{self._code}m{text}\x1b[0m" if self._code else text


def _painter(severity: Severity, *, colour: bool) -> _Painter:
    return _Painter(_COLOURS[severity] if colour else None)


def _address(span: Span | None) -> str:
    return f"{_safe(str(span.path))}:{span.line}:{span.column}: " if span else ""


def _fields(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    return {
        "path": str(span.path) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "endLine": span.end_line if span else None,
        "endColumn": span.end_column if span else None,
        "severity": str(found.severity),
        "code": found.code,
        "message": found.message,
        "help": found.help,
    }


def _one_as_github(found: Diagnostic) -> str:
    properties = {"title": found.code}
    if found.span is not None:
        span = found.span
        properties = {
            "file": str(span.path),
            "line": str(span.line),
            "endLine": str(span.end_line),
            "col": str(span.column),
            "endColumn": str(span.end_column),
            **properties,
        }
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = _safe(found.message) + (f"\n{_safe(found.help)}" if found.help else "")
    return f"::{_GITHUB[found.severity]} {joined}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _one_as_sarif(found: Diagnostic, rule: int) -> dict[str, Any]:
    text = found.message if found.help is None else f"{found.message}\n{found.help}"
    result: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": _SARIF[found.severity],
        "message": {"text": text},
    }
    if found.span is not None:
        span = found.span
        region = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        place = {"artifactLocation": {"uri": _uri(str(span.path))}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(path: str) -> str:
    from urllib.parse import quote

    return quote(path)

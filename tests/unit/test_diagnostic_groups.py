"""A check prints what stops publication first and whole, and each kind once."""

from __future__ import annotations

from pathlib import PurePosixPath

from csp_slides.core.diagnostic_groups import MOST_PLACES, as_groups
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.core.source import Source

PATH = PurePosixPath("waste.yaml")
SOURCE = Source(PATH, "\n".join(f"line {n}" for n in range(1, 60)), PATH)


def about(severity: Severity, code: str, line: int, message: str = "wrong") -> Diagnostic:
    return Diagnostic(
        severity=severity, code=code, message=message, span=SOURCE.span(line, 1, 5), help="do it"
    )


def test_three_headings_in_their_order_and_each_code_once() -> None:
    found = [
        about(Severity.HINT, "sign", 1),
        about(Severity.WARNING, "stale", 2),
        about(Severity.ERROR, "choice", 3),
        about(Severity.ERROR, "choice", 9, "'x' is wrong too"),
    ]
    text = as_groups(found, colour=False)
    places = [text.index(words) for words in ("Stops publication", "Worth a look", "Style")]
    assert places == sorted(places)
    assert text.count("[choice]") == text.count("[stale]") == text.count("[sign]") == 1
    assert "and 1 more like it:\n  waste.yaml:9:1: 'x' is wrong too\n" in text
    assert text.startswith("Stops publication\n-----------------\n\nerror[choice]: wrong\n")


def test_only_what_does_not_stop_publication_is_cut_short() -> None:
    many = range(1, 41)
    errors = as_groups([about(Severity.ERROR, "choice", n, f"m{n}") for n in many], colour=False)
    assert all(f"m{n}" in errors for n in many)
    hints = as_groups([about(Severity.HINT, "sign", n) for n in many], colour=False)
    assert len([line for line in hints.splitlines() if line.startswith("  waste")]) == MOST_PLACES
    assert "and 31 more: run csp-slides check --format concise to see them all" in hints


def test_of_a_secret_line_only_the_place_is_printed() -> None:
    secret = Diagnostic(
        severity=Severity.WARNING,
        code="home-address",
        message="a house",
        span=SOURCE.span(7, 1, 5),
        secret=True,
    )
    text = as_groups([secret, about(Severity.HINT, "sign", 7)], colour=False)
    assert "line 7" not in text
    assert "waste.yaml:7:1" in text

from __future__ import annotations

import json
from pathlib import PurePosixPath
from textwrap import dedent

from csp_slides.core.diagnostic_formats import (
    MOST_MINOR,
    WIDEST,
    as_concise,
    as_github,
    as_json,
    as_sarif,
    as_text,
    harmless,
)
from csp_slides.core.diagnostics import Diagnostic, Severity, Sink
from csp_slides.core.source import Source

PATH = PurePosixPath("content/plans/action-plan.yaml")
MESSAGE = "'ambr' isn't one of red, amber"
HELP = "did you mean 'amber'?"


def _about(line: str, start: int, end: int, message: str = MESSAGE) -> Diagnostic:
    """Make an error about the characters `start` to `end` of a line that is the tenth."""
    source = Source(PATH, "\n" * 9 + line, PATH)
    return Diagnostic(
        severity=Severity.ERROR,
        code="choice",
        message=message,
        span=source.span(10, start, end),
        help=HELP,
    )


AMBER = _about("  rag: ambr", 8, 12)


def _carets(text: str) -> tuple[str, str]:
    """Return the printed line and the carets under it, without the margin."""
    lines = text.splitlines()
    at = next(index for index, line in enumerate(lines) if "^" in line)
    return lines[at - 1].partition("| ")[2], lines[at].partition("| ")[2]


def test_prints_the_line_with_carets_and_help() -> None:
    assert as_text([AMBER], colour=False) == dedent(
        """\
        error[choice]: 'ambr' isn't one of red, amber
          --> content/plans/action-plan.yaml:10:8
           |
        10 |   rag: ambr
           |        ^^^^
        help: did you mean 'amber'?"""
    )


def test_prints_a_problem_without_a_place() -> None:
    found = Diagnostic(severity=Severity.WARNING, code="format", message="left out")
    assert as_text([found], colour=False) == "warning[format]: left out"
    assert as_concise([found]) == "warning[format] left out"
    assert as_github([found]) == "::warning title=format::left out"
    assert json.loads(as_json([found]))[0]["line"] is None


def test_carets_stand_under_what_they_mean() -> None:
    for line, start, end in (
        ("\trag: ambr", 7, 11),
        ("日本語: ambr", 6, 10),
        ("e\u0301te\u0301: ambr", 8, 12),
        ("a\tb\tambr", 5, 9),
    ):
        shown, carets = _carets(as_text([_about(line, start, end)], colour=False))
        wide = sum(2 if character > "\u2e7f" else character != "\u0301" for character in shown)
        assert carets == " " * (wide - 4) + "^^^^"


def test_a_long_line_is_shortened_round_the_place() -> None:
    for before, after in ((500, 500), (0, 900), (900, 0)):
        found = _about("x" * before + "ambr" + "y" * after, before + 1, before + 5)
        shown, carets = _carets(as_text([found], colour=False))
        assert len(shown) <= WIDEST + 2
        assert shown[carets.index("^") : carets.rindex("^") + 1] == "ambr"
        assert shown.startswith("…") is bool(before)
        assert shown.endswith("…") is bool(after)


def test_a_place_over_several_lines_shows_the_first() -> None:
    source = Source(PATH, "notes: |\n  one\n  two\n", PATH)
    sink = Sink()
    sink.error("choice", MESSAGE, source.span(1, 8), HELP)
    shown, carets = _carets(as_text(sink.diagnostics, colour=False))
    assert (shown, carets) == ("notes: |", "       ^")


def test_a_place_beyond_the_text_still_has_a_caret() -> None:
    found = _about("", 1, 2)
    assert as_text([found], colour=False).splitlines()[4] == "   | ^"


def test_only_colour_makes_escape_codes() -> None:
    assert "\x1b" not in as_text([AMBER], colour=False)
    assert as_text([AMBER], colour=True).startswith("\x1b[1;31merror[choice]\x1b[0m: ")


def test_nothing_of_an_author_reaches_the_terminal_as_a_command() -> None:
    hostile = "\x1b]0;owned\x07 \x9b31m \u202egnp.exe \r\n\x00 \x7f"
    found = _about(hostile, 1, 4, message=hostile)
    for text in (as_text([found], colour=False), as_concise([found]), as_github([found])):
        harmful = [character for character in text if character < " " and character != "\n"]
        assert not harmful
        assert not set("\x7f\x9b\u202e") & set(text)


def test_signs_stand_for_control_characters() -> None:
    assert harmless("a\x1bb\tc\x7f") == "a␛b␉c␡"


def test_minor_problems_are_counted_after_the_twentieth_and_errors_never() -> None:
    minor = [Diagnostic(severity=Severity.HINT, code="blank", message=f"{n}") for n in range(32)]
    wrong = [Diagnostic(severity=Severity.ERROR, code="choice", message=f"{n}") for n in range(40)]
    shown = as_text([*minor, *wrong], colour=False).split("\n\n")
    assert sum(each.startswith("hint") for each in shown) == MOST_MINOR
    assert sum(each.startswith("error") for each in shown) == len(wrong)
    assert shown[-1] == "and 12 more: run csp-slides check --format concise to see them all"


def test_warnings_are_shown_before_hints() -> None:
    hints = [Diagnostic(severity=Severity.HINT, code="blank", message=f"{n}") for n in range(32)]
    warning = Diagnostic(severity=Severity.WARNING, code="stale", message="last of all")
    shown = as_text([*hints, warning], colour=False).split("\n\n")
    assert shown[0] == "warning[stale]: last of all"
    assert [each.startswith("hint") for each in shown[1:-1]] == [True] * (MOST_MINOR - 1)


def test_what_stops_a_public_build_comes_first_and_is_never_cut() -> None:
    hints = [Diagnostic(severity=Severity.WARNING, code="stale", message=f"{n}") for n in range(40)]
    stops = [
        Diagnostic(severity=Severity.WARNING, code="home-address", message=f"{n}", stops=True)
        for n in range(30)
    ]
    marking = Diagnostic(severity=Severity.WARNING, code="marking", message="marked", stops=True)
    shown = as_text([*hints, *stops, marking], colour=False).split("\n\n")
    assert shown[0] == "warning[marking]: marked (stops a public build)"
    assert shown[1:31] == [f"warning[home-address]: {n} (stops a public build)" for n in range(30)]
    assert as_concise([*hints, *stops, marking]).startswith("warning[marking] marked")


def test_the_first_of_every_kind_is_shown_before_the_second_of_any() -> None:
    many = [Diagnostic(severity=Severity.WARNING, code="blank", message=f"{n}") for n in range(32)]
    last = [
        Diagnostic(severity=Severity.WARNING, code=code, message="rare")
        for code in ("stale", "date", "stale")
    ]
    shown = as_text([*many, *last], colour=False).split("\n\n")
    assert [each for each in shown if each.endswith("rare")] == [
        "warning[stale]: rare",
        "warning[date]: rare",
        "warning[stale]: rare",
    ]
    assert len(shown) == MOST_MINOR + 1


def test_the_concise_form_is_one_line_each() -> None:
    place = "content/plans/action-plan.yaml:10:8"
    assert as_concise([AMBER, AMBER]).splitlines() == [f"{place}: error[choice] {MESSAGE}"] * 2


def test_the_json_form_has_every_part() -> None:
    assert json.loads(as_json([AMBER])) == [
        {
            "path": str(PATH),
            "line": 10,
            "column": 8,
            "endLine": 10,
            "endColumn": 12,
            "severity": "error",
            "code": "choice",
            "message": MESSAGE,
            "help": HELP,
        }
    ]


def test_the_github_form_escapes_what_github_reads() -> None:
    source = Source(PurePosixPath("a,b:c%.yaml"), "x", PATH)
    found = Diagnostic(
        severity=Severity.HINT,
        code="blank",
        message="100% of\nit",
        span=source.span(1, 1, 2),
        help="mend",
    )
    assert as_github([found]) == (
        "::notice file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=1,endColumn=2,title=blank"
        "::100%25 of it%0Amend"
    )


def test_the_sarif_form_names_rules_and_places() -> None:
    log = json.loads(as_sarif([AMBER]))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    (result,) = run["results"]
    assert (rule["id"], result["ruleId"], result["ruleIndex"], result["level"]) == (
        "choice",
        "choice",
        0,
        "error",
    )
    (location,) = result["locations"]
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"] == str(PATH)
    assert place["region"] == {"startLine": 10, "startColumn": 8, "endLine": 10, "endColumn": 12}

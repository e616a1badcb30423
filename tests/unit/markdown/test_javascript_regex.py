from __future__ import annotations

import pytest
import regex

from csp_slides.markdown.javascript_characters import SPACE, Characters
from csp_slides.markdown.javascript_grammar import UntranslatableError
from csp_slides.markdown.javascript_regex import Pattern, translate
from csp_slides.markdown.limits import LimitError


def spans(expression: str, text: str, *, ignore_case: bool = False) -> list[str]:
    pattern = translate(expression, multiline=True, ignore_case=ignore_case)
    return [text[start:stop] for start, stop in pattern.find_all(text)]


# What `text.match(new RegExp(expression, "gm"))` gives in a browser.
@pytest.mark.parametrize(
    ("expression", "text", "found"),
    [
        (r"^\+{3}", "+++\n a+++\n++++", ["+++", "+++"]),
        (r"\r?\n---\r?\n", "a\n---\nb\n----\n", ["\n---\n"]),
        (r"^---$", "---\n----\n---", ["---", "---"]),
        (r"^(\r\n?|\n)---(\r\n?|\n)$", "a\n\n---\n\nb", ["\n---\n"]),
        ("a{,3}", "a{,3}aaa", ["a{,3}"]),
        (r"\u{3}", "uuu u{3}", ["uuu"]),
        ("]{1}", "a]b", ["]"]),
        ("[^]", "\n", ["\n"]),
        ("[]", "abc", []),
        (".", "\u2028\u2029\r\nx", ["x"]),
        (r"\w", "aé_1²", ["a", "_", "1"]),
        (r"\d", "1٣", ["1"]),
        (r"\s", "\ufeff\u00a0\u001c\u0085", ["\ufeff", "\u00a0"]),
        (r"\bé", "é aé", ["é"]),
        (r"[\w-]+", "a-b c", ["a-b", "c"]),
        (r"[\d-x]+", "1-x2", ["1-x2"]),
        (r"[\b]", "\b", ["\b"]),
        (r"\cJ", "\n", ["\n"]),
        (r"\c", "\\c", ["\\c"]),
        (r"\101\x41\u0041", "AAA", ["AAA"]),
        (r"\8", "8", ["8"]),
        (r"\0", "\0", ["\0"]),
        (r"(?=a)*b", "ab", ["b"]),
        (r"(?<=\n\n+)#", "a\n\n\n#", ["#"]),
        (r"(a)|b\1", "b", ["b"]),
        (r"(['\"]).\1", "'a' \"b'", ["'a'"]),
        (r"(?<q>a)\k<q>", "aa", ["aa"]),
        (r"\k<q>", "k<q>", ["k<q>"]),
        ("a+?", "aa", ["a", "a"]),
        ("", "ab", ["", "", ""]),
    ],
)
def test_an_expression_finds_what_javascript_finds(
    expression: str, text: str, found: list[str]
) -> None:
    assert spans(expression, text) == found


def test_letters_are_folded_as_javascript_folds_them() -> None:
    assert spans("é", "Éé", ignore_case=True) == ["É", "é"]
    assert spans("[a-c]", "B", ignore_case=True) == ["B"]
    assert spans("k", "\N{KELVIN SIGN}", ignore_case=True) == []
    assert spans("s", "\N{LATIN SMALL LETTER LONG S}", ignore_case=True) == []
    sigmas = "\N{GREEK SMALL LETTER FINAL SIGMA}\N{GREEK CAPITAL LETTER SIGMA}\u03c3"
    assert spans("\u03c3", sigmas, ignore_case=True) == list(sigmas)


def test_without_the_multiline_flag_ends_are_those_of_the_text() -> None:
    pattern = translate("^a$", multiline=False)
    assert pattern.matches("a")
    assert not pattern.matches("b\na")
    assert not pattern.matches("a\n")


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("(", "a bracket isn't closed"),
        (")", "it closes a bracket that isn't open"),
        ("[a", "a square bracket isn't closed"),
        ("*a", "it repeats nothing"),
        ("+++", "it repeats nothing"),
        ("a**", "it repeats nothing"),
        ("a*+", "it repeats nothing"),
        ("^*", "it repeats something that can't be repeated"),
        ("(?<=a)*", "it repeats something that can't be repeated"),
        ("a{3,1}", "a repetition runs backwards"),
        ("[z-a]", "a range of characters runs backwards"),
        ("a{2000}", "it repeats more than 1000 times"),
        ("(?i)a", "a bracket starts with an unknown '?' group"),
        ("\\", "it ends with a single backslash"),
        (r"(?<a>x)\k<b>", "it names a group that doesn't exist"),
        (r"(?:(a)|b)*\1", "it refers back to a group that may not have matched"),
        (r"(?:(a)?b\1)*", "it refers back to a group that may not have matched"),
        ("[😀]", "it holds a character of two halves"),
        ("(" * 60 + ")" * 60, "it has too many brackets inside one another"),
        ("a" * 1001, "it has more than 1000 characters"),
    ],
)
def test_what_javascript_or_python_lacks_is_refused(expression: str, reason: str) -> None:
    with pytest.raises(UntranslatableError) as refused:
        translate(expression, multiline=True)
    assert refused.value.reason == reason


@pytest.mark.parametrize("expression", [r"^\+{3}", r"\r?\n---\r?\n", "<!--s-->", r"\n\n\n"])
def test_everyday_separators_need_no_watching(expression: str) -> None:
    assert translate(expression, multiline=True).quick


@pytest.mark.parametrize(
    "expression", ["(a+)+$", r"^\s*---", "(a?){30}a{30}", "a?" * 12 + "a" * 12, r"(a)\1"]
)
def test_what_could_search_for_long_is_watched(expression: str) -> None:
    assert not translate(expression, multiline=True).quick


def test_a_search_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("csp_slides.markdown.javascript_regex.PATIENCE", 0.05)
    slow = Pattern(regex.compile(r"(?:x+x+)+y").pattern, quick=False)
    with pytest.raises(LimitError) as given_up:
        list(slow.find_all("x" * 5000))
    assert given_up.value.code == "separator"


def test_sets_of_characters_are_complemented_and_joined() -> None:
    digits = Characters.of((48, 57))
    assert (~~digits) == digits
    assert (digits | Characters.of((58, 60))).ranges == ((48, 60),)
    assert Characters.of((5, 9), (1, 3), (2, 4)).ranges == ((1, 9),)
    assert (~SPACE | SPACE).ranges == ((0, 0x10FFFF),)

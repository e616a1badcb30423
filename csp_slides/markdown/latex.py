r"""LaTeX as MathJax reads it, made into the LaTeX that the MathML converter reads.

An author's own commands (`\newcommand`, `\def`) hold from their definition to the end of the deck,
as they do in MathJax; they are expanded here, within a limit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

LONGEST = 5000
"""Characters of a formula, as it is typed and with its author's own commands expanded."""

_MOST_EXPANSIONS = 500
_MOST_PARAMETERS = 9
_COMMAND = pattern(r"\\(?:[A-Za-z]+\*?|.)")
_DEFINITION = pattern(
    r"\\(newcommand|renewcommand|providecommand|def|DeclareMathOperator)(?![A-Za-z])(\*?)"
)
_NAME = pattern(r"\s*(?:\{\s*(\\(?:[A-Za-z]+|.))\s*\}|(\\(?:[A-Za-z]+|.)))\s*")
_COUNT = pattern(r"\s*\[\s*(\d)\s*\]\s*")
_OPTIONAL = pattern(r"\s*\[([^\]\[]*)\]\s*")
_HASHES = pattern(r"\s*((?:#\d\s*)*)")
_PARAMETER = pattern(r"#(\d)")
_COMMENT = pattern(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_NOTHING = pattern(r"\\(?:require|label)\s*\{[^{}]*\}|\\(?:nonumber|notag)(?![A-Za-z])")
_ROW_GAP = pattern(r"(\\\\)\*?\s*\[\s*-?[\d.]+\s*(?:em|ex|pt|px|mm|cm|in|mu)\s*\]")
_STYLED = pattern(
    r"\\(math(?:bb|bf|cal|frak|it|rm|scr|sf|tt)|boldsymbol|bm)\s*([A-Za-z\d])(?![A-Za-z])"
)
_ENVIRONMENT = pattern(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}(\s*\{\d+\})?")
_ROWS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("align", "aligned", "alignat", "alignedat", "flalign", "split"),
        (r"\begin{split}", r"\end{split}"),
    ),
    **dict.fromkeys(
        ("gather", "gathered", "multline", "multlined"), (r"\begin{matrix}", r"\end{matrix}")
    ),
    "eqnarray": (r"\begin{array}{rcl}", r"\end{array}"),
    "equation": ("{", "}"),
    "displaymath": ("{", "}"),
    "math": ("{", "}"),
}
"""Environments that the converter doesn't know, or would number, and their replacements."""

ENVIRONMENTS = frozenset(_ROWS) - {"aligned", "alignedat", "gathered", "multlined", "split"}
"""Environments that are a formula without dollar signs round them."""


class Macro(Struct, frozen=True):
    """An author's own command: how many arguments it takes, the first one's default, its text."""

    count: int
    default: str | None
    text: str


class LatexError(Exception):
    """LaTeX that can't be expanded: a command that would never end, or lacks an argument."""


def without_comments(source: str) -> str:
    """Return LaTeX without what its author noted beside it: from a per cent sign to the line's end.

    A source is published with its formula, to be read aloud; nobody sees a comment in it.
    """
    return _COMMENT.sub(r"\1", source).strip()


def prepare(source: str, macros: dict[str, Macro]) -> str:
    """Return the LaTeX to convert; definitions in `source` are taken out and join `macros`.

    Raises:
        LatexError: when an author's own command can't be expanded.
    """
    text = _NOTHING.sub("", _define(source, macros))
    if macros:
        text = _expand(text, macros)
    text = _STYLED.sub(r"\\\1{\2}", _ROW_GAP.sub(r"\1", text))
    return _ENVIRONMENT.sub(_translate, text).strip()


def _translate(found: re.Match[str]) -> str:
    side, name, columns = found.groups()
    if name not in _ROWS:
        return found.group()
    opening, closing = _ROWS[name]
    # The number after `alignat` only counts its columns.
    after = "" if "at" in name else columns or ""
    return (opening if side == "begin" else closing) + after


def _define(source: str, macros: dict[str, Macro]) -> str:
    kept: list[str] = []
    cursor = 0
    while (found := _DEFINITION.search(source, cursor)) is not None:
        name = _NAME.match(source, found.end())
        if name is None:
            break
        kind, star = found.groups()
        count, default, start = _read_parameters(source, name.end(), plain=kind == "def")
        body, end = _read_argument(source, start)
        if kind == "DeclareMathOperator":
            body = rf"\operatorname{star}{{{body}}}"
        macros[name.group(1) or name.group(2)] = Macro(count, default, body)
        kept.append(source[cursor : found.start()])
        cursor = end
    return "".join((*kept, source[cursor:]))


def _read_parameters(source: str, start: int, *, plain: bool) -> tuple[int, str | None, int]:
    if plain:
        hashes = _HASHES.match(source, start)
        if hashes is None:
            return 0, None, start
        return len(_PARAMETER.findall(hashes.group(1))), None, hashes.end()
    count = _COUNT.match(source, start)
    if count is None:
        return 0, None, start
    default = _OPTIONAL.match(source, count.end())
    end = default.end() if default else count.end()
    return int(count.group(1)), default.group(1) if default else None, end


def _read_argument(source: str, start: int) -> tuple[str, int]:
    """Read a group, without its braces, or one command or character; and where it ends."""
    while start < len(source) and source[start].isspace():
        start += 1
    if start >= len(source):
        raise LatexError("an argument is missing")
    if source[start] != "{":
        command = _COMMAND.match(source, start)
        end = command.end() if command else start + 1
        return source[start:end], end
    depth, at = 0, start
    while at < len(source):
        if source[at] == "\\":
            at += 1
        elif source[at] in "{}":
            depth += 1 if source[at] == "{" else -1
            if not depth:
                return source[start + 1 : at], at + 1
        at += 1
    raise LatexError("a brace isn't closed")


def _expand(text: str, macros: Mapping[str, Macro]) -> str:
    """Replace the author's own commands until none is left."""
    cursor = steps = 0
    while (found := _COMMAND.search(text, cursor)) is not None:
        macro = macros.get(found.group())
        if macro is None:
            cursor = found.end()
            continue
        steps += 1
        expanded, end = _apply(macro, text, found.end())
        text = f"{text[: found.start()]}{{{expanded}}}{text[end:]}"
        if steps > _MOST_EXPANSIONS or len(text) > LONGEST:
            raise LatexError("a command is expanded for ever")
        cursor = found.start()
    return text


def _apply(macro: Macro, text: str, start: int) -> tuple[str, int]:
    arguments: list[str] = []
    if macro.default is not None:
        given = _OPTIONAL.match(text, start)
        arguments.append(given.group(1) if given else macro.default)
        start = given.end() if given else start
    while len(arguments) < min(macro.count, _MOST_PARAMETERS):
        argument, start = _read_argument(text, start)
        arguments.append(argument)
    given_for = {str(number): text for number, text in enumerate(arguments, start=1)}
    return _PARAMETER.sub(lambda found: given_for.get(found.group(1), ""), macro.text), start

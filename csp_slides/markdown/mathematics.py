"""Formulas: found where MathJax finds them, and made into MathML when the deck is built."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.allowed import FORMULA
from csp_slides.markdown.latex import ENVIRONMENTS, LONGEST, LatexError, prepare, without_comments
from csp_slides.markdown.places import AT, keep_place
from csp_slides.markdown.tree import PLACE, Child, Element, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from csp_slides.markdown.latex import Macro
    from csp_slides.markdown.reading import Reading

MATH = "data-csp-math"
"""The attribute that carries a formula's delimiters through the HTML parser."""

SPOKEN = "spoken"
"""The setting for spoken text, in which formulas stay as they are typed."""

_INLINE = "math_inline"
_DISPLAY = "math_inline_double"
_BLOCK = "math_block"
_TYPESETTING = (False, False, True)
"""No space inside the dollar signs, no figure around them, two of them inside a line."""

_WRAPPED = pattern(r"\\\\([(\[])(.+?)\\\\[)\]]", re.DOTALL)
"""`\\\\(…\\\\)` and `\\\\[…\\\\]`, of which Markdown leaves MathJax one backslash each."""

_ENVIRONMENT = pattern(r"\\begin\{([A-Za-z]+)(\*?)\}.*?\\end\{\1\2\}", re.DOTALL)
_BREAKS_UP = pattern(r"\n[ \t]*(?:[-+*>#]|\d+[.)])\s")
"""Lines of a formula that Markdown would take for a list, a quotation or a heading."""

_PROSE = pattern(r"\"|://")
_LEFT_OVER = pattern(r"<m[ion]>(\\[A-Za-z]+|&amp;|&)</m[ion]>")
"""What the converter doesn't know and would print."""

_IN_CODE = pattern(r"\s*(\$\$?)(?!\$)(.+?)\1\s*", re.DOTALL)
_FOR_MARKDOWN = pattern(r"\\[_*]|\\\\[{}\\]")
"""Escapes that only occur in a formula to stop Markdown from reading it."""

_ELEMENT = pattern(
    r"""</?(?P<name>[A-Za-z][\w-]*)(?P<attributes>(?:\s+[\w:-]+="[^"<>]*")*)\s*/?>"""
)
_BARE = pattern(r"&(?!#?\w+;)")
_ATTRIBUTE = pattern(r"""([\w:-]+)=\"""")

_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_DEEPEST = 40
_OPENINGS = pattern(r"\\?[{}]|\\(?:left|right|frac|sqrt|begin|end)\b")


class _UnreadableError(Exception):
    """A formula that cannot be drawn; its text says why."""


def add_rules(markdown: MarkdownIt) -> None:
    """Add the rules that find formulas."""
    from mdit_py_plugins.dollarmath.index import math_block_dollar

    block = math_block_dollar(allow_labels=False, allow_blank_lines=False)

    def read_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
        """Read a formula on its own; one that continues as a paragraph is part of that."""
        line, count = state.line, len(state.tokens)
        if state.env[SPOKEN] or not block(state, start, end, silent):
            return False
        token, after = state.tokens[count], state.line
        alone = "$$" not in token.content and _stands_alone(state, start, after, token.content)
        if silent or not alone:
            # The library's rule makes a token even when it is only asked.
            del state.tokens[count:]
            state.line = line
        if silent:
            return _BREAKS_UP.search(token.content) is not None
        return alone

    markdown.block.ruler.before("fence", _BLOCK, read_block, {"alt": ["paragraph"]})
    markdown.inline.ruler.before("escape", _INLINE, keep_place(_read_inline))
    for kind in (_INLINE, _DISPLAY, _BLOCK):
        markdown.add_render_rule(kind, _render)


def _stands_alone(state: StateBlock, start: int, after: int, content: str) -> bool:
    """Whether a formula is a block: nothing continues below it, or Markdown would break it up."""
    if after >= state.lineMax or state.isEmpty(after) or _BREAKS_UP.search(content):
        return True
    below = state.src[state.bMarks[after] + state.tShift[after] : state.eMarks[after]]
    return state.sCount[after] < state.sCount[start] or below.startswith(("<!--", "#", "$$", "<"))


def _read_inline(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    """Read `$x$`, `$$x$$`, escaped brackets, and environments such as `align`."""
    character = state.src[state.pos]
    if state.env[SPOKEN] or character not in "$\\":
        return False
    if character == "$":
        return _read_dollars(state, silent)
    found = _WRAPPED.match(state.src, state.pos)
    if found is not None:
        kind, source, mark = _DISPLAY, found.group(2), "$$"
        if found.group(1) == "(":
            kind, mark = _INLINE, "$"
    else:
        found = _ENVIRONMENT.match(state.src, state.pos)
        if found is None or found.group(1) not in ENVIRONMENTS:
            return False
        kind, source, mark = _DISPLAY, found.group(), ""
    if not silent:
        token = state.push(kind, "math", 0)
        token.content, token.markup = source, mark
    state.pos = found.end()
    return True


def _read_dollars(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # as above
    from mdit_py_plugins.dollarmath.index import math_inline_dollar

    start, count = state.pos, len(state.tokens)
    if not math_inline_dollar(*_TYPESETTING)(state, silent):
        return False
    source = state.src[start + 1 : state.pos - 1]
    if "\\" in source or _PROSE.search(source) is None:
        return True
    # Nobody writes quotation marks or addresses in a formula: these are names of variables.
    state.pos = start
    del state.tokens[count:]
    return False


def _render(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Write a formula's source, to be drawn later; one that is alone is a paragraph."""
    import html

    token = tokens[index]
    place = f' {PLACE}="{token.meta[AT]}"' if AT in token.meta else ""
    span = f'<span{place} {MATH}="{token.markup}">{html.escape(token.content)}</span>'
    return f"<p>{span}</p>\n" if token.type == _BLOCK else span


def show_mathematics(root: Element, reading: Reading) -> None:
    """Draw every formula; what is no formula stays as its author wrote it.

    A formula between backticks counts too: that is how reveal.js tells authors to keep
    Markdown out of it.
    """
    for element in root.elements():
        if element.tag == "pre":
            continue
        for child in tuple(element.children):
            if isinstance(child, Element) and MATH in child.attributes:
                dollars = child.attributes.pop(MATH)
                _draw(child, _undo_escapes(child.text), dollars, reading)
                if not child.children:
                    element.children.remove(child)
            elif isinstance(child, Element) and child.tag == "code":
                _draw_code(child, reading)
    root.children = [child for child in root.children if not _is_void(child)]


def _is_void(child: Child) -> bool:
    """Whether nothing is left of a paragraph that only defined commands."""
    return (
        isinstance(child, Element)
        and child.tag == "p"
        and not child.attributes
        and not any(isinstance(each, Element) for each in child.children)
        and not child.text.strip()
    )


def leave_mathematics(root: Element) -> None:
    """Write every formula as it was typed: notes are said, and MathJax draws nothing there."""
    for element in root.elements():
        if MATH in element.attributes:
            dollars = element.attributes.pop(MATH)
            element.children = [f"{dollars}{element.text}{dollars}"]


def _undo_escapes(source: str) -> str:
    """Remove the backslashes that keep Markdown out of a formula, where there are such."""
    return _ESCAPED.sub(r"\1", source) if _FOR_MARKDOWN.search(source) else source


def _draw_code(code: Element, reading: Reading) -> None:
    found = _IN_CODE.fullmatch(code.text)
    if found is not None:
        _draw(code, found.group(2), found.group(1), reading)


def _draw(element: Element, source: str, dollars: str, reading: Reading) -> None:
    macros = reading.shared.macros
    try:
        formula = _convert(source.strip(), macros, block=dollars != "$")
    except _UnreadableError as error:
        reading.warning(
            "mathematics",
            f"'{_shorten(source)}' is shown as its source: {error}",
            reading.span(element.place, source.strip()),
            _remedy(),
        )
        element.children = [f"{dollars}{source}{dollars}"]
        return
    if macros:
        # What is drawn depends on other slides now.
        reading.shared.noted.alone = False
    if formula is None:
        element.children = []
    else:
        formula.attributes["alttext"] = without_comments(source)
        element.children = [formula]


def _convert(source: str, macros: dict[str, Macro], *, block: bool) -> Element | None:
    """Make MathML of LaTeX; None when it only defines commands.

    Raises:
        _UnreadableError: when it cannot be read, or nothing is there to read it.
    """
    if not source or len(source) > LONGEST:
        raise _UnreadableError(_reason())
    try:
        text = prepare(source, macros)
    except LatexError as error:
        raise _UnreadableError(str(error)) from None
    if not text:
        return None
    if len(_OPENINGS.findall(text)) > LONGEST // 10 or not _is_shallow(text):
        raise _UnreadableError(_reason())
    markup = _markup(text, block=block)
    unknown = _LEFT_OVER.search(markup)
    if unknown is not None:
        raise _UnreadableError(f"'{unknown.group(1).replace('&amp;', '&')}' isn't known here")
    math = read_tree(markup, tag="div").root.children
    return next((found for found in math if isinstance(found, Element)), None)


def _markup(text: str, *, block: bool) -> str:
    try:
        from latex2mathml import converter, exceptions
    except ImportError:
        raise _UnreadableError(_reason()) from None
    refusals: tuple[type[Exception], ...] = tuple(
        found
        for found in vars(exceptions).values()
        if isinstance(found, type) and issubclass(found, Exception)
    )
    try:
        return converter.convert(text, display="block" if block else "inline")
    except refusals:
        raise _UnreadableError(_reason()) from None
    except (LookupError, ValueError, RecursionError):
        raise _UnreadableError(_reason()) from None


def mathml(source: str, *, block: bool) -> str | None:
    """Return the MathML of a formula in an officer's text; None when it cannot be read."""
    import html

    try:
        text = prepare(source.strip(), {})
        if not text or len(source) > LONGEST or not _is_shallow(text):
            return None
        markup = _markup(text, block=block)
    except (LatexError, _UnreadableError):
        return None
    if _LEFT_OVER.search(markup) or not _is_mathml(markup):
        return None
    markup = _BARE.sub("&amp;", markup)
    said = html.escape(without_comments(source))
    return markup.replace("<math ", f'<math alttext="{said}" ', 1)


def _is_mathml(markup: str) -> bool:
    """Whether markup has nothing but MathML's own elements: the converter escapes no words."""
    if markup.count("<") != len(_ELEMENT.findall(markup)):
        return False
    return all(
        found["name"] in FORMULA
        and FORMULA[found["name"]].issuperset(_ATTRIBUTE.findall(found["attributes"]))
        for found in _ELEMENT.finditer(markup)
    )


def _is_shallow(source: str) -> bool:
    """Whether groups and commands stand no deeper inside one another than the limit."""
    depth = 0
    for found in _OPENINGS.finditer(source):
        if found.group() == "}":
            depth -= 1
        elif found.group() == "{":
            depth += 1
        if depth > _DEEPEST:
            return False
    return True


def _installed() -> bool:
    from importlib.util import find_spec

    return find_spec("latex2mathml") is not None


def _reason() -> str:
    return (
        "it isn't LaTeX that can be read"
        if _installed()
        else ("the library that draws formulas isn't installed")
    )


def _remedy() -> str:
    if _installed():
        return "correct the formula, or write an ordinary dollar sign as '\\$'"
    return "run: pip install latex2mathml"


def _shorten(source: str) -> str:
    text = " ".join(source.split())
    return text if len(text) <= 40 else f"{text[:40]}..."  # noqa: PLR2004  # one line

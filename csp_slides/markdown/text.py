"""Free text of YAML fields: Markdown without raw HTML, made into HTML that is safe as it stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown.latex import without_comments
from csp_slides.markdown.lettered import parse
from csp_slides.markdown.sanitise import without_unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    Nesting: TypeAlias = Literal[-1, 0, 1]

_OUT_OF_THE_SITE = ("//", "/\\", "/%5C", "\\", "%5C", "../..")
_SCHEME = pattern(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.-]*):")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "asset"})
"""What links may lead to; `asset` is a file of the content until its place is known."""
_RAISED = pattern(
    r"<br ?/?>|<(?P<tag>su[pb])>(?P<inside>(?:(?!</?su[pb]>).)+)</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)
_FORMULA = pattern(
    r"(?P<mark>\$\$?)(?![\s$])(?P<source>(?=[^$]*[A-Za-z\\])(?:\\.|[^$\\\n])+?)(?<!\s)(?P=mark)(?![\d$])"
)
_MARK = pattern(r"\[\^(?P<label>[^\]\s]+)\]")
_PICTURES = "pictures"
FORMULA = "formula"
"""The token of a formula, whose content is LaTeX."""
_LOWEST = 6
_DEEPEST = 40
_KEPT = 2048
"""Cached HTML of texts: slides, notes and reports often share them."""


@lru_cache(maxsize=_KEPT)
def render_block(text: str, heading_level: int = 3) -> str:
    """Make paragraphs, lists and tables of a text, its highest headings at `heading_level`."""
    return _rendered(text, heading_level, {})


def render_pictured(text: str, pictures: Mapping[str, str], heading_level: int = 3) -> str:
    """Make HTML of a text as `render_block` does, and show those of its pictures that are found.

    `pictures` gives, for each name as it is typed, the address that is in the HTML.
    """
    return _rendered(text, heading_level, {_PICTURES: pictures})


def _rendered(text: str, heading_level: int, environment: dict[str, object]) -> str:
    markdown = _parser(text)
    tokens = parse(markdown, text, environment)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    if headings:
        shift = heading_level - min(int(token.tag[1:]) for token in headings)
        for token in headings:
            token.tag = f"h{min(max(int(token.tag[1:]) + shift, 1), _LOWEST)}"
    html: str = markdown.renderer.render(tokens, markdown.options, environment)
    return html


@lru_cache(maxsize=_KEPT)
def render_line(text: str) -> str:
    """Make one line of a text: emphasis, links and code, but no paragraphs and no line ends."""
    html: str = _markdown().renderInline(" ".join(text.split()))
    return html


def read_line(text: str) -> tuple[Token, ...]:
    """Divide one line of a text as `render_line` does, for a format that is not HTML."""
    (inline,) = _markdown().parseInline(" ".join(text.split()))
    return tuple(inline.children or ())


def read_block(text: str) -> tuple[Token, ...]:
    """Divide a text into its blocks as `render_block` does, for a format that is not HTML."""
    return tuple(parse(_parser(text), text, {}))


def pictures_in(text: str) -> tuple[str, ...]:
    """Return the names of a text's pictures as they are typed, each once."""
    found = (
        child.attrs["src"]
        for token in _markdown().parse(text)
        for child in token.children or ()
        if child.type == "image"
    )
    return tuple(dict.fromkeys(map(str, found)))


def _parser(text: str) -> MarkdownIt:
    """Return the parser for a text: most have no notes, and need no rules for them."""
    return _with_notes() if "[^" in text else _markdown()


@lru_cache(maxsize=1)
def _with_notes() -> MarkdownIt:
    from mdit_py_plugins.footnote.index import footnote_def

    markdown = _make()
    markdown.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    markdown.inline.ruler.before("link", "note_mark", _read_note_mark)
    markdown.core.ruler.push("notes_last", _put_notes_last)
    return markdown


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return _make()


def _make() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST, "xhtmlOut": False})
    markdown.enable(["table", "strikethrough"])
    markdown.inline.ruler.before("html_inline", "raised", _read_raised)
    markdown.inline.ruler.before("escape", FORMULA, _read_formula)
    markdown.core.ruler.push("unseen", _leave_out_unseen)
    markdown.validateLink = _is_link  # type: ignore[method-assign]  # its documented use
    for kind, rule in _RULES.items():
        markdown.add_render_rule(kind, rule)
    return markdown


def _read_formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read `$x^2$` and `$$x^2$$`; sums of money are none."""
    if state.src[state.pos] != "$":
        return False
    found = _FORMULA.match(state.src, state.pos, state.posMax)
    if found is None or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    if not silent:
        token = state.push(FORMULA, "math", 0)
        token.content = without_comments(found["source"])
        token.markup = found["mark"]
    state.pos = found.end()
    return True


def _show_formula(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    """Show a formula as MathML; one that cannot be read as it was typed."""
    from html import escape

    from csp_slides.markdown.mathematics import mathml

    token = tokens[index]
    drawn = mathml(token.content, block=token.markup == "$$")
    return drawn or escape(f"{token.markup}{token.content}{token.markup}")


def _read_raised(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read `<sup>`, `<sub>` and `<br>`, which Word leaves in pasted text; no other HTML."""
    if state.src[state.pos] != "<":
        return False
    found = _RAISED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    tag = found["tag"]
    if silent:
        state.pos = found.end()
        return True
    if tag is None:
        state.push("line_break", "br", 0)
    else:
        most = state.posMax
        state.push(f"{tag.lower()}_open", tag.lower(), 1)
        state.pos, state.posMax = found.span("inside")
        state.md.inline.tokenize(state)
        state.push(f"{tag.lower()}_close", tag.lower(), -1)
        state.posMax = most
    state.pos = found.end()
    return True


def _numbers(env: EnvType) -> list[str]:
    """Return the labels of a text's notes, in the order of their numbers."""
    return [label.removeprefix(":") for label in env.get("footnotes", {}).get("refs", {})]


def _read_note_mark(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # the library's signature
    """Read `[^1]` as the number of a note, where the text has such a note."""
    found = _MARK.match(state.src, state.pos, state.posMax)
    labels = _numbers(state.env) if found is not None else []
    if found is None or found["label"] not in labels:
        return False
    if not silent:
        _raise(state.push, str(labels.index(found["label"]) + 1))
    state.pos = found.end()
    return True


def _raise(push: Callable[[str, str, Nesting], Token], number: str) -> None:
    push("sup_open", "sup", 1)
    push("text", "", 0).content = number
    push("sup_close", "sup", -1)


def _put_notes_last(state: StateCore) -> None:
    """Move the footnotes of a text to its end, each after its number."""
    labels = _numbers(state.env)
    words: list[Token] = []
    notes: list[Token] = []
    into, number = words, ""
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            into, number = notes, str(labels.index(str(token.meta["label"])) + 1)
        elif token.type == "footnote_reference_close":
            into = words
        else:
            into.append(token)
            if number and into is notes and token.type == "inline":
                _number_note(token, number)
                number = ""
    state.tokens[:] = words + notes


def _number_note(inline: Token, number: str) -> None:
    from markdown_it.token import Token

    made: list[Token] = []

    def push(kind: str, tag: str, nesting: Nesting) -> Token:
        made.append(Token(kind, tag, nesting))
        return made[-1]

    _raise(push, number)
    push("text", "", 0).content = " "
    inline.children = [*made, *(inline.children or [])]


def _leave_out_unseen(state: StateCore) -> None:
    """Remove of the words of a text what its entities bring in unseen."""
    for token in state.tokens:
        for child in token.children or ():
            child.content = without_unseen(child.content)


def _is_link(url: str) -> bool:
    """Whether a link may lead there: the web, e-mail, a telephone, or this site.

    What starts with two slashes leads to another machine, from a Word document to its shares.
    """
    scheme = _SCHEME.match(url)
    if scheme is None:
        return not url.startswith(_OUT_OF_THE_SITE)
    return scheme.group(1).lower() in _SCHEMES


def _show_image(
    renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Show a picture that was found, otherwise its description."""
    from html import escape

    token = tokens[index]
    words: str = renderer.renderInline(token.children or [], options, env)
    address = env.get(_PICTURES, {}).get(str(token.attrs["src"]))
    if address is None:
        return words
    described = renderer.renderInlineAsText(token.children or [], options, env)
    return f'<img src="{escape(address)}" alt="{escape(described)}">'


def _show_cell(
    renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    options: OptionsDict,
    env: EnvType,
) -> str:
    """Set a table cell to one side by a class; the pages' policy bars styles."""
    token = tokens[index]
    side = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if side:
        token.attrs["class"] = f"align-{side}"
    html: str = renderer.renderToken(tokens, index, options, env)
    return html


def _show_strike(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    tokens: Sequence[Token],
    index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return "<del>" if tokens[index].nesting == 1 else "</del>"


def _show_break(
    _renderer: Any,  # noqa: ANN401  # the library's signature
    _tokens: Sequence[Token],
    _index: int,
    _options: OptionsDict,
    _env: EnvType,
) -> str:
    return "<br>"


_RULES = {
    FORMULA: _show_formula,
    "line_break": _show_break,
    "image": _show_image,
    "td_open": _show_cell,
    "th_open": _show_cell,
    "s_open": _show_strike,
    "s_close": _show_strike,
}

"""What highlight.js calls the colours of code for which Pygments has other names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygments import token

if TYPE_CHECKING:
    from pygments.token import _TokenType

_NAMES = {
    token.Comment: "comment",
    token.Comment.Preproc: "meta",
    token.Comment.Hashbang: "meta",
    token.Keyword: "keyword",
    token.Keyword.Constant: "literal",
    token.Keyword.Type: "type",
    token.Literal.Date: "number",
    token.Name.Attribute: "attr",
    token.Name.Builtin: "built_in",
    token.Name.Class: "title",
    token.Name.Constant: "variable",
    token.Name.Decorator: "meta",
    token.Name.Exception: "title",
    token.Name.Function: "title",
    token.Name.Label: "symbol",
    token.Name.Tag: "name",
    token.Name.Variable: "variable",
    token.Number: "number",
    token.Operator.Word: "keyword",
    token.String: "string",
    token.String.Escape: "char",
    token.String.Interpol: "subst",
    token.String.Regex: "regexp",
    token.String.Symbol: "symbol",
    token.Generic.Deleted: "deletion",
    token.Generic.Emph: "emphasis",
    token.Generic.Heading: "section",
    token.Generic.Inserted: "addition",
    token.Generic.Prompt: "meta",
    token.Generic.Strong: "strong",
    token.Generic.Subheading: "section",
}


def name_colour(kind: _TokenType) -> str:
    """Return the class of a part of code, or an empty text where it has the common colour."""
    found: _TokenType | None = kind
    while found is not None:
        if found in _NAMES:
            return f"hljs-{_NAMES[found]}"
        found = found.parent
    return ""

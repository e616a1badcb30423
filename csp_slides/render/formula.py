"""A formula of MathML as nested elements, and its source to be read aloud, for PDF and Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TEXT: Final = "-text"
_STACKED: Final = "stacked"
"""A fraction without a line, as that of a binomial coefficient."""

_NOTES: Final = frozenset({"annotation", "annotation-xml"})


def formula_run(node: LexborNode) -> dict[str, Any]:
    """Return a formula as a run."""
    return {
        "kind": "formula",
        "alt": node.attributes.get("alttext") or node.text(deep=True),
        "display": node.attributes.get("display") == "block",
        "parts": [_part(child) for child in node.iter(include_text=True)],
    }


def typed_formula(source: str, mark: str) -> dict[str, Any]:
    """Return a formula of free text as a run; one that can't be read as it was typed."""
    from selectolax.lexbor import LexborHTMLParser

    from csp_slides.markdown.mathematics import mathml

    drawn = mathml(source, block=mark == "$$")
    found = LexborHTMLParser(drawn).css_first("math") if drawn else None
    if found is None:
        return {"kind": "text", "text": f"{mark}{source}{mark}"}
    return {**formula_run(found), "display": False}


def _part(node: LexborNode) -> dict[str, Any]:
    tag = (node.tag or "").lower()
    if tag == _TEXT:
        return {"kind": "letters", "text": node.text(deep=False)}
    children = [each for each in node.iter() if each.tag not in _NOTES]
    if not children:
        words = node.text(deep=True)
        return {"kind": tag, "text": words if tag == "mtext" else words.strip()}
    if tag == "mfrac" and (node.attributes.get("linethickness") or "").startswith("0"):
        tag = _STACKED
    return {"kind": tag, "inside": [_part(each) for each in children]}

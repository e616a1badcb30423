"""A theme's tokens as Typst takes them: colours, fonts on board, and the words of a paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from csp_slides.assets.colour import read_hex
from csp_slides.assets.contrast import text_on, written
from csp_slides.render.pdf.typeset import families

if TYPE_CHECKING:
    from csp_slides.content.theme import Theme

_TEXT: Final = "Atkinson Hyperlegible Next"
_CODE: Final = "Atkinson Hyperlegible Mono"
_OTHERS: Final = ("Noto Sans Arabic", "DejaVu Sans Mono")
"""Where letters come from that the text's own family lacks."""

WORDS: Final = {
    "answer": "Answer",
    "appendix": "Appendix",
    "asked_by": "asked by",
    "attended": "attended.",
    "by": "by",
    "contents": "Contents",
    "credits": "Picture credits",
    "draft": "DRAFT",
    "file": "(file)",
    "formats": "Other formats",
    "glossary": "Short forms",
    "item": "agenda item",
    "members": "For members:",
    "new": "New",
    "on": "on",
    "page": "Page {number} of {count}",
    "picture": "Picture",
    "question": "Question",
    "thanks": "Thanks",
    "warning": "Warning: ",
}


def tokens(theme: Theme) -> dict[str, Any]:
    """Return what a theme decides."""
    colours = {
        name: str(value)
        for name in theme.colours.__struct_fields__
        if isinstance(value := getattr(theme.colours, name), str)
    }
    primary = read_hex(colours["primary"])
    assert primary is not None, "the field's kind lets nothing else through"
    return {
        "colours": {**colours, "on_primary": written(text_on(primary))},
        "ratings": {
            rag: {
                "fill": str(getattr(theme.ratings, rag).fill),
                "text": str(getattr(theme.ratings, rag).text),
            }
            for rag in ("red", "amber", "green", "blue", "grey")
        },
        "fonts": {
            "text": _families(theme.fonts.text, _TEXT),
            "heading": _families(theme.fonts.heading, _TEXT),
            "code": _families(theme.fonts.code, _CODE),
        },
        "heading_weight": theme.heading_weight,
        "scheme": theme.scheme.value,
    }


def language(tag: str) -> dict[str, Any]:
    """Return a language tag as Typst takes it: the language, and the region if it has one."""
    lang, _, rest = tag.partition("-")
    region = next((part for part in rest.split("-") if re.fullmatch(r"[A-Za-z]{2}", part)), None)
    known = re.fullmatch(r"[A-Za-z]{2,3}", lang)
    return {"lang": lang.lower() if known else "en", "region": region.upper() if region else None}


def _families(listed: str, own: str) -> list[str]:
    """Return the families on board that a CSS list names, then ours."""
    named = [name.strip().strip("\"'") for name in listed.split(",")]
    return list(dict.fromkeys([*(n for n in named if n in families()), own, *_OTHERS]))

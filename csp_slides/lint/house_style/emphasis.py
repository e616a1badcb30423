"""How words are made to stand out: bold once a paragraph, no italics, headings without an end.

Sources: GOV.UK style, bold and italics; Lincolnshire and Historic England for headings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding
from csp_slides.lint.house_style.sentences import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Passage, Writing

_BOLD: Final = pattern(r"(?<![*\\])\*\*(?![\s*]).+?(?<!\s)\*\*(?!\*)|(?<!\w)__(?![\s_]).+?__(?!\w)")
_ITALIC: Final = pattern(
    r"(?<![*\\])\*(?![\s*])[^*\n]+(?<![\s\\])\*(?!\*)|(?<![\w_\\])_(?![\s_])[^_\n]+(?<!\s)_(?![\w_])"
)
_ENDED: Final = pattern(r"^ {0,3}#{1,6}[ \t].*?([:.])[ \t#]*$", re.MULTILINE)
_DOTTED: Final = ("...", "etc.", "e.g.", "i.e.")


def stressed(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find paragraphs with more than one bold part, and words in italics."""
    for passage in writing.passages:
        text = passage.plain
        if passage.role is Role.SPOKEN or ("*" not in text and "_" not in text):
            continue
        for start, end in blocks(text):
            bold = list(_BOLD.finditer(text, start, end))
            if len(bold) > 1:
                yield Finding(
                    passage=passage,
                    start=bold[1].start(),
                    end=bold[1].end(),
                    message=f"{len(bold)} parts of one paragraph are bold",
                    help="keep the one that matters most; if everything stands out, nothing does",
                )
        for found in _ITALIC.finditer(_BOLD.sub(lambda each: " " * len(each[0]), text)):
            yield Finding(
                passage=passage,
                start=found.start(),
                end=found.end(),
                message=f"'{found[0][1:-1]}' is in italics, which many people find hard to read",
                help="write it without italics, or in quotation marks if it is a title",
            )


def ended(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find headings that end in a colon, and those inside a text that end in a full stop too."""
    for passage in writing.passages:
        text = passage.plain
        if passage.role is Role.HEADING:
            if text.rstrip().endswith(":"):
                yield _told(passage, len(text.rstrip()) - 1, ":")
        elif "#" in text:
            for found in _ENDED.finditer(text):
                if not text[: found.end(1)].endswith(_DOTTED):
                    yield _told(passage, found.start(1), found[1])


def _told(passage: Passage, place: int, sign: str) -> Finding:
    return Finding(
        passage=passage,
        start=place,
        end=place + 1,
        message=f"a heading that ends in a {'colon' if sign == ':' else 'full stop'}",
        help=f"remove the '{sign}'; its size shows that it is a heading",
    )

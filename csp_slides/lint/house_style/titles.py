"""One title written in one way, in the contents and over its slide.

A deck file makes its contents from the titles; in a Markdown deck both are typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.passages import Role
from csp_slides.lint.house_style.rule import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Writing

_HEADING = pattern(r"^#{1,3}[ \t]+(?P<title>.*\S)[ \t]*$", re.MULTILINE)
_ENTRY = pattern(r"^[ \t]*[-*+][ \t]+(?P<title>.*\S)[ \t]*$", re.MULTILINE)
_COMMENT = pattern(r"\s*<!--.*?-->\s*")


def differing(writing: Writing, council: Council) -> Iterator[Finding]:  # noqa: ARG001  # a finder's signature
    """Find entries of a list that are a slide's title in other signs: `&` here and `and` there."""
    slides = [each for each in writing.passages if each.role is Role.SLIDE]
    titles: dict[str, str] = {}
    for passage in slides:
        for found in _HEADING.finditer(passage.text):
            title = _COMMENT.sub("", found["title"])
            titles.setdefault(_folded(title), title)
    for passage in slides:
        for found in _ENTRY.finditer(passage.text):
            heading = titles.get(_folded(found["title"]))
            if heading is not None and heading.casefold() != found["title"].casefold():
                yield Finding(
                    passage=passage,
                    start=found.start("title"),
                    end=found.end("title"),
                    message=f"'{found['title']}' here, but '{heading}' on its slide",
                    help="write both the same way",
                )


def _folded(title: str) -> str:
    words = re.findall(r"\w+", title.casefold().replace("&", " and "))
    return " ".join(words)

"""The words that the first page's search looks through. Pure.

As a script, for a page that is opened from disk can load no other file with words in it. One
file for each municipal year, so that those of years gone by stay as they were, and browsers need
not fetch them again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from csp_slides.compose.passages import Passage


class SearchPage(Struct, frozen=True, kw_only=True):
    """One web page of a document: what it is called, its path in the site, its words."""

    text: str
    path: PurePosixPath
    passages: tuple[Passage, ...]


class SearchPaper(Struct, frozen=True, kw_only=True):
    """A document that can be found; `about` is who, where and when, in a line."""

    title: str
    about: str
    pages: tuple[SearchPage, ...]


def render(entries: Iterable[str]) -> bytes:
    """Write the script, in UTF-8: it puts the papers on the list that `search.js` reads."""
    return f"(self.searchWords ??= []).push(...[{','.join(entries)}]);\n".encode()


def entry(paper: SearchPaper) -> str:
    """Write what the search looks through of one document."""
    told = {
        "title": paper.title,
        "about": paper.about,
        "pages": [
            {
                "text": page.text,
                "path": str(page.path),
                "places": [[each.place, each.heading, each.words] for each in page.passages],
            }
            for page in paper.pages
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

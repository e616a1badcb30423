"""Drafts written as the files that people edit. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from csp_slides.schema.yaml.write import AUTHORED, write_fields

if TYPE_CHECKING:
    from csp_slides.authoring.importing.deck_file import Drafted
    from csp_slides.authoring.importing.sections import Draft

_SCHEMA: Final = "schema: csp-slides/v1\n"
_OF_DECK: Final = (
    "# COUNCILLORS: choose what to show, in what order, and add your own words.\n"
    "# Made from {source}.\n"
)
_UNTITLED: Final = (
    "#\n"
    "# The title slide stays as it was, in Markdown. To have one made, add 'presenter:' and\n"
    "# 'meeting:' and take 'opening: no' out.\n"
)
_OF_SECTION: Final = (
    "# Each item is a bullet on a slide, and the heading over what is said about it.\n"
    "# Made from {source}, with the same clearance; write 'status: draft' while you change it.\n"
)
_OF_SLIDES: Final = "#\n# An item with 'slide:' is a whole slide in Markdown, kept as it was.\n"


def written(drafted: Drafted, folder: str, source: str) -> dict[str, str]:
    """Write the deck file into `folder` and every section, by paths inside the content.

    `source` is what the Markdown deck's file is called.
    """
    files = {f"{folder}/deck.yaml": _deck(drafted, source)}
    for path, draft in drafted.sections.items():
        files[path] = _section(draft, source)
    return files


def _deck(drafted: Drafted, source: str) -> str:
    untitled = _UNTITLED if drafted.deck.get("opening") is False else ""
    head = f"{_OF_DECK.format(source=source)}{untitled}{_SCHEMA}kind: deck\n"
    return f"{head}\n{write_fields(drafted.deck, AUTHORED)}"


def _section(draft: Draft, source: str) -> str:
    slides = _OF_SLIDES if draft.whole else ""
    head = f"{_OF_SECTION.format(source=source)}{slides}{_SCHEMA}kind: section\n"
    return f"{head}\n{write_fields(draft.fields, AUTHORED)}"

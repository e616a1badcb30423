"""A text's Markdown made into a tree of HTML, within limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.markdown.across_slides import needed_definitions
from csp_slides.markdown.code import read_infos
from csp_slides.markdown.limits import LimitError, check_depth, check_slide
from csp_slides.markdown.render import render_markdown
from csp_slides.markdown.tree import Element, read_tree

if TYPE_CHECKING:
    from csp_slides.markdown.reading import Reading


def read_markup(reading: Reading, tag: str = "section") -> Element | None:
    """Read a text as the content of a `tag` element; None, and an error, beyond the limits."""
    text = reading.text.text
    try:
        check_slide(text)
        added = needed_definitions(text, reading.shared.definitions)
        if added:
            text = f"{text}\n{added}\n"
            reading.shared.noted.alone = False
        markup = render_markdown(text, reading.shared.deck.style, spoken=tag == "aside")
        check_depth(markup)
    except LimitError as error:
        place = reading.span(error.place or len(text) - len(text.lstrip()))
        reading.shared.sink.error(error.code, error.message, place, error.remedy)
        return None
    tree = read_tree(markup, tag=tag)
    if tree.cut:
        reading.warning(
            "too-deep",
            "the HTML here is so deeply nested that what is inside is left out",
            reading.span(0),
            "put fewer elements inside one another",
        )
    read_infos(tree.root)
    return tree.root

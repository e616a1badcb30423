"""What a loaded document was made of, so that it need not be made again while that is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.content.library import Chapter, Document, MarkdownPresentation, Presentation

if TYPE_CHECKING:
    from collections.abc import Iterator


def parts_of(shown: Presentation | MarkdownPresentation | Document) -> tuple[object, ...]:
    """Return the values that were read for a document, unchanged while its files are.

    The structs around them, which every build makes anew, are opened; what they hold isn't.
    """
    return tuple(_opened(shown))


def _opened(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        yield len(value)
        for each in value:
            yield from _opened(each)
    elif isinstance(value, Presentation | MarkdownPresentation | Document | Chapter):
        for each in value.__struct_fields__:
            # A section of the councillor's own words is made of its entry, which is there too.
            if each != "section" or not getattr(value, "own", False):
                yield from _opened(getattr(value, each))
    else:
        yield value

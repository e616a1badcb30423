"""What Word and PowerPoint files say of themselves: title and language, and nothing else."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.opc.coreprops import CoreProperties as WordProperties
    from pptx.parts.coreprops import CorePropertiesPart as PowerPointProperties

_LONGEST: Final = 255
"""Characters that Office keeps of a property."""


def describe(
    properties: WordProperties | PowerPointProperties, *, title: str, language: str
) -> None:
    """Set title and language; leave out author, program and dates."""
    for child in list(properties._element):  # noqa: SLF001  # there is no other way to empty it
        properties._element.remove(child)  # noqa: SLF001
    properties.title = shorten(title, _LONGEST, placeholder=" …")
    properties.language = language

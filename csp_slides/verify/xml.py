"""What an XML file says: a drawing, a feed, a part of a Word or PowerPoint file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from csp_slides.core.lazy_regex import pattern
from csp_slides.verify.extract import Extract
from csp_slides.verify.styles import style_loads

if TYPE_CHECKING:
    from collections.abc import Mapping

_WITHIN_A_LINE: Final = frozenset(["a", "b", "em", "i", "r", "rPr", "span", "strong", "t", "tspan"])
"""Elements that don't separate the words before and after them."""

_OFFICE: Final = frozenset({"a", "m", "w"})
_OFFICE_LINES: Final = frozenset(["p", "tbl", "tc", "tr"])
"""Prefixes of Office Open XML, and the elements of theirs that end a line (ISO/IEC 29500-1)."""

_WORDS: Final = pattern(r"[^\W\d_]{3}")
"""The outlines of a drawing are long, and hold no three letters in a row."""

_FETCHING: Final = frozenset({"image", "use", "feImage", "script", "mpath"})
_STYLED: Final = frozenset({"clip-path", "cursor", "fill", "filter", "mask", "stroke", "style"})
"""Attributes in which CSS names what it fetches (SVG 2, 6.1); in others `url()` is only words."""

_EXTERNAL: Final = "External"
_LINK: Final = "/hyperlink"
"""How a part names what is elsewhere, and the kind of it that is only followed by a reader."""


class XmlError(ValueError):
    """The file is no XML."""


def read_xml(content: bytes) -> Extract:
    """Read XML of any kind; nothing that it points to is fetched.

    Raises:
        XmlError: it is no XML.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003  # its parameter has no name
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error
    reader.end_line()
    return reader.found


class _Reader:
    """Collects lines while expat parses a file."""

    def __init__(self) -> None:
        self.found = Extract()
        self.parser = parser = expat.ParserCreate()
        self._line: list[str] = []
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._line.append
        parser.CommentHandler = self.found.texts.append
        parser.ProcessingInstructionHandler = self._instruction

    def end_line(self) -> None:
        """End a line, so that what comes next doesn't continue it."""
        if self._line:
            text = "".join(self._line)
            self._line.clear()
            self.found.texts.append(text)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        if _ends_line(prefix, name):
            self.end_line()
        self.found.texts += filter(_WORDS.search, attributes.values())
        for key, value in attributes.items():
            kind = key.rpartition(":")[2]
            if kind == "src" or (kind == "href" and name in _FETCHING):
                self.found.loads.append(value)
            elif kind in _STYLED or kind.startswith("marker"):
                self.found.loads += style_loads(value)
        if attributes.get("TargetMode") == _EXTERNAL and not attributes.get("Type", "").endswith(
            _LINK
        ):
            self.found.loads.append(attributes.get("Target", ""))

    def _end(self, tag: str) -> None:
        prefix, _, name = tag.rpartition(":")
        if name == "style":
            self.found.loads += style_loads("".join(self._line))
        if _ends_line(prefix, name):
            self.end_line()

    def _instruction(self, target: str, text: str) -> None:
        self.found.texts.append(text)
        if target == "xml-stylesheet":
            self.found.loads += [part for part in text.split('"') if "//" in part]


def _ends_line(prefix: str, name: str) -> bool:
    return name in _OFFICE_LINES if prefix in _OFFICE else name not in _WITHIN_A_LINE

"""Rich Text Format: who wrote it goes, what is hidden in it is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.assets.attachments.packages import without_picture_metadata

if TYPE_CHECKING:
    from csp_slides.assets.attachments.finding import Findings

_TRACES: Final = (
    *(rb"{\info", rb"{\*\rsidtbl", rb"{\*\revtbl", rb"{\*\userprops", rb"{\*\xmlnstbl"),
    *(rb"{\*\datastore", rb"{\*\template", rb"{\*\atnid", rb"{\*\atnauthor", rb"{\*\annotation"),
    *(rb"{\*\atrfstart", rb"{\*\atrfend", rb"{\*\atndate", rb"{\*\docvar", rb"{\*\generator"),
)
_PICTURE: Final = re.compile(
    rb"(\\(?:jpeg|png)blip(?:\\[a-z]+-?\d*\s?|\{[^{}]*\}|\s)*[\s}])([0-9a-fA-F\s]{16,})"
)
_HIDDEN: Final = (
    (re.compile(rb"\\v(?![a-z0-9])|\\v1(?!\d)"), "hidden text"),
    (re.compile(rb"\\(?:deleted|revised)(?![a-z0-9])"), "tracked changes"),
    (re.compile(rb"\\obj(?:data|emb|ocx|link)(?![a-z])"), "an embedded file"),
)


def clean_rtf(content: bytes, findings: Findings) -> bytes:
    """Remove the groups that say who wrote a text, and name what readers don't see in it."""
    for start in _TRACES:
        at = content.find(start)
        while at >= 0:
            content = content[:at] + content[_end(content, at) :]
            at = content.find(start, at)
    content = _PICTURE.sub(_without_metadata, content)
    for mark, what in _HIDDEN:
        if mark.search(content):
            findings.hide(what)
    return content


def _without_metadata(found: re.Match[bytes]) -> bytes:
    """Write a picture in hexadecimal figures, as it was found, without its metadata."""
    try:
        picture = bytes.fromhex(b"".join(found[2].split()).decode())
    except ValueError:
        return found[0]
    return found[1] + without_picture_metadata(picture).hex().encode()


def _end(content: bytes, at: int) -> int:
    """Return the place after the group that starts at `at`."""
    depth = 0
    while at < len(content):
        byte = content[at : at + 1]
        if byte == b"\\":
            at += 2
            continue
        depth += (byte == b"{") - (byte == b"}")
        at += 1
        if depth == 0:
            return at
    return at

"""What starts a line: a label with its colon, a hyphen, or a bullet pasted for one."""

from __future__ import annotations

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.lines import ODD_SPACES, find_note, looks_like_field

_SPACE = f"[ \t{ODD_SPACES}]"
_GAP = pattern(f"{_SPACE}*")
_COLON = pattern(f":(?={_SPACE}|$)")
_HYPHEN = pattern(f"-(?={_SPACE}|$)")
_BULLET = pattern(
    "[\u2022\u2023\u2043\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u25b6\u25ba\u27a2\u27a4\u2713\u2714\u00b7"
    "\uf0a7\uf0b7\uf0d8\uf0fc]"
    f"|[\u2010-\u2015\u2212\ufe58\ufe63\uff0d*+o](?={_SPACE}|$)"
)
_GLUED_HYPHEN = pattern(r"-(?=[^\W\d])")
_GLUED_COLON = pattern(r"[a-z][a-z0-9_]*:(?=[^\s/:#])")
_BARE = pattern(r"[a-z][a-z0-9_]*(?=[ \t]|$)")
_LIST_MARK = pattern(rf"(?:{_HYPHEN.pattern}|{_BULLET.pattern}|\d{{1,3}}[.)]{_SPACE})")
_WORD = pattern(r"[a-z][a-z0-9_-]*")
_APART = pattern(r"[\s_-]+")
_QUOTED = {
    '"': pattern(r'"(?:[^"\\]|\\.)*"'),
    "'": pattern(r"'(?:[^']|'')*'"),
}
_NEVER_FIRST = frozenset("&*!@`%|>,]}?")


class Label(Struct, frozen=True):
    """A label: its colon ends at `end`, and its value starts at `value`.

    `quote` says that the label itself needs quotes, `glued` that no space follows its colon,
    `bare` that the colon is missing.
    """

    start: int
    end: int
    value: int
    quote: bool = False
    glued: bool = False
    bare: bool = False


def skip_space(body: str, start: int) -> int:
    """Return the offset of the first character from `start` that isn't any kind of space."""
    found = _GAP.match(body, start)
    return found.end() if found else start


def is_hyphen(body: str, start: int) -> bool:
    """Whether an entry of a list starts at `start`."""
    return _HYPHEN.match(body, start) is not None


def bullet(body: str) -> str | None:
    """Return the sign that a line starts with in the place of a hyphen and a space, or none."""
    found = _BULLET.match(body) or _GLUED_HYPHEN.match(body)
    return found[0] if found else None


def is_word(name: str) -> bool:
    """Whether a label is one word in small letters, as the names of fields are."""
    return _WORD.fullmatch(name) is not None


def as_field(name: str) -> str:
    """Write a label as the names of fields are: `Cleared By` is `cleared_by`."""
    return _APART.sub("_", name.strip().casefold())


def begins_like_list(body: str) -> bool:
    """Whether a line looks like an entry of a list, numbered ones too."""
    return _LIST_MARK.match(body) is not None


def is_entry_with_field(body: str) -> bool:
    """Whether a line starts an entry of a list that has fields, as `- title: Waste`."""
    return is_hyphen(body, 0) and looks_like_field(body[skip_space(body, 1) :])


def find_label(body: str, start: int, *, in_list: bool) -> Label | None:
    """Find the label at `start`. What cannot be one is text in a list, else a quoted label."""
    first = body[start : start + 1]
    if first in _QUOTED:
        quoted = _QUOTED[first].match(body, start)
        end = skip_space(body, quoted.end()) if quoted else start
        if quoted is None or not _COLON.match(body, end):
            return None
        return _label(body, start, end)
    if first in {"[", "{", "#", ""}:
        return None
    note, _ = find_note(body, start)
    colon = _COLON.search(body, start, note)
    if colon is None or colon.start() == start:
        return None
    is_odd = first in _NEVER_FIRST or " #" in body[start : colon.start()]
    if is_odd and in_list:
        return None
    return _label(body, start, colon.start(), quote=is_odd)


def glued_label(body: str, start: int) -> Label | None:
    """Find a label whose colon has no space after it, as in `title:Waste`."""
    found = _GLUED_COLON.match(body, start)
    return Label(start, found.end(), found.end(), glued=True) if found else None


def bare_label(body: str, start: int) -> Label | None:
    """Find a word that would be a label if it had its colon, as in `title Waste`."""
    found = _BARE.match(body, start)
    if found is None:
        return None
    return Label(start, found.end() + 1, skip_space(body, found.end()), bare=True)


def _label(body: str, start: int, colon: int, *, quote: bool = False) -> Label:
    return Label(start, colon + 1, skip_space(body, colon + 1), quote=quote)

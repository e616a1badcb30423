"""Authors' text as messages repeat it: on one line, not too long, in the quotes it needs."""

from __future__ import annotations

LONGEST = 60
"""Most characters of an author's text that a message quotes."""


def short(text: str) -> str:
    """Return a text on one line, shortened if it is long."""
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def quoting(text: str) -> tuple[str, dict[str, str]]:
    """Return the quotation mark that leaves `text` as it is, and what to write for some of it."""
    if '"' not in text and "\\" not in text:
        return '"', {}
    return "'", {"'": "''"}


def quoted(text: str) -> str:
    """Return a text in the quotation marks that suit it, escaped where needed."""
    mark, escapes = quoting(text)
    inner = "".join(escapes.get(character, character) for character in text)
    return f"{mark}{inner}{mark}"


def spaces(number: int, sort: str = "") -> str:
    """Count spaces in words: `1 space`, `2 more spaces`."""
    thing = f"{sort} space".strip()
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"

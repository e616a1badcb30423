"""An outline's text written as the Markdown of our free-text fields. Pure.

Only what Markdown would act on is escaped, so that the file stays easy to read and to edit.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Table,
    Words,
    is_bold,
    joined,
    stripped,
    unbold,
)
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.authoring.documents.outline import Block, Cell, Inline

WIDTH: Final = 88
"""Columns at which long paragraphs are wrapped."""

_ESCAPES: Final = pattern(
    r"""
      \\(?=[!-/:-@\[-`{-~]|\n|$)            # would take a backslash away
    | `
    | \*(?!(?<=\s\*)\s)                    # emphasis, unless it has blanks on both sides
    | (?<![^\W_])_+ | _+(?![^\W_])          # emphasis, unless inside a word
    | ~~ | \$
    | \[(?=\^|[^\[\]\n]*\](?:[(\[:]|\s*$)|[ xX]\]\s)
    | <(?=[A-Za-z/!?])
    | &(?=\#|[A-Za-z][A-Za-z0-9]*;)
    | \^(?=\[)
    """,
    re.VERBOSE,
)
_AT_START: Final = pattern(
    r"(?P<number>\d{1,9})[.)](?=\s|$)"
    r"|\#|[-+*](?=\s|$)|>|\+{3}|[-=_*][ \t]*(?:[-=_*][ \t]*)+$|=+\s*$|\|"
    r"|(?P<letter>\(?[A-Za-z]{1,4})[.)](?=\s)"
    # What a pasted text takes for bullets (`schema/yaml/pasted_lists.py`).
    r"|[\u2022\u2023\u2043\u25cf\u25cb\u25e6\u25aa\u25ab\u25a0\u25a1\u25b6\u25ba\u27a2\u27a4\u00b7]"
    r"|[\uf000-\uf0ff]|[\u2010-\u2015\u2212](?=\s)|-(?=[^\W\d_])"
    r"|[\u2192\u21d2\u2713\u2714\u2717\u2718\u25c6\u25c7\u2756\u2605\u2610-\u2612](?=\s)"
)
_INVISIBLE: Final = pattern(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]"
)
_MARKER: Final = pattern(r"\d+[.)]")


def line_of(words: Inline) -> str:
    """Write text as one line of Markdown."""
    written = _inline(stripped(_tidy(words)))
    return _start(" ".join(written.replace("\\\n", " ").split()))


def prose_of(
    blocks: Iterable[Block], footnotes: Mapping[str, tuple[Inline, ...]] | None = None
) -> str:
    """Write blocks as free text that ends with one line end; nothing gives an empty string."""
    parts: list[tuple[str, str]] = []
    used: list[str] = []
    for block, margin in _levelled(blocks):
        used += _footnotes_in(block)
        text = _block(block, margin)
        if text:
            parts.append((text, _list_of(block)))
    written = ""
    for number, (text, of) in enumerate(parts):
        before = parts[number - 1][1] if number else ""
        tight = of and before and (of == before or of[0] != before[0])
        written += f"{'' if not number else chr(10) if tight else chr(10) * 2}{text}"
    notes = "\n".join(
        _definition(label, (footnotes or {}).get(label, ())) for label in dict.fromkeys(used)
    )
    whole = f"{written}\n\n{notes}" if notes else written
    return f"{whole}\n" if whole else ""


def heading(level: int, words: Inline) -> str:
    """Write a heading of free text."""
    text = line_of(words)
    safe = re.sub(r"(#+)$", r"\\\1", text)
    return f"{'#' * level} {safe}" if text else ""


def table_of(table: Table) -> str:
    """Write a table; a first row that is empty gets an empty heading row."""
    filled = [row for row in table.rows if any(_cell(cell) for cell in row)]
    rows = [
        [_cell(_unbold(cell) if number == 0 else cell) for cell in row]
        for number, row in enumerate(filled)
    ]
    if not rows:
        return ""
    first, *rest = rows
    lines = [_row(first), _row(["---"] * len(first)), *(_row(row) for row in rest)]
    return "\n".join(lines)


def _levelled(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield blocks with their margins; no entry is more than one level below the one before it."""
    margins = [0]
    for block in blocks:
        if isinstance(block, Entry):
            level = min(block.level, len(margins) - 1)
            margins = [*margins[: level + 1], margins[level] + len(block.marker) + 1]
            made = block if level == block.level else replace(block, level=level)
            yield made, " " * margins[level]
        else:
            margins = [0]
            yield block, ""


def _list_of(block: Block) -> str:
    """Return the level and the kind of the list that an entry is of; nothing for other blocks."""
    return (
        f"{block.level}{block.marker[-1:]}{block.marker[:1].isdecimal()}"
        if isinstance(block, Entry)
        else ""
    )


def _block(block: Block, margin: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block.words)
        case Heading():
            return heading(min(max(block.level, 1) + 1, 6), block.words)
        case Entry():
            return _hanging(f"{margin}{block.marker} ", _inline(stripped(_tidy(block.words))))
        case Table():
            return table_of(block)
        case _:
            return ""


def _paragraph(words: Inline) -> str:
    text = _inline(stripped(_tidy(words)))
    return "\\\n".join(
        _wrapped(_start(line.strip()), "") for line in text.split("\\\n") if line.strip()
    )


def _hanging(marker: str, text: str) -> str:
    margin = " " * len(marker)
    lines = [line.strip() for line in text.split("\\\n")]
    first = _wrapped(_start(lines[0]), margin)
    rest = [f"{margin}{_wrapped(_start(line), margin)}" for line in lines[1:] if line]
    return f"{marker}" + "\\\n".join([first, *rest])


def _wrapped(text: str, margin: str) -> str:
    """Wrap a line, unless a new line would start with what Markdown acts on."""
    lines = textwrap.wrap(
        text,
        WIDTH - len(margin),
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
    if any(_AT_START.match(line) or line.startswith(("`", "<", "[")) for line in lines[1:]):
        return text
    return f"\n{margin}".join(lines)


def _start(text: str) -> str:
    """Escape the beginning of a line that would start a list, a heading or a rule."""
    found = _AT_START.match(text)
    if found is None:
        return text
    kept = found["number"] or found["letter"] or ""
    rest = text[len(kept) :]
    # A backslash escapes punctuation of ASCII alone (CommonMark 0.31, 2.4).
    escaped = f"\\{rest}" if rest[0].isascii() else f"&#{ord(rest[0])};{rest[1:]}"
    return f"{kept}{escaped}"


def _tidy(words: Inline) -> Inline:
    return joined(
        replace(
            each,
            text=_INVISIBLE.sub(
                "", each.text.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
            ),
        )
        for each in words
    )


def _inline(words: Inline) -> str:
    made = []
    for number, each in enumerate(words):
        before = words[number - 1].text[-1:] if number else ""
        after = words[number + 1].text[:1] if number + 1 < len(words) else ""
        made.append(_span(each, before, after))
    return "".join(made)


def _span(words: Words, before: str, after: str) -> str:
    if words.footnote:
        return f"[^{words.footnote}]"
    text = words.text
    lead = text[: len(text) - len(text.lstrip())]
    trail = text[len(text.rstrip()) :] if text.strip() else ""
    core = text.strip()
    if not core:
        return text.replace("\n", "\\\n")
    written = _escaped(core)
    marks = _marks(words, before if not lead else " ", after if not trail else " ", core)
    written = f"{marks}{written}{marks[::-1]}" if marks else written
    if words.raised or words.lowered:
        tag = "sup" if words.raised else "sub"
        written = f"<{tag}>{written}</{tag}>"
    if words.link and core != words.link:
        written = (
            f"[{written}](<{words.link}>)"
            if re.search(r"[\s()]", words.link)
            else f"[{written}]({words.link})"
        )
    elif words.link:
        written = (
            f"<{words.link}>" if re.match(r"(?:https?|mailto|tel):[^\s<>]+$", core) else written
        )
    return f"{lead}{written}{trail}".replace("\n", "\\\n")


def _marks(words: Words, before: str, after: str, core: str) -> str:
    """Return the marks before a stretch; none where Markdown would not read them as such."""
    marks = (
        ("~~" if words.struck else "")
        + ("**" if words.bold else "")
        + ("*" if words.italic else "")
    )
    if not marks or "\n" in core:
        return ""
    left_ok = not (before.isalnum() or before == "_") or core[0].isalnum()
    right_ok = not (after.isalnum() or after == "_") or core[-1].isalnum()
    return marks if left_ok and right_ok else ""


def _escaped(text: str) -> str:
    return _ESCAPES.sub(lambda found: "".join(f"\\{sign}" for sign in found[0]), text)


def _cell(cell: Cell) -> str:
    lines = [
        " ".join(_inline(stripped(_tidy(line))).replace("\\\n", "<br>").split())
        for line in cell.lines
    ]
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", "<br>".join(line for line in lines if line))


def _unbold(cell: Cell) -> Cell:
    """Return a heading's cell without bold type, since headings are bold anyway."""
    if not all(is_bold(line) for line in cell.lines):
        return cell
    return replace(cell, lines=tuple(unbold(line) for line in cell.lines))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _footnotes_in(block: Block) -> Iterator[str]:
    inlines: list[Inline] = []
    if isinstance(block, Paragraph | Heading | Entry):
        inlines = [block.words]
    elif isinstance(block, Table):
        inlines = [line for row in block.rows for cell in row for line in cell.lines]
    for words in inlines:
        yield from (each.footnote for each in words if each.footnote)


def _definition(label: str, paragraphs: tuple[Inline, ...]) -> str:
    text = " ".join(line_of(words) for words in paragraphs)
    return f"[^{label}]: {text}"

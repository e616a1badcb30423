"""Reads text (.txt) and Markdown (.md) as an outline."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.outline import (
    Cell,
    Entry,
    Heading,
    Outline,
    Paragraph,
    Question,
    Table,
    Words,
    is_bold,
    joined,
    one_line,
    stripped,
    text_words,
    unbold,
)
from csp_slides.authoring.documents.package import refuse
from csp_slides.authoring.documents.typed import Levels, as_typed, typed_bullet
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

    from csp_slides.authoring.documents.outline import Block, Inline

MOST_BYTES: Final = 5 * 1024 * 1024
_LIST: Final = pattern(
    r"[ \t\xa0]*(?:[\u2022\u00b7\u25aa\u25e6\u2023\u25cf\uf0b7*-]|\d{1,3}[.)]|o\t"
    r"|\(?[a-z]\))[ \t\xa0]",
    2,
)
_BULLET_TAB: Final = pattern(r"(?:[^\w\s]|o|\(?\w{1,3}[.)])\t")
"""A bullet or number and the tab after it, which doesn't separate cells."""

_NUMBERED: Final = pattern(r"(\d{1,3})[.)][ \t\xa0]+(?=\S)")
_HEADING: Final = pattern(r"[ ]{0,3}(?P<level>#{1,6})[ \t]+(?P<text>.*?\S)[ \t]*#*[ \t]*")
_HEADING_WORDS: Final = 10
_SENTENCE_WORDS: Final = 6
"""More words than this, all lower-case after the first, are a sentence."""

_LABEL: Final = pattern(r"(?!(?:Appendix|Annex)\b)[A-Z][A-Za-z ]{0,30}(?: ?:-| ?:)[ \t]*\S")
_PART: Final = pattern(
    r"(?:(?:our|the|key|strategic) )*(?:priorities|vision|mission|objectives) ?:", re.IGNORECASE
)
_RULE: Final = pattern(r"[ ]*\|?[ :-]*-[ :|-]*")
_MARKED: Final = pattern(r"\*\*\S|\]\(https?:")
_ASCII: Final = 127
_BRITISH: Final = frozenset(
    "£€§©®°±·½¼¾×÷–—‘’“”•…™«»\xa0àáâäçèéêëìíîïñòóôöøùúûüýÀÁÂÄÇÈÉÊËÍÑÓÔÖÜŵŷŴŶß²³º"
)
_DOUBTFUL: Final = 12
_NAMED: Final = 8
_WRAPPED: Final = 55
"""A line at least this long that ends without a full stop continues in the next."""


def read_text(content: bytes, path: PurePosixPath) -> Outline:
    """Read plain text: a paragraph a blank line apart, tables by their tabs.

    Raises:
        ContentError: it isn't text, or is far too large.
    """
    text = _decoded(content, path)
    blocks: list[Block] = []
    for number, group in _groups(text):
        blocks += _group(group, number)
    titled = tuple(_titled(blocks))
    found = [
        each.place.removeprefix("line ")
        for each in titled
        if isinstance(each, Heading) and each.level
    ]
    # By line number, since the text of a comment is withheld from what is published.
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    where = f"{'line' if len(found) == 1 else 'lines'} {', '.join(found[:_NAMED])}{more}"
    asked = (Question(message=f"short lines on their own are read as headings: {where}"),)
    questions = (*encoding_questions(content), *(asked if found else ()))
    return Outline(name=path.name, raw=text, blocks=as_typed((*questions, *titled)))


def read_markdown(content: bytes, path: PurePosixPath) -> Outline:
    """Read Markdown that is a text and not a deck.

    Raises:
        ContentError: it isn't text, or is far too large.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable(
        ["table", "strikethrough"]
    )
    tree = SyntaxTreeNode(parser.parse(_decoded(content, path)))
    return Outline(name=path.name, blocks=as_typed(_markdown(tree.children, 0)))


def words_of(line: str) -> Inline:
    """Read one line of Markdown."""
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    parser = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough"])
    return _inline(SyntaxTreeNode(parser.parseInline(line)))


def encoding_questions(content: bytes) -> Iterator[Question]:
    """Return a question about characters that may be wrong, as the encoding is a guess."""
    decoded = as_text(content)
    if decoded is None or decoded.encoding != "windows-1252":
        return
    doubtful = sorted({each for each in decoded.text if ord(each) > _ASCII} - _BRITISH)
    if doubtful:
        yield Question(
            message="this file isn't saved as UTF-8 and was read as Windows-1252; look for wrong "
            f"characters: {' '.join(doubtful[:_DOUBTFUL])}"
        )


def _decoded(content: bytes, path: PurePosixPath) -> str:
    decoded = as_text(content) if len(content) <= MOST_BYTES else None
    if decoded is None:
        raise refuse(
            path, f"'{path.name}' isn't text, or is far too long", "save it as plain text (UTF-8)"
        )
    return decoded.unix


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines between blank ones, with the number of the first."""
    group: list[str] = []
    start = 1
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip(" \t\xa0\f"):
            if not group:
                start = number
            group.append(line.rstrip())
        elif group:
            yield start, group
            group = []


def _group(lines: list[str], number: int) -> Iterator[Block]:
    """Read the lines between two blank ones; whoever types in Markdown is understood."""
    if len(lines) > 1 and lines[0].lstrip().startswith("|") and _RULE.fullmatch(lines[1]):
        yield from read_markdown("\n".join(lines).encode(), PurePosixPath("table.md")).blocks
        return
    cells = [_BULLET_TAB.sub("", line.strip("\t "), count=1) for line in lines]
    if sum("\t" in line for line in cells) >= 2 or (  # noqa: PLR2004
        len(lines) == 1 and cells[0].count("\t") >= 2  # noqa: PLR2004
    ):
        yield _table(lines, number)
        return
    buffer: list[str] = []
    levels = Levels()
    first = number
    counted = sum(_NUMBERED.match(line.strip()) is not None for line in lines) > 1
    for offset, line in enumerate(lines):
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            yield from _paragraph(buffer, first, levels, counted=counted)
            buffer, first = [], number + offset + 1
            words = unbold(words_of(heading["text"]))
            yield Heading(level=len(heading["level"]), words=words, place=f"line {number + offset}")
            continue
        is_open = "\n".join(buffer).count("**") % 2
        if _LIST.match(line) or (buffer and not is_open and not _goes_on(buffer[-1])):
            yield from _paragraph(buffer, first, levels, counted=counted)
            buffer, first = [], number + offset
        buffer.append(line)
    yield from _paragraph(buffer, first, levels, counted=counted)


def _goes_on(line: str) -> bool:
    """Whether a line was wrapped by the program that wrote it."""
    return len(line) >= _WRAPPED and not line.rstrip().endswith((".", ":", "?", "!"))


def _paragraph(lines: list[str], number: int, levels: Levels, *, counted: bool) -> Iterator[Block]:
    """Make one block of lines; a number starts an entry where the next line is `counted` too."""
    text = " ".join(" ".join(lines).replace("\xa0", " ").split(" ")) if lines else ""
    if not text.strip():
        return
    place = f"line {number}"
    indent = len(lines[0].expandtabs(4)) - len(lines[0].expandtabs(4).lstrip(" \xa0"))
    bullet = typed_bullet(text)
    if bullet is not None:
        words = _typed(text[bullet[1] :])
        yield Entry(words=words, level=levels.of(bullet[0], indent), place=place)
        return
    numbered = _NUMBERED.match(text.strip())
    if numbered is not None and not lines[0].isupper():
        rest = text.strip()[numbered.end() :]
        if counted or not _is_heading(rest):
            level = levels.of("1", indent)
            yield Entry(words=_typed(rest), level=level, marker=f"{numbered[1]}.", place=place)
            return
    yield Paragraph(words=stripped(_typed(text)), place=place)


def _typed(text: str) -> Inline:
    """Read the emphasis and links of a text, where it has any in Markdown."""
    return words_of(text.strip()) if _MARKED.search(text) else text_words(text)


def _table(lines: list[str], number: int) -> Table:
    rows = [
        [
            Cell(
                lines=(text_words(cell.strip()),) if cell.strip() else (),
                place=f"line {number + n}",
            )
            for cell in line.split("\t")
        ]
        for n, line in enumerate(lines)
    ]
    width = max(len(row) for row in rows)
    return Table(
        rows=tuple((*row, *[Cell()] * (width - len(row))) for row in rows),
        place=f"line {number}",
    )


def _titled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, with the first line as title and short lines as headings."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            yield block
            continue
        text = one_line(block.words)
        if is_bold(block.words):
            yield block
        elif number == 0 and _is_heading(text):
            yield Heading(level=0, words=block.words, place=block.place)
        elif number + 1 < len(blocks) and _PART.fullmatch(text):
            yield Heading(level=1, words=text_words(text.rstrip(" :")), place=block.place)
        elif _is_heading(text) and number + 1 < len(blocks) and not text.endswith(":"):
            yield Heading(level=1, words=block.words, place=block.place)
        else:
            yield block


def _is_heading(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= _HEADING_WORDS
        and not text.rstrip().endswith((".", ",", ";", "!", "?"))
        and words[0][:1].isupper()
        and "\t" not in text
        and not _LABEL.match(text)
        and (len(words) <= _SENTENCE_WORDS or not " ".join(words[1:]).islower())
    )


def _markdown(nodes: Iterable[SyntaxTreeNode], level: int) -> Iterator[Block]:
    for node in nodes:
        place = f"line {node.map[0] + 1}" if node.map else ""
        match node.type:
            case "heading":
                yield Heading(level=int(node.tag[1]), words=_inline(node), place=place)
            case "paragraph":
                yield Paragraph(words=_inline(node), place=place)
            case "bullet_list" | "ordered_list":
                yield from _list(node, level)
            case "blockquote":
                yield from _markdown(node.children, level)
            case "table":
                yield _pipes(node, place)
            case "fence" | "code_block":
                lines = node.content.rstrip("\n").split("\n")
                yield Paragraph(
                    words=stripped(tuple(Words(text=f"{line}\n") for line in lines)), place=place
                )
            case _:
                continue


def _list(node: SyntaxTreeNode, level: int) -> Iterator[Block]:
    number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
    for item in node.children:
        marker = f"{number}." if node.type == "ordered_list" else "-"
        first = True
        for block in _markdown(item.children, level + 1):
            if isinstance(block, Paragraph) and first:
                yield Entry(words=block.words, level=level, marker=marker, place=block.place)
                first = False
            else:
                yield block
        number += 1


def _pipes(node: SyntaxTreeNode, place: str) -> Table:
    rows = [
        tuple(
            Cell(lines=(words,) if (words := _inline(cell)) else (), place=place)
            for cell in row.children
        )
        for part in node.children
        for row in part.children
    ]
    return Table(rows=tuple(rows), place=place)


def _inline(node: SyntaxTreeNode) -> Inline:
    made: list[Words] = []
    for child in node.children:
        token = child.token
        if child.type == "inline" and token is not None:
            made += _tokens(token.children or [])
    return stripped(joined(made))


def _tokens(tokens: Sequence[Token]) -> Iterator[Words]:  # noqa: C901
    look = Words()
    for token in tokens:
        match token.type:
            case "text" | "code_inline":
                yield replace(look, text=token.content)
            case "softbreak":
                yield replace(look, text=" ")
            case "hardbreak":
                yield replace(look, text="\n")
            case "strong_open" | "strong_close":
                look = replace(look, bold=token.nesting > 0)
            case "em_open" | "em_close":
                look = replace(look, italic=token.nesting > 0)
            case "s_open" | "s_close":
                look = replace(look, struck=token.nesting > 0)
            case "link_open":
                look = replace(look, link=str(token.attrs.get("href", "")))
            case "link_close":
                look = replace(look, link="")
            case "image":
                yield replace(look, text=token.content)
            case _:
                yield replace(look, text=token.content)

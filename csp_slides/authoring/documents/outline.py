"""A document as an outline: what every reader makes and every writer works from.

Pure values. Nothing here knows a file format or a kind of content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_FILE_NAME = pattern(
    r".*\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|emf)|(?:picture|image|graphic) ?\d*",
    re.IGNORECASE,
)


class Words(Struct, frozen=True, kw_only=True):
    r"""A stretch of text in one style; a line break is the text `\\n`.

    `footnote` is the label of a footnote that is referred to here, in which case `text` is empty.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    link: str = ""
    footnote: str = ""


Inline: TypeAlias = tuple[Words, ...]
"""The text of a paragraph, a heading or a cell."""


class Question(Struct, frozen=True, kw_only=True):
    """Something that the author must decide, and where in their document it is.

    As a block it stays where it was found, so that a writer can put it beside the right words.
    """

    message: str
    place: str = ""


class Heading(Struct, frozen=True, kw_only=True):
    """A heading; `level` counts from 1, and a document's title has level 0."""

    level: int
    words: Inline
    place: str = ""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph. `style` is its style's name in lower case where the format has styles."""

    words: Inline
    place: str = ""
    style: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a list: `level` is its depth from 0, `marker` how it is numbered or `-`."""

    words: Inline
    level: int = 0
    marker: str = "-"
    place: str = ""


class Cell(Struct, frozen=True, kw_only=True):
    """A table cell: its lines, its colour as `rrggbb`, and whether it continues from the one above.

    `span` is how many columns it covers; the covered ones follow as empty cells.
    """

    lines: tuple[Inline, ...] = ()
    fill: str = ""
    continued: bool = False
    span: int = 1
    place: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def text(self) -> str:
        """The cell without mark-up, its lines one below another."""
        return "\n".join(filter(None, (plain(line).strip() for line in self.lines)))


class Table(Struct, frozen=True, kw_only=True):
    """A table, every row as long as the longest; `title` is the sheet's name in a workbook."""

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    place: str = ""

    @property
    def is_merged(self) -> bool:
        """Whether any cell covers several columns or continues from the row above."""
        return any(cell.span > 1 or cell.continued for row in self.rows for cell in row)


class Picture(Struct, frozen=True, kw_only=True):
    """A picture with its file's content and the description that its author gave it."""

    name: str
    content: bytes
    description: str = ""
    place: str = ""


class Slide(Struct, frozen=True, kw_only=True):
    """One slide of a presentation, with what is said about it."""

    title: Inline
    blocks: tuple[Block, ...]
    notes: tuple[Block, ...]
    place: str = ""
    hidden: bool = False


Block: TypeAlias = Heading | Paragraph | Entry | Table | Picture | Question | Slide


class Outline(Struct, frozen=True, kw_only=True):
    """A whole document.

    `name` is the file's name, `title` what its properties say, `form` the name of the form that
    it was filled in on, such as `section`. `raw` is the whole text of a file that is only text.
    """

    name: str
    blocks: tuple[Block, ...]
    title: str = ""
    form: str = ""
    raw: str = ""
    footnotes: dict[str, tuple[Inline, ...]] = {}


def described(text: str | None) -> str:
    """Return a picture's description, unless it's only what a program calls the file."""
    told = " ".join((text or "").split())
    return "" if _FILE_NAME.fullmatch(told) else told


def plain(words: Inline) -> str:
    """Return text without its mark-up, footnotes left out."""
    return "".join(each.text for each in words)


def one_line(words: Inline) -> str:
    """Return text without mark-up and with single spaces, as a title has it."""
    return " ".join(plain(words).split())


def text_words(text: str) -> Inline:
    """Return unmarked text as an inline."""
    return (Words(text=text),) if text else ()


def joined(words: Iterable[Words]) -> Inline:
    """Join neighbours of the same style and drop empty ones."""
    made: list[Words] = []
    for each in words:
        if not each.text and not each.footnote:
            continue
        if made and not each.footnote and not made[-1].footnote and _alike(made[-1], each):
            made[-1] = _with_text(made[-1], made[-1].text + each.text)
        else:
            made.append(each)
    return tuple(made)


def stripped(words: Inline) -> Inline:
    """Return the text without white space at either end."""
    made = list(joined(words))
    while made and not made[0].footnote and not made[0].text.lstrip():
        made.pop(0)
    while made and not made[-1].footnote and not made[-1].text.rstrip():
        made.pop()
    if made and not made[0].footnote:
        made[0] = _with_text(made[0], made[0].text.lstrip())
    if made and not made[-1].footnote:
        made[-1] = _with_text(made[-1], made[-1].text.rstrip())
    return tuple(made)


def without_start(words: Inline, count: int) -> Inline:
    """Return the text without its first `count` characters."""
    made: list[Words] = []
    for each in words:
        cut = min(count, len(each.text))
        count -= cut
        made.append(_with_text(each, each.text[cut:]) if cut else each)
    return stripped(tuple(made))


def is_bold(words: Inline) -> bool:
    """Whether all the text is bold."""
    seen = [each for each in words if each.text.strip()]
    return bool(seen) and all(each.bold for each in seen)


def unbold(words: Inline) -> Inline:
    """Return the text without bold type, as for a heading, which is bold anyway."""
    return joined(replace(each, bold=False) for each in words)


def questions_in(blocks: Iterable[Block]) -> Iterator[Question]:
    """Yield every question, those inside tables and slides too."""
    for block in blocks:
        if isinstance(block, Question):
            yield block
        elif isinstance(block, Table):
            if block.is_merged:
                yield Question(
                    message="cells of this table were merged; their text is in the first of them",
                    place=block.place,
                )
            for row in block.rows:
                for cell in row:
                    yield from cell.questions
        elif isinstance(block, Slide):
            yield from questions_in((*block.blocks, *block.notes))


def _alike(first: Words, second: Words) -> bool:
    return _with_text(first, "") == _with_text(second, "")


def _with_text(words: Words, text: str) -> Words:
    return replace(words, text=text)


def page_questions(texts: Iterable[tuple[str, str]]) -> Iterator[Question]:
    """Yield a question for each page header or footer, given as its kind and its text.

    One that says nothing, or only a page number, is not asked about.
    """
    seen: dict[str, str] = {}
    for kind, typed in texts:
        text = " ".join(typed.split())
        if text and not text.isdigit():
            seen.setdefault(text, kind)
    for text, kind in seen.items():
        yield Question(
            message=f"The page {kind} says “{text}”. It isn't part of the text here.",
            place=f"page {kind}",
        )

"""Whether the text of a Markdown deck's slide has room on the stage, and how small it becomes.

The sizes are those of `4-authored.css`. What cannot be known without a browser (an author's own
styles, columns, pictures) is taken as needing little, so that nothing is reported that fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.model.font_metrics import count_lines, width

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from csp_slides.core.rich_text import Authored

SIZE: Final = 42
"""Pixels of a Markdown slide's text before it is made to fit."""

_STEPS: Final = tuple(step / 100 for step in range(100, 55, -5))
_ACROSS, _DOWN = 128, 120
"""Pixels of a slide that stay free: its padding, and the room of its number."""

_SPARE: Final = 1.15
"""How much taller than its space text must seem before it is reported."""

_HEADINGS: Final = {"h1": 2.2, "h2": 1.6, "h3": 1.3, "h4": 1.1, "h5": 1.1, "h6": 1.1}
_TABLE: Final = 0.8
_MANY: Final = 7
"""Rows from which a table's rows are set closer together."""
_UNSEEN: Final = frozenset({"aside", "script", "style", "template", "audio", "video", "iframe"})
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i"),
        *("img", "input", "ins", "kbd", "mark", "math", "picture", "q", "s", "samp", "small"),
        *("span", "strong", "sub", "sup", "svg", "time", "u", "var", "wbr"),
    }
)
_MARGINS: Final = {
    "ul": 0.3,
    "ol": 0.3,
    "dl": 0.3,
    "li": 0.25,
    "dt": 0.25,
    "dd": 0.25,
    "p": 0.6,
    "table": 0.6,
    "pre": 0.6,
    "blockquote": 0.8,
    "hr": 1.0,
}


class AuthoredFit(Struct, frozen=True, kw_only=True):
    """How a slide's text fits: the size of its smallest in pixels, and if all of it has room.

    `what` names what is too much, where a list, a table or code is most of it.
    """

    size: float
    has_room: bool
    what: str | None = None


def authored_fit(body: Authored, *, stage: tuple[int, int] = (1280, 720)) -> AuthoredFit | None:
    """Measure a slide; None when it has no text but a heading."""
    from selectolax.lexbor import LexborHTMLParser

    root = LexborHTMLParser(f"<div>{body.html}</div>").css_first("div")
    if root is None or root.css_first("p, li, td, th, dd, blockquote") is None:
        return None
    across, down = stage[0] - _ACROSS, stage[1] - _DOWN
    smallest = _TABLE if root.css_first("td, th") is not None else 1.0
    em = SIZE * _STEPS[-1]
    for step in _STEPS:
        em = SIZE * step
        if _fits(root, across, down, em):
            return AuthoredFit(size=smallest * em, has_room=True)
    has_room = _fits(root, across * _SPARE, down * _SPARE, em)
    return AuthoredFit(size=smallest * em, has_room=has_room, what=_largest(root))


def _fits(root: LexborNode, across: float, down: float, em: float) -> bool:
    wide = all(_narrowest(table, em) <= across for table in root.css("table"))
    return wide and _height(root, across, em) <= down


def _height(node: LexborNode, across: float, em: float) -> float:
    """Return the height of what a node holds; margins that meet are the larger one."""
    total, inline, gap = 0.0, "", 0.0
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text" or tag in _INLINE:
            inline += "\n" if tag == "br" else child.text(deep=True)
            continue
        if tag in _UNSEEN or tag.startswith(("-", "_")):
            continue
        total += gap + _lines(inline, across, em)
        tall, margin = _block(child, tag, across, em)
        total += max(margin - gap, 0) + tall
        inline, gap = "", margin
    return total + _lines(inline, across, em)


def _block(node: LexborNode, tag: str, across: float, em: float) -> tuple[float, float]:
    """Return the height of a block, and its margin."""
    if tag in _HEADINGS:
        size = _HEADINGS[tag] * em
        return size * 1.1 * count_lines(node.text(deep=True), across, size, bold=True), 0.6 * size
    return _inside(node, tag, across, em), _MARGINS.get(tag, 0.0) * em


def _inside(node: LexborNode, tag: str, across: float, em: float) -> float:
    match tag:
        case "ul" | "ol" | "dl":
            return _height(node, across - 1.1 * em, em)
        case "table":
            return _table(node, across, em)
        case "blockquote":
            return _height(node, across - 2 * em, em) + em
        case "pre" | "hr":  # code scrolls
            return 0.0
        case "p" | "li" | "dt" | "dd":
            return _height(node, across, em)
        case _:
            return _beside(node, across, em)


def _beside(node: LexborNode, across: float, em: float) -> float:
    """Return the height of a box; what several boxes in it hold may be side by side."""
    boxes = [child for child in node.iter() if child.tag in {"div", "section", "article"}]
    if len(boxes) > 1:
        return max(_height(box, across, em) for box in boxes)
    return _height(node, across, em)


def _lines(text: str, across: float, em: float) -> float:
    lines = [line for line in text.split("\n\n" if "\n" not in text else "\n") if line.strip()]
    return sum(1.3 * em * count_lines(line, across, em) for line in lines) if text.strip() else 0.0


def _table(table: LexborNode, across: float, em: float) -> float:
    size = _TABLE * em
    rows = _cells(table)
    columns = _columns(rows, across, size)
    padding = 0.24 if len(rows) > _MANY else 0.6
    tall = 0.0
    for row in rows:
        lines = (
            count_lines(text, max(room - 1.4 * size, size) + 1, size)
            for text, room in zip(row, columns, strict=False)
        )
        tall += size * (1.3 * max(lines, default=1) + padding) + 1
    return tall


def _narrowest(table: LexborNode, em: float) -> float:
    """Return the width below which a table's longest words leave it."""
    size = _TABLE * em
    columns: dict[int, float] = {}
    for row in _cells(table):
        for number, text in enumerate(row):
            words = (word for word in text.split() if "://" not in word)  # addresses may break
            longest = max((width(word, size) for word in words), default=0.0)
            columns[number] = max(columns.get(number, 0.0), longest + 1.4 * size)
    return sum(columns.values())


def _columns(rows: list[list[str]], across: float, size: float) -> list[float]:
    """Divide the width as browsers do: as much as the text needs, or in that proportion."""
    wanted: dict[int, float] = {}
    for row in rows:
        for number, text in enumerate(row):
            wanted[number] = max(wanted.get(number, 0.0), width(text, size) + 1.4 * size)
    total = sum(wanted.values())
    share = min(1.0, across / total) if total else 1.0
    return [each * share for each in wanted.values()]


def _cells(table: LexborNode) -> list[list[str]]:
    return [
        [cell.text(deep=True).strip() for cell in row.iter() if cell.tag in {"td", "th"}]
        for row in table.css("tr")
    ]


def _largest(root: LexborNode) -> str | None:
    """Return what takes the most room, in an author's terms."""
    rows, points = len(root.css("tr")), len(root.css("li"))
    columns = max((len(row) for table in root.css("table") for row in _cells(table)), default=0)
    if max(rows, points, columns) <= _MANY:
        return None
    if columns > _MANY and columns >= rows:
        return f"a table of {columns} columns"
    return f"a table of {rows - 1} rows" if rows > points else f"a list of {points} points"

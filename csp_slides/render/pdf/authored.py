"""A Markdown deck's own HTML as values for Typst: the blocks and runs of `prose`, and formulas.

The HTML was sanitised where it was read. Elements that say nothing here pass what is in them on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.render.formula import formula_run
from csp_slides.render.pdf.prose import text_run
from csp_slides.render.pdf.values import levelled
from csp_slides.render.table_layout import breakable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from selectolax.lexbor import LexborNode

    from csp_slides.render.pdf.prose import Value

ASSET: Final = "asset:/"
"""What a local file's path inside the content starts with in the HTML."""

_TEXT: Final = "-text"
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPED: Final = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "s": "struck",
    "del": "struck",
    "sup": "raised",
    "sub": "lowered",
}
_BLOCKS: Final = _HEADINGS | {
    *("p", "ul", "ol", "pre", "blockquote", "table", "figure", "hr", "div", "section", "article"),
    *("header", "footer", "main", "aside", "dl", "dt", "dd", "details", "summary", "figcaption"),
    *("video", "audio", "iframe"),
}
_UNSHOWN: Final = frozenset({"script", "style", "template", "source", "track"})
_DEEPEST: Final = 40


def html_blocks(html: str, resources: Mapping[str, PurePosixPath]) -> list[Value]:
    """Return a deck's own HTML as blocks; `resources` places its local files in the site."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(html).body
    if body is None:
        return []
    found = [int(each.tag[1]) for each in body.css("h1, h2, h3, h4, h5, h6") if each.tag]
    return list(_Reader(resources, min(found, default=1)).blocks(body))


def with_authored(value: Any, resources: Mapping[str, PurePosixPath]) -> Any:  # noqa: ANN401  # JSON
    """Return JSON in which a deck's own HTML has become blocks."""
    if isinstance(value, list):
        return [with_authored(each, resources) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("kind") == "authored":
        return {"kind": "authored", "blocks": levelled(html_blocks(value["html"], resources))}
    return {key: with_authored(each, resources) for key, each in value.items()}


class _Reader:
    def __init__(self, resources: Mapping[str, PurePosixPath], top: int) -> None:
        self.resources = resources
        self.top = top

    def blocks(self, node: LexborNode, depth: int = 0) -> Iterator[Value]:
        """Yield the blocks in an element; loose text between them is a paragraph."""
        line: list[Value] = []
        for child in node.iter(include_text=True):
            if child.tag not in _BLOCKS and not self._holds_blocks(child):
                line += self.runs(child)
                continue
            if _says(line):
                yield _paragraph(line)
            line = []
            if depth < _DEEPEST:
                yield from self._block(child, depth + 1)
        if _says(line):
            yield _paragraph(line)

    def runs(self, node: LexborNode) -> Iterator[Value]:
        """Yield the runs that an element of a line is made of."""
        tag = node.tag or ""
        if tag == _TEXT:
            yield from _text(node.text(deep=False))
        elif tag == "br":
            yield {"kind": "break"}
        elif tag == "img":
            yield from self._picture_run(node)
        elif tag == "math":
            yield formula_run(node)
        elif tag == "code":
            yield {"kind": "code", "text": node.text(deep=True)}
        elif tag not in _UNSHOWN:
            inside = [run for child in node.iter(include_text=True) for run in self.runs(child)]
            yield from self._wrapped(node, inside)

    def _wrapped(self, node: LexborNode, inside: list[Value]) -> Iterator[Value]:
        tag = node.tag or ""
        address = str(node.attributes.get("href") or "") if tag == "a" else ""
        if address and inside:
            yield {"kind": "link", "to": _address(address), "inside": inside}
        elif tag in _WRAPPED:
            yield {"kind": _WRAPPED[tag], "inside": inside}
        else:
            yield from inside

    def _holds_blocks(self, node: LexborNode) -> bool:
        if node.tag in {_TEXT, None} or node.tag in _UNSHOWN:
            return False
        return node.css_first(", ".join(sorted(_BLOCKS))) is not None

    def _block(self, node: LexborNode, depth: int) -> Iterator[Value]:
        tag = node.tag or ""
        if tag in _HEADINGS:
            text = {"kind": "prose", "line": list(self._line(node))}
            level = int(tag[1]) - self.top + 1
            yield {"kind": "heading", "level": level, "text": text, "id": None}
        elif tag in {"ul", "ol"}:
            yield self._list(node, depth)
        elif tag == "pre":
            yield {"kind": "verbatim", "text": node.text(deep=True).strip("\n")}
        elif tag == "blockquote":
            yield {"kind": "quotation", "blocks": list(self.blocks(node, depth))}
        elif tag == "table":
            yield self._table(node)
        elif tag == "hr":
            yield {"kind": "rule"}
        elif tag in {"video", "audio", "iframe"}:
            yield from self._elsewhere(node)
        else:
            yield from self._paragraph_or_more(node, depth)

    def _paragraph_or_more(self, node: LexborNode, depth: int) -> Iterator[Value]:
        pictures = [] if node.text(deep=True).strip() else node.css("img")
        if pictures:
            for each in pictures:
                yield from self._figure(each)
        else:
            yield from self.blocks(node, depth)

    def _line(self, node: LexborNode) -> Iterator[Value]:
        for child in node.iter(include_text=True):
            yield from self.runs(child)

    def _list(self, node: LexborNode, depth: int) -> Value:
        points = []
        for item in node.iter():
            if item.tag != "li":
                continue
            inside = list(self.blocks(item, depth))
            text: Value = {"kind": "prose", "line": []}
            if inside and inside[0]["kind"] == "paragraph":
                text = inside.pop(0)["text"]
            points.append({"kind": "point", "text": text, "inside": inside})
        ordered = node.tag == "ol"
        start = str(node.attributes.get("start") or 1)
        return {
            "kind": "bullet_list",
            "ordered": ordered,
            "start": int(start) if start.isdecimal() else 1,
            "points": points,
        }

    def _table(self, node: LexborNode) -> Value:
        rows = [
            [
                {"line": list(self._line(cell)), "head": cell.tag == "th"}
                for cell in row.iter()
                if cell.tag in {"td", "th"}
            ]
            for row in node.css("tr")
        ]
        return {"kind": "plain_table", "rows": [row for row in rows if row]}

    def _picture(self, node: LexborNode) -> Value | None:
        place = self.resources.get(str(node.attributes.get("src") or "").removeprefix(ASSET))
        if place is None:
            return None
        described = node.attributes.get("alt") or None
        return {"asset": str(place), "describe": described, "width": None, "height": None}

    def _figure(self, node: LexborNode) -> Iterator[Value]:
        picture = self._picture(node)
        if picture is not None:
            yield {"kind": "figure", "picture": picture}
        elif node.attributes.get("alt"):
            yield _paragraph(list(_text(str(node.attributes["alt"]))))

    def _picture_run(self, node: LexborNode) -> Iterator[Value]:
        picture = self._picture(node)
        if picture is not None:
            yield {"kind": "picture", "picture": picture}
        else:
            yield from _text(str(node.attributes.get("alt") or ""))

    def _elsewhere(self, node: LexborNode) -> Iterator[Value]:
        """Yield what paper can show of a video or a frame: where it is."""
        address = str(node.attributes.get("src") or "")
        title = str(node.attributes.get("title") or address)
        if address and not address.startswith(ASSET):
            yield _paragraph([{"kind": "link", "to": address, "inside": [text_run(title)]}])


def _address(address: str) -> str:
    """Return where a link leads: `#/name` is the slide of that name."""
    return f"#{address[2:]}" if address.startswith("#/") else address


def _text(text: str) -> Iterator[Value]:
    spaced = " ".join(text.split())
    if not spaced:
        if text:
            yield text_run(" ")
        return
    before, after = text[:1].isspace(), text[-1:].isspace()
    for number, part in enumerate(breakable(f"{' ' * before}{spaced}{' ' * after}")):
        if number:
            yield {"kind": "chance"}
        yield text_run(part)


def _says(line: list[Value]) -> bool:
    return any(run["kind"] != "text" or run["text"].strip() for run in line)


def _paragraph(line: list[Value]) -> Value:
    return {"kind": "paragraph", "text": {"kind": "prose", "line": line}}

"""The HTML of a text read as what PowerPoint has of its own: paragraphs, tables, pictures.

Values only. The HTML is sanitised: a Markdown deck's own, or made of a field's Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown.tree import Element, read_tree
from csp_slides.render.pptx.lines import Line, Mark, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


_SPACE: Final = pattern(r"[ \t\r\n\f]+")
_CODE: Final = frozenset({"code", "kbd", "samp"})
_STRUCK: Final = frozenset({"del", "s", "strike"})
_ITALIC: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_BOLD: Final = frozenset({"strong", "b", "th", "dt"})
LEFT_OUT: Final = frozenset({"script", "style", "template", "aside", "source", "annotation"})
_COLOURS: Final = {
    "keyword": ("keyword", "built_in", "selector-tag", "meta", "doctag", "section"),
    "string": ("string", "regexp", "char", "addition", "link", "symbol"),
    "number": ("number", "literal", "variable", "template-variable", "deletion"),
    "title": ("title", "name", "type", "attr", "attribute", "class", "function"),
    "comment": ("comment", "quote"),
}
_ROLES: Final = {f"hljs-{name}": role for role, names in _COLOURS.items() for name in names}


def runs_of(element: Element, look: Run, *, keeps_space: bool = False) -> Iterator[Run]:
    """Read what is inside an element; words start by looking like `look`."""
    for child in element.children:
        if isinstance(child, str):
            text = child if keeps_space else _SPACE.sub(" ", child)
            if text:
                yield replace(look, text=text)
        elif isinstance(child, Element) and child.tag not in LEFT_OUT | {"img"}:
            if child.tag == "br":
                yield replace(look, text="\n" if keeps_space else "\v")
            elif child.tag == "input":
                yield replace(look, text="☑ " if "checked" in child.attributes else "☐ ")
            else:
                yield from runs_of(child, _with(look, child), keeps_space=keeps_space)


def _with(look: Run, element: Element) -> Run:
    tag = element.tag
    role = next((_ROLES[name] for name in element.classes if name in _ROLES), None)
    if role is not None:
        return replace(look, colour=role)
    if tag == "a":
        address = element.attributes.get("href", "")
        if address.startswith("#"):
            return replace(look, slide=address.lstrip("#/"))
        return replace(look, link=address or None)
    return replace(
        look,
        bold=look.bold or tag in _BOLD,
        italic=look.italic or tag in _ITALIC,
        struck=look.struck or tag in _STRUCK,
        is_code=look.is_code or tag in _CODE,
    )


def trimmed(runs: list[Run]) -> list[Run]:
    """Remove space at the ends, and where two runs each bring some."""
    kept: list[Run] = []
    for run in runs:
        ended = not kept or kept[-1].text.endswith((" ", "\v"))
        text = run.text.lstrip(" ") if ended and not run.is_code else run.text
        if text:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.rstrip(" \v"):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \v"))
    return kept


_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_FRAMED: Final = frozenset({"iframe", "video", "audio", "embed", "object"})
_DEEPEST: Final = 4


class Heading(Struct, frozen=True, kw_only=True):
    """A heading of the text."""

    runs: tuple[Run, ...]
    level: int

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)


class Words(Struct, frozen=True, kw_only=True):
    """Paragraphs that stand together."""

    lines: tuple[Line, ...]


class Grid(Struct, frozen=True, kw_only=True):
    """A table: rows of cells, each the runs of its words; `heads` rows of headings come first."""

    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    heads: int
    aligns: tuple[str | None, ...]


class Image(Struct, frozen=True, kw_only=True):
    """A picture, by its path inside the content or its address, and its description."""

    name: str
    describe: str


class Code(Struct, frozen=True, kw_only=True):
    """Lines of code; a run's `colour` is what it is: keyword, string, number, title, comment."""

    lines: tuple[tuple[Run, ...], ...]


Matter: TypeAlias = Heading | Words | Grid | Image | Code


def read_matter(html: str) -> tuple[Matter, ...]:
    """Read sanitised HTML, in its order."""
    reader = _Reader()
    reader.blocks(read_tree(html).root, _Place())
    reader.end()
    return tuple(reader.found)


def read_runs(html: str) -> tuple[Run, ...]:
    """Read one line of HTML."""
    return tuple(trimmed(list(runs_of(read_tree(html).root, Run(text="")))))


class _Place(Struct, frozen=True, kw_only=True):
    """Where in lists and quotations a paragraph stands."""

    level: int = 0
    mark: Mark = Mark.NONE
    start: int | None = None
    quoted: bool = False
    scale: float = 1
    bold: bool = False


class _Reader(Struct):
    found: list[Matter] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    loose: list[Run] = field(default_factory=list)
    place: _Place = field(default_factory=_Place)

    def blocks(self, parent: Element, place: _Place) -> None:
        """Read what is in `parent`, words between the blocks as paragraphs of their own."""
        for child in parent.children:
            if isinstance(child, str):
                self._inline(Element("span", {}, [child]), place)
            elif isinstance(child, Element) and child.tag not in LEFT_OUT:
                self._element(child, place)
        self._paragraph()

    def end(self) -> None:
        """Close the paragraphs that stand together."""
        self._paragraph()
        if self.lines:
            self.found.append(Words(lines=tuple(self.lines)))
            self.lines = []

    def _element(self, element: Element, place: _Place) -> None:
        tag = element.tag
        if tag in _APART:
            self._set_apart(_APART[tag](element))
        elif tag in {"ul", "ol"}:
            self._list(element, place)
        elif tag in _FRAMED:
            self._paragraph()
            self._inline(_framed(element), place)
            self._paragraph()
        elif tag == "hr":
            self._paragraph()
        elif tag in _BLOCKS:
            self._paragraph()
            self.blocks(element, _inside(element, place))
        else:
            self._inline(element, place)

    def _set_apart(self, matter: Matter | None) -> None:
        self.end()
        if matter is not None:
            self.found.append(matter)

    def _inline(self, element: Element, place: _Place) -> None:
        for image in [each for each in element.elements() if each.tag == "img"]:
            self._set_apart(_image(image))
        self.place = place
        base = Run(text="", italic=place.quoted, bold=place.bold)
        self.loose += runs_of(Element("span", {}, [element]), base)

    def _paragraph(self) -> None:
        runs = trimmed(self.loose)
        self.loose = []
        if runs:
            place = self.place
            self.lines.append(
                Line(
                    runs=tuple(runs),
                    level=min(place.level, _DEEPEST),
                    mark=place.mark,
                    start=place.start,
                    scale=place.scale,
                )
            )

    def _list(self, element: Element, place: _Place) -> None:
        self._paragraph()
        deeper = place.level + 1 if place.mark is not Mark.NONE else place.level
        ordered = element.tag == "ol"
        first = element.attributes.get("start", "1")
        mark = Mark.NUMBER if ordered else Mark.BULLET
        start = int(first) if ordered and first.isdecimal() else None
        inside = replace(place, level=deeper, mark=mark, start=start)
        for item in element.children:
            if isinstance(item, Element):
                self._item(item, inside)

    def _item(self, item: Element, place: _Place) -> None:
        """Read an entry; only its first paragraph has the mark."""
        before = len(self.lines), len(self.found)
        self.blocks(item, place)
        if len(self.found) == before[1]:
            for index in range(before[0] + 1, len(self.lines)):
                own = self.lines[index]
                if own.level == place.level and own.mark is place.mark:
                    self.lines[index] = replace(own, mark=Mark.NONE, level=place.level + 1)


_BLOCKS: Final = frozenset(
    {"p", "div", "section", "article", "blockquote", "figure", "figcaption", "header", "footer"}
    | {"main", "nav", "dl", "dt", "dd", "details", "summary", "address", "small", "li", "center"}
)


def _inside(element: Element, place: _Place) -> _Place:
    if element.tag == "blockquote":
        return replace(place, quoted=True)
    if element.tag == "dd":
        return replace(place, level=place.level + 1)
    if element.tag == "dt":
        return replace(place, bold=True)
    if element.tag in {"small", "figcaption"}:
        return replace(place, scale=0.66)
    return place


def _heading(element: Element) -> Heading | None:
    runs = tuple(trimmed(list(runs_of(element, Run(text="")))))
    return Heading(runs=runs, level=_HEADINGS[element.tag]) if runs else None


def _grid(element: Element) -> Grid | None:
    rows = [each for each in element.elements() if each.tag == "tr"]
    cells = [
        [each for each in row.children if isinstance(each, Element) and each.tag in {"td", "th"}]
        for row in rows
    ]
    cells = [row for row in cells if row]
    if not cells:
        return None
    columns = max(len(row) for row in cells)
    heads = 0
    while heads < len(cells) and all(cell.tag == "th" for cell in cells[heads]):
        heads += 1
    told = tuple(
        tuple(
            tuple(trimmed(list(runs_of(row[index], Run(text=""))))) if index < len(row) else ()
            for index in range(columns)
        )
        for row in cells
    )
    aligns = tuple(
        _align(cells[-1][index]) if index < len(cells[-1]) else None for index in range(columns)
    )
    return Grid(rows=told, heads=heads, aligns=aligns)


def _align(cell: Element) -> str | None:
    sides: Mapping[str, str] = {"align-right": "r", "align-center": "ctr"}
    return next((sides[name] for name in cell.classes if name in sides), None)


def _image(element: Element) -> Image | None:
    name = element.attributes.get("src") or element.attributes.get("data-src") or ""
    if not name:
        return None
    return Image(name=name.removeprefix(ASSET), describe=element.attributes.get("alt", ""))


def _framed(element: Element) -> Element:
    """Show what a slide cannot hold, a frame or a video, as a link to it."""
    address = element.attributes.get("src") or element.attributes.get("data-src") or ""
    title = element.attributes.get("title") or element.text.strip() or address
    if ASSET in address:
        return Element("span", {}, [title.removeprefix(ASSET)])
    return Element("a", {"href": address}, [title])


def _code(element: Element) -> Code:
    """Read code, the first of its steps: the others are the same lines again."""
    first = next((each for each in element.elements() if each.tag == "code"), element)
    lines: list[list[Run]] = [[]]
    for run in runs_of(first, Run(text="", is_code=True), keeps_space=True):
        head, *rest = run.text.split("\n")
        lines[-1].append(replace(run, text=head))
        lines += [[replace(run, text=piece)] for piece in rest]
    while lines and not "".join(run.text for run in lines[-1]).strip():
        lines.pop()
    return Code(lines=tuple(tuple(run for run in each if run.text) for each in lines))


_APART: Final[Mapping[str, Callable[[Element], Matter | None]]] = {
    **dict.fromkeys(_HEADINGS, _heading),
    "table": _grid,
    "pre": _code,
    "img": _image,
}
"""Elements that are read separately, and their readers."""

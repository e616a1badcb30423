"""The words of a paper as its page, its Word document and its PDF say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from pypdf import PageObject, PdfReader

_OWN = {"details", "ol", "p", "ul"}
"""What stands in an entry or a cell as a paragraph of its own."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def lines_of_page(html: str) -> list[str]:
    """Return the words of the page's main part, each innermost paragraph by itself."""
    main = LexborHTMLParser(html).css_first("main")
    assert main is not None
    # Word counts the points of a list, lettered or not, itself.
    for each in main.css(
        "nav, .back-to-top, .notice__icon, svg, summary, .list > li > .list__marker"
    ):
        each.decompose()
    texts = (
        "".join(
            inside.text(deep=True)
            for inside in each.iter(include_text=True)
            if inside.tag not in _OWN
        )
        for each in main.css("h1, h2, h3, h4, p, dt, dd, li, pre, caption, th, td, figcaption")
    )
    return [squeezed(text) for text in texts if text.strip()]


def lines_of_word(paper: Document) -> list[str]:
    """Return the words of every paragraph of the body, in order, spanned cells once."""
    numbers = numbers_of(paper)
    body = paper.element.body
    texts = (
        numbers.get(p, "") + "".join(t.text or "\t" for t in p.iter(qn("w:t")))
        for p in body.iter(qn("w:p"))
    )
    return [squeezed(text) for text in texts if text.strip()]


def numbers_of(paper: Document) -> dict[Any, str]:
    """Count chapters and paragraphs as Word does: the lists of two levels (ECMA-376-1, 17.9)."""
    styles = {each.styleId: each for each in paper.styles.element.style_lst}
    numbering = paper.part.numbering_part.element
    manner = {int(each.numId): int(each.abstractNumId.val) for each in numbering.num_lst}
    texts = {
        int(each.get(qn("w:abstractNumId"))): [
            level.find(qn("w:lvlText")).get(qn("w:val")) for level in each.findall(qn("w:lvl"))
        ]
        for each in numbering.findall(qn("w:abstractNum"))
    }
    counts = [0, 0]
    found = {}
    for paragraph in paper.element.body.iter(qn("w:p")):
        style = styles.get(paragraph.style or "")
        tied = next(iter(paragraph.xpath("w:pPr/w:numPr")), None)
        if tied is None and style is not None:
            tied = next(iter(style.xpath("w:pPr/w:numPr")), None)
        if tied is None or tied.numId.val not in manner:
            continue
        levels = texts[manner[tied.numId.val]]
        if levels != ["%1.", "%1.%2"]:
            continue
        level = tied.ilvl.val if tied.ilvl is not None else 0
        counts[level] += 1
        counts[level + 1 :] = [0] * len(counts[level + 1 :])
        said = levels[level]
        for place, count in enumerate(counts, start=1):
            said = said.replace(f"%{place}", str(count))
        found[paragraph] = said
    return found


def tags_of(pdf: PdfReader) -> list[Any]:
    """Return the elements of a PDF's structure in reading order (PDF 32000-1, 14.7.2)."""
    return list(tags_under(pdf.trailer["/Root"]["/StructTreeRoot"]))  # type: ignore[index]


def tags_under(found: Any) -> Iterator[Any]:  # noqa: ANN401  # what PDF objects are
    """Yield the elements below one, in reading order."""
    inside = found.get("/K", [])
    for each in inside if isinstance(inside, list) else [inside]:
        element = each.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield element
            yield from tags_under(element)


def outline_of(pdf: PdfReader) -> list[str]:
    """List the titles of a PDF's outline, whatever their depth."""
    return [each.title for each in _flat(pdf.outline)]


def _flat(entries: Any) -> list[Any]:  # noqa: ANN401
    return [one for e in entries for one in (_flat(e) if isinstance(e, list) else [e])]


def marked(pdf: PdfReader) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Yield each element that holds words itself with those around it, in reading order."""
    yield from _marked(pdf.trailer["/Root"]["/StructTreeRoot"], ())  # type: ignore[index]


def _marked(node: Any, around: tuple[Any, ...]) -> Iterator[tuple[Any, tuple[Any, ...]]]:  # noqa: ANN401
    inside = node.get("/K", [])
    kids = inside if isinstance(inside, list) else [inside]
    if any(isinstance(kid.get_object(), int) for kid in kids):
        yield node, around
    for kid in kids:
        element = kid.get_object()
        if isinstance(element, dict) and "/S" in element:
            yield from _marked(element, (*around, node))


def lowest(page: PageObject) -> float:
    """Return how far down its sheet a page has words, 0 to 1, without what runs along its foot."""
    found = [1.0]
    height = float(page.mediabox.height)

    def visit(text: str, cm: list[float], matrix: list[float], *_: object) -> None:
        place = (cm[5] + cm[3] * matrix[5]) / height
        if text.strip() and place > FOOT:
            found.append(place)

    page.extract_text(visitor_text=visit)
    return 1 - min(found)


FOOT = 0.06
"""The part of a sheet that its foot stands in."""


def attributes(element: Any) -> dict[str, Any]:  # noqa: ANN401  # what PDF objects are
    """Return all attributes of an element, whoever owns them (PDF 32000-1, 14.7.5)."""
    held = element.get("/A", [])
    found: dict[str, Any] = {}
    for each in held if isinstance(held, list) else [held]:
        found |= dict(each.get_object())
    return found

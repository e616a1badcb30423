"""Lines of free text as runs of a Word paragraph: emphasis, code and links. Pure."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.language import _, ngettext
from csp_slides.core.rich_text import ASSET, Prose
from csp_slides.markdown.text import read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.parts.story import StoryPart
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run
    from markdown_it.token import Token

    from csp_slides.model.report_blocks import Update
    from csp_slides.model.slide_blocks import Credit, Person

_CODE_FONT = "Consolas"
_LONGEST_NAME = 40


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of text that looks one way; `link` is where it leads.

    `shift` is 1 for what is raised, such as a note's number, and -1 for what is lowered. Of a
    `formula` in LaTeX the text is how it was typed.
    """

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    is_code: bool = False
    shift: int = 0
    link: str | None = None
    formula: str | None = None


def spans(words: Prose | str) -> tuple[Span, ...]:
    """Divide one line of free text into stretches that look one way each."""
    text = words.markdown if isinstance(words, Prose) else words
    return tuple(_spans(read_line(text), Span(text="")))


def set_style(item: WordParagraph | Run, name: str) -> None:
    """Set the style of a paragraph or run by name, looked up once for each document.

    The library compares each with the default of its kind, which searches all styles.
    """
    item._element.style = _styles_of(item.part)[name]  # noqa: SLF001  # no public way


def _styles_of(part: StoryPart) -> dict[str, str]:
    if part not in _STYLES:
        _STYLES[part] = {str(style.name): style.style_id for style in part.document.styles}  # type: ignore[attr-defined]
    return _STYLES[part]


_MARKS: WeakKeyDictionary[StoryPart, count[int]] = WeakKeyDictionary()
_STYLES: WeakKeyDictionary[StoryPart, dict[str, str]] = WeakKeyDictionary()


def write_spans(paragraph: WordParagraph, stretches: tuple[Span, ...]) -> None:
    """Write stretches of text at the end of a paragraph."""
    for each in stretches:
        if each.formula is not None and _write_formula(paragraph, each):
            continue
        run = _link_run(paragraph, each.link) if each.link else paragraph.add_run()
        run.text = each.text
        run.bold = True if each.bold else None
        run.italic = True if each.italic else None
        run.font.strike = True if each.struck else None
        if each.shift:  # one setting of Word's, which each of the two properties takes away
            run.font.superscript, run.font.subscript = each.shift > 0, each.shift < 0
        if each.is_code:
            run.font.name = _CODE_FONT


def _write_formula(paragraph: WordParagraph, stretch: Span) -> bool:
    """Write a formula as Word's own mathematics; whether it could be read."""
    from csp_slides.render.docx.formula import word_formula

    made = word_formula(str(stretch.formula), "$$" if stretch.text.startswith("$$") else "$")
    if made is None:
        return False
    paragraph._p.append(made)  # noqa: SLF001  # the library knows no mathematics
    return True


def write_line(paragraph: WordParagraph, words: Prose | str) -> None:
    """Write one line of free text at the end of a paragraph."""
    write_spans(paragraph, spans(words))


def person_spans(person: Person) -> tuple[Span, ...]:
    """Return somebody's name, then their job on a line of its own."""
    job = (Span(text=f"\n{person.job}"),) if person.job else ()
    return (Span(text=person.name, bold=True), *job)


def credit_spans(credit: Credit) -> list[Span]:
    """Return a picture's credit in Creative Commons order: title, author, source, licence."""
    told = (
        [Span(text=_(", downloaded %(when)s", when=credit.downloaded))] if credit.downloaded else []
    )
    if credit.line:
        return [Span(text=credit.line), *told]
    said = [Span(text=credit.title or _("Picture"), italic=credit.title is not None)]
    if credit.author:
        said += [Span(text=_(" by ")), Span(text=credit.author, link=credit.profile)]
    if credit.source:
        joint = _(" on ") if credit.author else ", "
        said += [Span(text=joint), Span(text=credit.source, link=credit.page)]
    if credit.licence:
        said.append(Span(text=f", {credit.licence}"))
    return [*said, *told]


def update_spans(update: Update) -> tuple[Span, ...]:
    """Return an update in one line: its date, whether it is new, what happened, who came."""
    parts: list[tuple[Span, ...]] = []
    if update.date:
        parts.append((Span(text=update.date, bold=True),))
    if update.fresh:
        parts.append((Span(text=_("New"), bold=True),))
    if update.text:
        parts.append(spans(update.text))
    if update.attended is not None:
        parts.append(
            (Span(text=ngettext("%(number)s attended.", "%(number)s attended.", update.attended)),)
        )
    blank = (Span(text=" "),)
    return tuple(span for n, part in enumerate(parts) for span in ((blank if n else ()) + part))


def mark(paragraph: WordParagraph, name: str) -> None:
    """Add a bookmark to a paragraph, named as on the web page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if paragraph.part not in _MARKS:
        found = paragraph.part.element.iter(qn("w:bookmarkStart"))
        _MARKS[paragraph.part] = count(sum(1 for _ in found))
    number = str(next(_MARKS[paragraph.part]))
    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    begin.set(qn("w:id"), number)
    begin.set(qn("w:name"), _bookmark(name))
    end.set(qn("w:id"), number)
    paragraph._p.append(begin)  # noqa: SLF001  # the library knows no bookmarks
    paragraph._p.append(end)  # noqa: SLF001


def _bookmark(name: str) -> str:
    """Write a name as Word allows: letters, digits and low lines, a letter first, 40 at most."""
    return re.sub(r"\W", "_", f"to_{name}")[:_LONGEST_NAME]


def _spans(tokens: tuple[Token, ...], look: Span) -> Iterator[Span]:
    looks = [look]
    for token in tokens:
        if token.nesting > 0:
            looks.append(_with(looks[-1], token))
        elif token.nesting < 0:
            looks.pop()
        elif token.type == "image":
            yield from _spans(tuple(token.children or ()), looks[-1])
        else:
            yield from _leaf(token, looks[-1])


def _leaf(token: Token, look: Span) -> Iterator[Span]:
    match token.type:
        case "softbreak" | "hardbreak":
            yield replace(look, text=" ")
        case "line_break":
            yield replace(look, text="\n")
        case "formula":
            typed = f"{token.markup}{token.content}{token.markup}"
            yield replace(look, text=typed, formula=token.content)
        case _ if token.content:
            yield replace(look, text=token.content, is_code=token.type == "code_inline")
        case _:
            pass


def _with(look: Span, token: Token) -> Span:  # noqa: PLR0911  # a line each
    match token.type:
        case "strong_open":
            return replace(look, bold=True)
        case "em_open":
            return replace(look, italic=True)
        case "sup_open":
            return replace(look, shift=1)
        case "sub_open":
            return replace(look, shift=-1)
        case "s_open":
            return replace(look, struck=True)
        case "link_open":
            address = str(token.attrs.get("href", ""))
            # In a document a leading slash would mean the reader's own disk.
            # The site's files aren't beside a document that somebody has saved elsewhere.
            leads_on = address and not address.startswith(("/", ASSET))
            return replace(look, link=address if leads_on else None)
        case _:
            return look


def _link_run(paragraph: WordParagraph, address: str) -> Run:
    """Start a run that is a link: inside the document for `#name`, otherwise outside."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.text.run import Run

    link = OxmlElement("w:hyperlink")
    if address.startswith("#"):
        link.set(qn("w:anchor"), _bookmark(address[1:]))
    else:
        place = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), place)
    inner = OxmlElement("w:r")
    link.append(inner)
    paragraph._p.append(link)  # noqa: SLF001  # the library reads links and writes none
    run = Run(inner, paragraph)
    set_style(run, "Hyperlink")
    return run


def keep_before(paragraph: WordParagraph) -> None:
    """Keep the previous paragraph on the same page as this one."""
    from docx.text.paragraph import Paragraph as Found

    before = paragraph._p.getprevious()  # noqa: SLF001  # no public way
    if before is not None and before.tag == paragraph._p.tag:  # noqa: SLF001
        Found(before, paragraph._parent).paragraph_format.keep_with_next = True  # noqa: SLF001

"""Drafts a committee report from a document: its front sheet, its headings, its closing parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.chapters import chapters_of, split_at
from csp_slides.authoring.documents.draft import Draft, Maker, pictures_in
from csp_slides.authoring.documents.front import read_front
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Picture,
    Question,
    Table,
    one_line,
    plain,
    text_words,
    without_start,
)
from csp_slides.authoring.documents.typed import without_number
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csp_slides.authoring.documents.chapters import Chapter
    from csp_slides.authoring.documents.outline import Block, Inline, Outline
    from csp_slides.schema.yaml.write import Writable

_PARTS: Final = {
    "purpose": pattern(
        r"(?:purpose(?: of (?:the |this )?report)?|why (?:is )?this report.*)", re.IGNORECASE
    ),
    "summary": pattern(r"(?:(?:executive )?summary)", re.IGNORECASE),
    "recommendations": pattern(
        r"recommendations?|decisions? (?:required|sought)|the (?:panel|committee|council"
        r"|cabinet) is (?:asked|recommended) to",
        re.IGNORECASE,
    ),
    "reasons": pattern(r"reasons? for (?:the )?(?:recommendations?|decisions?)", re.IGNORECASE),
    "options": pattern(
        r"(?:(?:alternative )?options(?: considered(?: and rejected)?)?"
        r"|alternatives? considered.*)",
        re.IGNORECASE,
    ),
    "consulted": pattern(r"consultation|consultees|who (?:has been|was) consulted", re.IGNORECASE),
    "implications": pattern(r"(?:corporate |other )?implications", re.IGNORECASE),
    "background_papers": pattern(r"(?:list of )?background (?:papers|documents)", re.IGNORECASE),
}
"""The headings that a report template has fields for."""

_IMPLICATIONS: Final = {
    "financial": "financ(?:e|ial)",
    "legal": "legal",
    "equality": "equalit",
    "crime_and_disorder": "crime",
    "climate": "climate|environment|sustainab",
    "data_protection": "data protection|gdpr",
    "staffing": "staff|human resource|workforce",
    "health": "health",
    "risk": "risk",
}
_APPENDIX: Final = pattern(
    r"(?:appendix|annex)(?: [a-z0-9])?\b[ \t:.–-]*(?P<title>.*)", re.IGNORECASE
)
_NUMBERED: Final = pattern(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2})?\.?[ \t\xa0]+(?=\S)")
_DECIMAL: Final = pattern(r"\d+\.")
_NONE: Final = pattern(r"(?:none|n/?a|not applicable|there are none)\.?", re.IGNORECASE)


def draft_report(outline: Outline, name: str) -> Draft:
    """Draft a report to a committee or panel."""
    maker = _ReportMaker(outline, name)
    cut = chapters_of(outline)
    front = read_front(cut)
    fields: dict[str, Writable] = {
        "id": name,
        "title": front.title,
        "meeting": front.meeting(maker),
    }
    fields.update(front.fields)
    fields["status"] = "draft"
    sections: list[Writable] = []
    closing: dict[str, Writable] = {}
    for chapter in front.chapters:
        maker.place(chapter, fields, sections, closing)
    if front.rest:
        asked = Question(message="this text came before the first heading, so a heading was added")
        sections.insert(0, maker.section(text_words("Introduction"), (asked, *front.rest)))
    if not sections and maker.moved:
        sections = [maker.section(heading, blocks) for heading, blocks in maker.moved]
        fields.pop("purpose", None)
        fields.pop("summary", None)
    fields["sections"] = sections or Remarked(
        value="",
        above=(maker.question(Question(message="the document has no text to make a report from")),),
    )
    fields.update(closing)
    questions = [*front.questions]
    if maker.numbered:
        questions.append(
            Question(
                message="numbers typed before paragraphs (such as 2.1) are left out, "
                "since a report numbers its own; check text such as 'see 2.1'"
            )
        )
    return Draft(
        kind="report",
        folder="reports",
        id=name,
        fields=fields,
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(questions),
        told=front.told,
    )


class _ReportMaker(Maker):
    """Makes the parts of a report."""

    def __init__(self, outline: Outline, name: str) -> None:
        super().__init__(outline, name)
        self.numbered = False
        self.moved: list[tuple[Inline, Sequence[Block]]] = []

    def place(
        self,
        chapter: Chapter,
        fields: dict[str, Writable],
        sections: list[Writable],
        closing: dict[str, Writable],
    ) -> None:
        """Store a chapter in the report's field for it, or else among its sections."""
        heading = without_number(chapter.heading.words)
        title = one_line(heading).rstrip(":")
        part = next((name for name, each in _PARTS.items() if each.fullmatch(title)), None)
        appendix = _APPENDIX.fullmatch(title)
        if part == "recommendations" and part not in fields:
            fields[part] = self.asked(self._points(chapter.blocks), chapter.blocks)
        elif part == "implications" and part not in closing:
            closing[part] = self.asked(self._implications(chapter.blocks), chapter.blocks)
        elif part == "background_papers" and part not in closing:
            closing[part] = self.asked(self._papers(chapter.blocks), chapter.blocks)
        elif part is not None and part not in {*fields, *closing} and self.prose(chapter.blocks):
            where = fields if part in {"purpose", "summary"} else closing
            where[part] = self.asked(self.prose(chapter.blocks), chapter.blocks)
            self.moved.append((heading, chapter.blocks))
        elif appendix is not None:
            made: dict[str, Writable] = {
                "title": appendix["title"] or title,
                "text": self.prose(chapter.blocks),
            }
            old = closing.get("appendices", [])
            assert isinstance(old, list), "it is only made here"
            closing["appendices"] = [
                *old,
                self.asked({k: v for k, v in made.items() if v}, chapter.blocks),
            ]
        else:
            key = next(
                (
                    name
                    for name, words in _IMPLICATIONS.items()
                    if "implication" in title.casefold() and re.search(words, title, re.IGNORECASE)
                ),
                None,
            )
            known = closing.get("implications")
            if key is not None and (
                known is None or (isinstance(known, dict) and key not in known)
            ):
                told = dict(known) if isinstance(known, dict) else {}
                closing["implications"] = {
                    **told,
                    key: self.asked(_short(self.prose(chapter.blocks)) or "None.", chapter.blocks),
                }
                return
            sections.append(self.section(heading, chapter.blocks))

    def section(self, heading: Inline, blocks: Sequence[Block]) -> Writable:
        """Make a section of the report."""
        text = self.prose(blocks)
        fields: dict[str, Writable] = {
            "heading": line_of(heading),
            **({"text": text} if text else {}),
        }
        asked = list(blocks)
        if not text:
            asked.append(Question(message="there is nothing under this heading"))
        return self.asked(fields, asked)

    def prose(self, blocks: Iterable[Block]) -> str:
        """Write blocks as the text of a report, typed paragraph numbers taken off."""
        kept = list(self._unnumbered(blocks))
        text = self.text(each for each in kept if not isinstance(each, Picture))
        return self.with_pictures(text, pictures_in(kept))

    def _unnumbered(self, blocks: Iterable[Block]) -> Iterable[Block]:
        in_list = False
        for block in blocks:
            if (
                isinstance(block, Entry)
                and block.level >= 1
                and _DECIMAL.fullmatch(block.marker)
                and not in_list
            ):
                yield Paragraph(words=block.words, place=block.place)  # Word numbered it as 2.1
                self.numbered = True
                continue
            if not isinstance(block, Question):
                in_list = isinstance(block, Entry)
            if isinstance(block, Heading):
                yield Heading(level=2, words=without_number(block.words), place=block.place)
            elif isinstance(block, Paragraph) and (found := _NUMBERED.match(plain(block.words))):
                self.numbered = True
                yield replace(block, words=without_start(block.words, found.end()))
            else:
                yield block

    def _points(self, blocks: Sequence[Block]) -> list[Writable]:
        """Make one line of each entry; a line that only leads in to them is kept as a question."""
        blocks = list(self._unnumbered(blocks))
        entries = [block for block in blocks if isinstance(block, Entry)]
        made: list[Writable] = []
        asked: list[Block] = []
        for block in blocks:
            if isinstance(block, Entry) and block.level > 0 and made:
                made[-1] = f"{made[-1]} {block.marker} {line_of(block.words)}"
            elif isinstance(block, Entry) or (isinstance(block, Paragraph) and not entries):
                made.append(line_of(block.words))
            elif isinstance(block, Paragraph | Heading):
                asked.append(
                    Question(
                        message="the recommendations are led in by "
                        f"“{one_line(block.words)}”, which the report writes itself",
                        place=block.place,
                    )
                )
            elif isinstance(block, Table):
                made += [
                    " ".join(filter(None, (cell.text.replace("\n", " ") for cell in row)))
                    for row in block.rows
                ]
        return [self.asked(made[0], asked), *made[1:]] if made and asked else made

    def _implications(self, blocks: Sequence[Block]) -> dict[str, Writable]:
        first, chapters = split_at(blocks)
        made: dict[str, Writable] = {}
        other: dict[str, Writable] = {}
        for chapter in chapters:
            self._imply(
                one_line(without_number(chapter.heading.words)),
                self.prose(chapter.blocks),
                made,
                other,
            )
        loose: list[Block] = []
        for block in first:
            if isinstance(block, Table):
                for row in block.rows:
                    texts = [cell.text for cell in row if cell.text]
                    if len(texts) >= 2:  # noqa: PLR2004
                        self._imply(texts[0], "\n\n".join(texts[1:]) + "\n", made, other)
                continue
            label, _, rest = (
                plain(block.words).partition(":")
                if isinstance(block, Paragraph | Entry)
                else ("", "", "")
            )
            if rest.strip() and len(label.split()) <= 5:  # noqa: PLR2004
                self._imply(label.strip(), f"{rest.strip()}\n", made, other)
            else:
                loose.append(block)
        text = self.prose(loose)
        if text:
            other["General"] = text
        return {**made, **({"other": other} if other else {})}

    def _imply(
        self, label: str, text: str, made: dict[str, Writable], other: dict[str, Writable]
    ) -> None:
        key = next(
            (
                name
                for name, words in _IMPLICATIONS.items()
                if re.search(words, label, re.IGNORECASE)
            ),
            None,
        )
        said = _short(text)
        if key is not None and key not in made:
            made[key] = said or "None."
        else:
            other[label] = said or "None."

    def _papers(self, blocks: Sequence[Block]) -> list[Writable]:
        made: list[Writable] = []
        for block in blocks:
            if not isinstance(block, Paragraph | Entry) or _NONE.fullmatch(one_line(block.words)):
                continue
            link = next((each.link for each in block.words if each.link), "")
            text = one_line(block.words)
            made.append({"title": text, "link": link} if link else line_of(block.words))
        return made


def _short(text: str) -> str:
    """Return a one-line text without its line break; longer texts are unchanged."""
    return text.strip("\n") if text.count("\n") <= 1 else text

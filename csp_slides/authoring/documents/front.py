"""Reads what is at the front of a report: who meets and when, whose report it is. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Heading,
    Paragraph,
    Question,
    Table,
    one_line,
    text_words,
)
from csp_slides.authoring.documents.typed import section_number
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.fields import dates
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.authoring.documents.chapters import Chapter, Chapters
    from csp_slides.authoring.documents.draft import Maker
    from csp_slides.authoring.documents.outline import Block
    from csp_slides.schema.yaml.write import Writable

_LABELS: Final = {
    "body": ("committee", "panel", "meeting", "meeting of", "body", "to", "report to",
        "decision maker", "council"),
    "date": ("date", "date of meeting", "meeting date"),
    "time": ("time",),
    "agenda_item": ("agenda item", "item", "agenda item no", "item no", "agenda no"),
    "report_of": ("report of", "report by", "from", "portfolio holder", "cabinet member",
        "lead member", "relevant portfolio holder"),
    "job": ("author", "report author", "officer", "lead officer", "contact officer", "contact",
        "responsible officer", "prepared by"),
    "wards": ("wards", "ward", "wards affected", "ward(s) affected", "affected wards"),
    "key_decision": ("key decision", "key decision?", "is this a key decision"),
    "public": ("part", "public or private", "status", "exempt", "confidentiality"),
    "title": ("title", "subject", "report title"),
}  # fmt: skip
_LABELLED: Final = pattern(
    r"(?P<label>[A-Za-z][A-Za-z ()?/]{1,40}?)[ \t]*(?::-|:|\t|–)[ \t]*(?P<value>\S.*)"
)
_BODY: Final = pattern(
    r"\b(?:panel|committee|council|cabinet|board|sub-committee|executive|scrutiny)\b", re.IGNORECASE
)
_DATE: Final = pattern(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd"
    r"|th)? [a-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{4}",
    re.IGNORECASE,
)
_TIME: Final = pattern(r"\b(\d{1,2}[.:]\d{2} ?(?:am|pm)?|\d{1,2} ?(?:am|pm))\b", re.IGNORECASE)
_REPORT_OF: Final = pattern(r".*\breport (?:from|of|by) (?:the )?(?P<who>[A-Z].*)", re.IGNORECASE)
_TELEPHONE: Final = pattern(
    r"\(?\b(?:tel(?:ephone)?|phone|email|e-mail)\b[:. ]*(?P<contact>[^()]+)\)?", re.IGNORECASE
)


class Front(Struct, frozen=True, kw_only=True):
    """The front of a report, and the chapters that follow it."""

    title: str
    told_meeting: Mapping[str, str]
    fields: Mapping[str, Writable]
    chapters: tuple[Chapter, ...]
    rest: tuple[Block, ...]
    questions: tuple[Question, ...]
    told: tuple[str, ...] = ()

    def meeting(self, maker: Maker) -> dict[str, Writable]:  # noqa: ARG002
        """Return the fields of the meeting; body and date blank where the document has none."""
        blank: dict[str, Writable] = {
            "body": Remarked(value="", beside="the committee or panel that meets"),
            "date": Remarked(value="", beside="the day of the meeting, such as 11 February 2027"),
        }
        return {**blank, **self.told_meeting}


def read_front(cut: Chapters) -> Front:
    """Split the front of a report from its text."""
    empty, chapters = _leading(cut.chapters)
    lines: list[tuple[str, str]] = []
    rest: list[Block] = []
    questions: list[Question] = []
    for block in cut.before:
        if isinstance(block, Question):
            questions.append(block)
        elif isinstance(block, Table) and _is_front_table(block):
            lines += [(cells[0], " ".join(cells[1:])) for cells in _pairs(block)]
        elif isinstance(block, Paragraph | Heading) and not rest:
            made = list(_lines_of(one_line(block.words)))
            if isinstance(block, Paragraph) and not made[0][0] and not _is_front_line(made[0][1]):
                rest.append(block)
            else:
                lines += made
        else:
            rest.append(block)
    lines += [each for chapter in empty for each in _lines_of(one_line(chapter.heading.words))]
    questions += [
        each for chapter in empty for each in chapter.blocks if isinstance(each, Question)
    ]
    title = line_of(cut.title)
    told = _told([("", one_line(cut.title)), *lines] if cut.titled else lines)
    if "title" in told:
        title = line_of(text_words(told.pop("title")))
    elif not cut.titled:
        title = line_of(text_words(_subject(lines) or one_line(cut.title)))
    meeting: dict[str, str] = {
        name: told[name] for name in ("body", "date", "time", "agenda_item") if name in told
    }
    return Front(
        title=title,
        told_meeting=meeting,
        fields=_fields(told),
        chapters=chapters,
        rest=tuple(rest),
        questions=(*questions, *_unused(lines, told, title)),
    )


def _leading(chapters: Sequence[Chapter]) -> tuple[list[Chapter], tuple[Chapter, ...]]:
    """Part the empty headings that come before the first numbered or filled one."""
    count = 0
    for chapter in chapters:
        filled = any(not isinstance(block, Question) for block in chapter.blocks)
        if filled or section_number(one_line(chapter.heading.words)):
            break
        count += 1
    if count == len(chapters):
        return [], tuple(chapters)
    return list(chapters[:count]), tuple(chapters[count:])


def _is_front_table(table: Table) -> bool:
    pairs = [cells[0] for cells in _pairs(table)]
    return bool(pairs) and sum(_field(label) is not None for label in pairs) >= max(
        1, len(pairs) // 3
    )


def _pairs(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        cells = [" ".join(cell.text.split()) for cell in row if cell.text]
        if cells:
            yield [cells[0].rstrip(" :-"), *cells[1:]]


def _lines_of(text: str) -> Iterator[tuple[str, str]]:
    found = _LABELLED.fullmatch(text)
    if found is not None and _field(found["label"]) is not None:
        yield found["label"].strip(), found["value"].strip()
    else:
        yield "", text


def _is_front_line(text: str) -> bool:
    return bool(
        len(text.split()) <= 14  # noqa: PLR2004
        and (
            _BODY.search(text) or _DATE.search(text) or _REPORT_OF.fullmatch(text) or text.isupper()
        )
    )


def _field(label: str) -> str | None:
    plain = " ".join(label.casefold().split()).rstrip(" :-?")
    return next(
        (
            name
            for name, labels in _LABELS.items()
            if plain in {each.rstrip("?") for each in labels}
        ),
        None,
    )


def _told(lines: Sequence[tuple[str, str]]) -> dict[str, str]:  # noqa: C901
    told: dict[str, str] = {}
    for label, value in lines:
        field = _field(label) if label else None
        if field is not None:
            told.setdefault(field, value)
    for label, value in lines:
        if label:
            continue
        day = _day(value)
        if day and "date" not in told:
            told["date"] = day
            clock = _TIME.search(value.casefold().split(day.split()[-1])[-1])
            if clock is not None:
                told.setdefault("time", clock[1].replace(".", ":").replace(" ", "").lower())
            continue
        who = _REPORT_OF.fullmatch(value)
        if who is not None:
            told.setdefault("report_of", _cased(who["who"]))
        elif _BODY.search(value) and len(value.split()) <= 12:  # noqa: PLR2004
            told.setdefault("body", _cased(value))
    if "date" in told:
        told["date"] = _day(told["date"]) or told["date"]
    return told


def _subject(lines: Sequence[tuple[str, str]]) -> str:
    """Return the line of the front that says what the report is about."""
    bare = [value for label, value in lines if not label and not _day(value)]
    said = [value for value in bare if _REPORT_OF.fullmatch(value) or not _BODY.search(value)]
    return _cased(said[0]) if said else ""


def _day(text: str) -> str | None:
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        return dates.write(dates.read(found[0]))
    except dates.DateError:
        return None


def _fields(told: Mapping[str, str]) -> dict[str, Writable]:
    fields: dict[str, Writable] = {}
    if "report_of" in told:
        fields["report_of"] = told["report_of"]
    if "job" in told:
        contact = _TELEPHONE.search(told["job"])
        job = told["job"][: contact.start()].strip(" ,;(") if contact is not None else told["job"]
        author: dict[str, Writable] = {"job": job}
        if contact is not None:
            author["contact"] = contact["contact"].strip(" )")
        fields["author"] = Remarked(
            value=author,
            above=("CHECK: give the author's job rather than a name, and a service's number",),
        )
    if "wards" in told:
        fields["wards"] = told["wards"]
    if told.get("key_decision", "").casefold().rstrip(".") in {"yes", "no"}:
        fields["key_decision"] = told["key_decision"].casefold().startswith("y")
    if re.search(
        r"part (?:2|ii)\b|exempt|private|confidential", told.get("public", ""), re.IGNORECASE
    ) and not re.search(r"not exempt|non-exempt|^no\b", told.get("public", ""), re.IGNORECASE):
        fields["public"] = "Part 2"
        fields["exempt_paragraph"] = Remarked(value="", beside="its number in Schedule 12A")
    return fields


def _unused(
    lines: Sequence[tuple[str, str]], told: Mapping[str, str], title: str
) -> Iterator[Question]:
    """Yield the lines of the front that went into no field."""
    used = " ".join([*told.values(), title]).casefold()
    for label, value in lines:
        field = _field(label) if label else None
        if field is not None and field not in {"public", "key_decision"}:
            continue
        if field is None and (
            _day(value) or value.casefold() in used or _REPORT_OF.fullmatch(value)
        ):
            continue
        if field == "key_decision" and value.casefold().rstrip(".") in {"yes", "no"}:
            continue
        if field == "public" and re.fullmatch(
            r"part (?:1|i)|open|public|no|not exempt", value.casefold().strip(". ")
        ):
            continue
        yield Question(
            message="the front of the document says "
            f"“{f'{label}: ' if label else ''}{value}”, for which there is no field"
        )


def _cased(text: str) -> str:
    """Write a line of capitals as a title."""
    if not text.isupper():
        return text
    small = {"and", "of", "the", "for", "in", "on", "to", "a"}
    words = text.lower().split()
    return " ".join(
        word if n and word in small else word[:1].upper() + word[1:] for n, word in enumerate(words)
    )

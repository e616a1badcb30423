"""Drafts the minutes of one item from a document. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.authoring.documents.chapters import chapters_of
from csp_slides.authoring.documents.draft import CHECK, Draft, Maker, pictures_in
from csp_slides.authoring.documents.front import read_front
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Question,
    Table,
    one_line,
    text_words,
    unbold,
)
from csp_slides.authoring.importing.meeting_page import Meeting, meeting_fields, read_meeting
from csp_slides.authoring.importing.minutes_page import Page, prose_of, read_page
from csp_slides.core.slug import slug_of
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from csp_slides.authoring.documents.outline import Outline
    from csp_slides.schema.yaml.write import Writable


def page_of(outline: Outline) -> Page | None:
    """Return the page of minutes that a document is; None when it holds none."""
    return read_page(_text(outline))


def meeting_of(outline: Outline) -> Meeting | None:
    """Return the whole meeting whose minutes a document is; None when it isn't of one."""
    return read_meeting(_text(outline))


def draft_minutes(outline: Outline, name: str) -> Draft:
    """Draft minutes of one item, or of a whole meeting where its items are numbered."""
    maker = Maker(outline, name)
    whole = meeting_of(outline)
    if whole is not None:
        return _draft_meeting(whole, outline, maker)
    page = page_of(outline)
    front = read_front(chapters_of(outline))
    if page is None:
        lines = _lines(outline)
        page = Page(title=lines[0] if lines else name, discussion=tuple(lines[1:]))
    if outline.raw:
        name = slug_of(page.title)
    meeting: dict[str, Writable] = {
        "body": front.told_meeting.get("body") or Remarked(value="", beside="who met"),
        "date": front.told_meeting.get("date") or Remarked(value="", beside="in any common form"),
    }
    item = page.item or front.told_meeting.get("agenda_item")
    meeting["agenda_item"] = item or Remarked(value="", beside="such as 8b")
    fields: dict[str, Writable] = {
        "id": name,
        "title": line_of(text_words(page.title)),
        "meeting": meeting,
        "status": "draft",
        "summary": " ".join(page.summary),
        "discussion": _with_tables(prose_of(page.discussion), outline, maker),
        "questions": [
            {"q": prose_of(question), **({"a": prose_of(answer)} if answer else {})}
            for question, answer in page.questions
        ],
        "decision": prose_of(page.decision),
        "supporting_documents": list(page.papers),
    }
    asked = [block for block in outline.blocks if isinstance(block, Question)]
    if page.questions:
        asked.append(Question(message="a question that came with a promise takes a 'follow_up:'"))
    if not page.questions and not page.discussion:
        fields["discussion"] = Remarked(value="", above=(f"{CHECK}the document has no text",))
    return Draft(
        kind="minutes",
        folder="minutes",
        id=name,
        fields={key: value for key, value in fields.items() if value},
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(asked),
    )


def _draft_meeting(whole: Meeting, outline: Outline, maker: Maker) -> Draft:
    front = read_front(chapters_of(outline))
    name = slug_of(whole.title) if outline.raw else maker.name
    fields = meeting_fields(whole)
    found = fields.pop("discussion", "")
    text = _with_tables(found if isinstance(found, str) else "", outline, maker)
    meeting: dict[str, Writable] = {
        "body": front.told_meeting.get("body") or Remarked(value="", beside="who met"),
        "date": front.told_meeting.get("date") or Remarked(value="", beside="in any common form"),
    }
    head: dict[str, Writable] = {
        "id": name,
        "title": line_of(text_words(whole.title)),
        "meeting": meeting,
        "status": "draft",
    }
    return Draft(
        kind="minutes",
        folder="minutes",
        id=name,
        fields={**head, **({"discussion": text} if text else {}), **fields},
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(block for block in outline.blocks if isinstance(block, Question)),
    )


def _text(outline: Outline) -> str:
    return outline.raw or "\n".join(_lines(outline))


def _lines(outline: Outline) -> list[str]:
    lines: list[str] = []
    for block in outline.blocks:
        if isinstance(block, Heading):
            lines.append(one_line(block.words))
        elif isinstance(block, Paragraph):
            lines.append(line_of(unbold(block.words)).replace("Q\\.", "Q.").replace("A\\.", "A."))
        elif isinstance(block, Entry):
            lines.append(f"{'    ' * block.level}{block.marker} {line_of(block.words)}")
    return lines


def _with_tables(text: str, outline: Outline, maker: Maker) -> str:
    """Add the tables and pictures, which a page of minutes has no place for, to the discussion."""
    tables = maker.text(block for block in outline.blocks if isinstance(block, Table))
    return maker.with_pictures(
        "\n\n".join(filter(None, (text.rstrip("\n"), tables.rstrip("\n")))) + "\n"
        if text or tables
        else "",
        pictures_in(outline.blocks),
    )

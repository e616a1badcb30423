"""The page of an agenda item, copied from a council's web site, as the file of its minutes.

Pure. Such pages have a title, a line of summary, `Minutes:`, paragraphs that start with `Q.` and
`A.`, and `Supporting documents:`; they are laid out with spaces that do not break and dots.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import AUTHORED, write_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.schema.yaml.write import Writable

_SPACES: Final = pattern(r"[^\S\n]+")
_BULLET: Final = pattern(r"^[\u00b7\u2022\u25aa\u25e6\u2023\uf0b7*-] ?(?=\S)")
_ITEM: Final = pattern(r"^Agenda item ?:?(?: (?P<number>\w{1,5}))?$", re.IGNORECASE)
_LABELS: Final = {
    "discussion": pattern(r"^Minutes ?:?$", re.IGNORECASE),
    "question": pattern(r"^(?:Q\d*|Question(?: \d+)?) ?[.:)] ?(?=\S)"),
    "answer": pattern(r"^(?:A\d*|Answer|Response|Reply) ?[.:)] ?(?=\S)"),
    "decision": pattern(r"^(?:Decision|Resolved|RESOLVED) ?:? ?(?=\S)"),
    "papers": pattern(r"^(?:Supporting documents|Background papers) ?:?$", re.IGNORECASE),
}
"""What starts each part of a page after its title and summary."""

_HEAD: Final = (
    "# The minutes of one item, made from {source}.\n"
    "# Add the committee and the meeting date. Where an answer includes a promise, add "
    "'follow_up:'.\n"
    "schema: csp-slides/v1\n"
    "kind: minutes\n"
)
_MEETING: Final = (
    "meeting:\n"
    "  body:                                  # who met\n"
    "  date:                                  # in any common form\n"
    "  agenda_item:{item}\n"
    "status: draft                            # only cleared is published\n"
)


class Page(Struct, frozen=True, kw_only=True):
    """What a page of minutes says, paragraph by paragraph."""

    title: str
    item: str | None = None
    summary: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    questions: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()
    decision: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def read_page(text: str) -> Page | None:
    """Read the text of a page; None when there are no minutes in it."""
    paragraphs = list(paragraphs_of(text))
    found = _ITEM.match(paragraphs[0]) if paragraphs else None
    title, *rest = paragraphs[found is not None :] or [""]
    parts: dict[str, list[str]] = {part: [] for part in ("summary", *_LABELS)}
    questions: list[tuple[list[str], list[str]]] = []
    is_minutes = False
    for part, words, begins in _parted(rest):
        is_minutes = is_minutes or part in {"discussion", "answer"}
        if part == "question" and begins:
            questions.append(([], []))
        where = parts[part]
        if part in {"question", "answer"}:
            where = questions[-1][part == "answer"] if questions else parts["discussion"]
        where.extend([words] if words else [])
    if not is_minutes:
        return None
    return Page(
        title=title,
        item=found["number"] if found is not None else None,
        summary=tuple(parts["summary"]),
        discussion=tuple(parts["discussion"]),
        questions=tuple((tuple(question), tuple(answer)) for question, answer in questions),
        decision=tuple(parts["decision"]),
        papers=tuple(each.removeprefix("- ") for each in parts["papers"]),
    )


def _parted(paragraphs: Iterable[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield each paragraph with the part of the page it belongs to, and whether it starts it."""
    part = "summary"
    for paragraph in paragraphs:
        label = next((name for name, each in _LABELS.items() if each.match(paragraph)), None)
        if label is None:
            yield part, paragraph, False
        else:
            part = label
            yield part, _LABELS[label].sub("", paragraph), True


def written(page: Page, *, id: str, source: str) -> str:  # noqa: A002  # the field's name
    """Write the file of a page's minutes; the meeting is for its owner to fill in."""
    title = write_fields({"id": id, "title": page.title}, AUTHORED)
    meeting = _MEETING.format(item=f" {page.item}" if page.item else "")
    fields: dict[str, Writable] = {
        "summary": " ".join(page.summary),
        "discussion": prose_of(page.discussion),
        "questions": [
            {"q": prose_of(question), **({"a": prose_of(answer)} if answer else {})}
            for question, answer in page.questions
        ],
        "decision": prose_of(page.decision),
        "supporting_documents": list(page.papers),
    }
    there = {name: value for name, value in fields.items() if value}
    if page.questions:
        there |= {"numbering": "no", "headings": {"question": "Q.", "answer": "A."}}
    return f"{_HEAD.format(source=source)}\n{title}{meeting}\n{write_fields(there, AUTHORED)}"


def paragraphs_of(text: str) -> Iterator[str]:
    """Yield the paragraphs: a page's lines are not wrapped, so each is one, as is each bullet."""
    for line in text.split("\n"):
        plain = _SPACES.sub(" ", line).strip()
        if plain:
            yield _BULLET.sub("- ", plain)


def prose_of(paragraphs: Iterable[str]) -> str:
    """Return paragraphs as one text, with a list's entries on lines that follow one another."""
    text = ""
    for paragraph in paragraphs:
        in_list = paragraph.startswith("- ") and text.rpartition("\n")[2].startswith("- ")
        text += f"{'' if not text else chr(10) if in_list else chr(10) * 2}{paragraph}"
    return f"{text}\n" if text else ""

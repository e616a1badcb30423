"""The minutes of a whole meeting, copied from a council's web site, as the file of its minutes.

Pure. Such pages name who was there, then go from one numbered heading to the next; what is
resolved, moved, voted and to be done starts with a word of its own. Whatever isn't recognised
stays where it was, in the words of its item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.authoring.importing.minutes_page import paragraphs_of, prose_of
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import AUTHORED, write_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.schema.yaml.write import Writable

_ITEM: Final = pattern(
    r"(?:(?:Minute|Item)\s+)?(?P<number>\d{1,4})(?P<letter>[A-Z]?)(?P<year>/\d{2,4}(?:[-/]\d{2,4})?)?"
    r"[.):]?\s+(?P<title>[A-Z].{2,120}?)$"
)
_MOST_WORDS: Final = 16
_PEOPLE: Final = {
    "chair": pattern(r"(?:Chair|Chairman|In the chair) ?: ?", re.IGNORECASE),
    "present": pattern(
        r"(?:Members present|Councillors present|Present) ?(?::|$) ?", re.IGNORECASE
    ),
    "in_attendance": pattern(
        r"(?:(?:Officers|Also) (?:present|in attendance)|In attendance|Officers) ?(?::|$) ?",
        re.IGNORECASE,
    ),
    "apologies": pattern(r"Apologies(?: for absence)? ?(?::|$) ?", re.IGNORECASE),
    "substitutes": pattern(r"Substitutes? ?(?::|$) ?", re.IGNORECASE),
    "declarations": pattern(r"Declarations? of interests? ?(?::|$) ?", re.IGNORECASE),
}
_MATTER: Final = {
    "q": pattern(r"(?:Q\d*|Question(?: \d+)?) ?[.:)] ?(?=\S)"),
    "a": pattern(r"(?:A\d*|Answer|Response|Reply) ?[.:)] ?(?=\S)"),
    "resolved": pattern(
        r"(?:It was )?(?:RESOLVED|Resolved|AGREED)(?: (?:THAT|That|that))? ?[:,-]? ?"
    ),
    "decision": pattern(r"(?:Decision|DECISION) ?: ?(?=\S)"),
    "action": pattern(r"(?:ACTION|Action)(?: (?:POINT|point)S?)? ?: ?(?=\S)"),
    "papers": pattern(r"(?:Supporting documents|Background papers) ?:?$", re.IGNORECASE),
}
_MOVED: Final = pattern(
    r"(?:(?:It was )?(?:Proposed|Moved) by:? )(?P<proposer>[^.]+?)(?:,| and|;) seconded by:? "
    r"(?P<seconder>[^.]+?)\.?$",
    re.IGNORECASE,
)
_VOTE: Final = pattern(
    r"(?:Vote:? )?(?P<for>\d+) (?:votes? )?(?:in favour|for),? (?:and )?(?P<against>\d+) against"
    r"(?:,? (?:and )?(?P<abstentions>\d+) absten\w+)?\.?$",
    re.IGNORECASE,
)
_POINT: Final = pattern(r"\(?(?:[a-z]|[ivx]{1,5}|\d{1,2})[.)] +(?=\S)|- ", re.IGNORECASE)
_CLOSED: Final = pattern(
    r"(?:The )?meeting (?:closed|ended|finished|rose) at (?P<time>[\d.:]{1,5} ?[ap]\.?m\.?)\.?$",
    re.IGNORECASE,
)
_HEAD: Final = (
    "# The minutes of a whole meeting, made from {source}.\n"
    "# Add the committee and the meeting date, then run csp-slides check.\n"
    "schema: csp-slides/v1\n"
    "kind: minutes\n"
)
_MEETING: Final = (
    "meeting:\n"
    "  body:                                  # who met\n"
    "  date:                                  # in any common form\n"
    "status: draft                            # only cleared is published\n"
)


class Item(Struct, kw_only=True):
    """One item of a meeting while its page is read."""

    number: str
    title: str
    discussion: list[str] = field(default_factory=list)
    debate: list[dict[str, list[str]]] = field(default_factory=list)
    decision: list[str] = field(default_factory=list)
    resolved: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    moved: Mapping[str, str] = field(default_factory=dict)
    vote: Mapping[str, str] = field(default_factory=dict)


class Meeting(Struct, frozen=True, kw_only=True):
    """What the page of a whole meeting says."""

    title: str
    discussion: tuple[str, ...]
    people: Mapping[str, tuple[str, ...]]
    items: tuple[Item, ...]
    closed: str | None = None


def read_meeting(text: str) -> Meeting | None:
    """Read the text of a page; None when it isn't that of a whole meeting."""
    paragraphs = list(paragraphs_of(text))
    places = list(_items_in(paragraphs))
    if len(places) < 2:  # noqa: PLR2004  # one heading with a number is no meeting
        return None
    title, *before = paragraphs[: places[0][0]] or [""]
    people, rest = _people(before)
    items: list[Item] = []
    closed = None
    ends = [place for place, _ in places[1:]] + [len(paragraphs)]
    for (place, found), end in zip(places, ends, strict=True):
        number = f"{found['number']}{found['letter']}{found['year'] or ''}"
        item = Item(number=number, title=found["title"].rstrip(" :"))
        matter = paragraphs[place + 1 : end]
        if matter and (last := _CLOSED.match(matter[-1])):
            closed = last["time"]
            matter = matter[:-1]
        _fill(item, matter)
        items.append(item)
    if not people and not any(each.resolved or each.decision for each in items):
        return None
    return Meeting(
        title=title, discussion=tuple(rest), people=people, items=tuple(items), closed=closed
    )


def written_meeting(meeting: Meeting, *, id: str, source: str) -> str:  # noqa: A002  # the field's name
    """Write the file of a whole meeting; its body and day are for its owner to fill in."""
    title = write_fields({"id": id, "title": meeting.title}, AUTHORED)
    fields = write_fields(meeting_fields(meeting), AUTHORED)
    return f"{_HEAD.format(source=source)}\n{title}{_MEETING}\n{fields}"


def meeting_fields(meeting: Meeting) -> dict[str, Writable]:
    """Return who was there and what was said, as the fields of minutes."""
    people: dict[str, Writable] = {
        name: lines[0] if name == "chair" else list(lines) for name, lines in meeting.people.items()
    }
    fields: dict[str, Writable] = {
        **people,
        "discussion": prose_of(meeting.discussion),
        "items": [_written_item(each) for each in meeting.items],
        "closed": meeting.closed or "",
    }
    return {name: value for name, value in fields.items() if value}


def _items_in(paragraphs: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the headings of the items: each has the number after the one before it."""
    last: int | None = None
    for place, paragraph in enumerate(paragraphs):
        found = _ITEM.match(paragraph)
        if found is None or paragraph.endswith((".", ";", ",")):
            continue
        number = int(found["number"])
        follows = last is None or number == last + 1 or (number == last and found["letter"])
        if follows and len(paragraph.split()) <= _MOST_WORDS:
            last = number
            yield place, found


def _people(paragraphs: Sequence[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return who was there by field, and the paragraphs that say something else."""
    found: dict[str, list[str]] = {}
    rest: list[str] = []
    part: str | None = None
    for paragraph in paragraphs:
        label = next((name for name, each in _PEOPLE.items() if each.match(paragraph)), None)
        words = _PEOPLE[label].sub("", paragraph, count=1) if label else paragraph
        part = label or part
        if part is None:
            rest.append(paragraph)
        elif words:
            found.setdefault(part, []).extend(_names(words, part))
    return {name: tuple(lines) for name, lines in found.items()}, rest


def _names(words: str, part: str) -> list[str]:
    """Divide a line of names; what is declared stays one text."""
    plain = words.removeprefix("- ").rstrip(" .")
    if part in {"declarations", "chair"} or "(" in plain:
        return [plain]
    return [each.strip() for each in re.split(r",\s*(?:and\s+)?|;\s*|\s+and\s+", plain) if each]


def _fill(item: Item, matter: Sequence[str]) -> None:
    """Store each paragraph of an item in its field."""
    part = "discussion"
    for paragraph in matter:
        moved, vote = _MOVED.match(paragraph), _VOTE.match(paragraph)
        if moved is not None and not item.moved:
            item.moved = {"proposed_by": moved["proposer"], "seconded_by": moved["seconder"]}
            continue
        if vote is not None and not item.vote:
            item.vote = {name: each for name, each in vote.groupdict().items() if each}
            continue
        label = next((name for name, each in _MATTER.items() if each.match(paragraph)), None)
        words = _MATTER[label].sub("", paragraph, count=1) if label else paragraph
        part = label or part
        _add(item, part, words, begins=label is not None)


def _add(item: Item, part: str, words: str, *, begins: bool) -> None:  # noqa: C901  # a line each
    match part:
        case "q" if begins:
            item.debate.append({"q": [words]})
        case "q" | "a" if item.debate:
            item.debate[-1].setdefault(part, []).append(words)
        case "resolved":
            if words:
                item.resolved.append(
                    _POINT.sub("", words, count=1) if _POINT.match(words) else words
                )
        case "decision":
            item.decision.append(words)
        case "action":
            item.actions.append(words)
        case "papers":
            if words:
                item.papers.append(words.removeprefix("- "))
        case _:
            item.discussion.append(words)


def _written_item(item: Item) -> dict[str, Writable]:
    fields: dict[str, Writable] = {
        "number": item.number,
        "title": item.title,
        "discussion": prose_of(item.discussion),
        "debate": [{part: prose_of(said) for part, said in each.items()} for each in item.debate],
        "decision": prose_of(item.decision),
        "resolved": list(item.resolved),
        **item.moved,
        "vote": dict(item.vote),
        "actions": [{"action": each} for each in item.actions],
        "supporting_documents": list(item.papers),
    }
    return {name: value for name, value in fields.items() if value}

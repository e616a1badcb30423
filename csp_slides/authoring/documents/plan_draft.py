"""Drafts a partnership plan from a document. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.authoring.documents.chapters import Chapter, chapters_of, split_at
from csp_slides.authoring.documents.draft import CHECK, Draft, Maker, pictures_in
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Picture,
    Question,
    Table,
    one_line,
    text_words,
)
from csp_slides.authoring.documents.typed import without_number
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.slug import slug_of
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csp_slides.authoring.documents.outline import Block, Inline, Outline
    from csp_slides.schema.yaml.write import Writable

_PARTS: Final = {
    "introduction": pattern(
        r"(?:introduction|executive summary|foreword|about this plan)", re.IGNORECASE
    ),
    "vision": pattern(r"(?:our |the )?vision\b.*", re.IGNORECASE),
    "mission": pattern(r"(?:our |the )?mission\b.*", re.IGNORECASE),
    "objectives": pattern(r"(?:our |strategic |the )*objectives", re.IGNORECASE),
    "responsible_authorities": pattern(
        r"(?:the )?responsible authorit.*|(?:our )?partners|who we are", re.IGNORECASE
    ),
    "consultation": pattern(
        r"consultation.*|community engagement|what (?:you|residents) told us", re.IGNORECASE
    ),
    "priorities": pattern(r"(?:(?:our|the|key|strategic) )*priorities\b.*", re.IGNORECASE),
}
_HEADED: Final = {
    "introduction": "about",
    "vision": "vision and objectives",
    "mission": "vision and objectives",
    "objectives": "vision and objectives",
}
"""The parts whose headings the plan's fields are under."""

_LABELS: Final = frozenset(
    {"success criteria", "activities", "success", "actions", "what we will do", "measures"}
)
_PRIORITY: Final = pattern(
    r"priority[ \t]*\d*[ \t]*[:.–-]+[ \t]*(?P<title>.+)|priority \d+[ \t]+(?P<other>.+)",
    re.IGNORECASE,
)
_APPENDIX: Final = pattern(
    r"(?:appendix|annex)(?: [a-z0-9])?\b[ \t:.–-]*(?P<title>.*)", re.IGNORECASE
)
_ACTIVITIES: Final = pattern(
    r"activity|activities|what we will do|actions?\b|how we", re.IGNORECASE
)
_SUCCESS: Final = pattern(r"success|measure|target|how we will know", re.IGNORECASE)
_PART_WORDS: Final = 6
_DOWN: Final = pattern(r"\b(?:reduce|reducing|decrease|fewer|less|lower|cut)", re.IGNORECASE)
_UP: Final = pattern(r"\b(?:increase|increasing|more|higher|improve|raise)", re.IGNORECASE)


def draft_plan(outline: Outline, name: str) -> Draft:
    """Draft a plan: its vision, objectives and priorities go into their fields."""
    maker = _PlanMaker(outline, name)
    cut = chapters_of(outline)
    first = [block for block in cut.before if isinstance(block, Question)]
    fields: dict[str, Writable] = {"id": name, "title": line_of(cut.title), "status": "draft"}
    maker.begin([block for block in cut.before if not isinstance(block, Question)])
    for chapter in _joined(cut.chapters):
        maker.place(chapter)
    fields.update(maker.fields)
    if maker.headings:
        fields["headings"] = maker.headings
    if maker.sections:
        fields["sections"] = maker.sections
    fields["priorities"] = maker.priorities or Remarked(
        value="",
        above=(f"{CHECK}no priorities were found: add them here, each with an id and a title",),
    )
    if maker.appendices:
        fields["appendices"] = maker.appendices
    return Draft(
        kind="plan",
        folder="plans",
        id=name,
        fields=fields,
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(first),
    )


def _joined(chapters: Iterable[Chapter]) -> list[Chapter]:
    """Move headings such as Activities into the priority before them, whatever their level."""
    made: list[Chapter] = []
    for chapter in chapters:
        title = one_line(without_number(chapter.heading.words))
        under = _SUCCESS.search(title) or _ACTIVITIES.search(title)
        if made and under and len(title.split()) <= _PART_WORDS and _is_priority(made[-1]):
            last = made[-1]
            made[-1] = Chapter(
                heading=last.heading, blocks=(*last.blocks, chapter.heading, *chapter.blocks)
            )
        else:
            made.append(chapter)
    return made


def _is_priority(chapter: Chapter) -> bool:
    return _PRIORITY.fullmatch(one_line(without_number(chapter.heading.words))) is not None


class _PlanMaker(Maker):
    """Puts each chapter where a plan has a field for it."""

    def __init__(self, outline: Outline, name: str) -> None:
        super().__init__(outline, name)
        self.fields: dict[str, Writable] = {}
        self.sections: list[Writable] = []
        self.priorities: list[Writable] = []
        self.appendices: list[Writable] = []
        self._ids: set[str] = set()
        self.headings: dict[str, Writable] = {}

    def begin(self, blocks: Sequence[Block]) -> None:
        """Store what comes before the first heading as the introduction."""
        text = self.prose(blocks)
        if text:
            self.fields["introduction"] = self.asked(text, blocks)

    def place(self, chapter: Chapter) -> None:  # noqa: C901  # one branch a field
        """Store a chapter in its field."""
        heading = without_number(chapter.heading.words)
        title = one_line(heading)
        named = _PRIORITY.fullmatch(title)
        appendix = _APPENDIX.fullmatch(title)
        part = next((name for name, each in _PARTS.items() if each.fullmatch(title)), None)
        filled = set(self.fields), len(self.priorities)
        if named is not None:
            self._priority(named["title"] or named["other"], chapter.blocks)
        elif appendix is not None:
            text = self.prose(chapter.blocks)
            made: dict[str, Writable] = {
                "title": appendix["title"] or title,
                **({"text": text} if text else {}),
            }
            self.appendices.append(self.asked(made, chapter.blocks))
        elif part == "priorities" and not self.priorities:
            self._priorities(heading, chapter.blocks)
        elif part in {"vision", "mission"} and part not in self.fields:
            self._sentence(part, chapter.blocks)
        elif (
            part in {"objectives", "responsible_authorities"}
            and part not in self.fields
            and _entries(chapter.blocks)
        ):
            self._list(part, heading, chapter.blocks)
        elif part == "consultation" and part not in self.fields:
            self.fields[part] = self.asked({"text": self.prose(chapter.blocks)}, chapter.blocks)
        elif part == "introduction" and part not in self.fields:
            self.begin(chapter.blocks)
        else:
            self._section(heading, chapter.blocks)
            return
        if part is not None and filled != (set(self.fields), len(self.priorities)):
            self._keep_heading(part, heading)

    def _keep_heading(self, part: str, heading: Inline) -> None:
        """Store a part's heading, unless it is the default one."""
        of = _HEADED.get(part, part.replace("_", " "))
        if of in self.headings:
            of = part
        if one_line(heading).casefold() != of:
            self.headings[of] = line_of(heading)

    def prose(self, blocks: Iterable[Block]) -> str:
        """Write blocks as free text with their pictures."""
        kept = list(blocks)
        return self.with_pictures(
            self.text(each for each in kept if not isinstance(each, Picture)), pictures_in(kept)
        )

    def _section(self, heading: Inline, blocks: Sequence[Block]) -> None:
        text = self.prose(blocks)
        fields: dict[str, Writable] = {
            "heading": line_of(heading),
            **({"text": text} if text else {}),
        }
        self.sections.append(self.asked(fields, blocks))

    def _sentence(self, part: str, blocks: Sequence[Block]) -> None:
        texts = [block for block in blocks if isinstance(block, Paragraph | Entry)]
        if not texts:
            return
        self.fields[part] = self.asked(line_of(texts[0].words), blocks)
        rest = [block for block in blocks if block is not texts[0]]
        text = self.prose(rest)
        if text and part == "vision":
            self.fields["about_vision"] = text
        elif text:
            self._section(text_words(f"About the {part}"), rest)

    def _list(self, part: str, heading: Inline, blocks: Sequence[Block]) -> None:
        lines = [line_of(block.words) for block in _entries(blocks)]
        made: list[Writable] = (
            [{"name": line} for line in lines] if part == "objectives" else list(lines)
        )
        self.fields[part] = self.asked(made, blocks)
        rest = [block for block in blocks if not isinstance(block, Entry | Question)]
        text = self.prose(rest)
        if text and part == "objectives":
            self.fields["about_objectives"] = text
        elif text:
            self._section(heading, rest)

    def _priorities(self, heading: Inline, blocks: Sequence[Block]) -> None:
        before, chapters = split_at(blocks)
        entries = [block for block in _entries(before) if block.level == 0]
        if not chapters and not entries:
            self._section(heading, blocks)
            return
        rest = (
            [block for block in before if not isinstance(block, Entry | Question)]
            if not chapters
            else list(before)
        )
        text = self.prose(rest)
        if text:
            self.fields["about_priorities"] = self.asked(text, before)
        if chapters:
            for chapter in chapters:
                self._priority(one_line(without_number(chapter.heading.words)), chapter.blocks)
            return
        for entry in entries:
            self._priority(one_line(entry.words), ())

    def _priority(self, title: str, blocks: Sequence[Block]) -> None:  # noqa: C901
        same = next(
            (
                each
                for each in self.priorities
                if isinstance(each, dict) and str(each["title"]).casefold() == title.casefold()
            ),
            None,
        )
        fields: dict[str, Writable] = (
            same
            if same is not None
            else {"id": self._id(title), "title": line_of(text_words(title))}
        )
        success: list[Writable] = []
        activities: list[Writable] = []
        loose: list[Block] = []
        where = ""
        for block in blocks:
            if isinstance(block, Heading | Paragraph) and len(one_line(block.words).split()) <= 8:  # noqa: PLR2004
                text = one_line(block.words)
                found = (
                    "success"
                    if _SUCCESS.search(text)
                    else "activities"
                    if _ACTIVITIES.search(text)
                    else ""
                )
                if found:
                    where = found
                    if not _kept_label(fields, found, block):
                        loose.append(block)
                    continue
            if isinstance(block, Entry) and where == "success":
                success.append(_criterion(block))
            elif isinstance(block, Entry) and where == "activities":
                activities.append(line_of(block.words))
            elif isinstance(block, Table) and self._measures(block, success):
                continue
            else:
                loose.append(block)
        text = self.prose(loose)
        if text:
            fields["text"] = text
        if success:
            fields["success"] = success
        if activities:
            fields["activities"] = activities
        if same is None:
            self.priorities.append(self.asked(fields, blocks))

    def _measures(self, table: Table, success: list[Writable]) -> bool:
        head = [cell.text.casefold() for cell in table.rows[0]]
        if not head or not any(_SUCCESS.search(text) for text in head):
            return False
        names = {"baseline": "baseline", "target": "target", "by": "by", "date": "by", "tag": "tag"}
        for row in table.rows[1:]:
            if not row[0].text:
                continue
            made: dict[str, Writable] = {"measure": row[0].text.replace("\n", " ")}
            for title, cell in list(zip(head, row, strict=False))[1:]:
                key = next((field for name, field in names.items() if name in title), None)
                if not cell.text:
                    continue
                told = cell.text.replace("\n", " ")
                if key is not None and key not in made:
                    made[key] = told
                else:
                    more = f"{title.capitalize()}: {told}"
                    made["text"] = f"{made['text']}; {more}" if "text" in made else more
            success.append(made)
        return True

    def _id(self, title: str) -> str:
        stem = "-".join(slug_of(title).split("-")[:5])
        made, number = stem, 1
        while made in self._ids:
            number += 1
            made = f"{stem}-{number}"
        self._ids.add(made)
        return made


def _kept_label(fields: dict[str, Writable], part: str, block: Heading | Paragraph) -> bool:
    """Store the heading over a list in a priority; whether there was a field for it."""
    if one_line(block.words).casefold().rstrip(" :") in _LABELS:
        return True
    parts = fields.setdefault("headings" if isinstance(block, Heading) else "before", {})
    assert isinstance(parts, dict), "made here"
    if part in parts:
        return False
    parts[part] = line_of(block.words)
    return True


def _criterion(entry: Entry) -> Writable:
    text = one_line(entry.words)
    made: dict[str, Writable] = {"measure": line_of(entry.words)}
    if _DOWN.search(text) and not _UP.search(text):
        made["direction"] = "down"
    elif _UP.search(text) and not _DOWN.search(text):
        made["direction"] = "up"
    return made


def _entries(blocks: Sequence[Block]) -> list[Entry]:
    return [block for block in blocks if isinstance(block, Entry)]

"""Drafts an officer's section from any document: a heading becomes an item. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.chapters import chapters_of, own_title
from csp_slides.authoring.documents.columns import INDICATORS, map_columns
from csp_slides.authoring.documents.draft import Draft, Maker, pictures_in
from csp_slides.authoring.documents.indicator_rows import indicators_of
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import (
    Entry,
    Heading,
    Paragraph,
    Picture,
    Question,
    Slide,
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
    from collections.abc import Sequence

    from csp_slides.authoring.documents.outline import Block, Inline, Outline
    from csp_slides.schema.yaml.write import Writable

Fields = dict[str, "Writable"]

_LABELS: Final = {
    "source": pattern(r"sources?:[ \t]+", re.IGNORECASE),
    "ask": pattern(r"(?:ask|members are asked|ask of members):[ \t]+", re.IGNORECASE),
}
_TITLE_WORDS: Final = 9
_PART: Final = pattern(
    r"[ \t]*[(–-]?[ \t]*(?:\d+ of \d+|\d+/\d+|cont(?:inued|'d|\.)?)\)?[ \t]*$", re.IGNORECASE
)


def draft_section(outline: Outline, name: str) -> Draft:
    """Draft a section.

    Each of the highest headings below the title is an item, and what is under it is what is
    said. Without headings each bullet is an item, and without bullets each paragraph.
    """
    maker = _SectionMaker(outline, name)
    slides = [block for block in outline.blocks if isinstance(block, Slide)]
    if slides:
        title, items = maker.from_slides(slides)
        first: list[Block] = []
    else:
        cut = chapters_of(outline)
        title = line_of(cut.title)
        first = [block for block in cut.before if isinstance(block, Question)]
        before = [block for block in cut.before if not isinstance(block, Question)]
        items = maker.before(before, alone=not cut.chapters)
        items += [
            item for each in cut.chapters for item in maker.items(each.heading.words, each.blocks)
        ]
    fields: Fields = {"id": name, "title": title, "status": "draft"}
    if items:
        fields["items"] = items
    if maker.indicators:
        fields["indicators"] = maker.indicators
    if not items and not maker.indicators:
        asked = maker.question(
            Question(
                message="the document has no text; say why there is nothing to report this time"
            )
        )
        fields["nothing_to_report"] = Remarked(value="", above=(asked,))
    return Draft(
        kind="section",
        folder="sections",
        id=name,
        fields=fields,
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(each for each in first if isinstance(each, Question)),
        told=tuple(maker.told),
    )


class _SectionMaker(Maker):
    """Makes items, and gathers indicators on the way."""

    def __init__(self, outline: Outline, name: str) -> None:
        super().__init__(outline, name)
        self.indicators: list[Writable] = []
        self.told: list[str] = []

    def before(self, blocks: Sequence[Block], *, alone: bool) -> list[Writable]:
        """Make items of what has no heading: all of it when `alone`, else what comes first."""
        if not any(not isinstance(block, Question) for block in blocks):
            return []
        if not alone:
            asked = Question(
                message="this text came before the first heading, so a title was added"
            )
            return self.items(text_words("Introduction"), (asked, *blocks))
        if any(isinstance(block, Entry) and block.level == 0 for block in blocks):
            return self._from_entries(blocks)
        return self._from_paragraphs(blocks)

    def items(self, title: Inline, blocks: Sequence[Block]) -> list[Writable]:
        """Make an item of a heading and what is under it."""
        blocks = list(blocks)
        fields: Fields = {"title": line_of(without_number(title)) or "Untitled"}
        labelled: Fields = {}
        kept: list[Block] = []
        for block in blocks:
            name = self._label(block)
            if name is not None and name not in labelled and isinstance(block, Paragraph):
                labelled[name] = line_of(without_start(block.words, _label_length(name, block)))
            elif isinstance(block, Table) and self._takes(block):
                continue
            else:
                kept.append(block)
        pictures = pictures_in(kept)
        words = [each for each in kept if not isinstance(each, Picture)]
        text = self.with_pictures(self.text(words), pictures[1:])
        if text:
            fields["notes"] = text
        blocks += _undescribed(pictures[1:])
        fields.update(labelled)
        if pictures:
            fields["picture"] = self.picture(pictures[0])
        if (
            len(fields) == 1
            and len(kept) < len(blocks)
            and not any(isinstance(each, Question) for each in kept)
        ):
            return []  # all that was here was a table of indicators
        return [self.asked(fields, blocks)]

    def _label(self, block: Block) -> str | None:
        if not isinstance(block, Paragraph) or "\n" in plain(block.words):
            return None
        text = plain(block.words)
        return next((name for name, each in _LABELS.items() if each.match(text)), None)

    def _takes(self, table: Table) -> bool:
        """Read a table of indicators; whether it was one."""
        mapped = map_columns(table, INDICATORS)
        if (
            mapped is None
            or not {"name", "actual"} <= mapped.fields
            or not {"target", "period", "previous"} & mapped.fields
        ):
            return False
        self.indicators += indicators_of(mapped, self)
        return True

    def _from_entries(self, blocks: Sequence[Block]) -> list[Writable]:
        made: list[Writable] = []
        title: Inline = ()
        under: list[Block] = []
        for block in blocks:
            if isinstance(block, Entry) and block.level == 0:
                made += self._closed(title, under)
                title, under = block.words, []
            elif isinstance(block, Entry):
                under.append(replace(block, level=block.level - 1))
            else:
                under.append(block)
        return made + self._closed(title, under)

    def _closed(self, title: Inline, under: Sequence[Block]) -> list[Writable]:
        if title:
            return self.items(title, under)
        return self.before(under, alone=False)

    def _from_paragraphs(self, blocks: Sequence[Block]) -> list[Writable]:
        made: list[Writable] = []
        for block in blocks:
            if isinstance(block, Paragraph):
                text = one_line(block.words)
                short = len(text.split()) <= _TITLE_WORDS and not text.endswith(".")
                if short:
                    made += self.items(block.words, ())
                    continue
                title = " ".join(text.split()[:_TITLE_WORDS]).rstrip(".,;:")
                asked = Question(
                    message="this item needs a title: its first few words are used for now",
                    place=block.place,
                )
                made += self.items(text_words(title), (asked, block))
            elif made and not isinstance(block, Heading):
                made += self.items(text_words("More"), (block,))
            else:
                made += self.items(text_words("Introduction"), (block,))
        return made

    # --------------------------------------------------------------- slides

    def from_slides(self, slides: Sequence[Slide]) -> tuple[str, list[Writable]]:
        """Make items of slides: the first gives the title, and each bullet is an item.

        A slide with a title of its own stays a whole slide, so that it looks as it did.
        """
        opening = slides[0]
        own = one_line(opening.title)
        title = line_of(opening.title) if own else line_of(own_title(self.outline))
        is_title = bool(own) and not any(
            isinstance(block, Entry | Table) for block in opening.blocks
        )
        made: list[Writable] = []
        if is_title and (opening.notes or opening.blocks):
            made += self._opening(opening)
        for slide in slides[1:] if is_title else slides:
            made += self._slide(slide, own)
        return title, made

    def _opening(self, slide: Slide) -> list[Writable]:
        """Return a slide with the title slide's other text: the speaker and opening remarks."""
        said = [*slide.blocks, *slide.notes]
        asked = Question(message="this was on the title slide or in its notes", place=slide.place)
        text = self.text(said)
        shown = [block for block in slide.blocks if isinstance(block, Picture)]
        if not text and not shown:
            return []
        fields: Fields = {
            "title": "Opening",
            **({"notes": text} if text else {}),
            "show": "presenter",
        }
        if shown:
            fields["picture"] = self.picture(shown[0])
        return [self.asked(fields, [asked, *said])]

    def _slide(self, slide: Slide, section: str) -> list[Writable]:
        asked: list[Block] = [slide]
        if slide.hidden:
            asked.append(Question(message="this slide was hidden", place=slide.place))
        title = _PART.sub("", one_line(slide.title))
        entries = [block for block in slide.blocks if isinstance(block, Entry)]
        written = any(isinstance(block, Paragraph | Table | Heading) for block in slide.blocks)
        pictures = pictures_in(slide.blocks)
        if (
            entries
            and not written
            and len(pictures) <= 1
            and title.casefold() in {"", section.casefold()}
            and all(e.level == 0 for e in entries)
        ):
            return self._bullets(entries, slide, pictures, asked)
        if not slide.blocks and not slide.notes and not title:
            return []
        fields: Fields = {"title": title or _first_words(slide)}
        if entries or written or len(pictures) > 1:
            shown = f"## {line_of(slide.title)}\n\n" if title else ""
            body = self.with_pictures(self.text(slide.blocks), pictures)
            fields["slide"] = f"{shown}{body}"
            asked += _undescribed(pictures)
        elif pictures:
            fields["picture"] = self.picture(pictures[0])
        notes = self.text(slide.notes)
        if notes:
            fields["notes"] = notes
        if slide.hidden:
            fields["show"] = "nobody"
        return [self.asked(fields, asked)]

    def _bullets(
        self,
        entries: Sequence[Entry],
        slide: Slide,
        pictures: Sequence[Picture],
        asked: Sequence[Block],
    ) -> list[Writable]:
        """Make an item of each bullet, with the notes that are under it as a heading."""
        first, shared = _shared(slide.notes, entries)
        made: list[Fields] = []
        for number, entry in enumerate(entries):
            fields: Fields = {"title": line_of(entry.words)}
            text = self.text([*(first if number == 0 else ()), *shared.get(number, ())])
            if text:
                fields["notes"] = text
            if number == 0:
                fields["new_slide"] = True
            if slide.hidden:
                fields["show"] = "nobody"
            made.append(fields)
        if pictures:
            made[0]["picture"] = self.picture(pictures[0])
        if first and len(entries) > 1:
            asked = [
                *asked,
                Question(
                    message=(
                        "all of the slide's notes are under its first bullet; divide them between "
                        "the bullets"
                    ),
                    place=slide.place,
                ),
            ]
        return [self.asked(made[0], asked), *made[1:]]


def _undescribed(pictures: Sequence[Picture]) -> list[Block]:
    """Return a question about what each picture in a text shows."""
    return [
        Question(
            message="say what the picture shows, between the square brackets of ![](…)",
            place=each.place,
        )
        for each in pictures
        if not each.description
    ]


def _shared(
    notes: Sequence[Block], entries: Sequence[Entry]
) -> tuple[list[Block], dict[int, list[Block]]]:
    """Divide notes whose lines repeat the bullets: each line heads what follows it."""
    names = {_folded(one_line(entry.words)): number for number, entry in enumerate(entries)}
    first: list[Block] = []
    shared: dict[int, list[Block]] = {}
    current: int | None = None
    for block in notes:
        words = block.words if isinstance(block, Paragraph | Heading | Entry) else ()
        found = names.get(_folded(one_line(words)))
        if found is not None and found not in shared:
            current = found
            shared[found] = []
        elif current is None:
            first.append(block)
        else:
            shared[current].append(block)
    return first, shared


def _folded(text: str) -> str:
    return " ".join(text.lstrip("# ").casefold().rstrip(" :.").split())


def _first_words(slide: Slide) -> str:
    for block in slide.blocks:
        if isinstance(block, Entry | Paragraph):
            return " ".join(one_line(block.words).split()[:_TITLE_WORDS])
    return slide.place.capitalize()


def _label_length(name: str, block: Paragraph) -> int:
    found = _LABELS[name].match(plain(block.words))
    return found.end() if found else 0

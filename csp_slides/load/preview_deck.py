"""A deck made for looking at: of one section, action plan or plan that is built alone.

Pure. It looks as it will in the first deck that uses the file, where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.deck_file import (
    DeckFile,
    Look,
    Outputs,
    ReportOutput,
    SectionEntry,
    Thanks,
    With,
)
from csp_slides.content.library import Chapter, Document, Presentation
from csp_slides.content.plan import Plan
from csp_slides.content.section import Section, Status
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Text
from csp_slides.load.resolve_sections import choose, find_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.content.council import Council
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source

_ALL_ACTIONS: Final = Text("summary and all")
_ONLY_PLAN: Final = Text("yes")


def preview_of_section(
    source: Source,
    section: Section,
    *,
    slug: str,
    council: Council,
    sections: Mapping[str, Section],
    decks: Iterable[tuple[Source, DeckFile]],
    sink: Sink,
) -> Presentation:
    """Build a deck that shows one section and nothing else."""
    name = str(source.inside)
    user = next((deck for place, deck in decks if _uses(deck, place, section, sections)), None)
    entry = SectionEntry(use=Text(f"/{name}"), span=section.span)
    presentation = choose(
        _deck(section.title, entry, user),
        slug=slug,
        source=source,
        council=council,
        sections={**sections, name: section},
        broken=frozenset(),
        sink=sink,
    )
    return _preview(presentation)


def preview_of_plan(
    document: Document, decks: Iterable[tuple[Source, DeckFile]]
) -> Presentation | None:
    """Build a deck of the slides of an action plan or plan; None for any other document."""
    record = document.record
    if not isinstance(record, ActionPlan | Plan) or record.withdrawn is not None:
        return None
    users = [(deck, entry) for _, deck in decks for entry in deck.sections]
    if isinstance(record, ActionPlan):
        found = next(((d, e) for d, e in users if e.include.actions is not None), None)
        wish = found[1].include.actions if found is not None else None
        include = With(actions=wish or _ALL_ACTIONS)
    else:
        found = next(((d, e) for d, e in users if e.include.plan is not None), None)
        include = With(plan=_ONLY_PLAN)
    entry = SectionEntry(title=record.title, include=include, span=record.span)
    chapter = Chapter(
        id=slug_of(record.title),
        place=1,
        title=record.title,
        entry=entry,
        section=Section(
            title=record.title,
            status=Status.CLEARED,
            classification=record.classification,
            span=record.span,
            spans=record.spans,
        ),
        items=(),
        indicators=(),
        own=True,
        action_plan=record if isinstance(record, ActionPlan) else None,
        plan=record if isinstance(record, Plan) else None,
    )
    return _preview(
        Presentation(
            slug=f"{document.slug}-slides",
            deck=_deck(record.title, entry, found[0] if found is not None else None),
            council=document.council,
            chapters=(chapter,),
            source=document.source,
        )
    )


def _uses(deck: DeckFile, place: Source, section: Section, sections: Mapping[str, Section]) -> bool:
    near = place.inside.parent
    used = (entry.use for entry in deck.sections if entry.use is not None)
    return any(find_section(use, near, sections) is section for use in used)


def _deck(title: Text, entry: SectionEntry, user: DeckFile | None) -> DeckFile:
    """Build the deck file of a preview, dressed as the deck `user` is."""
    return DeckFile(
        title=title,
        opening=False,
        agenda=False,
        look=user.look if user is not None else Look(),
        items_per_slide=user.items_per_slide if user is not None else 3,
        sections=(entry,),
        credits=Thanks(officers=False),
        outputs=_outputs(user),
    )


def _outputs(user: DeckFile | None) -> Outputs | None:
    """Return outputs whose report uses the same text as that of the deck `user`."""
    report = user.outputs.report if user is not None and user.outputs is not None else None
    if not isinstance(report, ReportOutput):
        return None
    return Outputs(report=ReportOutput(text=report.text))


def _preview(presentation: Presentation) -> Presentation:
    return replace(presentation, is_preview=True)

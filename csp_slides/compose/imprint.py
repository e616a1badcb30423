"""What every document has round it: whose it is, whom to ask, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.compose.measures import cells, paragraph
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.compose.periods import written
from csp_slides.core.language import _, pgettext
from csp_slides.core.rich_text import Prose
from csp_slides.model.report_blocks import Column, Paragraph, Table, Width

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from csp_slides.compose.shape import Shape
    from csp_slides.content.audience import Audience
    from csp_slides.content.council import Council
    from csp_slides.content.document import Version
    from csp_slides.core.source import Text
    from csp_slides.model.report import Chapter
    from csp_slides.model.report_blocks import Block, CellContent


class Imprint(Struct, frozen=True, kw_only=True):
    """One making of a document: its address, its council, its readers.

    `on` is the day to judge by, such as the meeting's; `source` the file that it is made
    from, relative to the content folder.
    """

    slug: str
    council: Council
    audience: Audience
    source: str
    draft: bool = False
    on: dt.date | None = None


def contact(council: Council, shape: Shape, own: Text | None = None) -> tuple[Block, ...]:
    """Return whom to ask for another format: the document's `own` words, else the council's."""
    return shape.around("other formats", _contact(council, own))


def _contact(council: Council, own: Text | None) -> tuple[Block, ...]:
    if own:
        return blocks_of(own, prefix="formats_")
    ways = []
    if council.contact_centre:
        ways.append(_("telephone %(number)s", number=council.contact_centre))
    if council.accessibility_contact:
        ways.append(_("email %(address)s", address=council.accessibility_contact))
    if not ways:
        return ()
    # A message of each length, since an `or` between two ways may change the second.
    words = (
        _("To ask for this document in another format or language, %(way)s.", way=ways[0])
        if len(ways) == 1
        else _(
            "To ask for this document in another format or language, %(way)s or %(other)s.",
            way=ways[0],
            other=ways[1],
        )
    )
    return (Paragraph(text=Prose(markdown=words)),)


def history(versions: Sequence[Version], shape: Shape) -> Iterator[Chapter]:
    """Yield the chapter that tells a document's history, where it has one."""
    blocks = (_table(versions),) if versions else ()
    yield from shape.chapter("history", "Document history", "history", blocks)


def _table(versions: Sequence[Version]) -> Table:
    columns = [
        Column(title=_("Version"), width=Width.NARROW),
        Column(title=_("Date")),
        Column(title=pgettext("author of a version", "By")),
        Column(title=_("What changed"), width=Width.WIDE),
    ]
    told = [
        (each.version, written(each.date) if each.date else None, each.by, each.what)
        for each in versions
    ]
    used = [index for index in range(len(columns)) if any(each[index] for each in told)]
    return Table(
        caption=_("Versions of this document"),
        columns=tuple(columns[index] for index in used),
        rows=tuple(cells(*(_maybe(each[index]) for index in used)) for each in told),
    )


def _maybe(text: str | None) -> tuple[CellContent, ...]:
    return (paragraph(text),) if text else ()

"""A document's parts as its authors shape them: headings, text round them, parts left out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.compose.front import chapter, titled
from csp_slides.compose.paragraphs import blocks_of
from csp_slides.content.shape import NO_HEADING
from csp_slides.core.language import _

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from csp_slides.content.council import Council
    from csp_slides.content.document import DocumentFile
    from csp_slides.content.front_sheet import FrontSheet
    from csp_slides.content.shape import Numbering
    from csp_slides.core.source import Text
    from csp_slides.model.report import Chapter
    from csp_slides.model.report_blocks import Block
    from csp_slides.schema.fields.declare import Record


class Shape(Struct, frozen=True, kw_only=True):
    """What authors say about the parts of their document, or of one record in it.

    Parts are named by the words of their enumeration.
    """

    headings: Mapping[str, Text] = field(default_factory=dict)
    before: Mapping[str, Text] = field(default_factory=dict)
    after: Mapping[str, Text] = field(default_factory=dict)
    left_out: Collection[str] = ()

    def shows(self, part: str) -> bool:
        """Whether a part is shown."""
        return part not in self.left_out

    def heading(self, part: str, usual: str) -> str:
        """Return a part's heading, the `usual` one translated; empty for a part without one."""
        own = self.headings.get(part)
        if own is None:
            return _(usual) if usual else ""
        return "" if own.casefold() in NO_HEADING else str(own)

    def glossary(self, council: Council) -> Mapping[Text, Text]:
        """Return the short forms that are spelled out; none where they're left out."""
        return council.glossary if self.shows("short forms") else {}

    def around(
        self, part: str, blocks: tuple[Block, ...], *, prefix: str = ""
    ) -> tuple[Block, ...]:
        """Return a part's blocks with the author's text before and after them."""
        if not self.shows(part):
            return ()
        name = part.replace(" ", "-")
        return (
            *blocks_of(self.before.get(part), prefix=f"{prefix}{name}-before_"),
            *blocks,
            *blocks_of(self.after.get(part), prefix=f"{prefix}{name}-after_"),
        )

    def part(  # all but four have a default
        self,
        part: str,
        usual: str,
        name: str,
        blocks: tuple[Block, ...],
        *,
        prefix: str = "",
        level: int = 1,
    ) -> tuple[Block, ...]:
        """Return a part under its heading, `name` being the heading's id."""
        whole = self.around(part, blocks, prefix=prefix)
        heading = self.heading(part, usual)
        return titled(heading, name, whole, level) if heading else whole

    def chapter(
        self, part: str, usual: str, name: str, blocks: tuple[Block, ...]
    ) -> Iterator[Chapter]:
        """Yield a part as a chapter when it has anything in it."""
        yield from chapter(name, self.heading(part, usual), self.around(part, blocks))


def shape_of(record: DocumentFile | FrontSheet) -> Shape:
    """Return how a document is shaped."""
    return Shape(
        headings=_by_word(record, "headings"),
        before=_by_word(record, "before"),
        after=_by_word(record, "after"),
        left_out=[str(each) for each in getattr(record, "leave_out", ())],
    )


def inner_shape(record: Record, whole: Shape) -> Shape:
    """Return how a record inside a document is shaped; what it says comes before the document's."""
    return Shape(
        headings={**whole.headings, **_by_word(record, "headings")},
        before=_by_word(record, "before"),
        after=_by_word(record, "after"),
        left_out=whole.left_out,
    )


def numbering_of(record: DocumentFile | FrontSheet, usual: Numbering) -> Numbering:
    """Return what of a document is numbered: what it says itself, else the usual."""
    return getattr(record, "numbering", None) or usual


def _by_word(record: Record, name: str) -> Mapping[str, Text]:
    value = getattr(record, name, None)
    return {str(part): text for part, text in value.items()} if isinstance(value, dict) else {}

"""The formats of documents: one `FormatSpec` each, which says all that the program knows of it.

A new format is a renderer in `render` and a row of `FORMATS`, whose order is the one that people
see. Nothing else in the program lists formats.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.content.openness import PART_2
from csp_slides.core.diagnostics import CommandError
from csp_slides.core.did_you_mean import closest, listed
from csp_slides.core.language import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.deck_file import Outputs


class DocumentKind(StrEnum):
    """What a document is, as the manifest names it."""

    DECK = "deck"
    MARKDOWN = "markdown"
    ACTION_PLAN = "action-plan"
    PLAN = "plan"
    REPORT = "report"
    MINUTES = "minutes"


class Requirement(Struct, frozen=True, kw_only=True):
    """What a format needs beyond the base install."""

    modules: tuple[tuple[str, str], ...] = ()
    """Libraries, each as its module and its name for people."""
    extra: str
    """The extra of this package that installs them."""


class FormatSpec(Struct, frozen=True, kw_only=True):
    """A format that documents are made in."""

    name: str
    """Its name in `--formats`, in a deck file's `outputs` and in messages."""
    file_name: str
    """The file in the document's folder."""
    label: str
    """Its name on pages, before the file's type and size."""
    media_type: str
    renderer: str
    """The module below `csp_slides.render` whose `render` makes the files, imported when used."""
    kinds: frozenset[DocumentKind]
    """The documents that can be made in it."""
    usual: frozenset[DocumentKind] = frozenset()
    """The documents that are made in it by default."""
    audiences: tuple[Audience, ...] = tuple(Audience)
    requirement: Requirement | None = None
    when_printed: Requirement | None = None
    """What it needs instead if a browser prints the slides."""
    is_written: bool = False
    """Whether it is the written report rather than the slides."""
    is_paper: bool = False
    """Whether hosts keep its file for an hour, as a document that people download."""
    lists_others: bool = False
    """Whether its page offers the document's other files, so that it is made after them."""
    asked_by: str | None = None
    """The word that asks for it, where that isn't its name."""
    output: str | None = None
    """The field of a deck file's `outputs` that asks for it, where that isn't its word."""
    download: str | None = None
    """What the report's page calls it, where it is offered there for download."""

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def suffix(self) -> str:
        """The ending of its files, with its point."""
        return self.file_name[self.file_name.rindex(".") :]

    @property
    def is_for_reading(self) -> bool:
        """Whether it is of what is read, and not of slides."""
        return DocumentKind.MARKDOWN not in self.kinds

    @property
    def word(self) -> str:
        """What asks for it."""
        return self.asked_by or self.name


_SHOWN: Final = frozenset({DocumentKind.DECK, DocumentKind.MARKDOWN})
_READ: Final = frozenset(DocumentKind) - {DocumentKind.MARKDOWN}
_PRESENTER: Final = (Audience.PRESENTER,)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"

_TYPST: Final = Requirement(modules=(("typst", "Typst"),), extra="pdf")

DECK: Final = FormatSpec(
    name="deck",
    file_name="index.html",
    label=N_("Slides"),
    media_type="text/html",
    renderer="html.deck_files",
    kinds=_SHOWN,
    usual=_SHOWN,
    output="slides",
)

REPORT: Final = FormatSpec(
    name="report",
    file_name="report.html",
    label=N_("Report"),
    media_type="text/html",
    renderer="html.report_files",
    kinds=_READ,
    usual=_READ,
    is_written=True,
    lists_others=True,
)

PDF: Final = FormatSpec(
    name="pdf",
    file_name="report.pdf",
    label=N_("Report"),
    media_type="application/pdf",
    renderer="pdf.report_files",
    kinds=_READ,
    requirement=_TYPST,
    is_written=True,
    is_paper=True,
    download=N_("PDF"),
)

SLIDES_PDF: Final = FormatSpec(
    name="slides.pdf",
    asked_by="pdf",
    file_name="slides.pdf",
    label=N_("Slides"),
    media_type="application/pdf",
    renderer="pdf.slides_files",
    kinds=_SHOWN,
    requirement=_TYPST,
    when_printed=Requirement(
        modules=(("playwright", "Playwright"), ("pypdf", "pypdf")), extra="pdf"
    ),
    is_paper=True,
    download=N_("Slides as PDF"),
)
"""What `pdf` means for the slides of a deck; it has no word of its own."""

DOCX: Final = FormatSpec(
    name="docx",
    file_name="report.docx",
    label=N_("Report"),
    media_type=f"{_OFFICE}.wordprocessingml.document",
    renderer="docx.files",
    kinds=_READ,
    requirement=Requirement(
        modules=(("docx", "python-docx"), ("resvg_py", "resvg")), extra="office"
    ),
    is_written=True,
    is_paper=True,
    download=N_("Word"),
)

PPTX: Final = FormatSpec(
    name="pptx",
    file_name="slides.pptx",
    label=N_("PowerPoint"),
    media_type=f"{_OFFICE}.presentationml.presentation",
    renderer="pptx.files",
    kinds=_SHOWN,
    requirement=Requirement(
        modules=(("pptx", "python-pptx"), ("resvg_py", "resvg")), extra="office"
    ),
    is_paper=True,
    download=N_("Slides for PowerPoint"),
)

HANDOUT: Final = FormatSpec(
    name="handout",
    file_name="handout.pdf",
    label=N_("Handout"),
    media_type="application/pdf",
    renderer="pdf.handout_files",
    kinds=_SHOWN,
    audiences=_PRESENTER,
    requirement=_TYPST,
    is_paper=True,
)

SCRIPT: Final = FormatSpec(
    name="script",
    file_name="script.html",
    label=N_("Script"),
    media_type="text/html",
    renderer="html.script_files",
    kinds=_SHOWN,
    audiences=_PRESENTER,
)

MD: Final = FormatSpec(
    name="md",
    file_name="deck.md",
    label=N_("Markdown"),
    media_type="text/markdown",
    renderer="markdown.files",
    kinds=_SHOWN,
)

CSV: Final = FormatSpec(
    name="csv",
    file_name="actions.csv",
    label=N_("Table for Excel"),
    media_type="text/csv",
    renderer="action_plan_csv",
    kinds=frozenset({DocumentKind.ACTION_PLAN}),
    usual=frozenset({DocumentKind.ACTION_PLAN}),
    download=N_("Table for Excel"),
)

BILINGUAL: Final = FormatSpec(
    name="bilingual",
    file_name="bilingual.pdf",
    label=N_("Report in both languages"),
    media_type="application/pdf",
    renderer="pdf.bilingual_files",
    kinds=_READ,
    requirement=_TYPST,
    is_written=True,
    is_paper=True,
    download=N_("PDF in both languages"),
)

FORMATS: Final = (
    DECK,
    REPORT,
    PDF,
    BILINGUAL,
    SLIDES_PDF,
    DOCX,
    PPTX,
    HANDOUT,
    SCRIPT,
    MD,
    CSV,
)
"""Every format, in the order in which they are listed for people."""

WORDS: Final = tuple(dict.fromkeys(each.word for each in FORMATS))
"""What `--formats` may ask for."""


class Chosen(Struct, frozen=True, kw_only=True):
    """The formats that a document is made in, and those that its audience may not have."""

    made: tuple[FormatSpec, ...]
    refused: tuple[FormatSpec, ...] = ()
    unmade: tuple[FormatSpec, ...] | None = None
    """Those that a check leaves out, and a build makes."""


def by_name(name: str) -> FormatSpec:
    """Return the format of that name, as the site's own records write it."""
    return next(each for each in FORMATS if each.name == name)


def in_order_of_making(formats: Iterable[FormatSpec]) -> tuple[FormatSpec, ...]:
    """Return the formats, those last whose pages list the others."""
    return tuple(sorted(formats, key=lambda each: each.lists_others))


def named(words: Iterable[str]) -> tuple[FormatSpec, ...]:
    """Return the formats that the words of `--formats` ask for.

    Raises:
        CommandError: one of them is not a format.
    """
    asked = []
    for each in words:
        word = each.strip().casefold()
        if word not in WORDS:
            remedy = closest(word, WORDS, otherwise=f"the formats are {listed(WORDS)}")
            raise CommandError(f"there is no format '{word}'", remedy=remedy)
        asked.append(word)
    return tuple(dict.fromkeys(form for word in asked for form in FORMATS if form.word == word))


def choose(
    kind: DocumentKind,
    audience: Audience,
    *,
    asked: tuple[FormatSpec, ...] | None,
    outputs: Outputs | None = None,
) -> Chosen:
    """Return a document's formats: what the command asks, else its `outputs`, else the usual."""
    wanted = asked if asked is not None else _usual(kind, outputs)
    fitting = [each for each in wanted if kind in each.kinds]
    is_closed = audience is Audience.PUBLIC and _is_closed(outputs)
    made = tuple(
        each
        for each in fitting
        if audience in each.audiences and not (is_closed and each.is_written)
    )
    return Chosen(made=made, refused=tuple(each for each in fitting if each not in made))


def _is_closed(outputs: Outputs | None) -> bool:
    """Whether a deck's report is for Part 2 of the meeting, which the public may not read."""
    return getattr(outputs.report if outputs else None, "public", None) == PART_2


def _usual(kind: DocumentKind, outputs: Outputs | None) -> tuple[FormatSpec, ...]:
    if outputs is None or kind is not DocumentKind.DECK:
        return tuple(each for each in FORMATS if kind in each.usual)
    return tuple(each for each in FORMATS if _is_asked_for(each, outputs))


def _is_asked_for(form: FormatSpec, outputs: Outputs) -> bool:
    if getattr(outputs, form.output or form.word, False) is False:
        return False
    if form.word != PDF.name:
        return True
    # The PDF is of whichever has a page, and of both if neither has.
    has_page = outputs.report is not False if form.is_written else outputs.slides
    return has_page or not (outputs.slides or outputs.report is not False)

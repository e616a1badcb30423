"""The formats of documents: which there are, who may have them, and what each document makes.

One table. Adding a format is a row here and a module in `renderers`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import CommandError
from csp_slides.core.did_you_mean import closest, listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.deck_file import Outputs


class Format(StrEnum):
    """A form that a document is made in; the words of `--formats` and one more."""

    DECK = "deck"
    REPORT = "report"
    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    HANDOUT = "handout"
    SCRIPT = "script"
    MD = "md"
    CSV = "csv"
    SLIDES = "slides.pdf"
    """What `pdf` means for the slides of a deck; no word of its own."""


WORDS = tuple(form for form in Format if form is not Format.SLIDES)
"""What may be asked for."""


class DocumentKind(StrEnum):
    """What a document is, as the manifest names it."""

    DECK = "deck"
    MARKDOWN = "markdown"
    ACTION_PLAN = "action-plan"
    PLAN = "plan"
    REPORT = "report"
    MINUTES = "minutes"


class _Rule(Struct, frozen=True, kw_only=True):
    """Who may have a format, and which documents have it; `plans` are the action plans."""

    audiences: tuple[Audience, ...] = tuple(Audience)
    decks: bool = True
    markdown: bool = True
    papers: bool = False
    plans: bool = False
    made: bool = True


_PRESENTER = (Audience.PRESENTER,)

_RULES = {
    Format.DECK: _Rule(),
    Format.REPORT: _Rule(markdown=False, papers=True),
    Format.MD: _Rule(),
    Format.PDF: _Rule(markdown=False, papers=True),
    Format.SLIDES: _Rule(),
    Format.DOCX: _Rule(markdown=False, papers=True),
    Format.PPTX: _Rule(),
    Format.HANDOUT: _Rule(audiences=_PRESENTER),
    Format.SCRIPT: _Rule(audiences=_PRESENTER),
    Format.CSV: _Rule(decks=False, markdown=False, plans=True),
}
"""`made` says whether this version makes the format at all."""


DRAWN = frozenset({Format.PDF, Format.SLIDES, Format.DOCX, Format.PPTX, Format.HANDOUT})
"""The forms that are drawn with a library of their own, or a browser."""

_PART_2 = "Part 2"

WRITTEN = frozenset({Format.REPORT, Format.PDF, Format.DOCX})
"""The forms of a document that is read; all are made of the same report."""


class Chosen(Struct, frozen=True, kw_only=True):
    """The formats that a document is made in, and those that were asked for in vain."""

    made: tuple[Format, ...]
    refused: tuple[Format, ...] = ()
    missing: tuple[Format, ...] = ()


def named(names: Iterable[str]) -> tuple[Format, ...]:
    """Read the words of `--formats`.

    Raises:
        CommandError: one of them is no format.
    """
    formats = []
    for name in names:
        word = name.strip().casefold()
        if word not in WORDS:
            remedy = closest(word, WORDS, otherwise=f"the formats are {listed(WORDS)}")
            raise CommandError(f"there is no format '{word}'", remedy=remedy)
        formats.append(Format(word))
    return tuple(dict.fromkeys(formats))


def choose(
    kind: DocumentKind,
    audience: Audience,
    *,
    asked: tuple[Format, ...] | None,
    outputs: Outputs | None = None,
) -> Chosen:
    """Settle a document's formats: what the command asks, else its `outputs`, else the usual.

    `refused` are formats that the audience may not have, `missing` such as this version does
    not make.
    """
    wanted = _with_slides(asked) if asked is not None else _usual(kind, outputs)
    fitting = [each for each in wanted if _fits(kind, each)]
    closed = WRITTEN if audience is Audience.PUBLIC and _is_closed(outputs) else frozenset()
    open_to = [e for e in fitting if audience in _RULES[e].audiences and e not in closed]
    return Chosen(
        made=tuple(e for e in open_to if _RULES[e].made),
        refused=tuple(e for e in fitting if e not in open_to),
        missing=tuple(e for e in open_to if not _RULES[e].made),
    )


def _is_closed(outputs: Outputs | None) -> bool:
    """Say whether a deck's report is for Part 2 of the meeting, which the public may not read."""
    return getattr(outputs.report if outputs else None, "public", None) == _PART_2


def _with_slides(asked: tuple[Format, ...]) -> tuple[Format, ...]:
    """Have `pdf` ask for that of the slides too."""
    return (*asked, Format.SLIDES) if Format.PDF in asked else asked


def _fits(kind: DocumentKind, form: Format) -> bool:
    rule = _RULES[form]
    if kind is DocumentKind.DECK:
        return rule.decks
    if kind is DocumentKind.MARKDOWN:
        return rule.markdown
    return rule.papers or (rule.plans and kind is DocumentKind.ACTION_PLAN)


def _usual(kind: DocumentKind, outputs: Outputs | None) -> tuple[Format, ...]:
    if kind is DocumentKind.MARKDOWN:
        return (Format.DECK,)
    if kind is DocumentKind.ACTION_PLAN:
        return (Format.REPORT, Format.CSV)
    if kind is not DocumentKind.DECK:
        return (Format.REPORT,)
    if outputs is None:
        return (Format.DECK, Format.REPORT)
    paged = outputs.slides or outputs.report is not False
    named_outputs = {
        Format.DECK: outputs.slides,
        Format.REPORT: outputs.report is not False,
        # Of what has a page; of both where neither has.
        Format.PDF: outputs.pdf and (outputs.report is not False or not paged),
        Format.SLIDES: outputs.pdf and (outputs.slides or not paged),
        Format.DOCX: outputs.docx,
        Format.PPTX: outputs.pptx,
        Format.HANDOUT: outputs.handout is not False,
        Format.SCRIPT: outputs.script is not False,
        Format.MD: outputs.md,
    }
    return tuple(form for form, wanted in named_outputs.items() if wanted)

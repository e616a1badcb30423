"""`council.yaml`: what is the same from meeting to meeting, and the accessibility statement."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.core.language import DEFAULT
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from csp_slides.core.source import Text


class Compliance(StrEnum):
    """How far the site meets WCAG 2.2 AA, in the words of the model statement."""

    FULLY = "fully"
    PARTIALLY = "partially"
    NOT = "not"


class Ground(StrEnum):
    """Why something is not accessible; the model statement has a heading for each."""

    NOT_COMPLIANT = "not compliant"
    BURDEN = "disproportionate burden"
    OUT_OF_SCOPE = "out of scope"


class AccessibilityIssue(field.Record):
    """A known accessibility problem."""

    problem: Text = field.required(
        field.line, "What doesn't work, and for whom, as a whole sentence."
    )
    criterion: Text | None = field.optional(
        field.line, "The WCAG criterion that it fails, such as 1.1.1 (Non-text content)."
    )
    instead: Text | None = field.optional(field.line, "What somebody can do instead.")
    fix_by: dt.date | None = field.optional(field.date, "When it will be fixed.")
    reason: Ground = field.optional(
        field.choice(Ground), "Under which heading it belongs.", default=Ground.NOT_COMPLIANT
    )


class Accessibility(field.Record):
    """The accessibility statement, `accessibility.html`; its legal wording is fixed."""

    compliance: Compliance = field.required(
        field.choice(Compliance), "How far the site meets WCAG 2.2 AA."
    )
    prepared: dt.date = field.required(field.date, "When the statement was first published.")
    reviewed: dt.date | None = field.optional(
        field.date, "When it was last reviewed; more than a year ago gives a warning."
    )
    tested: dt.date | None = field.optional(field.date, "When the site was last tested.")
    how_tested: Text | None = field.optional(
        field.prose, "Who tested it, which pages they took and how."
    )
    issues: tuple[AccessibilityIssue, ...] = field.optional(
        field.each(field.record(AccessibilityIssue)),
        "What is known not to be accessible, the most serious first.",
        default=(),
    )
    improving: Text | None = field.optional(
        field.prose, "What is being done to make the site more accessible."
    )
    contact: Text | None = field.optional(
        field.line, "The contact for accessibility problems, if not `accessibility_contact`."
    )
    telephone: Text | None = field.optional(
        field.line, "The number to ring, if not `contact_centre`."
    )
    reply_within: Text | None = field.optional(
        field.line, "How soon you reply, such as 10 working days."
    )
    visit: Text | None = field.optional(
        field.prose, "How to get in touch by relay service, or to visit with a hearing loop."
    )

    @property
    def looked_over(self) -> dt.date:
        """The day on which the statement was last known to be true."""
        return self.reviewed or self.prepared


class Rag(StrEnum):
    """A rating's key; the council's own words say what each means."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class ClearDays(StrEnum):
    """How the days between publishing papers and the meeting are counted."""

    WORKING = "working"
    CALENDAR = "calendar"


class HouseStyle(field.Record):
    """How the council writes and how fast it speaks."""

    speaking_rate: int = field.optional(
        field.whole, "Words a minute, used for the timings.", default=130
    )
    bullets_per_slide: int = field.optional(
        field.whole, "More bullets than this on a slide is a warning.", default=6
    )
    words_per_bullet: int = field.optional(
        field.whole, "More words than this in a bullet is a hint.", default=6
    )
    sentence_length: int = field.optional(
        field.whole, "More words than this in a sentence is a hint.", default=25
    )
    reading_ease: int = field.optional(
        field.whole, "A lower Flesch score than this is a hint.", default=50
    )
    date_style: Text | None = field.optional(
        field.line,
        "How dates are written, as an example such as `21 October 2026`; `date-style` follows it.",
    )


class Bands(field.Record):
    """How far off its target an indicator turns amber, then red."""

    amber_from: Decimal = field.optional(
        field.percentage, "Off target by this much is amber.", default=Decimal(5)
    )
    red_from: Decimal = field.optional(
        field.percentage, "Off target by this much is red.", default=Decimal(10)
    )


class Shape(StrEnum):
    """The shape that goes with a rating of the council's own."""

    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CIRCLE = "circle"
    TICK = "tick"
    DASH = "dash"
    SMILE = "smile"
    NEUTRAL = "neutral"
    FROWN = "frown"
    UP = "up"
    DOWN = "down"


class Trend(StrEnum):
    """Which way an indicator has gone since the time before, judged by what is good."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


class OwnRating(field.Record):
    """A rating of the council's own, for actions and indicators."""

    id: Text = field.required(field.identifier, "Its short name, used as `rating:`.")
    word: Text = field.required(field.line, "The word that is shown.")
    colour: Rag = field.required(field.choice(Rag), "Its colour.")
    shape: Shape | None = field.optional(
        field.choice(Shape), "Its shape; that of its colour unless said."
    )
    meaning: Text | None = field.optional(field.line, "What it means, for the key.")
    off_by: Decimal | None = field.optional(
        field.percentage,
        "An indicator that is off its target by no more has this rating; the first that fits.",
    )
    trend: tuple[Trend, ...] = field.optional(
        field.each(field.choice(Trend)),
        "An indicator has this rating only if it has moved this way.",
        default=(),
    )
    otherwise: bool = field.optional(
        field.yes_no, "Whether an indicator that no other rating fits has this one.", default=False
    )


class Period(field.Record):
    """A time from one day to another, both included."""

    starts: dt.date = field.required(field.date, "The first day.", key="from")
    ends: dt.date = field.required(field.date, "The last day.", key="to")
    reason: Text | None = field.optional(field.line, "Why, such as the election's name.")


class Brand(field.Record):
    """The colours and logo that the `council` theme wears."""

    primary: Text | None = field.optional(field.colour, "The main colour, as #rrggbb.")
    accent: Text | None = field.optional(field.colour, "A second colour, as #rrggbb.")
    logo: Text | None = field.optional(field.file, "The logo's file.")
    describe: Text | None = field.optional(field.line, "A description of the logo.")


class Office(field.Record):
    """Files of the council's own that Word and PowerPoint documents take their look from."""

    word: Text | None = field.optional(
        field.file, "A .docx or .dotx with the styles, page and heading for Word documents."
    )
    powerpoint: Text | None = field.optional(
        field.file, "A .pptx or .potx with the layouts, colours and fonts for PowerPoint decks."
    )


class Council(field.Record):
    """One file of shared settings."""

    name: Text = field.required(field.line, "The council's full name.")
    short_name: Text | None = field.optional(
        field.line, "Its everyday name, for page titles and link previews."
    )
    partnership: Text | None = field.optional(field.line, "The partnership's full name.")
    website: Text | None = field.optional(
        field.site, "Where the built site is hosted; needed for a sitemap and link previews."
    )
    accessibility_contact: Text | None = field.optional(
        field.line, "The contact for accessibility problems."
    )
    contact_centre: Text | None = field.optional(
        field.line, "A service telephone number, never a personal one."
    )
    accessibility: Accessibility | None = field.optional(
        field.record(Accessibility),
        "What the accessibility statement says; without it the site has none.",
    )
    house_style: HouseStyle = field.optional(
        field.record(HouseStyle), "How the council writes and speaks.", default=HouseStyle
    )
    brand: Brand = field.optional(
        field.record(Brand), "Colours and logo of the `council` theme.", default=Brand
    )
    office: Office = field.optional(
        field.record(Office), "The council's own templates for Word and PowerPoint.", default=Office
    )
    rag: Mapping[Rag, Text] = field.optional(
        field.table(field.choice(Rag), field.line),
        "What each rating means here; printed as the key.",
        default=dict,
    )
    ratings: tuple[OwnRating, ...] = field.optional(
        field.each(field.record(OwnRating)),
        "Ratings of the council's own, in the order of the key.",
        default=(),
    )
    bands: Bands = field.optional(
        field.record(Bands), "When an indicator turns amber and red.", default=Bands
    )
    glossary: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Abbreviations and what they mean, spelled out at first use.",
        default=dict,
    )
    well_known: tuple[Text, ...] = field.optional(
        field.each(field.line), "Abbreviations that need no explanation.", default=()
    )
    renamed: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line), "Old names and their new ones.", default=dict
    )
    moved: Mapping[Text, Text] = field.optional(
        field.table(field.identifier, field.identifier),
        "Former addresses of documents and the present ones, oldest first; each redirects.",
        default=dict,
    )
    public_names: tuple[Text, ...] = field.optional(
        field.each(field.line), "People who may be named in public.", default=()
    )
    pre_election_periods: tuple[Period, ...] = field.optional(
        field.each(field.record(Period)),
        "Pre-election periods; a meeting in one gives a warning.",
        default=(),
    )
    bank_holidays: tuple[dt.date, ...] = field.optional(
        field.each(field.date), "Days that are not working days.", default=()
    )
    clear_days: ClearDays = field.optional(
        field.choice(ClearDays), "How clear days are counted.", default=ClearDays.WORKING
    )
    language: Text = field.optional(
        field.language,
        "The language of the program's own text, such as `cy`; documents may have their own.",
        default=DEFAULT,
    )
    languages: tuple[Text, ...] = field.optional(
        field.each(field.language),
        "The languages in which documents are made, the first at the usual addresses.",
        default=(),
    )
    licence: Text | None = field.optional(field.line, "The licence line of public pages.")
    trust: tuple[Text, ...] = field.optional(
        field.each(field.file),
        "Markdown decks whose raw HTML is kept as it is; never a section.",
        default=(),
    )
    frames: tuple[Text, ...] = field.optional(
        field.each(field.link), "Web addresses that slides may frame.", default=()
    )

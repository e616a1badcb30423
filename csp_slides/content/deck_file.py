"""The councillor's file: the meeting, the look, which sections and in what order."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from csp_slides.content.audience import Show
from csp_slides.content.document import Amendment, Withdrawal
from csp_slides.content.front_sheet import FrontSheet
from csp_slides.content.openness import PART_1, PART_2
from csp_slides.content.picture import Backdrop
from csp_slides.content.section import Indicator, Item
from csp_slides.schema.fields import declare as field

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from csp_slides.core.source import Text


class Meeting(field.Record):
    """Where and when something is presented, and how long it may take."""

    body: Text = field.required(field.line, "The committee, panel or council that meets.")
    date: dt.date = field.required(field.date, "The day, in any common British form.")
    time: dt.time | None = field.optional(field.time, "When it starts, such as 7:30pm.")
    place: Text | None = field.optional(field.line, "Where it meets.")
    agenda_item: Text | None = field.optional(field.line, "The item on the agenda, such as 8b.")
    time_limit: Decimal | None = field.optional(
        field.minutes, "How long the speaker may take, such as 10 minutes."
    )
    papers: Text | None = field.optional(field.link, "The web page of the meeting's papers.")
    public: Text | None = field.optional(
        field.choice_of(PART_1, PART_2), "Whether the item is open to the public."
    )


class Empty(StrEnum):
    """What to do with a section that has nothing in it."""

    LEAVE_OUT = "leave out"
    SAY_SO = "say so"
    STOP = "stop"


class ReportText(StrEnum):
    """Which words an item without `report` text has in the report."""

    REPORT = "report"
    NOTES = "notes"


class Look(field.Record):
    """What the deck looks like."""

    theme: Text | None = field.optional(
        field.line, "A theme's name: night, day, council, contrast."
    )
    transition: Text | None = field.optional(
        field.choice_of("none", "fade", "slide", "convex", "concave", "zoom"),
        "How one slide follows another.",
    )


class Moment(field.Record):
    """A slide of the councillor's own at the start of the deck."""

    title: Text | None = field.optional(field.line, "A different heading.")
    background: Backdrop | None = field.optional(field.record(Backdrop), "A picture behind it.")
    notes: Text | None = field.optional(field.prose, "What is said.")


class Agenda(field.Record):
    """The contents slide, when it needs more than `yes`."""

    title: Text | None = field.optional(field.line, "A different heading.")
    background: Backdrop | None = field.optional(field.record(Backdrop), "A picture behind it.")
    notes: Text | None = field.optional(field.prose, "What is said.")
    progress: bool = field.optional(
        field.yes_no,
        "Whether it is shown again at the start of each part, with that part marked.",
        default=False,
    )


class IndicatorView(StrEnum):
    """How a section's indicators are shown, when `yes` is not enough."""

    CHARTS = "charts"
    BOTH = "both"


class With(field.Record):
    """What a section brings besides its items."""

    indicators: bool | IndicatorView = field.optional(
        field.either(field.yes_no, field.choice(IndicatorView)),
        "Whether its indicators are shown; as `charts` with a table, or `both` ways.",
        default=True,
    )
    actions: Text | None = field.optional(
        field.line,
        "Which actions of the action plan, such as `red and amber`; `summary` for a chart.",
    )
    plan: Text | None = field.optional(field.line, "The plan to show on a page.")


class SectionEntry(field.Record):
    """One line of the councillor's list: an officer's section, or one of their own."""

    use: Text | None = field.optional(field.file, "The section's file or its `id`.")
    title: Text | None = field.optional(field.line, "The heading of a section of your own.")
    title_slide: bool = field.optional(
        field.yes_no, "Whether a slide with the section's title comes first.", default=True
    )
    headings: bool = field.optional(
        field.yes_no, "Whether the section's title is shown on each of its slides.", default=True
    )
    reveal: bool = field.optional(
        field.yes_no, "Whether its bullets appear one by one.", default=False
    )
    items: tuple[Item, ...] = field.optional(
        field.each(field.record(Item)), "The items of a section of your own.", default=()
    )
    indicators: tuple[Indicator, ...] = field.optional(
        field.each(field.record(Indicator)),
        "The indicators of a section of your own.",
        default=(),
    )
    nothing_to_report: Text | None = field.optional(
        field.line, "Why a section of your own has nothing in it."
    )
    rename: Text | None = field.optional(
        field.line, "Another heading for an officer's section.", key="as"
    )
    leave_out: tuple[Text, ...] = field.optional(
        field.each(field.line), "Titles of items that are not shown.", default=()
    )
    only: tuple[Text, ...] = field.optional(
        field.each(field.line), "Titles of the only items that are shown.", default=()
    )
    order: tuple[Text, ...] = field.optional(
        field.each(field.line), "Titles of items that come first, in this order.", default=()
    )
    say_first: Text | None = field.optional(
        field.prose, "What the councillor says before the officer's words."
    )
    say_last: Text | None = field.optional(field.prose, "What the councillor says after them.")
    background: Backdrop | None = field.optional(
        field.record(Backdrop), "A picture behind the section's title."
    )
    include: With = field.optional(
        field.record(With), "What is shown besides the items.", key="with", default=With
    )


class Thanks(field.Record):
    """The slide that thanks officers and credits pictures."""

    title: Text | None = field.optional(field.line, "A different heading.")
    officers: bool = field.optional(
        field.yes_no, "Thank everybody marked `thank_in_credits`.", default=True
    )
    also: tuple[Text, ...] = field.optional(
        field.each(field.line), "Other people to thank.", default=()
    )
    photos: bool = field.optional(field.yes_no, "Credit the pictures.", default=True)
    background: Backdrop | None = field.optional(field.record(Backdrop), "A picture behind it.")
    notes: Text | None = field.optional(field.prose, "What is said.")


class PreparedAnswer(field.Record):
    """A question that may come, and the answer to it."""

    question: Text = field.required(field.line, "The question.", key="q")
    answer: Text = field.required(field.prose, "The answer.", key="a")
    published: bool = field.optional(field.yes_no, "Whether it is shown in public.", default=False)
    show: Show = field.optional(
        field.choice(Show), "Who may see it, when it is published.", default=Show.PUBLIC
    )
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that somebody has reviewed, each with the reason for keeping the text.",
        default=dict,
    )


class Questions(field.Record):
    """The slide that invites questions."""

    title: Text | None = field.optional(field.line, "A different heading.")
    background: Backdrop | None = field.optional(field.record(Backdrop), "A picture behind it.")
    notes: Text | None = field.optional(field.prose, "What is said.")
    prepared: tuple[PreparedAnswer, ...] = field.optional(
        field.each(field.record(PreparedAnswer)),
        "Prepared answers; only the presenter sees those that aren't published.",
        default=(),
    )


class Ending(field.Record):
    """The last slide, when it needs more than text."""

    title: Text | None = field.optional(field.line, "Its text, as a heading.")
    words: Text | None = field.optional(field.line, "Its text, or more text under its heading.")
    background: Backdrop | None = field.optional(field.record(Backdrop), "A picture behind it.")
    notes: Text | None = field.optional(field.prose, "What is said.")


class ReportOutput(FrontSheet):
    """How the written report is made, and what its front sheet says."""

    text: ReportText = field.optional(
        field.choice(ReportText),
        "`notes` publishes the notes of cleared sections where an item has no `report` text.",
        default=ReportText.REPORT,
    )


class PrintSize(StrEnum):
    """How large the words are on paper: 12, 18 or 24 points at least."""

    CLEAR = "clear print"
    LARGE = "large print"
    GIANT = "giant print"


class Outputs(field.Record):
    """Which formats the document has."""

    slides: bool = field.optional(field.yes_no, "The deck.", default=True)
    report: bool | ReportOutput = field.optional(
        field.either(field.yes_no, field.record(ReportOutput)),
        "The written report.",
        default=True,
    )
    handout: bool | PrintSize = field.optional(
        field.either(field.yes_no, field.choice(PrintSize)),
        "Slides with notes, on paper; `yes` is clear print.",
        default=False,
    )
    script: bool | PrintSize = field.optional(
        field.either(field.yes_no, field.choice(PrintSize)),
        "The script for the lectern; `yes` is large print.",
        default=False,
    )
    pdf: bool = field.optional(field.yes_no, "PDF of report and slides.", default=False)
    bilingual: bool = field.optional(
        field.yes_no, "A PDF of the report in two languages, side by side.", default=False
    )
    docx: bool = field.optional(field.yes_no, "The report for Word.", default=False)
    pptx: bool = field.optional(field.yes_no, "The deck for PowerPoint.", default=False)
    md: bool = field.optional(field.yes_no, "The deck as Markdown.", default=False)


class DeckFile(field.Record):
    """What the councillor wants to show, in what order, with their own words."""

    id: Text | None = field.optional(
        field.identifier, "The deck's short name, used in its address."
    )
    title: Text = field.required(field.line, "The deck's title.")
    language: Text | None = field.optional(
        field.language, "The language that it is written in; the council's unless said."
    )
    presenter: Text | None = field.optional(
        field.line, "Who presents it; needed for the title slide.", may_be_blank=True
    )
    role: Text | None = field.optional(field.line, "The presenter's office.")
    meeting: Meeting | None = field.optional(
        field.record(Meeting),
        "Where and when it is presented; needed for the title slide.",
        may_be_blank=True,
    )
    both_languages: bool = field.optional(
        field.yes_no,
        "Whether slides show two languages side by side, where the content has them.",
        default=False,
    )
    look: Look = field.optional(field.record(Look), "What it looks like.", default=Look)
    opening: bool | Moment = field.optional(
        field.either(field.yes_no, field.record(Moment)),
        "The title slide's picture and notes; `no` for a deck without one.",
        default=True,
    )
    agenda: bool | Agenda = field.optional(
        field.either(field.yes_no, field.record(Agenda)),
        "A contents slide made from the section titles.",
        default=True,
    )
    sections: tuple[SectionEntry, ...] = field.required(
        field.each(field.record(SectionEntry)), "The sections, in the order they are shown."
    )
    promises: bool = field.optional(
        field.yes_no,
        "Whether the deck reports on promises made at the same body's last meeting.",
        default=True,
    )
    credits: bool | Thanks = field.optional(
        field.either(field.yes_no, field.record(Thanks)),
        "The slides that thank officers and credit pictures.",
        default=True,
    )
    questions: bool | Questions = field.optional(
        field.either(field.yes_no, field.record(Questions)),
        "The slide that invites questions.",
        default=False,
    )
    ending: Text | Ending | None = field.optional(
        field.either(field.line, field.record(Ending)),
        "The text of the last slide; blank for none.",
        may_be_blank=True,
    )
    outputs: Outputs | None = field.optional(
        field.record(Outputs), "Which formats are made; the deck and the report unless said."
    )
    items_per_slide: int = field.optional(
        field.whole, "How many items share a slide, at most.", default=3
    )
    checked: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line),
        "Checks that don't apply to this file, each with the reason.",
        default=dict,
    )
    empty: Empty = field.optional(
        field.choice(Empty), "What to do with a section that has nothing in it.", default=Empty.STOP
    )
    amended: tuple[Amendment, ...] = field.optional(
        field.each(field.record(Amendment)),
        "Changes after it was published, each with its day.",
        default=(),
    )
    withdrawn: Withdrawal | None = field.optional(
        field.record(Withdrawal),
        "That it is withdrawn: its text is removed, and the page at its address says so.",
    )

"""Every rule finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from csp_slides.content.audience import Audience, Show
from csp_slides.content.council import Council
from csp_slides.core.diagnostic_codes import CODES
from csp_slides.core.diagnostic_formats import as_text
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.lint.house_style.check import check_draft
from csp_slides.lint.house_style.date_form import check_date_style
from csp_slides.lint.house_style.drafts import Draft, drafts
from csp_slides.lint.house_style.table import IDS, RULES
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.schema.fields.declare import Record
    from tests.unit.conftest import Loader

COUNCIL = """kind: council
name: Alderbrook Borough Council
contact_centre: 01632 960100
glossary: {ASB: anti-social behaviour}
well_known: [ANPR]
renamed: {Community Trigger: ASB case review}
public_names: [Priya Fairweather]
pre_election_periods: [{from: 22 March 2027, to: 6 May 2027}]
"""

REPORT = """kind: report
title: Update
meeting: {{body: Panel, date: 11 February 2027}}
background_papers: []
sections:
  - heading: Work
    text: |
{text}
"""

SECTION = """kind: section
id: waste
title: Waste
items:
  - title: Bins
    notes: |
{text}
"""

DAY = dt.date(2027, 2, 11)


def read(text: str) -> Record:
    path = PurePosixPath("it.yaml")
    found = read_document(Source(path, text, path), KINDS, sink := Sink())
    assert found is not None, sink.diagnostics
    return found[1]


def looked_over(
    text: str,
    whole: str = REPORT,
    *,
    audience: Audience = Audience.PUBLIC,
    day: dt.date = DAY,
    show: Show = Show.PUBLIC,
    publishes: bool = False,
    council: str = COUNCIL,
) -> tuple[Diagnostic, ...]:
    own = read(council)
    assert isinstance(own, Council)
    draft = Draft(
        name="it.yaml",
        record=read(whole.format(text=indent(text, "      "))),
        is_deck=whole is not REPORT,
        day=day,
        show=show,
        publishes_notes=publishes,
    )
    sink = Sink()
    check_draft(draft, own, audience, sink)
    return sink.diagnostics


def place(found: Diagnostic) -> str:
    assert found.span is not None
    line = found.span.source.line(found.span.line)
    return line[found.span.column - 1 : found.span.end_column - 1]


LONG = "word " * 30

FOUND = [
    ("home-address", "It closed 105 Gemini Park for good.", "105 Gemini Park", None),
    ("home-address", "He lives at Flat 2, 14 Mill Road here.", "Flat 2, 14 Mill Road", None),
    ("personal", "Her number is AB 12 34 56 C here.", "AB 12 34 56 C", None),
    ("personal", "The car AB12 CDE was seen.", "AB12 CDE", None),
    ("contact", "Write to jo.bloggs@example.org today.", "jo.bloggs@example.org", None),
    ("contact", "Ring 01632 960999 for more.", "01632 960999", None),
    ("named-person", "Thanks go to Tracey Example for it.", "Tracey Example", None),
    ("named-person", "We heard PC Example on it.", "PC Example", None),
    ("employment", "Alan Example retired in May 2026.", "retired", None),
    ("security-detail", "The firewall had a hole.", "firewall", None),
    ("small-number", "It helped 3 young people.", "3 young people", None),
    ("small-number", "And 1 was referred on.", "1 was referred", None),
    ("operation-name", "In Operation Teacup we met.", "Operation Teacup", None),
    ("date-style", "It met on 21/10/2015.", "21/10/2015", "write 21 October 2015"),
    ("date-style", "It met on 3rd December.", "3rd December", "write 3 December"),
    ("date-style", "It met on 4<sup>th</sup> June.", "4<sup>th</sup> June", "write 4 June"),
    ("date-style", "It met on 21 October, 2015.", "21 October, 2015", "write 21 October 2015"),
    ("date-style", "It met on 2015-10-21.", "2015-10-21", "write 21 October 2015"),
    ("date-style", "It met on 21.10.15.", "21.10.15", "write 21 October 2015"),
    ("range-style", "The plan for 2023-2027.", "2023-2027", "write 2023 to 2027"),
    ("range-style", "The year 2026/27.", "2026/27", "write 2026 to 2027"),
    ("range-style", "From 10am \u2013 11am.", "10am \u2013 11am", "write 10am to 11am"),
    ("range-style", "On 9-14 May.", "9-14 May", "write 9 to 14 May"),
    ("range-style", "In 12-18 months.", "12-18", "write 12 to 18"),
    ("time-style", "It begins at 19:30 there.", "19:30", "write 7:30pm"),
    ("time-style", "It begins at 10.00 AM.", "10.00 AM", "write 10am"),
    ("time-style", "It begins at 12 noon.", "12 noon", "write midday"),
    (
        "weekday",
        "On Thursday 27 March 2020 it met.",
        "Thursday 27 March 2020",
        "write Friday 27 March 2020, or correct the day",
    ),
    ("relative-day", "We meet again this autumn.", "this autumn", None),
    ("gone-by", "It will be presented in March 2026.", "March 2026", None),
    ("short-form", "The CSB agreed it.", "CSB", None),
    ("short-form-twice", "A plan of Wide Scope (WS) came.", "Wide Scope", None),
    ("short-form-twice", "Anti-social business (ASB) and ASB.", "Anti-social business", None),
    ("short-form-twice", "The MARRG met; the MAARG did not.", "MAARG", None),
    ("capitals", "We use the AZURE CLOUD for it.", "AZURE CLOUD", None),
    ("sign", "Bins & rounds, e.g. recycling.", "&", "write and"),
    ("long-sentence", f"It was {LONG}so.", f"It was {LONG}so.", None),
    ("long-paragraph", "It is. " * 6, "It is. It is. It is. It is. It is. It is.", None),
    ("plain-word", "We utilise bins.", "utilise", "write use"),
    ("two-forms", "Councillor Marsh met Cllr Hay.", "Cllr", None),
    ("number-style", "We emptied 4942 bins.", "4942", "write 4,942"),
    ("number-style", "It cost \u00a3632k in all.", "\u00a3632k", "write \u00a3632,000"),
    ("number-style", "That is 59 per cent.", "59 per cent", "write 59%"),
    ("emphasis", "All **bins** are **new** now.", "**new**", None),
    ("emphasis", "We *really* mean it.", "*really*", None),
    ("emphasis", "We _really_ mean it.", "_really_", None),
    ("heading-end", "## New bins:\n\nThey came.", ":", None),
    ("heading-end", "## New bins.\n\nThey came.", ".", None),
    ("old-name", "A Community Trigger was met.", "Community Trigger", "write ASB case review"),
]


@pytest.mark.parametrize(("code", "text", "where", "advice"), FOUND)
def test_a_rule_finds_what_it_is_for(code: str, text: str, where: str, advice: str | None) -> None:
    found = next((each for each in looked_over(text) if each.code == code), None)
    assert found is not None
    assert place(found) == where
    assert found.help == advice or advice is None


@pytest.mark.parametrize(
    "text",
    [
        "It met on Thursday 11 February 2027 at 7:30pm, from 2026 to 2027.",
        "See [the page](https://x.example/2026-10-21/12-18?a=4942) and `19:30`.",
        "The **bins** are new.\n\nThe **rounds** are new.\n\n- **Hours:** 9 to 5\n- **Days:** all",
        "At 2 * 3 * 4 the snake_case_name and `*code*` of a file_name stay.",
        "## What is new\n\nIt is this: bins.",
        "Version 1.13.15 of 10/12 parts scored 3:2.",
        "In 2026 we met 1,140 people, and 4 of 5 were content.",
        "Ring 01632 960100, the contact centre, about ASB or ANPR.",
        "The Antisocial Behaviour Unit (ABU) met; the ABU agreed.",
        "Priya Fairweather spoke, and Councillor Marsh did so too.",
        "Councillor Steve Marsh is the lead member, as Mayor Ann Hay was.",
        "At Alison Road School and Martin Park the 12 Castle Hill Academy pupils sang.",
        "The board will meet on 25 February 2027.",
        "Part II of the Act, and section IV, count 1 in 4 people.",
        "We helped 5 people. We ran 2 sessions for 31 pupils in 2 rooms.",
        "Vulnerable people come first. The back-up generator is new. Pass the word.",
        "The year's end, today's agenda and last year's figures are all here.",
    ],
)
def test_a_rule_leaves_alone_what_only_looks_like_it(text: str) -> None:
    assert [(each.code, each.message) for each in looked_over(text)] == []


def test_every_rule_is_tried_and_explained() -> None:
    tried = {code for code, *_ in FOUND} | {"party", "reading-ease", "title-differs"}
    assert tried == {rule.code for rule in RULES}
    assert {rule.code for rule in RULES} <= set(CODES)
    assert sorted(IDS) == sorted({rule.id for rule in RULES})


def test_parties_are_named_freely_but_before_an_election() -> None:
    text = "The Labour group agreed."
    assert not looked_over(text)
    (found,) = looked_over(text, day=dt.date(2027, 4, 20))
    assert (found.code, place(found)) == ("party", "Labour group")


def test_a_document_that_is_hard_to_read_has_its_score() -> None:
    text = "Organisational responsibilities necessitate comprehensive documentation.\n" * 20
    found = next(each for each in looked_over(text) if each.code == "reading-ease")
    assert found.severity == "hint"
    assert "asks for at least 50" in found.message


@pytest.mark.parametrize(
    ("text", "report", "notes"),
    [
        ("It met on 21/10/2015.", ["warning"], ["warning"]),
        ("We meet again tonight.", ["warning"], []),
        ("Bins & rounds.", ["hint"], []),
    ],
)
def test_hints_are_kept_from_decks(text: str, report: list[str], notes: list[str]) -> None:
    assert [each.severity for each in looked_over(text)] == report
    assert [each.severity for each in looked_over(text, SECTION)] == notes


HOME = "It closed 105 Gemini Park for good."


@pytest.mark.parametrize(
    ("whole", "audience", "show", "publishes", "severity"),
    [
        (REPORT, Audience.PUBLIC, Show.PUBLIC, False, "error"),
        (REPORT, Audience.MEMBERS, Show.PUBLIC, False, "warning"),
        (REPORT, Audience.PUBLIC, Show.MEMBERS, False, "warning"),
        (SECTION, Audience.PUBLIC, Show.PUBLIC, False, "warning"),
        (SECTION, Audience.PUBLIC, Show.PUBLIC, True, "error"),
        (f"{SECTION}    show: presenter\n", Audience.PUBLIC, Show.PUBLIC, True, "warning"),
    ],
)
def test_only_what_the_public_would_read_stops_a_public_build(  # a row each
    *, whole: str, audience: Audience, show: Show, publishes: bool, severity: str
) -> None:
    (found,) = looked_over(HOME, whole, audience=audience, show=show, publishes=publishes)
    assert (found.code, found.severity) == ("home-address", severity)


def test_what_nobody_sees_is_not_looked_over() -> None:
    assert looked_over(HOME, f"{SECTION}    show: nobody\n") == ()


@pytest.mark.parametrize(
    ("example", "typed", "advice"),
    [
        ("21st October 2026", "3 December 2026", "write 3rd December 2026"),
        ("21st October 2026", "12/11/2026", "write 12th November 2026"),
        ("21st October 2026", "22nd of May", "write 22nd May"),
        ("October 21, 2026", "3rd December 2026", "write December 3, 2026"),
        ("October 21st 2026", "3 December", "write December 3rd"),
        ("Wednesday 21 October 2026", "3rd December 2026", "write 3 December 2026"),
    ],
)
def test_dates_are_written_as_the_councils_example(example: str, typed: str, advice: str) -> None:
    council = f"{COUNCIL}house_style: {{date_style: '{example}'}}\n"
    (found,) = looked_over(f"It met on {typed} at noon.", council=council)
    assert (found.code, place(found), found.help) == ("date-style", typed, advice)
    right = advice.removeprefix("write ")
    assert looked_over(f"It met on {right} at noon.", council=council) == ()


def test_an_example_of_a_date_that_cannot_be_read_is_told(loaded: Loader) -> None:
    told = {}
    for example in ("21 October 2026", "21st October 2026", "DD/MM/YYYY"):
        council = f"{COUNCIL}house_style:\n  date_style: {example}\n"
        library, sink = loaded(council=council)
        check_date_style(library.council, sink)
        told[example] = [(each.code, place(each)) for each in sink.diagnostics]
    assert told == {
        "21 October 2026": [],
        "21st October 2026": [],
        "DD/MM/YYYY": [("date-example", "DD/MM/YYYY")],
    }


@pytest.mark.parametrize("name", ["S01", "date-style"])
@pytest.mark.parametrize("place_of", ["    checked: {{{}: why}}\n", "checked: {{{}: why}}\n"])
def test_what_somebody_has_looked_at_is_not_told_again(name: str, place_of: str) -> None:
    whole = SECTION + place_of.format(name).replace("{", "{{").replace("}", "}}")
    assert looked_over("It met on 21/10/2015, in 2023-2027.", whole)[0].code == "range-style"


def test_a_check_that_there_is_not_is_said() -> None:
    (found,) = looked_over("Fine.", f"{SECTION}checked: {{{{dat-style: why}}}}\n")
    assert (found.code, found.help) == ("unknown-check", "did you mean 'date-style'?")


def test_a_file_is_told_once_of_each_rule_but_of_each_home() -> None:
    text = "\n\n".join([f"It met on 21/10/2015, and {HOME}"] * 9)
    found = looked_over(text)
    assert [each.code for each in found].count("home-address") == 9
    (style,) = [each for each in found if each.code == "date-style"]
    assert style.message.endswith("; also on lines 10, 12, 14, 16, 18 and 3 more")


@pytest.mark.parametrize(
    "text",
    [row[1] for row in FOUND if row[0] in {"home-address", "personal", "contact", "named-person"}],
)
def test_what_is_private_is_printed_nowhere(text: str) -> None:
    found = looked_over(text)
    secret = next(each for each in found if each.secret)
    other = replace(secret, code="long-sentence", secret=False)
    printed = as_text([secret, other], colour=False)
    assert place(secret) not in printed
    assert f"--> it.yaml:8:{secret.span.column if secret.span else 0}" in printed


def test_what_is_not_open_to_the_public_is_not_judged_as_if_it_were(loaded: Loader) -> None:
    home = """
        kind: report
        id: panel
        title: Panel
        background_papers: []
        meeting: {body: Panel, date: 11 February 2027}
        sections: [{heading: Work, text: It closed 105 Gemini Park.}]
    """
    shows = []
    for more in ("", "public: Part 2\nexempt_paragraph: 3\n"):
        library, _ = loaded(panel=dedent(home) + more)
        shows += [each.show for each in drafts(library, None) if each.name == "panel.yaml"]
    assert shows == [Show.PUBLIC, Show.MEMBERS]


def test_a_section_is_judged_by_the_first_meeting_it_goes_to(loaded: Loader) -> None:
    library, _ = loaded()
    days = {each.name: each.day for each in drafts(library, None)}
    assert days["waste.yaml"] == days["deck.yaml"] == dt.date(2027, 1, 20)
    asked = dt.date(2027, 3, 1)
    assert {each.day for each in drafts(library, asked)} == {asked}


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("10 February 2027", ["gone-by"]), ("11 February 2027", []), ("12 February 2027", [])],
)
def test_the_day_of_the_meeting_is_not_before_the_meeting(typed: str, codes: list[str]) -> None:
    found = looked_over(f"It will be presented on {typed}.", day=dt.date(2027, 2, 11))
    assert [each.code for each in found if each.code == "gone-by"] == codes

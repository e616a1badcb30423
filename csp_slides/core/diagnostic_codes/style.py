"""How officers write: what the house style finds in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLE: Mapping[str, Code] = {
    "home-address": Code(
        "somebody's address (P02)",
        (
            "A house number and a street: somebody's home, perhaps. It stops a public "
            "build of text that the public would see. The address itself isn't printed."
        ),
        "Leave the number out, or name the check in `checked:` with your reason.",
    ),
    "personal": Code(
        "a number or date that identifies a person (P02)",
        (
            "A National Insurance number, a vehicle registration or a date of birth. It "
            "stops a public build."
        ),
        "Remove it, or name the check in `checked:` with your reason.",
    ),
    "contact": Code(
        "a telephone number, e-mail address or postcode (P02)",
        "The text says how to contact somebody who may not want to be contacted.",
        "Give the council's `contact_centre:`, or leave it out.",
    ),
    "named-person": Code(
        "a person named (P03)",
        "The text has a name that isn't in the council's `public_names:`.",
        "Give the office or the team, or add the name if that person agrees.",
    ),
    "employment": Code(
        "somebody's employment (P04)",
        (
            "Retirement, leave, illness or discipline is mentioned next to a name. It "
            "stops a public build."
        ),
        "Leave the name out, or name the check in `checked:` with your reason.",
    ),
    "security-detail": Code(
        "a weakness described (P05)",
        "The text may tell an attacker where the council is vulnerable, or where a camera is.",
        "Say what was done rather than what was missing.",
    ),
    "small-number": Code(
        "a count that could identify people (P06)",
        "The text counts fewer than 5 people, who could be identified.",
        "Write `fewer than 5`, or name the check in `checked:` with your reason.",
    ),
    "operation-name": Code(
        "a police operation (P07)",
        "The text names a police operation, which may not be public.",
        "Ask the police, then name the check in `checked:` with their answer.",
    ),
    "party": Code(
        "a party before an election (P08)",
        (
            "A party, a candidate or an appeal for votes appears in something shown in a "
            "pre-election period."
        ),
        "Leave it out (Local Government Act 1986, section 2).",
    ),
    "date-style": Code(
        "a date in another style (S01)",
        (
            "Dates are written as 21 October 2015, without ordinals, commas or slashes, or as the"
            " council's own `date_style` shows."
        ),
        "Write it as the message says.",
    ),
    "date-example": Code(
        "an example of a date that can't be read",
        "`date_style` shows how the council writes dates, and isn't a date written in words.",
        "Write one date as the council writes it, such as 21st October 2026.",
    ),
    "range-style": Code(
        "a range with a dash (S02)",
        "Ranges are written with the word to: 2026 to 2027, 10am to 11am, 9 to 14 May.",
        "Write it as the message says.",
    ),
    "time-style": Code(
        "a time in another style (S03)",
        "Times are written as 5:30pm, 10am, midday and midnight.",
        "Write it as the message says.",
    ),
    "weekday": Code(
        "a wrong weekday (S04)",
        "The day of the week doesn't match the date. It stops a public build.",
        "Correct one or the other.",
    ),
    "relative-day": Code(
        "a relative date (S05)",
        (
            "Words such as today, this autumn or last year mean something else when the "
            "document is read later."
        ),
        "Give the day, month or year.",
    ),
    "gone-by": Code(
        "a date in the past (S06)",
        "Something is described as upcoming, on a date before the meeting.",
        "Say what happened, or give the new date.",
    ),
    "short-form": Code(
        "unexplained abbreviations (S07)",
        "They aren't spelled out in the file or in the council's `glossary:`.",
        "Spell them out where they are first used, or add them to council.yaml.",
    ),
    "short-form-twice": Code(
        "an inconsistent abbreviation (S08)",
        "It is spelled out in two ways, spelled out but never used, or written in two ways.",
        "Use one form throughout.",
    ),
    "capitals": Code(
        "block capitals (S09)",
        "Text in capitals is hard to read, and some screen readers spell it out.",
        "Use lower-case letters.",
    ),
    "sign": Code(
        "a symbol for a word (S10)",
        "An ampersand, e.g., i.e. or etc is used where a word reads better.",
        "Write the word.",
    ),
    "long-sentence": Code(
        "a long sentence (S11)",
        "A sentence has more words than `sentence_length:` of the house style.",
        "Split it in two.",
    ),
    "long-paragraph": Code(
        "a long paragraph or heading (S12)",
        "A paragraph has more than 5 sentences, or a heading more than 65 characters.",
        "Split it, or move the rest into the text below.",
    ),
    "reading-ease": Code(
        "a document that is hard to read (S13)",
        "Its Flesch reading ease is below `reading_ease:` of the house style.",
        "Write shorter sentences and shorter words.",
    ),
    "plain-word": Code(
        "a word with a plainer alternative (S14)",
        "There's a plainer English word for this.",
        "Write what the message says.",
    ),
    "two-forms": Code(
        "two ways of writing Councillor (S15)",
        "Both are used in one document.",
        "Use one throughout; reports write Councillor.",
    ),
    "number-style": Code(
        "a number in another style (S16)",
        "Numbers from 1,000 have a comma, and are written as 59%, £50,000 and 2 million.",
        "Write it as the message says.",
    ),
    "emphasis": Code(
        "too much emphasis (S20)",
        "More than one part of a paragraph is bold, or text is in italics.",
        "Keep the bold part that matters most; make the rest plain.",
    ),
    "heading-end": Code(
        "a heading that ends like a sentence (S21)",
        "It ends in a colon or a full stop.",
        "Remove the punctuation at the end.",
    ),
    "title-differs": Code(
        "one title written in two ways (S23)",
        (
            "The contents and the slide have the same title with different characters, "
            "such as & and 'and'."
        ),
        "Write both the same way.",
    ),
    "old-name": Code(
        "an old name",
        "The council's `renamed:` has another name for it.",
        "Write the new one.",
    ),
    "unknown-check": Code(
        "no such check",
        "`checked:` names a check that doesn't exist.",
        "Write the code of the message, such as `relative-day`, or its number, such as S05.",
    ),
}

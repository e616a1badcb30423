"""How officers write: what the house style finds in their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLE: Mapping[str, Code] = {
    "home-address": Code(
        "somebody's home (P02)",
        "A house number and a street: where somebody may live. It stops a public build of words "
        "that the public may read. What was found is not printed.",
        "Leave the number out, or name the check in `checked:` with the reason.",
    ),
    "personal": Code(
        "a number or date of one person (P02)",
        "A National Insurance number, a car's number or a date of birth. It stops a public build.",
        "Take it out, or name the check in `checked:` with the reason.",
    ),
    "contact": Code(
        "a telephone number, e-mail address or postcode (P02)",
        "The words say how to reach somebody who may not want to be reached.",
        "Give the council's `contact_centre:`, or none.",
    ),
    "named-person": Code(
        "somebody named (P03)",
        "A name is in the words that is not among the council's `public_names:`.",
        "Give the office or the team, or add the name when its owner agrees.",
    ),
    "employment": Code(
        "somebody's employment (P04)",
        "Retirement, leave, illness or discipline stands beside a name. It stops a public build.",
        "Leave the name out, or name the check in `checked:` with the reason.",
    ),
    "security-detail": Code(
        "a weakness described (P05)",
        "The words may tell an attacker where the council is weak, or where a camera stands.",
        "Say what was done and not what was missing.",
    ),
    "small-number": Code(
        "a count that points at people (P06)",
        "Fewer than 5 people are counted, who may be known by it.",
        "Write `fewer than 5`, or name the check in `checked:` with the reason.",
    ),
    "operation-name": Code(
        "a police operation (P07)",
        "The words name an operation of the police, which may not be public.",
        "Ask the police, then name the check in `checked:` with their answer.",
    ),
    "party": Code(
        "a party before an election (P08)",
        "A party, a candidate or an appeal stands in what is shown in a pre-election period.",
        "Leave it out (Local Government Act 1986, section 2).",
    ),
    "date-style": Code(
        "a date in another style (S01)",
        "Dates are written as 21 October 2015, without ordinals, commas or strokes.",
        "Write it as the message says.",
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
        "a weekday that is wrong (S04)",
        "The day of the week is not that of the date. It stops a public build.",
        "Correct the one or the other.",
    ),
    "relative-day": Code(
        "a day that moves (S05)",
        "Today, this autumn or last year mean something else to whoever reads the paper later.",
        "Say which day, month or year is meant.",
    ),
    "gone-by": Code(
        "a day that has gone (S06)",
        "Something is spoken of as to come, on a day before the meeting.",
        "Say what happened, or give the new date.",
    ),
    "short-form": Code(
        "short forms that nothing explains (S07)",
        "They are neither spelled out in the file nor in the council's `glossary:`.",
        "Spell them out where they are used first, or add them to council.yaml.",
    ),
    "short-form-twice": Code(
        "a short form at odds with itself (S08)",
        "It is spelled out in two ways, or spelled out and not used, or spelled in two ways.",
        "Keep to one.",
    ),
    "capitals": Code(
        "block capitals (S09)",
        "Words in capitals are hard to read, and some screen readers spell them out.",
        "Write them with small letters.",
    ),
    "sign": Code(
        "a sign for a word (S10)",
        "An ampersand, e.g., i.e. or etc stands where a word reads better.",
        "Write the word.",
    ),
    "long-sentence": Code(
        "a long sentence (S11)",
        "A sentence has more words than `sentence_length:` of the house style.",
        "Make two of it.",
    ),
    "long-paragraph": Code(
        "a long paragraph or heading (S12)",
        "A paragraph has more than 5 sentences, or a heading more than 65 characters.",
        "Part it, or say the rest in the text below.",
    ),
    "reading-ease": Code(
        "a document that is hard to read (S13)",
        "Its Flesch reading ease is below `reading_ease:` of the house style.",
        "Write shorter sentences and shorter words.",
    ),
    "plain-word": Code(
        "a word that has a plainer one (S14)",
        "The word is one that plain English does without.",
        "Write what the message says.",
    ),
    "two-forms": Code(
        "two ways of writing Councillor (S15)",
        "Both are used in one document.",
        "Keep to one; reports write Councillor.",
    ),
    "number-style": Code(
        "a number in another style (S16)",
        "Numbers have a comma over 999, and are written as 59%, £50,000 and 2 million.",
        "Write it as the message says.",
    ),
    "emphasis": Code(
        "much that stands out (S20)",
        "More than one part of a paragraph is bold, or words are in italics.",
        "Keep the one bold part that matters most; write the rest plainly.",
    ),
    "heading-end": Code(
        "a heading that ends like a sentence (S21)",
        "It ends in a colon or in a full stop.",
        "Take the sign away.",
    ),
    "title-differs": Code(
        "one title written in two ways (S23)",
        "The contents and the slide have the same title in other signs, such as & and and.",
        "Write both the same.",
    ),
    "old-name": Code(
        "an old name",
        "The council's `renamed:` has another name for it.",
        "Write the new one.",
    ),
    "unknown-check": Code(
        "a check that there is not",
        "`checked:` names something that is no check.",
        "Write the code of the message, such as `relative-day`, or its number, such as S05.",
    ),
}

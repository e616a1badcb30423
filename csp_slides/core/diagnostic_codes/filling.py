"""What the fields of a file hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

FILLING: Mapping[str, Code] = {
    "choice": Code(
        "a word that is not offered",
        "The field takes one of a few words, and this is none of them.",
        "Write one of the words that the message lists.",
    ),
    "colour": Code(
        "a colour that is none",
        "The field takes a colour as `#rrggbb`.",
        "Write # and six figures or letters from a to f, in quotes.",
    ),
    "date": Code(
        "a date that is none",
        "The text is no day, the day does not exist, or it has another weekday.",
        "Write it as 21 October 2015, the day before the month.",
    ),
    "empty-file": Code(
        "a file with nothing in it",
        "The file has no content, or nothing but notes.",
        "Begin it with `kind:`, or make one with `csp-slides new`.",
    ),
    "file-elsewhere": Code(
        "a file on another disk or site",
        "The name begins at a disk or is a web address; content may only use files in its folder.",
        "Copy the file into the content folder, and name it from there.",
    ),
    "identifier": Code(
        "a name with other signs in it",
        "Short names are part of addresses: small letters, digits and hyphens.",
        "Write it as the message says.",
    ),
    "kind": Code(
        "a file that does not say what it is",
        "The `kind:` line is missing or has a word that is not a kind.",
        "Begin the file with `kind:` and one of the kinds.",
    ),
    "link": Code(
        "an address that is none",
        "The field takes a web or e-mail address.",
        "Begin it with https:// or mailto:.",
    ),
    "missing": Code(
        "a field that is needed",
        "The field has to be there and have something in it.",
        "Add the line that the message names.",
    ),
    "number": Code(
        "a number that is none",
        "The field takes a number in figures.",
        "Write figures, such as 3, 12.5 or 40%.",
    ),
    "one-entry": Code(
        "one thing where a list is meant",
        "The field is a list; what stands there was read as a list of one.",
        "Begin each entry on its own line with a hyphen and a space.",
    ),
    "repeated": Code(
        "a field that is there twice",
        "The same label stands twice in one group; YAML would silently keep the second.",
        "Keep one of the two, or put their text together.",
    ),
    "schema": Code(
        "another version",
        "The `schema:` line names a version of the fields that this program does not know.",
        "Write `schema: csp-slides/v1`, or use a newer program.",
    ),
    "shape": Code(
        "a list, fields or text in the wrong place",
        "The field holds one of these where another is meant.",
        "Write it as the message says.",
    ),
    "time": Code(
        "a time that is none",
        "The text is no time of day, or no length of time.",
        "Write 7:30pm or 19:30; write 10 minutes.",
    ),
    "unknown": Code(
        "a field that does not exist",
        "The label is not a field here, perhaps for its spelling.",
        "Correct it as the message suggests; `csp-slides schema` lists all fields.",
    ),
    "yes-or-no": Code(
        "neither yes nor no", "The field is answered by yes or no.", "Write yes or no."
    ),
}

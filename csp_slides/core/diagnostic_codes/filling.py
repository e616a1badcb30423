"""What the fields of a file hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

FILLING: Mapping[str, Code] = {
    "choice": Code(
        "a value that isn't allowed",
        "The field takes one of a few values, and this isn't one of them.",
        "Write one of the values that the message lists.",
    ),
    "colour": Code(
        "not a colour",
        "The field takes a colour as `#rrggbb`.",
        "Write # and six characters, each 0 to 9 or a to f, in quotes.",
    ),
    "date": Code(
        "not a date",
        "The text isn't a date, the day doesn't exist, or the weekday is wrong.",
        "Write it as 21 October 2015, the day before the month.",
    ),
    "empty-file": Code(
        "a file with nothing in it",
        "The file is empty, or has nothing in it but notes.",
        "Start it with `kind:`, or make one with `csp-slides new`.",
    ),
    "file-elsewhere": Code(
        "a file on another disk or site",
        (
            "The name starts with a drive or is a web address; content can only use files "
            "in its own folder."
        ),
        "Copy the file into the content folder and give its name from there.",
    ),
    "identifier": Code(
        "a short name with other characters in it",
        "Short names are part of web addresses: lower-case letters, digits and hyphens only.",
        "Write it as the message says.",
    ),
    "kind": Code(
        "a file without a kind",
        "The `kind:` line is missing, or its value isn't a kind of file.",
        "Start the file with `kind:` and one of the kinds.",
    ),
    "link": Code(
        "not an address",
        "The field takes a web or e-mail address.",
        "Start it with https:// or mailto:.",
    ),
    "missing": Code(
        "a missing field",
        "The field is required and can't be empty.",
        "Add the line that the message names.",
    ),
    "number": Code(
        "not a number",
        "The field takes a number in figures.",
        "Write figures, such as 3, 12.5 or 40%.",
    ),
    "one-entry": Code(
        "one value where a list is expected",
        "The field is a list; the text was read as a list of one.",
        "Start each entry on its own line with a hyphen and a space.",
    ),
    "repeated": Code(
        "a repeated field",
        "The same label is used twice in one group; YAML would silently keep only the second.",
        (
            "Where the second starts a new entry, put a hyphen before it; otherwise put "
            "both texts under one label."
        ),
    ),
    "schema": Code(
        "another version",
        "The `schema:` line names a version of the fields that this program does not know.",
        "Write `schema: csp-slides/v1`, or use a newer program.",
    ),
    "shape": Code(
        "a list, fields or text in the wrong place",
        "The field has one of these where another is expected.",
        "Write it as the message says.",
    ),
    "time": Code(
        "not a time",
        "The text isn't a time of day, or isn't a length of time.",
        "Write 7:30pm or 19:30; write 10 minutes.",
    ),
    "unknown": Code(
        "an unknown field",
        "There's no field of this name here; it may be misspelt.",
        "Correct it as the message suggests; `csp-slides schema` lists all fields.",
    ),
    "yes-or-no": Code("neither yes nor no", "The field takes yes or no.", "Write yes or no."),
}

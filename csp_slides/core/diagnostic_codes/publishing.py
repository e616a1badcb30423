"""What the made site would hold, found when its files are opened again before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHING: Mapping[str, Code] = {
    "attachment": Code(
        "something in an attached file",
        (
            "An attached file can hold more than its pages show: hidden sheets, rows and text, "
            "tracked changes, macros, other files. Authors and comments are taken out; the rest "
            "stops a public build, because only its author can decide about it."
        ),
        "Take it out and save the file again, or attach a PDF of what should be read.",
    ),
    "beyond": Code(
        "an address that would be fetched from elsewhere",
        "A file of the site would load something from another site, which no page may.",
        "Save it in the content folder; or correct the template or theme that names it.",
    ),
    "fault": Code(
        "a fault of the program",
        "Something happened that the program was not made for. Nothing was written.",
        "Report the message to the makers of csp-slides, with the file that you changed last.",
    ),
    "missing-number": Code(
        "a number that tells that an action is withheld",
        (
            "The readers of this build are shown actions with the numbers before and after it, "
            "so that the gap tells them that there is one."
        ),
        "Give what is withheld a number after the last, or a letter of its own.",
    ),
    "unopened": Code(
        "a file that can't be read",
        "It is in the content folder, but the disk or its rights keep it from being read.",
        "Give this user the right to read it, or put a copy of it there.",
    ),
    "unread": Code(
        "a file that cannot be looked into",
        "It cannot be told what the file holds, so it cannot be told that it may be published.",
        "Save it as PDF, .docx, .xlsx or a picture, without a password.",
    ),
    "withheld": Code(
        "words that may not be published",
        (
            "A file of the site would hold words that its readers may not see, such as notes, "
            "comments, or an item for somebody else."
        ),
        "Look at your own templates; report it where you have none. Nothing was written.",
    ),
}

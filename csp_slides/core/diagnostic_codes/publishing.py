"""What the made site would hold, found when its files are opened again before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHING: Mapping[str, Code] = {
    "attachment": Code(
        "hidden content in an attached file",
        (
            "An attached file can hold more than its pages show: hidden sheets, rows and "
            "text, tracked changes, macros, other files. Authors and comments are removed; "
            "the rest stops a public build, because only its author can decide about it."
        ),
        "Remove it and save the file again, or attach a PDF of what people should read.",
    ),
    "beyond": Code(
        "a file loaded from another site",
        "A file of the site would load something from another site, which pages can't do.",
        "Save it in the content folder, or correct the template or theme that names it.",
    ),
    "fault": Code(
        "a fault in the program",
        "Something happened that the program wasn't made for. Nothing was written.",
        (
            "Report the message to the maintainers of csp-slides, with the file that you "
            "changed last."
        ),
    ),
    "missing-number": Code(
        "a gap in the numbers that shows an action is withheld",
        (
            "Readers of this build see the actions with the numbers before and after it, "
            "so the gap shows that there is one."
        ),
        "Give the withheld action a number after the last, or a letter.",
    ),
    "unopened": Code(
        "a file that can't be read",
        "It is in the content folder, but the disk or its permissions don't allow it to be read.",
        "Give this user permission to read it, or put a copy of it there.",
    ),
    "unread": Code(
        "a file that can't be checked",
        (
            "The program can't tell what is in the file, so it can't tell whether it can "
            "be published."
        ),
        "Save it as PDF, .docx, .xlsx or a picture, without a password.",
    ),
    "withheld": Code(
        "text that isn't public",
        (
            "A file of the site would show text that its readers aren't allowed to see, "
            "such as notes, comments, or an item for another audience."
        ),
        "If you have your own templates, check them; otherwise report it. Nothing was written.",
    ),
}

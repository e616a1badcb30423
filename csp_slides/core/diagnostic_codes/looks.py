"""Pictures, styles, themes and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKS: Mapping[str, Code] = {
    "contrast": Code(
        "too little contrast",
        "The text is too hard to read against its background (WCAG 1.4.3).",
        "Use the opacity or colour that the message names.",
    ),
    "credit": Code(
        "a picture without a credit",
        "Nothing says who made the picture.",
        "Add `credit:`, or an entry in a `credits.yaml` beside it.",
    ),
    "describe": Code(
        "a picture without a description",
        (
            "There's no text that says what it shows, for people who can't see it (WCAG "
            "1.1.1), or only a file name."
        ),
        (
            "Add `describe:`, or `describe: decorative`; in Markdown, write the "
            "description between the square brackets."
        ),
    ),
    "disguised-link": Code(
        "a link that doesn't lead where it seems to",
        (
            "The link's text is the address of a different site, or its own address has "
            "letters of another alphabet that look like ours, or a name before an `@`. "
            "Such links come with pasted e-mails, and readers trust the council's links."
        ),
        "Use the name of the page as the link text, and type its address again.",
    ),
    "heading": Code(
        "a heading that is hard to follow",
        (
            "A heading is empty or skips a level, or a bold line is used instead of a "
            "heading (WCAG 1.3.1)."
        ),
        "Start it with as many # as the message says.",
    ),
    "link-text": Code(
        "a link that doesn't say where it leads",
        (
            "Its text is something like 'click here', or it has none; some people hear "
            "only a page's links, one by one (WCAG 2.4.4)."
        ),
        "Use the name of the page as the link text.",
    ),
    "large-file": Code(
        "one file that is very large",
        (
            "With `--single-file`, everything in a document goes into one file, and this "
            "one is very large."
        ),
        "Leave out videos and large attachments, or use the folder instead.",
    ),
    "licence": Code(
        "a picture without a licence",
        "Its entry says who made it, but not under which licence it can be shown.",
        "Add `licence:`, or `credit:` with the whole credit if the picture is your own.",
    ),
    "recognisable": Code(
        "a picture of somebody who can be recognised",
        (
            "Its entry in `credits.yaml` says `recognisable_person: yes`, the picture is in a"
            " public page, and nothing says that the people shown have agreed."
        ),
        "Check that they have agreed, then add `consent:` with how, such as the form's date.",
    ),
    "missing-file": Code(
        "a missing file",
        "A picture, style sheet or other file can't be found.",
        "Put the file there, or correct its name.",
    ),
    "missing-letter": Code(
        "a character that no font has",
        (
            "The fonts used in PDFs have every accented Latin letter, Arabic, Greek and "
            "Cyrillic. A character of another script is shown as a box, an emoji by its "
            "name."
        ),
        (
            "Write the word in Latin letters as well; web pages show every character that "
            "the reader's device has."
        ),
    ),
    "motion": Code(
        "something that plays by itself",
        "A video or sound starts by itself and can't be stopped (WCAG 1.4.2, 2.2.2).",
        "Add `controls`, or remove `autoplay`.",
    ),
    "picture": Code(
        "a picture that can't be shown",
        (
            "The file is damaged, isn't the kind of file its name says, or has something "
            "in it that must not be published."
        ),
        "Save it again as the message says.",
    ),
    "remote": Code(
        "something from another site",
        "The deck would load a file from another website, so the file is left out.",
        "Save the file in the content folder.",
    ),
    "layout": Code(
        "a layout without its content",
        (
            "An item's `layout:` needs a field that is missing, two fields would fill the "
            "same slide, or a table row has a different number of cells from its heading."
        ),
        "Add the field that the message names, or split the item in two.",
    ),
    "small-words": Code(
        "text too small to read",
        (
            "There is so much on a slide that its text is smaller than 24 point, the "
            "smallest that can be read from the back of a room. Below 18 point, or if it "
            "doesn't fit at all, it is an error."
        ),
        (
            "Shorten the text, lower `items_per_slide:`, or start a slide with `new_slide: "
            "yes`; in a Markdown deck, split the slide in two."
        ),
    ),
    "style": Code(
        "a style that is left out",
        "An inline style has something that pages can't load or do.",
        "Put styles in a file, and name it under `css`.",
    ),
    "remark": Code(
        "a comment inside a text",
        (
            "`<!-- … -->` is a comment only in a Markdown deck. In a field of a YAML file "
            "it is text that everybody would read."
        ),
        "Put it on a line of its own after a `#`, or remove it.",
    ),
    "table-headings": Code(
        "a table without headings",
        "Screen readers read out its figures without saying what they are (WCAG 1.3.1).",
        "Write what each column shows in the first row.",
    ),
    "theme-print": Code(
        "a theme whose own styles a PDF doesn't show",
        (
            "The PDF of the slides is made from the theme's colours and fonts, so that it is "
            "accessible and small. What the theme's `deck.css` adds is on the web page only."
        ),
        "Write `print: browser` in `theme.yaml`, or add `templates/pdf/dressing.typ` to the theme.",
    ),
    "wide-table": Code(
        "a table too wide for a page",
        (
            "Its columns don't fit side by side on a landscape page in 9 point type. "
            "Smaller type is hard to read, and a PDF or Word document can't scroll."
        ),
        "Split the table in two, or move long texts from the table into a list below it.",
    ),
    "template": Code(
        "a template that can't be used",
        "A template of yours uses something that isn't passed to it or doesn't exist.",
        "Compare it with the shipped template of the same name.",
    ),
    "theme": Code(
        "no such theme",
        "The deck names a theme that isn't one of the shipped themes or yours.",
        "Use one of the names that the message lists.",
    ),
}


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

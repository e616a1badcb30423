"""Pictures, styles, themes and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKS: Mapping[str, Code] = {
    "contrast": Code(
        "too little contrast",
        "Words cannot be read well enough on what is behind them (WCAG 1.4.3).",
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
            "Nothing says what it shows, for people who cannot see it (WCAG 1.1.1), or only a "
            "file's name does."
        ),
        "Add `describe:`, or `describe: decorative`; in Markdown, words in the brackets.",
    ),
    "disguised-link": Code(
        "a link that leads elsewhere than it seems to",
        (
            "Its words are the address of another site, or its own address holds letters of "
            "another alphabet that look like ours, or a name before an `@`. Such links come with "
            "pasted e-mails; readers trust the council for where they lead."
        ),
        "Make the name of the page the link, and type its address anew.",
    ),
    "heading": Code(
        "a heading that is hard to follow",
        (
            "A heading has no words or leaves out a level, or a bold line stands where a heading "
            "should (WCAG 1.3.1)."
        ),
        "Begin it with as many # as the message says.",
    ),
    "link-text": Code(
        "a link that does not say where it leads",
        (
            "Its words are such as 'click here', or it has none; some people hear a page's links "
            "one by one (WCAG 2.4.4)."
        ),
        "Make the name of the page the link.",
    ),
    "large-file": Code(
        "one file that is very large",
        "With `--single-file`, all that a document shows is in one file, which has grown large.",
        "Leave out films and large attachments, or take the folder along instead.",
    ),
    "licence": Code(
        "a picture without a licence",
        "Its entry says who made it, and not under which licence it may be shown.",
        "Add `licence:`, or `credit:` with the whole credit when it is your own.",
    ),
    "missing-file": Code(
        "a file that is not there",
        "A picture, style or other file is named and not found.",
        "Put the file in its place, or correct its name.",
    ),
    "missing-letter": Code(
        "a letter that no font has",
        (
            "The fonts that PDFs are set in have Latin letters with every accent, Arabic, Greek "
            "and Cyrillic. A sign of another script is shown as a box, an emoji by its name."
        ),
        "Write the word in Latin letters as well; web pages show every letter that a device has.",
    ),
    "motion": Code(
        "something that plays by itself",
        "A film or sound begins by itself and nothing can stop it (WCAG 1.4.2, 2.2.2).",
        "Add `controls`, or take `autoplay` away.",
    ),
    "picture": Code(
        "a picture that cannot be shown as it is",
        (
            "The file is damaged, of another sort than its name says, or holds what must not "
            "be published."
        ),
        "Save it again as the message says.",
    ),
    "remote": Code(
        "something from another site",
        "The deck would load a file from another web site, which is left out.",
        "Save the file in the content folder.",
    ),
    "layout": Code(
        "a layout without what it shows",
        (
            "An item's `layout:` needs a field that is missing, two fields would fill the same "
            "slide, or a table's row has another number of cells than its heading."
        ),
        "Add the field that the message names, or make two items of one.",
    ),
    "small-words": Code(
        "words too small to read",
        (
            "So much is on a slide that its words are smaller than 24 point, which is read from "
            "everywhere in a room; under 18 point, or without room at all, it is an error."
        ),
        (
            "Shorten the words, lower `items_per_slide:`, or begin a slide with `new_slide: yes`; "
            "in a Markdown deck, divide the slide in two."
        ),
    ),
    "style": Code(
        "a style that is left out",
        "An inline style holds something that a page may not load or do.",
        "Put styles in a file, and name it under `css`.",
    ),
    "remark": Code(
        "a comment within a text",
        (
            "`<!-- … -->` is a comment in a Markdown deck only; in a field of a YAML file it is "
            "text, which everybody would read."
        ),
        "Take it out, or write it on a line of its own after a `#`.",
    ),
    "table-headings": Code(
        "a table without headings",
        "Its figures are read out without their meaning (WCAG 1.3.1).",
        "Write what each column holds in the first line.",
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
        "a table that is too wide for paper",
        (
            "Its columns don't fit side by side on a page on its side in 9 point type. Smaller "
            "type is hard to read, and a PDF or Word document can't scroll."
        ),
        "Make two tables of it, or move long texts from the table into a list below it.",
    ),
    "template": Code(
        "a template that cannot be filled in",
        "A template of your own names something that is not given to it, or is not there.",
        "Compare it with the shipped template of the same name.",
    ),
    "theme": Code(
        "a theme that is not there",
        "The deck names a theme that is not one of ours or yours.",
        "Use one of the names that the message lists.",
    ),
}

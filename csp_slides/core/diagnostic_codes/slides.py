"""Markdown decks, beside what their front matter shares with other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

SLIDES: Mapping[str, Code] = {
    "address": Code(
        "not a file name",
        "A picture or video needs a file name, and this isn't one.",
        "Save the file in the content folder and give its name.",
    ),
    "attribute": Code(
        "an attribute that is left out",
        "The HTML attribute isn't one that pages can have.",
        "Remove it.",
    ),
    "background": Code(
        "not a background",
        "The background isn't a picture or a colour, or its opacity isn't a number.",
        "Write a picture's file name, a colour such as #123456, or a number from 0 to 1.",
    ),
    "diagram": Code(
        "a diagram shown as its source",
        "Mermaid diagrams aren't drawn, so the slide shows their source.",
        "Save the diagram as a picture and show that.",
    ),
    "element-attr-on-inline": Code(
        "a comment that applies to a few words only",
        "An `.element:` comment applies to the text before it, not to the whole paragraph.",
        "Put it before those words, or remove their emphasis.",
    ),
    "empty-deck": Code(
        "a deck without slides",
        "The file has settings but nothing below them.",
        "Write the first slide below the settings.",
    ),
    "empty-slide": Code(
        "an empty slide",
        "There is nothing, or only notes, between two separators.",
        "Write something on the slide, or remove a separator.",
    ),
    "entity": Code(
        "an escaped character that becomes a tag",
        "The text is written so that reveal-md would read it as HTML.",
        "Write the tag itself, or set `compat: none`.",
    ),
    "executable": Code(
        "code in the settings",
        "The deck's settings ask for code to be run, which is never done.",
        "Write the value itself.",
    ),
    "flavour": Code(
        "a deck written for another program",
        "The deck was written for another program, and is read the way that program reads it.",
        "Check that every slide looks right.",
    ),
    "film": Code(
        "a video or sound",
        "The site's policy doesn't allow video, so the slide shows a link on a website.",
        "Open the deck from its folder to play it, or add `media-src 'self'` to the site's policy.",
    ),
    "frame": Code(
        "a page that can't be shown in a frame",
        "A slide frames a website that the council hasn't listed.",
        "Add its site to `frames` in council.yaml, or link to it.",
    ),
    "front-matter": Code(
        "settings that aren't closed",
        "The settings at the top of the deck have no end, or aren't settings.",
        "Put a line of three hyphens, and nothing else, below the last setting.",
    ),
    "handler": Code(
        "a script in an attribute",
        "Pages only run the site's own scripts, so an attribute such as `onclick` is left out.",
        "Remove it.",
    ),
    "html": Code(
        "an element that is left out",
        "The HTML element isn't one that pages can have.",
        "Use other HTML, or Markdown.",
    ),
    "indented-deck": Code(
        "an indented deck",
        "Every line starts with a tab, which reveal-md would show as code.",
        "Move every line to the margin.",
    ),
    "indented-note": Code(
        "indented notes",
        "A line such as `Note:` is indented, so its text is shown to the audience.",
        "Move the line to the margin.",
    ),
    "json": Code(
        "an invalid settings file",
        "A JSON file beside the deck can't be read or has no settings in it.",
        "Correct it at the place that the message names.",
    ),
    "leading-blank-lines": Code(
        "blank lines that move a slide",
        "Blank lines before a slide make reveal-md take spaces from its lines.",
        "Leave one blank line after the separator.",
    ),
    "markdown-in-html": Code(
        "text shown as it was typed",
        "Markdown directly below an HTML tag isn't read, so readers see its marks.",
        "Put an empty line between the tag and the Markdown.",
    ),
    "mathematics": Code(
        "a formula shown as its source",
        "The formula can't be read, or the library that draws formulas isn't installed.",
        "Correct the formula, or install latex2mathml.",
    ),
    "multiple-notes": Code(
        "notes started twice",
        "A second line starts notes on one slide, and reveal-md would show it to the audience.",
        "Put both texts below one such line.",
    ),
    "note-in-code": Code(
        "notes inside code",
        "A line inside code looks like the start of notes.",
        "Indent it, if it belongs to the code.",
    ),
    "notes-group": Code(
        "brackets in the notes' separator",
        "Round brackets in `notesSeparator` would make reveal-md show the notes to the audience.",
        "Write `(?:` instead of `(`.",
    ),
    "footnote": Code(
        "a footnote whose text is in the notes",
        "The footnote's text is below 'Note:', where it is private.",
        "Move that line above 'Note:'.",
    ),
    "option": Code(
        "not a reveal.js setting",
        "The name or value is not one that reveal.js knows.",
        "Correct it, or remove it.",
    ),
    "outside": Code(
        "a file outside the content folder",
        "The path leads out of the folder that is published, so the file isn't shown.",
        "Build the folder that holds both, or copy the file into the content folder.",
    ),
    "refused-option": Code(
        "a setting that is refused",
        "It could show notes or hidden slides, or run code.",
        "Remove it.",
    ),
    "repeated-field": Code(
        "a repeated setting",
        "The front matter has the same setting twice.",
        "Delete the one that you don't want.",
    ),
    "script": Code(
        "a script",
        "Pages run no scripts but their own, so a script in the text is left out.",
        "Show its result as text or as a picture.",
    ),
    "separator": Code(
        "a separator that can't be used",
        "The expression is invalid, or takes too long to match.",
        "Use a simpler one, such as `^---$`.",
    ),
    "separator-in-code": Code(
        "a separator inside code",
        "A line inside code starts a new slide, as in reveal-md.",
        "Set `fence-aware: true` to keep the code whole.",
    ),
    "textarea": Code(
        "a tag that ends the deck",
        "The text would close the element that reveal-md keeps the deck in.",
        "Put it between backticks, or remove it.",
    ),
    "too-long": Code(
        "too long",
        "There is more text in one place than anybody would write.",
        "Break it up with blank lines, or spread it over several slides or decks.",
    ),
    "too-many": Code(
        "too much in one place",
        "There are more characters, slides or comments here than any deck has.",
        "Break it up with blank lines, or spread it over several slides or decks.",
    ),
    "unknown-setting": Code(
        "an unknown setting",
        "Markdown decks don't have this setting.",
        "Correct it as the message suggests.",
    ),
    "unused-setting": Code(
        "a setting that does nothing",
        "The setting belongs to reveal-md and does nothing here.",
        "Remove it, unless you use reveal-md too.",
    ),
}

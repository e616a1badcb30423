"""Markdown decks, beside what their front matter shares with other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

SLIDES: Mapping[str, Code] = {
    "address": Code(
        "an address that is no file",
        "What should name a picture or film is something else.",
        "Save the file in the content folder, and name it there.",
    ),
    "attribute": Code(
        "an attribute that is not kept",
        "An HTML attribute is not among those that a public page may have.",
        "Take it away.",
    ),
    "background": Code(
        "a background that is none",
        "The background is neither a picture nor a colour, or its opacity is no number.",
        "Write a picture's file name, a colour such as #123456, or a number from 0 to 1.",
    ),
    "diagram": Code(
        "a diagram shown as its source",
        "Diagrams in Mermaid are not drawn, so the slide shows their text.",
        "Draw it as a picture and show that.",
    ),
    "element-attr-on-inline": Code(
        "a comment on a few words only",
        "An `.element:` comment works on the words before it, not on the whole paragraph.",
        "Put it in front of those words, or take their emphasis away.",
    ),
    "empty-deck": Code(
        "a deck without slides",
        "The file has settings and nothing below them.",
        "Write the first slide below the settings.",
    ),
    "empty-slide": Code(
        "a slide with nothing on it",
        "Two separators follow one another, or only notes stand between them.",
        "Write something on the slide, or take a separator away.",
    ),
    "entity": Code(
        "a coded character that becomes a tag",
        "The text is written so that reveal-md would read it as HTML.",
        "Write the tag itself, or set `compat: none`.",
    ),
    "executable": Code(
        "code in the settings",
        "The settings of a deck ask for code to be run, which is never done.",
        "Write the value itself.",
    ),
    "flavour": Code(
        "a deck of another program",
        "The deck was written for another program, and is read as that program does.",
        "Look whether all slides are as they should be.",
    ),
    "film": Code(
        "a film or a sound",
        "The pages' policy lets no film in, so a link to it stands on the slide of a web site.",
        "Open the deck from its folder to play it, or add `media-src 'self'` to the site's policy.",
    ),
    "frame": Code(
        "a page that may not be framed",
        "A slide frames a web site that the council has not listed.",
        "Add its site to `frames` in council.yaml, or link to it.",
    ),
    "front-matter": Code(
        "settings that are not closed",
        "The settings at the top of the deck do not end, or are none.",
        "Put a line of three hyphens below the last setting, and nothing else on it.",
    ),
    "handler": Code(
        "a script in an attribute",
        "Pages run no scripts but their own, so an attribute such as `onclick` is left out.",
        "Take it away.",
    ),
    "html": Code(
        "an element that is not kept",
        "An HTML element is not among those that a public page may have.",
        "Use other HTML, or Markdown.",
    ),
    "indented-deck": Code(
        "a deck that is indented",
        "Every line begins with a tab, for which reveal-md would show code.",
        "Move every line to the margin.",
    ),
    "indented-note": Code(
        "notes that begin too far in",
        "A line such as `Note:` is indented, so that its text is shown to the room.",
        "Move the line to the margin.",
    ),
    "json": Code(
        "a settings file that is wrong",
        "A JSON file beside the deck cannot be read or holds no settings.",
        "Correct it at the place that the message names.",
    ),
    "leading-blank-lines": Code(
        "blank lines that move a slide",
        "Blank lines before a slide make reveal-md take spaces from its lines.",
        "Leave one blank line after the separator.",
    ),
    "mathematics": Code(
        "a formula shown as its source",
        "The formula cannot be read, or nothing is installed that draws it.",
        "Correct the formula, or install latex2mathml.",
    ),
    "multiple-notes": Code(
        "notes begun twice",
        "A second line begins notes on one slide, which reveal-md would show to the room.",
        "Leave one such line for each slide.",
    ),
    "note-in-code": Code(
        "notes within code",
        "A line within code looks like the beginning of notes.",
        "Indent it, if it belongs to the code.",
    ),
    "notes-group": Code(
        "brackets in the notes' separator",
        "Round brackets in `notesSeparator` would make reveal-md show the notes.",
        "Write `(?:` instead of `(`.",
    ),
    "footnote": Code(
        "a footnote whose words are in the notes",
        "The line that says what a footnote's mark means is below 'Note:', where it is private.",
        "Move that line above 'Note:'.",
    ),
    "option": Code(
        "a setting that reveal.js does not have",
        "The name or value is not one that reveal.js knows.",
        "Take it away, or correct it.",
    ),
    "outside": Code(
        "a file outside the content folder",
        "The name leads out of the folder that is published, so the file is not shown.",
        "Build the folder that holds both, or copy the file into the content folder.",
    ),
    "refused-option": Code(
        "a setting that is refused",
        "It could show notes or hidden slides, or run code.",
        "Take it away.",
    ),
    "repeated-field": Code(
        "a setting that is there twice",
        "The front matter has the same setting twice.",
        "Leave one of them out.",
    ),
    "script": Code(
        "a script",
        "Pages run no scripts but their own, so a script in the text is left out.",
        "Show its result as text or as a picture.",
    ),
    "separator": Code(
        "a separator that cannot be used",
        "The expression is wrong, or takes too long to find its matches.",
        "Use a plainer one, such as `^---$`.",
    ),
    "separator-in-code": Code(
        "a separator within code",
        "A line within code begins a new slide, as in reveal-md.",
        "Set `fence-aware: true` to keep the code whole.",
    ),
    "textarea": Code(
        "a tag that ends the deck",
        "The text would end the element that reveal-md keeps the deck in.",
        "Take it away, or put it between backticks.",
    ),
    "too-long": Code(
        "too long",
        "More text stands in one place than anybody would write.",
        "Part it by blank lines, or spread it over slides and decks.",
    ),
    "too-many": Code(
        "too much in one place",
        "More text, slides or comments stand there than any deck holds.",
        "Part it by blank lines, or spread it over several slides or decks.",
    ),
    "unknown-setting": Code(
        "a setting that does not exist",
        "The front matter has a setting that no Markdown deck has.",
        "Correct it as the message suggests.",
    ),
    "unused-setting": Code(
        "a setting that does nothing",
        "The setting is reveal-md's, and has no meaning here.",
        "Take it away, unless reveal-md is used too.",
    ),
}

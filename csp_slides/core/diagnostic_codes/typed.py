"""How files are typed: encoding, indentation, and what YAML misreads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPED: Mapping[str, Code] = {
    "backslash": Code(
        "a backslash",
        (
            "In double quotes a backslash is a command to YAML; in a file's name it is a "
            "Windows habit."
        ),
        "Put the text in single quotes; use `/` between the folders of a file's name.",
    ),
    "bar": Code(
        "a character that only looks like |",
        "A character such as `¦` was read as the `|` that begins a text on the lines below.",
        "Type `|`, or run `csp-slides fix`.",
    ),
    "blank": Code(
        "nothing typed",
        "A label or hyphen has nothing after it, or only `~` or `null`, which mean nothing.",
        "Type the text, or remove the line.",
    ),
    "brackets": Code(
        "brackets that don't match",
        (
            "A list or fields in brackets aren't closed by the bracket that matches the "
            "one that opened them."
        ),
        "Close `[` with `]` and `{` with `}`, with commas in between.",
    ),
    "bullet": Code(
        "a pasted bullet",
        ("A character such as `•` or `–` was read as the hyphen that starts an entry of a list."),
        "Type a hyphen and a space, or run `csp-slides fix`.",
    ),
    "colon": Code(
        "a colon inside a text",
        'A colon and a space mean "label: text" in YAML; the text was kept whole.',
        "Put the whole text in quotes, or run `csp-slides fix`.",
    ),
    "colon-in-entry": Code(
        "a colon inside a list entry",
        (
            "The entry looks like a label with text, but its field is a list of texts; it "
            "was kept whole."
        ),
        "Put the entry in quotes, or run `csp-slides fix`.",
    ),
    "comma": Code(
        "a comma inside braces",
        "Inside `{ }` a comma starts the next label; the text was kept whole.",
        "Put the text in quotes.",
    ),
    "copied": Code(
        "text repeated with & and *",
        "YAML can repeat text with `&name`, `*name` and `<<`; content files do not use this.",
        (
            "Write the text out in each place; put it in quotes if it starts with one of "
            "these characters."
        ),
    ),
    "damaged": Code(
        "unreadable characters",
        (
            "Some bytes in the file aren't part of any character, as when a file was cut "
            "off or saved twice."
        ),
        "Type the characters again where you see �, and save as UTF-8.",
    ),
    "encoding": Code(
        "a file that isn't saved as UTF-8",
        (
            "The file is saved as UTF-16 or Windows-1252, as Notepad and older versions of "
            "Excel do; it was read as such."
        ),
        "Save it as UTF-8, or run `csp-slides fix`.",
    ),
    "field-in-text": Code(
        "a field inside a text",
        (
            "A line of a text is written like a field, such as `show: nobody`, so it would "
            "be published as text and do nothing."
        ),
        "Indent it as the message says, or put a word before it.",
    ),
    "field-name": Code(
        "a field with capitals or spaces",
        (
            "Fields are written in lower-case letters, with `_` between words: "
            "`cleared_by:`, not `Cleared by:`."
        ),
        "Write it as the message says, or run `csp-slides fix`.",
    ),
    "first-character": Code(
        "text that starts with a special character",
        (
            "A value that starts with a character such as `*`, `&`, `@`, `%`, `[` or `!` "
            "isn't text in YAML; it was kept as text."
        ),
        "Put the text in quotes, or run `csp-slides fix`.",
    ),
    "first-line": Code(
        "a first line indented too far",
        "The first line below a `|` is indented more than a later one.",
        "Move the first line left as far as the message says.",
    ),
    "hash": Code(
        "a # inside a text",
        "In YAML a space and a # start a comment, which is thrown away; the text was kept whole.",
        "Put the text in quotes; start a comment with two spaces, a # and a space.",
    ),
    "indent": Code(
        "a misaligned line",
        "A line is indented more or less than the lines it belongs with.",
        "Move it as far as the message says.",
    ),
    "indents-lost": Code(
        "a file that has lost its indentation",
        (
            "The spaces at the start of the lines say what belongs to what. Pasting "
            "through an e-mail or a form can remove them."
        ),
        (
            "Copy the file again from where it still has them, or start a new one with "
            "`csp-slides new`."
        ),
    ),
    "instruction": Code(
        "an instruction to YAML",
        "A value starts with `!!`, or the file with `%`, which are commands to other programs.",
        "Remove it; if it is text, put it in quotes.",
    ),
    "invisible": Code(
        "invisible characters",
        (
            "Soft hyphens, zero-width spaces, text-direction marks or a word processor's "
            "line breaks came with pasted text."
        ),
        "Paste without formatting, or run `csp-slides fix`.",
    ),
    "label": Code(
        "not a label",
        "There is a list or a group of fields where a label should be.",
        "Write a word or a few words, and a colon.",
    ),
    "list-on-line": Code(
        "a list on the line of its label",
        "A hyphen follows a label on the same line.",
        "Press Enter before the hyphen, and indent the list by two spaces.",
    ),
    "no-colon": Code(
        "a label without a colon",
        (
            "There is a word where a label should be, without a colon after it; it was "
            "read as a label."
        ),
        "Put a colon and a space after the label, or run `csp-slides fix`.",
    ),
    "no-hyphen": Code(
        "an entry without a hyphen",
        "A line is aligned with the hyphens of a list but has no hyphen itself.",
        "Start it with a hyphen and a space.",
    ),
    "no-label": Code(
        "text without a label",
        "A line isn't a label with text, an entry of a list, or part of the text above.",
        "Start it with a label and a colon, or indent it more than the line above.",
    ),
    "no-space": Code(
        "no space after a colon",
        "A label's colon is followed at once by its text.",
        "Put a space after the colon.",
    ),
    "not-indented": Code(
        "text that isn't indented",
        "A line of the text below a `|` has too few spaces before it.",
        "Put the number of spaces that the message gives before each line of the text.",
    ),
    "not-text": Code(
        "a file that isn't text",
        "The file is a Word document, a picture or something else that a text editor can't open.",
        "Copy the text into a text file, and save that as UTF-8.",
    ),
    "note": Code(
        "a # that may be part of the text",
        (
            "A # after a text was read as a note to yourself, although it has no space "
            "after it, or only one before it."
        ),
        "Put two spaces before the # of a note and one after it, or put the text in quotes.",
    ),
    "note-in-text": Code(
        "a line inside a text that starts with #",
        (
            "A line that starts with one # could be a note to yourself, which is never "
            "published, or a heading, which is."
        ),
        "Move a note above the field; start a heading with `##` or `###`.",
    ),
    "odd-space": Code(
        "a non-breaking space",
        (
            "YAML doesn't treat a pasted non-breaking space as a space; it was read as an "
            "ordinary one."
        ),
        "Type the space again, or run `csp-slides fix`.",
    ),
    "pasted-list": Code(
        "a pasted list",
        "Bullets, numbers or letters as Word and Outlook paste them were read as a list.",
        "Nothing to do; `csp-slides fix` writes it as Markdown.",
    ),
    "pasted-table": Code(
        "a pasted table",
        "Lines with tabs, or with `|` but no line of dashes, were read as a table.",
        "Nothing to do; `csp-slides fix` writes it as Markdown.",
    ),
    "quotes": Code(
        "quotes around only part of a text",
        (
            "A text starts with a quotation mark or apostrophe that doesn't enclose all of "
            "it; it was kept as typed."
        ),
        "Put the whole text in the other kind of quotes, or run `csp-slides fix`.",
    ),
    "run-together": Code(
        "lines that run together",
        "A list is typed below a text without a `|`, so all of it becomes one paragraph.",
        "Write `|` after the label and start the text on the next line.",
    ),
    "stray-entry": Code(
        "an entry without a list",
        "There is a hyphen where a list can't start.",
        "Give the list its own label, or remove the hyphen.",
    ),
    "tab": Code(
        "a tab at the start of a line",
        "YAML only allows spaces there; the tabs were read as spaces.",
        "Use the space bar, or run `csp-slides fix`.",
    ),
    "text-after-bar": Code(
        "text on the same line as its `|`",
        "A `|` or `>` is followed by text on the same line.",
        "Press Enter after it, and indent the text.",
    ),
    "text-without-bar": Code(
        "a list or fields where text is expected",
        "What is below the label was put back together as lines of text.",
        "Write `|` after the label to keep every line.",
    ),
    "too-big": Code(
        "a file that is too big",
        "The file is over 5 MB, more than anybody would type.",
        "Check whether something else was saved under this name.",
    ),
    "too-deep": Code(
        "nested too deeply",
        "Lists, fields or HTML elements are nested more deeply than anybody would mean.",
        "Look for a run of brackets or hyphens, or for elements that aren't closed.",
    ),
    "two-documents": Code(
        "the file ends too soon",
        "In YAML three hyphens or dots at the margin end a file.",
        "Indent the line like the text it belongs to, or remove it.",
    ),
    "unclosed": Code(
        "a quotation mark or bracket that isn't closed",
        "A quotation mark or bracket opens, and nothing closes it.",
        "Close it, or put the whole text in quotes.",
    ),
    "unreadable": Code(
        "something that doesn't fit",
        "YAML can't read on from here, for an unusual reason.",
        "Check this line and the one above it for quotes, brackets and colons.",
    ),
    "wrong-level": Code(
        "a field in the wrong place",
        "The field belongs to another part of the file, and the indentation decides which.",
        "Indent it as the message says.",
    ),
}

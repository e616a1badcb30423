"""What files are typed like: lettering, indentation, and what YAML takes amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPED: Mapping[str, Code] = {
    "backslash": Code(
        "a backslash that is more than one",
        (
            "In double quotes a backslash is a command to YAML; in a file's name it is a "
            "Windows habit."
        ),
        "Put the text in single quotes; put `/` between the folders of a file's name.",
    ),
    "bar": Code(
        "a character that only looks like |",
        ("A character such as `¦` was read as the `|` that begins a text on the lines below."),
        "Type `|`, or run `csp-slides fix`.",
    ),
    "blank": Code(
        "nothing typed",
        (
            "A label or hyphen stands there with nothing after it, or with `~` or `null`, "
            "which mean nothing."
        ),
        "Type the text, or take the line out.",
    ),
    "brackets": Code(
        "brackets that do not fit",
        "A list or fields in brackets are not closed by the bracket that opened them.",
        "Close `[` with `]` and `{` with `}`, with commas in between.",
    ),
    "bullet": Code(
        "a pasted bullet",
        "A sign such as `•` or `–` was read as the hyphen that begins an entry of a list.",
        "Type a hyphen and a space, or run `csp-slides fix`.",
    ),
    "colon": Code(
        "a colon within a text",
        'A colon and a space mean "label: text" to YAML; the text was kept whole.',
        "Put the whole text in quotes, or run `csp-slides fix`.",
    ),
    "colon-in-entry": Code(
        "a colon within an entry of a list",
        (
            "The entry looks like a label with text, where its field is a list of texts; it "
            "was kept whole."
        ),
        "Put the entry in quotes, or run `csp-slides fix`.",
    ),
    "comma": Code(
        "a comma within braces",
        "Within `{ }` a comma begins the next label; the text was kept whole.",
        "Put the text in quotes.",
    ),
    "copied": Code(
        "text copied by & and *",
        "YAML can repeat text with `&name`, `*name` and `<<`; content files do not use this.",
        (
            "Write the text out in each place; put it in quotes if it begins with one of these "
            "signs."
        ),
    ),
    "damaged": Code(
        "characters that cannot be read",
        (
            "Some bytes of the file belong to no character, as when a file was cut off or saved "
            "twice."
        ),
        "Type the characters again where � stands, and save as UTF-8.",
    ),
    "encoding": Code(
        "another lettering than UTF-8",
        (
            "The file is stored in UTF-16 or Windows-1252, as Notepad and old Excel do; it "
            "was read as such."
        ),
        "Save it as UTF-8, or run `csp-slides fix`.",
    ),
    "field-in-text": Code(
        "a field within a text",
        (
            "A line of a text is written like a field, such as `show: nobody`, so that it is "
            "published and does nothing."
        ),
        "Put as many spaces before it as the message says, or put a word before it.",
    ),
    "field-name": Code(
        "a field with capitals or spaces",
        (
            "Fields are written in small letters, with `_` between words: `cleared_by:`, not "
            "`Cleared by:`."
        ),
        "Write it as the message says, or run `csp-slides fix`.",
    ),
    "first-character": Code(
        "text that begins with a sign",
        (
            "A value that begins with a sign such as `*`, `&`, `@`, `%`, `[` or `!` is not "
            "text to YAML; it was kept as text."
        ),
        "Put the text in quotes, or run `csp-slides fix`.",
    ),
    "first-line": Code(
        "a first line too far in",
        "The first line below a `|` is indented more than a later one.",
        "Move the first line left as far as the message says.",
    ),
    "hash": Code(
        "a # within a text",
        "To YAML a space and a # begin a note that is thrown away; the text was kept whole.",
        "Put the text in quotes; begin a note with two spaces, a # and a space.",
    ),
    "indent": Code(
        "a line out of line",
        "A line has more or fewer spaces before it than the lines it belongs with.",
        "Move it as far as the message says.",
    ),
    "indents-lost": Code(
        "a file without its indents",
        (
            "The spaces at the beginning of the lines say what belongs to what. Pasting through "
            "an e-mail or a form can take them away."
        ),
        (
            "Copy the file again from where it still has them, or begin a new one with `csp-"
            "slides new`."
        ),
    ),
    "instruction": Code(
        "an instruction to YAML",
        "A value begins with `!!`, or the file with `%`, which are commands to other programs.",
        "Take it out; put the text in quotes if it is text.",
    ),
    "invisible": Code(
        "characters that nobody can see",
        (
            "Soft hyphens, zero-width spaces, overrides of direction or line breaks of a word "
            "processor came with pasted text."
        ),
        "Paste without formatting, or run `csp-slides fix`.",
    ),
    "label": Code(
        "a label that is none",
        "A list or fields stand where a label should.",
        "Write a word or a few words, and a colon.",
    ),
    "list-on-line": Code(
        "a list on the line of its label",
        "A hyphen follows a label on the same line.",
        "Press Enter before the hyphen, and indent the list by two spaces.",
    ),
    "no-colon": Code(
        "a label without its colon",
        "A word stands where a label should, with no colon after it; it was read as one.",
        "Put a colon and a space after the label, or run `csp-slides fix`.",
    ),
    "no-hyphen": Code(
        "an entry without its hyphen",
        "A line stands in the column of a list's hyphens and has none.",
        "Begin it with a hyphen and a space.",
    ),
    "no-label": Code(
        "text without a label",
        (
            "A line is neither a label with text, nor an entry of a list, nor part of the text "
            "above."
        ),
        "Begin it with a label and a colon, or indent it more than the line above.",
    ),
    "no-space": Code(
        "no space after a colon",
        "A label's colon is followed at once by its text.",
        "Put a space after the colon.",
    ),
    "not-indented": Code(
        "text that is not indented",
        "A line comes out of the text below a `|`, because it has too few spaces before it.",
        "Put the spaces that the message names before each line of the text.",
    ),
    "not-text": Code(
        "a file that is not text",
        (
            "The file is a Word document, a picture or something else that no editor of text can "
            "open."
        ),
        "Copy the words into a text file, and save that as UTF-8.",
    ),
    "note": Code(
        "a # that may be part of the text",
        (
            "A # after a text was taken for a note to yourself, though it has no space after it "
            "or only one before it."
        ),
        "Put two spaces before the # of a note and one after it, or put the text in quotes.",
    ),
    "note-in-text": Code(
        "a line within a text that begins with #",
        (
            "A line that begins with one # may be a reminder to yourself, which is never "
            "published, or a heading, which is."
        ),
        "Move a reminder above the field; begin a heading with `##` or `###`.",
    ),
    "odd-space": Code(
        "an unbreakable space",
        "A space that came with pasted text is none to YAML; it was read as an ordinary one.",
        "Type the space again, or run `csp-slides fix`.",
    ),
    "pasted-list": Code(
        "a pasted list",
        ("Bullets, numbers or letters as Word and Outlook paste them were read as a list."),
        "Nothing is needed; `csp-slides fix` writes them as Markdown.",
    ),
    "pasted-table": Code(
        "a pasted table",
        ("Lines parted by tabs, or by `|` without a line of dashes, were read as a table."),
        "Nothing is needed; `csp-slides fix` writes it as Markdown.",
    ),
    "quotes": Code(
        "quotes that do not go round the whole",
        (
            "A text begins with a quotation mark or apostrophe that does not enclose all of "
            "it; it was kept as it stands."
        ),
        "Put the whole text in the other kind of quotes, or run `csp-slides fix`.",
    ),
    "run-together": Code(
        "lines that run together",
        "A list is typed below a text that has no `|`, so all of it becomes one paragraph.",
        "Write `|` after the label and begin the text on the next line.",
    ),
    "stray-entry": Code(
        "an entry without a list",
        "A hyphen stands where no list can begin.",
        "Give the list a label of its own, or take the hyphen out.",
    ),
    "tab": Code(
        "a tab in the margin",
        "YAML allows only spaces before a line; the tabs were read as spaces.",
        "Use the space bar, or run `csp-slides fix`.",
    ),
    "text-after-bar": Code(
        "text on the line of its bar",
        "Text follows a `|` or `>` on the same line.",
        "Press Enter after the sign, and indent the text.",
    ),
    "text-without-bar": Code(
        "a list or fields where text is meant",
        "What stands below the label of a text was put together again as its lines.",
        "Write `|` after the label, so that every line is kept.",
    ),
    "too-big": Code(
        "a file that is too big",
        "The file has more than 5 MB, which is no text that anybody typed.",
        "Look whether something else was saved under this name.",
    ),
    "too-deep": Code(
        "too much inside one another",
        "Lists, fields or HTML elements stand in one another too deep to be meant.",
        "Look for a run of brackets or hyphens, or unclosed elements.",
    ),
    "two-documents": Code(
        "the file ends too soon",
        "Three hyphens or dots at the margin end a file for YAML.",
        "Take the line out, or indent it like the text it belongs to.",
    ),
    "unclosed": Code(
        "a quotation mark or bracket without its second",
        "A quotation mark or bracket opens, and nothing closes it.",
        "Close it, or put the whole text in quotes.",
    ),
    "unreadable": Code(
        "something that does not fit",
        "YAML cannot go on from here, for a reason that is not one of the usual ones.",
        "Look at the line and the one above it for quotes, brackets and colons.",
    ),
    "wrong-level": Code(
        "a field in the wrong place",
        ("The field belongs to another part of the file, which the spaces before a line decide."),
        "Put as many spaces before it as the message says.",
    ),
}

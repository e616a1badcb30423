"""What files say of each other, of the audience and of the occasion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostic_codes.code import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

JOINING: Mapping[str, Code] = {
    "appendix-file": Code(
        "an appendix that cannot be published",
        "An appendix is a file of the content, which may hold what is not published.",
        "Attach a PDF, a spreadsheet or a picture.",
    ),
    "background-papers": Code(
        "no background papers listed",
        "A report should list the background papers it relies on.",
        "Add `background_papers:`, with `[]` if there are none.",
    ),
    "bare-figure": Code(
        "a figure without a source or period",
        "A figure in a report doesn't say where it comes from or which period it covers.",
        "Add what the message names.",
    ),
    "catalogue": Code(
        "a translation file that can't be read",
        "A `.po` file in `languages/` isn't one that gettext understands.",
        "Correct it in a gettext editor, such as Poedit.",
    ),
    "cleared-by": Code(
        "cleared, but not by whom",
        "The file has `status: cleared`, but not the job title of whoever cleared it. "
        "A build with `--strict` stops.",
        "Add `cleared_by:`.",
    ),
    "command": Code(
        "a build that isn't possible",
        "The build can't do what was asked; `serve` or `watch` is waiting for the next change.",
        "Do what the message says; the next change starts a new build.",
    ),
    "copied-file": Code(
        "a copy of a file",
        "The file's name looks like a copy made by OneDrive, Windows or Dropbox.",
        "Put anything newer in the copy into the original, then move the copy out of the folder.",
    ),
    "empty-section": Code(
        "a section with nothing in it",
        (
            "A section, heading or appendix has nothing under it; the program never makes "
            "a blank slide."
        ),
        "Add items or text, or say why with `nothing_to_report:`.",
    ),
    "exempt-paragraph": Code(
        "Part 2 without an exempt paragraph",
        "A section that isn't open to the public doesn't say why.",
        "Add `exempt_paragraph:` with its number in Schedule 12A.",
    ),
    "file-name": Code(
        "a misleading file name",
        "The file's name ends in .txt, as Notepad adds it.",
        "Rename the file.",
    ),
    "format": Code(
        "a format that is left out",
        "This audience can't have this format, or the software that makes it isn't installed.",
        "Build it for another audience, install what is missing, or leave it out of `outputs:`.",
    ),
    "gap": Code(
        "something still to be agreed",
        "A measure in the plan has no target, baseline or date yet.",
        "Fill it in once it is agreed.",
    ),
    "html-in-text": Code(
        "a tag of HTML in a text",
        (
            "Texts of YAML files are Markdown. HTML tags in them are shown as typed, except "
            "`<br>`, `<sub>` and `<sup>`."
        ),
        "Write it as Markdown, as the message says.",
    ),
    "import": Code(
        "a question about an imported file",
        "Something in the imported document has no obvious place, or only its author can decide.",
        "Decide, change the file if you need to, and delete the comment that starts with CHECK.",
    ),
    "language": Code(
        "a language that isn't known",
        "A `language:` is not a language's code, or the program's own text isn't available in it.",
        "Write `cy` or `en`, or put a catalogue beside the content; see `docs/languages.md`.",
    ),
    "long-bullet": Code(
        "a long bullet",
        "A bullet has more words than the house style allows.",
        "Give the item a shorter `bullet:`.",
    ),
    "many-bullets": Code(
        "many bullets on a slide",
        "The deck allows more bullets on a slide than the house style.",
        "Lower `items_per_slide:`.",
    ),
    "marking": Code(
        "a marking that stops publication",
        (
            "A section, a note, a caption, a file's name or the contents of a picture is "
            "marked as sensitive, so nothing can be published."
        ),
        "Build it for members, or ask whoever marked it to lift the marking.",
    ),
    "moved": Code(
        "a former address that leads nowhere",
        (
            "`moved:` in council.yaml redirects an address that is in use, or redirects to "
            "an address that doesn't exist."
        ),
        "Redirect each former address to where the document is now, or remove the line.",
    ),
    "no-action": Code(
        "an issue without actions",
        "The action plan names an issue but nothing that is being done about it.",
        "Add `actions:`, or remove the issue.",
    ),
    "no-answer": Code(
        "a question without an answer",
        "The minutes have a question without an answer.",
        "Add `a:`, or move it to `comments:`.",
    ),
    "no-date": Code(
        "an update without a date",
        "An update to an action has no date.",
        "Add `date:`; a month will do.",
    ),
    "no-owner": Code(
        "an action without an owner",
        "Nobody is named as responsible for it.",
        "Add `owners:` with a short code from `people:`.",
    ),
    "no-report-text": Code(
        "items without report text",
        "The report shows only the titles of these items.",
        "Add `report:` text, or publish the notes.",
    ),
    "no-statement": Code(
        "no accessibility statement",
        (
            "A public body must publish one with its site, and the council's file doesn't "
            "mention one."
        ),
        "Add `accessibility:` to council.yaml, with `compliance:` and `prepared:`.",
    ),
    "not-cleared": Code(
        "a section that isn't cleared",
        "Only a section with `status: cleared` is published.",
        "Have it cleared, or build with `--draft`.",
    ),
    "note-missing": Code(
        "a note without text",
        ("A text has the mark of a note, such as `[^1]`, but not the note."),
        "Add a line such as `[^1]: the note` at the end of the text.",
    ),
    "office-template": Code(
        "a Word or PowerPoint template that can't be used",
        (
            "The file named under `office:` is damaged, is another kind of file, or has "
            "macros in it."
        ),
        "Save it again as a plain .docx or .pptx.",
    ),
    "offer": Code(
        "an answer that promises something",
        "The answer says that somebody can or will do something, and has no follow-up.",
        "Add `follow_up:` with the action, its owner and a date.",
    ),
    "over-time": Code(
        "a talk that is too long",
        "At the council's speaking rate the talk takes longer than the time limit.",
        "Shorten the longest slides, which the message names.",
    ),
    "part-2": Code(
        "a Part 2 item in a public build",
        "The deck or minutes are for an item that isn't open to the public.",
        "Build them for members, or write `public: Part 1` under `meeting:` if the item is open.",
    ),
    "percentage-change": Code(
        "a change that can be read in two ways (S17)",
        "A percentage is to change by a percentage: 4% of 50% is 2 percentage points, not 4.",
        "Write percentage points if you mean that, or give the target.",
    ),
    "placeholder": Code(
        "placeholder text",
        "The text is still the example that `csp-slides new` wrote. It stops a public build.",
        "Replace it with your own text, or remove the line.",
    ),
    "pre-election": Code(
        "a meeting before an election",
        "The meeting is in a pre-election period, when publicity is restricted.",
        "Ask the monitoring officer to look at the deck.",
    ),
    "promise": Code(
        "a promise without an owner or date",
        "The minutes record a promise that nobody can follow up.",
        "Add `owner:` and `due:`.",
    ),
    "rating-why": Code(
        "an unexplained rating",
        "A red or amber rating, or one set by hand, doesn't say why.",
        "Add `why:`, and `next_step:` to a red one.",
    ),
    "reference": Code(
        "no such appendix or paragraph",
        "The text refers to an appendix or a numbered paragraph that the report doesn't have.",
        "Correct the letter or number, or remove the reference.",
    ),
    "repeated-address": Code(
        "two documents with the same address",
        "Two files would be written to the same place.",
        "Give one of them its own `id:`.",
    ),
    "repeated-id": Code(
        "two things with the same id",
        "Two sections or priorities have the same short name.",
        "Give one of them a different one.",
    ),
    "repeated-rank": Code(
        "a priority ranked twice",
        "The consultation's ranking lists a priority twice.",
        "List each once.",
    ),
    "repeated-ref": Code(
        "two actions with the same number",
        "Two actions in a plan have the same `ref:`.",
        "Give each its own number.",
    ),
    "replacement": Code(
        "no such replacement",
        "A withdrawn document names another under `instead:`, and no such document exists.",
        "Give the `id` of the document that replaces it.",
    ),
    "second-council": Code(
        "a second council file",
        "Only one file of kind council is allowed.",
        "Copy what the second file adds into the first, then move the second out of the folder.",
    ),
    "section-entry": Code(
        "a `sections` entry that is empty or ambiguous",
        "The entry names no section and has no items of its own, or does both.",
        "Write `use:`, or `title:` and `items:`.",
    ),
    "slide-item": Code(
        "text that a custom slide doesn't show",
        "An item with its own `slide:` has a field that only slides made from items show.",
        "Move the text into the slide's Markdown, then remove the field.",
    ),
    "stale": Code(
        "figures due for review",
        "The section's figures were due for review before the meeting.",
        "Ask for newer figures, then update `review_by:`.",
    ),
    "statement": Code(
        "an accessibility statement that contradicts itself",
        "It says that the site is fully compliant but lists problems, or the reverse.",
        "Correct `compliance:`, or the list under `issues:`.",
    ),
    "statement-review": Code(
        "an accessibility statement due for review",
        (
            "It was last reviewed more than a year before the newest meeting, or before "
            "the date given with `--on`."
        ),
        "Check it against the site, then update `reviewed:`.",
    ),
    "table": Code(
        "a table that can't be imported",
        "A table of actions lacks a column, or a cell has a value that its field can't take.",
        "Correct it in the table, then import it again.",
    ),
    "target-words": Code(
        "a target that isn't just a number",
        (
            "The target has text or symbols beside its number, so it can't be used to work "
            "out a rating."
        ),
        "Write only the number; `good_is:` says which direction is good.",
    ),
    "translation": Code(
        "a translation that doesn't match its file",
        "A file such as `waste.cy.yaml` has something that `waste.yaml` beside it doesn't have.",
        "Give both the same fields, and lists the same entries in the same order.",
    ),
    "unannounced": Code(
        "an unannounced change",
        (
            "The text of a document differs from what was first published in the output "
            "folder, and no amendment says so."
        ),
        (
            "Add `amended:` with the date and what changed, or build with `--fresh` if "
            "nobody has read it yet."
        ),
    ),
    "unknown-action": Code(
        "no such action",
        (
            "A row of a table, or an activity in a plan, names an action that isn't in any "
            "action plan."
        ),
        "Correct its number, or add the action to the plan's file.",
    ),
    "unknown-aim": Code(
        "no such aim",
        "The priority names an aim or risk that the plan doesn't list.",
        "Correct it, or add it to the plan.",
    ),
    "unknown-item": Code(
        "no such item",
        "The deck names an item that the section doesn't have.",
        "Use one of the titles that the message lists.",
    ),
    "unknown-owner": Code(
        "no such owner",
        "The short code isn't one of the plan's people.",
        "Correct it, or add it under `people:`.",
    ),
    "unknown-plan": Code(
        "no such plan",
        "A section asks to show a plan, and there is none, or more than one.",
        "Name the plan under `uses:`.",
    ),
    "unknown-priority": Code(
        "no such priority",
        "The id isn't that of a priority in the plan.",
        "Use one of the ids that the message lists.",
    ),
    "untranslated": Code(
        "text that isn't in every language",
        "The council's content has several languages, and some text of a file is in one only.",
        "Translate it, or leave it: the other edition has it as it is.",
    ),
    "unknown-section": Code(
        "no such section",
        "The deck uses a section that isn't in any file.",
        "Use one of the names that the message lists.",
    ),
}

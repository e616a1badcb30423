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
        "no background papers named",
        "A report should list the papers that it rests on.",
        "Add `background_papers:`, with `[]` where there are none.",
    ),
    "bare-figure": Code(
        "a figure without source or time",
        "A figure in a report does not say where it comes from or which time it covers.",
        "Add what the message names.",
    ),
    "cleared-by": Code(
        "cleared by nobody",
        ("The file has `status: cleared`, but not the job of whoever cleared it."),
        "Add `cleared_by:`.",
    ),
    "command": Code(
        "a build that cannot be done",
        "What was asked for cannot be, while `serve` or `watch` waits for the next change.",
        "Do what the message says; the next change is built.",
    ),
    "copied-file": Code(
        "a copy of a file",
        (
            "A file is named like the copies that OneDrive, Windows and Dropbox leave beside the "
            "original."
        ),
        "Put whatever is newer in it into the original, and move the copy out of the folder.",
    ),
    "empty-section": Code(
        "a section with nothing in it",
        "A section, heading or appendix has nothing under it; a blank slide is never made.",
        "Add items or text, or say why with `nothing_to_report:`.",
    ),
    "exempt-paragraph": Code(
        "Part 2 without its paragraph",
        "A section that is not open to the public does not say why.",
        "Add `exempt_paragraph:` with its number in Schedule 12A.",
    ),
    "file-name": Code(
        "a misleading file name",
        "The file's name ends in .txt, as when Notepad adds it.",
        "Rename the file.",
    ),
    "format": Code(
        "a format that is left out",
        "The audience may not have this format, or what it is made with is missing here.",
        "Build it for another audience, install what is missing, or leave it out of `outputs:`.",
    ),
    "gap": Code(
        "something still to be agreed",
        "A measure of the plan has no target, baseline or date yet.",
        "Fill it in once it is agreed.",
    ),
    "html-in-text": Code(
        "a tag of HTML in a text",
        (
            "Texts of YAML files are Markdown. HTML in them is printed letter by letter, but "
            "for `<br>`, `<sub>` and `<sup>`."
        ),
        "Write it as Markdown, as the message says.",
    ),
    "import": Code(
        "a question about an imported file",
        "Something in the imported document has no clear place, or only its author can decide.",
        "Decide it, change the file if need be, and delete the comment that begins with CHECK.",
    ),
    "long-bullet": Code(
        "a long bullet",
        "A bullet has more words than the house style allows.",
        "Give the item a shorter `bullet:`.",
    ),
    "many-bullets": Code(
        "many bullets on a slide",
        "The deck lets more bullets share a slide than the house style has.",
        "Lower `items_per_slide:`.",
    ),
    "marking": Code(
        "a marking that stops publication",
        (
            "A section, a note, a caption, the name of a file or what stands in a picture is "
            "marked as sensitive, so nothing can be published."
        ),
        "Build it for members, or have the marking lifted.",
    ),
    "moved": Code(
        "a former address that leads nowhere",
        "`moved:` in council.yaml names an address where a document is, or leads to where none is.",
        "Let each former address lead to where the document is now, or take its line out.",
    ),
    "no-action": Code(
        "an issue without actions",
        "The action plan names an issue and nothing that is done about it.",
        "Add `actions:`, or take the issue out.",
    ),
    "no-answer": Code(
        "a question without an answer",
        "The minutes hold a question and no answer.",
        "Add `a:`, or move it to `comments:`.",
    ),
    "no-date": Code(
        "an update without a date",
        "An update of an action does not say when it was.",
        "Add `date:`; a month will do.",
    ),
    "no-owner": Code(
        "an action without an owner",
        "Nobody is named who does it.",
        "Add `owners:` with a short code from `people:`.",
    ),
    "no-report-text": Code(
        "items without words in the report",
        "The report has only the titles of these items.",
        "Add `report:` text, or publish the notes.",
    ),
    "no-statement": Code(
        "no accessibility statement",
        (
            "A public body must publish one with its site, and the council's file says nothing "
            "of it."
        ),
        "Add `accessibility:` to council.yaml, with `compliance:` and `prepared:`.",
    ),
    "not-cleared": Code(
        "a section that is not cleared",
        "Only a section that is `cleared` is published.",
        "Have it cleared, or build with `--draft`.",
    ),
    "note-missing": Code(
        "a note without text",
        ("A text has the mark of a note, such as `[^1]`, but not the note."),
        "Add a line such as `[^1]: the note` at the end of the text.",
    ),
    "office-template": Code(
        "a template that Word or PowerPoint documents cannot be made of",
        "The file named under `office:` is damaged, of another kind, or has macros in it.",
        "Save it anew as a plain .docx or .pptx.",
    ),
    "offer": Code(
        "an answer that promises something",
        "The answer says that somebody can or will do something, and nothing follows it up.",
        "Add `follow_up:` with action, owner and date.",
    ),
    "over-time": Code(
        "a talk that is too long",
        "At the council's speaking rate the words take longer than the time limit.",
        "Shorten the longest slides, which the message names.",
    ),
    "part-2": Code(
        "a Part 2 item in a public build",
        "The deck or the minutes are for an item that is not open to the public.",
        "Build them for members, or write `public: Part 1` under `meeting:` if the item is open.",
    ),
    "percentage-change": Code(
        "a change that may be read in two ways (S17)",
        "A percentage is to change by a percentage: 4% of 50% is 2 points, and 4 points are not.",
        "Write percentage points where they are meant, or give the target.",
    ),
    "placeholder": Code(
        "a text of csp-slides new",
        (
            "The text is still the one that `csp-slides new` wrote to be replaced. It stops a"
            " public build."
        ),
        "Put your own text in its place, or take the line out.",
    ),
    "pre-election": Code(
        "a meeting before an election",
        "The meeting is in a pre-election period, when publicity is restricted.",
        "Have the deck looked at by the monitoring officer.",
    ),
    "promise": Code(
        "a promise without owner or date",
        "The minutes hold a promise that cannot be followed up.",
        "Add `owner:` and `due:`.",
    ),
    "rating-why": Code(
        "a rating that is not explained",
        "A red or amber rating, or one given by hand, does not say why.",
        "Add `why:`, and `next_step:` to a red one.",
    ),
    "reference": Code(
        "an appendix or paragraph that is not there",
        "The text points to an appendix or a numbered paragraph that the report does not have.",
        "Correct the letter or number, or take the words out.",
    ),
    "repeated-address": Code(
        "two documents of one address",
        "Two files would be written to the same place.",
        "Give one of them an `id:` of its own.",
    ),
    "repeated-id": Code(
        "two things of one id",
        "Two sections or priorities have the same short name.",
        "Give one of them another.",
    ),
    "repeated-rank": Code(
        "a priority ranked twice",
        "The consultation's ranking names a priority twice.",
        "Name each once.",
    ),
    "repeated-ref": Code(
        "two actions of one number",
        "Two actions of a plan have the same `ref:`.",
        "Give each a number of its own.",
    ),
    "replacement": Code(
        "a replacement that is not there",
        "A withdrawn document names another `instead`, and there is no such document.",
        "Give the `id` of the document that replaces it.",
    ),
    "second-council": Code(
        "a second council file", "There may be only one file of kind council.", "Keep one of them."
    ),
    "section-entry": Code(
        "an entry of `sections` that is none or two",
        "The line neither uses a section nor holds one, or does both.",
        "Write `use:`, or `title:` and `items:`.",
    ),
    "slide-item": Code(
        "text that an own slide does not show",
        "An item with a slide of its own has a field that only slides made from items show.",
        "Put it into the Markdown of the slide, and take the field out.",
    ),
    "stale": Code(
        "figures past their review",
        "The section was to be looked at again before the meeting.",
        "Ask for newer figures, then move `review_by:` on.",
    ),
    "statement": Code(
        "an accessibility statement that contradicts itself",
        "It says that the site is fully compliant and lists what is not, or the reverse.",
        "Correct `compliance:`, or the list under `issues:`.",
    ),
    "statement-review": Code(
        "an accessibility statement past its review",
        "It was last reviewed more than a year before the newest meeting, or the day of `--on`.",
        "Look it over against the site, then move `reviewed:` on.",
    ),
    "table": Code(
        "a table that cannot be taken over",
        "A table of actions lacks a column, or a cell holds what its field cannot.",
        "Put it right in the table, and take it over again.",
    ),
    "target-words": Code(
        "a target that is not a number alone",
        ("The target has words or signs beside its number, so that no rating can be worked out."),
        "Write only the number; `good_is:` says which side of it is good.",
    ),
    "unannounced": Code(
        "a change that readers are not told of",
        "The words of a document are not those that the site in the output folder first published,"
        " and no amendment says so.",
        "Add `amended:` with the day and what changed, or build with `--fresh` where nobody has"
        " read it yet.",
    ),
    "unknown-action": Code(
        "an action that is not there",
        "A row of a table, or an activity of a plan, names an action that is in no action plan.",
        "Correct its number, or add the action in the file of the plan.",
    ),
    "unknown-aim": Code(
        "an aim that is not there",
        "The priority answers an aim or risk that the plan does not list.",
        "Correct it, or add it to the plan.",
    ),
    "unknown-item": Code(
        "an item that is not there",
        "The deck names an item that the section does not have.",
        "Use one of the titles that the message lists.",
    ),
    "unknown-owner": Code(
        "an owner that is not there",
        "The short code is not one of the plan's people.",
        "Correct it, or add it under `people:`.",
    ),
    "unknown-plan": Code(
        "a plan that is not there",
        "A section asks to show a plan, and there is none or more than one.",
        "Name the one that is meant under `uses:`.",
    ),
    "unknown-priority": Code(
        "a priority that is not there",
        "The id is not that of a priority of the plan.",
        "Use one of the ids that the message lists.",
    ),
    "unknown-section": Code(
        "a section that is not there",
        "The deck uses a section that no file holds.",
        "Use one of the names that the message lists.",
    ),
}

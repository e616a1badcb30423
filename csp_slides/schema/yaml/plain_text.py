"""Text without quotes, over one or more lines: put in quotes where YAML would misread it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.schema.yaml.block import report_hash
from csp_slides.schema.yaml.labels import begins_like_list
from csp_slides.schema.yaml.lines import Hash, find_note
from csp_slides.schema.yaml.values import Found, Reason, why_quotes
from csp_slides.schema.yaml.wording import quoted, quoting, short

if TYPE_CHECKING:
    from csp_slides.core.source import Span
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending
    from csp_slides.schema.yaml.places import Owner


class _Piece(Struct):
    """The part of a text on one line, `start` to `end` of its body; `note` starts a note."""

    line: Line
    start: int
    end: int
    note: int | None = None

    @property
    def text(self) -> str:
        return self.line.body[self.start : self.end]


class PlainText(Struct):
    """A text that may continue below, as long as it is indented more than its `owner`."""

    mending: Mending
    found: Found
    owner: Owner
    reason: Reason | None = None
    pieces: list[_Piece] = field(default_factory=list)
    runs_together: Line | None = None
    has_list: bool = False

    @property
    def parent(self) -> int:
        """The column of the label or hyphen."""
        return self.owner.column

    def begin(self, line: Line, start: int) -> None:
        """Start with the text at offset `start` of `line`."""
        note = self.found.end if self.found.note else None
        self.pieces.append(_Piece(line, start + self.found.skip, self.found.end, note))
        self.reason = self.found.reason

    def add(self, line: Line) -> None:
        """Continue with the whole of `line`."""
        end, met = find_note(line.body, 0)
        text = line.body[:end].rstrip()
        note = len(text) if end < len(line.body) else None
        self.pieces.append(_Piece(line, 0, len(text), note))
        self.reason = self.reason or why_quotes(text, met)
        if self.runs_together is None and begins_like_list(text):
            self.runs_together = line
        self.mending.margin(line)
        self.mending.tail(line)

    @property
    def is_spoilt(self) -> bool:
        """Whether something in the text is for its author to fix."""
        return self.found.fault is not None or self.has_list

    def refuse_list(self, line: Line) -> None:
        """Report a list with fields that starts where the label has its text already."""
        self.has_list = True
        self.mending.fault(
            "stray-entry",
            f"a list starts here, but '{self.owner.name}:' already has its text",
            self.mending.span(line, 0, len(line.body)),
            "give the list its own label",
        )
        self.mending.spoilt.add(self.pieces[0].line.number)
        self.mending.drop(line)

    def leave_note(self, line: Line) -> None:
        """Remove a line that holds only a comment from the text, and report it."""
        self.mending.margin(line)
        self.pieces.append(_Piece(line, 0, 0, note=0))

    def drop(self, code: str, message: str, remedy: str) -> None:
        """Report the text as a whole, and leave it out to read on."""
        first = self.pieces[0]
        span = self.mending.span(first.line, first.start, first.end)
        self.mending.fault(code, message, span, remedy)
        for piece in self.pieces:
            end = len(piece.line.body)
            self.mending.edit(piece.line, piece.start, end, "", lasting=False)

    def close(self) -> None:
        """Fix the text where needed, and report what was fixed."""
        self._hide_notes()
        self._say()
        if self.reason is not None:
            self._quote()

    def _hide_notes(self) -> None:
        """Remove notes between the lines of the text, which they would end or be shown in."""
        for piece in self.pieces[:-1]:
            if piece.note is None:
                continue
            self.mending.edit(piece.line, piece.note, len(piece.line.body), "", lasting=False)
            span = self.mending.span(piece.line, piece.note, len(piece.line.body))
            if piece.text:
                self._say_note(span)
            else:
                report_hash(self.mending.sink, span, self.owner.name)

    def _say_note(self, span: Span) -> None:
        self.mending.sink.hint(
            "note-in-text",
            "this note to yourself is at the end of a line of text, and was left out of the text",
            span,
            f"move it above '{self.owner.name}:'; if it is part of the text, put the text in "
            "quotes",
        )

    def _say(self) -> None:
        first = self.pieces[0]
        fault, reason = self.found.fault, self.reason
        if fault is not None:
            span = self.mending.span(first.line, fault.offset, fault.end)
            self.mending.fault(fault.code, fault.message, span, fault.help)
            self.mending.spoilt.add(first.line.number)
        elif reason is not None:
            self._say_reason(reason)
        if self.runs_together is not None and fault is None:
            line = self.runs_together
            self.mending.sink.warning(
                "run-together",
                "this line runs on from the one above it, as one paragraph",
                self.mending.span(line, 0, len(line.body)),
                f"to keep the lines, write '{self.owner.name}: |' and start the text on the "
                "next line",
            )

    def _say_reason(self, reason: Reason) -> None:
        text = " ".join(piece.text for piece in self.pieces if piece.text)
        piece = next((piece for piece in self.pieces if self._needs(piece)), self.pieces[0])
        is_short = len(self.pieces) == 1 and len(text) <= len(short(text))
        say = self.mending.sink.warning if reason.doubtful else self.mending.sink.hint
        say(
            reason.code,
            f"'{short(text)}' was read as one text: {reason.why}",
            self.mending.span(piece.line, piece.start, piece.end),
            f"put it in quotes: {quoted(text)}" if is_short else "put the whole text in quotes",
        )

    def _needs(self, piece: _Piece) -> bool:
        if self.found.reason is not None:
            return True
        _, met = find_note(piece.line.body[: piece.end], piece.start)
        return why_quotes(piece.text, met) is not None

    def _quote(self) -> None:
        text = " ".join(piece.text for piece in self.pieces)
        mark, escapes = quoting(text)
        first, last = self.pieces[0], self._last()
        lasting = self.found.fault is None and all(piece.note is None for piece in self.pieces[:-1])
        start = first.start - self.found.skip
        self.mending.edit(first.line, start, first.start, mark, lasting=lasting)
        for piece in self.pieces:
            for at, character in enumerate(piece.text, start=piece.start):
                if character in escapes:
                    self.mending.edit(piece.line, at, at + 1, escapes[character], lasting=lasting)
        self.mending.edit(last.line, last.end, last.end, mark, lasting=lasting)

    def _last(self) -> _Piece:
        return next(piece for piece in reversed(self.pieces) if piece.text)


def say_glued_note(mending: Mending, line: Line, offset: int) -> None:
    """Report that a `#` with no space after it was taken for a note all the same."""
    found = line.body.find("#", offset)
    note = line.body[found:]
    mending.sink.hint(
        "note",
        f"'{short(note)}' was read as a note to yourself, which is never shown",
        mending.span(line, found, len(line.body)),
        "if it should be shown, put the text in quotes; otherwise put a space after the #",
    )


def say_near_note(mending: Mending, line: Line, offset: int) -> None:
    """Report that a `#` after a single space was taken for a note."""
    note = line.body[offset:].lstrip()
    mending.sink.hint(
        "note",
        f"'{short(note)}' was read as a note to yourself, which is never shown",
        mending.span(line, len(line.body) - len(note), len(line.body)),
        "if it should be shown, put the text in quotes; otherwise put two spaces before the #",
    )


def is_near(found: Found, line: Line) -> bool:
    """Whether a note follows a text after a single space, so that it may be part of it."""
    note = line.body[found.end :]
    return found.note is Hash.NOTE and note.startswith(" #") and bool(note.strip(" #"))


def is_glued(found: Found) -> bool:
    """Whether such a note follows a value."""
    return found.note is Hash.GLUED_NOTE

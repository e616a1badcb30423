"""Follows the indentation of a file, and mends or explains what stands in the wrong place.

It walks over the lines once, knowing which lists and groups are open, and leaves the text
below a `|` alone. What it cannot place it reports, and reads on as its author must have
meant it, so that one mistake is one message and the next is found as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.yaml_text import labels
from csp_slides.yaml_text.block import Block
from csp_slides.yaml_text.lines import Hash, hash_at, next_indents
from csp_slides.yaml_text.places import Level, Owner, Places
from csp_slides.yaml_text.plain_text import PlainText, is_glued, say_glued_note
from csp_slides.yaml_text.values import Found, Shape, examine
from csp_slides.yaml_text.wording import quoted, short

if TYPE_CHECKING:
    from csp_slides.yaml_text.labels import Label
    from csp_slides.yaml_text.lines import Line
    from csp_slides.yaml_text.mending import Mending

DEEPEST = 60
"""Further in than this nothing is looked at; `compose` refuses it anyway."""


class Layout:
    """One walk over the lines of a file."""

    def __init__(self, mending: Mending) -> None:
        """Begin at the top."""
        self._mending = mending
        self._lines = mending.lines
        self._places = Places(mending)
        self._text: PlainText | None = None
        self._block: Block | None = None
        self._after_block: Block | None = None
        self._next_indents = next_indents(self._lines)
        self._has_root = False  # the whole file is one text, or one thing in brackets
        self._last_field = max(
            (index for index, line in enumerate(self._lines) if line.looks_like_field), default=-1
        )
        self._bullets: int | None = None  # the last line that began with a pasted bullet

    def walk(self) -> None:
        """Go over all lines."""
        index = 0
        while index < len(self._lines) and len(self._places.levels) <= DEEPEST:
            index = self._step(index)
        self._close()

    def _close(self) -> None:
        if self._text is not None:
            self._text.close()
            self._text = None
        if self._block is not None:
            self._block.close()
            self._after_block, self._block = self._block, None

    def _step(self, index: int) -> int:
        """Take one line; give the index of the next that is to be taken."""
        line = self._lines[index]
        if not line.body:
            self._blank(line)
        elif self._goes_on(index):
            pass
        elif line.is_note:
            self._mending.margin(line)
        elif _is_at_margin(line) or (line.body[0] == "%" and not self._places.levels):
            self._mark(line)
        else:
            self._close()
            self._mending.tail(line)
            return self._structure(index)
        return index + 1

    def _blank(self, line: Line) -> None:
        if not line.is_clean:
            self._mending.empty(line)
        elif self._block is not None:
            self._block.blank(line)

    def _goes_on(self, index: int) -> bool:
        """Say whether a line belongs to the text above it, and give it to that text."""
        if self._block is not None:
            return self._goes_on_in_block(index)
        if self._text is not None:
            return self._goes_on_in_text(index)
        return False

    def _goes_on_in_block(self, index: int) -> bool:
        line, block = self._lines[index], self._block
        if block is None or block.takes(line):
            return block is not None
        if (line.is_note or _is_at_margin(line)) and self._next_indents[index] > block.parent:
            block.skip(line, is_note=line.is_note)
            return True
        return False

    def _goes_on_in_text(self, index: int) -> bool:
        line, text = self._lines[index], self._text
        if text is None or line.indent <= text.parent or _is_at_margin(line):
            return False
        if line.is_note and hash_at(line.body, 0) is not Hash.NUMBER:
            if self._next_indents[index] > text.parent:
                text.leave_note(line)
            return True
        if line.looks_like_field:
            return False
        text.add(line)
        return True

    def _mark(self, line: Line) -> None:
        """Take a line that means something to YAML and nothing to an author."""
        self._close()
        if line.body[0] == "%":
            self._places.stray(
                line,
                "instruction",
                f"found '{short(line.body)}', but every value is text here",
                "take the line out",
            )
        elif self._places.levels or line.body[0] == ".":
            self._places.stray(
                line,
                "two-documents",
                f"'{line.body.strip()}' at the margin ends the file's content",
                "take the line out, or indent it like the text that it belongs to",
            )

    def _structure(self, index: int) -> int:
        """Place a line that begins something, and go on with what it holds."""
        line = self._lines[index]
        sign = self._bullet(line)
        if self._has_root and not self._places.levels:
            return self._unlabelled(index)
        is_entry = sign is not None or labels.is_hyphen(line.body, 0)
        label = None if is_entry else self._label(index, 0, in_list=False)
        if not is_entry and label is None:
            return self._unlabelled(index)
        column = self._places.place(line, is_list=is_entry)
        if column is None:
            return index + 1
        self._places.is_stray = False
        if column == line.indent:
            self._mending.margin(line)
        else:
            self._mending.indent(line, column)
        if sign is not None:
            self._mend_bullet(line, sign)
        if label is not None:
            return self._labelled(index, column, label)
        return self._entries(index, column)

    def _entries(self, index: int, column: int) -> int:
        """Go past the hyphens of a line to what the innermost entry holds."""
        line = self._lines[index]
        offset = 0
        while True:
            start = labels.skip_space(line.body, offset + 1)
            self._mending.gap(line, offset + 1, start)
            width = start - offset - 1 or 1  # a pasted bullet may have no space after it
            owner = Owner(column, is_label=False, name="-", line=line)
            column, offset = column + 1 + width, start
            if not line.body[offset:]:
                self._places.waiting = owner
                return index + 1
            if not labels.is_hyphen(line.body, offset):
                break
            if len(self._places.levels) > DEEPEST:
                return len(self._lines)
            self._places.levels.append(Level(column, is_list=True))
        label = self._label(index, offset, in_list=True, column=column)
        if label is None:
            return self._value(index, offset, owner)
        self._places.levels.append(Level(column, is_list=False))
        return self._labelled(index, column, label)

    def _label(self, index: int, offset: int, *, in_list: bool, column: int = -1) -> Label | None:
        body = self._lines[index].body
        label = labels.find_label(body, offset, in_list=in_list)
        if label is not None:
            return label
        glued = labels.glued_label(body, offset)
        if glued is not None and in_list and not self._has_field_at(index + 1, column):
            return None
        return glued

    def _has_field_at(self, index: int, column: int) -> bool:
        line = self._lines[index] if index < len(self._lines) else None
        return line is not None and line.indent == column and line.looks_like_field

    def _labelled(self, index: int, column: int, label: Label) -> int:
        line = self._lines[index]
        name = line.body[label.start : label.end - 1].rstrip()
        if label.quote:
            end = label.start + len(name)
            self._mending.edit(line, label.start, end, quoted(name), lasting=False)
        if label.glued:
            self._mending.edit(line, label.end, label.end, " ")
            self._mending.sink.hint(
                "no-space",
                f"no space after '{name}:'",
                self._mending.span(line, label.start, label.end),
                f"put a space after the colon: '{name}: {short(line.body[label.end :])}'",
            )
        else:
            self._mending.gap(line, label.end, label.value)
        owner = Owner(column, is_label=True, name=name, line=line)
        if not line.body[label.value :]:
            self._places.waiting = owner
            return index + 1
        return self._value(index, label.value, owner)

    def _value(self, index: int, start: int, owner: Owner) -> int:
        """Take what stands after a label or hyphen; give the index of the line to go on with."""
        line = self._lines[index]
        found = examine(self._lines, index, start, owner.column)
        self._places.waiting = owner if found.shape is Shape.NOTHING else None
        self._after_block = None
        if is_glued(found):
            say_glued_note(self._mending, self._lines[found.index], found.end)
        match found.shape:
            case Shape.BLOCK:
                self._block = Block(self._mending, line, start, owner.column, owner.name)
            case Shape.PLAIN:
                self._text = PlainText(self._mending, found, owner.column, owner.name)
                self._text.begin(line, start)
            case Shape.ENCLOSED:
                self._enclosed(index, start, found)
            case Shape.NOTHING:
                pass
        return found.index + 1

    def _enclosed(self, index: int, start: int, found: Found) -> None:
        if found.index > index:
            self._mending.tail(self._lines[found.index])
        for hidden in found.hidden:
            line = self._lines[hidden.index]
            text = line.body[hidden.start : hidden.end]
            self._mending.edit(line, hidden.start, hidden.end, quoted(text))
            self._mending.sink.hint(
                "hash",
                f"'{short(text)}' was read as one text: ' #' would hide the rest of the line",
                self._mending.span(line, hidden.start, hidden.end),
                f"put it in quotes: {quoted(text)}",
            )
        if found.reason is not None:
            line = self._lines[index]
            inner = line.body[start + 1 : found.end - 1]
            single = "'" + inner.replace("'", "''") + "'"
            self._mending.edit(line, start, found.end, single)
            self._mending.sink.hint(
                found.reason.code,
                f"'{short(inner)}' was read as it stands: {found.reason.why}",
                self._mending.span(line, start, found.end),
                f"put it in single quotes: {single}" if len(single) <= len(short(single)) else None,
            )

    def _bullet(self, line: Line) -> str | None:
        """Give the sign that stands for a hyphen here, where an entry of a list can begin."""
        sign = labels.bullet(line.body)
        return sign if sign is not None and self._places.takes_entry(line) else None

    def _mend_bullet(self, line: Line, sign: str) -> None:
        is_glued_sign = line.body[len(sign) :][:1].strip() != ""
        self._mending.edit(line, 0, len(sign), "- " if is_glued_sign else "-")
        follows = self._bullets is not None and line.number - self._bullets <= len("a b")
        self._bullets = line.number
        if follows:
            return
        if sign == "-":
            message, remedy = "no space after the hyphen", "begin each entry with '- '"
        else:
            message = f"'{sign}' was read as a hyphen, which begins an entry of a list"
            remedy = "type a hyphen and a space instead"
        self._mending.sink.hint("bullet", message, self._mending.span(line, 0, 1), remedy)

    def _unlabelled(self, index: int) -> int:
        """Take a line that begins with neither a label nor a hyphen."""
        line, places = self._lines[index], self._places
        if places.waiting is not None and places.takes_text(line):
            self._mending.margin(line)
            return self._value(index, 0, places.waiting)
        if not places.levels and not self._has_root and index > self._last_field:
            self._has_root = True
            self._mending.margin(line)
            return self._value(index, 0, Owner(-1, is_label=True, name="", line=line))
        places.stray_text(line, self._after_block)
        return index + 1


def _is_at_margin(line: Line) -> bool:
    """Say whether a line is the mark that ends a file's content for YAML."""
    mark, after = line.body[:3], line.body[3:4]
    return not line.margin and mark in {"---", "..."} and not after.strip()

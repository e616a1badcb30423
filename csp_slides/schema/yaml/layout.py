"""Follows the indentation of a file, and fixes or explains what is in the wrong place.

It walks over the lines once, knowing which lists and groups are open, and leaves the text
below a `|` alone. What it cannot place it reports, and reads on as its author must have
meant it, so that one mistake is one message and the next is found as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.yaml import labels
from csp_slides.schema.yaml.block import WHOLE_SLIDE, Block
from csp_slides.schema.yaml.enclosed import mend_enclosed
from csp_slides.schema.yaml.lines import Hash, hash_at, next_lines
from csp_slides.schema.yaml.openings import Openings
from csp_slides.schema.yaml.places import Level, Owner, Places
from csp_slides.schema.yaml.plain_text import (
    PlainText,
    is_glued,
    is_near,
    say_glued_note,
    say_near_note,
)
from csp_slides.schema.yaml.values import BARS, LOOKS_LIKE_BAR, Shape, examine
from csp_slides.schema.yaml.wording import short

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from csp_slides.schema.yaml.labels import Label
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending

DEEPEST = 60
"""Anything nested more deeply is ignored; `compose` refuses it anyway."""


class Layout:
    """One walk over the lines of a file."""

    def __init__(self, mending: Mending, known: AbstractSet[str] = frozenset()) -> None:
        """Start at the top level; `known` are the possible names of fields, if they are known."""
        self._mending = mending
        self._known = known
        self._lines = mending.lines
        self._places = Places(mending)
        self._text: PlainText | None = None
        self._block: Block | None = None
        self._after_block: Block | None = None
        self._next = next_lines(self._lines)
        self._openings = Openings(mending, self._places, self._next)
        self._has_root = False  # the whole file is one text, or one thing in brackets
        self._last_field = max(
            (index for index, line in enumerate(self._lines) if line.looks_like_field), default=-1
        )

    def walk(self) -> None:
        """Process all lines."""
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
        """Process one line and return the index of the next."""
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
        """Whether a line belongs to the text above it, and give it to that text."""
        if self._block is not None:
            return self._goes_on_in_block(index)
        if self._text is not None:
            return self._goes_on_in_text(index)
        return False

    def _goes_on_in_block(self, index: int) -> bool:
        line, block = self._lines[index], self._block
        if block is None or block.takes(line):
            return block is not None
        if (line.is_note or _is_at_margin(line)) and self._is_within(index, block.parent):
            if line.is_note and block.name == WHOLE_SLIDE:
                block.adopt(line)
            else:
                block.skip(line, is_note=line.is_note)
            return True
        if block.name in self._known and not self._begins_something(line, block):
            block.adopt(line)
            return True
        return False

    def _begins_something(self, line: Line, block: Block) -> bool:
        """Whether a line that is not indented like the text above it ends that text."""
        body = line.body
        if line.is_note or _is_at_margin(line):
            return True
        sign = labels.bullet(body)
        if labels.is_hyphen(body, 0) or (sign is not None and self._openings.bullet(line)):
            if Level(line.indent, is_list=True) in self._places.levels:
                return True
            rest = body[labels.skip_space(body, len(sign or "-")) :]
            return bool(self._field_name(rest))
        label = labels.find_label(body, 0, in_list=False) or labels.glued_label(body, 0)
        if label is None:
            return False
        name = body[label.start : label.end - 1].rstrip()
        if name in self._known:
            return True
        # A pasted e-mail has lines such as `Sent:`, which aren't misplaced fields.
        has_place = Level(line.indent, is_list=False) in self._places.levels
        goes_on = block.first is None or block.has_astray
        return has_place and (
            labels.is_word(name) or (not goes_on and self._field_name(body) is not None)
        )

    def _field_name(self, body: str) -> str | None:
        """Return the known field that `body` starts with, however its name is capitalised."""
        label = labels.find_label(body, 0, in_list=False) or labels.glued_label(body, 0)
        if label is None:
            return None
        name = labels.as_field(body[label.start : label.end - 1])
        return name if name in self._known else None

    def _goes_on_in_text(self, index: int) -> bool:
        line, text = self._lines[index], self._text
        if text is None or line.indent <= text.parent or _is_at_margin(line):
            return False
        if line.is_note and hash_at(line.body, 0) is not Hash.NUMBER:
            if self._is_within(index, text.parent):
                text.leave_note(line)
            return True
        if text.is_spoilt:
            self._mending.drop(line)  # it is part of what was reported
        elif labels.is_entry_with_field(line.body):
            text.refuse_list(line)
        elif line.looks_like_field:
            self._field_after_text(line, text)
            return False
        else:
            text.add(line)
        return True

    def _is_within(self, index: int, parent: int) -> bool:
        """Whether the text that `parent` starts continues below the line `index`."""
        following = self._next[index]
        return following is not None and following.indent > parent

    def _field_after_text(self, line: Line, text: PlainText) -> None:
        """Explain a text in a list that has fields below it; any other field is out of line."""
        if text.owner.is_label or text.owner.column < 0:
            return
        text.drop(
            "no-label",
            "this text has no label, but there are fields below it",
            "start it with its label, such as 'title:'",
        )
        self._text = None
        self._places.waiting = text.owner
        self._mending.spoil_group(line)

    def _mark(self, line: Line) -> None:
        """Process a line that means something to YAML and nothing to an author."""
        self._close()
        if line.body[0] == "%":
            self._places.stray(
                line,
                "instruction",
                f"found '{short(line.body)}', but every value here is text",
                "remove the line",
            )
        elif self._places.levels or line.body[0] == ".":
            self._places.stray(
                line,
                "two-documents",
                f"'{line.body.strip()}' at the margin ends the file's content",
                "indent it like the text that it belongs to, or remove the line",
            )

    def _structure(self, index: int) -> int:
        """Place a line that starts something, and continue with what it holds."""
        line = self._lines[index]
        sign = self._openings.bullet(line)
        if self._has_root and not self._places.levels:
            return self._unlabelled(index)
        is_entry = sign is not None or labels.is_hyphen(line.body, 0)
        label = None if is_entry else self._openings.label_of_line(index)
        if label is None and not is_entry and self._after_block is None:
            label = self._openings.bare_label_of_line(index)
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
            self._openings.mend_bullet(line, sign)
        if label is not None:
            return self._labelled(index, column, label)
        return self._entries(index, column)

    def _entries(self, index: int, column: int) -> int:
        """Skip the hyphens of a line, to the content of the innermost entry."""
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
        label = self._openings.label_of_entry(index, offset, column)
        if label is None:
            return self._value(index, offset, owner)
        self._places.levels.append(Level(column, is_list=False))
        return self._labelled(index, column, label)

    def _labelled(self, index: int, column: int, label: Label) -> int:
        line = self._lines[index]
        name = self._openings.mend_label(line, label)
        owner = Owner(column, is_label=True, name=name, line=line)
        if not line.body[label.value :]:
            self._places.waiting = owner
            return index + 1
        return self._value(index, label.value, owner)

    def _value(self, index: int, start: int, owner: Owner) -> int:
        """Process the value after a label or hyphen and return the index of the next line."""
        line = self._lines[index]
        found = examine(self._lines, index, start, owner.column)
        self._places.waiting = owner if found.shape is Shape.NOTHING else None
        self._after_block = None
        if is_glued(found):
            say_glued_note(self._mending, self._lines[found.index], found.end)
        elif found.shape is Shape.PLAIN and is_near(found, line):
            say_near_note(self._mending, line, found.end)
        match found.shape:
            case Shape.BLOCK:
                self._mend_bar(line, start)
                self._block = Block(self._mending, line, start, owner.column, owner.name)
            case Shape.PLAIN:
                self._text = PlainText(self._mending, found, owner)
                self._text.begin(line, start)
            case Shape.ENCLOSED:
                mend_enclosed(self._mending, line, start, found)
            case Shape.NOTHING:
                pass
        return found.index + 1

    def _mend_bar(self, line: Line, start: int) -> None:
        """Replace a character that only looks like `|` by one."""
        sign = line.body[start]
        if sign in BARS:
            return
        self._mending.edit(line, start, start + 1, LOOKS_LIKE_BAR.get(sign, "|"))
        self._mending.sink.hint(
            "bar",
            f"'{sign}' was read as '|', which starts a text on the lines below",
            self._mending.span(line, start, start + 1),
            "type '|' (Shift and \\ on most British keyboards), or run csp-slides fix on this file",
        )

    def _unlabelled(self, index: int) -> int:
        """Process a line that starts with neither a label nor a hyphen."""
        line, places = self._lines[index], self._places
        if places.waiting is not None and places.takes_text(line):
            self._mending.margin(line)
            return self._value(index, 0, places.waiting)
        if not places.levels and not self._has_root and index > self._last_field:
            self._has_root = True
            self._mending.margin(line)
            return self._value(index, 0, Owner(-1, is_label=True, name="", line=line))
        places.stray_text(line, self._after_block, self._label_above(index))
        return index + 1

    def _label_above(self, index: int) -> str | None:
        """Return the field just above that a line without a label is in line with."""
        indent = self._lines[index].indent
        for line in reversed(self._lines[:index]):
            if not line.body:
                continue
            start = len(line.body) - len(line.body.lstrip("- "))
            name = self._field_name(line.body[start:])
            if line.indent + start != indent or name is not None or line.is_note:
                return name if line.indent + start == indent else None
        return None


def _is_at_margin(line: Line) -> bool:
    """Whether a line is the mark that ends a file's content for YAML."""
    mark, after = line.body[:3], line.body[3:4]
    return not line.margin and mark in {"---", "..."} and not after.strip()

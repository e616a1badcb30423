"""How a line starts: its label or hyphen, fixed if it is mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.yaml import labels
from csp_slides.schema.yaml.places import Level
from csp_slides.schema.yaml.wording import quoted, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csp_slides.schema.yaml.labels import Label
    from csp_slides.schema.yaml.lines import Line
    from csp_slides.schema.yaml.mending import Mending
    from csp_slides.schema.yaml.places import Places


class Openings:
    """Finds labels and hyphens, with an eye on the line that follows (`next_lines`)."""

    def __init__(self, mending: Mending, places: Places, next_lines: Sequence[Line | None]) -> None:
        """Start at the top level."""
        self._mending = mending
        self._places = places
        self._next = next_lines
        self._last_bullet: Line | None = None

    def bullet(self, line: Line) -> str | None:
        """Return the sign that stands for a hyphen here, where an entry of a list can start."""
        sign = labels.bullet(line.body)
        return sign if sign is not None and self._places.takes_entry(line) else None

    def mend_bullet(self, line: Line, sign: str) -> None:
        """Replace `sign` by a hyphen; in a run of them, report only the first."""
        is_glued = line.body[len(sign) :][:1].strip() != ""
        self._mending.edit(line, 0, len(sign), "- " if is_glued else "-")
        last, self._last_bullet = self._last_bullet, line
        if last is not None and line.number - last.number <= len("a b"):
            return
        if sign == "-":
            message, remedy = "no space after the hyphen", "start each entry with '- '"
        else:
            message = f"'{sign}' was read as a hyphen, which starts an entry of a list"
            remedy = "type a hyphen and a space instead"
        self._mending.sink.hint("bullet", message, self._mending.span(line, 0, 1), remedy)

    def label_of_entry(self, index: int, offset: int, column: int) -> Label | None:
        """Find the label of an entry, whose fields would be in `column`."""
        body = self._mending.lines[index].body
        following = self._next[index]
        label = labels.find_label(body, offset, in_list=True)
        if label is not None or following is None:
            return label
        if following.indent == column and following.looks_like_field:
            return labels.glued_label(body, offset) or labels.bare_label(body, offset)
        return None

    def label_of_line(self, index: int) -> Label | None:
        """Find the label of a line that isn't a list entry."""
        body = self._mending.lines[index].body
        return labels.find_label(body, 0, in_list=False) or labels.glued_label(body, 0)

    def bare_label_of_line(self, index: int) -> Label | None:
        """Find the label of a line that lacks its colon, by where the line stands."""
        line, following = self._mending.lines[index], self._next[index]
        bare = labels.bare_label(line.body, 0)
        if self._places.takes_text(line):
            has_peer = following is not None and following.indent == line.indent
            return bare if has_peer and following and following.looks_like_field else None
        if bare is None or Level(line.indent, is_list=False) not in self._places.levels:
            return None
        has_text = bool(line.body[bare.value :])
        return bare if has_text or self._opens_something(line, following) else None

    def mend_label(self, line: Line, label: Label) -> str:
        """Fix a label where needed and return its name."""
        name = line.body[label.start : label.end - 1].rstrip()
        rest = short(line.body[label.value :])
        if label.quote:
            end = label.start + len(name)
            self._mending.edit(line, label.start, end, quoted(name), lasting=False)
        if label.bare:
            self._mending.edit(line, label.end - 1, label.end - 1, ":")
            self._mending.gap(line, label.end - 1, label.value)
            self._mending.sink.hint(
                "no-colon",
                f"no colon after '{name}'",
                self._mending.span(line, label.start, label.end - 1),
                f"write it as '{f'{name}: {rest}'.rstrip()}'",
            )
        elif label.glued:
            self._mending.edit(line, label.end, label.end, " ")
            self._mending.sink.hint(
                "no-space",
                f"no space after '{name}:'",
                self._mending.span(line, label.start, label.end),
                f"write it as '{name}: {rest}'",
            )
        else:
            self._mending.gap(line, label.end, label.value)
        return name

    def _opens_something(self, line: Line, following: Line | None) -> bool:
        """Whether what follows a word on its own can only belong to it."""
        if following is None or following.indent < line.indent:
            return False
        return following.indent > line.indent or labels.is_hyphen(following.body, 0)

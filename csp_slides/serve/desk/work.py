"""What the desk does when a form asks: shows a text, saves it, puts two people's changes together.

Knows files and previews, and nothing of http.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct, field

from csp_slides.authoring.fix import fix
from csp_slides.authoring.merge import merge, with_places
from csp_slides.authoring.places import RevisionError
from csp_slides.authoring.revise import revise, typed_values
from csp_slides.authoring.values import Entry, read_values
from csp_slides.content.section import Section
from csp_slides.core.source import Source
from csp_slides.load.kinds import KINDS
from csp_slides.serve.desk.preview import Preview
from csp_slides.serve.desk.wire import WireError, choices_in, text_in, values_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from csp_slides.authoring.values import Filled, Values
    from csp_slides.core.disk_cache import Cache
    from csp_slides.serve.desk.files import SectionFile, SectionFiles


_MOST_PREVIEWS: Final = 12
"""Previews that are kept; each holds its pages and pictures."""


class Answer(Struct, frozen=True, kw_only=True):
    """What a form is told; `status` as http says it."""

    said: Mapping[str, Any]
    status: int = 200
    fill: Filled | None = None
    """Values to fill the form with again, if needed."""


class Desk(Struct):
    """The sections of a folder, and what each looks like as it is being written."""

    files: SectionFiles
    cache: Cache
    _previews: dict[str, Preview] = field(default_factory=dict)

    def preview(self, inside: str) -> Preview:
        """Return the preview of a section, which remembers what it showed last."""
        preview = self._previews.pop(inside, None)
        if preview is None:
            preview = Preview(file=self.files.root / inside, cache=self.cache)
        self._previews[inside] = preview
        if len(self._previews) > _MOST_PREVIEWS:
            del self._previews[next(iter(self._previews))]
        return preview

    def shown(self, inside: str) -> Mapping[PurePosixPath, bytes]:
        """Return the files of a preview, by their paths; none where nothing was shown yet."""
        preview = self._previews.get(inside)
        return preview.files if preview is not None else {}

    def show(self, file: SectionFile, sent: Mapping[str, Any]) -> Answer:
        """Return what the text of a form looks like and what is wrong with it."""
        try:
            source = revised(file, sent)
        except RevisionError as error:
            return _unwritable(error)
        shown = self.preview(file.inside).show(source)
        is_fixable = bool(shown.messages) and _fixed(source) != source.text
        said = {"text": source.text, "is_fixable": is_fixable, **msgspec.to_builtins(shown)}
        return Answer(said=said)

    def fix(self, file: SectionFile, sent: Mapping[str, Any]) -> Answer:
        """Return the text of a form as `csp-slides fix` writes it; nothing is saved."""
        try:
            source = revised(file, sent)
        except RevisionError as error:
            return _unwritable(error)
        fixed = Source(source.path, _fixed(source), source.inside)
        return Answer(said={"text": fixed.text}, fill=read_values(fixed, Section))

    def save(self, file: SectionFile, sent: Mapping[str, Any]) -> Answer:
        """Write the text of a form, together with what others have written meanwhile.

        Raises:
            CspSlidesError: the file can't be written.
        """
        try:
            mine = revised(file, sent)
            if text_in(sent, "version") == file.version or sent.get("replace") is True:
                return self._write(file, mine, merged=False)
            return self._merge(file, mine, sent)
        except RevisionError as error:
            return _unwritable(error)

    def undo(self, file: SectionFile) -> Answer:
        """Undo the last save.

        Raises:
            CspSlidesError: the file can't be written.
        """
        before = self.files.undo(file)
        if before is None:
            return Answer(
                status=409, said={"error": "The file has changed since it was saved here."}
            )
        return self._filled(before)

    def _filled(self, file: SectionFile, **more: object) -> Answer:
        """Respond with the file as it is now, and fill in the form again."""
        said = {
            "version": file.version,
            "text": file.source.text,
            "can_undo": self.files.can_undo(file),
            **more,
        }
        return Answer(said=said, fill=read_values(file.source, Section))

    def _write(self, file: SectionFile, mine: Source, *, merged: bool) -> Answer:
        after = self.files.write(file, mine.text)
        if after is None:
            return Answer(status=409, said={"error": "The file has just changed. Save again."})
        if merged or after.source.text != mine.text:
            return self._filled(after, merged=merged)
        return Answer(
            said={
                "version": after.version,
                "text": after.source.text,
                "can_undo": self.files.can_undo(after),
            }
        )

    def _merge(self, file: SectionFile, mine: Source, sent: Mapping[str, Any]) -> Answer:
        """Merge the changes of a form with those in the file."""
        base = Source(file.source.path, text_in(sent, "saved"), file.source.inside)
        if mine.text == base.text:
            return self._filled(file, merged=True)
        sides = [read_values(each, Section) for each in (base, mine, file.source)]
        if any(each is None or each.locked for each in sides):
            return Answer(
                status=409,
                said={"version": file.version, "theirs": file.source.text, "mine": mine.text},
            )
        before, ours, theirs = (each.values for each in sides if each is not None)
        if sent.get("values") is not None and text_in(sent, "text") == base.text:
            ours = {**ours, **typed_values(values_in(sent["values"], Section), Section)}
        else:
            ours = with_places(Section, before, ours)
        # Choices were made between this state of the file and the form's, and apply to no other.
        choices = choices_in(sent) if sent.get("against") == file.version else {}
        merged = merge(Section, before, ours, theirs, choices)
        if merged.conflicts:
            return Answer(
                status=409,
                said={
                    "version": file.version,
                    "conflicts": msgspec.to_builtins(merged.conflicts),
                },
            )
        return self._write(file, revise(file.source, Section, merged.values), merged=True)


def revised(file: SectionFile, sent: Mapping[str, Any]) -> Source:
    """Return the text that a form stands for: its values in the text that it was filled from.

    Raises:
        RevisionError: its text is written in a way that its values can't be put into.
        WireError: it is no form of ours.
    """
    text = text_in(sent, "text").replace("\r\n", "\n").replace("\r", "\n")
    source = Source(file.source.path, text, file.source.inside)
    if sent.get("values") is None:
        return source
    return revise(source, Section, _known(values_in(sent["values"], Section), source))


def _known(values: Values, source: Source) -> Values:
    """Refuse entries whose places aren't in the text."""
    filled = read_values(source, Section)
    if filled is None:
        return values
    for name, held in values.items():
        there = filled.values.get(name, ())
        entries = [each for each in held if isinstance(each, Entry)]
        places = [each.was for each in entries if each.was is not None]
        if len(set(places)) < len(places) or not set(places) <= set(range(len(there))):
            raise WireError("an entry is not one of the file's")
    return values


def _fixed(source: Source) -> str:
    fixed = fix(source.text.encode(), source.path, KINDS)
    return fixed.content.decode()


def _unwritable(error: RevisionError) -> Answer:
    return Answer(
        status=422,
        said={
            "error": f"The form can't write this: {error}. Change it in the file's own text.",
        },
    )

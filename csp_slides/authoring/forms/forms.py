"""The forms that there are: how each is read, and where what it says belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from csp_slides.authoring.forms import plan_form, section_form
from csp_slides.authoring.forms.take_back import Kept, plain_values
from csp_slides.load.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Outline, Question
    from csp_slides.core.source import Source


class Form(Struct, frozen=True, kw_only=True):
    """One form: its kind and folder, and what reads and writes it."""

    kind: str
    folder: str
    ending: str
    read: Callable[[Outline, str], tuple[dict[str, Any], dict[str, bytes], tuple[Question, ...]]]
    write: Callable[[Mapping[str, Any], str], bytes]
    kept: Callable[[bytes, PurePosixPath], Kept | None]
    base: Callable[[Mapping[str, Any], str], dict[str, Any]]

    def kept_of(self, source: Source) -> Kept:
        """Return what the form of a file would say today, where it was not kept in the form."""
        values = plain_values(source, KINDS[self.kind])
        return Kept(base=self.base(values, str(values.get("title", ""))), origin=values)


FORMS = {
    "section": Form(
        kind="section",
        folder="sections",
        ending="docx",
        read=section_form.read_form,
        write=section_form.write_form,
        kept=section_form.kept_in,
        base=section_form.base_of,
    ),
    "action-plan": Form(
        kind="action-plan",
        folder="plans",
        ending="xlsx",
        read=plan_form.read_form,
        write=plan_form.write_form,
        kept=plan_form.kept_in,
        base=plan_form.base_of,
    ),
}
"""Every form by the kind of content that it is for."""

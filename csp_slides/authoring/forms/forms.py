"""The forms that there are: how each is written and read, and where what it says belongs."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from csp_slides.authoring.forms import plan_form, section_form
from csp_slides.authoring.forms.take_back import Kept, plain_values
from csp_slides.authoring.scaffold import title_of
from csp_slides.content.action_plan import ActionPlan
from csp_slides.core.diagnostics import ContentError, Sink, ToolError
from csp_slides.core.slug import slug_of
from csp_slides.core.windows import install_line
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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


class WrittenForm(Struct, frozen=True, kw_only=True):
    """A form's file, and the file of the content that it says what is in; None for an empty one."""

    content: bytes
    source: Path | None = None


def write_form(kind: str, name: str, content: Path) -> WrittenForm:
    """Write the form of what is called `name` in the content folder, or an empty one.

    Raises:
        ContentError: the file of that name can't be read.
        ToolError: what writes the form isn't installed.
    """
    form = FORMS[kind]
    path = content / form.folder / f"{slug_of(name)}.yaml"
    try:
        if not path.is_file():
            title = title_of(name)
            return WrittenForm(content=form.write({"title": title, "id": slug_of(name)}, title))
        source = _source(path)
        values = _values(source, kind)
        title = str(values.get("title") or title_of(name))
        return WrittenForm(content=form.write(values, title), source=path)
    except ModuleNotFoundError as error:
        raise ToolError(
            f"writing a form needs {error.name}, which isn't installed",
            remedy=install_line("office"),
        ) from error


def _source(path: Path) -> Source:
    sink = Sink()
    shown = PurePosixPath(path.as_posix())
    source = decode(path.read_bytes(), path=shown, inside=shown, sink=sink)
    if source is None:
        raise ContentError(sink.diagnostics)
    return source


def _values(source: Source, kind: str) -> dict[str, Any]:
    """Return the values of a file, with the people of an action plan."""
    values = plain_values(source, KINDS[kind])
    sink = Sink()
    read = read_document(source, KINDS, sink)
    if read is None or sink.has_errors:
        raise ContentError(sink.diagnostics)
    record = read[1]
    if isinstance(record, ActionPlan) and record.people:
        values["people"] = {
            str(code): {"name": str(each.name), **({"org": str(each.org)} if each.org else {})}
            for code, each in record.people.items()
        }
    return values

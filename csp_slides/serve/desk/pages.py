"""The desk's own pages as HTML: the list of sections, and the form of one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct

from csp_slides.authoring.values import Filled, read_values
from csp_slides.compose.timing import total_words
from csp_slides.content.section import Section
from csp_slides.core import package_data
from csp_slides.render import templating
from csp_slides.serve.desk.form import form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csp_slides.authoring.values import Values
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.serve.desk.files import SectionFile, SectionFiles

EDIT = "/~desk/edit/"


class Row(Struct, frozen=True, kw_only=True):
    """A section in the list."""

    title: str
    address: str
    source: str
    status: str
    officer: str
    items: int
    words: int
    errors: int
    warnings: int


def list_page(files: SectionFiles, found: Sequence[Diagnostic]) -> bytes:
    """Return the page that lists every section."""
    rows = tuple(_rows(files, found))
    return _render("desk/list.html", {"rows": rows, "title": "Officers\u2019 desk"})


def edit_page(file: SectionFile, *, can_undo: bool) -> bytes:
    """Return the page with the form of a section."""
    filled = read_values(file.source, Section)
    return _render(
        "desk/edit.html",
        {
            **_form(filled),
            "title": _title(filled.values if filled is not None else {}, file),
            "path": file.inside,
            "version": file.version,
            "text": file.source.text,
            "shown": str(file.source.path),
            "can_undo": can_undo,
        },
    )


def form_part(filled: Filled | None) -> str:
    """Return the fields of a form alone, to be put in the place of those in a page."""
    return _render("desk/form.html", _form(filled)).decode()


def _form(filled: Filled | None) -> dict[str, object]:
    return {"part": form_of(Section, filled) if filled is not None else None}


def _render(name: str, values: Mapping[str, object]) -> bytes:
    templates = templating.environment([package_data.templates()])
    return templating.render(templates, name, values).encode()


def _rows(files: SectionFiles, found: Sequence[Diagnostic]) -> Iterator[Row]:
    for name in files.names():
        file = files.read(name)
        if file is None:
            continue
        filled = read_values(file.source, Section)
        values: Mapping[str, object] = filled.values if filled is not None else {}
        officer = values.get("prepared_by")
        items = values.get("items", ())
        notes = [
            str((getattr(each, "values", None) or {}).get("notes", ""))
            for each in (items if isinstance(items, tuple) else ())
        ]
        own = [
            str(each.severity)
            for each in found
            if each.span is not None and each.span.source.inside == file.source.inside
        ]
        yield Row(
            title=_title(values, file),
            address=f"{EDIT}{quote(name)}",
            source=name,
            status=str(values.get("status", "") or "draft"),
            officer=str(officer.get("name", "")) if isinstance(officer, dict) else "",
            items=len(notes),
            words=total_words(notes),
            errors=own.count("error"),
            warnings=own.count("warning"),
        )


def _title(values: Values | Mapping[str, object], file: SectionFile) -> str:
    title = values.get("title")
    return title if isinstance(title, str) and title else file.inside

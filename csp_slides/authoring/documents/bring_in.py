"""Imports a document from its file into the content folder: the part that touches the disk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from msgspec import Struct

from csp_slides.authoring.documents.columns import ACTION_PLAN, INDICATORS, doubtful, map_columns
from csp_slides.authoring.documents.draft import Draft, Maker, questions_of, write_draft
from csp_slides.authoring.documents.indicator_rows import with_period
from csp_slides.authoring.documents.kind import Guess, Taken, draft, guess_kind
from csp_slides.authoring.documents.outline import Table
from csp_slides.authoring.documents.read import read_file
from csp_slides.authoring.fix import difference
from csp_slides.authoring.forms.forms import FORMS
from csp_slides.authoring.forms.plan_people import people_of, settle_people, with_people
from csp_slides.authoring.forms.take_back import take_back
from csp_slides.authoring.importing.plan_table import with_lines
from csp_slides.core.diagnostics import CommandError, ContentError, Severity, Sink
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Source
from csp_slides.core.windows import trouble_of
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document
from csp_slides.schema.yaml.decode import decode
from csp_slides.site.writer.exchange import replace_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csp_slides.authoring.documents.columns import Mapped
    from csp_slides.authoring.documents.outline import Outline
    from csp_slides.core.diagnostics import Diagnostic


_DECIDE: Final = "change the file if you need to"


MEANINGS: Final = {Taken.ACTION_PLAN: ACTION_PLAN, Taken.INDICATORS: INDICATORS}
"""What the columns of a table may mean, by the kind that it becomes."""

Ask: TypeAlias = "Callable[[Mapped, Mapping[str, tuple[str, ...]]], Mapping[str, str]]"
"""Asks about unclear columns: returns fields by column title in lower case."""


class BroughtIn(Struct, frozen=True, kw_only=True):
    """What an import wrote, what it took the file for, and what its author must decide."""

    path: Path
    pictures: tuple[Path, ...]
    guess: Guess
    told: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    changed: str | None = None
    """What changed in a file that was there, as a unified diff; None for a new file."""


def bring_in(
    file: Path,
    output: Path,
    kind: Taken | None = None,
    columns: Mapping[str, str] | None = None,
    ask: Ask | None = None,
) -> BroughtIn:
    """Import a document as a new file of the content folder `output`.

    `kind` is what to take it for; it is recognised when not given. `columns` says of titles of
    columns which field they are, and `ask` is asked about those that aren't clear. Our own form,
    sent back, changes the file that it belongs to.

    Raises:
        CommandError: this kind of file can't be imported, or its new file is there already.
        ContentError: the file can't be read, or a form can't be taken over.
        ToolError: what reads it isn't installed.
    """
    content = _bytes(file)
    outline = read_file(content, PurePosixPath(file.as_posix()))
    guess = Guess(kind=kind, because="") if kind is not None else guess_kind(outline)
    if outline.form == guess.kind and outline.form in FORMS:
        return _take_form(file, content, outline, output, guess)
    if ask is not None:
        columns = _asked(outline, guess.kind, dict(columns or {}), ask)
    made = draft(outline, guess.kind, slug_of(file.stem), columns)
    path = output / made.path
    if path.exists():
        raise CommandError(
            f"{path.as_posix()} exists already, so '{file.name}' wasn't imported",
            remedy=f"rename '{file.name}' or move {path.as_posix()} away, then import again",
        )
    text = write_draft(made, Maker(outline, made.id))
    pictures = _write_pictures(made.pictures, output)
    return _written(path, text, pictures, guess, made.told)


def _asked(outline: Outline, kind: Taken, columns: dict[str, str], ask: Ask) -> Mapping[str, str]:
    """Add to `columns` the user's answers about unclear columns."""
    meanings = MEANINGS.get(kind, {})
    for block in outline.blocks:
        mapped = map_columns(block, meanings, columns) if isinstance(block, Table) else None
        if kind is Taken.INDICATORS:
            mapped = with_period(mapped)
        if mapped is not None and doubtful(mapped):
            columns |= ask(mapped, meanings)
    return columns


def _take_form(
    file: Path, content: bytes, outline: Outline, output: Path, guess: Guess
) -> BroughtIn:
    """Write the file of a form that was filled in, or change the one it belongs to."""
    form = FORMS[outline.form]
    fields, pictures, questions = form.read(outline, slug_of(file.stem))
    name = slug_of(str(fields.get("id") or file.stem))
    path = output / form.folder / f"{name}.yaml"
    if not path.exists():
        people = settle_people(fields, {})
        if people.new:
            fields["people"] = people.new
        made = Draft(
            kind=form.kind,
            folder=form.folder,
            id=name,
            fields=filled({"id": name, "title": "Untitled", **fields} | {"id": name}),
            source=file.name,
            pictures=pictures,
            questions=questions,
        )
        text = write_draft(made, Maker(outline, name))
        return _written(path, text, _write_pictures(pictures, output), guess, ())
    before = path.read_bytes()
    shown = PurePosixPath(path.as_posix())
    sink = Sink()
    source = decode(before, path=shown, inside=shown, sink=sink)
    if source is None:
        raise ContentError(sink.diagnostics)
    people = settle_people(fields, people_of(source))
    kept = form.kept(content, PurePosixPath(file.as_posix())) or form.kept_of(source)
    taken = take_back(source, KINDS[form.kind], kept, fields)
    text = with_people(Source(shown, taken.text, shown), people)
    told = [
        *taken.questions,
        *people.questions,
        *(f"{each.message} ({each.place})" for each in questions),
    ]
    for message in told:
        sink.warning("import", message, source.span(1, 1), _DECIDE)
    if text != source.text:
        replace_file(path, with_lines(before, source, text))
    return BroughtIn(
        path=path,
        pictures=_write_pictures(pictures, output),
        guess=guess,
        told=(),
        diagnostics=(*sink.diagnostics, *_missing(text, shown)),
        changed=difference(source.text.encode(), text.encode(), shown.as_posix()),
    )


def filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form that say something."""
    made: dict[str, Any] = {}
    for name, value in fields.items():
        if isinstance(value, dict):
            held: Any = filled(value)
        elif isinstance(value, list):
            held = [filled(each) if isinstance(each, dict) else each for each in value]
        elif "\n" in str(value):
            held = f"{value}\n"
        else:
            held = value
        if held:
            made[name] = held
    return made


def _write_pictures(pictures: Mapping[str, bytes], output: Path) -> tuple[Path, ...]:
    for place, content in pictures.items():
        (output / place).parent.mkdir(parents=True, exist_ok=True)
        (output / place).write_bytes(content)
    return tuple(output / place for place in pictures)


def _written(
    path: Path, text: str, pictures: tuple[Path, ...], guess: Guess, told: tuple[str, ...]
) -> BroughtIn:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    shown = PurePosixPath(path.as_posix())
    return BroughtIn(
        path=path,
        pictures=pictures,
        guess=guess,
        told=told,
        diagnostics=(*questions_of(text, shown), *_missing(text, shown)),
    )


def _missing(text: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return what a check would say of the new file: mostly what is still to be filled in."""
    sink = Sink()
    read_document(Source(path, text, path), KINDS, sink)
    return tuple(each for each in sink.diagnostics if each.severity is not Severity.HINT)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except PermissionError as error:
        trouble = trouble_of(error)
        raise CommandError(
            f"'{file.name}' can't be opened: another program may have it open",
            remedy=trouble.remedy
            if trouble is not None
            else f"close '{file.name}' in Word, Excel or PowerPoint, then import it again",
        ) from error
    except OSError as error:
        raise CommandError(
            f"'{file.name}' can't be read: {error.strerror or error}",
            remedy="if it is in OneDrive, right-click it, choose 'Always keep on this "
            "device', and try again",
        ) from error

"""Imports a document from its file into the content folder: the part that touches the disk."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.authoring.documents.draft import Maker, questions_of, write_draft
from csp_slides.authoring.documents.kind import Guess, Taken, draft, guess_kind
from csp_slides.authoring.documents.read import read_file
from csp_slides.core.diagnostics import CommandError, Sink
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Source
from csp_slides.core.windows import trouble_of
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.diagnostics import Diagnostic


class BroughtIn(Struct, frozen=True, kw_only=True):
    """What an import wrote, what it took the file for, and what its author must decide."""

    path: Path
    pictures: tuple[Path, ...]
    guess: Guess
    told: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def bring_in(
    file: Path, output: Path, kind: Taken | None = None, columns: Mapping[str, str] | None = None
) -> BroughtIn:
    """Import a document as a new file of the content folder `output`.

    `kind` is what to take it for; it is recognised when not given. `columns` says of titles of
    columns which field they are.

    Raises:
        CommandError: this kind of file can't be imported, or its new file is there already.
        ContentError: the file can't be read.
        ToolError: what reads it isn't installed.
    """
    outline = read_file(_bytes(file), PurePosixPath(file.as_posix()))
    guess = Guess(kind=kind, because="") if kind is not None else guess_kind(outline)
    made = draft(outline, guess.kind, slug_of(file.stem), columns)
    path = output / made.path
    if path.exists():
        raise CommandError(
            f"{path.as_posix()} exists already, so '{file.name}' wasn't imported",
            remedy=f"rename '{file.name}' or move {path.as_posix()} away, then import again",
        )
    text = write_draft(made, Maker(outline, made.id))
    pictures = {output / place: content for place, content in made.pictures.items()}
    for place, content in pictures.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    shown = PurePosixPath(path.as_posix())
    return BroughtIn(
        path=path,
        pictures=tuple(pictures),
        guess=guess,
        told=made.told,
        diagnostics=(*questions_of(text, shown), *_missing(text, shown)),
    )


def _missing(text: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return what a check would say of the new file: mostly what is still to be filled in."""
    sink = Sink()
    read_document(Source(path, text, path), KINDS, sink)
    return sink.diagnostics


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

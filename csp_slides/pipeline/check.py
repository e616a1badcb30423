"""Everything that a build would find, with nothing drawn and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.diagnostics import CommandError, ContentError, Sink
from csp_slides.load.load import load
from csp_slides.pipeline.build import NO_CACHE, render
from csp_slides.pipeline.validate import examine, examine_style, open_content

if TYPE_CHECKING:
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.core.disk_cache import Cache
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.lint.coverage import Covered
    from csp_slides.pipeline.options import Request


class Checked(Struct, frozen=True, kw_only=True):
    """Every problem found, and what would have been made; nothing where there are errors."""

    diagnostics: tuple[Diagnostic, ...]
    made: tuple[RenderedEdition, ...] = ()


def check(request: Request, *, cache: Cache = NO_CACHE) -> Checked:
    """Do all that a build does but drawing papers and writing, and give every problem found.

    Raises:
        CommandError: there is no content, or an earlier edition that cannot be compared.
        ToolError: something outside is missing.
    """
    try:
        built = render(replace(request, drawn=False, thorough=True, previews=False), cache=cache)
    except ContentError as error:
        return Checked(diagnostics=error.diagnostics)
    return Checked(diagnostics=built.diagnostics, made=built.made)


def cover(request: Request) -> tuple[Covered, ...]:
    """Return what is on the slides, in the report and in the script of every deck.

    Raises:
        ContentError: the content is wrong.
        CommandError: there is no content, or no deck in it that has a report and a script.
    """
    from csp_slides.lint.coverage import covered

    sink = Sink()
    library = load(open_content(request.content), sink)
    examine(library, request.audience, sink, draft=request.draft, day=request.day)
    examine_style(library, request.audience, sink, request.day)
    sink.raise_errors()
    if not library.presentations:
        raise CommandError(
            f"there is no deck file in '{request.content}'",
            remedy="coverage compares the slides, report and script of a deck file, so add one",
        )
    return tuple(covered(each, request.audience) for each in library.presentations)

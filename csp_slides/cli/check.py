"""`csp-slides check`: look for problems without building."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from csp_slides.cli import options
from csp_slides.cli.console import colours, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.editions.render_edition import RenderedEdition
    from csp_slides.pipeline.options import Request

_DOCUMENTS = frozenset({".docx", ".doc", ".xlsx", ".xls", ".pptx", ".ppt", ".odt", ".rtf", ".pdf"})
"""Extensions of documents that people write and send, which aren't content."""

_FIXED = frozenset({".yaml", ".yml", ".txt"})
_MOST_TRIED = 30
_MOST_NAMED = 5

FORMATS = ("text", "concise", "json", "github", "sarif")


@click.command("check")
@click.argument("content", type=click.Path(path_type=Path), nargs=-1, metavar="[CONTENT|FILE...]")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="The format in which problems are printed.",
)
@options.audience("presenter")
@options.strict
@click.option(
    "--on", "day", metavar="DATE", help="Check dates as of DATE instead of the meeting date."
)
@click.option("--draft", is_flag=True, help="Allow content that isn't cleared.")
@options.since
@click.option(
    "--coverage",
    "covers",
    is_flag=True,
    help="Show what is on the slides, in the report and in the script, as text or JSON.",
)
def command(
    *,
    content: tuple[Path, ...],
    form: str,
    audience: str,
    day: str | None,
    strict: bool,
    draft: bool,
    since: tuple[Path, ...],
    covers: bool,
) -> None:
    """Check CONTENT, a folder or any number of files, for problems. Nothing is written.

    The exit code is 1 if something stops publication.
    """
    from csp_slides.pipeline.options import Request

    requests = [
        Request.of(each, audience=audience, strict=strict, day=day, draft=draft, since=since)
        for each in dict.fromkeys(content or (Path("content"),))
    ]
    for each in requests:
        _refuse_document(each.content)
    if covers:
        for each in requests:
            _print_coverage(each, form)
    else:
        _print_problems(requests, form)


def _refuse_document(path: Path) -> None:
    """Send people who check a Word document to `import`."""
    from csp_slides.core.diagnostics import CommandError

    if path.suffix.casefold() in _DOCUMENTS and path.is_file():
        raise CommandError(
            f"'{path.name}' isn't content yet, so there's nothing in it to check",
            remedy=f'run csp-slides import "{path}" and check the file that it writes',
        )


def _print_coverage(request: Request, form: str) -> None:
    from csp_slides.cli import coverage_table
    from csp_slides.core.diagnostics import CommandError
    from csp_slides.pipeline.check import cover

    forms = {"text": coverage_table.as_text, "json": coverage_table.as_json}
    if form not in forms:
        raise CommandError(
            f"coverage can't be printed as {form}", remedy="use '--format text' or '--format json'"
        )
    click.echo(forms[form](cover(request)))


def _print_problems(requests: Sequence[Request], form: str) -> None:
    from csp_slides.core import diagnostic_formats
    from csp_slides.core.diagnostics import Sink
    from csp_slides.pipeline.check import check

    sink = Sink()
    made: list[RenderedEdition] = []
    for request in requests:
        checked = check(request, cache=options.cache())
        sink.extend(checked.diagnostics)
        made.extend(checked.made)
    found = sink.diagnostics
    if form == "text":
        _print_text(found, requests)
        _print_changes(made)
    else:
        forms = {
            "concise": diagnostic_formats.as_concise,
            "json": diagnostic_formats.as_json,
            "github": diagnostic_formats.as_github,
            "sarif": diagnostic_formats.as_sarif,
        }
        written = forms[form](found)
        if written:
            click.echo(written)
    if any(each.severity == "error" for each in found):
        raise SystemExit(1)


def _print_text(found: tuple[Diagnostic, ...], requests: Sequence[Request]) -> None:
    from csp_slides.core.diagnostic_groups import as_groups

    if found:
        click.echo(as_groups(found, colour=colours()), err=True, color=colours())
        click.echo(f"\n{counted(found)}", err=True)
    else:
        click.echo("no problems found")
    click.echo(_next(found, requests), err=bool(found))


def _next(found: tuple[Diagnostic, ...], requests: Sequence[Request]) -> str:
    """Return the line that says what to do next."""
    from csp_slides.content.audience import Audience

    names = " ".join(map(_quoted, _fixable(found)))
    errors = sum(each.severity == "error" for each in found)
    if names:
        again = "then run this check again"
        return f"Next: run csp-slides fix {names}, which fixes what it can; {again}"
    if errors:
        what = "the error" if errors == 1 else f"the {errors} errors"
        return f"Next: fix {what} under 'Stops publication', then run this check again"
    building = f"csp-slides build {requests[0].content}"
    if len(requests) > 1 or requests[0].content.is_file():
        building = "csp-slides build"
    audience = requests[0].audience
    if audience is not Audience.PUBLIC:
        paths = " ".join(_quoted(each.content) for each in requests[:_MOST_NAMED])
        public = f"csp-slides check {paths} --audience public"
        return (
            f"Next: nothing stops a build for the {audience}; "
            f"{public} shows what would stop publication"
        )
    if found:
        return f"Next: nothing stops publication; correct what you agree with, then {building}"
    return f"Next: nothing stops publication; run {building}"


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)


def _fixable(found: tuple[Diagnostic, ...]) -> list[Path]:
    """List the files in which `fix` would change something, the first few of them."""
    from csp_slides.authoring.fix import fix
    from csp_slides.load.kinds import KINDS

    paths = [
        PurePosixPath(path)
        for path in dict.fromkeys(str(each.span.path) for each in found if each.span)
    ]
    made = []
    for path in paths[:_MOST_TRIED]:
        file = Path(path)
        if file.suffix.casefold() in _FIXED and file.is_file():
            before = file.read_bytes()
            if fix(before, path, KINDS).content != before:
                made.append(file)
    return made[:_MOST_NAMED]


def _print_changes(made: Iterable[RenderedEdition]) -> None:
    from csp_slides.cli.summary import changed

    told = changed(made)
    if told:
        click.echo(told)

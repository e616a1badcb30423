"""`csp-slides fix`: repair what can be repaired in authors' files, and list what cannot."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from csp_slides.core.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from csp_slides.authoring.fix import Fixed
    from csp_slides.core.diagnostics import Diagnostic

_IS_ALONE = re.compile(
    rb"^kind:[ \t]*['\"]?(?:section|plan|action-plan|report|minutes)\b", re.MULTILINE
)
"""A file whose content says all that a check asks of it; a deck names other files."""

_HEAD = 4000


@click.command("fix")
@click.argument(
    "files",
    type=click.Path(path_type=Path, exists=True),
    nargs=-1,
    required=True,
    metavar="FILE|FOLDER...",
)
@click.option("--diff", is_flag=True, help="Show what would change without changing anything.")
def command(files: tuple[Path, ...], *, diff: bool) -> None:
    """Fix capitals, tabs, pasted lists and tables, indents and quotes in each FILE.

    The exit code is 1 if there are problems that only the author can fix; they are listed. With
    --diff it is also 1 if something would change.
    """
    from csp_slides.authoring.fix import difference, fix
    from csp_slides.cli.console import report
    from csp_slides.load.kinds import KINDS
    from csp_slides.site.writer.exchange import replace_file

    left: list[Diagnostic] = []
    would_change = False
    for path in _files(files):
        before = path.read_bytes()
        fixed = fix(before, PurePosixPath(path.as_posix()), KINDS if _is_content(path) else None)
        if fixed.content != before:
            click.echo(difference(before, fixed.content, path.as_posix()), nl=False)
            would_change = would_change or diff
            if not diff:
                replace_file(path, fixed.content)
        checked = () if fixed.left or (diff and fixed.content != before) else _of_check(path)
        found = fixed.left or [each for each in checked if each.severity is Severity.ERROR]
        click.echo(f"{path}: {_told(fixed, before, len(found), diff=diff)}")
        _tell_stops(path, len(checked) - len(found) if checked else 0)
        left.extend(found)
    if left:
        report(left)
    if left or would_change:
        raise SystemExit(1)


def _files(files: Iterable[Path]) -> Iterator[Path]:
    from csp_slides.pipeline.validate import open_content

    for path in files:
        if path.is_dir():
            yield from (path / inside for inside in open_content(path).texts())
        else:
            yield path


def _is_content(path: Path) -> bool:
    """Whether a file is of one of the kinds that say so in it, not credits or a theme."""
    return path.name not in {"credits.yaml", "credits.yml", "theme.yaml", "theme.yml"}


def _of_check(path: Path) -> tuple[Diagnostic, ...]:
    """Return what a check finds in a readable file that stops a build or publication."""
    from csp_slides.core.diagnostics import CspSlidesError
    from csp_slides.pipeline.check import check
    from csp_slides.pipeline.options import Request

    if not _IS_ALONE.search(path.read_bytes()[:_HEAD]):
        return ()
    try:
        found = check(Request.of(path, audience="presenter")).diagnostics
    except CspSlidesError:
        return ()
    file = path.resolve()
    return tuple(
        each
        for each in found
        if (each.severity is Severity.ERROR or each.stops)
        and each.span is not None
        and Path(each.span.path).resolve() == file
    )


def _tell_stops(path: Path, number: int) -> None:
    """Print how many problems would stop publication, and how to see them."""
    if number:
        stops = "1 problem stops" if number == 1 else f"{number} problems stop"
        shown = f'"{path}"' if " " in str(path) else path
        click.echo(f"  {stops} publication; to see more: csp-slides check {shown}")


def _told(fixed: Fixed, before: bytes, left: int, *, diff: bool) -> str:
    number = len(fixed.changes)
    if fixed.content == before:
        told = "nothing to fix" if not left else "nothing that could be fixed"
    elif diff:
        told = f"{number} to fix"
    else:
        told = f"{number} fixed"
    if not left:
        return told
    problems = "1 problem that needs you" if left == 1 else f"{left} problems that need you"
    return f"{told}; {problems}, listed below"

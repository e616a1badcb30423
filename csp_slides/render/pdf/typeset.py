"""Typst at work: templates and values in, a PDF/UA-1 out.

Typst sees one temporary folder, with templates, pictures and the values, and the fonts on board;
no other file, no package, no font of the machine, no clock. The same values give the same bytes.
"""

from __future__ import annotations

import json
import re
import tempfile
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.core import package_data
from csp_slides.core.diagnostics import ContentError, Diagnostic, Severity
from csp_slides.core.source import Source
from csp_slides.render.pdf.letters import stand_in
from csp_slides.render.pdf.typst_run import MADE, compile_in_process
from csp_slides.render.pdf.values import replaced

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from csp_slides.core.source import Span

FOLDER: Final = "pdf"
"""The folder of the Typst templates inside each folder of templates."""

SECOND: Final = "second"
"""Where a template imports the components of a second document from."""

_VALUES: Final = "document.json"

SHIPPED: Final = "shipped"
"""Where a template of a site owner imports the shipped one of its name from."""

_OURS: Final = frozenset({"files", "language", "logo", "names", "pictures", "tokens", "words"})
"""Values that authors don't type, in which no letter is replaced."""

_EMBEDDED: Final = frozenset(
    {"DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern", "New Computer Modern Math"}
)
"""The font families that Typst includes."""

_UNSHOWN: Final = re.compile(r'the text `?"(.+?)"`? could not be displayed', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
"""How Typst writes marks that combine with a letter, and quotation marks."""

_PLACE: Final = re.compile(r"┌─ (?:\S*/)?(?P<file>[^\s:/]+):(?P<line>\d+):(?P<column>\d+)")
_PACKAGE: Final = re.compile(rb'(?m)^\s*#?\s*(?:import|include)\s*"@')


class Typeset(Struct, frozen=True):
    """A PDF, and the letters that no font on board has, in the order of the page."""

    content: bytes
    missing: tuple[str, ...] = ()


def typeset(
    template: str,
    values: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes],
    folders: Sequence[Path],
    second: Mapping[str, Any] | None = None,
) -> Typeset:
    """Set `values` by the Typst file `template`.

    `second` are the values of a second document on the same pages, which a template reaches
    through its own copy of the components in the folder `second`.

    `pictures` are files by the names that the values call them. `folders` run from the site
    owner's templates to the shipped ones, as for pages.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    with tempfile.TemporaryDirectory(prefix="csp-slides-") as scratch:
        root = Path(scratch)
        _lay_out(root, folders, pictures)
        if second is not None:
            _lay_out_second(root)
        missing: tuple[str, ...] = ()
        while True:
            letters = {ord(letter): stand_in(letter) for letter in missing}
            _write_values(root, values, letters)
            if second is not None:
                _write_values(root / SECOND, second, letters)
            content, unshown = _compile(root, template, folders)
            if content is not None:
                return Typeset(content, missing)
            if not set(unshown) - set(missing):
                raise ContentError((_fault("a letter cannot be shown", None, folders),))
            missing = tuple(dict.fromkeys((*missing, *unshown)))


@cache
def families() -> frozenset[str]:
    """Return the names of the families on board, as the font files have them."""
    from PIL import ImageFont

    files = sorted(_fonts().glob("*.ttf"))
    return _EMBEDDED | {str(ImageFont.truetype(str(each)).getname()[0]) for each in files}


def _fonts() -> Path:
    return package_data.vendor() / "truetype"


def _lay_out(root: Path, folders: Sequence[Path], pictures: Mapping[str, bytes]) -> None:
    """Write what Typst may see; the shipped templates also are in `SHIPPED`, to build on."""
    (root / SHIPPED).mkdir()
    for folder in reversed(folders):
        for file in sorted((folder / FOLDER).glob("*.typ")):
            content = file.read_bytes()
            if _PACKAGE.search(content):
                raise ContentError((_package(file),))
            (root / file.name).write_bytes(content)
            if folder == folders[-1]:
                (root / SHIPPED / file.name).write_bytes(content)
    for name, content in pictures.items():
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _lay_out_second(root: Path) -> None:
    """Write a copy of the templates that reads the second document's values."""
    (root / SECOND).mkdir()
    for file in sorted(root.glob("*.typ")):
        text = file.read_text(encoding="utf-8").replace(f"/{_VALUES}", f"/{SECOND}/{_VALUES}")
        (root / SECOND / file.name).write_text(text, encoding="utf-8")


def _write_values(folder: Path, values: Mapping[str, Any], letters: Mapping[int, str]) -> None:
    written = {
        key: value if key in _OURS else replaced(value, letters) for key, value in values.items()
    }
    (folder / _VALUES).write_text(json.dumps(written), encoding="utf-8")


def _compile(
    root: Path, template: str, folders: Sequence[Path]
) -> tuple[bytes | None, tuple[str, ...]]:
    """Return the PDF, or the letters that no font has."""
    try:
        fault = compile_in_process(root, template, _fonts())
    except OSError as error:
        raise ContentError((_fault(str(error), None, folders),)) from error
    if fault is None:
        return (root / MADE).read_bytes(), ()
    unshown = "".join(_ESCAPE.sub(_letter, text) for text in _UNSHOWN.findall(fault["diagnostic"]))
    if unshown:
        return None, tuple(dict.fromkeys(unshown))
    raise ContentError((_fault(fault["message"], fault["diagnostic"], folders),))


def _letter(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16)) if escape[1] else escape[2]


def _fault(message: str, diagnostic: str | None, folders: Sequence[Path]) -> Diagnostic:
    """Return what Typst says of a template, at its line."""
    return Diagnostic(
        severity=Severity.ERROR,
        code="template",
        message=f"the PDF can't be set: {message}",
        span=_place(diagnostic or "", folders),
        help="compare the template with the shipped one of the same name in templates/pdf",
    )


def _package(file: Path) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="template",
        message="a Typst template imports a package, which would come from the network",
        span=_at(file, 1),
        help="copy what you need of the package into a file in templates/pdf",
    )


def _place(diagnostic: str, folders: Collection[Path]) -> Span | None:
    found = _PLACE.search(diagnostic)
    if found is None:
        return None
    for folder in folders:
        file = folder / FOLDER / found["file"]
        if file.is_file():
            return _at(file, int(found["line"]))
    return None


def _at(file: Path, line: int) -> Span:
    source = Source(
        path=PurePosixPath(file.as_posix()),
        text=file.read_text(encoding="utf-8"),
        inside=PurePosixPath(file.name),
    )
    return source.span(line, 1, len(source.line(line)) + 1)

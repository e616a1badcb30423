"""Chooses the reader of a file by what the file is, whatever its name ends in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from csp_slides.authoring.documents.package import refuse
from csp_slides.core.diagnostics import CommandError, CspSlidesError, ToolError
from csp_slides.core.windows import install_line

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from csp_slides.authoring.documents.outline import Outline

READ: Final = (
    ".docx",
    ".xlsx",
    ".csv",
    ".tsv",
    ".pptx",
    ".odt",
    ".html",
    ".htm",
    ".txt",
    ".md",
    ".markdown",
)
"""Extensions of files that can be imported."""

_YAML: Final = frozenset({".yaml", ".yml"})
_IS_CONTENT: Final = re.compile(
    rb"^kind:[ \t]*['\"]?(?:section|deck|council|report|plan|action-plan|minutes)\b", re.MULTILINE
)
_HEAD: Final = 4000

OTHERS: Final = {
    ".doc": "open it in Word and save it as .docx",
    ".docm": "open it in Word and save it as .docx, without macros",
    ".dotx": "turn it into a document in Word and save that as .docx",
    ".rtf": "open it in Word and save it as .docx",
    ".pdf": "import the Word document that the PDF was made from, or copy its text into a .docx",
    ".xls": "open it in Excel and save it as .xlsx",
    ".xlsm": "open it in Excel and save it as .xlsx, without macros",
    ".ods": "save it as .xlsx or .csv",
    ".ppt": "open it in PowerPoint and save it as .pptx",
    ".pptm": "open it in PowerPoint and save it as .pptx, without macros",
    ".odp": "save it as .pptx",
    ".pages": "export it as Word (.docx)",
    ".numbers": "export it as Excel (.xlsx)",
    ".key": "export it as PowerPoint (.pptx)",
    ".msg": "copy its text into a .txt or .docx file",
    ".eml": "copy its text into a .txt or .docx file",
}
"""What people try to import, and what to do instead."""

MOST_BYTES: Final = 150 * 1024 * 1024


def read_file(content: bytes, path: PurePosixPath) -> Outline:
    """Read a file as an outline.

    Raises:
        CommandError: this kind of file can't be imported; says which can.
        ContentError: the file is damaged, dangerous or far too large.
        ToolError: the library that reads it isn't installed.
    """
    ending = path.suffix.casefold()
    if ending in _YAML or (ending == ".txt" and _IS_CONTENT.search(content[:_HEAD]) is not None):
        proper = f"{path.stem.removesuffix('.yaml')}.yaml"
        raise CommandError(
            f"'{path.name}' is content already, so there is nothing to import",
            remedy=f"rename it '{proper}', put it in the content folder, and run csp-slides check",
        )
    if ending not in READ:
        raise CommandError(
            f"'{path.name}' can't be imported",
            remedy=OTHERS.get(ending, f"use one of these kinds of file: {', '.join(READ)}"),
        )
    if len(content) > MOST_BYTES:
        raise refuse(path, f"'{path.name}' is far too large to import", "keep only what matters")
    if not content.strip():
        raise refuse(
            path, f"'{path.name}' is empty", "check that it was saved, then import it again"
        )
    try:
        return _read(content, path, ending)
    except ModuleNotFoundError as error:
        raise ToolError(
            f"reading '{path.name}' needs {error.name}, which isn't installed",
            remedy=install_line("office"),
        ) from error
    except CspSlidesError:
        raise
    except Exception as error:  # the libraries raise many kinds of error for a damaged file
        raise refuse(
            path,
            f"'{path.name}' is damaged in a way that can't be read ({type(error).__name__})",
            "open it in the program it was written with, save it again, and import that",
        ) from error


def _read(content: bytes, path: PurePosixPath, ending: str) -> Outline:  # noqa: PLR0911  # one for each format
    match ending:
        case ".docx":
            from csp_slides.authoring.documents.word import read_word

            return read_word(content, path)
        case ".xlsx":
            from csp_slides.authoring.documents.sheet import read_workbook

            return read_workbook(content, path)
        case ".csv" | ".tsv":
            from csp_slides.authoring.documents.sheet import read_table

            return read_table(content, path)
        case ".pptx":
            from csp_slides.authoring.documents.powerpoint import read_powerpoint

            return read_powerpoint(content, path)
        case ".odt":
            from csp_slides.authoring.documents.open_document import read_open_document

            return read_open_document(content, path)
        case ".html" | ".htm":
            from csp_slides.authoring.documents.web_page import read_page

            return read_page(content, path)
        case ".md" | ".markdown":
            from csp_slides.authoring.documents.plain_text import read_markdown

            return read_markdown(content, path)
        case _:
            from csp_slides.authoring.documents.plain_text import read_text

            return read_text(content, path)

"""An attached file on its way into a site: cleaned, and reported at the line that names it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.assets.attachments.clean import clean_attachment
from csp_slides.assets.attachments.recordings import clean_stored, is_recording
from csp_slides.assets.fingerprint import stored_asset
from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import install_line

if TYPE_CHECKING:
    from csp_slides.core.artifact import Artifact, OnDisk
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span

LARGEST: Final = 100 << 20
"""Largest file, in bytes, that is read and cleaned; more would need too much memory."""

_LIBRARIES: Final = {"pypdf": ("pypdf", "pdf"), "lxml": ("lxml", "office")}
"""Modules that clean a kind of file, and the extra that installs each."""


def publish_stored(path: str, on_disk: OnDisk, span: Span | None, sink: Sink) -> Artifact | None:
    """Return a large video or sound as it is copied to the site; anything else is too large."""
    if is_recording(path):
        return stored_asset(path, clean_stored(on_disk))
    sink.error(
        "attachment",
        f"'{PurePosixPath(path).name}' is {on_disk.size >> 20} MB, too large to check what is in "
        f"it; the most is {LARGEST >> 20} MB",
        span,
        "split it or make it smaller, or put it online by itself and link to it there",
    )
    return None


def publish_attachment(
    path: str, content: bytes, span: Span | None, sink: Sink, *, public: bool
) -> bytes:
    """Return an attached file without who made it; what is hidden in it stops a public build.

    Raises:
        ToolError: the library that reads its format is not installed.
    """
    name = PurePosixPath(path).name
    try:
        cleaned = clean_attachment(path, content)
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        if module not in _LIBRARIES:
            raise
        library, extra = _LIBRARIES[module]
        raise ToolError(
            f"{library}, which removes authors and comments from '{name}', isn't installed",
            remedy=install_line(extra),
        ) from error
    report = sink.error if public else sink.warning
    if cleaned.locked is not None:
        report(
            "attachment",
            f"can't tell what is in '{name}', so it can't be published: {cleaned.locked}",
            span,
            "save it as a new PDF, .docx or .xlsx without a password, and attach that",
        )
    if cleaned.hidden:
        report(
            "attachment",
            f"'{name}' contains {_listed(cleaned.hidden)}, which readers don't see at first but "
            "could find",
            span,
            "remove it and save the file again, or attach a PDF of what people should read",
        )
    if cleaned.active:
        sink.warning(
            "attachment",
            f"'{name}' contained {_listed(cleaned.active)}, which was removed before publishing",
            span,
            "check that the page still shows what it should, or link to it where it is online",
        )
    return cleaned.content


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)

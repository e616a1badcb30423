"""Replacing one file of the user's, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from csp_slides.core.diagnostics import ToolError
from csp_slides.core.windows import trouble_of


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` in the place of a file that is there, keeping its permissions.

    Raises:
        ToolError: the disk is full, read-only or otherwise unable; the file stands as it was.
    """
    real = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=real.parent, prefix=f".{real.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(real.stat().st_mode & 0o777)
            Path(name).replace(real)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        trouble = trouble_of(error)
        because = trouble.because if trouble is not None else error.strerror
        remedy = trouble.remedy if trouble is not None else "free the disk and try again"
        raise ToolError(f"can't write '{path}': {because}", remedy=remedy) from error

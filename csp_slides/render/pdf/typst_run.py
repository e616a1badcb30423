"""One run of Typst in a process of its own, so that what it remembers goes when it ends.

A long paper takes 100 MB while it is set, which the library would keep for the next. This file
is run by itself, without the rest of the program.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

MADE: Final = "paper.pdf"
"""Where the PDF is written, beside the template."""

_THRIFT: Final = {"MALLOC_MMAP_THRESHOLD_": "32768", "MALLOC_TOP_PAD_": "65536"}
"""Has GNU's C library give memory back sooner: a tenth less at the peak, in the same time."""

_REFUSED: Final = 65
_STANDARD: Final = "ua-1"


def compile_in_process(root: Path, template: str, fonts: Path) -> dict[str, str] | None:
    """Set the file `template` of a folder; return what Typst says of a fault, if there is one.

    Raises:
        ModuleNotFoundError: Typst is not installed.
        OSError: Typst ended without a word on why.
    """
    found = find_spec("typst")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name="typst")
    order = {
        "library": str(Path(found.origin).parents[1]),
        "fonts": str(fonts),
        "root": str(root),
        "template": template,
    }
    if not sys.executable:  # inside another program
        return _set(order)
    # Without the environment and the machine's own packages, which might change the result.
    words = [sys.executable, "-I", "-S", __file__, json.dumps(order)]
    ran = subprocess.run(  # noqa: S603  # our own file
        words,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, **_THRIFT},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    if ran.returncode == 0:
        return None
    said = ran.stderr.decode("utf-8", "replace").strip()
    if ran.returncode != _REFUSED:
        raise OSError(said.rpartition("\n")[2] or f"Typst ended with code {ran.returncode}")
    fault: dict[str, str] = json.loads(said.rpartition("\n")[2])
    return fault


def _set(order: dict[str, str]) -> dict[str, str] | None:
    import typst

    root = Path(order["root"])
    try:
        made: Any = typst.compile(
            root / order["template"],
            root=root,
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=True,
                font_paths=[order["fonts"]],
            ),
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=[_STANDARD],
            package_path=root / "packages",
            package_cache_path=root / "packages",
            timestamp=0,
        )
    except typst.TypstError as error:
        return {"message": error.message, "diagnostic": error.diagnostic}
    (root / MADE).write_bytes(made)
    return None


def _main() -> int:
    order = json.loads(sys.argv[1])
    sys.path.append(order["library"])
    fault = _set(order)
    if fault is None:
        return 0
    sys.stderr.write(json.dumps(fault) + "\n")
    return _REFUSED


if __name__ == "__main__":
    sys.exit(_main())

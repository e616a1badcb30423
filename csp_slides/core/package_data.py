"""Where the files that come with the program are, installed or in a checkout.

Reads nothing but whether a folder is there.
"""

from __future__ import annotations

from pathlib import Path

from csp_slides.core.diagnostics import ToolError

_PACKAGE = Path(__file__).parents[1]


def root() -> Path:
    """Find the folder that holds `templates`, `themes` and `backgrounds`.

    An installed package carries them in `_data`; in a checkout, which is what an editable
    install runs, they are at the top, so that an edit shows at once.
    """
    packaged = _PACKAGE / "_data"
    return packaged if packaged.is_dir() else _PACKAGE.parent


def templates() -> Path:
    """Find the folder of the shipped templates."""
    return root() / "templates"


def themes() -> Path:
    """Find the folder of the shipped themes, one folder each."""
    return root() / "themes"


def languages() -> Path:
    """Find the folder of the shipped catalogues of the program's words, one `.po` file each."""
    return templates() / "languages"


def backgrounds() -> Path:
    """Find the folder of the shipped backgrounds and their `credits.yaml`."""
    return root() / "backgrounds"


def vendor() -> Path:
    """Find the folder of reveal.js and the fonts; its `versions.json` lists every file.

    Raises:
        ToolError: this is a checkout that was never installed, so they were never fetched.
    """
    folder = _PACKAGE / "vendor"
    if not (folder / "versions.json").is_file():
        raise ToolError(
            "reveal.js and the fonts are missing, because this checkout hasn't been installed",
            remedy="run 'make demo' or 'pip install -e .' in the folder that holds pyproject.toml",
        )
    return folder

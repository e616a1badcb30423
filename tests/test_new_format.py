"""A format is one renderer and one row: an outline in plain text is added to a copy and built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]

RENDERER = '''
"""The titles of a deck's slides as plain text."""

from csp_slides.core.artifact import Artifact
from csp_slides.model.formats import OUTLINE


def render(document, _made):
    """Return the outline."""
    titles = [slide.title for slide in document.deck.slides if slide.title]
    yield Artifact(path=document.pages[OUTLINE], content="\\n".join(titles).encode())
'''

ROW = """OUTLINE: Final = FormatSpec(
    name="outline",
    file_name="outline.txt",
    label="Outline",
    media_type="text/plain",
    renderer="outline",
    kinds=_SHOWN,
    download="Outline as text",
)

FORMATS: Final = ("""

DECK = """\
kind: deck
title: Streets
opening: no
sections: [{title: Parks, items: [{title: Two new gates}]}]
"""


def _copy(folder: Path) -> None:
    for name in ("templates", "themes", "backgrounds"):
        (folder / name).symlink_to(CHECKOUT / name)
    package = folder / "csp_slides"
    apart = shutil.ignore_patterns("vendor", "__pycache__")
    shutil.copytree(CHECKOUT / "csp_slides", package, ignore=apart)
    (package / "vendor").symlink_to(CHECKOUT / "csp_slides" / "vendor")


def test_a_new_format_is_one_module_and_one_row(tmp_path: Path) -> None:
    _copy(tmp_path)
    (tmp_path / "csp_slides" / "render" / "outline.py").write_text(RENDERER, encoding="utf-8")
    table = tmp_path / "csp_slides" / "model" / "formats.py"
    rows = table.read_text(encoding="utf-8")
    assert rows.count("\nFORMATS: Final = (") == 1
    rows = rows.replace("FORMATS: Final = (", f"{ROW}OUTLINE, ")
    table.write_text(rows, encoding="utf-8")
    (tmp_path / "deck.yaml").write_text(DECK, encoding="utf-8")
    command = [sys.executable, "-m", "csp_slides", "build", "deck.yaml", "-o", "site", "--quiet"]
    subprocess.run(  # noqa: S603  # our own program
        [*command, "--formats", "deck,report,outline"],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONWARNDEFAULTENCODING": ""},
    )
    site = tmp_path / "site"
    (document,) = json.loads((site / "manifest.json").read_text(encoding="utf-8"))["documents"]
    assert f"{document['slug']}/outline.txt" in document["outputs"]
    text = (site / document["slug"] / "outline.txt").read_text(encoding="utf-8")
    assert "Parks" in text.splitlines()
    address = f'href="{document["slug"]}/outline.txt"'
    assert address in (site / "index.html").read_text(encoding="utf-8")
    report = (site / document["slug"] / "report.html").read_text(encoding="utf-8")
    assert "Outline as text" in report

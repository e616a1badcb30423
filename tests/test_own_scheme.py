"""The scheme by which the program names local files can't be typed to publish one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

import csp_slides

if TYPE_CHECKING:
    from pathlib import Path

WITHHELD = "eleven lorries broke down"

REPORT = """\
kind: report
title: Update
meeting: {{body: Panel, date: 11 February 2027}}
background_papers: []
sections:
  - heading: Work
    text: |
      See {typed} here.
"""


@pytest.mark.parametrize("name", ["secret.txt", "secret.yaml", "sections/hidden.md"])
@pytest.mark.parametrize(
    "link",
    ["[x](asset:/{})", "[x](<asset:/{}>)", "[x](ASSET:/{})", "`](<asset:/{}>`", "<asset:/{}>"],
)
def test_no_link_of_ours_can_be_typed(tmp_path: Path, name: str, link: str) -> None:
    content = tmp_path / "content"
    (content / "sections").mkdir(parents=True)
    (content / name).write_text(f"# {WITHHELD}\n", encoding="utf-8")
    (content / "it.yaml").write_text(REPORT.format(typed=link.format(name)), encoding="utf-8")
    built = csp_slides.build(content / "it.yaml", tmp_path / "site")
    for file in (tmp_path / "site").rglob("*"):
        assert not file.is_file() or WITHHELD.encode() not in file.read_bytes()
    page = LexborHTMLParser((tmp_path / "site" / "it" / "index.html").read_bytes())
    addresses = [a.attributes["href"] or "" for a in page.css("main a[href]")]
    assert not [each for each in addresses if "asset:" in each.lower() or "secret" in each]
    assert "link" in {each.code for each in built.diagnostics}

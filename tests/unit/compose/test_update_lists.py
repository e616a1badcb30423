"""Lists and paragraphs inside an update stand under it, and none of their words is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

import csp_slides

if TYPE_CHECKING:
    from pathlib import Path

PLAN = """\
kind: action-plan
title: Plan
priorities:
  - title: Burglary
    issues:
      - issue: Gates
        actions:
          - ref: 1
            action: Fit gates
            updates:
              - date: 3 June 2026
                text: |
                  We did three things:

                  - bought gates
                  - fitted them
                    - in Mill Lane
                  - told residents

                  All went well.
"""


def test_a_list_inside_an_update_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    csp_slides.build(tmp_path / "plan.yaml", tmp_path / "site", formats=("report",))
    page = LexborHTMLParser((tmp_path / "site/plan/index.html").read_text(encoding="utf-8"))
    update = page.css_first(".update")
    assert update is not None
    points = [each.text(strip=True) for each in update.css(".update__list li")]
    assert points == ["bought gates", "fitted them", "in Mill Lane", "told residents"]
    assert [each.text(strip=True) for each in update.css("p")] == ["All went well."]
    first = update.css_first(".update__text")
    assert first is not None
    assert first.text(strip=True) == "We did three things:"

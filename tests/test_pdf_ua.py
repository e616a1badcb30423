"""Every PDF by two validators that share nothing with what sets it, nor with each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import page
import pytest
from pdfua.validator import Validator

import csp_slides

if TYPE_CHECKING:
    from csp_slides.content.audience import Audience

CONTENT = Path(__file__).parents[1] / "content"

_BROKEN = {"UA-14-001"}
"""A rule of pdfua 0.1 that raises an error of its own on every tagged heading."""

_PRINTED = "safer-streets/slides.pdf"
"""Printed by a browser, which tags what PDF/UA-1 does not allow."""


@pytest.fixture(scope="module", params=["public", "members", "presenter"])
def papers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    audience: Audience = request.param
    site = tmp_path_factory.mktemp(f"ua-{audience}") / "site"
    csp_slides.build(
        CONTENT, site, audience=audience, formats=["pdf", "handout"], skip_missing=True
    )
    return [each for each in sorted(site.rglob("*.pdf")) if not each.match(_PRINTED)]


def test_page_validation_finds_nothing(papers: list[Path]) -> None:
    assert papers
    for paper in papers:
        found = page.validate_pdf(paper, profile="ua1")
        assert found.is_compliant, (paper, [each.message for each in found.failures])


def test_pdfua_finds_nothing(papers: list[Path]) -> None:
    for paper in papers:
        for outcome in Validator().validate(str(paper)).outcomes:
            assert not outcome.findings, (paper, outcome.rule_id, outcome.findings[0].message)
            assert outcome.skipped_reason is None or outcome.rule_id in _BROKEN, outcome


def test_the_validators_find_what_is_wrong(papers: list[Path], tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=papers[0])
    del writer.root_object["/StructTreeRoot"]
    broken = tmp_path / "broken.pdf"
    writer.write(broken)
    assert not page.is_pdf_compliant(broken, profile="ua1")
    assert any(each.findings for each in Validator().validate(str(broken)).outcomes)

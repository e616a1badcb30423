"""A number that is missing is told, where its neighbours show that it is."""

from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent

import pytest

from csp_slides.content.action_plan import ActionPlan
from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.lint.document_rules import check_missing_numbers
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

PLAN = """
    kind: action-plan
    title: Plan
    people: {parks: {name: Parks}}
    priorities:
      - title: Water
        issues:
          - issue: The weir
            actions:
              - {ref: 1.1, action: Mend it, owners: [parks]}
              - {ref: 1.2, action: Sell it, owners: [parks], show: members}
          - issue: The mill
            actions:
              - {ref: 1.10, action: Paint it, owners: [parks]}
              - {ref: 1.11, action: Lease it, owners: [parks], show: presenter}
              - {ref: A, action: Ask, owners: [parks], show: nobody}
"""


def told(audience: Audience) -> list[tuple[str, int]]:
    path = PurePosixPath("plan.yaml")
    sink = Sink()
    read = read_document(Source(path, dedent(PLAN).lstrip(), path), KINDS, sink)
    assert read is not None
    assert isinstance(read[1], ActionPlan)
    check_missing_numbers(read[1], audience, sink)
    return [(each.code, each.span.line) for each in sink.diagnostics if each.span is not None]


@pytest.mark.parametrize(
    ("audience", "found"),
    [
        (Audience.PUBLIC, [("missing-number", 10)]),
        (Audience.MEMBERS, []),
        (Audience.PRESENTER, []),
    ],
)
def test_a_number_between_others_that_are_shown_is_told(
    audience: Audience, found: list[tuple[str, int]]
) -> None:
    assert told(audience) == found

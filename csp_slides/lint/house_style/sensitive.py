"""What helps an attacker, names an operation or takes sides before an election."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.rule import matching

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.content.council import Council
    from csp_slides.lint.house_style.passages import Writing
    from csp_slides.lint.house_style.rule import Finding

_SECURITY = pattern(
    r"\b(?:passwords?|firewalls?|unpatched|out-of-date software|single sign-on|penetration tests?"
    r"|pen tests?|vulnerability|vulnerabilities|back-?ups? (?:is|are|was|were|has|have|do|does|did)"
    r"|untested|not (?:been )?(?:encrypted|patched|tested|backed up)"
    r"|cameras? (?:is|are|stands?|points?) (?:at|in|on|to))\b",
    re.IGNORECASE,
)
_OPERATION = pattern(r"\b(?:[Oo]p(?:eration)?s?)\s+(?:[A-Z][A-Za-z]{3,})\b")
_PARTY = pattern(
    r"\b(?:Conservatives?|Tor(?:y|ies)|Labour(?: Party| group)?|Liberal Democrats?|Lib Dems?"
    r"|Green Party|Reform UK|UKIP|Plaid Cymru|SNP|candidates?|manifesto|canvass(?:ing|ed)?"
    r"|vote for|re-elect(?:ed|ion)?|opposition group|ruling group|administration's record)\b"
)

security = matching(
    _SECURITY,
    "'{}' may tell an attacker where the council is vulnerable",
    "say what was done rather than what was missing, or add 'checked:' with your reason",
)
operations = matching(
    _OPERATION,
    "'{}' names a police operation",
    "ask the police whether its name is public, then add 'checked:' with their answer",
)
_parties = matching(
    _PARTY,
    "'{}' takes sides in the pre-election period",
    "publicity must not favour a party or candidate (Local Government Act 1986, section 2)",
)


def parties(writing: Writing, council: Council) -> Iterator[Finding]:
    """Find parties and candidates in what is shown between the notice and the poll."""
    day = writing.day
    if day is not None and any(
        period.starts <= day <= period.ends for period in council.pre_election_periods
    ):
        yield from _parties(writing, council)

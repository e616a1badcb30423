"""Numbers in running text, and counts so small that they point at people.

GOV.UK style: numbers; Information Commissioner: anonymisation.
"""

from __future__ import annotations

import re

from csp_slides.core.lazy_regex import pattern
from csp_slides.lint.house_style.rule import matching

_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_PER_CENT = pattern(r"\s?per\s?cent")

FORM = pattern(
    r"""(?<![\w\u00a3$.,/:-])(?:
      (?P<bare>\d{4,7})(?![\d,.:/-]|\s?(?:[a-z]*\s)?(?:BC|AD))   # 4942
    | (?P<per>\d[\d,.]*\s?per\s?cent)                           # 59 per cent
    )\b
    | \u00a3(?P<kilo>\d+(?:\.\d+)?)[kK]\b                       # £50k
    | \u00a3(?P<pounds>\d{4,})(?![\d,])                         # £48000
    | \b(?P<mega>\d+(?:\.\d+)?)[mM](?=\s+(?:people|residents|homes|visits)\b)""",
    re.VERBOSE,
)


def _form_help(found: re.Match[str]) -> str | None:
    if found["bare"]:
        number = int(found["bare"])
        is_code = found["bare"].startswith("0") or _FIRST_YEAR <= number < _LAST_YEAR
        return None if is_code else f"write {number:,}"
    if found["per"]:
        return f"write {_PER_CENT.sub('%', found['per'])}"
    if found["kilo"]:
        pounds = float(found["kilo"]) * 1000
        return f"write \u00a3{pounds:,.0f}"
    if found["pounds"]:
        return f"write \u00a3{int(found['pounds']):,}"
    return f"write {found['mega']} million"


form = matching(FORM, "'{}' isn't how the house style writes numbers", _form_help)

_PEOPLE = (
    r"(?:young\s+)?(?:people|persons?|child(?:ren)?|pupils?|victims?|offenders?|suspects?"
    r"|patients?|teenagers?|girls?|boys?|wom[ae]n|m[ae]n|famil(?:y|ies)|households?|survivors?)"
)
SMALL = pattern(
    rf"\b(?:[1-4]|two|three|four)\s+(?:[a-z]+\s+)?{_PEOPLE}\b"
    r"|\b(?:[1-4]|one|two|three|four)\s+(?:was|were|(?:has|have)\s+been)\s+"
    r"(?:referred|arrested|charged|convicted|housed|rehoused|removed|injured|abused)\b",
    re.IGNORECASE,
)
_HARMLESS = pattern(r"\b(?:to|in|out of|of)\s+$", re.IGNORECASE)

small = matching(
    SMALL,
    "a count this small could identify somebody",
    lambda found: (
        None
        if _HARMLESS.search(found.string, max(0, found.start() - 8), found.start())
        else "write 'fewer than 5', or add 'checked:' with your reason for keeping it"
    ),
)

"""What the pages' scripts say, in the language in force.

The scripts hold the English. A page in another language has the rest in a `data-words` attribute,
which no policy of the page is asked for: a message by its English, and of one with a number each
form by its category (Unicode CLDR, as `Intl.PluralRules` names them).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from csp_slides.core.language import current, plural, plural_samples, translated

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Final = (
    "Connected to the slides window.",
    "Keys",
    "Last slide",
    "Not connected to a slides window.",
    "Nothing found for “%(query)s”. Try fewer or different words.",
    "Pause the clock",
    "Resume the clock",
    (
        "Saved as %(name)s. Put it next to the deck file, and the next build will compare "
        "planned with actual times."
    ),
    "Slide %(number)s of %(count)s",
    "Slide controls",
    "Slide number",
    "Speaker view",
    "Start the clock",
    "%(number)s of %(count)s",
    "%(pace)s, this slide %(time)s",
    "%(papers)s found for “%(query)s”.",
    "%(papers)s found for “%(query)s”; the best %(number)s are shown.",
    "%(time)s ahead",
    "%(time)s behind",
    "not started",
    "on time",
    "over by %(time)s",
    "paused",
    "time is up",
)
PLURALS: Final = (
    ("%(number)s document", "%(number)s documents"),
    ("%(number)s minute", "%(number)s minutes"),
    ("%(number)s minute left", "%(number)s minutes left"),
    ("%(number)s second", "%(number)s seconds"),
    ("%(number)s second left", "%(number)s seconds left"),
    ("and %(number)s more place in it", "and %(number)s more places in it"),
)


def script_words() -> str | None:
    """Return what the scripts say as JSON; None in English, which they have themselves."""
    language = current()
    if language.is_english:
        return None
    told: dict[str, str | Mapping[str, str]] = {text: translated(text) for text in MESSAGES}
    samples = plural_samples(language.code)
    for one, many in PLURALS:
        told[many] = {name: plural(one, many, number) for name, number in samples.items()}
    return json.dumps(told, ensure_ascii=False)

"""A value as its author wrote it, with the number in it when there is one."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from csp_slides.core.source import Text

_FORM = pattern(
    r"(?P<sign>[-+\u2212\u2013]?) ?(?P<prefix>[£$€]?) ?(?P<inner>[-+\u2212]?)"
    r"(?P<figures>\d{1,3}(?:,\d{3})+|\d+)(?P<decimals>\.\d+)? ?"
    r"(?P<scale>thousand|million|billion|bn|[kKmM](?![a-zA-Z]))? ?(?P<suffix>[^\d\s][^\d]*)?"
)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_PER_CENT = pattern(r"^per ?cent\b", re.IGNORECASE)
_MINUS = frozenset("-\u2212\u2013")


class Quantity(Struct, frozen=True, kw_only=True):
    """A value such as `18,936`, `58%`, `£1.2m`, `4.2 days` or `to be agreed`.

    `value` is the number with its scale worked in (`£1.2m` is 1200000) and None when the
    text holds none; `prefix` is a currency sign, `suffix` what follows, such as `%` or `days`.
    """

    text: Text
    value: Decimal | None = None
    prefix: str = ""
    suffix: str = ""

    def __str__(self) -> str:
        """Return the author's text."""
        return str(self.text)

    def compares_with(self, other: Quantity) -> bool:
        """Whether both are numbers of the same unit; a bare number fits any unit."""
        if self.value is None or other.value is None:
            return False
        same_prefix = self.prefix == other.prefix or not (self.prefix and other.prefix)
        same_suffix = self.suffix == other.suffix or not (self.suffix and other.suffix)
        is_bare = not (self.prefix or self.suffix) or not (other.prefix or other.suffix)
        shared = (self.prefix and other.prefix) or (self.suffix and other.suffix)
        return same_prefix and same_suffix and bool(is_bare or shared)


def read(text: Text) -> Quantity:
    """Read a quantity; any text is one, most with a number in it."""
    found = _FORM.fullmatch(" ".join(text.split()))
    if found is None:
        return Quantity(text=text)
    value = Decimal(found["figures"].replace(",", "") + (found["decimals"] or ""))
    value = value.scaleb(_SCALES.get((found["scale"] or "").lower(), 0))
    if found["sign"] in _MINUS or found["inner"] in _MINUS:
        value = -value
    return Quantity(
        text=text,
        value=value,
        prefix=found["prefix"],
        suffix=_PER_CENT.sub("%", (found["suffix"] or "").strip()),
    )

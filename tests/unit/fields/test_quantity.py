from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csp_slides.core.source import Text
from csp_slides.schema.fields.quantity import Quantity, read


def _read(text: str) -> Quantity:
    return read(Text(text))


@pytest.mark.parametrize(
    ("text", "value", "prefix", "suffix"),
    [
        ("611", "611", "", ""),
        ("18,936", "18936", "", ""),
        ("58%", "58", "", "%"),
        ("£48,000", "48000", "£", ""),
        ("£1.2m", "1200000", "£", ""),
        ("2.5 million people", "2500000", "", "people"),
        ("4.2 days", "4.2", "", "days"),
        ("3 months", "3", "", "months"),
        ("59 per cent", "59", "", "%"),
        ("4 percent of homes", "4", "", "% of homes"),
        ("-3", "-3", "", ""),
        ("\u22123%", "-3", "", "%"),
        ("£-5", "-5", "£", ""),
    ],
)
def test_finds_the_number_and_its_unit(text: str, value: str, prefix: str, suffix: str) -> None:
    found = _read(text)
    assert (found.value, found.prefix, found.suffix) == (Decimal(value), prefix, suffix)


@pytest.mark.parametrize("text", ["to be agreed", "1 in 4", "12 per 1,000", "£48,00", "n/a"])
def test_a_text_without_one_clear_number_has_none(text: str) -> None:
    assert _read(text).value is None


@given(st.text(min_size=1))
def test_keeps_the_authors_text(text: str) -> None:
    assert str(_read(text)) == text


def test_only_numbers_of_one_unit_compare() -> None:
    assert _read("58%").compares_with(_read("62%"))
    assert _read("58%").compares_with(_read("62"))
    assert not _read("58%").compares_with(_read("4 days"))
    assert not _read("£5").compares_with(_read("$5"))
    assert not _read("58%").compares_with(_read("to be agreed"))

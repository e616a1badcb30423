from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Any

import pytest

import csp_slides
from csp_slides.core.lazy_regex import pattern


def _constants(value: Any) -> list[Any]:  # noqa: ANN401  # whatever a module holds
    return [*value.values()] if isinstance(value, dict) else [value]


def test_a_pattern_is_compiled_when_it_is_first_used() -> None:
    wrong = pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    later, now = pattern("a(.)", re.IGNORECASE), re.compile("a(.)", re.IGNORECASE)
    assert later.sub(r"\1", "Abac") == now.sub(r"\1", "Abac") == "bc"
    assert later.findall("Abac") == now.findall("Abac")
    assert (later.pattern, later.flags, later.groups) == (now.pattern, now.flags, now.groups)


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    known = type(pattern(""))
    found = set()
    for module in pkgutil.walk_packages(csp_slides.__path__, "csp_slides."):
        if module.name.startswith("csp_slides.vendor"):
            continue
        held = vars(importlib.import_module(module.name))
        for name, constant in held.items():
            for each in _constants(constant):
                if isinstance(each, known):
                    assert isinstance(each.pattern, str)
                    found.add((module.name, name))
    assert len(found) > 200  # the program's patterns are found at all

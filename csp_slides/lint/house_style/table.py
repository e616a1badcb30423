"""Every rule of the house style, in the order in which they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.diagnostics import Severity
from csp_slides.lint.house_style import days, people, sentences, short_forms, wording
from csp_slides.lint.house_style.rule import Level, Rule, everywhere, only_written

if TYPE_CHECKING:
    from collections.abc import Mapping

_E, _W, _H = Severity.ERROR, Severity.WARNING, Severity.HINT
_READ = Level(written=_W, spoken=_H, slide=_W)
"""Matters in documents that are read for years, less in what is said on the night."""

RULES: tuple[Rule, ...] = (
    Rule(
        id="P02",
        code="home-address",
        level=everywhere(_E),
        find=people.home,
        each=True,
        secret=True,
    ),
    Rule(
        id="P02",
        code="personal",
        level=everywhere(_E),
        find=people.personal,
        each=True,
        secret=True,
    ),
    Rule(id="P02", code="contact", level=everywhere(_W), find=people.contact, secret=True),
    Rule(id="P03", code="named-person", level=everywhere(_W), find=people.names, secret=True),
    Rule(
        id="P04", code="employment", level=everywhere(_E), find=people.staff, each=True, secret=True
    ),
    Rule(id="P05", code="security-detail", level=everywhere(_W), find=wording.security),
    Rule(id="P06", code="small-number", level=everywhere(_W), find=wording.small),
    Rule(id="P07", code="operation-name", level=everywhere(_W), find=wording.operations),
    Rule(id="P08", code="party", level=everywhere(_W), find=wording.parties),
    Rule(id="S01", code="date-style", level=everywhere(_W), find=days.style),
    Rule(id="S02", code="range-style", level=everywhere(_W), find=days.spans),
    Rule(id="S03", code="time-style", level=everywhere(_W), find=days.clock),
    Rule(id="S04", code="weekday", level=everywhere(_E), find=days.weekday, each=True),
    Rule(id="S05", code="relative-day", level=_READ, find=days.relative),
    Rule(id="S06", code="gone-by", level=everywhere(_W), find=days.past),
    Rule(id="S07", code="short-form", level=everywhere(_W), find=short_forms.unexplained),
    Rule(id="S08", code="short-form-twice", level=everywhere(_W), find=short_forms.at_odds),
    Rule(id="S09", code="capitals", level=everywhere(_W), find=wording.capitals),
    Rule(id="S10", code="sign", level=everywhere(_H), find=wording.signs),
    Rule(id="S11", code="long-sentence", level=_READ, find=sentences.long_sentences),
    Rule(id="S12", code="long-paragraph", level=only_written(_H), find=sentences.long_paragraphs),
    Rule(id="S13", code="reading-ease", level=only_written(_H), find=sentences.hard_to_read),
    Rule(id="S14", code="plain-word", level=everywhere(_H), find=wording.jargon),
    Rule(id="S15", code="two-forms", level=everywhere(_H), find=wording.offices),
    Rule(id="S16", code="number-style", level=everywhere(_W), find=wording.form),
    Rule(id="S20", code="emphasis", level=only_written(_H), find=wording.stressed),
    Rule(id="S21", code="heading-end", level=everywhere(_W), find=wording.ended),
    Rule(id="S23", code="title-differs", level=everywhere(_W), find=wording.differing),
    Rule(id="S24", code="old-name", level=everywhere(_W), find=wording.old_names),
)

IDS: Mapping[str, tuple[str, ...]] = {
    rule.id: tuple(each.code for each in RULES if each.id == rule.id) for rule in RULES
}
"""The codes that each name in `checked:` stands for."""

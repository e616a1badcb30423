"""What the rules find in one file or Markdown deck, told once for each rule and with its level.

Pure. A linter that cries wolf is switched off: what a rule finds more than once in a file is one
diagnostic that names the lines, and hints are kept from decks.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from csp_slides.content.audience import Audience
from csp_slides.content.walk import inside, place_in
from csp_slides.core.diagnostics import Diagnostic, Severity
from csp_slides.core.did_you_mean import closest
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Span, Text
from csp_slides.lint.house_style.passages import Passage, Role, Writing, blanked, passages_of
from csp_slides.lint.house_style.table import IDS, RULES
from csp_slides.schema.fields.declare import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csp_slides.content.council import Council
    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source
    from csp_slides.lint.house_style.drafts import Draft
    from csp_slides.lint.house_style.rule import Finding, Rule

_SHORT_FORMS = frozenset({"short-form", "short-form-twice"})
"""Rules that don't apply to technical text."""

_LINES = 5
"""Most lines that are named besides the first."""


def check_draft(draft: Draft, council: Council, audience: Audience, sink: Sink) -> None:
    """Report what the house style finds in one file, and checks in it that there are not."""
    passages = passages_of(draft.record, show=draft.show, publishes_notes=draft.publishes_notes)
    writing = Writing(passages=passages, is_deck=draft.is_deck, day=draft.day)
    check_style(writing, council, audience, sink)
    check_names(draft.record, sink)


def check_style(writing: Writing, council: Council, audience: Audience, sink: Sink) -> None:
    """Report what the house style finds in a file; errors are such in a public build alone."""
    for rule in RULES:
        if writing.is_technical and rule.code in _SHORT_FORMS:
            continue
        told = [
            (severity, finding)
            for finding in rule.find(writing, council)
            if not finding.passage.checked.intersection({rule.id, rule.code})
            and (severity := _severity(rule, finding.passage, writing, audience)) is not None
        ]
        for severity, found in groupby(told, key=lambda pair: pair[0]):
            findings = [finding for _, finding in found]
            for group in [[each] for each in findings] if rule.each else [findings]:
                stops = any(_stops(rule, each.passage) for each in group)
                sink.extend([_diagnostic(rule, severity, group, stops=stops)])


def check_names(record: Record, sink: Sink) -> None:
    """Report names in `checked:` that no rule has."""
    known = {*IDS, *(code for codes in IDS.values() for code in codes)}
    for name in _checked(record):
        if name not in known:
            sink.warning(
                "unknown-check",
                f"there is no check '{name}'",
                name.span,
                help=closest(
                    name, known, otherwise="write the code or number shown in the message"
                ),
            )


def _checked(record: Record) -> Iterator[Text]:
    for each in inside(record):
        if isinstance(each, Record):
            yield from getattr(each, "checked", {})


def _severity(
    rule: Rule, passage: Passage, writing: Writing, audience: Audience
) -> Severity | None:
    severity = rule.level.of(passage.role)
    if severity is Severity.HINT and writing.is_deck:
        return None
    if severity is Severity.ERROR and not (passage.public and audience is Audience.PUBLIC):
        return Severity.WARNING
    return severity


def _stops(rule: Rule, passage: Passage) -> bool:
    """Whether what a rule found stops a public build."""
    return passage.public and rule.level.of(passage.role) is Severity.ERROR


def _diagnostic(
    rule: Rule, severity: Severity, findings: Sequence[Finding], *, stops: bool
) -> Diagnostic:
    places = [place_in(each.passage.text, each.start, each.end) for each in findings]
    return Diagnostic(
        severity=severity,
        code=rule.code,
        message=f"{findings[0].message}{_more(places)}",
        span=places[0],
        help=findings[0].help,
        secret=rule.secret,
        stops=stops,
    )


def _more(places: Sequence[Span | None]) -> str:
    """Return the lines of the other problems found."""
    first = places[0].line if places[0] is not None else 0
    lines = sorted({each.line for each in places if each is not None and each.line != first})
    if not lines:
        return ""
    shown = ", ".join(map(str, lines[:_LINES]))
    rest = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
    return f"; also on line{'s' if len(lines) > 1 else ''} {shown}{rest}"


_NOTES = pattern(r"^\s*notes?:", re.IGNORECASE)
_MARKS = pattern(
    r"<!--.*?-->|<[^<>]+>|^#{1,6} |^(?:---|\+\+\+|\*\*\*)\s*$", re.DOTALL | re.MULTILINE
)


def writing_of_markdown(presentation: MarkdownPresentation) -> Writing:
    """Collect the words of a deck, slide by slide."""
    return Writing(
        passages=tuple(_passages(presentation)),
        is_deck=True,
        day=presentation.deck.date,
        is_technical=_is_technical(presentation),
    )


def _is_technical(presentation: MarkdownPresentation) -> bool:
    """Whether a deck shows code or formulas, or belongs to no council, and asks for no rules."""
    deck = presentation.deck
    if deck.house_style:
        return False
    slides = (slide for stack in deck.stacks for slide in stack.slides)
    shows = any("<pre" in slide.body.html or "<math" in slide.body.html for slide in slides)
    return shows or not presentation.council.name


def _passages(presentation: MarkdownPresentation) -> Iterator[Passage]:
    source = presentation.source
    slides = [slide for stack in presentation.deck.stacks for slide in stack.slides]
    starts = [slide.span.line for slide in slides]
    for slide, (first, after) in zip(
        slides, pairwise([*starts, len(source.lines) + 1]), strict=True
    ):
        lines = range(first, after)
        said = next((n for n in lines if slide.notes and _NOTES.match(source.line(n))), after)
        yield _passage(source, first, said, Role.SLIDE)
        yield _passage(source, said, after, Role.SPOKEN)


def _passage(source: Source, first: int, after: int, role: Role) -> Passage:
    words = "\n".join(source.line(number) for number in range(first, after))
    last = max(first, after - 1)
    span = Span(
        source=source,
        line=first,
        column=1,
        end_line=last,
        end_column=len(source.line(last)) + 1,
    )
    text = Text(words, span, first)
    plain = _MARKS.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)
    return Passage(text=text, plain=blanked(plain), role=role, public=False, checked=frozenset())

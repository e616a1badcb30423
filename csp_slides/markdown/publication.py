"""What front matter says of a Markdown deck's later life: that it was amended, or withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.core.source import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from csp_slides.content.publication import Amendment, Withdrawal
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span
    from csp_slides.markdown.front_matter import Setting


def read_withdrawal(setting: Setting | None, sink: Sink) -> Withdrawal | None:
    """Read `withdrawn: {date, why, instead}`; what lacks a day or a reason is an error."""
    if setting is None:
        return None
    from csp_slides.content.publication import Withdrawal

    entry = _Entry("withdrawn", dict(setting.parts), setting.span, sink)
    day, why = entry.date(), entry.line("why")
    if day is None or why is None:
        return None
    instead = entry.parts.get("instead")
    return Withdrawal(
        date=day,
        why=why,
        instead=Text(instead, setting.span) if instead else None,
        span=setting.span,
    )


def read_amendments(setting: Setting | None, sink: Sink) -> tuple[Amendment, ...]:
    """Read `amended: [{date, what, old_words}]`; what lacks a day or its words is an error."""
    return tuple(_amendments(setting, sink)) if setting is not None else ()


def _amendments(setting: Setting, sink: Sink) -> Iterator[Amendment]:
    from csp_slides.content.publication import Amendment

    entries = setting.value if isinstance(setting.value, list) else [setting.value]
    for each in entries:
        parts = {name: str(part) for name, part in each.items()} if isinstance(each, dict) else {}
        entry = _Entry("amended", parts, setting.span, sink)
        day, what = entry.date(), entry.line("what")
        if day is not None and what is not None:
            shown = isinstance(each, dict) and each.get("old_words") in {True, "yes"}
            yield Amendment(date=day, what=what, old_words=shown, span=setting.span)


class _Entry:
    """One group of texts in a setting."""

    def __init__(self, name: str, parts: Mapping[str, str], span: Span, sink: Sink) -> None:
        self.name = name
        self.parts = parts
        self._span = span
        self._sink = sink

    def line(self, part: str) -> Text | None:
        """Return a text that must be there."""
        text = " ".join(self.parts.get(part, "").split())
        if text:
            return Text(text, self._span)
        self._sink.error(
            "missing",
            f"'{part}' is missing in '{self.name}'",
            self._span,
            f"write it below '{self.name}:', as '{part}: text'",
        )
        return None

    def date(self) -> dt.date | None:
        """Return the day, which must be there."""
        from csp_slides.schema.fields import dates

        typed = self.line("date")
        if typed is None:
            return None
        try:
            return dates.read(typed)
        except dates.DateError as error:
            self._sink.error("date", str(error), self._span, error.remedy)
            return None

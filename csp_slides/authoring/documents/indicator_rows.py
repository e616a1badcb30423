"""Makes indicators of the rows of a table. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from csp_slides.authoring.documents.columns import INDICATORS, Mapped, map_columns, mapping_lines
from csp_slides.authoring.documents.draft import CHECK, Draft, Maker
from csp_slides.authoring.documents.markdown import line_of
from csp_slides.authoring.documents.outline import Heading, Question, Table, one_line, text_words
from csp_slides.core.lazy_regex import pattern
from csp_slides.schema.yaml.write import Remarked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.documents.outline import Cell, Outline
    from csp_slides.schema.yaml.write import Writable

_PERIOD: Final = pattern(
    r"(?:q[1-4]\b.*|quarter [1-4].*|.*\b20\d\d(?:\s?[/–-]\s?\d{2,4})?|(?:jan|feb|mar|apr"
    r"|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b.*\d{2,4})",
    re.IGNORECASE,
)
_GOOD: Final = {
    "high": ("high", "higher", "up", "increase", "bigger", "bigger is better",
        "higher is better", "maximise", "↑", "increasing"),
    "low": ("low", "lower", "down", "decrease", "smaller", "smaller is better",
        "lower is better", "minimise", "↓", "reduce", "decreasing"),
    "near target": ("near target", "target", "on target", "plan is best", "on plan"),
    "none": ("none", "neutral", "n/a", "context", "information"),
}  # fmt: skip
_NEEDED: Final = {
    "period": "the time the value covers, such as April to June 2026",
    "good_is": "high, low, near target or none",
    "source": "where the figure comes from",
}
_RAG: Final = {
    "red": "red",
    "r": "red",
    "amber": "amber",
    "a": "amber",
    "green": "green",
    "g": "green",
    "blue": "blue",
    "b": "blue",
    "grey": "grey",
}


def draft_indicators(outline: Outline, name: str, told: Mapping[str, str] | None = None) -> Draft:
    """Draft a section of the indicators in every table of a document."""
    from csp_slides.authoring.documents.chapters import chapters_of

    maker = Maker(outline, name)
    found: list[Writable] = []
    lines: list[str] = []
    title = ""
    questions: list[Question] = []
    rest = []
    for block in outline.blocks:
        if isinstance(block, Table):
            mapped = with_period(map_columns(block, INDICATORS, told))
            if mapped is not None and "name" in mapped.fields:
                above = [each.text for row in mapped.above for each in row if each.text]
                title = title or (above[0] if len(above) == 1 else "")
                lines += [line for line in mapping_lines(mapped) if line not in lines]
                found += indicators_of(mapped, maker)
                questions += _unsure(mapped, block)
                continue
        rest.append(block)
    questions += [each for each in rest if isinstance(each, Question)]
    others = [each for each in rest if not isinstance(each, Question | Heading)]
    fields: dict[str, Writable] = {
        "id": name,
        "title": line_of(text_words(title) if title else chapters_of(outline).title),
        "status": "draft",
    }
    text = maker.text(others)
    if text:
        asked = Question(message="this isn't part of a table of indicators")
        fields["items"] = [maker.asked({"title": "Introduction", "notes": text}, [asked])]
    fields["indicators"] = found or Remarked(
        value="", above=(f"{CHECK}no table with a column for the measure's name was found",)
    )
    return Draft(
        kind="section",
        folder="sections",
        id=name,
        fields=fields,
        source=outline.name,
        pictures=maker.pictures,
        questions=tuple(questions),
        told=tuple(lines),
    )


def with_period(mapped: Mapped | None) -> Mapped | None:
    """Map the last column titled with a period to `actual`, and the one before to `previous`."""
    if mapped is None or "actual" in mapped.fields:
        return mapped
    times = [each for each in mapped.columns if not each.field and _PERIOD.fullmatch(each.title)]
    if not times:
        return mapped
    roles = {times[-1].number: "actual"}
    if len(times) > 1 and "previous" not in mapped.fields:
        roles[times[-2].number] = "previous"
    columns = tuple(
        replace(each, field=roles[each.number], sure=False) if each.number in roles else each
        for each in mapped.columns
    )
    return replace(mapped, columns=columns)


def indicators_of(mapped: Mapped, maker: Maker) -> list[Writable]:
    """Make an indicator of each row; what the table doesn't say is left blank to be filled in."""
    return [
        _indicator(mapped, row, maker) for row in mapped.rows if _text(mapped.cell(row, "name"))
    ]


def _indicator(mapped: Mapped, row: tuple[Cell, ...], maker: Maker) -> Writable:  # noqa: C901
    values = {name: _text(mapped.cell(row, name)) for name in INDICATORS}
    questions = [question for cell in row for question in cell.questions]
    if not values["period"]:
        values["period"] = next(
            (
                each.title
                for each in mapped.columns
                if each.field == "actual" and _PERIOD.fullmatch(each.title)
            ),
            "",
        )
    good = _good(values["good_is"])
    if values["good_is"] and good is None:
        questions.append(Question(message=f"“{values['good_is']}” doesn't say which way is good"))
    values["good_is"] = good or ""
    values["rag"] = _RAG.get(values["rag"].casefold(), "")
    fields: dict[str, Writable] = {}
    for name in (
        "name",
        "period",
        "actual",
        "target",
        "previous",
        "good_is",
        "unit",
        "source",
        "comment",
    ):
        if values[name]:
            fields[name] = values[name]
        elif name in _NEEDED:
            fields[name] = Remarked(value="", beside=_NEEDED[name])
        elif name == "actual":
            fields[name] = "to be agreed"
            questions.append(Question(message="the table has no value here", place=row[0].place))
    if values["rag"]:
        questions.append(
            Question(
                message=f"the table rates it {values['rag']}; ratings are worked out from "
                "the target here. To overrule that, add rag: and why:"
            )
        )
    for column in mapped.columns:
        text = row[column.number].text.replace("\n", "; ") if column.number < len(row) else ""
        if not column.field and column.title and text:
            questions.append(
                Question(
                    message=f"column '{column.title}' says “{text}”, for which there is no field",
                    place=row[column.number].place,
                )
            )
    return maker.asked(fields, questions)


def _good(text: str) -> str | None:
    plain = " ".join(text.casefold().split())
    return next((good for good, names in _GOOD.items() if plain in names), None)


def _text(cell: Cell | None) -> str:
    return "" if cell is None else " ".join(filter(None, map(one_line, cell.lines)))


def _unsure(mapped: Mapped, table: Table) -> list[Question]:
    return [
        Question(message=f"column '{each.title}' was read as {each.field}", place=table.place)
        for each in mapped.columns
        if each.field and not each.sure
    ]

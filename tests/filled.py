"""Content files in which every field is filled, made from the declarations of the fields.

A field that is declared tomorrow is filled tomorrow, so that what is tested of all fields is
tested of it too. The few fields that must agree with others are given here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields import choice, gathered, numbers, text
from csp_slides.schema.fields.record import RecordKind, declared_fields

if TYPE_CHECKING:
    from collections.abc import Callable

    from csp_slides.schema.fields.declare import Record
    from csp_slides.schema.fields.field_type import Kind

    Words = Callable[[str], str]

LEFT_OUT: Final = object()

GIVEN: Final[dict[str, Any]] = {
    "ActionPriority.answers": LEFT_OUT,
    "ActionPlan.people": LEFT_OUT,
    "Accessibility.compliance": "partially",
    "Appendix.file": "data.csv",
    "Backdrop.image": "bins.png",
    "Brand.logo": "bins.png",
    "Consultation.ranking": ["owner"],
    "Council.frames": LEFT_OUT,
    "Council.moved": LEFT_OUT,
    "Council.office": LEFT_OUT,
    "Council.trust": LEFT_OUT,
    "DeckFile.empty": "say so",
    "Item.bullet": LEFT_OUT,
    "Item.columns": LEFT_OUT,
    "Item.layout": LEFT_OUT,
    "Item.number": LEFT_OUT,
    "Item.people": LEFT_OUT,
    "Item.process": LEFT_OUT,
    "Item.slide": LEFT_OUT,
    "Item.table": LEFT_OUT,
    "Item.timeline": LEFT_OUT,
    "Look.theme": "night",
    "Look.transition": "none",
    "Backdrop.focus": "top",
    "Picture.focus": "top",
    "Picture.image": "bins.png",
    "MinuteItem.public": "Part 1",
    "PictureCredit.focus": "top",
    "ReportFile.public": "Part 1",
    "Section.public": "Part 1",
    "SectionEntry.as": LEFT_OUT,
    "SectionEntry.leave_out": LEFT_OUT,
    "SectionEntry.only": LEFT_OUT,
    "SectionEntry.order": LEFT_OUT,
    "SectionEntry.use": LEFT_OUT,
    "SectionEntry.with": LEFT_OUT,
    "classification": "OFFICIAL",
    "leave_out": LEFT_OUT,
    "withdrawn": LEFT_OUT,
}
"""Fields that must be so to agree with others: by their name, most of them with their record's."""

CHOSEN: Final = {"cleared", "public", "performance", "notes", "amber", "low", "working", "fully"}
"""Words that are chosen where they may be; else the first is."""

WRITTEN: Final = {
    numbers.date: "20 January 2027",
    numbers.fraction: "0.4",
    numbers.minutes: "10 minutes",
    numbers.month_or_date: "March 2027",
    numbers.number: "12.5",
    numbers.percentage: "5%",
    numbers.a_quantity: "611",
    numbers.time: "19:30",
    numbers.whole: "3",
}


TYPED: Final[dict[type, str]] = {
    choice.YesNo: "yes",
    text.Colour: "#1d4f5c",
    text.File: "bins.png",
    text.Identifier: "owner",
    text.LanguageTag: "en-GB",
    text.Link: "https://alderbrook.example/paper",
    text.Site: "https://slides.alderbrook.example/",
}


def filled(cls: type[Record], words: Words, place: str = "") -> dict[str, Any]:
    """Fill every field of a record; `words` gives the text of the field at a place."""
    made: dict[str, Any] = {}
    for key, (_, declared) in declared_fields(cls).items():
        given = GIVEN.get(f"{cls.__name__}.{key}", GIVEN.get(key))
        if given is LEFT_OUT:
            continue
        here = f"{place}.{key}" if place else key
        made[key] = given if given is not None else fill(declared.kind, words, here)
    return made


def fill(kind: Kind[Any], words: Words, place: str) -> Any:  # noqa: ANN401  # as the kind holds
    """Return a value of `kind` for the field at `place`."""
    match kind:
        case RecordKind():
            made: Any = filled(kind.cls, words, place)
        case gathered.Each():
            made = [fill(kind.kind, words, place)]
        case gathered.Table():
            made = {fill(kind.key, words, f"{place} (name)"): fill(kind.value, words, place)}
        case gathered.Either():
            made = fill(kind.kinds[-1], words, place)
        case _:
            made = _typed(kind, words, place)
    return made


def _typed(kind: Kind[Any], words: Words, place: str) -> str:
    match kind:
        case choice.Choice():
            typed = _chosen([str(each) for each in kind.members])
        case choice.ChoiceOf():
            typed = _chosen(list(kind.options))
        case numbers.Written():
            typed = WRITTEN[kind]
        case text.Identifier() if place == "id":
            typed = words(place)
        case _:
            typed = TYPED.get(type(kind)) or words(place)
    return typed


def _chosen(options: list[str]) -> str:
    return next((each for each in options if each in CHOSEN), options[0])


def document(kind: str, words: Words) -> dict[str, Any]:
    """Fill a whole file of `kind`."""
    return {"kind": kind, **filled(KINDS[kind], words)}

"""What a form shows of a record: its fields in words, as they are declared.

Pure. One declaration of a field gives the form as it gives the reader and the reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from csp_slides.authoring.values import Shape, record_in, shape_of
from csp_slides.schema.fields.choice import Choice, ChoiceOf, YesNo
from csp_slides.schema.fields.gathered import Each
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.fields.text import File

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Declared, Record

_FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    "Section": ("title", "lead", "status", "items", "indicators", "nothing_to_report"),
    "Item": ("title", "notes", "report", "ask", "picture", "source"),
    "Indicator": (
        "name",
        "period",
        "actual",
        "target",
        "previous",
        "unit",
        "good_is",
        "source",
        "comment",
    ),
}
"""The fields that most people fill in; the others of these records fold away."""

_LABELS: Final = {
    ("Section", "title"): "Section title",
    ("Section", "lead"): "Opening words",
    ("Section", "status"): "Status",
    ("Section", "indicators"): "Figures",
    ("Item", "title"): "Title",
    ("Item", "notes"): "Notes: what is said",
    ("Item", "bullet"): "Words on the slide, if not the title",
    ("Item", "report"): "Text of the written report",
    ("Item", "ask"): "Ask",
    ("Indicator", "name"): "What is measured",
    ("Indicator", "actual"): "Figure",
    ("Indicator", "previous"): "Figure of the time before",
    ("Indicator", "good_is"): "Which way is good",
    ("Indicator", "rag"): "Rating",
    ("Picture", "image"): "Picture",
    ("Picture", "describe"): "Description",
}
_YES_NO: Final = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}
_SINGULAR: Final = {"items": "item", "indicators": "figure"}


class FormField(Struct, frozen=True, kw_only=True):
    """A field as a form shows it.

    `choices` are the words that it may be, the first of them blank; `is_picture` says that it
    names a picture. `parts` are the fields of a record, or of each entry of a list, `noun` what
    one entry is called. `is_more` fields fold away.
    """

    name: str
    label: str
    help: str
    shape: Shape
    required: bool
    choices: tuple[str, ...] = ()
    is_picture: bool = False
    is_long: bool = False
    parts: tuple[FormField, ...] = ()
    noun: str = ""
    is_more: bool = False

    def chosen(self, text: str) -> str:
        """Return the choice that a text means, or the text itself where it is none of them."""
        folded = _folded(text)
        if "yes" in self.choices:
            folded = _YES_NO.get(folded, folded)
        return next((each for each in self.choices if _folded(each) == folded), text)


def form_of(cls: type[Record]) -> tuple[FormField, ...]:
    """Return the fields of a record, those that most people fill in first."""
    known = declared_fields(cls)
    first = [name for name in _FIRST.get(cls.__name__, ()) if name in known]
    rest = [name for name in known if name not in first]
    fields = (_field(cls, name, known[name][1], is_more=bool(first)) for name in rest)
    shown = (_field(cls, name, known[name][1], is_more=False) for name in first)
    return tuple(each for each in (*shown, *fields) if each is not None)


def _field(cls: type[Record], name: str, declared: Declared, *, is_more: bool) -> FormField | None:
    shape = shape_of(declared.kind)
    if shape is None:
        return None
    parts: tuple[FormField, ...] = ()
    if shape in {Shape.RECORD, Shape.RECORDS}:
        parts = form_of(record_in(declared.kind))
    return FormField(
        name=name,
        label=_LABELS.get((cls.__name__, name), name.replace("_", " ").capitalize()),
        help=declared.doc.replace("`", ""),
        shape=shape,
        required=declared.required,
        choices=_choices(declared.kind),
        is_picture=isinstance(declared.kind, File) and name == "image",
        parts=parts,
        noun=_SINGULAR.get(name, name.removesuffix("s").replace("_", " ")),
        is_more=is_more,
    )


def _choices(kind: Kind[Any]) -> tuple[str, ...]:
    match kind:
        case Choice():
            return tuple(str(member) for member in kind.members)
        case ChoiceOf():
            return tuple(kind.options)
        case YesNo():
            return ("yes", "no")
        case Each():
            return ()
        case _:
            return ()


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()

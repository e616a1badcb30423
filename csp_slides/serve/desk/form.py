"""What a form shows of a record: its fields in words, as they are declared.

Pure. One declaration of a field gives the form as it gives the reader and the reference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.values import Shape, nothing, record_in, shape_of
from csp_slides.schema.fields.choice import Choice, ChoiceOf, YesNo
from csp_slides.schema.fields.record import declared_fields
from csp_slides.schema.fields.text import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.authoring.values import Entry, Filled, Held, Values
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

_GROUPS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "Item": {
        "Another kind of slide": (
            "layout",
            "number",
            "quote",
            "columns",
            "timeline",
            "process",
            "table",
            "people",
            "slide",
            "reveal",
        )
    }
}
"""Fields that fold away together, under their headings; all others come after them."""

_LABELS: Final = {
    ("Section", "title"): "Section title",
    ("Section", "lead"): "Opening words",
    ("Section", "status"): "Status",
    ("Section", "indicators"): "Figures",
    ("Item", "title"): "Title",
    ("Item", "notes"): "Notes: what is said",
    ("Item", "bullet"): "Text on the slide, if not the title",
    ("Item", "report"): "Text of the written report",
    ("Item", "ask"): "Ask",
    ("Indicator", "name"): "What is measured",
    ("Indicator", "actual"): "Figure",
    ("Indicator", "previous"): "Figure of the time before",
    ("Indicator", "good_is"): "Which way is good",
    ("Indicator", "rag"): "Rating",
    ("Picture", "image"): "File",
    ("Picture", "describe"): "Description",
}
_YES_NO: Final = {"true": "yes", "on": "yes", "y": "yes", "false": "no", "off": "no", "n": "no"}
_SINGULAR: Final = {"items": "item", "indicators": "figure"}


class Option(Struct, frozen=True, kw_only=True):
    """A word that a field may be."""

    value: str
    label: str
    is_chosen: bool


class Part(Struct, frozen=True, kw_only=True):
    """Fields that stand together: those that most people fill in, and more that fold away."""

    fields: tuple[Control, ...] = ()
    more: tuple[More, ...] = ()


class More(Struct, frozen=True, kw_only=True):
    """Fields that fold away under a heading."""

    label: str
    fields: tuple[Control, ...]


class EntryPart(Struct, frozen=True, kw_only=True):
    """An entry of a list; `was` is its place in the file, None for one that is to be added."""

    id: str
    was: int | None
    is_locked: bool
    part: Part


class Control(Struct, frozen=True, kw_only=True):
    """A field as a form shows it; `id` is its control's name in the page.

    `shape` is that of what it holds: `text` and `options`, `lines`, `pairs`, a record's `part`,
    or `entries`, one of which is called a `noun` and starts as `blank`. What `is_locked` can only
    be changed in the file's text. `is_picture` says that it names a picture.
    """

    id: str
    name: str
    label: str
    help: str
    shape: str
    is_required: bool
    is_locked: bool
    is_picture: bool
    text: str = ""
    options: tuple[Option, ...] = ()
    lines: tuple[str, ...] = ()
    is_nested: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    part: Part = Part()
    entries: tuple[EntryPart, ...] = ()
    blank: EntryPart | None = None
    noun: str = ""


def form_of(cls: type[Record], filled: Filled) -> Part:
    """Return the form of a record with what its file holds."""
    return _part(cls, filled.values, "f", "", frozenset(filled.locked))


def _part(cls: type[Record], values: Values, id_: str, path: str, locked: frozenset[str]) -> Part:
    known = declared_fields(cls)
    first = [name for name in _FIRST.get(cls.__name__, ()) if name in known] or list(known)
    rest = [name for name in known if name not in first]

    def controls(names: Iterable[str]) -> tuple[Control, ...]:
        made = (
            _control(cls, name, known[name][1], values.get(name), (id_, path), locked)
            for name in names
        )
        return tuple(each for each in made if each is not None)

    groups = [(label, names) for label, names in _GROUPS.get(cls.__name__, {}).items()]
    grouped = {name for _, names in groups for name in names}
    groups.append(("More settings", tuple(name for name in rest if name not in grouped)))
    more = (
        More(label=label, fields=controls(n for n in names if n in known))
        for label, names in groups
    )
    return Part(fields=controls(first), more=tuple(each for each in more if each.fields))


def _control(  # noqa: PLR0917  # what, of what, and where
    cls: type[Record],
    name: str,
    declared: Declared,
    held: Held | None,
    where: tuple[str, str],
    locked: frozenset[str],
) -> Control | None:
    shape = shape_of(declared.kind)
    if shape is None:
        return None
    id_, path = f"{where[0]}-{name}", f"{where[1]}{name}"
    held = nothing(shape) if held is None else held
    control = Control(
        id=id_,
        name=name,
        label=_LABELS.get((cls.__name__, name), name.replace("_", " ").capitalize()),
        help=declared.doc.replace("`", ""),
        shape=shape.value,
        is_required=declared.required,
        is_locked=path in locked,
        is_picture=isinstance(declared.kind, File) and name == "image",
    )
    match shape:
        case Shape.RECORD:
            inner = cast("Values", held)
            part = _part(record_in(declared.kind), inner, id_, f"{path}.", locked)
            return replace(control, part=_optional(part))
        case Shape.RECORDS:
            entries = cast("tuple[Entry, ...]", held)
            return _with_entries(control, record_in(declared.kind), entries, path, locked)
        case Shape.LINES | Shape.GRID:
            return replace(control, lines=_lines(held))
        case Shape.TABLE:
            return replace(control, pairs=cast("tuple[tuple[str, str], ...]", held))
        case Shape.TYPED | Shape.LINE | Shape.PROSE:
            text = cast("str", held)
            return replace(control, text=text, options=_options(declared, text))


def _optional(part: Part) -> Part:
    """Mark no field as required when the whole part can be left out."""
    fields = tuple(replace(each, is_required=False) for each in part.fields)
    return replace(part, fields=fields)


def _lines(held: Held) -> tuple[str, ...]:
    """Return the lines of a list, or the rows of a table with strokes between their cells."""
    rows = cast("tuple[str | tuple[str, ...], ...]", held)
    return tuple(row if isinstance(row, str) else " | ".join(map(_cell, row)) for row in rows)


def _cell(text: str) -> str:
    """Write a cell where a stroke parts it from the next."""
    return text.replace("|", "\\|")


def _with_entries(
    control: Control,
    cls: type[Record],
    entries: tuple[Entry, ...],
    path: str,
    locked: frozenset[str],
) -> Control:
    def entry(number: int, each: Entry) -> EntryPart:
        id_, where = f"{control.id}-{number}", f"{path}.{number}"
        part = _part(cls, each.values or {}, id_, f"{where}.", locked)
        return EntryPart(id=id_, was=each.was, is_locked=each.values is None, part=part)

    id_ = f"{control.id}-NEW"
    blank = EntryPart(id=id_, was=None, is_locked=False, part=_part(cls, {}, id_, "", frozenset()))
    return replace(
        control,
        entries=tuple(entry(number, each) for number, each in enumerate(entries)),
        blank=blank,
        is_nested="." in path,
        noun=_SINGULAR.get(control.name, control.name.removesuffix("s").replace("_", " ")),
    )


def _options(declared: Declared, text: str) -> tuple[Option, ...]:
    """Return the words that a field may be, and what was typed where that is none of them."""
    words = _choices(declared.kind)
    if not words:
        return ()
    folded = _folded(text)
    meant = _YES_NO.get(folded, folded) if "yes" in words else folded
    chosen = next((each for each in words if _folded(each) == meant), text)
    none = Option(value="", label=_unsaid(declared), is_chosen=not text)
    offered = [
        Option(value=each, label=each[:1].upper() + each[1:], is_chosen=each == chosen)
        for each in words
    ]
    if text and chosen not in words:
        offered.append(Option(value=text, label=text, is_chosen=True))
    return (none, *offered)


def _unsaid(declared: Declared) -> str:
    """Return what a field means where nothing was chosen."""
    if declared.required:
        return "Choose"
    default = {True: "yes", False: "no"}.get(declared.default, declared.default)
    return f"Not set ({default})" if isinstance(default, str) and default else "Not set"


def _choices(kind: Kind[Any]) -> tuple[str, ...]:
    match kind:
        case Choice():
            return tuple(str(member) for member in kind.members)
        case ChoiceOf():
            return tuple(kind.options)
        case YesNo():
            return ("yes", "no")
        case _:
            return ()


def _folded(word: str) -> str:
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()

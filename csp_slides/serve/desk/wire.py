"""What a form sends, read as values; whatever else somebody sends is refused.

Pure.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from csp_slides.authoring.values import Entry, Shape, record_in, shape_of
from csp_slides.schema.fields.record import declared_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.values import Held
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Record

_MOST_ENTRIES = 2_000


class WireError(ValueError):
    """What was sent isn't what a form sends."""


def read_json(content: bytes) -> Mapping[str, Any]:
    """Read a JSON object.

    Raises:
        WireError: it is none.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise WireError("not JSON") from error
    if not isinstance(found, dict):
        raise WireError("not an object")
    return found


def text_in(sent: Mapping[str, Any], name: str) -> str:
    """Return a text that was sent.

    Raises:
        WireError: there is none of that name.
    """
    found = sent.get(name)
    if not isinstance(found, str):
        raise WireError(f"'{name}' isn't text")
    return found


def choices_in(sent: Mapping[str, Any]) -> dict[str, str]:
    """Return the choices that were sent, none if there are none."""
    found = sent.get("choices") or {}
    if not isinstance(found, dict):
        raise WireError("'choices' isn't an object")
    return {str(path): _text(choice) for path, choice in found.items()}


def values_in(sent: object, cls: type[Record]) -> dict[str, Held]:
    """Return the values of a `cls` that were sent.

    Raises:
        WireError: a field isn't of its shape.
    """
    if not isinstance(sent, dict):
        raise WireError("fields aren't an object")
    known = declared_fields(cls)
    values: dict[str, Held] = {}
    for name, each in sent.items():
        if name in known and (shape := shape_of(known[name][1].kind)) is not None:
            values[name] = _held(each, known[name][1].kind, shape)
    return values


def _held(sent: object, kind: Kind[Any], shape: Shape) -> Held:
    match shape:
        case Shape.RECORD:
            return values_in(sent, record_in(kind))
        case Shape.RECORDS:
            return tuple(_entry(each, record_in(kind)) for each in _list(sent))
        case Shape.LINES:
            return tuple(_text(each) for each in _list(sent))
        case Shape.GRID:
            return tuple(tuple(_text(cell) for cell in _list(row)) for row in _list(sent))
        case Shape.TABLE:
            return tuple(_pair(each) for each in _list(sent))
        case Shape.TYPED | Shape.LINE | Shape.PROSE:
            return _text(sent)


def _entry(sent: object, cls: type[Record]) -> Entry:
    if not isinstance(sent, dict):
        raise WireError("an entry isn't an object")
    was = sent.get("was")
    if was is not None and (not isinstance(was, int) or isinstance(was, bool)):
        raise WireError("an entry's position isn't a number")
    values = sent.get("values")
    return Entry(was=was, values=values_in(values, cls) if values is not None else None)


def _list(sent: object) -> list[object]:
    if not isinstance(sent, list) or len(sent) > _MOST_ENTRIES:
        raise WireError("not a list")
    return sent


def _pair(sent: object) -> tuple[str, str]:
    parts = _list(sent)
    if len(parts) != 2:  # noqa: PLR2004  # a pair
        raise WireError("not a pair")
    return _text(parts[0]), _text(parts[1])


def _text(sent: object) -> str:
    if not isinstance(sent, str):
        raise WireError("not a text")
    return sent

"""Two people's changes to one file, put together field by field.

Pure. What only one of them changed is taken from them; what both changed otherwise is a conflict,
which somebody has to decide.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from msgspec import Struct, field

from csp_slides.authoring.values import Entry, Shape, is_nothing, nothing, record_in, shape_of
from csp_slides.schema.fields.record import declared_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csp_slides.authoring.values import Held, Values
    from csp_slides.schema.fields.field_type import Kind
    from csp_slides.schema.fields.record import Record

MINE: Final = "mine"
THEIRS: Final = "theirs"

_ALIKE = 0.6
"""Similarity, of 1, from which two entries count as the same one."""


class Conflict(Struct, frozen=True, kw_only=True):
    """A field that both changed: its path, its name in words, and what each of them made of it."""

    path: str
    label: str
    mine: str
    theirs: str


class Merged(Struct, frozen=True, kw_only=True):
    """The values to write into their file, and what is to be decided first."""

    values: Values
    conflicts: tuple[Conflict, ...] = ()


_Kept: TypeAlias = dict[tuple[str, int], Entry]


class _Merging(Struct):
    choices: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)


def merge(
    cls: type[Record],
    base: Values,
    mine: Values,
    theirs: Values,
    choices: Mapping[str, str] | None = None,
) -> Merged:
    """Return `theirs` with the changes that lead from `base` to `mine`.

    `choices` say for the path of a conflict whose words are kept, `mine` or `theirs`. Entries of
    `mine` say their places in `base`; those of the result say their places in `theirs`.
    """
    merging = _Merging(choices or {})
    values = _record(cls, base, mine, theirs, "", "", merging)
    return Merged(values=values, conflicts=tuple(merging.conflicts))


def placed(base: Sequence[Entry], others: Sequence[Entry]) -> dict[int, int]:
    """Return which entry of `others` each entry of `base` became, by their places.

    Entries of one name belong together, then those that say nearly the same; where nothing was
    added or taken out, those that are left are in their order.
    """
    found: dict[int, int] = {}
    free = dict(enumerate(others))
    for test in (_same_name, _much_alike):
        for number, entry in enumerate(base):
            if number in found:
                continue
            twin = next((place for place, other in free.items() if test(entry, other)), None)
            if twin is not None:
                found[number] = twin
                del free[twin]
    if len(base) == len(others):
        left = (number for number in range(len(base)) if number not in found)
        found |= dict(zip(left, sorted(free), strict=True))
    return found


def with_places(cls: type[Record], base: Values, other: Values) -> Values:
    """Return `other` with each entry of a list saying which of `base` it was."""
    known = declared_fields(cls)
    said = dict(other)
    for name, held in other.items():
        if name in known and shape_of(known[name][1].kind) is Shape.RECORDS:
            entries = cast("tuple[Entry, ...]", held)
            before = cast("tuple[Entry, ...]", base.get(name, ()))
            became = {place: number for number, place in placed(before, entries).items()}
            cls_ = record_in(known[name][1].kind)
            said[name] = tuple(
                _placed_entry(cls_, before, became.get(place), entry)
                for place, entry in enumerate(entries)
            )
    return said


def _placed_entry(
    cls: type[Record], before: Sequence[Entry], was: int | None, entry: Entry
) -> Entry:
    """Return an entry that says which of `before` it was, and so do the lists in it."""
    base = before[was].values if was is not None else None
    values = entry.values
    return Entry(was=was, values=with_places(cls, base or {}, values) if values else values)


def _record(  # noqa: PLR0917  # three sides of one thing
    cls: type[Record],
    base: Values,
    mine: Values,
    theirs: Values,
    path: str,
    where: str,
    merging: _Merging,
) -> dict[str, Held]:
    merged: dict[str, Held] = {}
    for name, (_, declared) in declared_fields(cls).items():
        shape = shape_of(declared.kind)
        if shape is None or name not in mine:
            continue
        blank = nothing(shape)
        sides = (base.get(name, blank), mine[name], theirs.get(name, blank))
        merged[name] = _held(
            declared.kind, shape, sides, f"{path}{name}", _words(name, where), merging
        )
    return merged


def _held(  # noqa: PLR0917  # what, whose and where
    kind: Kind[Any],
    shape: Shape,
    sides: tuple[Held, Held, Held],
    path: str,
    label: str,
    merging: _Merging,
) -> Held:
    base, mine, theirs = sides
    if shape is Shape.RECORD:
        one, two, three = (cast("Values", each) for each in sides)
        return _record(
            record_in(kind), one, two, three, f"{path}.", f" of {label.lower()}", merging
        )
    if shape is Shape.RECORDS:
        one_, two_, three_ = (cast("tuple[Entry, ...]", each) for each in sides)
        return _entries(record_in(kind), one_, two_, three_, path, label, merging)
    if mine == base or _same(mine, theirs):
        return theirs
    if _same(theirs, base):
        return mine
    return mine if _decided(path, label, _said(mine), _said(theirs), merging) else theirs


def _entries(  # noqa: PLR0917  # three sides of one thing
    cls: type[Record],
    base: tuple[Entry, ...],
    mine: tuple[Entry, ...],
    theirs: tuple[Entry, ...],
    path: str,
    label: str,
    merging: _Merging,
) -> tuple[Entry, ...]:
    in_mine = {entry.was: place for place, entry in enumerate(mine) if entry.was is not None}
    in_theirs = placed(base, theirs)
    kept: _Kept = {}
    for number, before in enumerate(base):
        my, their = in_mine.get(number), in_theirs.get(number)
        where = f"{path}.{number}"
        if my is not None and their is not None:
            values = _merged_entry(cls, before, mine[my], theirs[their], where, merging)
            kept["mine", my] = kept["theirs", their] = Entry(was=their, values=values)
            continue
        words = f"{label}: {_name(before)}"
        if my is not None and _outlives(before, mine[my], None, (where, words), merging):
            kept["mine", my] = Entry(was=None, values=mine[my].values)
        elif their is not None and _outlives(before, None, theirs[their], (where, words), merging):
            kept["theirs", their] = Entry(was=their, values=theirs[their].values)
    known = set(in_theirs.values())
    kept |= {("mine", place): entry for place, entry in enumerate(mine) if entry.was is None}
    kept |= {
        ("theirs", place): Entry(was=place, values=entry.values)
        for place, entry in enumerate(theirs)
        if place not in known
    }
    order = [entry.was for entry in mine if entry.was is not None]
    first, second = ("mine", "theirs") if order != sorted(order) else ("theirs", "mine")
    sizes = {"mine": len(mine), "theirs": len(theirs)}
    return _woven(kept, (first, sizes[first]), (second, sizes[second]))


def _outlives(
    before: Entry,
    mine: Entry | None,
    theirs: Entry | None,
    named: tuple[str, str],
    merging: _Merging,
) -> bool:
    """Whether an entry that one side took out stays, because the other side changed it."""
    left = mine or theirs
    assert left is not None, "one of them has it"
    if _same_values(left, before):
        return False
    gone = "(removed)"
    said = [_said_values(each) if each is not None else gone for each in (mine, theirs)]
    keeps_mine = _decided(*named, said[0], said[1], merging)
    return keeps_mine is (mine is not None)


def _woven(kept: _Kept, first: tuple[str, int], second: tuple[str, int]) -> tuple[Entry, ...]:
    """Return entries in the first side's order, the second's each after its neighbour."""
    woven = [kept[first[0], place] for place in range(first[1]) if (first[0], place) in kept]
    last = -1
    for place in range(second[1]):
        entry = kept.get((second[0], place))
        if entry is None:
            continue
        at = next((n for n, each in enumerate(woven) if each is entry), None)
        if at is None:
            at = last + 1
            woven.insert(at, entry)
        last = at
    return tuple(woven)


def _merged_entry(  # noqa: PLR0917  # three sides of one thing
    cls: type[Record], base: Entry, mine: Entry, theirs: Entry, path: str, merging: _Merging
) -> Values | None:
    if base.values is None or mine.values is None or theirs.values is None:
        return None
    where = f" of {_name(base)}"
    return _record(cls, base.values, mine.values, theirs.values, f"{path}.", where, merging)


def _decided(path: str, label: str, mine: str, theirs: str, merging: _Merging) -> bool:
    """Whether mine is kept; note a conflict that nobody has decided."""
    choice = merging.choices.get(path)
    if choice not in {MINE, THEIRS}:
        merging.conflicts.append(Conflict(path=path, label=label, mine=mine, theirs=theirs))
    return choice != THEIRS


def _words(name: str, where: str) -> str:
    return f"{name.replace('_', ' ').capitalize()}{where}"


def _name(entry: Entry) -> str:
    values = entry.values or {}
    named = next((each for each in values.values() if isinstance(each, str) and each), "")
    return f"\u2018{named}\u2019" if named else "an entry"


def _same_name(one: Entry, other: Entry) -> bool:
    first, second = (
        next((held for held in (each.values or {}).values() if isinstance(held, str)), "")
        for each in (one, other)
    )
    return bool(first) and first.casefold() == second.casefold()


def _much_alike(one: Entry, other: Entry) -> bool:
    matcher = SequenceMatcher(None, _said_values(one), _said_values(other), autojunk=False)
    return matcher.quick_ratio() > _ALIKE and matcher.ratio() > _ALIKE


def _same_values(one: Entry, other: Entry) -> bool:
    return one.values is None or other.values is None or _same(one.values, other.values)


def _same(one: Held, other: Held) -> bool:
    """Whether two fields hold the same, entries of lists wherever they were."""
    if is_nothing(one) or is_nothing(other):
        return is_nothing(one) and is_nothing(other)
    return _said(one) == _said(other)


def _said_values(entry: Entry) -> str:
    return _said(entry.values or {})


def _said(held: Held) -> str:
    """Return a field's value in readable form."""
    if isinstance(held, str):
        return held
    if isinstance(held, tuple):
        return "\n".join(_said_part(each) for each in held)
    return "\n".join(
        f"{_words(name, '')}: {_said(each)}" for name, each in held.items() if not is_nothing(each)
    )


def _said_part(part: Entry | str | tuple[str, ...]) -> str:
    if isinstance(part, Entry):
        return _said_values(part)
    return part if isinstance(part, str) else ": ".join(part)

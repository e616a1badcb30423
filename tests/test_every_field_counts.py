"""Every field that can be declared is read: two values of it make two different outputs.

What authors write in a field that nothing reads is lost without a word. Each declared field is
looked for twice: its attribute in the code that shows and checks content, and a word or another
value of it in what a build makes. What a build of this content can't tell apart is listed with
the reason.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from msgspec import Struct
from msgspec.structs import replace
from PIL import Image

import csp_slides
import csp_slides.content
from csp_slides.content.audience import Audience
from csp_slides.content.deck_file import DeckFile
from csp_slides.content.picture import PictureCredit, PictureCredits
from csp_slides.content.section import Section
from csp_slides.core.diagnostics import ContentError
from csp_slides.core.incremental import Memory
from csp_slides.load.kinds import KINDS
from csp_slides.pipeline.build import render
from csp_slides.pipeline.options import Request
from csp_slides.schema.fields import choice, gathered, numbers, text
from csp_slides.schema.fields.record import Record, RecordKind, declared_fields
from tests.filled import document, filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csp_slides.schema.fields.field_type import Kind

PACKAGE: Final = Path(csp_slides.__file__).parent
TEMPLATES: Final = PACKAGE.parent / "templates"
NOT_READERS: Final = {"schema", "verify", "authoring"}
"""Rooms that read, prove or edit what was written, and show nothing of it."""

READ_BY_NAME: Final = {
    "Implications": "`report_parts` walks its fields in their order",
    "Colours": "`editions/theme` writes a style for each of its fields",
    "Ratings": "`editions/theme` writes a style for each of its fields",
    "Outputs": "`editions/requirements` asks for a format by its name",
}


def _records(cls: type[Record] = Record) -> Iterator[type[Record]]:
    for each in cls.__subclasses__():
        yield each
        yield from _records(each)


def _attributes() -> set[str]:
    """Return the attributes that are read outside the rooms that declare them."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        if room in NOT_READERS:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            # A record's own properties pass its fields on.
            and (room != "content" or ast.unparse(node.value) == "self")
        }
    for path in TEMPLATES.rglob("*.html"):
        found |= set(re.findall(r"\w\.(\w+)", path.read_text(encoding="utf-8")))
    return found


def test_every_declared_field_is_read_somewhere() -> None:
    for module in pkgutil.iter_modules(csp_slides.content.__path__):
        importlib.import_module(f"csp_slides.content.{module.name}")
    read = _attributes()
    unread = {
        f"{cls.__name__}.{key}"
        for cls in _records()
        if cls.__module__.startswith("csp_slides.") and cls.__name__ not in READ_BY_NAME
        for key, (attribute, _) in declared_fields(cls).items()
        if attribute not in read
    }
    assert unread == set()


# ------------------------------------------------------------------ two values

Place = tuple[str | int, ...]
Made = tuple[dict[str, bytes], list[tuple[str, str, str | None]]]

GONE: Final = object()
"""Instead of a value: the field is left out."""

PROSE: Final = """
The council met on 3 December 2026, 4th December 2026 and 4 December 2027. It will meet in January
2027 again. The officers who walked the streets of the borough in the long evenings of the winter
saw that the lamps of the market, the station and the park had been mended by the firm that the
council pays. Old Quarter is now Leyton Quarter. Priya Fairweather spoke of ANPR and of the ABC.
"""

OTHERS: Final[dict[str, Any]] = {
    "ActionPlan.people": {
        "zqactionplanprioritieslead": {"name": "Housing"},
        "zqactionplanprioritiesissuesactionslead": {"name": "Housing"},
        "zqactionplanprioritiesissuesactionsowners": {"name": "Housing"},
        "zqactionplanprioritiesissuesactionssupporters": {"name": "Housing"},
        "zqactionplanprioritiesissuesactionssubactionsowners": {"name": "Housing"},
    },
    "ActionPriority.answers": ["zqactionplanaims"],
    "Council.bank_holidays": ["15 January 2027"],
    "Council.glossary": {"ABC": "alphabet"},
    "Council.moved": {"former": "deck"},
    "Council.public_names": ["Priya Fairweather"],
    "Council.rag": {"red": "Late"},
    "Council.well_known": ["ABC"],
    "DeckFile.withdrawn": {"date": "1 March 2027", "why": "Superseded."},
    "DocumentFile.withdrawn": {"date": "1 March 2027", "why": "Superseded."},
    "HouseStyle.date_style": "4th December 2026",
    "HouseStyle.words_per_bullet": "40",
    "Period.to": "19 January 2027",
    "ReportFile.withdrawn": {"date": "1 March 2027", "why": "Superseded."},
    "With.actions": "red",
    "With.plan": "plan",
    "SectionEntry.leave_out": ["Walks in the long evenings of the winter"],
    "SectionEntry.only": ["Walks in the long evenings of the winter"],
    "SectionEntry.order": ["Walks in the long evenings of the winter"],
    "SectionEntry.use": "walks.yaml",
}
"""Other values of fields whose values must agree with others."""

WALKS: Final[dict[str, Any]] = {
    "kind": "section",
    "title": "Walks",
    "status": "cleared",
    "items": [
        {"title": "Counted", "number": {"value": "93%", "label": "lit"}},
        {
            "title": "Compared",
            "columns": [
                {"title": "2025", "points": ["Dark"]},
                {"title": "2026", "points": ["Lit"]},
            ],
        },
        {"title": "Planned", "timeline": [{"when": "May", "what": "Posts"}]},
        {"title": "Step by step", "process": ["Ask", "Act"]},
        {"title": "Listed", "table": {"columns": ["Ward", "Lamps"], "rows": [["Weir", "4"]]}},
        {
            "title": "Met",
            "people": [
                {
                    "name": "Amal Reed",
                    "job": "Warden",
                    "portrait": {"image": "bins.png", "describe": "Amal"},
                }
            ],
        },
        {"title": "Spoken", "notes": "They were walked."},
        {"title": "Pictured", "picture": {"image": "walk.png"}},
    ],
    "indicators": [
        {"name": "Lamps lit", "good_is": "high", "actual": "97", "previous": "80", "target": "100"},
        {"name": "Lamps new", "good_is": "high", "actual": "50", "previous": "40", "target": "100"},
    ],
}
"""A section of the items that are slides of their own, of which an item can be only one."""

UNTOLD: Final[dict[str, str]] = {
    "DeckFile.both_languages": "the content is in one language: test_languages",
    "Amendment.old_words": "needs an edition that was published before: tests/test_published.py",
    "Council.frames": "only what Markdown decks frame: tests/unit/markdown",
    "Council.office": "only in Word and PowerPoint: tests/unit/test_office.py",
    "HouseStyle.reading_ease": "of a hundred words or more: tests/unit/house_style",
    "OwnRating.id": "a name that other files use: tests/unit/compose/test_own_ratings.py",
    "Council.trust": "only raw HTML of Markdown decks: tests/unit/markdown/test_sanitise.py",
    **dict.fromkeys(
        (
            f"Outputs.{name}"
            for name in ("bilingual", "docx", "handout", "md", "pdf", "pptx", "slides")
        ),
        "this test asks for its own formats: tests/unit/test_choose.py",
    ),
}
"""Fields that this content can't tell apart, each with where it is tested instead."""

OF_A_KIND: Final = {
    numbers.date: "21 January 2027",
    numbers.fraction: "0.1",
    numbers.minutes: "2 minutes",
    numbers.month_or_date: "April 2027",
    numbers.number: "99",
    numbers.percentage: "60%",
    numbers.a_quantity: "12",
    numbers.time: "18:15",
    numbers.whole: "1",
}

OF_A_TYPE: Final[dict[type, Any]] = {
    text.Colour: "#5c1d4f",
    text.File: "other.png",
    text.LanguageTag: "cy",
    text.Link: "https://alderbrook.example/other",
    text.Site: "https://other.alderbrook.example/",
}


class Field(Struct, frozen=True, kw_only=True):
    """A declared field at one place of the content."""

    name: str
    file: str
    place: Place
    kind: Kind[Any]
    required: bool


def _fields(cls: type[Record], made: dict[str, Any], file: str, at: Place) -> Iterator[Field]:
    """Yield the fields of a record and of those in it, in whatever of it is filled."""
    for key, (_, declared) in declared_fields(cls).items():
        place = (*at, key)
        yield Field(
            name=f"{_declaring(cls, key).__name__}.{key}",
            file=file,
            place=place,
            kind=declared.kind,
            required=declared.required,
        )
        if key in made:
            yield from _inside(declared.kind, made[key], file, place)


def _declaring(cls: type[Record], key: str) -> type[Record]:
    """Return the record that declares a field which others have of it."""
    return [each for each in cls.__mro__ if key in getattr(each, "DECLARED", {})][-1]


def _inside(kind: Kind[Any], made: Any, file: str, at: Place) -> Iterator[Field]:  # noqa: ANN401
    match kind:
        case RecordKind() if isinstance(made, dict):
            yield from _fields(kind.cls, made, file, at)
        case gathered.Each():
            for number, each in enumerate(made):
                yield from _inside(kind.kind, each, file, (*at, number))
        case gathered.Table():
            for key, each in made.items():
                yield from _inside(kind.value, each, file, (*at, key))
        case gathered.Either():
            yield from _inside(kind.kinds[-1], made, file, at)
        case _:
            pass


def _other_values(field: Field, now: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield values that the field may have instead of the one that it has now."""
    if field.name in OTHERS:
        yield OTHERS[field.name]
    yield from _of(field.kind, now)
    if now is not GONE and not field.required:
        yield GONE


def _of(kind: Kind[Any], now: Any) -> Iterator[Any]:  # noqa: ANN401
    match kind:
        case gathered.Either():
            for each in kind.kinds:
                yield from _of(each, now)
        case gathered.Each():
            first, *others = now if now is not GONE and now else (GONE,)
            yield from ([each, *others] for each in _of(kind.kind, first))
        case RecordKind() if isinstance(now, dict):
            for key, value in now.items():
                for each in _of(declared_fields(kind.cls)[key][1].kind, value):
                    yield {**now, key: each}
        case gathered.Table() | RecordKind():
            pass
        case _:
            yield from (each for each in _single_values(kind) if each != now)


def _single_values(kind: Kind[Any]) -> Iterator[str]:
    match kind:
        case choice.Choice():
            yield from (str(each) for each in kind.members)
        case choice.ChoiceOf():
            yield from kind.options
        case numbers.Written():
            yield OF_A_KIND[kind]
        case choice.YesNo():
            yield from ("yes", "no")
        case _:
            yield OF_A_TYPE.get(type(kind), "zqother")


class Content:
    """A content folder in which every field is filled, and what is made of it."""

    def __init__(self, folder: Path, without: tuple[Place, ...]) -> None:
        """Write the folder, whose files are without some of their fields."""
        self.folder = folder
        self.memory = {each: Memory() for each in (Audience.PRESENTER, Audience.PUBLIC)}
        folder.mkdir()
        for name, grey in (("bins.png", 90), ("other.png", 200), ("walk.png", 20)):
            Image.new("RGB", (40, 30), (grey, grey, grey)).save(folder / name)
        for name in ("data.csv", "other.csv"):
            (folder / name).write_text(f"a,{name}\n", encoding="utf-8")
        self.files: dict[str, Any] = _filled_files()
        for *above, key in without:
            holder: Any = self.files
            for step in above:
                holder = holder[step]
            del holder[key]
        for name in self.files:
            self._write(name)
        self.before = {audience: self._made(audience) for audience in self.memory}
        assert all(self.before.values()), "the content must be without errors"
        self.shown = {
            word
            for made in self.before.values()
            if made is not None
            for content in (*made[0].values(), repr(made[1]).encode())
            for word in re.findall("zq[a-z]+", content.decode(errors="replace"))
        }

    def fields(self) -> Iterator[Field]:
        """Yield every field of every file."""
        for file, made in self.files.items():
            yield from _fields(ALL_KINDS[file], made, file, ())

    def tells(self, field: Field) -> bool:
        """Whether another value of the field makes another output, for some audience."""
        *above, key = field.place
        holder = self.files[field.file]
        for step in above:
            holder = holder[step]
        now = holder.get(key, GONE)
        if isinstance(now, str) and now in self.shown:
            return True  # its own word is there, and no other field has it
        told = False
        for other in _other_values(field, now):
            if other is GONE:
                holder.pop(key, None)
            else:
                holder[key] = other
            self._write(field.file)
            told = any(
                made is not None and made != self.before[audience]
                for audience in self.memory
                for made in (self._made(audience),)
            )
            if told:
                break
        if now is GONE:
            holder.pop(key, None)
        else:
            holder[key] = now
        self._write(field.file)
        return told

    def _write(self, name: str) -> None:
        written = yaml.safe_dump(self.files[name], sort_keys=False, width=1000)
        (self.folder / f"{name}.yaml").write_text(written, encoding="utf-8")

    def _made(self, audience: Audience) -> Made | None:
        """Return the files and problems of a build, without places; None where it is refused."""
        self.memory[audience].files.clear()
        request = Request.of(
            self.folder, audience=audience, formats=["deck", "report", "script"], draft=True
        )
        try:
            made = render(replace(request, verified=False), memory=self.memory[audience])
        except ContentError:
            return None
        files = {str(each.path): each.content for each in made.artifacts}
        # What the command prints of each document.
        files["printed"] = repr(
            [(each.summary, each.edition.papers_due) for each in made.made]
        ).encode()
        return files, [
            (each.code, re.sub(r"\bon lines? .*", "", each.message), each.help)
            for each in made.diagnostics
        ]


ALL_KINDS: Final[dict[str, type[Record]]] = {
    **KINDS,
    "credits": PictureCredits,
    "walks": Section,
    "talk": DeckFile,
}


def _filled_files() -> dict[str, Any]:
    files: dict[str, Any] = {}
    for kind in KINDS:

        def words(place: str, kind: str = kind) -> str:
            return kind if place == "id" else f"zq{re.sub('[^a-z]', '', kind + place)}"

        files[kind] = document(kind, words)
    entry = filled(PictureCredit, lambda place: f"zqcredits{place}") | {"file": "walk.png"}
    files["credits"] = {"kind": "credits", "pictures": [entry]}
    files["deck"]["sections"].append({"use": "section.yaml"})
    walk = "Walks in the long evenings of the winter"
    files["section"]["items"].append({"title": walk, "notes": PROSE, "report": PROSE})
    files["walks"] = deepcopy(WALKS)
    files["deck"]["sections"].append({"use": "walks.yaml"})
    files["plan"]["priorities"].append({"id": "second", "title": "Second"})
    files["talk"] = {
        "kind": "deck",
        "title": "Talk",
        "presenter": "Ada Quill",
        "meeting": {"body": "Panel", "date": "20 January 2027"},
        "look": {"theme": "council"},
        "sections": [{"use": "walks.yaml", "with": {"indicators": "charts"}}],
    }
    actions = files["action-plan"]["priorities"][0]["issues"][0]["actions"]
    actions.append({"action": "Mend the lamps", "rag": "red", "why": "Rain.", "next_step": "Wait."})
    files["minutes"]["items"].append(
        {
            "title": "Closed",
            "public": "Part 2",
            "exempt_paragraph": "3",
            "exempt_reason": "It names a contractor.",
        }
    )
    near = {"word": "Near", "colour": "green", "off_by": "10%", "trend": ["better"]}
    files["council"]["ratings"].insert(0, {"id": "near", **near})
    files["council"] |= {"renamed": {"Old Quarter": "Leyton Quarter"}}
    return files


def _untold(folder: Path, without: tuple[Place, ...], wanted: set[str] | None) -> set[str]:
    """Return the fields, of those that are wanted, of which two values make the same."""
    content = Content(folder, without)
    told: set[str] = set()
    met: set[str] = set()
    places: list[tuple[str, Place]] = []
    # Those inside come first: a record is told where a field of it is.
    for field in sorted(content.fields(), key=lambda field: -len(field.place)):
        if wanted is not None and field.name not in wanted:
            continue
        met.add(field.name)
        if field.name in UNTOLD or field.name in told:
            continue
        here = (field.file, field.place)
        inside = any(
            file == field.file and place[: len(field.place)] == field.place
            for file, place in places
        )
        if inside or content.tells(field):
            told.add(field.name)
            places.append(here)
    return met - told - UNTOLD.keys()


@pytest.mark.slow
def test_two_values_of_every_field_make_two_outputs(tmp_path: Path) -> None:
    untold = _untold(tmp_path / "own", (), None)
    # Ratings of the council's own and a whole credit take the place of other fields.
    apart = (
        ("council", "ratings"),
        ("action-plan", "priorities", 0, "issues", 0, "actions", 0, "rating"),
        ("deck", "sections", 0, "indicators", 0, "rating"),
        ("section", "indicators", 0, "rating"),
        ("credits", "pictures", 0, "credit"),
        ("credits", "pictures", 0, "consent"),
    )
    untold = _untold(tmp_path / "common", apart, untold)
    assert sorted(untold) == []

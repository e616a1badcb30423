"""The verifier knows of every field who may read it, the fields of tomorrow too."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml
from PIL import Image

import csp_slides
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.kinds import KINDS
from csp_slides.load.load import load
from csp_slides.schema.fields.record import declared_fields
from csp_slides.verify.passages import Readers
from csp_slides.verify.reading import read_file
from csp_slides.verify.walk import Walk
from csp_slides.verify.words import words_of
from tests.filled import document

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOT_SHOWN = {
    "council: rag",  # where actions have ratings of the council's own
    "minutes: items.exempt_paragraph",  # of an item that is open
    "minutes: items.exempt_reason",
    "council: brand.describe",
    "council: glossary",
    "council: glossary (name)",
    "council: house_style.date_style",
    "council: pre_election_periods.reason",
    "council: public_names",
    "council: renamed",
    "council: renamed (name)",
    "council: well_known",
    "deck: outputs.report.exempt_paragraph",
    "deck: outputs.report.exempt_reason",
    "deck: sections.indicators.why",
    "report: exempt_paragraph",
    "report: exempt_reason",
}
"""Fields that this content shows to nobody and that hide nothing, such as a list of known names.

A new field that no public page shows is either for fewer readers, which `verify/records.py` must
say, or belongs here.
"""

LETTERS = str.maketrans("0123456789", "abcdefghij")
PUBLIC = Readers(slides=Audience.PUBLIC, papers=Audience.PUBLIC)

Fields = dict[str, str]


def fill(folder: Path, **extra: object) -> Fields:
    """Fill every field of every kind with a word of its own; give the words and their fields."""
    folder.mkdir()
    fields: Fields = {}
    for kind in KINDS:
        if kind == "section":
            continue  # the deck has one of its own

        def words(place: str, kind: str = kind) -> str:
            if place == "id":
                return kind
            word = f"zq{len(fields)}q".translate(LETTERS)
            fields[word] = f"{kind}: {place}"
            return f"{word} {word}x"

        made = document(kind, words)
        made |= {key: value for key, value in extra.items() if key in declared_fields(KINDS[kind])}
        own = [f"{kind}-{number}.png" for number in range(_name_pictures(made, kind))]
        for number, name in enumerate(own):  # each another picture, and so with its own credit
            Image.new("RGB", (40, 30), (number, len(kind), 0)).save(folder / name)
        text = yaml.safe_dump(made, sort_keys=False)
        (folder / f"{kind}.yaml").write_text(text, encoding="utf-8")
    Image.new("RGB", (40, 30)).save(folder / "bins.png")
    (folder / "data.csv").write_text("a,b\n", encoding="utf-8")
    return fields


def _name_pictures(value: object, kind: str, count: int = 0) -> int:
    """Give each picture of a file another name; give how many there are."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and value.get("image") == "bins.png":
        value["image"] = f"{kind}-{count}.png"
        count += 1
    for each in inside:
        count = _name_pictures(each, kind, count)
    return count


def walk(folder: Path) -> Walk:
    return Walk(load(ContentFolder.open(folder, shipped=package_data.backgrounds()), Sink()))


def found_in(texts: Iterable[str], fields: Fields) -> set[str]:
    words = {word for text in texts for word in words_of(text)}
    return {field for word, field in fields.items() if word in words}


def test_what_the_verifier_takes_for_open_is_what_the_public_is_shown(tmp_path: Path) -> None:
    fields = fill(tmp_path / "content")
    csp_slides.build(tmp_path / "content", tmp_path / "site", formats=["deck", "report"])
    shown = found_in(
        [
            text
            for path in (tmp_path / "site").rglob("*")
            if path.is_file()
            for text in read_file(PurePosixPath(path.name), path.read_bytes()).texts
        ],
        fields,
    )
    closed = found_in(walk(tmp_path / "content").withheld(PUBLIC), fields)
    assert len(shown) > 150
    assert closed & shown == set()
    assert set(fields.values()) - closed - shown <= NOT_SHOWN


def test_of_a_part_2_report_only_title_meeting_paragraph_and_reason_are_open(
    tmp_path: Path,
) -> None:
    fields = fill(tmp_path / "content", public="Part 2")
    closed = found_in(walk(tmp_path / "content").withheld(PUBLIC), fields)
    report = {field for field in fields.values() if field.startswith("report: ")}
    assert {field for field in report - closed if not field.startswith("report: meeting")} == {
        "report: title",
        "report: exempt_paragraph",
        "report: exempt_reason",
    }


def test_of_a_withdrawn_document_only_title_meeting_and_why_are_open(tmp_path: Path) -> None:
    withdrawn = {"date": "1 March 2027", "why": "It was superseded."}
    fields = fill(tmp_path / "content", withdrawn=withdrawn)
    presenter = Readers(slides=Audience.PRESENTER, papers=Audience.PRESENTER)
    closed = found_in(walk(tmp_path / "content").withheld(presenter), fields)
    opened = set(fields.values()) - closed
    kept = {field for field in opened if not re.search(r"^council: |: meeting", field)}
    assert kept == {f"{kind}: title" for kind in KINDS if kind not in {"council", "section"}}

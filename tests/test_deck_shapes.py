"""A deck of the size and shape of a real one, in words of our own: as Markdown and in YAML.

Every text holds a marker of its own, which must be found where it belongs and nowhere else.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

import csp_slides
from csp_slides.schema.yaml.write import write_fields
from tests.test_document_shapes import MARKER, Fields, Marks

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.schema.yaml.write import Writable

SAFETY = ((3, 9), (3, 8), (3, 14), (3, 13), (3, 9))
"""Bullets of each slide of a section, and the sentences said of each of them."""
SYSTEMS = ((3, 24), (2, 15))
NAMES = 5
PHOTOS = ("ugo-example-FABH5NJEMGM-unsplash", "ann-example-732606-unsplash", "bo-qX8vHmS46xg")


class Talk:
    """What is on the slides and what is said, told apart."""

    def __init__(self) -> None:
        self.shown, self.said = Marks(), Marks()
        for _ in range(500):
            self.said("Skip")
        self.said.given.clear()

    def sentences(self, number: int) -> str:
        """Return a sentence a line, as the real notes do, with a list after every third."""
        lines = [self.said("One sentence of") for _ in range(number)]
        return "\n".join(line if n % 3 else f"{line}\n" for n, line in enumerate(lines, start=1))


def markdown(talk: Talk) -> str:
    def slide(number: int, sentences: int) -> str:
        titles = [talk.shown("Topic") for _ in range(number)]
        bullets = "\n".join(f"- {title}" for title in titles)
        notes = "\n\n".join(f"### {title}\n\n{talk.sentences(sentences)}" for title in titles)
        return f"{bullets}\n\nNote:\n\n{notes}"

    def stack(shape: tuple[tuple[int, int], ...]) -> str:
        slides = [slide(*each) for each in shape] or [""]
        return "\n\n+++\n\n".join([f"## {talk.shown('Section')}", *slides])

    def photo(name: str, opacity: str = "") -> str:
        return f'{opacity}<!-- .slide: data-background="./backgrounds/{name}.jpg" -->'

    half = '<!-- .slide: data-background-opacity="0.5" -->\n'
    agenda = "\n".join(f"- {talk.shown('Part')}" for _ in range(4))
    people = "\n".join(f"- {talk.shown('Officer')}" for _ in range(NAMES))
    title = f"{photo(PHOTOS[0], half)}\n## {talk.shown('Title')}"
    thanks = f"## {talk.shown('Thanks')}\n{photo(PHOTOS[1], half)}"
    stacks = [
        f"{title}\n\n+++\n\n{agenda}\n\nNote:\n\n{talk.sentences(3)}",
        stack(SAFETY),
        stack(()),
        stack(SYSTEMS),
        stack(()),
        f"{thanks}\n\n{people}\n\nNote:\n{talk.sentences(2)}",
        f"{photo(PHOTOS[2])}\n## {talk.shown('Questions')}\n\nNote:\n\n{talk.sentences(1)}",
        talk.shown("The end"),
    ]
    return (
        "---\ntitle: Safety\nverticalSeparator: ^\\+{3}\ntheme: night\n"
        "revealOptions:\n    transition: 'fade'\n---\n\n" + "\n\n---\n\n".join(stacks)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    (content / "backgrounds").mkdir(parents=True)
    for name in PHOTOS:
        Image.new("RGB", (64, 36), "navy").save(content / "backgrounds" / f"{name}.jpg")
    return content


def page(folder: Path, audience: str, slug: str) -> LexborHTMLParser:
    site = folder.parent / audience
    csp_slides.build(folder, site, audience=audience)
    return LexborHTMLParser((site / slug / "index.html").read_text(encoding="utf-8"))


def marks_in(text: str) -> set[str]:
    return set(MARKER.findall(text))


def test_the_markdown_deck_keeps_its_slides_notes_and_pictures(folder: Path) -> None:
    talk = Talk()
    (folder / "deck.md").write_text(markdown(talk), encoding="utf-8")
    found = page(folder, "presenter", "deck")
    manifest = json.loads((folder.parent / "presenter" / "manifest.json").read_text("utf-8"))
    (document,) = manifest["documents"]
    assert (document["stacks"], document["slides"]) == (8, 18)
    notes = found.css("aside.notes")
    assert len([each for each in notes if each.text(strip=True)]) == 10
    assert marks_in(" ".join(each.text() for each in notes)) >= set(talk.said.given)
    pictures = [name for name in manifest["files"] if re.search(r"example|bo-q", name)]
    assert {name.split("/")[-1].split(".")[0] for name in pictures} >= {
        name.lower() for name in PHOTOS
    }
    for each in notes:
        each.decompose()
    shown = found.css("main")[0]
    assert len(shown.css(".slides li")) == 29
    assert marks_in(shown.text()) == set(talk.shown.given)
    public = page(folder, "public", "deck")
    assert marks_in(public.html or "") == set(talk.shown.given)


def in_yaml(talk: Talk) -> dict[str, Fields]:
    def section(name: str, shape: tuple[tuple[int, int], ...]) -> Fields:
        fields: Fields = {
            "kind": "section",
            "id": name,
            "title": talk.shown("Section"),
            "status": "cleared",
            "cleared_by": "Head of Service",
        }
        items: list[Writable] = [
            {
                "title": talk.shown("Topic"),
                "notes": talk.sentences(sentences),
                **({"new_slide": "yes"} if not n else {}),
            }
            for number, sentences in shape
            for n in range(number)
        ]
        more: Fields = {"items": items} if items else {"nothing_to_report": talk.shown("Nothing")}
        return {**fields, **more}

    sections = {
        "safety": section("safety", SAFETY),
        "performance": section("performance", ()),
        "systems": section("systems", SYSTEMS),
        "workforce": section("workforce", ()),
    }
    picture: Fields = {"image": f"backgrounds/{PHOTOS[0]}.jpg", "describe": "decorative"}
    deck: Fields = {
        "kind": "deck",
        "id": "night",
        "title": talk.shown("Title"),
        "presenter": talk.shown("Councillor"),
        "meeting": {"body": talk.shown("Council"), "date": "22 February 2023"},
        "opening": {"background": picture},
        "agenda": {"notes": talk.sentences(3)},
        "sections": [{"use": name} for name in sections],
        "credits": {
            "officers": "no",
            "also": [talk.shown("Officer") for _ in range(NAMES)],
            "background": {**picture, "image": f"backgrounds/{PHOTOS[1]}.jpg"},
            "notes": talk.sentences(2),
        },
        "questions": {
            "title": talk.shown("Questions"),
            "background": {**picture, "image": f"backgrounds/{PHOTOS[2]}.jpg"},
            "notes": talk.sentences(1),
        },
        "ending": talk.shown("The end"),
    }
    return {**sections, "deck": deck}


def test_the_same_deck_can_be_written_as_sections_and_a_deck_file(folder: Path) -> None:
    talk = Talk()
    for name, fields in in_yaml(talk).items():
        (folder / f"{name}.yaml").write_text(write_fields(fields), encoding="utf-8")
    found = page(folder, "presenter", "night")
    stacks = found.css(".slides > section")
    slides = [max(1, len(stack.css("section")) - 1) for stack in stacks]
    # Title with contents, four sections, thanks with the pictures' credits, questions, the end.
    assert slides == [2, 6, 1, 3, 1, 2, 1, 1]
    notes = found.css("aside.notes")
    assert len([each for each in notes if each.text(strip=True)]) == 10
    assert marks_in(" ".join(each.text() for each in notes)) >= set(talk.said.given)
    for each in notes:
        each.decompose()
    shown = found.css(".slides")[0]
    assert marks_in(shown.text()) == set(talk.shown.given)
    public = page(folder, "public", "night")
    assert marks_in(public.html or "") == set(talk.shown.given)

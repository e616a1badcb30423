"""Every message of the program that is shown in a document's language, by where it is written.

`python tests/messages.py templates/languages/cy.po` adds to a catalogue what it lacks, and takes
out what is no longer used.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from jinja2.ext import extract_from_ast

from csp_slides.render.html.script_words import MESSAGES, PLURALS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "csp_slides"
TEMPLATES: Final = ROOT / "templates"

Message: TypeAlias = "tuple[str | None, str | tuple[str, ...]]"
"""Its context, and its text or both of its numbers."""

_ROOMS: Final = ("compose", "model", "render", "site", "editions", "core", "content", "schema")
_KEYWORDS: Final = {
    "_": None,
    "N_": None,
    "translated": None,
    "ngettext": (1, 2),
    "plural": (1, 2),
    "pgettext": ((1, "c"), 2),
    # Functions that translate one of their arguments.
    "fact": (1,),
    "part": (2,),
    "chapter": (2,),
    "heading": (2,),
}
_OURS: Final = ("live/", "desk/")
"""Pages of the program's own tools, which are in English."""


@cache
def messages() -> dict[Message, str]:
    """Return every message with the file that has it first."""
    found: dict[Message, str] = {}
    for file, message in (*_of_code(), *_of_templates(), *_of_choices()):
        found.setdefault(message, file)
    for text in MESSAGES:
        found.setdefault((None, text), "csp_slides/render/html/script_words.py")
    for one, many in PLURALS:
        found.setdefault((None, (one, many)), "csp_slides/render/html/script_words.py")
    return found


def _of_code() -> Iterator[tuple[str, Message]]:
    for room in _ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            with path.open("rb") as file:
                for _, text, _, context in extract("python", file, keywords=_KEYWORDS):
                    words = text if isinstance(text, tuple) else (text,)
                    if all(words):
                        yield name, (context, words if len(words) > 1 else words[0])


def _of_templates() -> Iterator[tuple[str, Message]]:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True)  # noqa: TID251
    for path in sorted(TEMPLATES.rglob("*")):
        name = path.relative_to(TEMPLATES).as_posix()
        if path.suffix not in {".html", ".md", ".xml"} or name.startswith((*_OURS, "README")):
            continue
        tree = environment.parse(path.read_text(encoding="utf-8"))
        for _, function, text in extract_from_ast(tree, ("_", "ngettext")):
            words = text if isinstance(text, tuple) else (text,)
            texts = tuple(each for each in words if each is not None)
            if texts:
                both = function == "ngettext"
                yield f"templates/{name}", (None, texts[:2] if both else texts[0])


def _of_choices() -> Iterator[tuple[str, Message]]:
    """Yield the words of choices that are shown as they are."""
    from csp_slides.content.council import Rag
    from csp_slides.content.document import State
    from csp_slides.model.slide_blocks import Direction

    for word in (*Rag, *State):
        yield "csp_slides/content", (None, word.value)
        yield "csp_slides/content", (None, word.value.capitalize())
    for way in Direction:
        yield "csp_slides/model/slide_blocks.py", (None, way.value)
    for word in ("spring", "summer", "autumn", "winter", "since", "from", "by", "complete"):
        yield "csp_slides/schema/fields/when.py", (None, word)
    yield "csp_slides/compose/plan_slides.py", (None, "unrated")


def used_by_scripts() -> set[str]:
    """Return the messages that the pages' scripts show."""
    found: set[str] = set()
    for path in (TEMPLATES / "assets").rglob("*.js"):
        found.update(re.findall(r"\bsay\(\s*\"([^\"]+)\"", path.read_text(encoding="utf-8")))
    return found


def plurals_of_scripts() -> set[tuple[str, str]]:
    """Return the messages with a number that the pages' scripts show."""
    found: set[tuple[str, str]] = set()
    for path in (TEMPLATES / "assets").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        found.update(re.findall(r"\bsayMany\(\s*\"([^\"]+)\",\s*\"([^\"]+)\"", text))
    return found


def _place(message: Message) -> tuple[str, str]:
    words = message[1]
    return messages()[message], words if isinstance(words, str) else words[0]


def update(path: Path) -> None:
    """Give a catalogue exactly the messages of the program, with the translations it has."""
    text = path.read_text(encoding="utf-8")
    header = text.split("\n\n", 1)[0].rstrip()
    old = read_po(StringIO(text))
    new = Catalog(locale=old.locale)
    new.mime_headers = old.mime_headers  # how many plurals there are
    for context, words in sorted(messages(), key=_place):
        had = old.get(words if isinstance(words, str) else words[0], context)
        new.add(words, had.string if had else "", context=context)
    told = BytesIO()
    write_po(told, new, width=100, omit_header=True, no_location=True)
    path.write_text(f"{header}\n\n{told.getvalue().decode().strip()}\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        update(Path(name))

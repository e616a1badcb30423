"""A content file drafted from an outline, written as YAML with questions at their lines. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from msgspec import Struct, field

from csp_slides.authoring.documents.markdown import prose_of
from csp_slides.authoring.documents.outline import Picture, Question, Slide, questions_in
from csp_slides.core.diagnostics import Sink
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Source
from csp_slides.schema.yaml.write import AUTHORED, Remarked, write_comments, write_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csp_slides.authoring.documents.outline import Block, Outline
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.schema.yaml.write import Writable

CHECK: Final = "CHECK: "
"""What the comment of a question starts with, so that it can be found."""

_HELP: Final = "decide, change the file if you need to, and delete the comment"


class Draft(Struct, frozen=True, kw_only=True):
    """A drafted file: its kind and id, its fields, and its pictures by their paths in the content.

    `questions` are about the whole document; the others are in `fields`. `told` are lines on
    how the document was read, such as the mapping of its columns.
    """

    kind: str
    folder: str
    id: str
    fields: Mapping[str, Writable]
    source: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the file goes in the content folder."""
        return f"{self.folder}/{self.id}.yaml"


class Maker:
    """What every writer of a kind shares: text, pictures, questions."""

    def __init__(self, outline: Outline, name: str) -> None:
        """Start a draft of `outline` with the id `name`."""
        self.outline = outline
        self.name = name
        self.pictures: dict[str, bytes] = {}

    def text(self, blocks: Iterable[Block]) -> str:
        """Write blocks as free text, without pictures and questions."""
        return prose_of(blocks, self.outline.footnotes)

    def asked(self, value: Writable, blocks: Iterable[Block]) -> Writable:
        """Return a value with the questions among `blocks` above it."""
        found = tuple(self.question(each) for each in questions_in(blocks))
        return Remarked(value=value, above=found) if found else value

    def question(self, question: Question) -> str:
        """Write a question as the comment it becomes."""
        return f"{CHECK}{question.message}{self._at(question.place)}"

    def picture(self, picture: Picture) -> dict[str, Writable]:
        """Store a picture, and return the fields that show it."""
        path = self.keep(picture)
        asked = f"{CHECK}say what the picture shows, or write decorative{self._at(picture.place)}"
        describe: Writable = picture.description or Remarked(value="", above=(asked,))
        return {"image": path, "describe": describe}

    def keep(self, picture: Picture) -> str:
        """Store a picture's file under a unique name and return its path in the content."""
        given = PurePosixPath(picture.name)
        stem, ending = slug_of(given.stem), given.suffix.lower().replace(".jpeg", ".jpg")
        number, path = 1, f"pictures/{self.name}/{stem}{ending}"
        while self.pictures.get(path, picture.content) != picture.content:
            number += 1
            path = f"pictures/{self.name}/{stem}-{number}{ending}"
        self.pictures[path] = picture.content
        return path

    def with_pictures(self, text: str, pictures: Sequence[Picture]) -> str:
        """Add pictures to free text, each a paragraph of its own."""
        shown = [f"![{picture.description}](/{self.keep(picture)})" for picture in pictures]
        return "\n\n".join(filter(None, (text.rstrip("\n"), *shown))) + "\n" if shown else text

    def _at(self, place: str) -> str:
        return f" ({place} in {self.outline.name})" if place else f" ({self.outline.name})"


def pictures_in(blocks: Iterable[Block]) -> list[Picture]:
    """List the pictures among blocks."""
    found: list[Picture] = []
    for block in blocks:
        if isinstance(block, Picture):
            found.append(block)
        elif isinstance(block, Slide):
            found += pictures_in(block.blocks)
    return found


def write_draft(draft: Draft, maker: Maker) -> str:
    """Write the text of a drafted file."""
    head = [f"# Made from {' '.join(draft.source.split())}.", *(f"# {line}" for line in draft.told)]
    if draft.questions or CHECK in write_fields(draft.fields, AUTHORED):
        head.append(
            "# A comment that begins with CHECK is a question for you. Comments are never shown."
        )
    asked = write_comments(maker.question(each) for each in draft.questions)
    top = "\n".join(head)
    kind = f"schema: csp-slides/v1\nkind: {draft.kind}\n"
    return f"{top}\n{asked}{kind}\n{write_fields(draft.fields, AUTHORED)}"


def questions_of(text: str, path: PurePosixPath) -> tuple[Diagnostic, ...]:
    """Return the questions that are in a file as diagnostics at their lines."""
    source = Source(path, text, path)
    sink = Sink()
    lines = source.lines
    for number, line in enumerate(lines, start=1):
        bare = line.lstrip()
        if not bare.startswith(f"# {CHECK}"):
            continue
        told = [bare.removeprefix(f"# {CHECK}")]
        for more in lines[number:]:
            goes_on = more.lstrip()
            if not goes_on.startswith("# ") or goes_on.startswith(f"# {CHECK}"):
                break
            told.append(goes_on.removeprefix("# "))
        start = len(line) - len(bare) + 1
        sink.warning("import", " ".join(told), source.span(number, start, len(line) + 1), _HELP)
    return sink.diagnostics

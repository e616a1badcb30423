"""A Markdown deck made into the files of a content folder, and proved to build to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.importing.deck_file import draft_deck
from csp_slides.authoring.importing.materials import Form, Materials
from csp_slides.authoring.importing.proof import prove
from csp_slides.authoring.importing.sections import name_of, number_of
from csp_slides.authoring.importing.writing import written
from csp_slides.compose.markdown_deck import compose_markdown
from csp_slides.content.audience import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.authoring.importing.deck_file import Drafted
    from csp_slides.authoring.importing.materials import Position
    from csp_slides.authoring.importing.proof import Proof
    from csp_slides.content.library import MarkdownPresentation

_ROUNDS: Final = 8
_PATIENCE: Final = 5
"""After so many proofs every slide that is in doubt stays in Markdown whole."""

_CARRIED: Final = frozenset({"transition"})


class Target(Struct, frozen=True, kw_only=True):
    """Where the files go.

    `folder` is the deck's own folder inside the content, `places` the new path of each local file
    that the deck names, `taken` the ids of sections that are there already. `beside` are files
    that the proof needs: the pictures, and the council's own file.
    """

    slug: str
    folder: str
    places: Mapping[str, str]
    taken: frozenset[str]
    beside: Mapping[str, bytes]


class Converted(Struct, frozen=True, kw_only=True):
    """The files by their paths inside the content, and what their owner should know of them.

    `kept` says which slides stay in Markdown, `lost` what could not be carried over.
    """

    files: Mapping[str, str]
    kept: tuple[str, ...]
    lost: tuple[str, ...]


def convert(presentation: MarkdownPresentation, target: Target) -> Converted:
    """Turn a Markdown deck into a deck file and a section file for each of its stacks.

    What a section or a deck file can say in fields is said in fields; every other slide stays a
    slide in Markdown. The files are built and compared with the deck until nothing differs.
    """
    materials = Materials(
        slug=target.slug,
        deck=presentation.deck,
        shown=compose_markdown(presentation, Audience.PRESENTER),
        places=target.places,
        taken=target.taken,
    )
    name = presentation.source.path.name
    attempt = _attempt(materials, target, name)
    for number in range(_ROUNDS):
        lesser = _lesser(materials, attempt.proof, at_once=number >= _PATIENCE)
        if lesser == materials.forms:
            break
        materials = replace(materials, forms=lesser)
        attempt = _attempt(materials, target, name)
    return Converted(
        files=attempt.files,
        kept=tuple(_kept(materials, attempt.drafted)),
        lost=tuple(_lost(presentation, materials, attempt.proof)),
    )


class _Attempt(Struct, frozen=True, kw_only=True):
    drafted: Drafted
    files: Mapping[str, str]
    proof: Proof


def _attempt(materials: Materials, target: Target, name: str) -> _Attempt:
    drafted = draft_deck(materials)
    files = written(drafted, target.folder, name)
    content = {path: text.encode() for path, text in files.items()}
    proof = prove(materials.deck, {**target.beside, **content})
    return _Attempt(drafted=drafted, files=files, proof=proof)


def _lesser(materials: Materials, proof: Proof, *, at_once: bool) -> Mapping[Position, Form]:
    """Let the slides that came out otherwise take a lesser form."""
    forms = dict(materials.forms)
    for position in proof.differing:
        form = materials.form(position)
        forms[position] = Form.WHOLE if at_once else Form(min(form + 1, Form.WHOLE))
    return forms


def _kept(materials: Materials, drafted: Drafted) -> Iterator[str]:
    for draft in drafted.sections.values():
        for position in draft.whole:
            yield f"slide {number_of(materials, position)} ({name_of(materials, position)})"


def _lost(presentation: MarkdownPresentation, materials: Materials, proof: Proof) -> Iterator[str]:
    deck = presentation.deck
    for name in deck.options:
        if name not in _CARRIED:
            yield f"the setting '{name}' of reveal.js"
    for sheet in deck.stylesheets:
        yield f"the style file '{sheet}'"
    if deck.language != "en-GB":
        yield f"the language '{deck.language}'"
    for position in sorted(proof.differing):
        yield f"slide {number_of(materials, position)} exactly as it was"
    for error in proof.errors:
        yield error.message

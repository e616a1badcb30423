"""A Markdown deck made into the files of a content folder, and proved to build to the same."""

from __future__ import annotations

import html
import re
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.authoring.importing.deck_file import draft_deck
from csp_slides.authoring.importing.materials import Form, Materials
from csp_slides.authoring.importing.sections import name_of, number_of
from csp_slides.authoring.importing.writing import written
from csp_slides.compose.deck import compose
from csp_slides.compose.markdown_deck import compose_markdown
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.core.source import Source
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load
from csp_slides.markdown.load import MarkdownSettings, load_markdown
from csp_slides.markdown.tree import Comment, Element, read_tree
from csp_slides.redact.presentation import select
from csp_slides.render import templating
from csp_slides.render.markdown import reveal_md

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from csp_slides.authoring.importing.deck_file import Drafted
    from csp_slides.authoring.importing.materials import Position
    from csp_slides.content.library import MarkdownPresentation
    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide
    from csp_slides.core.diagnostics import Diagnostic
    from csp_slides.markdown.tree import Child

_HEADING: Final = pattern(r"h[1-6]")
_SPACE: Final = pattern(r"[ \t\n\r\f]+")
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img"}
    | {"input", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup"}
    | {"time", "u", "var", "wbr"}
)

_OPAQUE: Final = frozenset({"1", "1.0"})


class Leaf(Struct, frozen=True, kw_only=True):
    """One slide: what is shown and said, as plain marked-up text, and its attributes."""

    shown: str
    said: str
    attributes: tuple[tuple[str, str], ...]


Outline = tuple[tuple[Leaf, ...], ...]
"""Stacks of slides."""


def outline(deck: MarkdownDeck) -> Outline:
    """Outline a Markdown deck."""
    return tuple(tuple(leaf(slide) for slide in stack.slides) for stack in deck.stacks)


def leaf(slide: MarkdownSlide) -> Leaf:
    """Outline one slide."""
    return Leaf(
        shown=normalised(slide.body.html),
        said="\n".join(normalised(note.html) for note in slide.notes),
        attributes=tuple(sorted(_attributes(slide.attributes))),
    )


def normalised(markup: str) -> str:
    """Write HTML with its white space, ids and headings' levels made alike."""
    text = "".join(_element(read_tree(markup).root, keeps_space=False))
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def _element(element: Element, *, keeps_space: bool) -> Iterator[str]:
    for child in element.children:
        yield from _child(child, keeps_space=keeps_space)


def _child(child: Child, *, keeps_space: bool) -> Iterator[str]:
    if isinstance(child, Comment):
        return
    if isinstance(child, str):
        text = html.escape(child, quote=False)
        yield text.replace("\n", "&#10;") if keeps_space else _SPACE.sub(" ", text)
        return
    tag = "h" if _HEADING.fullmatch(child.tag) else child.tag
    line = "" if tag in _INLINE else "\n"
    pairs = _attributes(child.attributes)
    named = "".join(f' {name}="{html.escape(value)}"' for name, value in pairs)
    bare = tag == "div" and not named
    yield line if bare else f"{line}<{tag}{named}>"
    yield from _element(child, keeps_space=keeps_space or tag == "pre")
    yield line if bare else f"</{tag}>{line}"


def _attributes(attributes: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in attributes.items():
        if name == "id" or (name == "data-background-opacity" and value in _OPAQUE):
            continue  # opaque is what a background is unless something else is said
        known = "data-background" if name == "data-background-image" else name
        yield known, ",".join(_file(part) for part in value.split(","))


def _file(name: str) -> str:
    """Return a local file's name without its folder, which differs between two decks."""
    if not name.strip().startswith(ASSET):
        return name
    return PurePosixPath(name.strip().removeprefix(ASSET)).name


class Proof(Struct, frozen=True, kw_only=True):
    """The slides that came out otherwise, and the errors that kept them from coming out at all."""

    differing: frozenset[Position]
    errors: tuple[Diagnostic, ...] = ()


def prove(deck: MarkdownDeck, files: Mapping[str, bytes]) -> Proof:
    """Build `files`, which are keyed by their paths inside the content, and compare with `deck`."""
    with TemporaryDirectory(prefix="csp-slides-import-") as name:
        root = Path(name)
        for inside, content in files.items():
            path = root / inside
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        sink = Sink()
        rebuilt = _rebuilt(root, sink)
    everywhere = frozenset(
        (index, number)
        for index, stack in enumerate(deck.stacks)
        for number in range(len(stack.slides))
    )
    if rebuilt is None or len(rebuilt.stacks) != len(deck.stacks):
        return Proof(differing=everywhere, errors=sink.diagnostics if sink.has_errors else ())
    return Proof(differing=frozenset(_differing(deck, rebuilt)))


def _rebuilt(root: Path, sink: Sink) -> MarkdownDeck | None:
    """Build the deck and read it again from its own Markdown."""
    folder = ContentFolder.open(root, shipped=package_data.backgrounds())
    library = load(folder, sink)
    if sink.has_errors or not library.presentations:
        return None
    shown = select(library.presentations[0], Audience.PRESENTER)
    composed = compose(shown, Audience.PRESENTER, sink)
    templates = templating.text_environment([package_data.templates()])
    text = reveal_md.render(composed, {}, templates).decode()
    path = PurePosixPath("deck.md")
    source = Source(path, text, path)
    return load_markdown(source, folder, Sink(), settings=MarkdownSettings())


def _differing(deck: MarkdownDeck, rebuilt: MarkdownDeck) -> list[Position]:
    found = []
    pairs = zip(outline(deck), outline(rebuilt), strict=True)
    for index, (before, after) in enumerate(pairs):
        same_length = len(before) == len(after)
        for number, leaf in enumerate(before):
            if not same_length or leaf != after[number]:
                found.append((index, number))
    return found


_ROUNDS: Final = 8
_PATIENCE: Final = 5
"""After this many attempts every doubtful slide stays in Markdown as a whole."""

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
    """Return the forms, with a simpler one for each slide that came out differently."""
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

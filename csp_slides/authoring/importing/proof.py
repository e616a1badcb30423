"""Proves that imported files build to the deck that they were made from, by building them.

Writes the files to a folder of its own, which it takes away again.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.authoring.importing.outline import outline
from csp_slides.compose.deck import compose
from csp_slides.content.audience import Audience
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load
from csp_slides.markdown.load import MarkdownSettings, load_markdown
from csp_slides.redact.presentation import select
from csp_slides.render import templating
from csp_slides.render.markdown import reveal_md

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.authoring.importing.materials import Position
    from csp_slides.content.markdown_deck import MarkdownDeck
    from csp_slides.core.diagnostics import Diagnostic


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

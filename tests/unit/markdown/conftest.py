from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from csp_slides.core.diagnostics import Severity, Sink
from csp_slides.core.source import Source
from csp_slides.load.content_folder import ContentFolder
from csp_slides.markdown.load import load_markdown
from csp_slides.markdown.options import MarkdownSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide


@dataclass(frozen=True)
class Read:
    """What became of a deck's text."""

    found: MarkdownDeck | None
    sink: Sink

    @property
    def deck(self) -> MarkdownDeck:
        assert self.found is not None, self.said
        return self.found

    @property
    def slides(self) -> tuple[MarkdownSlide, ...]:
        return tuple(slide for stack in self.deck.stacks for slide in stack.slides)

    @property
    def slide(self) -> MarkdownSlide:
        (slide,) = self.slides
        return slide

    @property
    def html(self) -> str:
        return self.slide.body.html.strip()

    @property
    def said(self) -> list[tuple[str, int, int]]:
        """Code, line and column of every error and warning, in the order of the file."""
        return [
            (found.code, found.span.line, found.span.column)
            for found in self.sink.diagnostics
            if found.span is not None and found.severity is not Severity.HINT
        ]

    @property
    def codes(self) -> list[str]:
        return [code for code, _, _ in self.said]

    def message(self, code: str) -> str:
        return next(found.message for found in self.sink.diagnostics if found.code == code)

    def quoted(self, code: str) -> str:
        """What the first diagnostic of a code points at in the author's text."""
        span = next(found.span for found in self.sink.diagnostics if found.code == code)
        assert span is not None
        return span.source.line(span.line)[span.column - 1 : span.end_column - 1]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An empty content folder, with shipped backgrounds beside it."""
    folder = tmp_path / "content"
    (folder / "decks").mkdir(parents=True)
    (folder / "council.yaml").write_text("kind: council\n", encoding="utf-8")
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "hills.svg").write_text("<svg/>", encoding="utf-8")
    return folder


@pytest.fixture
def read(content: Path) -> Callable[..., Read]:
    """Read a text as the deck `decks/deck.md` of the content folder."""

    def read_text(text: str, settings: MarkdownSettings | None = None) -> Read:
        sink = Sink()
        folder = ContentFolder.open(content, shipped=content.parent / "shipped")
        inside = PurePosixPath("decks/deck.md")
        source = Source(path="content" / inside, text=text, inside=inside)
        deck = load_markdown(source, folder, sink, settings=settings or MarkdownSettings())
        return Read(deck, sink)

    return read_text

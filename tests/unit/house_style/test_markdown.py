"""Which rules of the house style a Markdown deck is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.content.audience import Audience
from csp_slides.core.diagnostics import Sink
from csp_slides.lint.house_style.check import check_style, writing_of_markdown
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "# Where names are looked up\n\nThe QZXV is asked first.\n"
CODE = "\n```sh\ndig example.org\n```\n"
COUNCIL = "kind: council\nname: Alderbrook Borough Council\n"


def codes(folder: Path, deck: str, council: str) -> set[str]:
    content = folder / "content"
    (content / "decks").mkdir(parents=True)
    (content / "council.yaml").write_text(council, encoding="utf-8")
    (content / "decks" / "names.md").write_text(deck, encoding="utf-8")
    library = load(ContentFolder.open(content, shipped=folder), Sink())
    sink = Sink()
    (shown,) = library.markdown
    check_style(writing_of_markdown(shown), library.council, Audience.PUBLIC, sink)
    return {found.code for found in sink.diagnostics}


@pytest.mark.parametrize(
    ("deck", "council", "held"),
    [
        (WORDS, COUNCIL, True),
        (WORDS + CODE, COUNCIL, False),
        (f"{WORDS}\n$x^2$\n", COUNCIL, False),
        (WORDS, "kind: council\n", False),
        (f"---\nhouse_style: yes\n---\n{WORDS}{CODE}", COUNCIL, True),
        (f"---\nhouse_style: yes\n---\n{WORDS}", "kind: council\n", True),
    ],
)
def test_short_forms_of_technical_decks_are_left_alone_unless_asked(
    tmp_path: Path, deck: str, council: str, *, held: bool
) -> None:
    assert ("short-form" in codes(tmp_path, deck, council)) is held

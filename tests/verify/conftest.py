from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = {
    "council.yaml": """
        kind: council
        name: Alderbrook Borough Council
    """,
    "sections/waste.yaml": """
        kind: section
        id: waste
        title: Waste
        status: cleared  # the director has yet to see the last of these figures
        prepared_by: {name: Ada Quill, job: Waste Manager, thank_in_credits: yes}
        items:
          - title: Bins
            notes: |
              Thank the crews before anything else is said.

              Then say that eleven lorries broke down while it snowed in March.
            report: New bins were delivered to every street of the borough.
          - title: Depot
            notes: The lease of the old depot will not be renewed.
            show: presenter
        cleared_by: A Head
    """,
    "decks/night.yaml": """
        kind: deck
        id: night
        title: Streets
        presenter: Councillor Fairweather
        meeting: {body: Full Council, date: 20 January 2027}
        sections:
          - use: waste
            say_first: I begin with what every household in the borough has noticed.
        questions:
          prepared:
            - {q: Why so late?, a: Because the contractor went into administration in June.}
    """,
    "minutes/council.yaml": """
        kind: minutes
        id: minutes
        title: Minutes of the item
        meeting: {body: Full Council, date: 20 January 2027}
        questions:
          - {q: How many homes?, a: All of them.}
          - q: Is it true that the contractor has asked for a further advance?
            a: It is, and the leader has said that she will think about it.
            show: members
    """,
    "decks/old.md": """
        ---
        title: Old
        ---

        # Old streets

        <!-- ask the clerk whether this slide may be kept at all -->

        Note: Whisper that the mayor was not amused by the second drawing.
    """,
}


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Write files, dedented, in the folder that the test runs in."""
    monkeypatch.chdir(tmp_path)

    def write(files: dict[str, str]) -> None:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip(), encoding="utf-8")

    return write


@pytest.fixture
def content(write: Callable[[dict[str, str]], None]) -> Path:
    """Return a content folder in which notes, comments and questions are withheld."""
    write({f"content/{name}": text for name, text in FILES.items()})
    return Path("content")

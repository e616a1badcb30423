from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Protocol

import pytest

from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from csp_slides.content.library import Library


class Loader(Protocol):
    def __call__(self, **files: str) -> tuple[Library, Sink]: ...


COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
"""

WASTE = """
    kind: section
    id: waste
    title: Waste
    status: cleared
    cleared_by: A Head
    prepared_by: {name: Ada Quill, job: Waste Manager, thank_in_credits: yes}
    items:
      - title: Bins
        notes: The bins are new.
      - title: Rounds
        notes: The rounds are shorter.
        report: Rounds were shortened.
      - title: Depot
        notes: The depot may move.
        show: presenter
      - title: Fleet
        notes: Members may know of the fleet.
        show: members
      - title: Secret
        notes: Nobody may read this.
        show: nobody
"""

DECK = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027}
    sections:
      - use: waste
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Loader:
    """Load a content folder of the given files; `__` in a name is a folder."""

    def loader(**files: str) -> tuple[Library, Sink]:
        for name, text in {"council": COUNCIL, "waste": WASTE, "deck": DECK, **files}.items():
            path = tmp_path / "content" / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip(), encoding="utf-8")
        sink = Sink()
        folder = ContentFolder.open(tmp_path / "content", shipped=package_data.backgrounds())
        return load(folder, sink), sink

    return loader

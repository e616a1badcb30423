from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest

from csp_slides.compose.imprint import Imprint
from csp_slides.content.audience import Audience
from csp_slides.content.council import Council, Rag
from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source, Text
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.document import read_document

if TYPE_CHECKING:
    from csp_slides.schema.fields.declare import Record

R = TypeVar("R", bound="Record")


class Reader(Protocol):
    def __call__(self, cls: type[R], text: str) -> R: ...


@pytest.fixture
def read() -> Reader:
    """Read a document of the kind that the type is; anything but a hint fails the test."""

    def reader(cls: type[R], text: str) -> R:
        kind = next(name for name, known in KINDS.items() if known is cls)
        whole = f"kind: {kind}\n{dedent(text).lstrip()}"
        path = PurePosixPath("content/it.yaml")
        sink = Sink()
        found = read_document(
            Source(path=path, text=whole, inside=PurePosixPath("it.yaml")), KINDS, sink
        )
        problems = [each for each in sink.diagnostics if each.severity != "hint"]
        assert found is not None, problems
        assert not problems
        record = found[1]
        assert isinstance(record, cls)
        return record

    return reader


@pytest.fixture
def council() -> Council:
    return Council(
        name=Text("Alderbrook Borough Council"),
        rag={
            Rag.BLUE: Text("Complete"),
            Rag.GREEN: Text("On track"),
            Rag.AMBER: Text("At risk, with a plan to recover"),
            Rag.RED: Text("Off track"),
            Rag.GREY: Text("Not yet rated"),
        },
        glossary={
            Text("ASB"): Text("anti-social behaviour"),
            Text("FOI"): Text("freedom of information"),
        },
    )


@pytest.fixture
def imprint(council: Council) -> Imprint:
    return Imprint(slug="it", council=council, audience=Audience.PUBLIC, source="it.yaml")

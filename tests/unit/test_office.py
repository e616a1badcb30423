from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pptx
import pytest

from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.editions import office_templates
from csp_slides.load.content_folder import ContentFolder
from csp_slides.load.load import load
from csp_slides.model import formats
from csp_slides.model.formats import FormatSpec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Read = tuple[dict[FormatSpec, bytes], Sink]


def presentation() -> bytes:
    saved = io.BytesIO()
    pptx.Presentation().save(saved)
    return saved.getvalue()


def document() -> bytes:
    saved = io.BytesIO()
    docx.Document().save(saved)
    return saved.getvalue()


def with_types(file: bytes, before: bytes, after: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as parts, zipfile.ZipFile(made, "w") as archive:
        for name in parts.namelist():
            content = parts.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(before, after)
            archive.writestr(name, content)
    return made.getvalue()


def with_part(file: bytes, name: str, content: bytes | None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as parts, zipfile.ZipFile(made, "w") as archive:
        for known in parts.namelist():
            if known != name:
                archive.writestr(known, parts.read(known))
        if content is not None:
            archive.writestr(name, content)
    return made.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Read]:
    def of(name: str = "", content: bytes | None = None, field: str = "powerpoint") -> Read:
        wish = f"office: {{{field}: {name}}}\n" if name else ""
        (tmp_path / "council.yaml").write_text(f"kind: council\nname: Alderbrook\n{wish}")
        if content is not None:
            (tmp_path / name).write_bytes(content)
        sink = Sink()
        folder = ContentFolder.open(tmp_path, shipped=package_data.backgrounds())
        library = load(folder, sink)
        return office_templates.read_templates(library.council, folder, sink), sink

    return of


def test_no_template_is_asked_for(read: Callable[..., Read]) -> None:
    found, sink = read()
    assert found == {}
    assert sink.diagnostics == ()


def test_a_presentation_and_a_document_are_taken_as_they_are(read: Callable[..., Read]) -> None:
    slides, paper = presentation(), document()
    assert read("house.pptx", slides)[0] == {formats.PPTX: slides}
    assert read("house.docx", paper, "word")[0] == {formats.DOCX: paper}


def test_a_template_is_opened_as_a_presentation(read: Callable[..., Read]) -> None:
    potx = with_types(presentation(), b"presentation.main+xml", b"template.main+xml")
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        pptx.Presentation(io.BytesIO(potx))
    found, sink = read("house.potx", potx)
    assert sink.diagnostics == ()
    assert len(pptx.Presentation(io.BytesIO(found[formats.PPTX])).slide_layouts) == 11


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK and no more", "'x.pptx' can't be opened as a PowerPoint presentation"),
        (document(), "the template is damaged or incomplete"),
        (
            with_types(presentation(), b"presentation.main", b"presentation.macroEnabled.main"),
            "the template has macros, which are never copied",
        ),
        (
            with_part(presentation(), "ppt/presentation.xml", b"<p:presentation"),
            "the template is damaged or incomplete",
        ),
        (
            with_part(presentation(), "_rels/.rels", None),
            "the template is damaged or incomplete",
        ),
        (
            with_part(
                presentation(),
                "ppt/theme/theme1.xml",
                b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><a>&b;</a>',
            ),
            "the template is damaged or incomplete",
        ),
    ],
    ids=["damaged", "another kind", "macros", "broken inside", "a part is gone", "entities"],
)
def test_what_is_no_template_is_an_error(
    read: Callable[..., Read], content: bytes, said: str
) -> None:
    found, sink = read("x.pptx", content)
    assert found == {}
    (problem,) = sink.diagnostics
    assert (problem.code, problem.message) == ("office-template", said)
    assert problem.help == "save it as .pptx or .potx"
    assert problem.span is not None
    assert problem.span.line == 3


def test_a_template_that_would_not_end_is_refused(
    read: Callable[..., Read], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_templates, "LARGEST", 1000)
    found, sink = read("x.pptx", presentation())
    assert found == {}
    assert "too large" in sink.diagnostics[0].message


def test_a_template_that_is_not_there_is_reported(read: Callable[..., Read]) -> None:
    found, sink = read("gone.pptx")
    assert found == {}
    assert [each.code for each in sink.diagnostics] == ["missing-file"]

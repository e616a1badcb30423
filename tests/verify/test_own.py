from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from csp_slides.core import package_data
from csp_slides.verify.leaks import OWN, is_shipped

SCRIPT = package_data.vendor() / "reveal.js" / "reveal.js"
STYLE = package_data.templates() / "assets" / "index.css"


@pytest.mark.parametrize("file", [SCRIPT, STYLE], ids=lambda file: file.name)
def test_a_file_that_comes_with_the_program_is_known_by_every_byte(file: Path) -> None:
    path = PurePosixPath("assets") / f"{file.stem}.0123456789ab{file.suffix}"
    content = file.read_bytes()
    assert is_shipped(path, content)
    assert not is_shipped(path, content + b"\n")
    assert not is_shipped(path, content.replace(b"e", b"a", 1))
    assert not is_shipped(path.with_suffix(".html"), content)
    assert not is_shipped(PurePosixPath("assets/other.js"), content)


def test_words_of_templates_and_of_the_calendar_are_the_programs_own() -> None:
    assert OWN.has("contents")
    assert OWN.has("wednesday")
    assert not OWN.has("z" * 20)

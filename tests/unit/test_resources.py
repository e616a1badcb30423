from __future__ import annotations

from pathlib import Path

import pytest

from csp_slides import resources
from csp_slides.diagnostics import ToolError

CHECKOUT = Path(__file__).parents[2]


def test_checkout_has_its_folders_at_the_top() -> None:
    assert resources.templates() == CHECKOUT / "templates"
    assert resources.themes() == CHECKOUT / "themes"
    assert resources.backgrounds() == CHECKOUT / "backgrounds"


def test_installed_package_carries_its_folders_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data" / "templates").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.templates() == tmp_path / "_data" / "templates"


def test_vendor_lists_files_that_are_there() -> None:
    assert (resources.vendor() / "versions.json").is_file()
    assert (resources.vendor() / "reveal.js" / "reveal.js").is_file()


def test_vendor_missing_says_how_to_fetch_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    with pytest.raises(ToolError) as raised:
        resources.vendor()
    assert raised.value.exit_code == 3
    assert "make demo" in (raised.value.remedy or "")

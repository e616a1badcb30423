from __future__ import annotations

from pathlib import Path

import pytest

from csp_slides.core import package_data
from csp_slides.core.diagnostics import ToolError

CHECKOUT = Path(__file__).parents[2]


def test_checkout_has_its_folders_at_the_top() -> None:
    assert package_data.templates() == CHECKOUT / "templates"
    assert package_data.themes() == CHECKOUT / "themes"
    assert package_data.backgrounds() == CHECKOUT / "backgrounds"


def test_installed_package_carries_its_folders_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "_data" / "templates").mkdir(parents=True)
    monkeypatch.setattr(package_data, "_PACKAGE", tmp_path)
    assert package_data.templates() == tmp_path / "_data" / "templates"


def test_vendor_lists_files_that_are_there() -> None:
    assert (package_data.vendor() / "versions.json").is_file()
    assert (package_data.vendor() / "reveal.js" / "reveal.js").is_file()


def test_vendor_missing_says_how_to_fetch_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_data, "_PACKAGE", tmp_path)
    with pytest.raises(ToolError) as raised:
        package_data.vendor()
    assert raised.value.exit_code == 3
    assert "make demo" in (raised.value.remedy or "")

"""A site that is whole, and a disk that has little room: what tests of cut short builds share."""

from __future__ import annotations

import hashlib
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THEIRS = "CNAME"
"""A file of somebody else's that may lie in a site."""


def check_whole(site: Path) -> None:
    """Prove that a folder holds exactly what its manifest lists."""
    listed: dict[str, str] = json.loads((site / "manifest.json").read_bytes())["files"]
    found = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file() and path.name not in {"manifest.json", THEIRS}
    }
    assert found == listed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of 800 kB; only the superuser can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounting = subprocess.run(  # noqa: S603  # a fixed command
        ["/bin/mount", "-t", "tmpfs", "-o", "size=800k", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounting.returncode:
        pytest.skip("only the superuser can make a small disk")
    yield disk
    subprocess.run(["/bin/umount", str(disk)], check=True)  # noqa: S603  # a fixed command

"""A site is built on an engine of one's own, with the bytes of a build without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csp_slides

if TYPE_CHECKING:
    from pathlib import Path

DECK = """---
title: Lamps in ward {number}
---
# Lamps in ward {number}

- {number} lamps mended

Note: The depot was late.
"""


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.mark.slow
def test_a_dask_cluster_makes_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    distributed = pytest.importorskip("distributed", reason="dask's distributed isn't installed")
    monkeypatch.chdir(tmp_path)
    for number in range(1, 5):
        place = tmp_path / "content" / f"{number}.md"
        place.parent.mkdir(exist_ok=True)
        place.write_text(DECK.format(number=number), encoding="utf-8")
    csp_slides.build("content", "alone")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert len(client.scheduler_info()["workers"]) == 2
        built = csp_slides.build("content", "together", executor=client.get_executor())
    assert len(built.made) == 4
    assert _files(tmp_path / "together") == _files(tmp_path / "alone")

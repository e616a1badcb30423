"""Waiting for what must come, within a time that only a failure reaches."""

from __future__ import annotations

import itertools
import os
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

PATIENCE = 30.0

SETTLED = """async (patience) => {
  const picture = () => new Promise((done) => requestAnimationFrame(done));
  const shown = () => window.Reveal?.getCurrentSlide?.() ?? document.body;
  const place = (each) => {
    const box = each.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].join();
  };
  const moves = (each) => each.playState === "running"
    && each.effect.getComputedTiming().endTime < 5000;  // an arrow may bounce for longer
  const called = (each) => each.animationName ?? each.transitionProperty;
  const comes = (each) => each.loading !== "lazy" && !each.complete;
  const ends = performance.now() + patience;
  let busy = [];
  let before = "";
  for (let same = 0; same < 3; same = busy.length ? 0 : same + 1) {
    await picture();
    const now = [shown(), ...shown().querySelectorAll("*")].map(place).join(";");
    busy = [
      ...document.getAnimations().filter(moves).map(called),
      ...[...document.images].filter(comes).map((each) => each.outerHTML),
      ...(document.fonts.status === "loaded" ? [] : ["fonts"]),
      ...(now === before ? [] : ["layout"]),
    ];
    before = now;
    if (performance.now() > ends) return busy;
  }
  return [];
}"""
"""Waits until fonts and pictures are there, nothing moves, and all on the slide keeps its place."""

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_PORTS = itertools.count(20_000 + 1000 * (_WORKER % 10) + os.getpid() % 500)
"""Below those that a machine gives to whoever asks for any, and others than other workers'."""


def free_port() -> int:
    """Return a port for a server that is started later, which nobody takes meanwhile."""
    while True:
        port = next(_PORTS)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def until(done: Callable[[], object], told: str = "") -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < ends, told or "it never came to be"
        time.sleep(0.02)


def until_page(page: Page | Frame, expression: str, wanted: object = True) -> None:  # noqa: FBT002  # a value
    """Wait for a value of a page; Playwright's own way needs eval, which the policy refuses."""
    ends = time.monotonic() + PATIENCE
    while (found := page.evaluate(expression)) != wanted:
        assert time.monotonic() < ends, f"{expression} is {found}, not {wanted}"
        time.sleep(0.03)


def settle(page: Page | Frame) -> None:
    """Wait until a page looks as it will go on looking."""
    busy = page.evaluate(SETTLED, 1000 * PATIENCE)
    assert busy == [], f"still busy: {busy}"

"""The pictures of all documents, each developed once, several at a time, and kept for later.

The slow part of a build with photographs: it goes over the machine's processors, and what an
earlier build made is taken from its cache.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

from csp_slides.assets.images.developing import develop, fingerprint, writes_avif
from csp_slides.assets.images.encoding import Developed, Refused, pack, unpack
from csp_slides.assets.images.publishing import NOTHING, is_picture
from csp_slides.core.diagnostics import Sink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from csp_slides.core.disk_cache import Cache
    from csp_slides.core.incremental import Memory
    from csp_slides.editions.edition import Edition

    Progress: TypeAlias = Callable[[int, int, str], None]

_MOST_AT_ONCE: Final = 4
"""Pictures that are open in this process at once: each may need half a gigabyte of memory."""


def develop_pictures(
    editions: Sequence[Edition],
    *,
    memory: Memory,
    cache: Cache,
    executor: Executor | None,
    progress: Progress | None,
    sink: Sink,
) -> Mapping[str, Developed | Refused]:
    """Make the copies of every picture that any document shows, by its path in the content.

    Says in `sink` when this machine cannot write one of the formats.
    """
    files = {
        path: content
        for edition in editions
        for path in edition.wanted
        if (content := edition.files.get(path)) is not None and is_picture(path, content)
    }
    if not files:
        return NOTHING
    if not writes_avif():
        sink.hint(
            "picture",
            "the installed Pillow can't write AVIF, so pictures are made as WebP and JPEG only",
            None,
            "install Pillow 11.3 or later from PyPI, which includes AVIF",
        )
    return memory.recall(
        ("pictures",),
        (*files.keys(), *files.values()),
        lambda _: develop_all(files, cache, executor, progress),
        Sink(),
    )


def develop_all(
    files: Mapping[str, bytes],
    cache: Cache,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> dict[str, Developed | Refused]:
    """Encode the pictures in `files`, those with the same bytes only once.

    The encoders let other threads run, so that without an `executor` threads of this process do
    the work. `progress` is told how many are done, of how many, and the name of one.
    """
    if not files:
        return {}
    named = {content: path for path, content in files.items()}
    work = partial(developed, cache=cache, made_by=fingerprint())
    done: dict[bytes, Developed | Refused] = {}
    with executor_or_threads(executor) as workers:
        for content, result in zip(named, workers.map(work, named), strict=True):
            done[content] = result
            if progress is not None:
                progress(len(done), len(named), named[content])
    cache.trim()
    return {path: done[content] for path, content in files.items()}


@contextmanager
def executor_or_threads(executor: Executor | None) -> Iterator[Executor]:
    """Yield the executor there is, or as many threads as there are processors."""
    if executor is not None:
        yield executor
        return
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def developed(content: bytes, *, cache: Cache, made_by: str) -> Developed | Refused:
    """Encode one picture, unless its copies by the same encoders are in the cache."""
    key = hashlib.sha256(made_by.encode() + b"\n" + content).hexdigest()
    kept = cache.read(key)
    if kept is not None:
        try:
            return unpack(kept)
        except ValueError:
            pass  # somebody else's file, with our name on it
    made = develop(content)
    if isinstance(made, Developed):
        cache.write(key, pack(made))
    return made

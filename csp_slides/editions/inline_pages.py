"""A document's pages, each with all that it needs in one file, where that is asked for. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.artifact import Artifact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.core.diagnostics import Sink
    from csp_slides.editions.edition import Edition
    from csp_slides.render.context import BuildContext


def in_single_files(
    edition: Edition,
    artifacts: list[Artifact],
    media: Mapping[str, MediaFile],
    context: BuildContext,
    sink: Sink,
) -> list[Artifact]:
    """Write into each page of a document all that it needs, where one file is asked for.

    Its pictures and styles then go, and its speaker's view stands in the deck's own file. Says
    in `sink` which file has grown large.
    """
    if not context.single_file:
        return artifacts
    from csp_slides.editions.single_file import LARGE, enclose
    from csp_slides.render.html.deck_files import SPEAKER

    files = {each.path: each.data for each in (*context.shared, *artifacts)}
    folder = PurePosixPath(edition.slug)
    speaker = files.get(folder / SPEAKER)
    inside = {copy.path for file in media.values() for copy in (file.artifact, *file.copies)}
    made = []
    for each in artifacts:
        if each.path.suffix == ".html":
            if each.path.name == SPEAKER:
                continue
            view = speaker if each.path == folder / "index.html" else None
            content = enclose(each.content, each.path, files, speaker=view)
            made.append(Artifact(path=each.path, content=content))
            if len(content) > LARGE:
                _say_large(edition, made[-1], sink)
        elif each.path not in inside and each.path.suffix != ".css":
            made.append(each)
    return made


def _say_large(edition: Edition, page: Artifact, sink: Sink) -> None:
    size = round(len(page.content) / 1_000_000)
    sink.warning(
        "large-file",
        f"'{edition.title}' is one file of {size} MB, which is slow to open and too large for "
        "most e-mail",
        None,
        "leave out videos or large attachments, or use the folder instead of one file",
    )

"""`manifest.json`: what a build made, and so which files of a folder are ours. Pure."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.json import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from csp_slides.content.audience import Audience
    from csp_slides.core.artifact import AnyArtifact
    from csp_slides.model.catalogue import DocumentSummary

NAME = PurePosixPath("manifest.json")
SCHEMA = 1


def make_manifest(
    audience: Audience,
    documents: Iterable[DocumentSummary],
    artifacts: Iterable[AnyArtifact],
    searched: Iterable[str] = (),
) -> bytes:
    """Write down what was built, the same for the same input: sorted, no times, no places.

    It lists the SHA-256 of every artifact, but not itself. `searched` is what the artifacts were
    searched for in vain; the hash beside it is of their list as `sha256sum` prints it, in the
    order of their paths.
    """
    files = {
        str(artifact.path): artifact.sha256
        for artifact in sorted(artifacts, key=lambda each: str(each.path))
    }
    listing = "".join(f"{digest}  {path}\n" for path, digest in files.items())
    content = {
        "schema": SCHEMA,
        "audience": audience.value,
        "documents": [
            _document(document) for document in sorted(documents, key=lambda each: each.slug)
        ],
        "files": files,
        "verified": {
            "none_found": list(searched),
            "sha256": hashlib.sha256(listing.encode()).hexdigest(),
        },
    }
    return (write_json(content) + "\n").encode()


def listed(content: bytes) -> frozenset[PurePosixPath] | None:
    """Return the files that a manifest says are ours, itself included; None when it is not ours.

    Another program's `manifest.json`, such as a web app's, has no such list.
    """
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(read, dict) or not isinstance(read.get("schema"), int):
        return None
    files = read.get("files")
    if not isinstance(files, dict) or not isinstance(read.get("documents"), list):
        return None
    return frozenset({NAME, *(PurePosixPath(name) for name in files)})


def audience_of(content: bytes) -> str | None:
    """Return the audience that a manifest's site was built for; None when it doesn't say."""
    try:
        audience = json.loads(content)["audience"]
    except (ValueError, RecursionError, KeyError, TypeError):
        return None
    return audience if isinstance(audience, str) else None


def _document(document: DocumentSummary) -> dict[str, object]:
    return {
        "source": document.source,
        "slug": document.slug,
        "kind": document.kind,
        "title": document.title,
        "stacks": document.stacks,
        "slides": document.slides,
        "words": document.words,
        "minutes": document.minutes,
        "outputs": sorted(str(output) for output in document.outputs),
    }

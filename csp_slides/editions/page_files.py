"""A web page shown in or behind a slide, with its own style sheets and pictures. Pure.

Files of a site stand beside one another under hashed names, so what a page names is found when the
document is composed, published with it, and named anew in the page.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec.structs import replace

from csp_slides.assets.fingerprint import asset, stylesheet
from csp_slides.assets.images.pages import is_page
from csp_slides.core.source import Source
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.core.artifact import Artifact
    from csp_slides.core.diagnostics import Sink

_FILES = "link[href], img[src], source[src], video[src], audio[src], video[poster], image[href]"
_NAMES = ("href", "src", "poster")
_STYLES = ".css"


def find_page_files(
    pages: Mapping[str, bytes], read: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """Return the files that pages of the content name, and those that their styles name."""
    found: dict[str, bytes] = {}
    for path in sorted(pages):
        for _, _, name in _named(_parsed(pages[path]), path):
            content = read(name)
            if content is None:
                continue
            found[name] = content
            if name.endswith(_STYLES):
                found |= {
                    inner: inside
                    for inner in _in_styles(content, name)
                    if (inside := read(inner)) is not None
                }
    return found


def place_page_files(
    media: Mapping[str, MediaFile], files: Mapping[str, bytes], sink: Sink
) -> tuple[dict[str, MediaFile], tuple[Artifact, ...]]:
    """Name a page's own files as they are published; gives its style sheets, too."""
    placed = dict(media)
    sheets: dict[str, Artifact] = {}
    places = {path: file.artifact.path for path, file in media.items()}
    for path in [each for each in media if is_page(each)]:
        tree = _parsed(media[path].artifact.content)
        for node, attribute, name in list(_named(tree, path)):
            if name.endswith(_STYLES) and name in files and name not in sheets:
                text = as_text(files[name])
                source = PurePosixPath(name)
                sheets[name] = stylesheet(
                    name,
                    text.text if text is not None else "",
                    places,
                    sink,
                    source=Source(source, text.text if text is not None else "", source),
                )
            place = sheets[name].path if name in sheets else places.get(name)
            if place is not None:
                node.attrs[attribute] = place.name
        content = (tree.html or "").encode()
        placed[path] = replace(media[path], artifact=asset(path, content))
    return placed, tuple(sheets.values())


def _parsed(content: bytes) -> LexborHTMLParser:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(content)


def _named(tree: LexborHTMLParser, page: str) -> Iterator[tuple[LexborNode, str, str]]:
    """Yield the elements of a page that name a file, with its path inside the content."""
    for node in tree.css(_FILES):
        for attribute in _NAMES:
            name = node.attributes.get(attribute)
            path = _beside(name, page) if name else None
            if path is not None:
                yield node, attribute, path


def _in_styles(content: bytes, sheet: str) -> Iterator[str]:
    from csp_slides.markdown.css import find_links

    text = as_text(content)
    for link in find_links(text.text) if text is not None else ():
        path = _beside(link, sheet)
        if path is not None:
            yield path


def _beside(name: str, near: str) -> str | None:
    """Return the path that a relative name means; None where it leads elsewhere or out."""
    bare = unquote(name.strip().partition("#")[0].partition("?")[0])
    if not bare or ":" in bare or bare.startswith(("/", "\\")):
        return None
    path = posixpath.normpath(posixpath.join(posixpath.dirname(near), bare))
    return None if path.startswith("..") else path

"""Files beside a document: pages shown in its slides, and files that its texts link to. Pure.

Files of a site are beside one another under hashed names, so what a page names is found when the
document is composed, published with it, and named again in the page.
"""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.assets.fingerprint import asset, stylesheet
from csp_slides.assets.images.publishing import is_page
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.core.source import Source, Span
from csp_slides.schema.yaml.decode import as_text

if TYPE_CHECKING:
    import re
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
    """Return a page with its files' published names, and its stylesheets."""
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


_EDITED = (".yaml", ".yml", ".md", ".markdown")
_LINKED = pattern(rf"\]\(<{ASSET}([^<>\n]+)>")
_HREF = pattern(rf' href="{ASSET}([^"]*)"')
_IN_MARKDOWN = pattern(rf"\[((?:[^\[\]\\\n]|\\.)+)\]\(<{ASSET}([^<>\n]+)>([^()\n]*)\)")


def linked_files(value: object) -> Iterator[str]:
    """Yield the paths inside the content of the files that the texts of a value link to.

    A Markdown deck's own text names its files otherwise; a file that authors edit is never one.
    What a text was read from is not looked at: links are changed after it was read.
    """
    if isinstance(value, Authored | Source | Span):
        return
    if isinstance(value, str):
        if ASSET in value:
            found = _LINKED.findall(value)
            yield from (path for path in found if not path.lower().endswith(_EDITED))
    elif isinstance(value, tuple):
        for each in value:
            yield from linked_files(each)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from linked_files(getattr(value, name))


def with_links(artifact: Artifact, places: Mapping[str, PurePosixPath]) -> Artifact:
    """Return a page with links to content files pointing to their addresses in the site."""
    if artifact.path.suffix == ".html" and b' href="asset:/' in artifact.content:
        return replace(artifact, content=_in_page(artifact, places))
    if artifact.path.suffix == ".md" and b"](<asset:/" in artifact.content:
        return replace(artifact, content=_in_markdown(artifact, places))
    return artifact


def _in_page(artifact: Artifact, places: Mapping[str, PurePosixPath]) -> bytes:
    root = "../" * (len(artifact.path.parts) - 1)

    def lead(found: re.Match[str]) -> str:
        place = places.get(unquote(found[1].replace("&amp;", "&")))
        return f' href="{root}{quote(str(place))}"' if place is not None else ""

    return _HREF.sub(lead, artifact.content.decode()).encode()


def _in_markdown(artifact: Artifact, places: Mapping[str, PurePosixPath]) -> bytes:
    root = "../" * (len(artifact.path.parts) - 1)

    def lead(found: re.Match[str]) -> str:
        place = places.get(found[2])
        return f"[{found[1]}](<{root}{place}>{found[3]})" if place is not None else found[1]

    return _IN_MARKDOWN.sub(lead, artifact.content.decode()).encode()

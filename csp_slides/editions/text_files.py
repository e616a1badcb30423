"""Files of the content that composed texts link to: which they are, and their links in a page.

Pure. A document that is read outside its site, as one for Word is, cannot lead to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored
from csp_slides.core.source import Source, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping
    from pathlib import PurePosixPath

    from csp_slides.core.artifact import Artifact

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
    """Lead a page's links to the files of the content to their places in the site."""
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

"""Content-hashed names for the files that pages use, and the links between those files.

An asset is known by its logical name (`deck.css`, `reveal.js`, `pictures/park.jpg`) until it
has been given its place in the site. The place follows from name and content alone, so that
it can be kept for ever (`Cache-Control: immutable`) and is the same on every machine.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from csp_slides.core.artifact import Artifact
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.core.artifact import Stored
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source

FOLDER = PurePosixPath("assets")

_HASH_LENGTH = 12
_LONGEST_STEM = 60
_UNSAFE = pattern(r"[^a-z0-9]+")
# Windows gives these names to devices, whatever extension follows.
_DEVICES = pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)$")
_DATA_PICTURE = "data:image/"
_LINKS = ("url(", "src(", "@import", "image-set(")
"""How a stylesheet starts an address that it loads, in any case."""

_NAMED = re.compile(rb"assets/([a-z0-9-]+\.[0-9a-f]{12}\.[a-z0-9]+)")
_CODE = frozenset({".css", ".js"})
_NAMING = _CODE | {".html", ".json", ".jsonld", ".md", ".svg", ".txt", ".xml"}
"""Files that can name others."""

_PLAIN_URL = pattern(r"""url\((?:"([^"\\\n]*)"|([^"'()\\\s]+))\)""")


class Assets(Struct, frozen=True, kw_only=True):
    """The places of all assets by logical name, and the files themselves, sorted by path."""

    paths: Mapping[str, PurePosixPath]
    artifacts: tuple[Artifact, ...]


def asset(name: str, content: bytes) -> Artifact:
    """Return a file at its place: `assets/<name>.<hash>.<ext>`, safe on every host and disk.

    `name` may hold folders, spaces, commas, percent signs and accents; only a readable form of
    its last part is kept, in lower case. The hash is the beginning of the content's SHA-256.
    """
    return Artifact(path=_place(name, hashlib.sha256(content).hexdigest()), content=content)


def stored_asset(name: str, stored: Stored) -> Artifact:
    """Return a large file, which is copied from the disk, at its place."""
    return Artifact(path=_place(name, stored.sha256), stored=stored)


def _place(name: str, digest: str) -> PurePosixPath:
    last = posixpath.basename(name.replace("\\", "/").replace(":", "/"))
    stem, extension = posixpath.splitext(last)
    ending = _readable(extension)
    parts = (_stem(stem), digest[:_HASH_LENGTH], *([ending] if ending else []))
    return FOLDER / ".".join(parts)


def gather(files: Mapping[str, bytes], sink: Sink) -> Assets:
    """Return every shipped file at its place, with the links inside stylesheets led to the others.

    A stylesheet may name any file that is not a stylesheet, by its logical name
    (`url("font:x.woff2")`) or relative to its own (`url("../fonts/x.woff2")`).
    """
    sheets = {name: content for name, content in files.items() if name.endswith(".css")}
    placed = {name: asset(name, files[name]) for name in files if name not in sheets}
    paths = {name: artifact.path for name, artifact in placed.items()}
    for name, content in sheets.items():
        placed[name] = stylesheet(name, content.decode(), paths, sink)
    return Assets(
        paths={name: artifact.path for name, artifact in placed.items()},
        artifacts=unique(tuple(placed.values())),
    )


def unique(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """Return each asset once, sorted by path; equal paths hold equal bytes."""
    return tuple(sorted(dict.fromkeys(artifacts), key=lambda artifact: str(artifact.path)))


def reached(assets: Iterable[Artifact], pages: Iterable[Artifact]) -> tuple[Artifact, ...]:
    """Return the assets that any of `pages` names, and those that they name in turn.

    So a public site has nothing of the speaker's view, and a deck alone nothing of a report.
    """
    left = {each.path.name: each for each in assets}
    found: list[Artifact] = []
    new = [each for each in pages if each.path.suffix in _NAMING]
    named = {name.decode() for each in new for name in _NAMED.findall(each.content)}
    while new:
        # A script or style is itself an asset, and refers to others by name alone.
        code = [each.content for each in new if each.path.suffix in _CODE]
        named |= {name for name in left if any(name.encode() in content for content in code)}
        new = [left.pop(name) for name in sorted(named & left.keys())]
        found += new
    return tuple(found)


def stylesheet(
    name: str,
    css: str,
    neighbours: Mapping[str, PurePosixPath],
    sink: Sink,
    *,
    source: Source | None = None,
) -> Artifact:
    """Return a stylesheet at its place, with every `url()` leading to a hashed neighbour.

    What is named but not there, `@import` and `data:` other than pictures are taken out and
    reported: the pages' Content-Security-Policy would refuse them. `source` is the author's
    file; without it the stylesheet is one of ours.
    """
    if not _links(css) and (source is None or "\\" not in css):
        return asset(name, css.encode())
    placed = _place_plainly(name, css, neighbours) if source is None else None
    if placed is None:
        from csp_slides.assets.css_urls import place  # needs a CSS parser, most files do not

        placed = place(css, lambda link: find(link, name, neighbours), sink, name, source)
    return asset(name, placed.encode())


def find(link: str, name: str, neighbours: Mapping[str, PurePosixPath]) -> str | None:
    """Return a stylesheet's link to a neighbouring file, relative to the assets folder.

    A fragment (`sprite.svg#arrow`) is kept. None when there is no such neighbour. In a style
    that was moved out of a Markdown deck, a link is `asset:/` and a path inside the content.
    """
    bare, mark, fragment = link.partition("#")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(bare)))
    for candidate in (bare, beside, bare.removeprefix(ASSET)):
        if candidate in neighbours:
            return posixpath.relpath(neighbours[candidate], FOLDER) + mark + fragment
    return None


def _place_plainly(name: str, css: str, neighbours: Mapping[str, PurePosixPath]) -> str | None:
    """Place the links of a stylesheet that writes them all plainly, without a parser.

    None when anything is out of the ordinary; then the parser decides. Ours are all plain, and
    parsing 50 kB of CSS takes a quarter of the time of a whole small build.
    """
    found = [quoted or bare for quoted, bare in _PLAIN_URL.findall(css)]
    kept = {link: link for link in found if link.startswith(_DATA_PICTURE)}
    places = {link: kept.get(link) or find(link, name, neighbours) for link in found}
    if _links(css) != len(found) or None in places.values():
        return None
    return _PLAIN_URL.sub(lambda link: f'url("{places[link[1] or link[2]]}")', css)


def _links(css: str) -> int:
    plain = css.lower()  # a pattern would look at every letter, and take many times as long
    return sum(map(plain.count, _LINKS))


def _stem(stem: str) -> str:
    readable = _readable(stem)[:_LONGEST_STEM].strip("-") or "file"
    return f"{readable}-file" if _DEVICES.match(readable) else readable


def _readable(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _UNSAFE.sub("-", plain).strip("-")

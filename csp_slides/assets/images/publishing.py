"""Files and pages that slides show, made fit to publish: nothing private, nothing active. Pure."""

from __future__ import annotations

import re
from html import escape
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.assets.attachments.publish import publish_stored
from csp_slides.assets.fingerprint import asset, unique
from csp_slides.assets.images.encoding import KINDS, Refused
from csp_slides.assets.images.metadata import MalformedError
from csp_slides.core.lazy_regex import pattern
from csp_slides.model.slide_blocks import PictureCopy, PictureSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from csp_slides.assets.images.encoding import Copy, Developed
    from csp_slides.core.artifact import Artifact, OnDisk
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Span

_ENDINGS = (".htm", ".html", ".xhtml")
_ELSEWHERE = pattern(r"\s*(?:https?:)?//[^\s/]", re.IGNORECASE)
_NAMED_IN_CODE = pattern(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+[^\s'\"<>)]*", re.IGNORECASE)
_CODE = frozenset({"script", "style"})
_FOLLOWED = frozenset({("a", "href"), ("area", "href"), ("html", "xmlns"), ("svg", "xmlns")})
"""Addresses that are followed only when somebody asks for it, or name no file at all."""


def is_page(path: str) -> bool:
    """Whether a file is by its name a web page."""
    return path.lower().endswith(_ENDINGS)


def fetched_from_elsewhere(content: bytes) -> str | None:
    """Return the first address on another site that a page would fetch; None if there is none.

    What its scripts and styles name counts, since nobody can tell what they do with it.
    """
    from selectolax.lexbor import LexborHTMLParser

    for node in LexborHTMLParser(content).css("*"):
        for name, value in node.attributes.items():
            is_fetched = (node.tag, name) not in _FOLLOWED and not name.startswith("xmlns")
            if is_fetched and value and _ELSEWHERE.match(value):
                return value.strip()
            if name == "style" and value and (found := _NAMED_IN_CODE.search(value)):
                return found[0]
        if node.tag in _CODE and (found := _NAMED_IN_CODE.search(node.text())):
            return found[0]
    return None


MISSING = "missing/"
"""Prefix of a path that stands for a missing picture."""

_OTHERS = frozenset(
    {".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".oga", ".ogg", ".wav", ".vtt", ".pdf"}
    | {".woff2", ".woff", ".ttf", ".otf", ".eot"}
    | {".csv", ".docx", ".htm", ".html", ".ics", ".json", ".odp", ".ods", ".odt", ".pptx", ".rtf"}
    | {".tsv", ".txt", ".xlsx", ".xml", ".zip"}
)
_PLACEHOLDER_LENGTH = 48

NOTHING: Mapping[str, Developed | Refused] = MappingProxyType({})
"""No pictures encoded so far."""

NOT_READ: Mapping[str, OnDisk] = MappingProxyType({})
"""No videos that are copied from the disk."""


class MediaFile(Struct, frozen=True, kw_only=True):
    """A file that pages show, as it is published.

    `path` is its place inside the content, `artifact` what everything can show. `width` and
    `height` are those of a picture that has a size of its own; `sources` are its copies in
    several formats and widths, for pages that let the browser choose, and `copies` their files.
    `is_picture` is False for videos, sounds, fonts and documents. `is_stand_in` marks what is shown
    instead of a picture that is missing or broken.
    """

    path: str
    artifact: Artifact
    width: int | None = None
    height: int | None = None
    sources: tuple[PictureSource, ...] = ()
    copies: tuple[Artifact, ...] = ()
    is_picture: bool = True
    is_stand_in: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of shapes (SVG) rather than pixels."""
        return self.artifact.path.suffix == ".svg"


def publish_all(
    wanted: Mapping[str, Span | None],
    read: Callable[[str], bytes | None],
    sink: Sink,
    developed: Mapping[str, Developed | Refused] = NOTHING,
    *,
    on_disk: Mapping[str, OnDisk] = NOT_READ,
    public: bool = True,
) -> dict[str, MediaFile]:
    """Make every file that decks want fit to publish.

    `wanted` gives, for each path inside the content, a place that names it; `read` gives the
    bytes, but for videos and sounds that are `on_disk` and copied from there. What is missing is
    left out; what stands for a missing picture is drawn.
    `developed` are the pictures that have been developed before.
    """
    files = {}
    for path, span in wanted.items():
        if path in on_disk:
            stored = publish_stored(path, on_disk[path], span, sink)
            if stored is not None:
                files[path] = MediaFile(path=path, artifact=stored, is_picture=False)
            continue
        content = read(path)
        if content is not None:
            files[path] = publish(path, content, span, sink, developed.get(path), public=public)
        elif path.startswith(MISSING):
            files[path] = placeholder(path)
    return files


def is_other(path: str) -> bool:
    """Whether a file is by its name a video, a sound, a font or a document."""
    return PurePosixPath(path).suffix.lower() in _OTHERS


def is_picture(path: str, content: bytes) -> bool:
    """Whether a file must be developed: it is made of pixels, as far as can be told."""
    return not is_other(path) and not _looks_drawn(content)


def publish(
    path: str,
    content: bytes,
    span: Span | None,
    sink: Sink,
    developed: Developed | Refused | None = None,
    *,
    public: bool = True,
) -> MediaFile:
    """Make one file fit to publish; what cannot be shown is reported at `span`.

    A picture is `developed`, now unless it was before. A drawing keeps what draws and nothing
    that acts.
    """
    if is_other(path):
        return _publish_other(path, content, span, sink, public=public)
    if _looks_drawn(content):
        return _publish_drawing(path, content, span, sink)
    if developed is None:
        from csp_slides.assets.images.developing import develop  # most decks have encoded ones

        developed = develop(content)
    return _publish_picture(path, developed, span, sink)


def _publish_other(
    path: str, content: bytes, span: Span | None, sink: Sink, *, public: bool
) -> MediaFile:
    address = fetched_from_elsewhere(content) if is_page(path) else None
    if address is None:
        from csp_slides.assets.attachments import publish_attachment

        content = publish_attachment(path, content, span, sink, public=public)
        return MediaFile(path=path, artifact=asset(path, content), is_picture=False)
    sink.warning(
        "remote",
        f"'{PurePosixPath(path).name}' would load '{address}' from another site, so the page is "
        "left out",
        span,
        "save what it needs next to it and use that, or link to the page online",
    )
    return placeholder(path, "This page is not shown here")


def placeholder(path: str, words: str = "No picture here yet") -> MediaFile:
    """Draw what stands where a picture is missing or broken: a frame with its name in it."""
    name = path.removeprefix(MISSING)
    if len(name) > _PLACEHOLDER_LENGTH:
        name = f"\N{HORIZONTAL ELLIPSIS}{name[-_PLACEHOLDER_LENGTH:]}"
    drawing = _PLACEHOLDER.format(name=escape(_printable(name)), words=escape(words))
    last = f"missing-{PurePosixPath(path).stem}.svg"
    artifact = asset(last, drawing.encode())
    return MediaFile(path=path, artifact=artifact, width=960, height=540, is_stand_in=True)


def _publish_drawing(path: str, content: bytes, span: Span | None, sink: Sink) -> MediaFile:
    from csp_slides.assets.images.vector import clean

    name = PurePosixPath(path).name
    try:
        drawing = clean(content)
    except MalformedError:
        sink.warning(
            "picture",
            f"'{name}' isn't a complete SVG drawing, so it can't be shown",
            span,
            "export it again as plain SVG: 'Export As' in Illustrator, 'Plain SVG' in Inkscape",
        )
        return placeholder(path)
    if drawing.removed:
        sink.warning(
            "picture",
            f"'{name}' contained {_listed(drawing.removed)}, which was removed before publishing",
            span,
            "export it again as plain SVG, and check that it still looks right",
        )
    place = PurePosixPath(path).with_suffix(".svg")
    return MediaFile(
        path=path,
        artifact=asset(str(place), drawing.content),
        width=drawing.width,
        height=drawing.height,
    )


def _publish_picture(
    path: str, developed: Developed | Refused, span: Span | None, sink: Sink
) -> MediaFile:
    name = PurePosixPath(path).name
    if isinstance(developed, Refused):
        sink.warning(
            "picture",
            f"'{name}' {developed.reason}, so it can't be shown",
            span,
            "save it as JPEG, PNG, WebP or SVG, and use that instead",
        )
        return placeholder(path)
    if developed.moves:
        sink.warning(
            "picture",
            f"'{name}' is animated and can't be stopped (WCAG 2.2.2)",
            span,
            "use a still picture, or a video with controls",
        )
    plain = developed.plain
    place = PurePosixPath(path)
    return MediaFile(
        path=path,
        artifact=_artifact(place, plain),
        width=plain.width,
        height=plain.height,
        sources=tuple(
            PictureSource(
                media_type=KINDS[ending][1],
                copies=tuple(
                    PictureCopy(asset=artifact.path, width=copy.width)
                    for copy in copies
                    for artifact in (_artifact(place, copy),)
                ),
            )
            for ending, copies in developed.formats()
        ),
        copies=unique(tuple(_artifact(place, copy) for copy in developed.copies)),
    )


def _artifact(place: PurePosixPath, copy: Copy) -> Artifact:
    return asset(str(place.with_suffix(f".{copy.ending}")), copy.content)


def _looks_drawn(content: bytes) -> bool:
    start = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return start.startswith(b"<")


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


_PLACEHOLDER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" role="img">
  <title>{words}: {name}</title>
  <rect width="960" height="540" fill="#e9edf2"/>
  <path d="M40 40h880v460H40z" fill="none" stroke="#5b6878" stroke-width="4" \
stroke-dasharray="18 14"/>
  <path d="M330 330l90-120 62 78 46-52 102 94z" fill="#b7c1cd"/>
  <circle cx="586" cy="196" r="26" fill="#b7c1cd"/>
  <g fill="#2b3440" font-family="system-ui, sans-serif" text-anchor="middle">
    <text x="480" y="400" font-size="34" font-weight="700">{words}</text>
    <text x="480" y="446" font-size="26">{name}</text>
  </g>
</svg>
"""

"""Make a file that pages show fit to publish: nothing private in it, nothing active. Pure."""

from __future__ import annotations

import io
from html import escape
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.assets import asset
from csp_slides.pictures import raster
from csp_slides.pictures.metadata import MalformedError, without_metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PIL.Image import Image

    from csp_slides.artifact import Artifact
    from csp_slides.diagnostics import Sink
    from csp_slides.source import Span

MISSING = "missing/"
"""How a path begins that stands for a picture which is not there."""

_ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
_OTHER_MEDIA = frozenset(
    {".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".oga", ".ogg", ".wav", ".vtt", ".pdf"}
    | {".woff2", ".woff", ".ttf", ".otf"}
)
_QUALITY = 90
_PLACEHOLDER_LENGTH = 48


class MediaFile(Struct, frozen=True, kw_only=True):
    """A file that pages show, as it is published.

    `path` is its place inside the content. `width` and `height` are those of a picture that has
    a size of its own; `is_picture` is False for films, sounds and fonts. `is_stand_in` marks
    what is shown instead of a picture that is missing or broken.
    """

    path: str
    artifact: Artifact
    width: int | None = None
    height: int | None = None
    is_picture: bool = True
    is_stand_in: bool = False

    @property
    def is_drawing(self) -> bool:
        """Whether it is made of shapes (SVG) rather than pixels."""
        return self.artifact.path.suffix == ".svg"


def publish_all(
    wanted: Mapping[str, Span | None], read: Callable[[str], bytes | None], sink: Sink
) -> dict[str, MediaFile]:
    """Make every file that decks want fit to publish.

    `wanted` gives, for each path inside the content, a place that names it; `read` gives the
    bytes. What is missing there is left out; what stands for a missing picture is drawn.
    """
    files = {}
    for path, span in wanted.items():
        content = read(path)
        if content is not None:
            files[path] = publish(path, content, span, sink)
        elif path.startswith(MISSING):
            files[path] = placeholder(path)
    return files


def publish(path: str, content: bytes, span: Span | None, sink: Sink) -> MediaFile:
    """Make one file fit to publish; what cannot be shown is reported at `span`.

    A picture loses all that its file tells besides the picture, and stands upright. A drawing
    keeps what draws and nothing that acts.
    """
    if PurePosixPath(path).suffix.lower() in _OTHER_MEDIA:
        return MediaFile(path=path, artifact=asset(path, content), is_picture=False)
    if _looks_drawn(content):
        return _publish_drawing(path, content, span, sink)
    try:
        return _publish_picture(path, content, span, sink)
    except (raster.UnreadableError, MalformedError) as error:
        reason = str(error) or "is broken"
        sink.warning(
            "picture",
            f"'{PurePosixPath(path).name}' {reason}, so it cannot be shown",
            span,
            "save it as JPEG, PNG, WebP or SVG, and put that in its place",
        )
        return placeholder(path)


def placeholder(path: str) -> MediaFile:
    """Draw what stands where a picture is missing or broken: a frame with its name in it."""
    name = path.removeprefix(MISSING)
    if len(name) > _PLACEHOLDER_LENGTH:
        name = f"\N{HORIZONTAL ELLIPSIS}{name[-_PLACEHOLDER_LENGTH:]}"
    drawing = _PLACEHOLDER.format(name=escape(_printable(name)))
    last = f"missing-{PurePosixPath(path).stem}.svg"
    artifact = asset(last, drawing.encode())
    return MediaFile(path=path, artifact=artifact, width=960, height=540, is_stand_in=True)


def _publish_drawing(path: str, content: bytes, span: Span | None, sink: Sink) -> MediaFile:
    from csp_slides.pictures.vector import clean

    name = PurePosixPath(path).name
    try:
        drawing = clean(content)
    except MalformedError:
        sink.warning(
            "picture",
            f"'{name}' is not a whole SVG drawing, so it cannot be shown",
            span,
            "export it again as plain SVG",
        )
        return placeholder(path)
    if drawing.removed:
        sink.warning(
            "picture",
            f"'{name}' held {_listed(drawing.removed)}, which was taken out before publishing",
            span,
            "export it again as plain SVG, and look whether it still shows what it should",
        )
    place = PurePosixPath(path).with_suffix(".svg")
    return MediaFile(
        path=path,
        artifact=asset(str(place), drawing.content),
        width=drawing.width,
        height=drawing.height,
    )


def _publish_picture(path: str, content: bytes, span: Span | None, sink: Sink) -> MediaFile:
    picture = original = raster.open_picture(content)
    kind = raster.kind(picture)
    if raster.moves(picture):
        sink.warning(
            "picture",
            f"'{PurePosixPath(path).name}' moves, and nobody can stop it (WCAG 2.2.2)",
            span,
            "use a still picture, or a film with controls",
        )
    held = raster.orientation(picture, content)
    kept = without_metadata(content, kind) if held == raster.UPRIGHT else None
    if kept is None:
        picture = raster.upright(picture, held)
        kind, kept = _saved_again(picture, original, kind)
    place = PurePosixPath(path).with_suffix(_ENDINGS[kind])
    return MediaFile(
        path=path,
        artifact=asset(str(place), kept),
        width=picture.width,
        height=picture.height,
    )


def _saved_again(picture: Image, original: Image, kind: str) -> tuple[str, bytes]:
    """Save a picture: a JPEG with the tables it had, AVIF and WebP well, all else as PNG."""
    profile = original.info.get("icc_profile")
    out = io.BytesIO()
    if kind == "JPEG":
        tables = getattr(original, "quantization", None)
        sampling = _sampling(original)
        picture.save(out, kind, qtables=tables, subsampling=sampling, icc_profile=profile)
    elif kind in {"AVIF", "WEBP"}:
        picture.save(out, kind, quality=_QUALITY, icc_profile=profile, exif=b"", xmp=b"")
    else:
        kind = "PNG"
        plain = picture if picture.mode in _PNG_MODES else picture.convert("RGBA")
        plain.save(out, kind, icc_profile=profile, exif=b"")
    content = out.getvalue()
    return kind, without_metadata(content, kind) or content


def _sampling(picture: Image) -> int:
    from PIL import JpegImagePlugin

    return max(0, JpegImagePlugin.get_sampling(picture))


_PNG_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "I;16"})


def _looks_drawn(content: bytes) -> bool:
    start = content[:1024].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
    return start.startswith(b"<")


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


_PLACEHOLDER = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 540" role="img">
  <title>Picture not shown: {name}</title>
  <rect width="960" height="540" fill="#e9edf2"/>
  <path d="M40 40h880v460H40z" fill="none" stroke="#5b6878" stroke-width="4" \
stroke-dasharray="18 14"/>
  <path d="M330 330l90-120 62 78 46-52 102 94z" fill="#b7c1cd"/>
  <circle cx="586" cy="196" r="26" fill="#b7c1cd"/>
  <g fill="#2b3440" font-family="system-ui, sans-serif" text-anchor="middle">
    <text x="480" y="400" font-size="34" font-weight="700">No picture here yet</text>
    <text x="480" y="446" font-size="26">{name}</text>
  </g>
</svg>
"""

"""A document's pages, each with all that it needs in one file, which opens by double-click. Pure.

The page comes out of its renderer as it always does; here its HTML is read into a tree, and what
it names is written into it. Its own policy then lets run what was written into it, by hash, and
nothing else. Pure: the page and every file that it names are arguments.
"""

from __future__ import annotations

import base64
import hashlib
import posixpath
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from csp_slides.assets.css_urls import place as place_links
from csp_slides.core.artifact import Artifact
from csp_slides.core.diagnostics import Sink

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.editions.edition import Edition
    from csp_slides.render.context import BuildContext

_KINDS: Final = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".m4a": "audio/mp4",
    ".m4v": "video/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".ogv": "video/ogg",
    ".otf": "font/otf",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""Media types by ending (IANA); Python would ask the machine for them."""


def data_address(path: PurePosixPath, content: bytes) -> str:
    """Write a file into an address, with the media type that its name asks for."""
    kind = _KINDS.get(path.suffix.lower(), "application/octet-stream")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


class Beside(Struct, frozen=True, kw_only=True):
    """The files of a site by their place, as the page at `place` leads to them."""

    place: PurePosixPath
    files: Mapping[PurePosixPath, bytes]

    def find(self, address: str | None) -> PurePosixPath | None:
        """Find the file that an address in the page leads to."""
        return self._from(self.place, address or "")

    def data(self, address: str | None) -> str | None:
        """Write out the file that an address in the page leads to, as a `data:` address."""
        return self._written(self.find(address))

    def data_from(self, link: str, sheet: PurePosixPath) -> str | None:
        """Write out the file that a link in the stylesheet at `sheet` leads to."""
        return self._written(self._from(sheet, link))

    def _from(self, place: PurePosixPath, address: str) -> PurePosixPath | None:
        bare = unquote(address.partition("#")[0].partition("?")[0])
        if not bare or ":" in bare:
            return None
        found = type(place)(posixpath.normpath(posixpath.join(place.parent, bare)))
        return found if found in self.files else None

    def _written(self, found: PurePosixPath | None) -> str | None:
        return data_address(found, self.files[found]) if found is not None else None


WIDEST: Final = 1920
"""The width in pixels of the pictures that are kept: that of a projector."""

LARGE: Final = 20_000_000
"""Bytes from which a file is slow to open and refused by mail servers."""

_KEPT_PICTURES: Final = ("image/webp", "image/jpeg", "image/png")
_MEDIA: Final = ":is(audio, video, source, track):is([src], [data-src])"
_SOURCES: Final = ("src", "data-src")
_BEHIND: Final = ("data-background", "data-background-image")
_FILM: Final = "data-background-video"
_SPOKEN: Final = "speaker-page"


def enclose(
    html: bytes,
    place: PurePosixPath,
    files: Mapping[PurePosixPath, bytes],
    *,
    speaker: bytes | None = None,
) -> bytes:
    """Write into a page, which is at `place` in the site, every file that it names.

    `files` are those of the site by their place. A picture is kept at one width. `speaker` is
    the page of the speaker's view, which is laid into the deck's: it is shown at `SPEAKER_INSIDE`.
    """
    page = _Page(html, place, files)
    page.enclose()
    if speaker is not None:
        view = _Page(speaker, place, files)
        view.enclose()
        page.lay_in(view)
    page.state_policy(framed=speaker is not None)
    return page.written()


class _Page:
    """A page while its files are written into it."""

    def __init__(
        self, html: bytes, place: PurePosixPath, files: Mapping[PurePosixPath, bytes]
    ) -> None:
        self._tree = LexborHTMLParser(html)
        self._beside = Beside(place=place, files=files)
        self._last: list[tuple[PurePosixPath, str]] = []
        self._styles: list[str] = []
        self._scripts: list[str] = []
        self._plays = False

    def enclose(self) -> None:
        """Write in styles, scripts, pictures, videos and files to download."""
        for link in self._tree.css("link[rel=stylesheet]"):
            self._enclose_style(link)
        for script in self._tree.css("script[src]"):
            self._enclose_script(script)
        self._enclose_what_is_shown()

    def _enclose_what_is_shown(self) -> None:
        for picture in self._tree.css("picture"):
            self._choose(picture)
        for image in self._tree.css("img[src]"):
            self._lead(image, "src")
            self._drop(image, "srcset", "sizes")
        for video in self._tree.css("video[poster]"):
            self._lead(video, "poster")
        for player in self._tree.css(_MEDIA):
            for name in _SOURCES:
                self._plays = self._lead(player, name) or self._plays
        for slide in self._tree.css("section"):
            self._enclose_background(slide)
        self._name_repeated()
        for link in self._tree.css("a[href]"):
            self._enclose_download(link)

    def _name_repeated(self) -> None:
        """Replace repeats of a background picture by a reference to its first use."""
        first: dict[str, int] = {}
        for number, backdrop in enumerate(self._tree.css(".backdrop")):
            image = backdrop.css_first("img[src]")
            address = (image.attributes["src"] if image is not None else None) or ""
            if first.setdefault(address, number) != number and not _describes(image):
                backdrop.inner_html = ""
                backdrop.attrs["data-as"] = str(first[address])

    def lay_in(self, view: _Page) -> None:
        """Embed the speaker view in this page, where its script finds it."""
        template = self._tree.create_node("template")
        template.attrs["id"] = _SPOKEN
        body = view._tree.body
        assert body is not None, "a parser of HTML always makes one"
        for name, value in body.attributes.items():
            template.attrs[f"data-{name}" if name == "class" else name] = value or ""
        for name, selector in (("title", "title"), ("scheme", "meta[name=color-scheme]")):
            found = view._tree.css_first(selector)
            if found is not None:
                template.attrs[f"data-{name}"] = found.attributes.get("content") or found.text()
        for frame in body.css("iframe[src]"):
            _, mark, query = (frame.attributes["src"] or "").partition("?")
            frame.attrs["src"] = f"{mark}{query}"
        template.attrs["data-deck"] = "?"
        have = {place for place, _ in self._last}
        scripts = [text for place, text in view._last if place not in have]
        template.inner_html = "".join(
            (
                *(f"<style>{text}</style>" for text in view._styles),
                body.inner_html or "",
                *(f"<script>{text}</script>" for text in scripts),
            )
        )
        self._styles += view._styles
        self._scripts += scripts
        self._end().insert_child(template)

    def state_policy(self, *, framed: bool) -> None:
        """Add a policy that allows only the page's own scripts, by hash (CSP 3, 6.7.2.3).

        Scripts that ran once the whole page was loaded stay at its end.
        """
        for _, text in self._last:
            script = self._tree.create_node("script")
            script.insert_child(text)
            self._end().insert_child(script)
            self._scripts.append(text)
        parts = {
            "default-src": ["'none'"],
            "script-src": sorted({_hash(text) for text in self._scripts}),
            "style-src": sorted({_hash(text) for text in self._styles}),
            "img-src": ["data:"],
            "font-src": ["data:"],
            # A script gives background videos `blob:` addresses: reveal.js cuts `data:` at commas.
            "media-src": ["data:", "blob:"] if self._plays else [],
            # The speaker's view frames the file itself: its own name on disk, or on a server.
            "frame-src": ["'self'", "file:"] if framed else [],
            "base-uri": ["'none'"],
            "form-action": ["'none'"],
        }
        policy = "; ".join(" ".join((name, *values)) for name, values in parts.items() if values)
        meta = self._tree.create_node("meta")
        meta.attrs["http-equiv"] = "Content-Security-Policy"
        meta.attrs["content"] = policy
        first = self._tree.css_first("head > meta[charset]")
        assert first is not None, "every template says its encoding"
        first.insert_after(meta)

    def written(self) -> bytes:
        """Write the page out."""
        for element in self._tree.css("pre, textarea"):
            # HTML parsers drop the first line end of these, so it is written twice.
            if element.first_child is not None and element.text().startswith("\n"):
                element.first_child.insert_before("\n")
        return f"{self._tree.html}\n".encode()

    def _end(self) -> LexborNode:
        body = self._tree.body
        assert body is not None, "a parser of HTML always makes one"
        return body

    def _enclose_style(self, link: LexborNode) -> None:
        found = self._beside.find(link.attributes.get("href"))
        if found is None:
            return
        style = self._tree.create_node("style")
        for name in ("id", "media"):
            if name in link.attributes:
                style.attrs[name] = link.attributes[name] or ""
        css = self._beside.files[found].decode()
        led = place_links(css, lambda each: self._beside.data_from(each, found), Sink(), "", None)
        text = _plain(led).replace("</style", r"<\/style")
        style.insert_child(text)
        link.replace_with(style)
        self._styles.append(text)

    def _enclose_script(self, script: LexborNode) -> None:
        found = self._beside.find(script.attributes.get("src"))
        if found is None:
            return
        # What would end the element, or hide its end, only occurs in strings and patterns.
        text = _plain(self._beside.files[found].decode())
        text = text.replace("</script", r"<\/script").replace("<!--", r"<\!--")
        if "defer" in script.attributes:
            self._last.append((found, text))
            script.decompose()
        else:
            here = self._tree.create_node("script")
            here.insert_child(text)
            script.replace_with(here)
            self._scripts.append(text)

    def _choose(self, picture: LexborNode) -> None:
        """Keep one copy of a picture: a format that every browser shows, at projector width."""
        image = picture.css_first("img")
        sources = picture.css("source")
        by_kind = {each.attributes.get("type"): each.attributes.get("srcset") for each in sources}
        for kind in _KEPT_PICTURES:
            if image is not None and kind in by_kind:
                image.attrs["src"] = _widest(by_kind[kind] or "")
                break
        for source in sources:
            source.decompose()

    def _lead(self, element: LexborNode, name: str) -> bool:
        """Replace an attribute's address by the file's data; whether there is such a file."""
        data = self._beside.data(element.attributes.get(name))
        if data is not None:
            element.attrs[name] = data
        return data is not None

    def _drop(self, element: LexborNode, *names: str) -> None:
        for name in names:
            if name in element.attributes:
                del element.attrs[name]

    def _enclose_background(self, slide: LexborNode) -> None:
        """Remove a slide's background where the page has a picture for it."""
        classes = ((each.attributes.get("class") or "").split() for each in slide.iter())
        pictured = any("backdrop" in each for each in classes)
        self._enclose_film(slide)
        for name in _BEHIND:
            if self._beside.find(slide.attributes.get(name)) is None:
                continue
            if pictured:
                self._drop(slide, name)
            else:
                self._lead(slide, name)

    def _enclose_film(self, slide: LexborNode) -> None:
        """Embed the first background video of a slide; the others are the same in other formats."""
        offered = (slide.attributes.get(_FILM) or "").split(",")
        kept = next((data for each in offered if (data := self._beside.data(each.strip()))), None)
        if kept is not None:
            slide.attrs[_FILM] = kept
            self._plays = True

    def _enclose_download(self, link: LexborNode) -> None:
        found = self._beside.find(link.attributes.get("href"))
        if found is not None and self._lead(link, "href"):
            link.attrs["download"] = found.name


def _describes(image: LexborNode | None) -> bool:
    return image is not None and bool(image.attributes.get("alt"))


def _hash(text: str) -> str:
    """Return the source expression of what is in an element: `'sha256-…'`."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _plain(text: str) -> str:
    """Write line ends as a parser of HTML reads them: the hash is of what it has read."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _widest(srcset: str) -> str:
    """Return the widest picture in a `srcset` of ours that is no wider than `WIDEST`."""
    offered = []
    for candidate in srcset.split(", "):
        address, _, width = candidate.rpartition(" ")
        offered.append((int(width.removesuffix("w")), address))
    fitting = [each for each in offered if each[0] <= WIDEST]
    return max(fitting)[1] if fitting else min(offered)[1]


def in_single_files(
    edition: Edition,
    artifacts: list[Artifact],
    media: Mapping[str, MediaFile],
    context: BuildContext,
    sink: Sink,
) -> list[Artifact]:
    """Write into each page of a document all that it needs, where one file is asked for.

    Its pictures and styles then go, and its speaker's view is in the deck's own file. Says
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

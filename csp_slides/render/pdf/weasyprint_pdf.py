"""A page drawn as a tagged PDF (PDF/UA-1, ISO 14289-1), without a browser.

Pure: the page and every file that it names are arguments; neither network nor disk is asked for
anything but the machine's fonts. The same page gives the same bytes.
"""

from __future__ import annotations

import io
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from csp_slides.core.diagnostics import ToolError
from csp_slides.render.pdf.formulas import write_formulas
from csp_slides.render.pdf.tags import mend_tags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath
    from xml.etree.ElementTree import Element

    from pydyf import PDF
    from weasyprint import Document
    from weasyprint.urls import URLFetcher

_SITE = "https://site.invalid/"
"""Where the site stands while it is printed: an address that leads nowhere (RFC 2606)."""

_SVG = "{http://www.w3.org/2000/svg}"

_VARIANT = "pdf/ua-1"

_LENGTH_OF_FONT = "Length1"
"""What only the stream of a TrueType font says of itself (PDF 32000-1, 9.9)."""

_KINDS = {".css": "text/css", ".svg": "image/svg+xml"}
"""The media types that are asked for; of other files only the content counts."""


def draw(html: bytes, place: PurePosixPath, files: Mapping[PurePosixPath, bytes]) -> bytes:
    """Draw a page that stands at `place` in the site.

    `files` are the stylesheets, fonts and pictures of the page by their place in the site.
    Anything else that it names is left out.

    Raises:
        ToolError: the libraries that WeasyPrint draws with are not installed.
    """
    try:
        from PIL import ImageFile
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise ToolError(
            "a PDF cannot be made: WeasyPrint does not find the libraries it draws with",
            remedy="install Pango, or leave 'pdf' out of the formats",
        ) from error
    # WeasyPrint has Pillow take broken pictures for whole ones, in the whole program. What comes
    # here was read before, and a broken picture of another document is still to be told.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    page = HTML(string=html.decode(), base_url=f"{_SITE}{place}", url_fetcher=_fetcher(files))
    _describe_drawings(page.etree_element)
    write_formulas(page.etree_element)
    printed = page.render(pdf_variant=_VARIANT)
    _mend_links(printed, place)
    content: bytes = printed.write_pdf(pdf_variant=_VARIANT, finisher=_finish)
    return content


def _describe_drawings(page: Element) -> None:
    """Have the title of a drawing say all: a figure has one text in a PDF (PDF/UA-1, 7.3)."""
    for drawing in page.iter(f"{_SVG}svg"):
        title, about = (drawing.find(f"{_SVG}{each}") for each in ("title", "desc"))
        if title is not None and about is not None:
            title.text = f"{title.text}. {about.text}"


def _fetcher(files: Mapping[PurePosixPath, bytes]) -> URLFetcher:
    """Serve the files of the site and pictures written into a stylesheet, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    served = {f"{_SITE}{place}": content for place, content in files.items()}

    class SiteFetcher(URLFetcher):  # type: ignore[misc]  # the library says no types
        """Answers for one site, without network or disk."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            """Give a file of the site."""
            bare = unquote(url.partition("#")[0].partition("?")[0])
            if bare in served:
                kind = _KINDS.get(posixpath.splitext(bare)[1], "application/octet-stream")
                return URLFetcherResponse(bare, served[bare], {"Content-Type": kind})
            return super().fetch(url, headers)

    return SiteFetcher(allowed_protocols={"data"})


def _mend_links(printed: Document, place: PurePosixPath) -> None:
    """Have links to files of the site lead there from wherever it stands, each link once.

    The library makes one more of every box inside a link, which stands in no link of its own
    (PDF/UA-1, 7.18.5).
    """
    for page in printed.pages:
        page.links = [
            (kind, _relative(target, place) if kind == "external" else target, area, box)
            for kind, target, area, box in page.links
            if box.element_tag == "a"
        ]


def _finish(_printed: Document, pdf: PDF) -> None:
    mend_tags(pdf)
    _undate_fonts(pdf)


def _undate_fonts(pdf: PDF) -> None:
    """Take out of each font the moment when its unused letters were left out."""
    from fontTools.ttLib import TTFont

    for stream in pdf.objects:
        if _LENGTH_OF_FONT in getattr(stream, "extra", {}):
            font = TTFont(io.BytesIO(b"".join(stream.stream)), recalcTimestamp=False)
            font["head"].modified = font["head"].created
            saved = io.BytesIO()
            font.save(saved)
            stream.stream = [saved.getvalue()]
            stream.extra[_LENGTH_OF_FONT] = len(saved.getvalue())


def _relative(target: str, place: PurePosixPath) -> str:
    if not target.startswith(_SITE):
        return target
    return posixpath.relpath(target.removeprefix(_SITE), str(place.parent))

"""The slides as a tagged PDF, one page a slide, printed from the deck's page by a browser.

The browser is an argument. It is given the files of the site and nothing else: no network, no
disk, and the policy that the site is hosted under.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from csp_slides.core.diagnostics import ToolError
from csp_slides.render.html.speaker_page import is_hidden
from csp_slides.render.pdf.printed import Entry, Site, finish
from csp_slides.render.pdf.stage_pages import is_picture, shown_in_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    from csp_slides.model.deck import Deck, Slide

_SITE: Final = "https://site.invalid/"
"""The site's address while it is printed, which is reserved and leads nowhere (RFC 2606)."""

_VIEW: Final = "?view=print"

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; base-uri 'none'; form-action 'none'"
)

_KINDS: Final = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}

_SWITCHES: Final = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--font-render-hinting=none",
    "--no-first-run",
    "--no-sandbox",
)
"""No sandbox: the pages are ours, sanitised and offline, and a sandbox does not run as root."""

_TIMEOUT: Final = 60_000
"""Milliseconds after which a browser that doesn't respond is given up."""

_ALL_IS_THERE: Final = """async (longest) => {
  const late = new Promise((_, reject) => {
    setTimeout(reject, longest, new Error("pictures do not come"));
  });
  for (const image of document.images) image.loading = "eager";
  await document.fonts.ready;
  const named = [...document.querySelectorAll(".slide-background-content")]
    .flatMap((each) => [...each.style.backgroundImage.matchAll(/url\\("(.+?)"\\)/g)])
    .map((found) => Object.assign(new Image(), { src: found[1] }));
  const shown = [...document.images].filter((image) => !image.closest(".backdrop"));
  const pictures = [...named, ...shown].map((image) => image.decode());
  await Promise.race([late, Promise.allSettled(pictures)]);
}"""
"""Waits for fonts and pictures, including backgrounds and those that load lazily."""


def for_paper(deck: Deck) -> Deck:
    """Remove what no page shows, whoever the build is for: notes, and hidden slides."""
    stacks = tuple(
        replace(stack, slides=kept)
        for stack in deck.stacks
        if (kept := tuple(replace(s, notes=()) for s in stack.slides if not is_hidden(s)))
    )
    return replace(deck, stacks=stacks, prepared=())


def render(
    deck: Deck,
    html: bytes,
    place: PurePosixPath,
    files: Mapping[PurePosixPath, bytes],
    browser: Path,
    *,
    linked: Mapping[str, PurePosixPath] | None = None,
) -> bytes:
    """Print the page of a deck `for_paper`, which is at `place` in the site.

    `files` are its stylesheets, scripts, fonts and pictures by their place in the site. Anything
    else that it names is left out. `linked` has the places of the content's files that links lead
    to.

    Raises:
        ToolError: the browser does not start, or does not print.
    """
    site = {f"{_SITE}{path}": content for path, content in files.items()}
    address = f"{_SITE}{place}"
    # Playwright refuses to work where an event loop is running, as in a notebook or a server.
    with ThreadPoolExecutor(max_workers=1) as thread:
        printed = thread.submit(_printed, address, {**site, address: html}, browser).result()
    return finish(
        printed,
        title=deck.title,
        language=deck.language,
        outline=outline(deck),
        site=replace(_site_of(deck, place), linked=linked or {}),
    )


def _site_of(deck: Deck, place: PurePosixPath) -> Site:
    shown = list(deck.slides)
    numbers = {slide.id: number for number, slide in enumerate(shown) if slide.id is not None}
    # reveal.js also accepts a slide's position, with a second number for the one below.
    for across, stack in enumerate(deck.stacks):
        for down, slide in enumerate(stack.slides):
            numbers.setdefault(f"{across}/{down}" if down else str(across), shown.index(slide))
    titles = tuple(_name(slide, number) for number, slide in enumerate(shown))
    return Site(address=_SITE, place=place, slides=numbers, titles=titles)


def _printed(address: str, site: Mapping[str, bytes], browser: Path) -> bytes:
    from playwright.sync_api import Error, sync_playwright

    try:
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=browser, args=list(_SWITCHES))
            printed = _print(opened, address, site)
            opened.close()
    except Error as error:
        reason = error.message.strip().partition("\n")[0]
        raise ToolError(
            f"'{browser}' could not print the slides: {reason}",
            remedy="name another browser in CHROMIUM, or leave 'pdf' out of the formats",
        ) from error
    return printed


def _print(opened: Browser, address: str, site: Mapping[str, bytes]) -> bytes:
    context = opened.new_context(
        viewport={"width": 1280, "height": 720}, service_workers="block", reduced_motion="reduce"
    )
    context.set_default_timeout(_TIMEOUT)
    context.route("**/*", _server(site))
    page: Page = context.new_page()
    page.goto(address + _VIEW)
    page.wait_for_selector("html.ready", state="attached")
    page.evaluate(_ALL_IS_THERE, _TIMEOUT)
    return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)


def _server(site: Mapping[str, bytes]) -> Callable[[Route], None]:
    """Serve one site, without network or disk."""

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        bare = unquote(f"{parts.scheme}://{parts.netloc}{parts.path}")
        if bare not in site:
            route.abort()
            return
        place, body = PurePosixPath(bare), site[bare]
        if is_picture(place):
            shown = shown_in_pdf(place, body, printed=True)
            place, body = PurePosixPath(shown.name), shown.content
        kind = _KINDS.get(place.suffix.lower(), "application/octet-stream")
        headers = {"Content-Type": kind, "Content-Security-Policy": _POLICY}
        route.fulfill(body=body, headers=headers)

    return answer


def outline(deck: Deck) -> tuple[Entry, ...]:
    """List the slides of a deck that is ready for paper, each under the first of its stack."""
    entries = []
    page = 0
    for stack in deck.stacks:
        first, *others = (
            Entry(title=_name(slide, number), page=number)
            for number, slide in enumerate(stack.slides, start=page)
        )
        entries.append(replace(first, inside=tuple(others)))
        page += len(stack.slides)
    return tuple(entries)


def _name(slide: Slide, page: int) -> str:
    title = slide.title or f"Slide {page + 1}"
    return f"{title}, {slide.part_words}" if slide.part_words else title

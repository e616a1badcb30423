"""Keeps of an author's HTML what a public page may hold, and says what it leaves out.

The tree is cleaned here so that every loss can be reported with its line; nh3 cleans the
written HTML once more with the same lists, so that a slip here reaches no page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET
from csp_slides.markdown import backgrounds
from csp_slides.markdown.allowed import (
    CONTROLS,
    DRAWN_ONLY,
    DROPPED,
    ELEMENTS,
    GLOBAL,
    LOCAL_SCHEME,
    SCHEMES,
    is_made_up,
)
from csp_slides.markdown.links import clean_address, find_words
from csp_slides.markdown.media import (
    DATA,
    FILMS,
    clean_film,
    clean_frame,
    clean_preview,
    is_data_picture,
)
from csp_slides.markdown.tree import Child, Comment, Element, write_tree

if TYPE_CHECKING:
    from nh3 import Cleaner

    from csp_slides.core.source import Span
    from csp_slides.markdown.reading import Reading

_PICTURES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
EMBEDDED = frozenset({"object", "embed", "applet"})
"""Elements that show a file by a plug-in, which browsers no longer have."""

_NAMES = {"object": "data", "embed": "src"}
_KEPT = ("id", "class", "title", "width", "height")


def read_object(element: Element, reading: Reading) -> Element | None:
    """Make a picture of an element that shows one; None when it shows something else.

    The pages' policy lets no plug-in in, and `img` draws the same picture.
    """
    name = _NAMES.get(element.tag, "")
    file = element.attributes.get(name, "").strip()
    if PurePosixPath(file.partition("?")[0].partition("#")[0]).suffix.lower() not in _PICTURES:
        return None
    place = find_words(reading, element.place_of(name), file)
    address = reading.shared.media.resolve(file, place)
    if address is None:
        return None
    attributes = {
        kept: value
        for kept, value in element.attributes.items()
        if kept in _KEPT or kept.startswith(("data-", "aria-"))
    }
    style = element.attributes.get("style", "")
    moved = reading.shared.styles.move(style, place) if style else None
    words = element.attributes.get("aria-label") or " ".join(element.text.split())
    named = {"alt": words} if words else {}
    picture = Element("img", {**attributes, "src": address, **named}, [], element.place)
    if moved:
        picture.add_class(moved)
    return picture


_ADDRESSES = frozenset({"href", "src", "poster", "srcset", "data-src", "data-preview-image"}) | {
    "data-preview-video",
    "data-preview-link",
}
_SOURCES = frozenset({"src", "srcset", "data-src"})
_RESERVED = ("data-csp-", "data-markdown", "data-separator", "data-template", "data-charset")
_DRAWING_TOOLS = frozenset({"xmlns", "xml", "inkscape", "sodipodi"})
"""What is before a colon in attributes that drawing programs write for themselves."""

_UNDRAWN = pattern(r"(?:^|[;{])\s*display\s*:\s*none\b", re.IGNORECASE)
_OUTSIDE_LINK = pattern(r"url\s*\((?!\s*[\"']?#)", re.IGNORECASE)
_OWN_NAME = pattern(r"(?!on)[A-Za-z_][A-Za-z0-9_.-]*")
_SAFE_NAME = pattern(r"(?:data|aria)-[a-z0-9_.:-]+")


def sanitise(root: Element, reading: Reading) -> None:
    """Clean everything below `root`, in place."""
    kept: list[Child] = []
    # One line end is enough between blocks, so that comments don't leave a gap.
    for each in _clean_children(root, reading):
        if not isinstance(each, str) or each.strip(" \n\t"):
            kept.append(each)
        elif kept and kept[-1] != "\n":
            kept.append("\n")
    root.children = kept


def write_safely(root: Element, *, trusted: bool = False) -> str:
    """Write what is inside `root` as HTML that holds nothing but what is allowed.

    In a trusted deck everything is allowed that `sanitise` has left in the tree.
    """
    html = write_tree(root)
    if not trusted:
        made_up = frozenset(
            (each.tag, frozenset(each.attributes))
            for each in root.elements()
            if is_made_up(each.tag)
        )
        return without_unseen(_strict_cleaner(made_up, data=DATA in html).clean(html))
    allowed = {tag: set(own) for tag, own in ELEMENTS.items()}
    for element in root.elements():
        allowed.setdefault(element.tag, set()).update(element.attributes)
    return without_unseen(_make_cleaner(allowed, data=True).clean(html))


@lru_cache(maxsize=8)
def _strict_cleaner(made_up: frozenset[tuple[str, frozenset[str]]], *, data: bool) -> Cleaner:
    allowed = {tag: set(own) for tag, own in ELEMENTS.items()}
    for tag, names in made_up:
        allowed.setdefault(tag, set()).update(names)
    return _make_cleaner(allowed, data=data)


def _make_cleaner(allowed: dict[str, set[str]], *, data: bool) -> Cleaner:
    """Make nh3's cleaner; `data` lets pictures, and only them, are inside their address."""
    import nh3

    return nh3.Cleaner(
        tags=set(allowed),
        clean_content_tags={"script", "style"} - set(allowed),
        attributes={"*": set(GLOBAL), **allowed},
        attribute_filter=_keep_pictures if data else None,
        generic_attribute_prefixes={"data-", "aria-"},
        url_schemes={*SCHEMES, LOCAL_SCHEME, *(["data"] if data else [])},
        link_rel=None,
    )


def _keep_pictures(tag: str, name: str, value: str) -> str | None:
    if not value.lstrip().lower().startswith(DATA):
        return value
    return value if tag == "img" and name == "src" and is_data_picture(value) else None


def _clean_children(parent: Element, reading: Reading, *, drawn: bool = False) -> list[Child]:
    """Clean what is inside an element; `drawn` when that is part of a drawing or a formula."""
    drawn = drawn or parent.tag in {"svg", "math"}
    kept: list[Child] = []
    for child in parent.children:
        if isinstance(child, Comment):
            continue
        if isinstance(child, str):
            kept.append(child)
        else:
            kept += _clean_element(child, reading, drawn=drawn)
    return kept


def _clean_element(element: Element, reading: Reading, *, drawn: bool) -> list[Child]:
    trusted = reading.shared.settings.trusted
    if element.tag in DROPPED and not (
        (trusted and element.tag in CONTROLS) or (element.tag in DRAWN_ONLY and not drawn)
    ):
        return _drop(element, reading)
    if not drawn and _is_undrawn(element):
        reading.warning(
            "html",
            f"'<{element.tag}>' is hidden, so it is left out with the words in it",
            reading.span(element.place, f"<{element.tag}"),
            "remove it, or remove what hides it if it is to be shown",
        )
        return []
    if element.tag == "input" and not trusted:
        return _clean_box(element, reading)
    element.children = _clean_children(element, reading, drawn=drawn)
    made_up = is_made_up(element.tag) and not drawn
    if element.tag not in ELEMENTS and not trusted and not made_up:
        reading.warning(
            "html",
            f"'<{element.tag}>' is left out, though not the words in it",
            reading.span(element.place, f"<{element.tag}"),
            "use other HTML, or Markdown",
        )
        return element.children
    if made_up and "-" not in element.tag:
        reading.warning(
            "html",
            f"'<{element.tag}>' is not shown: it is read as HTML",
            reading.span(element.place, f"<{element.tag}"),
            "put it between backticks if it is to be read",
        )
    own = set(element.attributes) if made_up else ELEMENTS.get(element.tag, set())
    clean_attributes(element, reading, allowed={name for name in own if _OWN_NAME.fullmatch(name)})
    return _finish(element, reading)


def _is_undrawn(element: Element) -> bool:
    """Whether nobody would see an element, whose words a page's source and search would give."""
    hidden = element.attributes.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found":
        return True
    return _UNDRAWN.search(element.attributes.get("style", "")) is not None


def _finish(element: Element, reading: Reading) -> list[Child]:
    """Return what is shown of a cleaned element that names a file."""
    if element.tag == "iframe":
        return clean_frame(element, reading)
    if element.tag in FILMS:
        return clean_film(element, reading)
    if element.tag == "img" and _SOURCES.isdisjoint(element.attributes):
        return [element.attributes.get("alt", "")]
    return [element]


def _drop(element: Element, reading: Reading) -> list[Child]:
    """Drop an element with everything in it, or use what it stands for."""
    span = reading.span(element.place, f"<{element.tag}")
    if element.tag == "style":
        reading.shared.styles.take_sheet(element.text, span)
    elif element.tag == "link" and "stylesheet" in element.attributes.get("rel", "").lower():
        _take_sheet(element.attributes.get("href", ""), span, reading)
    elif element.tag == "script":
        return _keep_script(element, span, reading)
    elif (picture := read_object(element, reading)) is not None:
        return [picture]
    else:
        help_ = "show a picture of it, or link to its file" if element.tag in EMBEDDED else None
        reading.warning(
            "html", f"'<{element.tag}>' is left out with all that is in it", span, help_
        )
    return []


def _take_sheet(name: str, span: Span, reading: Reading) -> None:
    path = reading.shared.media.locate(name)
    if path is not None:
        reading.shared.styles.sheets.append(path)
        return
    reading.warning(
        "style",
        f"'{name}' isn't a style sheet in this content folder",
        span,
        "save it in the content folder and name it under 'css' in the front matter",
    )


def _keep_script(element: Element, span: Span, reading: Reading) -> list[Child]:
    """Return a trusted deck's own script file; no other script could run under the policy."""
    media = reading.shared.media
    path = media.locate(element.attributes.get("src", ""))
    if path is not None and reading.shared.settings.trusted:
        return [Element("script", {"src": f"{ASSET}{path}", "defer": ""}, [], element.place)]
    reading.warning(
        "script",
        "a script is left out: the pages run none but their own",
        span,
        "show its result as text or as a picture",
    )
    return []


def _clean_box(element: Element, reading: Reading) -> list[Child]:
    """Return a task's tick box, disabled; any other input is left out."""
    if element.attributes.get("type", "").lower() == "checkbox":
        clean_attributes(element, reading, allowed=ELEMENTS["input"])
        element.attributes["disabled"] = ""
        return [element]
    reading.warning(
        "html", "'<input>' is left out: a slide isn't a form", reading.span(element.place, "<input")
    )
    return []


def clean_attributes(element: Element, reading: Reading, *, allowed: set[str]) -> None:
    """Remove an element's other attributes, and resolve addresses to local files."""
    kept: dict[str, str] = {}
    for name, value in element.attributes.items():
        cleaned = _clean_attribute(element, name, value, reading, allowed)
        if cleaned is not None:
            kept[name] = cleaned
    moved = kept.pop("style", None)
    element.attributes = kept
    if moved:
        element.add_class(moved)
    side = kept.get("align", "")
    if element.tag in {"td", "th"} and side in {"left", "center", "right"}:
        del kept["align"]
        element.add_class(f"align-{side}")
    if kept.get("target") == "_blank":
        kept["rel"] = "noopener noreferrer"
    if "data-preview-link" in kept:
        clean_preview(element, reading)


def _clean_attribute(
    element: Element, name: str, value: str, reading: Reading, allowed: set[str]
) -> str | None:
    place = element.place_of(name)
    if name in _RULES:
        return _RULES[name](element, name, value, reading)
    if name.startswith(_RESERVED) or (":" in name and name.partition(":")[0] in _DRAWING_TOOLS):
        return None
    if not _may_have(name, allowed, reading):
        _refuse(name, place, reading)
        return None
    if _OUTSIDE_LINK.search(value):
        reading.warning(
            "attribute", f"'{name}' is left out: it names an address", reading.span(place, value)
        )
        return None
    return value


def _may_have(name: str, allowed: set[str], reading: Reading) -> bool:
    if name in GLOBAL or name in allowed or _SAFE_NAME.fullmatch(name):
        return True
    return reading.shared.settings.trusted and not name.startswith("on")


def _refuse(name: str, place: int, reading: Reading) -> None:
    if name.startswith("on"):
        reading.warning(
            "handler",
            f"'{name}' is left out: the pages run no scripts but their own",
            reading.span(place, name),
        )
    else:
        reading.warning("attribute", f"'{name}' is left out", reading.span(place, name))


def _move_style(element: Element, name: str, value: str, reading: Reading) -> str | None:
    """Move a style to the deck's stylesheet; gives the class that stands for it."""
    return reading.shared.styles.move(value, reading.span(element.place_of(name), name))


_RULES: dict[str, backgrounds.Rule] = {
    **backgrounds.RULES,
    **dict.fromkeys(_ADDRESSES, clean_address),
    "style": _move_style,
}
"""Attributes that are read by a rule of their own."""


_UNSEEN: Final = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Controls, and overrides and isolates of direction (Unicode Technical Report 36, 3.3)."""


def without_unseen(text: str) -> str:
    """Return a text or HTML without invisible characters."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)

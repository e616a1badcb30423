"""What an author's own style files decide of a deck's look: colours, type and background.

reveal.js's themes are rules for `.reveal` and variables such as `--r-main-color`. A page of ours
has parts of its own (bullets, the slide number, the menu), which take their colours from what is
found here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import tinycss2  # type: ignore[import-untyped]  # it has no types
from msgspec import Struct, field
from tinycss2.color4 import parse_color  # type: ignore[import-untyped]  # as above

from csp_slides.content.markdown_deck import AuthorTheme
from csp_slides.core.lazy_regex import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACES = pattern(r"\s+")
_PAGES = frozenset({":root", "html", "body", ".reveal-viewport", ".reveal", "html body"})
_FLOW = frozenset(
    {".reveal", ".reveal .slides", ".reveal .slides section", ".reveal .slides>section"}
    | {".reveal section", ".slides section", "section", ".slides", ".reveal .slides > section"}
)
_LINKS = frozenset({"a", ".reveal a", ".reveal a:link", "a:link", ".reveal .slides a"})
_HEADINGS = frozenset(
    {f"{before}h{level}" for before in ("", ".reveal ", ".reveal .slides ") for level in (1, 2)}
)
_BODIES = frozenset({"html", "body", "html body"})
_VARIABLE = pattern(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_LENGTH = pattern(r"\d+(?:\.\d+)?(?:px|pt)")
_TYPE = {
    "--r-main-font": "--font-text",
    "--r-heading-font": "--font-heading",
    "--r-code-font": "--font-code",
    "--r-heading-font-weight": "--heading-weight",
}
"""Variables of reveal.js's themes by those of ours that mean the same."""

_MOST_REFERENCES = 20


class _Found(Struct):
    """The declarations that matter, the last of each kind."""

    variables: dict[str, str] = field(default_factory=dict)
    page: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    flow: dict[str, str] = field(default_factory=dict)
    link: dict[str, str] = field(default_factory=dict)
    heading: dict[str, str] = field(default_factory=dict)

    def value(self, text: str | None) -> str | None:
        """Return a value with the variables in it replaced."""
        for _ in range(_MOST_REFERENCES):
            found = _VARIABLE.search(text) if text else None
            if text is None or found is None:
                break
            known = self.variables.get(found.group(1), found.group(2) or "")
            text = f"{text[: found.start()]}{known.strip()}{text[found.end() :]}"
        return text


def read_author_theme(sheets: Iterable[str], *, whole: bool) -> AuthorTheme | None:
    """Return what style files decide together; None if there are none.

    `whole` says that they are in place of a theme, and not beside one.
    """
    found = _Found()
    texts = tuple(sheets)
    if not texts:
        return None
    for text in texts:
        _read(text, found)
    variables = found.variables
    background = _colour(found, variables.get("--r-background-color")) or _ground(found)
    return AuthorTheme(
        whole=whole,
        background=background,
        text=_colour(found, variables.get("--r-main-color") or found.page.get("color")),
        heading=_colour(found, variables.get("--r-heading-color") or found.heading.get("color")),
        link=_colour(found, variables.get("--r-link-color") or found.link.get("color")),
        styles="".join(_styles(found)),
    )


def _read(text: str, found: _Found) -> None:
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue
        selectors = {
            _SPACES.sub(" ", each).strip() for each in tinycss2.serialize(rule.prelude).split(",")
        }
        declarations = {
            each.lower_name: tinycss2.serialize(each.value).strip()
            for each in tinycss2.parse_blocks_contents(rule.content)
            if each.type == "declaration"
        }
        if selectors & _PAGES:
            found.variables |= {
                name: value for name, value in declarations.items() if name.startswith("--")
            }
            found.page |= declarations
        if selectors & _BODIES and not selectors & {".reveal-viewport"}:
            found.body |= declarations
        for group, kept in ((_FLOW, found.flow), (_LINKS, found.link), (_HEADINGS, found.heading)):
            if selectors & group:
                kept.update(declarations)


def _ground(found: _Found) -> str | None:
    """Return the colour behind everything, the first one of a gradient."""
    for name in ("background-color", "background", "background-image"):
        value = found.value(found.page.get(name))
        parts = tinycss2.parse_component_value_list(value or "", skip_comments=True)
        while parts:
            part = parts.pop(0)
            colour = _hex(tinycss2.serialize([part]))
            if colour is not None:
                return colour
            if part.type == "function" and part.lower_name.endswith("gradient"):
                parts = [*part.arguments, *parts]
    return None


def _colour(found: _Found, value: str | None) -> str | None:
    return _hex(found.value(value) or "")


def _hex(value: str) -> str | None:
    """Write an opaque colour as `#rrggbb`."""
    colour = parse_color(value.strip()) if value.strip() else None
    if colour is None or colour == "currentcolor":
        return None
    red, green, blue, alpha = colour.to("srgb")
    if alpha < 1:
        return None
    parts = (min(max(round(part * 255), 0), 255) for part in (red, green, blue))
    return "#{:02x}{:02x}{:02x}".format(*parts)


def _styles(found: _Found) -> Iterator[str]:
    """Write what our own rules need to be told, beyond colours."""
    told = {ours: f"var({theirs})" for theirs, ours in _TYPE.items() if theirs in found.variables}
    family = found.value(found.page.get("font-family"))
    if family and "--r-main-font" not in found.variables and "inherit" not in family:
        told["--font-text"] = family
        told.setdefault("--font-heading", family)
    size = found.value(found.page.get("font-size"))
    if size and "--r-main-font-size" not in found.variables and _LENGTH.fullmatch(size):
        told["--r-main-font-size"] = size
    own = {name: value for name, value in told.items() if name not in found.variables}
    if own:
        declared = "; ".join(f"{name}: {value}" for name, value in own.items())
        yield f":root {{ {declared} }}\n"
    side = found.flow.get("text-align")
    if side in {"left", "right", "center", "start", "end", "justify"}:
        yield f".staged .slides section.slide--authored {{ text-align: {side} }}\n"
    yield from _behind(found)


def _behind(found: _Found) -> Iterator[str]:
    """Repeat the page's background where reveal.js's own rule outranks one for `body`."""
    kept = {
        name: value
        for name, value in found.body.items()
        if name.startswith("background") and "url(" not in value.lower()
    }
    if kept:
        declared = "; ".join(f"{name}: {value}" for name, value in kept.items())
        yield f".reveal-viewport {{ {declared} }}\n"

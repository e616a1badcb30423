"""Decks written for reveal-md's neighbours: recognised by their settings and separators.

Their settings are renamed to reveal-md's, and their own separators become the defaults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.markdown import reveal_options
from csp_slides.markdown.front_matter import Setting
from csp_slides.markdown.separators import HORIZONTAL, NOTES, VERTICAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.diagnostics import Sink
    from csp_slides.markdown.front_matter import Plain

_OPTIONS = "revealOptions"
_LINE = r"^(\r\n?|\n){}(\r\n?|\n)$"
_TWO_HYPHENS = pattern(r"\n\n--\n(?:\n|$)")

_MKSLIDES = {
    "separator": "separator",
    "separator_vertical": "verticalSeparator",
    "separator_notes": "notesSeparator",
    "theme": "theme",
    "highlight_theme": "highlightTheme",
    "title": "title",
}
_HACKMD = {
    "separator": "separator",
    "verticalSeparator": "verticalSeparator",
    "notesSeparator": "notesSeparator",
    "theme": "theme",
}
_VSCODE_ONLY = frozenset(
    {"customTheme", "customHighlightTheme", "enableMenu", "enableChalkboard", "enableTitleFooter"}
    | {
        "enableZoom",
        "enableSearch",
        "logoImg",
        "slideExplorerEnabled",
        "browserPath",
        "exportHTMLPath",
    }
    | {"openFilemanagerAfterHTMLExport"}
)
_UNUSED_ELSEWHERE = frozenset(
    {"type", "tags", "description", "robots", "GA", "disqus", "breaks", "image", "dir", "plugins"}
)


class Flavour(Struct, frozen=True, kw_only=True):
    """How a deck's tool reads it: its settings under reveal-md's names, and its defaults.

    `breaks` makes every line end in a paragraph a line end on the slide.
    """

    name: str
    settings: Mapping[str, Setting]
    horizontal: str = HORIZONTAL
    vertical: str = VERTICAL
    notes: str = NOTES
    breaks: bool = False


def recognise(
    settings: Mapping[str, Setting], text: str, beside: Mapping[str, Setting], sink: Sink
) -> Flavour:
    """Return which tool a deck was written for; `beside` are the settings of mkslides.yml."""
    if beside or isinstance(_value(settings, "slides"), dict) or "revealjs" in settings:
        found = _read_mkslides({**beside, **settings})
    elif "slideOptions" in settings or _value(settings, "type") == "slide":
        found = _read_hackmd(settings)
    elif _is_vscode(settings):
        found = _read_vscode(settings, text)
    else:
        return Flavour(name="reveal-md", settings=settings)
    first = next(iter(settings.values()), None)
    if first is not None:
        sink.hint("flavour", f"this deck is read as a {found.name} deck", first.name_span)
    return found


def _value(settings: Mapping[str, Setting], name: str) -> Plain:
    found = settings.get(name)
    return None if found is None else found.value


def _is_vscode(settings: Mapping[str, Setting]) -> bool:
    names = set(settings)
    return bool(names & _VSCODE_ONLY) or any(reveal_options.is_known(name) for name in names)


def _rename(group: Setting | None, names: Mapping[str, str]) -> dict[str, Setting]:
    """Return the settings in a group, under reveal-md's names."""
    if group is None or not isinstance(group.value, dict):
        return {}
    return {
        names[name]: Setting(
            value, group.places.get(name, group.name_span), group.span, text=group.parts.get(name)
        )
        for name, value in group.value.items()
        if name in names and value is not None
    }


def _without(settings: Mapping[str, Setting], names: frozenset[str]) -> dict[str, Setting]:
    return {name: setting for name, setting in settings.items() if name not in names}


def _read_mkslides(settings: Mapping[str, Setting]) -> Flavour:
    kept = _without(settings, _UNUSED_ELSEWHERE | {"slides", "revealjs", "index"})
    kept |= _rename(settings.get("slides"), _MKSLIDES)
    if "revealjs" in settings:
        kept[_OPTIONS] = settings["revealjs"]
    return Flavour(name="mkslides", settings=kept, vertical="")


def _read_hackmd(settings: Mapping[str, Setting]) -> Flavour:
    kept = _without(settings, _UNUSED_ELSEWHERE | {"slideOptions"})
    options = settings.get("slideOptions")
    kept |= _rename(options, _HACKMD)
    if options is not None and isinstance(options.value, dict):
        others = {name: value for name, value in options.value.items() if name not in _HACKMD}
        kept[_OPTIONS] = replace(options, value=others)
    return Flavour(
        name="HackMD",
        settings=kept,
        horizontal=_LINE.format("---"),
        vertical=_LINE.format("----"),
        notes="^note:",
        breaks=_value(settings, "breaks") is not False,
    )


def _read_vscode(settings: Mapping[str, Setting], text: str) -> Flavour:
    options = {
        name: setting.value for name, setting in settings.items() if reveal_options.is_known(name)
    }
    kept = _without(settings, _UNUSED_ELSEWHERE | _VSCODE_ONLY | frozenset(options))
    custom = settings.get("customTheme")
    if custom is not None and custom.text:
        name = custom.text if custom.text.endswith(".css") else f"{custom.text}.css"
        kept["css"] = replace(custom, value=[name], text=None)
    first = next(
        setting for name, setting in settings.items() if name in options or name in _VSCODE_ONLY
    )
    kept.setdefault(_OPTIONS, replace(first, value={}, text=None))
    given = kept[_OPTIONS].value
    kept[_OPTIONS] = replace(
        kept[_OPTIONS], value={**options, **(given if isinstance(given, dict) else {})}
    )
    if _TWO_HYPHENS.search(text):
        return Flavour(
            name="vscode-reveal",
            settings=kept,
            horizontal=_LINE.format("---"),
            vertical=_LINE.format("--"),
            notes="note:",
        )
    return Flavour(name="vscode-reveal", settings=kept)

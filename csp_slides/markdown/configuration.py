"""The configuration files beside a deck, and the settings of reveal.js from all places."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Source
from csp_slides.markdown import reveal_options
from csp_slides.markdown.front_matter import Setting, read_settings
from csp_slides.schema.yaml.nodes import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csp_slides.core.diagnostics import Sink
    from csp_slides.markdown.front_matter import Plain
    from csp_slides.markdown.media import FileIndex, Media

_NAME = "revealOptions"
_DEEPEST = 50
_NEAR = pattern(r"near (\d+)")
_UNREADABLE = object()


def read_configuration(
    name: str, source: Source, files: FileIndex, sink: Sink
) -> dict[str, Setting]:
    """Read `<name>.json5`, else `<name>.json`, beside the deck; both may be JSON5."""
    for ending in ("json5", "json"):
        path = files.find(f"{name}.{ending}", source.inside)
        text = files.read_text(path) if path is not None else None
        if path is None or text is None:
            continue
        shown = PurePosixPath(source.path).parent / PurePosixPath(path).name
        file = Source(shown, text, PurePosixPath(path))
        found = _read_json5(text, file, sink)
        if found is _UNREADABLE:
            return {}
        if not isinstance(found, dict):
            sink.error("json", f"{path} holds no settings", file.span(1, 1))
            return {}
        span = file.span(1, 1)
        return {key: Setting(value, span, span, text=_typed(value)) for key, value in found.items()}
    return {}


def _read_json5(text: str, file: Source, sink: Sink) -> object:
    import pyjson5

    try:
        return pyjson5.decode(text, maxdepth=_DEEPEST)
    except pyjson5.Json5DecoderException as error:
        message = str(error.args[0]) if error.args else ""
        place = _NEAR.search(message)
        # The place after a character that it doesn't expect.
        step = isinstance(error, pyjson5.Json5IllegalCharacter)
        offset = min(int(place.group(1)) - step, len(text)) if place else 0
        line = text.count("\n", 0, offset) + 1
        column = offset - (text.rfind("\n", 0, offset) + 1) + 1
        sink.error("json", f"{file.inside} isn't JSON5 from here on", file.span(line, column))
        return _UNREADABLE


def read_mkslides(source: Source, files: FileIndex, sink: Sink) -> dict[str, Setting]:
    """Read the configuration of mkslides, which is YAML, beside the deck."""
    path = files.find("mkslides.yml", source.inside)
    text = files.read_text(path) if path is not None else None
    if path is None or text is None:
        return {}
    from csp_slides.schema.yaml.compose import compose

    shown = PurePosixPath(source.path).parent / PurePosixPath(path).name
    node = compose(Source(shown, text, PurePosixPath(path)), sink)
    return read_settings(node, sink) if isinstance(node, Group) else {}


def _typed(value: Plain) -> str | None:
    return None if value is None or isinstance(value, bool | list | dict) else str(value)


def read_options(
    settings: Mapping[str, Setting], beside: Mapping[str, Setting], media: Media, sink: Sink
) -> dict[str, object]:
    """Return the settings of reveal.js that a deck may make; every other one is reported.

    Those of the deck and of `reveal-md.json` go before those of `reveal.json`.
    """
    given = dict(beside)
    own = settings.get(_NAME)
    if own is not None and isinstance(own.value, dict):
        for name, value in own.value.items():
            place = own.places.get(name, own.name_span)
            given[name] = Setting(value, place, place, text=_typed(value))
    elif own is not None and own.value is not None:
        sink.warning(
            "option",
            f"'{own.text}' isn't a group of settings",
            own.span,
            "write each setting on a new line below 'revealOptions:'",
        )
    kept: dict[str, object] = {}
    for name, setting in given.items():
        if _keeps(name, setting, media, sink):
            kept[name] = setting.value
    return kept


def _keeps(name: str, setting: Setting, media: Media, sink: Sink) -> bool:
    if name in reveal_options.DANGEROUS:
        sink.warning(
            "refused-option",
            f"'{name}' isn't allowed: it could show notes or hidden slides, or run code",
            setting.name_span,
            "remove it",
        )
        return False
    if name in reveal_options.AT_BUILD:
        return name == "markdown"
    if name in reveal_options.PICTURES and setting.text:
        return _keep_picture(setting, media)
    if reveal_options.accepts(name, setting.value):
        return True
    known = reveal_options.is_known(name)
    shown = setting.text if setting.text is not None else setting.value
    sink.warning(
        "option",
        f"'{shown}' can't be the value of '{name}'"
        if known
        else f"'{name}' isn't a reveal.js setting",
        setting.name_span,
        "correct it, or remove it",
    )
    return False


def _keep_picture(setting: Setting, media: Media) -> bool:
    return media.resolve(setting.text or "", setting.span) is not None

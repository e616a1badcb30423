"""A deck's settings: its front matter over the configuration files beside it over the defaults."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.core.did_you_mean import listed, nearest
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.source import Text
from csp_slides.markdown import reveal_options
from csp_slides.markdown.configuration import read_configuration, read_mkslides, read_options
from csp_slides.markdown.flavours import Flavour, recognise
from csp_slides.markdown.media import Media
from csp_slides.markdown.render import Style
from csp_slides.markdown.separators import Expression

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from csp_slides.content.document import Amendment, Withdrawal
    from csp_slides.core.diagnostics import Sink
    from csp_slides.core.source import Source, Span
    from csp_slides.markdown.front_matter import FrontMatter, Plain, Setting
    from csp_slides.markdown.media import FileIndex


class Compat(StrEnum):
    """How closely a deck is read as reveal-md reads it."""

    REVEAL_MD = "reveal-md"
    STRICT = "strict"
    NONE = "none"


class MarkdownSettings(Struct, frozen=True, kw_only=True):
    """The level of compatibility, and what the council's file allows a Markdown deck.

    `trusted` keeps the deck's raw HTML as far as the page's own policy lets it work.
    `frames` are the web origins that a slide may frame (`https://maps.example.org`).
    `fence_aware` leaves separators inside code alone; a deck's front matter may ask for it too.
    """

    compat: Compat = Compat.REVEAL_MD
    trusted: bool = False
    frames: tuple[str, ...] = ()
    fence_aware: bool = False


def read_withdrawal(setting: Setting | None, sink: Sink) -> Withdrawal | None:
    """Read `withdrawn: {date, why, instead}`; what lacks a day or a reason is an error."""
    if setting is None:
        return None
    from csp_slides.content.document import Withdrawal

    entry = _Entry("withdrawn", dict(setting.parts), setting.span, sink)
    day, why = entry.date(), entry.line("why")
    if day is None or why is None:
        return None
    instead = entry.parts.get("instead")
    return Withdrawal(
        date=day,
        why=why,
        instead=Text(instead, setting.span) if instead else None,
        span=setting.span,
    )


def read_amendments(setting: Setting | None, sink: Sink) -> tuple[Amendment, ...]:
    """Read `amended: [{date, what, old_words}]`; what lacks a day or its words is an error."""
    return tuple(_amendments(setting, sink)) if setting is not None else ()


def _amendments(setting: Setting, sink: Sink) -> Iterator[Amendment]:
    from csp_slides.content.document import Amendment

    entries = setting.value if isinstance(setting.value, list) else [setting.value]
    for each in entries:
        parts = {name: str(part) for name, part in each.items()} if isinstance(each, dict) else {}
        entry = _Entry("amended", parts, setting.span, sink)
        day, what = entry.date(), entry.line("what")
        if day is not None and what is not None:
            shown = isinstance(each, dict) and each.get("old_words") in {True, "yes"}
            yield Amendment(date=day, what=what, old_words=shown, span=setting.span)


class _Entry:
    """One group of texts in a setting."""

    def __init__(self, name: str, parts: Mapping[str, str], span: Span, sink: Sink) -> None:
        self.name = name
        self.parts = parts
        self._span = span
        self._sink = sink

    def line(self, part: str) -> Text | None:
        """Return a text that must be there."""
        text = " ".join(self.parts.get(part, "").split())
        if text:
            return Text(text, self._span)
        self._sink.error(
            "missing",
            f"'{part}' is missing in '{self.name}'",
            self._span,
            f"write it below '{self.name}:', as '{part}: text'",
        )
        return None

    def date(self) -> dt.date | None:
        """Return the day, which must be there."""
        from csp_slides.schema.fields import dates

        typed = self.line("date")
        if typed is None:
            return None
        try:
            return dates.read(typed)
        except dates.DateError as error:
            self._sink.error("date", str(error), self._span, error.remedy)
            return None


_THEME = pattern(r"[\w.][\w./ :-]*")
_OWN = frozenset(
    {"id", "presenter", "role", "meeting", "body", "date", "time_limit", "lang", "compat"}
    | {"fence-aware", "amended", "withdrawn", "house_style"}
)
_READ = frozenset(
    {"title", "theme", "highlightTheme", "separator", "verticalSeparator", "notesSeparator"}
    | {"css", "revealOptions", "mermaid"}
)
_NO_USE = frozenset(
    {"scripts", "template", "listingTemplate", "preprocessor", "print", "printSize", "static"}
    | {"staticDir", "staticDirs", "assetsDir", "glob", "absoluteUrl", "featuredSlide", "host"}
    | {"port", "watch", "disableAutoOpen", "puppeteerLaunchArgs", "puppeteerChromiumExecutable"}
    | {"view", "mathjax", "listing"}
)


_WITHOUT = {
    "preprocessor": "'{value}' isn't run on the deck, which is shown as it is typed here",
    "scripts": "no scripts of a deck are run, so what they would show or change is missing",
    "template": "the template '{value}' isn't used: every deck has the site's own page",
    "listingTemplate": "the template '{value}' isn't used: the site has an index of its own",
}
"""What a deck loses with a setting that changes what is shown."""


class DeckSettings(Struct, frozen=True, kw_only=True):
    """What front matter and configuration files say, read and checked."""

    title: str | None
    theme: str | None
    own_theme: bool
    separator: Expression
    vertical: Expression
    notes: Expression
    compat: Compat
    fence_aware: bool
    options: Mapping[str, object]
    style: Style
    diagrams: bool
    stylesheets: tuple[str, ...]
    presenter: str | None
    role: str | None
    body: str | None
    date: dt.date | None
    time_limit: Decimal | None
    language: str
    id: str | None
    amended: tuple[Amendment, ...] = ()
    withdrawn: Withdrawal | None = None
    house_style: bool = False


def read_deck_settings(
    front: FrontMatter, source: Source, files: FileIndex, sink: Sink, *, settings: MarkdownSettings
) -> DeckSettings:
    """Join the settings of a deck; what is unknown or cannot be used is reported."""
    beside = read_configuration("reveal-md", source, files, sink)
    flavour = (
        Flavour(name="reveal-md", settings=front.settings)
        if beside
        else recognise(front.settings, front.body.text, read_mkslides(source, files, sink), sink)
    )
    found = {**beside, **flavour.settings}
    media = Media(files, source.inside, sink)
    reader = _Reader(found, source, sink)
    reader.notice(flavour.settings)
    theme = reader.theme()
    theme_file = theme if theme is not None and theme.lower().endswith(".css") else None
    options = read_options(found, read_configuration("reveal", source, files, sink), media, sink)
    plugin = options.pop("markdown", None)
    markdown = plugin if isinstance(plugin, dict) else {}
    return DeckSettings(
        title=reader.text("title"),
        theme=None if theme_file else theme,
        own_theme=theme_file is not None and media.locate(theme_file) is not None,
        separator=reader.expression("separator", flavour.horizontal),
        vertical=reader.expression("verticalSeparator", flavour.vertical),
        notes=reader.expression("notesSeparator", flavour.notes),
        compat=reader.compat(settings.compat),
        fence_aware=settings.fence_aware or reader.value("fence-aware") is True,
        options=options,
        style=Style(
            animate_lists=markdown.get("animateLists") is True,
            smart=markdown.get("smartypants") is True,
            breaks=flavour.breaks or markdown.get("breaks") is True,
        ),
        diagrams=reader.value("mermaid") is not False,
        stylesheets=reader.stylesheets(theme_file, media),
        presenter=reader.text("presenter"),
        role=reader.text("role"),
        body=reader.text("body") or reader.part("meeting", "body") or reader.text("meeting"),
        date=reader.date(),
        time_limit=reader.minutes(),
        language=reader.text("lang") or "en-GB",
        id=reader.text("id"),
        amended=read_amendments(found.get("amended"), sink),
        withdrawn=read_withdrawal(found.get("withdrawn"), sink),
        house_style=reader.text("house_style") in {"yes", "true"},
    )


class _Reader(Struct, frozen=True):
    """Reads single settings as what they are meant to be."""

    settings: Mapping[str, Setting]
    source: Source
    sink: Sink

    def notice(self, names: Iterable[str]) -> None:
        """Report the settings that do nothing here; what is for people to read is only told."""
        others = [name for name in names if name not in _OWN | _READ]
        told = [name for name in others if not self._warns(name)]
        if told:
            self.sink.hint(
                "unknown-setting",
                f"{listed(told)} {'do' if len(told) > 1 else 'does'} nothing here",
                self.settings[told[0]].name_span,
            )

    def _warns(self, name: str) -> bool:
        """Warn of a setting that was meant to do something; False when it was not."""
        span = self.settings[name].name_span
        meant = nearest(name, sorted(_OWN | _READ))
        if name in _NO_USE:
            remedy = "delete it, unless you use reveal-md too"
            shown = self.settings[name].text or ""
            why = _WITHOUT.get(name, "'{name}' does nothing here").format(name=name, value=shown)
            self.sink.warning("unused-setting", why, span, remedy)
        elif reveal_options.is_known(name):
            what = f"'{name}' does nothing here: it is a setting of reveal.js"
            self.sink.warning("unknown-setting", what, span, "put it below 'revealOptions:'")
        elif meant is not None:
            what = f"'{name}' isn't a setting of a Markdown deck"
            self.sink.warning("unknown-setting", what, span, f"did you mean '{meant}'?")
        else:
            return False
        return True

    def value(self, name: str) -> Plain:
        found = self.settings.get(name)
        return None if found is None else found.value

    def text(self, name: str) -> str | None:
        found = self.settings.get(name)
        return None if found is None or found.text is None else found.text.strip() or None

    def theme(self) -> str | None:
        """Read the name of a theme, or of a style file that is one."""
        typed = self.text("theme")
        if typed is None or _THEME.fullmatch(typed):
            return typed
        self.sink.warning(
            "option",
            f"'{typed}' can't be the name of a theme",
            self.span("theme"),
            "write a theme's name, or the name of a style file",
        )
        return None

    def part(self, name: str, part: str) -> str | None:
        found = self.settings.get(name)
        return None if found is None else found.parts.get(part)

    def span(self, name: str) -> Span:
        return self.settings[name].span

    def expression(self, name: str, default: str) -> Expression:
        found = self.settings.get(name)
        if found is None or not found.text:
            return Expression(name=name, text=default)
        return Expression(name=name, text=found.text, span=found.span)

    def compat(self, default: Compat) -> Compat:
        typed = self.text("compat")
        if typed is None:
            return default
        if typed in list(Compat):
            return Compat(typed)
        self.sink.error(
            "choice",
            f"'{typed}' isn't one of {', '.join(Compat)}",
            self.span("compat"),
            "write one of them",
        )
        return default

    def stylesheets(self, theme: str | None, media: Media) -> tuple[str, ...]:
        """List the style files of `theme` and `css`, which is a list or parted by commas."""
        value = self.value("css")
        listed = value.split(",") if isinstance(value, str) else value
        names = [("css", str(name).strip()) for name in listed] if isinstance(listed, list) else []
        if theme is not None:
            names.insert(0, ("theme", theme))
        found = ((media.locate(name), name, setting) for setting, name in names if name)
        sheets: list[str] = []
        for path, name, setting in found:
            if path is None:
                self._notice_sheet(name, self.span(setting))
            else:
                sheets.append(path)
        return tuple(dict.fromkeys(sheets))

    def _notice_sheet(self, name: str, span: Span) -> None:
        remote = name.startswith(("http:", "https:", "//"))
        self.sink.warning(
            "remote" if remote else "missing-file",
            f"'{name}' is on another website" if remote else f"can't find '{name}'",
            span,
            "save the style sheet in the content folder and give its name",
        )

    def date(self) -> dt.date | None:
        from csp_slides.schema.fields import dates

        name = "date" if self.text("date") else "meeting"
        typed = self.text("date") or self.part("meeting", "date")
        if typed is None:
            return None
        try:
            return dates.read(typed)
        except dates.DateError as error:
            self.sink.warning("date", str(error), self.span(name), error.remedy)
            return None

    def minutes(self) -> Decimal | None:
        from csp_slides.schema.fields import times

        name = "time_limit" if self.text("time_limit") else "meeting"
        typed = self.text("time_limit") or self.part("meeting", "time_limit")
        if typed is None:
            return None
        try:
            return times.read_minutes(typed)
        except times.TimeError as error:
            self.sink.warning("time", str(error), self.span(name), error.remedy)
            return None

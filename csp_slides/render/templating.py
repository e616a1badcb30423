"""The one home of Jinja2: environments, filters, and template faults told as diagnostics.

Reads templates from the folders that it is given and touches nothing else. Every text is
escaped unless a filter of this module has made it safe; no other module makes `Markup`.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, TypeAlias

import jinja2
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from csp_slides.assets.images.inline import with_sources
from csp_slides.core import language
from csp_slides.core.diagnostics import ContentError, Diagnostic, Severity
from csp_slides.core.json import write_json
from csp_slides.core.lazy_regex import pattern
from csp_slides.core.rich_text import ASSET, Authored, Prose, is_right_to_left
from csp_slides.core.source import Source, Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from csp_slides.core.rich_text import Words
    from csp_slides.model.report import Chart
    from csp_slides.model.slide_blocks import Block, PictureSource
    from csp_slides.render.chart_layout import Plot

Templates: TypeAlias = Environment
"""Where templates are found and how they are filled in."""

SHIPPED: Final = "shipped"
"""`{% extends "shipped/deck/deck.html" %}` names the shipped template behind an override."""


_FIRST_NOTE_LEVEL: Final = 4

_UNITS: Final = (
    *("million", "billion", "thousand", "per cent", "pence", "tonnes", "miles"),
    *("metres", "hectares", "acres", "hours", "minutes", "seconds", "days", "weeks", "months"),
    *("years", "km", "m", "cm", "mm", "mph", "km/h", "kg", "g", "t", "ha", "ms", "s", "kW", "kWh"),
    *("MW", "MWh", "GW", "GWh", "MB", "GB", "TB", "Mbps", "°C", "m²", "km²", "p", "bn", "pm", "am"),
)
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_APART: Final = pattern(
    r"(<(?:code|math|svg)\b.*?</(?:code|math|svg)>|<[^>]*>)"
    rf"|(?<![\w.,&#])(?:\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS}) \d{{4}}"
    rf"|[£$€]?\d[\d,.]{{0,14}} (?:{'|'.join(sorted(_UNITS, key=len, reverse=True))}))(?![\w²])",
    re.DOTALL,
)
"""A tag, or what is drawn or code, which is left alone; else what must not be parted."""

_ENVIRONMENTS: Final = 16
"""How many sets of template folders are cached: one for each theme that has its own."""

_LIBRARY: Final = str(Path(jinja2.__file__).parent)

_TITLE: Final = "<h1"

_SLIPS: Final = (ArithmeticError, LookupError, TypeError, ValueError)
"""What faulty template expressions raise."""


def environment(folders: Sequence[Path]) -> Templates:
    """Make the environment for HTML; a template is the first of its name in `folders`.

    Templates run in Jinja2's sandbox: they reach the values that they are given and nothing of
    Python behind them.

    `folders` run from the site owner's to the theme's to the shipped one, which is last. What was
    compiled once is used again by every page of the process, until its file changes.
    """
    return _environment(tuple(folders))


def text_environment(folders: Sequence[Path]) -> Templates:
    """Make the environment for plain text, such as Markdown, where HTML's escapes are wrong."""
    return _text_environment(tuple(folders))


@lru_cache(maxsize=_ENVIRONMENTS)
def _environment(folders: tuple[Path, ...]) -> Templates:
    made = ImmutableSandboxedEnvironment(
        autoescape=True,
        bytecode_cache=_compiled(folders[-1]),
        loader=_loader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,
    )
    made.filters.update(
        authored=authored,
        focus_classes=focus_classes,
        kind=kind,
        long_date=long_date,
        markdown=markdown,
        markdown_line=markdown_line,
        plot=plotted,
        together=together,
    )
    made.globals.update(_=_gettext, ngettext=_ngettext)
    made.tests["right_to_left"] = is_right_to_left
    return made


@lru_cache(maxsize=_ENVIRONMENTS)
def _text_environment(folders: tuple[Path, ...]) -> Templates:
    made = ImmutableSandboxedEnvironment(
        autoescape=False,  # its output is never parsed as HTML
        bytecode_cache=_compiled(folders[-1]),
        loader=_loader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=True,
    )
    made.filters.update(json=write_json, kind=kind, long_date=long_date, xml=xml_attribute)
    made.globals.update(_=language._, ngettext=language.ngettext)
    return made


def xml_attribute(text: str) -> str:
    """Escape a text to be between double quotes in XML (XML 1.0, section 2.3)."""
    return escape(text, quote=False).replace('"', "&quot;")


def render(templates: Templates, name: str, values: Mapping[str, object]) -> str:
    """Fill in the template `name`.

    Raises:
        ContentError: a template is missing or wrong; says which file and line.
    """
    try:
        return templates.get_template(name).render(values)
    except TemplateError as error:
        raise ContentError((_fault(error),)) from error
    except _SLIPS as error:
        if not _is_in_template(error.__traceback__):
            raise
        raise ContentError((_said(str(error), *_innermost(error.__traceback__)),)) from error


def markdown(words: Prose | str, heading_level: int = _FIRST_NOTE_LEVEL) -> Markup:
    """Show free text as blocks of HTML, its own headings from `heading_level` down."""
    from csp_slides.markdown.text import render_block

    text = words.markdown if isinstance(words, Prose) else words
    return Markup(render_block(text, heading_level=heading_level))  # noqa: S704  # raw HTML is off


def markdown_line(words: Prose | str) -> Markup:
    """Show one line of free text: emphasis, links and code, but no paragraphs."""
    from csp_slides.markdown.text import render_line

    text = words.markdown if isinstance(words, Prose) else words
    return Markup(render_line(text))  # noqa: S704  # raw HTML is off


def together(words: Markup | str) -> Markup:
    """Keep numbers with their units, and dates, on one line; the text stays as it is."""
    html = str(Markup.escape(words))
    kept = _APART.sub(lambda found: found[1] or f'<span class="together">{found[0]}</span>', html)
    return Markup(kept)  # noqa: S704  # what was safe or escaped, in spans


def focus_classes(focus: tuple[int, int] | None) -> str:
    """Return the classes that keep a picture's focal point in view, to the nearest tenth."""
    if focus is None:
        return ""
    across, down = (round(part / 10) * 10 for part in focus)
    return f" focus-x-{across} focus-y-{down}"


def authored(
    block: Authored,
    resources: Mapping[str, PurePosixPath],
    root: str = "",
    titles: int | None = None,
    sources: Mapping[str, tuple[PictureSource, ...]] | None = None,
) -> Markup:
    """Show a Markdown deck's own HTML with each local file at its place in the site.

    `resources` gives that place for each path inside the content, `sources` the copies of those
    that are pictures; `root` is the way to the site from the page. Only the first `titles`
    headings of the highest level are that to assistive technology too, so that a page has one;
    None leaves all as they are.
    """
    html = block.html
    if sources and any(path in sources for path in block.resources):
        html = with_sources(html, sources, root)
    for path in block.resources:
        if path in resources:
            there = escape(f"{root}{resources[path]}")
            html = html.replace(f'"{ASSET}{_in_attribute(path)}"', f'"{there}"')
    if titles is not None:
        head, *rest = html.split(_TITLE)
        kept, lowered = rest[:titles], rest[titles:]
        html = _TITLE.join([head, *kept])
        html = f'{_TITLE} aria-level="2"'.join([html, *lowered])
    return Markup(html)  # noqa: S704  # sanitised where it was read


def _in_attribute(text: str) -> str:
    """Escape what is in an attribute as HTML is written out (HTML, 13.3)."""
    return escape(text, quote=False).replace('"', "&quot;").replace("\N{NO-BREAK SPACE}", "&nbsp;")


def plotted(chart: Chart) -> Plot:
    """Work out where everything of a chart is in its drawing."""
    from csp_slides.render.chart_layout import plot

    return plot(chart)


def kind(block: Block | Words) -> str:
    """Return the name of a block's component: `picture_credits` for `PictureCredits`."""
    return component(type(block).__name__)


@lru_cache(maxsize=64)  # as many as there are kinds
def component(name: str) -> str:
    """Return the name of a type as components are named: `PictureCredits` is `picture_credits`."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def long_date(day: dt.date) -> str:
    """Write a day out as GOV.UK does: 21 October 2015."""
    return language.written_date(day)


def _gettext(message: str, **values: object) -> Markup:
    """Return one of the program's messages in the language in force, escaped; links stay links."""
    return _filled(language.translated(message), message, values)


def _ngettext(one: str, many: str, number: int, **values: object) -> Markup:
    """Return the form of a message that goes with a number, escaped."""
    english = one if number == 1 else many
    found = language.plural(one, many, number)
    return _filled(found, english, {"number": f"{number:,}", **values})


def _filled(found: str, message: str, values: Mapping[str, object]) -> Markup:
    """Fill a message in; a translation whose placeholders are wrong gives way to the English."""
    if not values:
        return Markup.escape(found)
    try:
        return Markup.escape(found) % values
    except (KeyError, TypeError, ValueError):
        return Markup.escape(message) % values


def _compiled(shipped: Path) -> FileSystemBytecodeCache | None:
    """Return a cache of compiled templates beside the shipped ones, as Python has for modules.

    A template is compiled again when its text changes, or every time if the folder is read-only.
    """
    kept = shipped / "__pycache__"
    try:
        kept.mkdir(exist_ok=True)
    except OSError:
        return None
    return (
        FileSystemBytecodeCache(str(kept), "sandboxed-%s.cache")
        if os.access(kept, os.W_OK)
        else None
    )


def _loader(folders: Sequence[Path]) -> BaseLoader:
    shipped = FileSystemLoader(folders[-1])
    return ChoiceLoader([FileSystemLoader(list(folders)), PrefixLoader({SHIPPED: shipped})])


def _fault(error: TemplateError) -> Diagnostic:
    """Return what is wrong with a template, at its line when that is known."""
    if isinstance(error, TemplateNotFound):
        names = ", ".join(f"'{name}'" for name in getattr(error, "templates", (error.name,)))
        return Diagnostic(
            severity=Severity.ERROR,
            code="template",
            message=f"can't find the template {names} in any of the template folders",
            help="correct the name, or remove the template that uses it",
        )
    return _said(error.message or "it has an error", *_place(error))


def _said(what: str, file: str | None, line: int) -> Diagnostic:
    return Diagnostic(
        severity=Severity.ERROR,
        code="template",
        message=f"the template can't be used: {what}",
        span=_span(Path(file), line) if file else None,
        help="compare it with the shipped template of the same name; "
        "templates/README.md lists what is passed to each",
    )


def _place(error: TemplateError) -> tuple[str | None, int]:
    if isinstance(error, TemplateSyntaxError):
        return error.filename, error.lineno
    return _innermost(error.__traceback__)


def _innermost(trace: TracebackType | None) -> tuple[str | None, int]:
    """Find the deepest frame that Jinja2 has pointed at a template's own file."""
    file, line = None, 1
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if not name.endswith(".py"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    return file, line


def _is_in_template(trace: TracebackType | None) -> bool:
    """Whether a template went wrong, or Jinja2 on its behalf, rather than a filter of ours."""
    last = ""
    while trace is not None:
        last = trace.tb_frame.f_code.co_filename
        trace = trace.tb_next
    return not last.endswith(".py") or last.startswith(_LIBRARY)


def _span(file: Path, line: int) -> Span | None:
    if not file.is_file():
        return None
    path = PurePosixPath(file.as_posix())
    text = file.read_text(encoding="utf-8")
    source = Source(path=path, text=text, inside=PurePosixPath(path.name))
    return source.span(line, 1, len(source.line(line)) + 1)

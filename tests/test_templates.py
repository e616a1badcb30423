"""The rules that every template keeps, read from the templates themselves.

No text is marked safe in a template, and no script, style or handler stands in a page: the site's
Content-Security-Policy would refuse it.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from jinja2 import nodes

from csp_slides.core import package_data
from csp_slides.render import templating

FOLDERS = (package_data.templates(), *sorted(package_data.themes().glob("*/templates")))

PAGES = sorted(
    (folder, path) for folder in FOLDERS for path in folder.rglob("*.html") if path.is_file()
)

NAMES = [str(path.relative_to(folder)) for folder, path in PAGES]

_OUTPUT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r"=(?:\"[^\"]*\"|'[^']*')")
_UNQUOTED = re.compile(r"<[a-z][^<>]*=", re.IGNORECASE)

OURS = ("desk/", "live/")

ENVIRONMENT = templating.environment(FOLDERS[:1])

pages = pytest.mark.parametrize("name", NAMES)


class _Markup(HTMLParser):
    """Lists what must not stand in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [
            value for value in names.values() if value and value.startswith("javascript:")
        ]


def text(name: str) -> str:
    folder, path = PAGES[NAMES.index(name)]
    return (folder / path).read_text(encoding="utf-8")


@cache
def tree(name: str) -> nodes.Template:
    return ENVIRONMENT.parse(text(name))


def without_code(name: str) -> str:
    """Return a template's own markup, with a word where a value is filled in."""
    return _OUTPUT.sub("value", text(name))


def test_there_are_templates_to_read() -> None:
    assert "deck/deck.html" in NAMES


@pages
def test_no_text_is_marked_safe_and_nothing_turns_escaping_off(name: str) -> None:
    found = [each.name for each in tree(name).find_all(nodes.Filter)]
    assert not {"safe", "forceescape", "striptags"} & set(found)
    assert not list(tree(name).find_all(nodes.ScopedEvalContextModifier))


@pages
def test_there_is_no_script_style_or_handler_in_a_page(name: str) -> None:
    markup = _Markup()
    markup.feed(without_code(name))
    assert markup.found == []


@pages
def test_every_attribute_is_quoted(name: str) -> None:
    assert _UNQUOTED.findall(_QUOTED.sub("", without_code(name))) == []


# What `serve` adds to a page, and the desk, stand at their own server's root, and in no site.
@pytest.mark.parametrize("name", [each for each in NAMES if not each.startswith(OURS)])
def test_no_address_begins_at_the_root_of_a_site_or_leads_elsewhere(name: str) -> None:
    found = re.findall(r"(?:href|src)=[\"'](/|https?:|//)", text(name))
    assert found == []


@pages
def test_a_template_says_first_what_it_is_given(name: str) -> None:
    assert text(name).startswith("{#\n  ")


@pages
def test_a_template_sets_nothing_and_calls_nothing_but_macros_and_filters(name: str) -> None:
    found = [type(each).__name__ for each in tree(name).find_all((nodes.Assign, nodes.AssignBlock))]
    assert found == []

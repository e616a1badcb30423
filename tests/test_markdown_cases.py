"""The slide tree of each of 105 inputs, beside the one that reveal.js 6.0.2 makes of it.

The expected trees were written down in a browser that ran reveal.js's own Markdown plugin under
reveal-md's page. Where this product refuses or repairs what the plugin does, the case is listed
here with the reason, and what is shown instead is tested.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

import pytest
from selectolax.lexbor import LexborHTMLParser

from csp_slides.core.diagnostics import Severity, Sink
from csp_slides.core.source import Source
from csp_slides.markdown.load import load_markdown
from csp_slides.markdown.options import MarkdownSettings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from csp_slides.content.markdown_deck import MarkdownDeck, MarkdownSlide

Tree: TypeAlias = "tuple[str, tuple[tuple[str, str], ...], tuple[Tree | str, ...]]"

DATA = Path(__file__).parent / "data" / "reveal-md-cases.json"
CASES = {case["name"]: case for case in json.loads(DATA.read_text(encoding="utf-8"))}

REFUSED = {
    "customNotesGroup": "notes-group",
    "fmOnly": "empty-deck",
    "scriptEnd": "script",
    "startsep": "front-matter",
    "textareaBreak": "textarea",
    "twoNotes": "multiple-notes",
    "noteInFence": "note-in-code",
    "tabs": "indented-deck",
}
"""What reveal-md does and this does not, with the warning that says so."""

REPAIRED = {
    "deepIndent": "the page's own indentation takes twelve spaces out of the code",
    "dquoteSep": "the page's own attribute is cut short at the quotation mark",
    "infoExtra": "the quotation marks of the info string end the attribute",
    "notesFenceBlank": "notes go through Markdown twice, so that their code becomes a heading",
}
"""Damage that reveal-md does and nobody can have meant; it needs no warning."""

DRAWN = {"mathdollar": "reveal.js's other plugin draws the formula later"}


class EveryPicture:
    """A content folder in which whatever is named exists, but for reveal.js's settings."""

    def __init__(self, settings: str | None = None) -> None:
        self.settings = settings

    def find(self, name: str, near: PurePosixPath) -> str | None:
        assert near == PurePosixPath("deck.md")
        if name == "reveal.json":
            return name if self.settings else None
        return None if name.endswith((".json", ".json5", ".yml")) else name

    def outside(self, name: str, near: PurePosixPath) -> bool:  # noqa: ARG002
        return False

    def read_text(self, path: str) -> str | None:
        return self.settings if path == "reveal.json" else None


def read(name: str) -> tuple[MarkdownDeck | None, Sink]:
    text = CASES[name]["input"].replace("\r\n", "\n").replace("\r", "\n")
    settings = '{"markdown": {"animateLists": true}}' if name == "animateLists" else None
    sink = Sink()
    path = PurePosixPath("deck.md")
    deck = load_markdown(
        Source(path, text, path), EveryPicture(settings), sink, settings=MarkdownSettings()
    )
    return deck, sink


def read_nodes(first: LexborNode | None, *, code: bool = False) -> tuple[Tree | str, ...]:
    """List nodes as values: attributes sorted, space between words single outside code."""
    found: list[Tree | str] = []
    words = ""
    node = first
    while node is not None:
        if node.is_text_node:
            words += node.text_content or ""
        elif node.is_element_node:
            found += settle(words, code=code)
            words = ""
            attributes = {name: value or "" for name, value in node.attributes.items()}
            found.append(
                (
                    node.tag or "",
                    tuple(sorted(attributes.items())),
                    read_nodes(node.first_child, code=code or node.tag == "pre"),
                )
            )
        node = node.next
    return (*found, *settle(words, code=code))


def settle(words: str, *, code: bool) -> list[str]:
    kept = words if code else re.sub(r"\s+", " ", words).strip()
    return [kept] if kept else []


def read_html(html: str) -> tuple[Tree | str, ...]:
    return read_nodes(LexborHTMLParser(html, is_fragment=True, fragment_tag="div").root)


def order(section: Tree) -> Tree:
    """Put a slide's notes behind its content, where `MarkdownSlide` keeps them."""
    tag, attributes, children = section
    kept = tuple(
        (name, value) for name, value in attributes if not name.startswith("data-markdown")
    )
    if children and all(not isinstance(child, str) and child[0] == "section" for child in children):
        return tag, kept, tuple(order(child) for child in children if not isinstance(child, str))
    spoken = dict(kept).get("data-notes")
    kept = tuple(pair for pair in kept if pair[0] != "data-notes")
    notes = [child for child in children if not isinstance(child, str) and child[0] == "aside"]
    said = [("aside", (("class", "notes"),), (("p", (), (spoken,)),))] if spoken else []
    shown = [child for child in children if child not in notes]
    return tag, kept, (*shown, *(note for note in notes if note[2]), *said)


def expected(name: str) -> tuple[Tree, ...]:
    sections = read_html(CASES[name]["6.0.2"])
    return tuple(order(section) for section in sections if not isinstance(section, str))


def shown(deck: MarkdownDeck) -> tuple[Tree, ...]:
    styles = dict(re.findall(r":is\(#\\_, \.([\w-]+)\) \{ (.*) \}", deck.stylesheet))
    positions: list[Tree] = []
    for stack in deck.stacks:
        slides = tuple(show(slide, styles) for slide in stack.slides)
        positions += [("section", (), slides)] if stack.nested else slides
    return tuple(positions)


def show(slide: MarkdownSlide, styles: dict[str, str]) -> Tree:
    notes = (f'<aside class="notes">{note.html}</aside>' for note in slide.notes)
    children = read_html(slide.body.html + "".join(notes))
    attributes = tuple(
        sorted((name, value.replace("asset:/", "")) for name, value in slide.attributes.items())
    )
    section = ("section", attributes, tuple(undo(child, styles) for child in children))
    return order(section)


def undo(child: Tree | str, styles: dict[str, str]) -> Tree | str:
    """Undo what is done on purpose to every element: moved styles, ids, colours, addresses."""
    if isinstance(child, str):
        return child
    tag, pairs, children = child
    attributes = {name: value.replace("asset:/", "") for name, value in pairs}
    if re.fullmatch("h[1-6]", tag):
        attributes.pop("id", None)
    if "class" in attributes:
        attributes |= undo_classes(attributes.pop("class").split(), styles, empty=tag == "code")
    if tag == "pre":
        # The first of the steps is the code; each further one repeats it for the eye alone.
        children = tuple(uncolour(each) for each in children if not is_repeated(each))
    return tag, tuple(sorted(attributes.items())), tuple(undo(each, styles) for each in children)


def undo_classes(words: list[str], styles: dict[str, str], *, empty: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    kept: list[str] = []
    for word in words:
        if word in styles:
            found["style"] = styles[word].replace(": ", ":")
        elif word.startswith("align-"):
            found["align"] = word.removeprefix("align-")
        elif word not in {"hljs", "has-highlights", "code-wrapper"}:
            kept.append(word)
    return {**found, "class": " ".join(kept)} if kept or empty else found


def is_repeated(child: Tree | str) -> bool:
    return not isinstance(child, str) and ("aria-hidden", "true") in child[1]


def uncolour(child: Tree | str) -> Tree | str:
    if isinstance(child, str):
        return child
    words = words_of(child).rstrip()
    return child[0], child[1], (words,) if words else ()


def words_of(child: Tree | str) -> str:
    return child if isinstance(child, str) else "".join(words_of(each) for each in child[2])


def even(child: Tree | str) -> Tree | str:
    """Write the expected styles without spaces after colons, and headings without ids."""
    if isinstance(child, str):
        return child
    heading = re.fullmatch("h[1-6]", child[0])
    attributes = tuple(
        (name, value.replace(": ", ":") if name == "style" else value)
        for name, value in child[1]
        if not (heading and name == "id")
    )
    children = tuple(uncolour(each) for each in child[2]) if child[0] == "pre" else child[2]
    return child[0], attributes, tuple(even(each) for each in children)


SAME = sorted(set(CASES) - set(REFUSED) - set(REPAIRED) - set(DRAWN))


def test_the_file_of_cases_is_whole() -> None:
    assert len(CASES) == 105
    assert set(CASES) > {*REFUSED, *REPAIRED, *DRAWN}


@pytest.mark.parametrize("name", SAME)
def test_the_slides_are_those_of_reveal_md(name: str) -> None:
    deck, _ = read(name)
    assert deck is not None
    assert shown(deck) == tuple(even(section) for section in expected(name))


@pytest.mark.parametrize(("name", "code"), sorted(REFUSED.items()))
def test_what_is_refused_is_different_and_said(name: str, code: str) -> None:
    deck, sink = read(name)
    assert code in {found.code for found in sink.diagnostics}
    assert deck is None or shown(deck) != expected(name)


@pytest.mark.parametrize("name", sorted({*REPAIRED, *DRAWN}))
def test_what_is_repaired_is_different_without_a_word(name: str) -> None:
    deck, sink = read(name)
    assert deck is not None
    assert shown(deck) != expected(name)
    assert [found for found in sink.diagnostics if found.severity is not Severity.HINT] == []


def slides(name: str) -> tuple[MarkdownSlide, ...]:
    deck, _ = read(name)
    assert deck is not None
    return tuple(slide for stack in deck.stacks for slide in stack.slides)


def test_a_leading_separator_keeps_its_first_slide() -> None:
    assert [slide.title for slide in slides("startsep")] == ["Not front matter?", "B"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("twoNotes", ("one", "two")), ("customNotesGroup", ("secret",)), ("noteInFence", ())],
)
def test_notes_are_never_shown_to_the_room(name: str, said: tuple[str, ...]) -> None:
    (slide,) = slides(name)
    assert slide.said == " ".join(said)
    assert len(slide.notes) == len(said)
    assert not any(word in slide.body.html for word in said)


def test_a_closing_textarea_hides_nothing() -> None:
    (slide,) = slides("textareaBreak")
    assert read_html(slide.body.html)[1:] == (("p", (("id", "x"),), ("out",)),)


def test_a_deck_indented_by_tabs_is_two_slides() -> None:
    assert [slide.title for slide in slides("tabs")] == ["A", "B"]


def test_deep_indentation_in_code_stays() -> None:
    (slide,) = slides("deepIndent")
    _, block = read_html(slide.body.html)
    assert words_of(block) == "x\n            twelve\n              fourteen"


def test_a_quotation_mark_in_a_separator_is_a_quotation_mark() -> None:
    assert [slide.title for slide in slides("dquoteSep")] == ["A", "B"]


def test_code_in_notes_is_code() -> None:
    (slide,) = slides("notesFenceBlank")
    block, end = read_html(slide.notes[0].html)
    assert words_of(block) == "a\n\n# b"
    assert end == ("p", (), ("end",))


def test_a_formula_is_drawn() -> None:
    (slide,) = slides("mathdollar")
    (paragraph,) = read_html(slide.body.html)
    assert not isinstance(paragraph, str)
    assert [each[0] for each in paragraph[2] if not isinstance(each, str)] == ["span", "code"]
    tops = [each[2][0] for each in paragraph[2] if not isinstance(each, str)]
    assert [top[0] for top in tops if not isinstance(top, str)] == ["math", "math"]

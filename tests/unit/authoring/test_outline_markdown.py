"""Text of a document shows as it was, once it is Markdown in a field."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from csp_slides.authoring.documents.markdown import line_of, prose_of, table_of
from csp_slides.authoring.documents.outline import Cell, Entry, Paragraph, Table, Words, text_words
from csp_slides.markdown.text import render_block, render_line

TEXT = st.text(
    st.one_of(
        st.sampled_from("aB 1.)(-+*_#>|`~$[]!<&;:=^\\/\"'\u2022\u2013"),
        st.characters(codec="utf-8", categories=("L", "N", "P", "S")),
    ),
    max_size=30,
)


def shown(html: str) -> str:
    body = LexborHTMLParser(html).body
    return " ".join((body.text() if body is not None else "").split())


def closed(text: str) -> str:
    return " ".join(text.split())


@settings(max_examples=60, deadline=None)
@given(TEXT)
@example("*a* _b_ ~~c~~ `d` $e$")
@example("[a](b) [c]: d ![e](f) <b> &amp; <http://a.b>")
@example("a\\*b\\")
@example("1. x")
@example("# x #")
def test_a_line_shows_as_it_was_typed(text: str) -> None:
    assert shown(render_line(line_of(text_words(text)))) == closed(text)


@settings(max_examples=60, deadline=None)
@given(TEXT)
@example("---")
@example("# Ward 3")
@example("- a - b")
@example("1986. A great year")
@example("(a) first")
@example("·0")
@example("•Bins")
@example("-Bins")
@example("→ Bins")
@example("\u2212 3 places")
def test_a_paragraph_stays_one_paragraph(text: str) -> None:
    html = render_block(prose_of([Paragraph(words=text_words(text))]))
    assert shown(html) == closed(text)
    if closed(text):
        body = LexborHTMLParser(html).body
        assert body is not None
        assert [node.tag for node in body.iter()] == ["p"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT.filter(str.strip), st.integers(0, 3)), min_size=1, max_size=6))
def test_every_entry_of_a_list_is_one(entries: list[tuple[str, int]]) -> None:
    blocks = [Entry(words=text_words(text), level=level) for text, level in entries]
    html = render_block(prose_of(blocks))
    tree = LexborHTMLParser(html)
    found = [
        node.text(deep=False) + "".join(p.text() for p in node.css("p")) for node in tree.css("li")
    ]
    assert len(found) == len(entries)
    assert shown(html).replace(" ", "") == "".join(closed(text) for text, _ in entries).replace(
        " ", ""
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=3), min_size=1, max_size=4))
def test_every_cell_of_a_table_keeps_its_text(rows: list[list[str]]) -> None:
    width = max(len(row) for row in rows)
    cells = tuple(
        tuple(Cell(lines=(text_words(text),)) for text in [*row, *[""] * (width - len(row))])
        for row in rows
    )
    kept = [[closed(cell.text) for cell in row] for row in cells if any(cell.text for cell in row)]
    tree = LexborHTMLParser(render_block(table_of(Table(rows=cells))))
    found = [[closed(cell.text()) for cell in row.css("th, td")] for row in tree.css("tr")]
    assert found == kept


def test_emphasis_and_links_are_kept_and_long_lines_wrapped() -> None:
    words = (
        Words(text="Every household gets a "),
        Words(text="weekly", bold=True),
        Words(text=" collection, "),
        Words(text="see the page", link="https://alderbrook.example/waste"),
        Words(text=" for the days on which the lorry comes to each street of the borough."),
    )
    text = prose_of([Paragraph(words=words)])
    assert max(map(len, text.splitlines())) <= 88
    html = closed(render_block(text))
    assert "<strong>weekly</strong>" in html
    assert '<a href="https://alderbrook.example/waste">see the page</a>' in html


def test_what_a_line_break_starts_begins_no_list() -> None:
    text = prose_of([Paragraph(words=text_words("Sizes:\n- small\n# 2\n1. large"))])
    tree = LexborHTMLParser(render_block(text))
    assert not tree.css("ul, ol, h1, h3")
    assert len(tree.css("br")) == 3

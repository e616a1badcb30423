"""Links that lead elsewhere than they seem to, and those that only look unusual."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source
from csp_slides.lint.text_accessibility import check_texts
from csp_slides.load.kinds import KINDS
from csp_slides.markdown.accessibility_rules import leads_to
from csp_slides.schema.fields.document import read_document

ALIKE = "\u0440\u0430\u0443\u0440\u0430"
"""Five Cyrillic letters that look like `paypa`."""

SECTION = """\
kind: section
title: Waste
items:
  - title: Bins
    notes: |
      Look it up.

      See [https://alderbrook.example](https://evil.example/) for more.
"""


@pytest.mark.parametrize(
    ("words", "address", "host"),
    [
        ("https://alderbrook.example", "https://evil.example/", "evil.example"),
        ("www.alderbrook.example/bins", "https://evil.example/", "evil.example"),
        ("alderbrook.gov.uk", "http://alderbrook.gov.uk.evil.example/", None),
        ("Our bins", "https://alderbrook.example@evil.example/", "evil.example"),
        ("Our bins", "https://evil.example\\@alderbrook.example/", "evil.example"),
        ("Our bins", "https://\u0430lderbrook.example/", "\u0430lderbrook.example"),
        ("Our bins", "https://xn--lderbrook-zyh.example/", "\u0430lderbrook.example"),
        (
            "Our bins",
            "https://\u0440\u0430\u0443\u0440\u0430.example/",
            "\u0440\u0430\u0443\u0440\u0430.example",
        ),
        ("Our bins", "https://\uff45vil.example/", "\uff45vil.example"),
        (
            "Our bins",
            "https://evil.example%2f.alderbrook.example/",
            "evil.example/.alderbrook.example",
        ),
    ],
)
def test_a_link_that_seems_to_lead_elsewhere_is_found(
    words: str, address: str, host: str | None
) -> None:
    assert leads_to(words, address) == (host or address.split("/")[2])


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Our bins", "https://alderbrook.example/bins"),
        ("https://alderbrook.example", "https://www.alderbrook.example/bins?x=1"),
        ("www.gov.uk", "https://gov.uk/"),
        ("gov.uk", "https://www.gov.uk/bins"),
        ("Node.js", "https://nodejs.org/"),
        ("reveal.js 6.1", "https://revealjs.com/"),
        ("data.csv", "https://alderbrook.example/data.csv"),
        ("Caf\u00e9", "https://caf\u00e9.example/"),
        ("\u6771\u4eac", "https://\u6771\u4eac\u30bf\u30ef\u30fc.example/"),
        (
            "\u041c\u043e\u0441\u043a\u0432\u0430",
            "https://\u043f\u0440\u0430\u0432\u0434\u0430.example/",
        ),
        ("https://alderbrook.example", "report.html"),
        ("clerk@alderbrook.gov.uk", "mailto:clerk@alderbrook.gov.uk"),
        ("x", "https://[::1/"),
    ],
)
def test_a_link_that_leads_where_it_says_is_left_alone(words: str, address: str) -> None:
    assert leads_to(words, address) is None


def checked(text: str) -> Sink:
    sink = Sink()
    path = PurePosixPath("waste.yaml")
    read = read_document(Source(path, text, path), KINDS, sink)
    assert read is not None
    check_texts(read[1], sink)
    return sink


def test_it_is_said_at_its_words() -> None:
    (found,) = checked(SECTION).diagnostics
    assert (found.severity, found.code) == ("warning", "disguised-link")
    assert found.message == (
        "'https://alderbrook.example' leads to 'evil.example', which isn't what it seems"
    )
    assert found.span is not None
    assert (found.span.line, found.span.column) == (8, 11)


def test_letters_that_look_alike_are_written_so_that_they_do_not() -> None:
    (found,) = checked(
        SECTION.replace("https://evil.example/", "https://\u0430lder.example/")
    ).diagnostics
    assert "'\\u0430lder.example'" in found.message


def test_a_comment_in_a_text_is_an_error_at_its_place() -> None:
    (found,) = checked(SECTION.replace("Look it up.", "Look <!-- ask Ada --> it up.")).diagnostics[
        :1
    ]
    assert (found.severity, found.code) == ("error", "remark")
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.end_column) == (6, 12, 28)


def test_a_comment_on_a_whole_slide_is_none() -> None:
    slide = "    slide: |\n      <!-- .slide: id='bins' -->\n      <!-- ask -->\n      # Bins\n"
    text = "kind: section\ntitle: Waste\nitems:\n  - title: Bins\n" + slide
    assert checked(text).diagnostics == ()

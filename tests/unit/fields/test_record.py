# fields are declared by calls, as in csp_slides/content
from __future__ import annotations

import copy
import pickle
from enum import StrEnum
from pathlib import PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, TypeVar

import pytest

from csp_slides.core.diagnostics import Sink
from csp_slides.core.source import Source, Text
from csp_slides.schema.fields import declare as field
from csp_slides.schema.fields.record import read
from csp_slides.schema.yaml.compose import compose

if TYPE_CHECKING:
    from collections.abc import Mapping


class Tone(StrEnum):
    LOUD = "loud"
    VERY_QUIET = "very quiet"


class Verse(field.Record):
    """One verse."""

    title: Text = field.required(field.line, "Its title.")
    text: Text | None = field.optional(field.prose, "Its words.")


class Song(field.Record):
    """A song with verses."""

    title: Text = field.required(field.line, "Its title.")
    rename: Text | None = field.optional(field.line, "Another title.", key="as")
    tone: Tone = field.optional(field.choice(Tone), "How it sounds.", default=Tone.LOUD)
    public: bool = field.optional(field.yes_no, "Whether it is.", default=True)
    verses: tuple[Verse, ...] = field.optional(
        field.each(field.record(Verse)), "The verses.", default=()
    )
    names: tuple[Text, ...] = field.optional(field.each(field.line), "Names.", default=())
    words: Mapping[Text, Text] = field.optional(
        field.table(field.line, field.line), "Words.", default=dict
    )
    chorus: bool | Verse = field.optional(
        field.either(field.yes_no, field.record(Verse)), "The chorus.", default=False
    )
    tune: Verse = field.optional(
        field.record(Verse), "The tune.", default=lambda: Verse(title=Text("hum"))
    )
    later: Text | None = field.optional(field.line, "For later.", may_be_blank=True)


R = TypeVar("R", bound=field.Record)
NAME = PurePosixPath("song.yaml")


def _read(text: str, cls: type[R]) -> tuple[R | None, list[tuple[str, int, str]]]:
    sink = Sink()
    node = compose(Source(NAME, dedent(text), NAME), sink)
    assert node is not None
    found = read(cls, node, sink)
    said = [(each.code, each.span.line, each.message) for each in sink.diagnostics if each.span]
    return found, said


def _song(text: str) -> Song:
    song, _ = _read(text, Song)
    assert song is not None
    return song


def test_reads_declared_fields_by_their_names_in_the_file() -> None:
    song = _song("title: One\nas: Two\ntone: Very-Quiet\npublic: no\nverses: [{title: Three}]\n")
    assert (song.title, song.rename, song.tone, song.public) == (
        "One",
        "Two",
        Tone.VERY_QUIET,
        False,
    )
    assert song.verses == (Verse(title=Text("Three")),)


def test_fields_that_are_left_out_have_their_defaults_each_its_own() -> None:
    one, two = _song("title: One\n"), _song("title: Two\n")
    assert (one.tone, one.public, one.verses, one.words) == (Tone.LOUD, True, (), {})
    assert one.tune == Verse(title=Text("hum"))
    assert one.words is not two.words


def test_remembers_where_every_field_stands() -> None:
    song = _song("title: One\ntone: loud\nverses:\n  - title: Two\n")
    tone, verses = song.at("tone"), song.at("verses")
    assert tone is not None
    assert verses is not None
    assert (tone.line, tone.column, tone.end_column) == (2, 7, 11)
    assert verses.line == 4
    assert song.at("rename") == song.span
    assert song.verses[0].title.span is not None


def test_places_do_not_make_values_different() -> None:
    assert _song("title: One\n") == _song("\n# a note\ntitle:   One\n")


def test_values_can_be_sent_to_another_process() -> None:
    song = _song("title: One\nwords: {a: b}\n")
    assert pickle.loads(pickle.dumps(song)).title.span == song.title.span  # noqa: S301  # our own
    assert copy.deepcopy(song) == song


def test_every_field_is_read_even_where_others_are_wrong() -> None:
    song, said = _read(
        """\
        tittle: One
        tone: lowd
        public: perhaps
        tone: loud
        verses:
          - text: Two
          - title: Three
        """,
        Song,
    )
    assert song is None
    assert said == [
        ("unknown", 1, "unknown field 'tittle'"),
        ("choice", 2, "'lowd' isn't one of loud, very quiet"),
        ("yes-or-no", 3, "'perhaps' is neither yes nor no"),
        ("repeated", 4, "'tone' is repeated; the first is on line 2"),
        ("missing", 6, "'title' is missing in verse 1, 'Two'"),
    ]


def test_a_record_stands_when_only_optional_fields_are_wrong() -> None:
    song, said = _read("title: One\ntone: lowd\nverses:\n  - text: Two\n  - title: Three\n", Song)
    assert song is not None
    assert song.verses == (Verse(title=Text("Three")),)
    assert [code for code, _, _ in said] == ["choice", "missing"]


def test_messages_name_the_entry_by_number_and_title() -> None:
    _, said = _read("title: One\nverses:\n  - title: Two\n    txt: Three\n", Song)
    assert said == [("unknown", 4, "unknown field 'txt' in verse 1, 'Two'")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("No", "No"),
        ("N/A", "N/A"),
        ("01632 960100", "01632 960100"),
        ("1.10", "1.10"),
        ("3.10", "3.10"),
        ("19:30", "19:30"),
        ("1e3", "1e3"),
        ("0o17", "0o17"),
        ("2026-03-04", "2026-03-04"),
        ("on", "on"),
        ("Null", "Null"),
        (".inf", ".inf"),
        ("=", "="),
        ("“Your Street”", "“Your Street”"),
        ('"null"', "null"),
        ("'~'", "~"),
    ],
)
@pytest.mark.parametrize("name", ["title", "as", "names", "verses", "words", "text"])
def test_text_stays_as_typed_in_every_field_that_is_text(name: str, typed: str, kept: str) -> None:
    forms = {
        "verses": f"verses:\n  - title: {typed}\n",
        "names": f"names:\n  - {typed}\n",
        "words": f"words:\n  a: {typed}\n",
        "text": f"verses:\n  - title: a\n    text: {typed}\n",
    }
    song = _song("title: x\n" * (name != "title") + forms.get(name, f"{name}: {typed}\n"))
    found = {
        "title": song.title,
        "as": song.rename,
        "names": song.names and song.names[0],
        "verses": song.verses and song.verses[0].title,
        "words": song.words.get(Text("a")),
        "text": song.verses and song.verses[0].text,
    }
    assert found[name] == kept


def test_either_kind_is_told_by_how_it_is_written() -> None:
    assert _song("title: x\nchorus: yes\n").chorus is True
    assert _song("title: x\nchorus:\n  title: One\n").chorus == Verse(title=Text("One"))
    _, said = _read("title: x\nchorus: perhaps\n", Song)
    assert [code for code, _, _ in said] == ["yes-or-no"]


def test_one_thing_where_a_list_is_meant_is_a_list_of_one_and_said() -> None:
    song, said = _read("title: x\nnames: Ada\nverses:\n  title: One\n", Song)
    assert song is not None
    assert (song.names, len(song.verses)) == (("Ada",), 1)
    assert [code for code, _, _ in said] == ["one-entry", "one-entry"]


def test_a_list_below_prose_becomes_its_lines_and_is_said() -> None:
    text = "title: x\nverses:\n  - title: One\n    text:\n      - two: three\n      - four\n"
    song, said = _read(text, Song)
    assert song is not None
    assert song.verses[0].text == "- two: three\n- four"
    assert [code for code, _, _ in said] == ["text-without-bar"]


def test_an_entry_with_a_colon_is_one_text_and_said() -> None:
    song, said = _read("title: x\nnames:\n  - Priority 1: burglary\n  - Actions:\n", Song)
    assert song is not None
    assert song.names == ("Priority 1: burglary", "Actions:")
    assert [code for code, _, _ in said] == ["colon-in-entry", "colon-in-entry"]


def test_blank_fields_are_absent_and_said_once_for_a_group() -> None:
    song, said = _read("title: x\nas:\nnames:\nlater:\ntone: ~\n", Song)
    assert song is not None
    assert (song.rename, song.names, song.later, song.tone) == (None, (), None, Tone.LOUD)
    assert said == [
        ("blank", 2, "nothing typed after 'as:', 'names:'"),
        ("blank", 5, "'~' after 'tone:' means 'nothing' here"),
    ]


def test_text_keeps_the_line_it_begins_on() -> None:
    song = _song("title: x\nverses:\n  - title: One\n    text: |\n      a\n      b\n")
    text = song.verses[0].text
    assert text == "a\nb"
    assert text is not None
    assert text.first_line == 5

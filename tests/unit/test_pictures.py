"""Decks and reports dressed in their pictures: found, described, credited, safe to read on."""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace
from PIL import Image

from csp_slides.assets.colour import WHITE
from csp_slides.assets.images.attach_images import attach_images
from csp_slides.assets.images.attach_report_images import dress_report
from csp_slides.assets.images.contrast import Surface
from csp_slides.assets.images.credits import read_name, warn_of_people
from csp_slides.assets.images.media_library import MediaLibrary
from csp_slides.assets.images.publishing import placeholder, publish
from csp_slides.assets.images.wanted import paths_in, wanted
from csp_slides.content.audience import Audience
from csp_slides.content.picture import PictureCredit
from csp_slides.core.diagnostics import Sink
from csp_slides.core.rich_text import Authored
from csp_slides.core.source import Source, Text
from csp_slides.model.deck import Background, Deck, Layout, Note, Slide, Stack, Timing
from csp_slides.model.report import Chapter, FrontSheet, Report, ReportKind
from csp_slides.model.report_blocks import Exchange
from csp_slides.model.report_blocks import Figure as ReportFigure
from csp_slides.model.slide_blocks import Byline, Credit, Figure, People, Picture, PictureCredits

if TYPE_CHECKING:
    from csp_slides.assets.images.publishing import MediaFile
    from csp_slides.core.source import Span

NIGHT = Surface(background=(17, 17, 17), texts=(WHITE,))
SOURCE = Source(
    path=PurePosixPath("content/decks/a.yaml"),
    text="image: park.jpg\n",
    inside=PurePosixPath("decks/a.yaml"),
)


def place() -> Span:
    return SOURCE.span(1, 8, 16)


def plain(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(out, "PNG")
    return out.getvalue()


MEDIA = {
    name: publish(name, plain(colour), None, Sink())
    for name, colour in {
        "decks/white.jpg": "white",
        "decks/black.jpg": "black",
        "backgrounds/grey.png": "#777777",
        "decks/perry-grone-732606-unsplash.jpg": "black",
    }.items()
}
MEDIA["decks/broken.jpg"] = placeholder("decks/broken.jpg")


def find(name: str, near: PurePosixPath) -> str | None:
    for candidate in (str(near.parent / name), name):
        if candidate in MEDIA:
            return candidate
    return None


def media_library(
    sink: Sink, media: dict[str, MediaFile] | None = None, **entries: str
) -> MediaLibrary:
    """Make an album; each entry says which picture in `decks` has which description."""
    return MediaLibrary(
        media=MEDIA if media is None else media,
        find=find,
        entries={
            f"decks/{name}.jpg": PictureCredit(
                file=Text(f"{name}.jpg"),
                author=Text("Ada Quill"),
                describe=Text(describe),
                licence=Text("CC0-1.0"),
            )
            for name, describe in entries.items()
        },
        sink=sink,
    )


def picture(name: str, **known: str) -> Picture:
    made = Picture(name=name, span=place(), describe=known.get("describe"))
    if "credit" in known:
        made = replace(made, credit=Credit(picture=name, line=known["credit"]))
    return made


def known(name: str) -> Picture:
    return picture(name, describe="", credit="Alderbrook Borough Council")


BASE = Slide(layout=Layout.STATEMENT, source=place())


def deck(*slides: Slide) -> Deck:
    return Deck(
        slug="a",
        title="A",
        audience=Audience.PUBLIC,
        byline=Byline(),
        stacks=tuple(Stack(id=None, title=None, slides=(each,), nested=False) for each in slides),
        theme="night",
        timing=Timing(words=0, rate=130, limit=None),
        source="decks/a.yaml",
    )


def behind(name: str, opacity: float | None) -> Slide:
    return replace(BASE, background=Background(picture=known(name), opacity=opacity))


def dressed(*slides: Slide, sink: Sink | None = None) -> Deck:
    return attach_images(deck(*slides), media_library(sink or Sink()), NIGHT)


def the_background(made: Deck) -> Background:
    background = made.slides[0].background
    assert background is not None
    return background


# -------------------------------------------------------------- file names


@pytest.mark.parametrize(
    ("name", "author", "identifier"),
    [
        ("ugur-akdemir-FABH5NJEMGM-unsplash.jpg", "Ugur Akdemir", "FABH5NJEMGM"),
        ("perry-grone-732606-unsplash.jpg", "Perry Grone", None),
        ("jake-nackos-IF9TK5Uy-KI-unsplash (1).jpg", "Jake Nackos", "IF9TK5Uy-KI"),
        ("alex-robert-Xpt4_HgZSjw-unsplash (1).jpg", "Alex Robert", "Xpt4_HgZSjw"),
        ("joseph-gonzalez-iFgRcqHznqg--unsplash.jpg", "Joseph Gonzalez", "iFgRcqHznqg"),
        ("liuba-bilyk--unsplash.jpg", "Liuba Bilyk", None),
        ("science-in-hd-ooNO0LlxZRM-unsplash.jpg", "Science In Hd", "ooNO0LlxZRM"),
        ("a/b/perry-grone-732606-unsplash-1920x1080-scaled.jpg", "Perry Grone", None),
        ("annamaria-liuba-bilyk--unsplash.jpg", "Annamaria Liuba Bilyk", None),
        ("mary-christopher-unsplash.webp", "Mary Christopher", None),
    ],
)
def test_unsplash_name_is_read(name: str, author: str, identifier: str | None) -> None:
    page = f"https://unsplash.com/photos/{identifier}" if identifier else None
    assert read_name(name) == Credit(picture=name, author=author, source="Unsplash", page=page)


@pytest.mark.parametrize("name", ["park.jpg", "unsplash.jpg", "-unsplash.jpg", "IMG_0001.jpg"])
def test_no_credit_is_guessed_from_another_name(name: str) -> None:
    assert read_name(name) is None


# ----------------------------------------------------- place, words and credit


def test_picture_gets_its_place_size_description_and_credit() -> None:
    sink = Sink()
    made = attach_images(
        deck(replace(BASE, blocks=(Figure(picture=picture("white.jpg")),))),
        media_library(sink, white="A park in snow"),
        NIGHT,
    )
    (figure,) = made.slides[0].blocks
    assert isinstance(figure, Figure)
    shown = figure.picture
    assert shown.asset == MEDIA["decks/white.jpg"].artifact.path
    assert (shown.width, shown.height) == (64, 36)
    assert shown.describe == "A park in snow"
    assert shown.credit == Credit(picture="decks/white.jpg", author="Ada Quill", licence="CC0-1.0")
    assert sink.diagnostics == ()


def test_words_of_the_deck_stand_before_those_of_the_credits_file() -> None:
    own = picture("white.jpg", describe="Snow", credit="Our own")
    made = attach_images(
        deck(replace(BASE, blocks=(Figure(picture=own),))),
        media_library(Sink(), white="A park"),
        NIGHT,
    )
    (figure,) = made.slides[0].blocks
    assert isinstance(figure, Figure)
    assert figure.picture.describe == "Snow"
    assert figure.picture.credit == Credit(picture="decks/white.jpg", line="Our own")


def test_decorative_entry_describes_nothing() -> None:
    sink = Sink()
    made = attach_images(
        deck(replace(BASE, background=Background(picture=picture("black.jpg")))),
        media_library(sink, black="Decorative"),
        NIGHT,
    )
    assert the_background(made).picture.describe == ""
    assert sink.diagnostics == ()


def test_picture_that_nobody_describes_or_credits_is_told() -> None:
    sink = Sink()
    dressed(replace(BASE, background=Background(picture=picture("black.jpg"))), sink=sink)
    assert [(found.code, found.span) for found in sink.diagnostics] == [
        ("credit", place()),
        ("describe", place()),
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"author": "Ada Quill"}, ["licence"]),
        ({"author": "Ada Quill", "licence": "CC BY 4.0"}, []),
        ({"credit": "Alderbrook Borough Council"}, []),
    ],
)
def test_entry_without_a_licence_is_told(said: dict[str, str], told: list[str]) -> None:
    sink = Sink()
    entry = PictureCredit(
        file=Text("white.jpg"),
        describe=Text("decorative"),
        **{name: Text(value) for name, value in said.items()},  # type: ignore[arg-type]  # texts
    )
    pictures = replace(media_library(sink), entries={"decks/white.jpg": entry})
    attach_images(
        deck(replace(BASE, blocks=(Figure(picture=picture("white.jpg")),))), pictures, NIGHT
    )
    assert [(found.code, found.span) for found in sink.diagnostics] == [
        (code, place()) for code in told
    ]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, []),
        ({"recognisable_person": False}, []),
        ({"recognisable_person": True}, ["recognisable"]),
        ({"recognisable_person": True, "consent": Text("Form of 3 May 2026")}, []),
    ],
)
def test_somebody_who_can_be_recognised_must_have_agreed(
    said: dict[str, Any], told: list[str]
) -> None:
    sink = Sink()
    entry = PictureCredit(file=Text("white.jpg"), spans={"recognisable_person": place()}, **said)
    warn_of_people(["decks/white.jpg", "decks/other.jpg"], {"decks/white.jpg": entry}, sink)
    assert [(found.code, found.span) for found in sink.diagnostics] == [
        (code, place()) for code in told
    ]


def test_credit_beside_the_picture_needs_no_licence() -> None:
    sink = Sink()
    entry = PictureCredit(file=Text("white.jpg"), author=Text("Ada Quill"))
    pictures = replace(media_library(sink), entries={"decks/white.jpg": entry})
    attach_images(
        deck(replace(BASE, blocks=(Figure(picture=known("white.jpg")),))), pictures, NIGHT
    )
    assert sink.diagnostics == ()


def test_unsplash_picture_needs_no_credit() -> None:
    sink = Sink()
    name = "perry-grone-732606-unsplash.jpg"
    made = dressed(
        replace(BASE, background=Background(picture=picture(name, describe=""))), sink=sink
    )
    credit = the_background(made).picture.credit
    assert credit is not None
    assert credit.author == "Perry Grone"
    assert sink.diagnostics == ()


def test_missing_picture_is_told_and_the_slide_goes_without_it() -> None:
    sink = Sink()
    made = dressed(
        replace(
            BASE,
            background=Background(picture=known("gone.jpg")),
            blocks=(Figure(picture=known("../../gone.png")), People(people=())),
        ),
        sink=sink,
    )
    assert made.slides[0].background is None
    assert made.slides[0].blocks == (People(people=()),)
    assert [found.code for found in sink.diagnostics] == ["missing-file", "missing-file"]
    assert {found.span for found in sink.diagnostics} == {place()}


def test_broken_picture_was_told_before() -> None:
    sink = Sink()
    made = dressed(replace(BASE, blocks=(Figure(picture=known("broken.jpg")),)), sink=sink)
    assert made.slides[0].blocks == ()
    assert sink.diagnostics == ()


def test_shipped_picture_is_found_from_anywhere() -> None:
    made = dressed(behind("backgrounds/grey.png", 0.2))
    assert the_background(made).picture.asset == MEDIA["backgrounds/grey.png"].artifact.path


# -------------------------------------------------------------------- opacity


@pytest.mark.parametrize(
    ("name", "asked", "shown"),
    [
        ("white.jpg", 0.4, 0.4),
        ("white.jpg", 0.42, 0.42),
        ("white.jpg", 0.5, 0.42),
        ("white.jpg", None, 0.42),
        ("black.jpg", 1.0, 1.0),
        ("black.jpg", None, 0.9),
    ],
)
def test_picture_is_no_stronger_than_the_words_allow(
    name: str, asked: float | None, shown: float
) -> None:
    sink = Sink()
    made = dressed(behind(name, asked), sink=sink)
    assert the_background(made).opacity == shown
    told = [found for found in sink.diagnostics if found.code == "contrast"]
    assert bool(told) == (asked is not None and asked != shown)


def test_safe_opacity_is_named() -> None:
    sink = Sink()
    dressed(behind("white.jpg", 0.5), sink=sink)
    (found,) = sink.diagnostics
    assert found.help is not None
    assert "0.42" in found.help
    assert "0.5" in found.message


# --------------------------------------------------------------- Markdown slides


def test_markdown_slide_stays_as_written_with_a_panel() -> None:
    sink = Sink()
    written = {
        "data-background": "asset:/decks/white.jpg",
        "data-background-opacity": "0.5",
        "class": "wide",
    }
    made = dressed(replace(BASE, attributes=written), sink=sink)
    assert made.slides[0].attributes == {**written, "class": "wide scrim-20"}
    (found,) = sink.diagnostics
    assert (found.code, found.span) == ("contrast", place())
    assert found.help is not None
    assert '"0.42"' in found.help


def test_markdown_slide_with_a_safe_picture_is_untouched() -> None:
    sink = Sink()
    written = {
        "data-background-image": "asset:/decks/black.jpg",
        "data-background-color": "#123456",
    }
    made = dressed(replace(BASE, attributes=written), sink=sink)
    assert made.slides[0].attributes == written
    assert sink.diagnostics == ()


def test_markdown_slide_goes_without_a_missing_picture() -> None:
    written = {
        "data-background": "asset:/missing/gone.jpg",
        "data-background-opacity": "0.5",
    }
    sink = Sink()
    made = dressed(replace(BASE, attributes=written), sink=sink)
    assert made.slides[0].attributes == {"data-background-opacity": "0.5"}
    assert sink.diagnostics == ()


def test_colour_behind_a_markdown_slide_stays() -> None:
    written = {"data-background": "#aabbcc"}
    assert dressed(replace(BASE, attributes=written)).slides[0].attributes == written


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ("asset:/a.jpg", ("a.jpg",)),
        ("asset:/a, b.jpg", ("a, b.jpg",)),
        ("asset:/a.mp4, asset:/b.webm", ("a.mp4", "b.webm")),
        ("asset:/a,b.mp4,asset:/c.webm", ("a,b.mp4", "c.webm")),
        ("red", ()),
        ("", ()),
    ],
)
def test_files_of_an_attribute_are_told_apart(value: str, paths: tuple[str, ...]) -> None:
    assert paths_in(value) == paths


def test_every_file_that_a_deck_names_is_wanted_once() -> None:
    words = Authored(html='<img src="asset:/decks/a.png">', markdown="", resources=("decks/a.png",))
    noted = Authored(html="", markdown="", resources=("decks/n.png", "missing/m.png"))
    made = deck(
        replace(BASE, background=Background(picture=known("white.jpg"))),
        replace(BASE, blocks=(Figure(picture=known("gone.jpg")), words)),
        replace(
            BASE,
            notes=(Note(heading=None, words=noted),),
            attributes={"data-background": "asset:/decks/white.jpg", "id": "asset"},
        ),
    )
    assert wanted(made, find) == dict.fromkeys(
        ["decks/white.jpg", "decks/a.png", "decks/n.png", "missing/m.png"], place()
    )


# --------------------------------------------------------------------- credits


CREDITS = replace(BASE, layout=Layout.CREDITS, id="credits", blocks=(PictureCredits(credits=()),))
THANKS = replace(BASE, layout=Layout.THANKS, id="thanks", blocks=(People(people=()),))


def test_pictures_of_this_deck_are_credited_once_each_in_order() -> None:
    made = dressed(
        behind("white.jpg", 0.2),
        replace(
            BASE, blocks=(Figure(picture=picture("black.jpg", describe="", credit="Ada Quill")),)
        ),
        behind("white.jpg", 0.3),
        CREDITS,
    )
    (block,) = made.slides[-1].blocks
    assert isinstance(block, PictureCredits)
    assert [(each.picture, each.line) for each in block.credits] == [
        ("decks/white.jpg", "Alderbrook Borough Council"),
        ("decks/black.jpg", "Ada Quill"),
    ]


def test_slide_of_credits_goes_when_there_are_none() -> None:
    made = dressed(behind("gone.jpg", None), CREDITS)
    assert len(made.stacks) == 1


def test_thanks_stay_when_the_credits_beside_them_go() -> None:
    plain_deck = deck(THANKS)
    both = replace(
        plain_deck,
        stacks=(Stack(id=None, title="Thanks", slides=(THANKS, CREDITS), nested=True),),
    )
    made = attach_images(both, media_library(Sink()), NIGHT)
    assert [each.id for each in made.slides] == ["thanks"]
    assert not made.stacks[0].nested


# ---------------------------------------------------------------------- reports


def test_report_is_dressed_and_credited_too() -> None:
    sink = Sink()
    shown = ReportFigure(picture=known("white.jpg"))
    gone = ReportFigure(picture=known("gone.jpg"))
    report = Report(
        slug="a",
        kind=ReportKind.MINUTES,
        title="A",
        audience=Audience.PUBLIC,
        front=FrontSheet(facts=()),
        chapters=(
            Chapter(
                id="one",
                title="One",
                blocks=(gone, Exchange(id="q", number=1, question=(shown,), answer=())),
            ),
        ),
        source="a.yaml",
    )
    made = dress_report(report, media_library(sink))
    (exchange,) = made.chapters[0].blocks
    assert isinstance(exchange, Exchange)
    (figure,) = exchange.question
    assert isinstance(figure, ReportFigure)
    assert figure.picture.asset == MEDIA["decks/white.jpg"].artifact.path
    assert [credit.picture for credit in made.credits] == ["decks/white.jpg"]
    assert [found.code for found in sink.diagnostics] == ["missing-file"]
    assert dress_report(report, media_library(Sink()), credit=False).credits == ()

"""A deck with every kind of block, made of values, and the folder that it is shown from."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.assets.fingerprint import asset, gather, stylesheet
from csp_slides.content.audience import Audience
from csp_slides.content.council import Brand, Rag
from csp_slides.core import package_data
from csp_slides.core.diagnostics import Sink
from csp_slides.core.rich_text import Authored, Prose
from csp_slides.editions import theme
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.model.deck import Background, Deck, Layout, Note, Slide, Stack, Timing
from csp_slides.model.report import Chart, ChartFill, ChartPoint, ChartSeries, DataTable
from csp_slides.model.slide_blocks import (
    ActionLine,
    Actions,
    Answer,
    BigNumber,
    Bullet,
    Bullets,
    Byline,
    Charts,
    Column,
    Columns,
    Contents,
    ContentsEntry,
    Credit,
    Direction,
    Event,
    Figure,
    IndicatorFigure,
    Indicators,
    People,
    Person,
    Picture,
    PictureCredits,
    PlanCard,
    PlanOnAPage,
    Process,
    Quotation,
    Rating,
    Statement,
    Table,
    Timeline,
)
from csp_slides.render import templating
from csp_slides.render.html import deck_page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import PurePosixPath

    from csp_slides.model.slide_blocks import Block

OWN = Path(os.environ["THEMES"]).resolve() if os.environ.get("THEMES") else None
"""A folder of themes of your own, to be tested as the shipped ones are: `make theme`."""

THEMES = (
    tuple(sorted(each.parent.name for each in OWN.glob("*/theme.yaml")))
    if OWN
    else ("night", "day", "council", "contrast")
)

PHOTO = "pictures/hills.jpg"

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 120">'
    b'<rect width="480" height="120" fill="#1d4f5c"/></svg>'
)

NONE: Mapping[str, str] = MappingProxyType({})

OVER_PHOTO = {
    "data-background": f"asset:/{PHOTO}",
    "data-background-opacity": "0.9",
    "class": "scrim-60",
}


def prose(markdown: str) -> Prose:
    return Prose(markdown=markdown)


def bullets(*texts: str) -> Bullets:
    return Bullets(bullets=tuple(Bullet(text=prose(text)) for text in texts))


def slide(layout: Layout, name: str, title: str | None, *blocks: Block) -> Slide:
    return Slide(layout=layout, id=name, title=title, blocks=blocks)


def authored(html: str, attributes: Mapping[str, str] = NONE, *resources: str) -> Slide:
    block = Authored(html=html, markdown="", resources=resources)
    return Slide(layout=Layout.AUTHORED, blocks=(block,), attributes=attributes)


def stack(*slides: Slide) -> Stack:
    return Stack(id=None, title=slides[0].title, slides=slides, nested=len(slides) > 1)


CREDIT = Credit(
    picture=PHOTO,
    title="Hills at dawn",
    author="Ada Quill",
    profile="https://example.org/ada",
    source="Example",
    page="https://example.org/hills",
    licence="CC0-1.0",
)


def photo(asset_path: PurePosixPath) -> Picture:
    return Picture(
        name=PHOTO,
        asset=asset_path,
        describe="Hills one behind the other in mist",
        credit=CREDIT,
        width=1920,
        height=1080,
    )


def figure(name: str, actual: str, direction: Direction, rag: Rag | None) -> IndicatorFigure:
    return IndicatorFigure(
        name=name,
        period="April to December 2026",
        actual=actual,
        target="650" if rag else None,
        previous="702" if rag else None,
        unit="reports",
        direction=direction,
        rag=rag,
        rating="On target" if rag else None,
        against="better than the target of 650" if rag else None,
        source="Council case system",
        comment=None,
    )


BYLINE = Byline(
    presenter="Cllr Priya Raman",
    role="Portfolio holder for community safety",
    body="Full Council",
    date=dt.date(2027, 1, 20),
    council="Alderbrook Borough Council",
)

SECTIONS = (
    ("safety", "Community safety"),
    ("performance", "Performance"),
    ("digital", "Information and digital services"),
    ("plans", "Plans and promises"),
    ("pages", "Slides of the councillor’s own"),
)

SPOKEN = "The consultation closed on 20 November."


def sample_deck(picture: PurePosixPath, *, audience: Audience = Audience.PRESENTER) -> Deck:
    """Make a deck that has every layout and every block; its notes only for the presenter."""
    behind = Background(picture=photo(picture), opacity=0.3)
    said = Note(heading="Partnership plan", words=prose(f"{SPOKEN}\n\n- 329 responses"))
    notes = (said,) if audience is Audience.PRESENTER else ()
    entries = tuple(ContentsEntry(title=title, slide=name) for name, title in SECTIONS)
    title = slide(Layout.TITLE, "title", "Community safety and performance", BYLINE)
    stacks = (
        stack(title, slide(Layout.CONTENTS, "contents", "Contents", Contents(entries=entries))),
        _safety(behind, notes),
        stack(
            slide(
                Layout.SECTION,
                "performance",
                "Performance",
                Statement(text=prose("Nothing to report until **28 January 2027**.")),
            )
        ),
        _digital(picture),
        _layouts(picture),
        _plans(),
        _pages(),
        _thanks(),
        stack(
            Slide(layout=Layout.QUESTIONS, id="questions", title="Questions", background=behind),
            slide(
                Layout.ANSWER,
                "answer_1",
                "Why has the pilot only three months?",
                Answer(question="Why?", answer=prose("Three months cover a full cycle.")),
            ),
        ),
        stack(slide(Layout.ENDING, "ending", "Thank you")),
    )
    return Deck(
        slug="sample",
        title="Community safety and performance",
        audience=audience,
        byline=BYLINE,
        stacks=stacks,
        theme="night",
        timing=Timing(words=2000, rate=130, limit=None),
        source="decks/sample.yaml",
    )


def _safety(behind: Background, notes: tuple[Note, ...]) -> Stack:
    asked = Bullet(text=prose("Three-month warning pilot"), ask=prose("Note the pilot"))
    return stack(
        Slide(layout=Layout.SECTION, id="safety", title="Community safety", background=behind),
        Slide(
            layout=Layout.ITEMS,
            id="safety_1",
            title="Community safety",
            part=(1, 2),
            blocks=(
                bullets("Partnership plan: 329 responses", "Duty begins", "Case reviews & more"),
            ),
            notes=notes,
        ),
        Slide(
            layout=Layout.ITEMS,
            id="safety_2",
            title="Community safety",
            part=(2, 2),
            blocks=(Bullets(bullets=(*bullets("£11,000 for doorsteps").bullets, asked)),),
        ),
        slide(
            Layout.INDICATORS,
            "safety_indicators-1",
            "Community safety: in figures",
            Indicators(
                figures=(
                    figure("Anti-social behaviour reports", "611", Direction.BETTER, Rag.GREEN),
                    figure("Cases open for a month", "£12,840", Direction.WORSE, Rag.AMBER),
                    figure("Residents who feel safe", "58%", Direction.SAME, Rag.RED),
                )
            ),
        ),
        slide(
            Layout.INDICATORS,
            "safety_indicators-2",
            "Community safety: context",
            Indicators(
                figures=(
                    figure("Cameras", "48", Direction.UNKNOWN, None),
                    figure("Lamps fitted", "120", Direction.UP, Rag.BLUE),
                    figure("Lamps out", "3", Direction.DOWN, Rag.GREY),
                )
            ),
        ),
        *_charts(),
    )


CHART = Chart(
    id="charted",
    title="Anti-social behaviour reports",
    summary="April to December 2026: 611 reports. Target: 650. Before: 702. Better than before.",
    categories=("April to December 2026",),
    about="April to December 2026",
    series=tuple(
        ChartSeries(
            name=name,
            fill=fill,
            points=(ChartPoint(value=value, text=f"{value}"),),
            number_format="#,##0",
        )
        for name, fill, value in (
            ("Actual", ChartFill.ACTUAL, 611),
            ("Target", ChartFill.TARGET, 650),
            ("Before", ChartFill.PREVIOUS, 702),
        )
    ),
)

RATINGS = Chart(
    id="rated",
    title="Actions by priority and rating",
    summary="Priority 1: Burglary: 1 red, 2 amber, 3 green. Priority 2: Drugs: 1 blue, 4 grey.",
    categories=("Priority 1: Burglary", "Priority 2: Drugs"),
    series=tuple(
        ChartSeries(
            name=fill.capitalize(),
            fill=fill,
            points=tuple(
                ChartPoint(value=count, text=str(count)) if count else None for count in counts
            ),
            number_format="0",
        )
        for fill, counts in (
            (ChartFill.RED, (1, 0)),
            (ChartFill.AMBER, (2, 0)),
            (ChartFill.GREEN, (3, 0)),
            (ChartFill.BLUE, (0, 1)),
            (ChartFill.GREY, (0, 4)),
        )
    ),
    stacked=True,
)


def _charts() -> tuple[Slide, Slide]:
    figures = DataTable(
        caption="Community safety: in charts",
        columns=("Measure", "Actual", "Target", "Before"),
        rows=(("Anti-social behaviour reports", "611", "650", "702"),),
        source="Source: Council case system",
    )
    counts = DataTable(
        caption="Actions by rating",
        columns=("Rating", "1", "2", "All"),
        rows=(("Red", "1", "0", "1"), ("All", "6", "5", "11")),
        total=True,
    )
    return (
        slide(
            Layout.CHARTS,
            "safety_charts-1",
            "Community safety: in charts",
            Charts(charts=(CHART,), table=figures),
        ),
        slide(
            Layout.CHARTS,
            "safety_charts-2",
            "Action plan: at a glance",
            Charts(charts=(RATINGS,), table=counts),
        ),
    )


def _digital(picture: PurePosixPath) -> Stack:
    lines = (
        "Multi-factor sign-in for all",
        "New firewalls at both sites",
        "One website, tested with residents",
        "Laptops replaced in four services",
        "Committee room sound renewed",
        "Paper forms down by a third",
    )
    return stack(
        slide(Layout.SECTION, "digital", "Information and digital services"),
        slide(Layout.ITEMS, "digital_1", "Information and digital services", bullets(*lines)),
        slide(
            Layout.ITEMS,
            "digital_2",
            "Beside a picture",
            bullets(*lines[:3]),
            Figure(picture=photo(picture)),
        ),
        slide(Layout.ITEMS, "digital_3", "A picture alone", Figure(picture=photo(picture))),
        slide(
            Layout.STATEMENT,
            "digital_4",
            None,
            Statement(text=prose("Nine in ten forms are now filled in online.")),
        ),
        slide(
            Layout.ITEMS, "digital_5", "Prose", prose("Words with a [link](https://example.org).")
        ),
    )


def _layouts(picture: PurePosixPath) -> Stack:
    portrait = replace(photo(picture), focus=(50, 20))
    people = (Person(name="Dana Whitlock", job="Manager", portrait=portrait),) * 3
    return stack(
        slide(Layout.SECTION, "layouts", "Layouts"),
        *(
            slide(layout, f"layouts_{number}", "Safer by a third", block)
            for number, (layout, block) in enumerate(laid_out("Lamps fitted", portrait), start=1)
        ),
        Slide(
            layout=Layout.ITEMS,
            id="layouts_left",
            title="The path is lit",
            blocks=(
                bullets("From dusk to midnight"),
                Figure(picture=portrait, first=True, filling=True),
            ),
        ),
        Slide(
            layout=Layout.PICTURE,
            id="layouts_full",
            title="The park at first light",
            background=Background(picture=portrait, opacity=1, position="50% 20%"),
        ),
        slide(Layout.ITEMS, "layouts_people", "Your wardens", People(people=people)),
    )


def laid_out(text: str, portrait: Picture) -> tuple[tuple[Layout, Block], ...]:
    """Make a block of every layout that an item may have, out of one text."""
    said = prose(text)
    column = Column(title="2026", points=(said, said))
    cells = (said, prose("1,204"), prose("-12%"))
    return (
        (Layout.NUMBER, BigNumber(value="£12,840", label=said)),
        (
            Layout.QUOTATION,
            Quotation(words=said, name="Mina Castellan", role=text, portrait=portrait),
        ),
        (Layout.ITEMS, Columns(columns=(column, column), compared=True)),
        (Layout.ITEMS, Columns(columns=(column, column, column))),
        (Layout.ITEMS, Timeline(events=(Event(when="October 2026", what=said),) * 4)),
        (Layout.ITEMS, Process(steps=(said,) * 4)),
        (
            Layout.ITEMS,
            Table(
                caption=text,
                columns=("Ward", "Reports", "Change"),
                rows=(cells,) * 4,
                numeric=(1, 2),
            ),
        ),
    )


def _plans() -> Stack:
    line = ActionLine(
        action=prose("Fit lamp timers on Kiln Lane"),
        owner="Community Safety Manager",
        due="31 March 2027",
        overdue=True,
        ref="1.2",
        rating=Rating(rag=Rag.AMBER, word="At risk, with a plan to recover"),
        next_step=prose("Order placed on 4 January 2027"),
    )
    promise = ActionLine(action=prose("Bring the survey to panel"), state="Done")
    measures = (prose("Residents who feel safe: 58% to 65%"),)
    cards = tuple(
        PlanCard(title=title, rank=rank, measures=measures)
        for rank, title in enumerate(("Anti-social behaviour", "Burglary", "Drugs", "Violence"), 1)
    )
    vision = prose("A borough where people feel as safe as they are.")
    return stack(
        slide(Layout.SECTION, "plans", "Plans and promises"),
        slide(Layout.ACTIONS, "plans_actions-1", "Action plan", Actions(lines=(line, line))),
        slide(Layout.ACTIONS, "plans_promises-1", "Promised", Actions(lines=(promise,))),
        slide(Layout.PLAN, "plans_plan", "The plan", PlanOnAPage(vision=vision, cards=cards)),
    )


def _pages() -> Stack:
    table = (
        '<h3>A table</h3><table><thead><tr><th>Ward</th><th class="align-right">Reports</th></tr>'
        '</thead><tbody><tr><td>Kiln Green</td><td class="align-right">41</td></tr></tbody></table>'
    )
    code = (
        '<h3>Code</h3><pre><code class="language-python">def total(rows):\n    pass\n</code></pre>'
    )
    shown = f'<h3>Shown</h3><p><img src="asset:/{PHOTO}" alt="Hills in mist"></p>'
    tasks = "<h3>Steps</h3><ul><li>First</li></ul><p class='fragment'>Then</p>"
    return stack(
        slide(Layout.SECTION, "pages", "Slides of the councillor’s own"),
        authored("<h2>Over a picture</h2><p>Words</p>", OVER_PHOTO),
        authored(table),
        authored(code),
        authored(tasks),
        authored("<h3>Light</h3><p>Words</p>", {"data-background-color": "#ffe9b0"}),
        authored("<h3>Dark</h3><p>Words</p>", {"data-background-color": "#173a5e"}),
        authored(shown, NONE, PHOTO),
        authored("<h2>Moves</h2>", {"data-auto-animate": ""}),
        authored("<p>New</p><h2>Moves</h2>", {"data-auto-animate": ""}),
    )


def _thanks() -> Stack:
    people = tuple(
        Person(name=name, job=job)
        for name, job in (
            ("Dana Whitlock", "Community Safety Manager"),
            ("Owen Faraday", "Head of Performance"),
            ("Mina Castellan", "Digital Services Manager"),
            ("Tobias Rook", None),
        )
    )
    own = Credit(picture="own.svg", line="Alderbrook Borough Council")
    return stack(
        slide(Layout.THANKS, "thanks", "With thanks to", People(people=people)),
        slide(Layout.CREDITS, "credits", "Pictures", PictureCredits(credits=(CREDIT, own))),
    )


def write_sample(folder: Path) -> None:
    """Write the sample deck in every theme, each at `<theme>/index.html`."""
    write_pages(folder, sample_deck, logos=(False,))


def write_pages(
    folder: Path, deck: Callable[[PurePosixPath], Deck], *, logos: tuple[bool, ...] = (False, True)
) -> None:
    """Write a deck in every theme at `<theme>/index.html`, and at `<theme>-logo` with a logo."""
    sink = Sink()
    theme_loader = ThemeLoader(
        templates=(package_data.templates(),), themes=(package_data.themes(),)
    )
    assets = gather(theme_loader.assets(), sink)
    hills = asset(PHOTO, (package_data.backgrounds() / "misty-hills.jpg").read_bytes())
    mark = asset("pictures/mark.svg", LOGO)
    logo = Picture(name="mark.svg", asset=mark.path, describe="The mark")
    artifacts = [*assets.artifacts, hills, mark]
    pages = {}
    for name in THEMES:
        files = theme_loader.theme(name)
        tokens = theme.read_theme(files.tokens, sink)
        assert tokens is not None
        css = theme.css_variables(theme.branded(tokens, Brand())) + files.deck_css
        sheet = stylesheet(f"{name}-deck.css", css, assets.paths, sink)
        artifacts.append(sheet)
        for logoed in logos:
            page = deck_page.Page(
                assets=assets.paths,
                stylesheets=(sheet.path,),
                theme=name,
                scheme=tokens.scheme,
                resources={PHOTO: hills.path},
                report="report.html",
                logo=logo if logoed else None,
            )
            templates = templating.environment([package_data.templates()])
            place = f"{name}-logo" if logoed else name
            pages[place] = deck_page.render(deck(hills.path), page, templates)
    assert not sink.diagnostics
    for artifact in artifacts:
        place_on_disk = folder / artifact.path
        place_on_disk.parent.mkdir(exist_ok=True)
        place_on_disk.write_bytes(artifact.content)
    for name, html in pages.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_bytes(html)

"""What is withheld leaves no trace: no gap in a number, an id, a name of a file or of a class.

Each site is built twice, once from content in which something is withheld and once from content
in which it was never written. The two are the same, byte for byte.
"""

from __future__ import annotations

import random
from textwrap import dedent, indent
from typing import TYPE_CHECKING, TypeAlias

import pytest
from PIL import Image

import csp_slides

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = ["deck", "report", "md", "csv"]
FORMATS = [*PAGES, "docx", "pptx"]
PDF = [*FORMATS, "pdf"]
"""Not the slides as PDF: a browser prints them from the page that is compared here."""

TWICE = 3
"""How many open neighbours of one name what is withheld has, before it and after it."""

COUNCIL = """
    kind: council
    name: Alderbrook Borough Council
    website: https://slides.alderbrook.example/
    glossary: {KPI: key performance indicator, ZQ: zone of quiet}
"""
Site: TypeAlias = "Callable[[dict[str, str], list[str]], dict[str, bytes]]"
Make: TypeAlias = "Callable[[str | None, str, int], dict[str, str]]"

HEAD = """
    kind: deck
    id: night
    title: Streets
    presenter: Councillor Fairweather
    meeting: {body: Full Council, date: 20 January 2027, time_limit: 8}
    items_per_slide: 2
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return what builds the public site of some files, always in the same place."""

    def site(files: dict[str, str], formats: list[str]) -> dict[str, bytes]:
        number = len(list(tmp_path.iterdir()))
        content, output = tmp_path / f"{number}" / "content", tmp_path / f"{number}" / "site"
        content.mkdir(parents=True)
        for name, text in {"council.yaml": COUNCIL, **files}.items():
            (content / name).write_text(dedent(text).lstrip(), encoding="utf-8")
        for name, colour in {"open.png": "navy", "closed.png": "maroon"}.items():
            Image.new("RGB", (64, 48), colour).save(content / name)
        csp_slides.build(content, output, formats=formats, skip_missing=True)
        return {
            path.relative_to(output).as_posix(): path.read_bytes()
            for path in sorted(output.rglob("*"))
            if path.is_file()
        }

    return site


def same(one: dict[str, bytes], other: dict[str, bytes]) -> None:
    """See that two sites are the same, and name the files that are not."""
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def among(neighbour: str, withheld: str | None, place: int) -> str:
    """Put what is withheld at a place among its neighbours, which are all alike."""
    parts = [neighbour] * TWICE
    if withheld is not None:
        parts.insert(place, withheld)
    return "".join(dedent(part).lstrip() for part in parts)


def deck(sections: str, more: str = "") -> str:
    return f"{dedent(HEAD).lstrip()}sections:\n{indent(sections, '  ')}{dedent(more)}"


ITEM = """
    - title: Bins
      report: |
        New bins.

        ## Costs

        What they cost.
      source: Records
      picture: {image: open.png, describe: A bin}
"""
OWN = """
    - title: A slide
      slide: |
        ## Costs

        <p id="costs" style="color: red">Red</p>

        Said by nobody.
"""
HIDDEN_OWN = """
    - title: A slide
      show: SHOW
      slide: |
        <style>.zq { color: blue }</style>

        ## Costs

        <p style="background: url(closed.png)">Blue</p> <b id="costs">x</b>
"""
HIDDEN_ITEM = """
    - title: Bins
      report: |
        Old bins of the ZQ.

        ## Costs
      picture: {image: closed.png, describe: A bin that is gone}
      ask: Agree
      source: Quillfeather
      show: SHOW
"""
INDICATOR = """
    - name: Collected
      period: April to June 2026
      actual: 90%
      target: 95%
      good_is: high
      source: Records
      why: Snow.
"""
HIDDEN_INDICATOR = """
    - name: Quillfeather
      period: April to June 2026
      actual: 9%
      target: 95%
      previous: 50%
      good_is: high
      source: Ledger
      why: The ZQ.
      show: SHOW
"""


def of_items(withheld: str | None, show: str, place: int) -> dict[str, str]:
    items = among(ITEM, withheld.replace("SHOW", show) if withheld else None, place)
    text = "kind: section\nid: waste\ntitle: Waste\nstatus: cleared\ncleared_by: A Head\nitems:\n"
    return {
        "waste.yaml": text + indent(items, "  "),
        "deck.yaml": deck("- use: waste\n- use: waste\n"),
    }


def of_own_slides(withheld: str | None, show: str, place: int) -> dict[str, str]:
    items = among(OWN, withheld.replace("SHOW", show) if withheld else None, place)
    own = "- title: Slides\n  items:\n" + indent(items, "    ")
    return {"deck.yaml": deck(own + own)}


def of_indicators(withheld: str | None, show: str, place: int) -> dict[str, str]:
    figures = among(INDICATOR, withheld.replace("SHOW", show) if withheld else None, place)
    text = (
        "kind: section\nid: waste\ntitle: Waste\nstatus: cleared\n"
        "cleared_by: A Head\nitems:\n- title: Bins\n"
    )
    return {
        "waste.yaml": f"{text}indicators:\n{indent(figures, '  ')}",
        "deck.yaml": deck("- use: waste\n  with: {indicators: both}\n"),
    }


def of_sections(withheld: str | None, show: str, place: int) -> dict[str, str]:
    """Hold a section of the same title of which nothing is left, between others."""
    sections = among(
        "- title: Waste\n  items: [{title: Bins}]\n",
        withheld and f"- title: Waste\n  items: [{{title: Depot, show: {show}}}]\n",
        place,
    )
    return {"deck.yaml": deck(sections)}


def of_sections_used(withheld: str | None, show: str, place: int) -> dict[str, str]:
    """Hold an officer's section with all that belongs to one, of which nothing is left."""
    closed = f"""
        kind: section
        id: waste
        title: Waste
        status: cleared
        cleared_by: A Head
        prepared_by: {{name: Ada Quill, job: Waste Manager, thank_in_credits: yes}}
        figures_correct_on: 1 March 2026
        items: [{{title: Depot, show: {show}, picture: {{image: closed.png, describe: A depot}}}}]
    """
    opened = closed.replace("id: waste", "id: streets").replace(f", show: {show}", "")
    opened = opened.replace("closed.png", "open.png").replace("Ada Quill", "Uma Bridge")
    sections = among("- use: streets\n", withheld and "- use: waste\n", place)
    files = {"streets.yaml": opened, "deck.yaml": deck(sections)}
    return files | ({"waste.yaml": closed} if withheld else {})


def of_answers(withheld: str | None, show: str, place: int) -> dict[str, str]:
    prepared = among(
        "- {q: Why?, a: Because., published: yes}\n",
        withheld and f"- {{q: Why?, a: The ZQ., published: yes, show: {show}}}\n",
        place,
    )
    return {
        "deck.yaml": deck(
            "- {title: Waste, items: [{title: Bins}]}\n",
            f"questions:\n  prepared:\n{indent(prepared, '    ')}",
        )
    }


def of_actions(withheld: str | None, show: str, place: int) -> dict[str, str]:
    numbers = iter("abcdefgh")
    actions = among(
        "- {ref: REF, action: Mend the weir, owners: [parks], rag: amber, due: May 2027}\n",
        withheld and f"- {{ref: z, action: Sell it, owners: [legal], rag: green, show: {show}}}\n",
        place,
    )
    while "REF" in actions:
        actions = actions.replace("REF", next(numbers), 1)
    issue = f"- issue: The weir\n  actions:\n{indent(actions, '    ')}"
    mill = "- issue: The mill\n  actions:\n    - {ref: y, action: Pull it down, show: members}\n"
    issues = (mill if withheld else "") + issue
    return {
        "plan.yaml": "kind: action-plan\nid: plan\ntitle: Our plan\nstatus: cleared\n"
        "cleared_by: A Head\n"
        "people: {parks: {name: Parks}, legal: {name: Legal}}\n"
        f"priorities:\n  - title: Water\n    issues:\n{indent(issues, '      ')}",
        "deck.yaml": deck(
            "- title: Waste\n  items: [{title: Bins}]\n  with: {actions: summary and all}\n"
        ),
    }


def of_updates(withheld: str | None, show: str, place: int) -> dict[str, str]:
    updates = among(
        "- {date: 3 March 2027, text: Begun, attended: 4}\n",
        withheld and f"- {{date: 9 March 2027, text: Stopped, attended: 9, show: {show}}}\n",
        place,
    )
    return {
        "plan.yaml": "kind: action-plan\nid: plan\ntitle: Our plan\nstatus: cleared\n"
        "cleared_by: A Head\n"
        "priorities:\n  - title: Water\n    issues:\n      - issue: The weir\n        actions:\n"
        "          - ref: a\n            action: Mend\n            updates:\n"
        f"{indent(updates, ' ' * 14)}"
    }


def of_report_sections(withheld: str | None, show: str, place: int) -> dict[str, str]:
    sections = among(
        "- {heading: Costs, text: What it costs., next_steps: [Pay]}\n",
        withheld and f"- {{heading: Costs, text: The ZQ., next_steps: [Sue], show: {show}}}\n",
        place,
    )
    return {
        "report.yaml": "kind: report\nid: weir\ntitle: The weir\nstatus: cleared\n"
        "cleared_by: A Head\n"
        "purpose: To say.\nbackground_papers: []\nmeeting: {body: Parks Panel, date: 3 June 2026}\n"
        f"sections:\n{indent(sections, '  ')}"
    }


def of_minutes(withheld: str | None, show: str, place: int) -> dict[str, str]:
    questions = among(
        "- {q: Why?, a: Because., follow_up: {action: Ask, owner: Parks, due: May 2027}}\n",
        withheld and f"- {{q: Why?, a: The ZQ., follow_up: {{action: Sue}}, show: {show}}}\n",
        place,
    )
    comments = among("- Very good.\n", withheld and f"- {{text: Very bad., show: {show}}}\n", place)
    return {
        "minutes.yaml": "kind: minutes\nid: minutes\ntitle: The item\nstatus: cleared\n"
        "cleared_by: A Head\n"
        "meeting: {body: Full Council, date: 3 June 2026}\n"
        f"questions:\n{indent(questions, '  ')}comments:\n{indent(comments, '  ')}",
        "deck.yaml": deck("- {title: Waste, items: [{title: Bins}]}\n"),
    }


def of_pictures(withheld: str | None, show: str, place: int) -> dict[str, str]:
    picture = f"picture: {{image: closed.png, describe: x, show: {show}}}" if withheld else ""
    behind = f"background: {{image: closed.png, show: {show}}}" if withheld else ""
    plain = ["- title: Bins\n"] * TWICE
    plain[place % TWICE] += f"  {picture}\n" if picture else ""
    items = indent("".join(plain), "    ")
    return {
        "deck.yaml": deck(
            f"- title: Waste\n  items:\n{items}" + (f"  {behind}\n" if behind else ""),
            f"opening: {{title: Hello{', ' + behind if behind else ''}}}\n",
        )
    }


SLIDE = """\
## Costs

<p style="color: red" class="a">Red</p>

| a |
|---|
| b |
"""
HIDDEN = """\
<!-- .slide: data-visibility="hidden" style="background: url(closed.png)" -->

<style>.zq { color: blue }</style> <link rel="stylesheet" href="closed.css">

## Costs

<p style="color: green" id="costs">Green</p> ![x](closed.png)

```js
secret()
```

Note: <b style="color: white" id="costs-1">Nothing</b>
"""


ACROSS, DOWN = "\n---\n", "\n----\n"
PLACED = (
    (HIDDEN, ACROSS, SLIDE, DOWN, SLIDE, ACROSS, SLIDE),
    (SLIDE, DOWN, HIDDEN, DOWN, SLIDE, ACROSS, SLIDE),
    (SLIDE, DOWN, SLIDE, ACROSS, HIDDEN, DOWN, SLIDE),
    (SLIDE, DOWN, SLIDE, ACROSS, SLIDE, ACROSS, HIDDEN),
)


def of_markdown(withheld: str | None, _show: str, place: int) -> dict[str, str]:
    """Hold a hidden slide in a stack of its own, inside one, in one that has one slide else."""
    remark = '<!-- id="costs" -->\n\n' if withheld else ""
    slides = PLACED[place] if withheld else (SLIDE, DOWN, SLIDE, ACROSS, SLIDE)
    text = f"---\ntitle: Old\n---\n{remark}{''.join(slides)}"
    return {"old.md": text} | ({"closed.css": "p { top: 0 }"} if withheld else {})


WITHHELD: dict[str, tuple[Make, str]] = {
    "items": (of_items, HIDDEN_ITEM),
    "items of one's own slides": (of_own_slides, HIDDEN_OWN),
    "indicators": (of_indicators, HIDDEN_INDICATOR),
    "sections": (of_sections, "x"),
    "sections of an officer": (of_sections_used, "x"),
    "answers": (of_answers, "x"),
    "actions": (of_actions, "x"),
    "updates": (of_updates, "x"),
    "sections of a report": (of_report_sections, "x"),
    "questions and comments": (of_minutes, "x"),
    "pictures": (of_pictures, "x"),
    "hidden slides": (of_markdown, "x"),
}
SHOWS = ("members", "presenter", "nobody")


@pytest.mark.parametrize("kind", WITHHELD)
def test_what_is_withheld_leaves_no_trace_wherever_it_stands(site: Site, kind: str) -> None:
    make, withheld = WITHHELD[kind]
    chance = random.Random(kind)  # noqa: S311  # the same places every time
    last = chance.randrange(TWICE + 1)
    for formats, places in ((PAGES, {*range(TWICE + 1)} - {last}), (FORMATS, {last})):
        without = site(make(None, "public", 0), formats)
        for place in places:
            same(site(make(withheld, chance.choice(SHOWS), place), formats), without)


CLOSED = """
    kind: section
    id: quillfeather
    title: Waste
    status: cleared
    cleared_by: A Head
    public: Part 2
    exempt_paragraph: 3
    exempt_reason: It names a tenant.
"""
MATTER = """
    prepared_by: {name: Ada Quill, job: Waste Manager, thank_in_credits: yes}
    figures_correct_on: 1 March 2026
    classification: OFFICIAL-SENSITIVE
    items:
      - title: Bins
        notes: The lease of the ZQ is worth a great many words.
        report: Old bins.
        ask: Agree
        picture: {image: closed.png, describe: A bin that is gone}
      - title: Own
        slide: |
          ## Costs

          <p style="color: green">x</p>
    indicators:
      - {name: Rent, period: May 2026, actual: 9, target: 4, good_is: low, source: Lease}
"""


@pytest.mark.parametrize("place", range(TWICE + 1))
def test_of_a_part_2_section_only_title_paragraph_and_reason_are_there(
    site: Site, place: int
) -> None:
    formats = PDF if place == 1 else PAGES
    neighbour = "- title: Waste\n  items: [{title: Bins, notes: They are new.}]\n"
    used = "- use: quillfeather.yaml\n"
    told = "  say_first: I say many words.\n  background: {image: closed.png}\n"
    stub = CLOSED.replace("id: quillfeather\n", "\n") + "    items: [{title: x}]\n"
    full = site(
        {
            "quillfeather.yaml": CLOSED + MATTER,
            "deck.yaml": deck(among(neighbour, used + told, place)),
        },
        formats,
    )
    bare = site(
        {"quillfeather.yaml": stub, "deck.yaml": deck(among(neighbour, used, place))}, formats
    )
    same(full, bare)


PART_2 = """
    kind: report
    id: lease
    title: Terms of a lease
    status: cleared
    cleared_by: A Head
    meeting: {body: Full Council, date: 3 June 2026, public: Part 2}
    exempt_paragraph: 3
    exempt_reason: It names a tenant.
    background_papers: []
    sections: [{heading: x, text: x}]
"""


def test_of_a_part_2_report_only_title_paragraph_and_reason_are_there(
    site: Site,
) -> None:
    more = """
        purpose: To sell the ZQ.
        recommendations: [Agree]
        summary: It is sold.
        appendices: [{title: Lease, file: closed.png}]
    """
    beside = {"deck.yaml": deck("- {title: A, items: [{title: B}]}\n")}
    full = dedent(PART_2).replace("{heading: x, text: x}", "{heading: Rent, text: The ZQ.}")
    same(
        site(beside | {"lease.yaml": full + dedent(more)}, PDF),
        site(beside | {"lease.yaml": PART_2}, PDF),
    )


def test_of_a_part_2_deck_and_its_minutes_nothing_is_there(
    site: Site,
) -> None:
    opened = {"deck.yaml": deck("- {title: Waste, items: [{title: Bins}]}\n")}
    closed = {
        "a-closed.yaml": """
            kind: deck
            title: Waste
            presenter: Councillor Fairweather
            meeting: {body: Full Council, date: 3 January 2027, public: Part 2}
            look: {theme: night}
            sections:
              - {title: Rent, items: [{title: ZQ, picture: {image: closed.png, describe: x}}]}
        """,
        "a-minutes.yaml": """
            kind: minutes
            title: Waste
            status: cleared
            cleared_by: A Head
            meeting: {body: Full Council, date: 3 January 2027, public: Part 2}
            questions: [{q: Who?, a: ZQ., follow_up: {action: Sue, owner: Legal, due: May 2027}}]
        """,
    }
    same(site(opened | closed, FORMATS), site(opened, FORMATS))

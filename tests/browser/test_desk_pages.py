"""The officers' desk in a browser: a section written from nothing, and two people in one file."""

from __future__ import annotations

import io
import shutil
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from csp_slides.authoring.values import read_values
from csp_slides.content.section import Section
from csp_slides.core import package_data
from csp_slides.core.source import Source
from tests.browser.test_live_pages import AXE, COUNCIL, Served
from tests.waiting import free_port
from tests.waiting import until_page as until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

WASTE = """\
# Grace: please check
kind: section
title: Waste           # the heading
status: draft
items:
  - title: Bins        # first
    notes: The bins are new.
  - title: Rounds
    notes: The rounds are shorter.
"""

WATCH = (
    'window.violations = []; document.addEventListener("securitypolicyviolation", '
    '(event) => window.violations.push(event.violatedDirective + " " + event.blockedURI));'
)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    content = tmp_path_factory.mktemp("desk") / "content"
    _lay_out(content)
    served = Served(content, free_port())
    served.start()
    yield served
    served.stop()


def _lay_out(content: Path) -> None:
    shutil.rmtree(content, ignore_errors=True)
    (content / "sections").mkdir(parents=True)
    (content / "council.yaml").write_text(dedent(COUNCIL).lstrip(), encoding="utf-8")
    (content / "sections" / "waste.yaml").write_text(WASTE, encoding="utf-8")


@pytest.fixture
def served(running: Served) -> Served:
    _lay_out(running.content)
    return running


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    contexts = []
    complaints: list[str] = []

    def open_page(where: str, width: int = 1280, height: int = 900) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(30_000)
        context.add_init_script(WATCH)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda told: (
                complaints.append(told.text)
                if told.type == "error" and "status of 4" not in told.text
                else None
            ),
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{served.address}/~desk/{where}")
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:
            for frame in page.frames:
                complaints += frame.evaluate("window.violations || []")
        context.close()
    assert complaints == []


SHOWN = """(() => {
  const frame = document.getElementById("frame");
  const preview = (each) => each.initiatorType === "fetch" && each.name.includes("/~desk/preview/");
  return !document.getElementById("preview").hasAttribute("aria-busy")
    && Boolean(frame.dataset.address)
    && frame.contentDocument?.documentElement?.classList.contains("ready") === true
    && performance.getEntriesByType("resource").some(preview);
})()"""


def shown(page: Page) -> None:
    """Wait until the last thing typed has been shown."""
    until(page, SHOWN)


def axe(page: Page) -> Any:  # noqa: ANN401  # what axe says
    page.evaluate((package_data.vendor() / "testing" / "axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(AXE)


def entry(page: Page, of: str, number: int) -> Locator:
    return page.locator(f"[data-list={of}] > [data-entry]").nth(number)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    until(page, "document.querySelector('[data-status]').textContent", "Saved.")


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "#1d6f5c").save(file, "PNG")
    return file.getvalue()


def read(file: Path) -> dict[str, Any]:
    source = Source(file, file.read_text(encoding="utf-8"), file)  # type: ignore[arg-type]  # a path is a path
    filled = read_values(source, Section)
    assert filled is not None
    return dict(filled.values)


def test_a_section_of_eight_items_with_figures_and_a_picture_is_written_without_yaml(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("")
    page.get_by_label("Title").fill("Street cleaning: our year")
    page.get_by_role("button", name="Start section").click()
    page.wait_for_url("**/~desk/edit/sections/street-cleaning-our-year.yaml")
    for number in range(8):
        page.get_by_role("button", name="Add an item").click()
        added = entry(page, "items", number)
        page.keyboard.type(f"Item {number + 1}: done")  # the title has the focus
        added.locator("[data-field=notes]").fill(f"First line {number}.\n\n- one #{number}\n- two")
    entry(page, "items", 2).locator("[data-field=ask]").fill("Agree to it.")
    entry(page, "items", 3).locator("[data-field=report]").fill("It was cleaned.")
    entry(page, "items", 4).get_by_role("button", name="Choose or upload").click()
    page.set_input_files(
        "#upload-file",
        {"name": "Our sweeper.png", "mimeType": "image/png", "buffer": picture()},
    )
    page.get_by_label("Description", exact=True).last.fill("A sweeper on the High Street")
    page.get_by_label("Credit", exact=True).last.fill("Photograph by Grace Okonjo-Hale")
    page.get_by_role("button", name="Upload and use").click()
    until(
        page,
        "document.querySelectorAll('[data-list=items] > li')[4]"
        ".querySelector('[data-field=image]').value",
        "pictures/our-sweeper.png",
    )
    figures = {
        "name": "Streets swept",
        "period": "April to December 2026",
        "actual": "611",
        "target": "650",
        "source": "Depot log",
    }
    page.get_by_role("button", name="Add a figure").click()
    for name, text in figures.items():
        entry(page, "indicators", 0).locator(f"[data-field={name}]").fill(text)
    entry(page, "indicators", 0).locator("[data-field=good_is]").select_option("high")
    page.locator("#f-status").select_option("ready")
    save(page)
    values = read(served.content / "sections/street-cleaning-our-year.yaml")
    assert values["title"] == "Street cleaning: our year"
    assert values["status"] == "ready"
    items = [each.values for each in values["items"]]
    assert [each["title"] for each in items] == [f"Item {n}: done" for n in range(1, 9)]
    assert items[7]["notes"] == "First line 7.\n\n- one #7\n- two"
    assert (items[2]["ask"], items[3]["report"]) == ("Agree to it.", "It was cleaned.")
    assert {k: v for k, v in items[4]["picture"].items() if v} == {
        "image": "pictures/our-sweeper.png",
        "describe": "A sweeper on the High Street",
        "credit": "Photograph by Grace Okonjo-Hale",
    }
    (figure,) = (each.values for each in values["indicators"])
    assert {name: figure[name] for name in figures} == figures
    shown(page)
    frame = page.frame_locator("#frame")
    frame.locator("section", has_text="Item 8: done").first.wait_for(state="attached")
    assert frame.locator("img[alt='A sweeper on the High Street']").count() == 1
    assert "spoken words" in page.locator("[data-spoken]").inner_text()
    text = (served.content / "sections/street-cleaning-our-year.yaml").read_text("utf-8")
    assert text.startswith("# Begun on the officers' desk.")


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(
    visit: Callable[..., Page], width: int, height: int
) -> None:
    page = visit("edit/sections/waste.yaml", width, height)
    shown(page)
    entry(page, "items", 0).locator("summary").first.click()
    for more in page.locator("details.more > summary:visible").all():
        more.click()
    page.locator("#f-title").fill("")
    page.locator("#summary").get_by_role("link").first.wait_for()
    assert axe(page) == []
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.get_by_role("button", name="File’s text").click()
    page.locator("#yaml").wait_for()
    assert axe(page) == []
    assert axe(visit("", width, height)) == []


def test_problems_are_told_at_their_fields_and_in_a_list_that_leads_to_them(
    visit: Callable[..., Page],
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    entry(page, "items", 1).locator("summary").first.click()
    title = entry(page, "items", 1).locator("[data-field=title]")
    title.fill("")
    summary = page.locator("#summary")
    summary.get_by_role("link").first.wait_for()
    assert title.get_attribute("aria-invalid") == "true"
    described = (title.get_attribute("aria-describedby") or "").split()
    said = " ".join(page.locator(f"#{each}").inner_text() for each in described)
    assert "Error:" in said
    page.get_by_role("button", name="Up item 2").click()
    shown(page)
    assert entry(page, "items", 0).locator("[data-field=title]").get_attribute("aria-invalid")
    entry(page, "items", 0).locator("summary").first.click()  # folds it away
    summary.get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.dataset.field") == "title"
    page.keyboard.type("Rounds again")
    until(page, "document.getElementById('summary').hidden")
    assert title.get_attribute("aria-invalid") is None


def test_the_slides_follow_what_is_typed_and_go_to_the_item(visit: Callable[..., Page]) -> None:
    page = visit("edit/sections/waste.yaml")
    frame = page.frame_locator("#frame")
    frame.locator("html.ready").wait_for(state="attached")
    shown(page)
    inner = page.frames[1]
    inner.evaluate("window.kept = true")
    entry(page, "items", 0).locator("summary").first.click()
    entry(page, "items", 0).locator("[data-field=title]").fill("Brand new bins")
    until(inner, "Reveal.getCurrentSlide().textContent.includes('Brand new bins')")
    assert inner.evaluate("window.kept"), "the slides were exchanged in place"
    page.get_by_role("button", name="Report").click()
    page.frame_locator("#frame").locator("body.report-page").wait_for()


def test_keys_alone_add_move_and_take_out_and_what_was_taken_out_comes_back(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    page.get_by_role("button", name="Down item 1 ‘Bins’").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent").startswith("Up")
    assert "Moved item 2 ‘Bins’ to place 2 of 2." in page.locator("[data-status]").inner_text()
    page.get_by_role("button", name="Remove item 1 ‘Rounds’").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Put it back"
    page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    until(page, "document.querySelector('[data-status]').textContent", "Saved.")
    text = (served.content / "sections/waste.yaml").read_text(encoding="utf-8")
    assert text == (
        WASTE.partition("  - title: Bins")[0]
        + "  - title: Rounds\n    notes: The rounds are shorter.\n"
        + "  - title: Bins        # first\n    notes: The bins are new.\n"
    )


def test_another_kind_of_slide_is_made_of_its_own_lists_and_rows(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    for number in (0, 1):
        entry(page, "items", number).locator("summary").first.click()
        entry(page, "items", number).get_by_text("Another kind of slide").first.click()
    first = entry(page, "items", 0)
    for number, name in enumerate(("Then", "Now")):
        first.get_by_role("button", name="Add a column").click()
        page.keyboard.type(name)
        column = first.locator("[data-list=columns] > [data-entry]").nth(number)
        column.locator("[data-lines=points]").fill(f"{name} one\n{name} two")
    first.get_by_role("button", name="Up column 2").click()
    frame = page.frame_locator("#frame")
    frame.locator("section.present:not(.stack)", has_text="Then two").wait_for()
    second = entry(page, "items", 1)
    second.locator("[data-record=table] [data-lines=columns]").fill("Ward\nBins")
    second.locator("[data-grid=rows]").fill("North | 1\nSouth\t2")
    shown(page)
    assert page.locator("#summary").is_hidden()
    assert axe(page) == []
    save(page)
    one, two = (each.values for each in read(served.content / "sections/waste.yaml")["items"])
    assert [(each.values["title"], each.values["points"]) for each in one["columns"]] == [
        ("Now", ("Now one", "Now two")),
        ("Then", ("Then one", "Then two")),
    ]
    assert two["table"] == {"columns": ("Ward", "Bins"), "rows": (("North", "1"), ("South", "2"))}
    page.frame_locator("#frame").get_by_text("North").first.wait_for(state="attached")


def test_what_can_be_fixed_is_fixed_and_what_an_import_asked_is_decided(
    visit: Callable[..., Page], served: Served
) -> None:
    asked = WASTE.replace("  - title: Bins", "  # CHECK: is this right? (page 1)\n  - title: Bins")
    broken = asked.replace("  - title: Rounds", "    title: Rounds")
    (served.content / "sections/waste.yaml").write_text(broken, encoding="utf-8")
    page = visit("edit/sections/waste.yaml")
    page.get_by_role("button", name="Fix what can be fixed").click()
    until(page, "document.querySelectorAll('[data-list=items] > li').length", 2)
    until(page, "document.getElementById('fix').hidden")
    assert axe(page) == []
    page.locator("#summary").get_by_role("link", name="Is this right?").click()
    page.get_by_role("button", name="Decided: is this right? (page 1)").first.click()
    until(page, "document.getElementById('summary').hidden")
    save(page)
    assert (served.content / "sections/waste.yaml").read_text("utf-8") == WASTE


def test_a_save_is_taken_back(visit: Callable[..., Page], served: Served) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    page.locator("#f-title").fill("Recycling")
    save(page)
    page.get_by_role("button", name="Undo save").click()
    until(page, "document.querySelector('[data-status]').textContent", "The last save was undone.")
    assert page.locator("#f-title").input_value() == "Waste"
    assert (served.content / "sections/waste.yaml").read_text("utf-8") == WASTE


def test_an_edit_in_notepad_is_told_put_together_and_asked_about(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    page.locator("#f-title").fill("Recycling")
    shown(page)
    served.replace("sections/waste.yaml", "are shorter", "are longer")
    page.locator("#changed").wait_for(state="visible")
    save_button = page.get_by_role("button", name="Save", exact=True)
    save_button.click()
    told = "Saved, together with the other changes made to the file."
    until(page, "document.querySelector('[data-status]').textContent", told)
    file = served.content / "sections/waste.yaml"
    both = WASTE.replace("are shorter", "are longer").replace(
        "title: Waste      ", "title: Recycling  "
    )
    assert file.read_text("utf-8") == both
    page.locator("#f-title").fill("Recycling and waste")
    shown(page)
    served.replace("sections/waste.yaml", "title: Recycling", "title: Rubbish")
    page.locator("#changed").wait_for(state="visible")
    save_button.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    assert "Rubbish" in dialog.inner_text()
    assert axe(page) == []
    dialog.get_by_label("Mine").check()
    dialog.get_by_role("button", name="Save with these choices").click()
    until(page, "document.querySelector('[data-status]').textContent", told)
    assert "title: Recycling and waste" in file.read_text("utf-8")
    assert "are longer" in file.read_text("utf-8")


def test_an_edit_in_notepad_comes_to_an_untouched_form_by_itself(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    served.replace("sections/waste.yaml", "title: Waste ", "title: Refuse")
    from playwright.sync_api import expect

    expect(page.locator("#f-title")).to_have_value("Refuse", timeout=30_000)


def test_whoever_wants_to_writes_in_the_file_s_own_text(
    visit: Callable[..., Page], served: Served
) -> None:
    page = visit("edit/sections/waste.yaml")
    shown(page)
    page.locator("#f-title").fill("Recycling")
    page.get_by_role("button", name="File’s text").click()
    yaml = page.locator("#yaml")
    yaml.wait_for()
    assert "title: Recycling" in yaml.input_value()
    yaml.fill(yaml.input_value().replace("status: draft", "status: ready  # done"))
    page.get_by_role("button", name="Form").click()
    page.locator("#f-status").wait_for()
    assert page.locator("#f-status").input_value() == "ready"
    save(page)
    assert (served.content / "sections/waste.yaml").read_text("utf-8") == (
        WASTE.replace("title: Waste      ", "title: Recycling  ").replace("draft", "ready  # done")
    )

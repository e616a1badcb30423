from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csp_slides.content.audience import Audience
from csp_slides.core.slug import slug_of
from csp_slides.redact.presentation import select

if TYPE_CHECKING:
    from csp_slides.content.library import Chapter, Library
    from csp_slides.core.diagnostics import Diagnostic, Sink
    from tests.unit.conftest import Loader


def deck(sections: str, more: str = "") -> str:
    return (
        "kind: deck\ntitle: Streets\npresenter: Councillor Fairweather\n"
        f"meeting: {{body: Council, date: 20 January 2027}}\n{more}\nsections:\n{sections}"
    )


def chapters(library: Library) -> tuple[Chapter, ...]:
    (presentation,) = library.presentations
    return presentation.chapters


def titles(library: Library) -> list[str]:
    return [item.title for item in chapters(library)[0].items]


def only(sink: Sink) -> Diagnostic:
    (found,) = [each for each in sink.diagnostics if each.severity != "hint"]
    return found


@pytest.mark.parametrize("name", ["waste", "waste.yaml", "./waste.yaml"])
def test_a_section_is_used_by_id_or_by_file(loaded: Loader, name: str) -> None:
    library, sink = loaded(deck=deck(f"  - use: {name}\n"))
    assert not sink.has_errors
    assert chapters(library)[0].title == "Waste"


def test_a_file_is_named_from_the_decks_folder_too(loaded: Loader) -> None:
    library, sink = loaded(
        decks__night__deck=deck("  - use: ../../waste.yaml\n"), deck=deck("  []")
    )
    assert "unknown-section" not in {found.code for found in sink.diagnostics}
    assert any(found.chapters for found in library.presentations)


def test_a_name_that_is_no_section_lists_the_real_ones(loaded: Loader) -> None:
    _, sink = loaded(deck=deck("  - use: wast\n"))
    found = only(sink)
    assert found.code == "unknown-section"
    assert "'waste.yaml'" in found.message
    assert found.help == "did you mean 'waste'?"
    assert found.span is not None
    assert (found.span.line, found.span.column) == (7, 10)


def test_a_name_that_is_no_item_lists_the_real_ones(loaded: Loader) -> None:
    _, sink = loaded(deck=deck("  - use: waste\n    leave_out: [Bin]\n"))
    found = only(sink)
    assert found.code == "unknown-item"
    for title in ("Bins", "Rounds", "Depot"):
        assert f"'{title}'" in found.message
    assert found.help == "did you mean 'Bins'?"


def test_leave_out_takes_items_away(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - use: waste\n    leave_out: [Rounds, depot]\n"))
    assert titles(library) == ["Bins", "Fleet", "Secret"]


def test_only_keeps_the_named_items_in_the_officers_order(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - use: waste\n    only: [Depot, Bins]\n"))
    assert titles(library) == ["Bins", "Depot"]


def test_order_puts_the_named_items_first(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - use: waste\n    order: [Depot, Rounds]\n"))
    assert titles(library) == ["Depot", "Rounds", "Bins", "Fleet", "Secret"]


def test_a_section_may_be_renamed_without_touching_its_file(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - use: waste\n    as: Bins and streets\n"))
    (chapter,) = chapters(library)
    assert (chapter.title, chapter.section.title) == ("Bins and streets", "Waste")


def test_a_section_of_the_councillors_own_stands_in_the_deck_file(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - title: Thanks\n    items:\n      - title: Volunteers\n"))
    (chapter,) = chapters(library)
    assert chapter.own
    assert [item.title for item in chapter.items] == ["Volunteers"]


def test_the_same_section_twice_gets_two_addresses(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - use: waste\n    only: [Bins]\n  - use: waste\n"))
    shown = select(library.presentations[0], Audience.PUBLIC)
    assert [chapter.id for chapter in shown.chapters] == ["waste", "waste-2"]


def test_a_section_called_like_a_slide_of_the_deck_gets_another_address(loaded: Loader) -> None:
    library, _ = loaded(deck=deck("  - title: Contents\n    items: [{title: x}]\n"))
    assert select(library.presentations[0], Audience.PUBLIC).chapters[0].id == "contents-2"


def test_a_line_that_uses_a_section_and_titles_its_own_is_an_error(loaded: Loader) -> None:
    _, sink = loaded(deck=deck("  - use: waste\n    title: Mine\n"))
    assert only(sink).code == "section-entry"


EMPTY = "kind: section\nid: empty\ntitle: Empty\nstatus: cleared\ncleared_by: A Head\n"


def test_an_empty_section_stops_the_build_by_default(loaded: Loader) -> None:
    _, sink = loaded(empty=EMPTY, deck=deck("  - use: waste\n  - use: empty\n"))
    found = only(sink)
    assert found.code == "empty-section"
    assert "'Empty'" in found.message


def test_an_empty_section_can_be_left_out(loaded: Loader) -> None:
    sections = "  - use: waste\n  - use: empty\n"
    library, sink = loaded(empty=EMPTY, deck=deck(sections, "empty: leave out"))
    assert [chapter.id for chapter in chapters(library)] == ["waste"]
    assert [found.code for found in sink.diagnostics] == ["empty-section"]
    assert not sink.has_errors


def test_an_empty_section_can_say_so(loaded: Loader) -> None:
    library, sink = loaded(empty=EMPTY, deck=deck("  - use: empty\n", "empty: say so"))
    assert [chapter.id for chapter in chapters(library)] == ["empty"]
    assert "empty-section" not in {
        found.code for found in sink.diagnostics if found.span and "empty" in str(found.span.path)
    }


def test_a_reason_for_nothing_is_enough_to_stand(loaded: Loader) -> None:
    told = EMPTY + "nothing_to_report: Figures come in May.\n"
    library, sink = loaded(empty=told, deck=deck("  - use: empty\n"))
    assert not sink.has_errors
    assert [chapter.id for chapter in chapters(library)] == ["empty"]


def test_an_empty_section_that_no_deck_uses_is_an_error(loaded: Loader) -> None:
    _, sink = loaded(empty=EMPTY)
    assert only(sink).code == "empty-section"


def test_a_broken_section_is_reported_once(loaded: Loader) -> None:
    _, sink = loaded(waste="kind: section\ntitel: Waste\n", deck=deck("  - use: waste.yaml\n"))
    assert "unknown-section" not in {found.code for found in sink.diagnostics}


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("ASB & you", "asb-you"),
        ("Ward #3", "ward-3"),
        ("!?", "section"),
        ("£", "section"),
        ("£2m for Łódź Cafe\u0301", "2m-for-lodz-cafe"),
    ],
)
def test_addresses_are_made_of_letters_digits_and_hyphens(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_meeting_that_is_wrong_is_not_said_to_be_blank(loaded: Loader) -> None:
    wrong = deck("  - use: waste\n").replace("date: 20 January", "date: 32 January")
    _, sink = loaded(deck=wrong)
    assert only(sink).code == "date"


@pytest.mark.parametrize("blank", ["meeting:", "meeting: ~", "meeting: # not known yet"])
def test_a_meeting_that_is_blank_is_missing(loaded: Loader, blank: str) -> None:
    typed = "meeting: {body: Council, date: 20 January 2027}"
    _, sink = loaded(deck=deck("  - use: waste\n").replace(typed, blank))
    assert "missing" in {found.code for found in sink.diagnostics if found.severity == "error"}

"""Every document composed for its audience, and all that they share, before any is rendered.

Reads through the folder; what was composed of the same before is taken from the memory.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.content.theme import Print
from csp_slides.core.base_url import website
from csp_slides.core.diagnostics import Sink
from csp_slides.editions import theme
from csp_slides.editions.build_context import open_context
from csp_slides.editions.compose_edition import make_edition
from csp_slides.editions.edition import Wish, limit_of, theme_of
from csp_slides.editions.requirements import leave_out, without_drawn
from csp_slides.editions.theme_loader import ThemeLoader
from csp_slides.lint.deck_advice import review_time, review_words
from csp_slides.load.content_folder import SHIPPED
from csp_slides.load.load import parts_of
from csp_slides.load.read_files import read_credits
from csp_slides.model import formats

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csp_slides.content.action_plan import ActionPlan
    from csp_slides.content.library import Library
    from csp_slides.content.picture import PictureCredit
    from csp_slides.content.plan import Plan
    from csp_slides.core.incremental import Memory
    from csp_slides.editions.edition import Edition, Shown
    from csp_slides.load.content_folder import ContentFolder
    from csp_slides.pipeline.options import Request
    from csp_slides.render.context import BuildContext


def documents_of(library: Library) -> tuple[Shown, ...]:
    """Return every deck and document that is shown by itself, in the order of their making."""
    return (*library.presentations, *library.markdown, *library.documents)


def prepare(  # noqa: PLR0917  # it joins what five places know
    library: Library,
    folder: ContentFolder,
    request: Request,
    sink: Sink,
    memory: Memory,
    only: Sequence[Shown] | None = None,
) -> tuple[tuple[Edition, ...], BuildContext]:
    """Compose every document, or `only` some, and read all that they share.

    Raises:
        CommandError: an earlier edition of an action plan cannot be compared.
        ToolError: what a format is made with is not installed.
    """
    theme_loader = ThemeLoader.of(folder)
    for each in theme_loader.refused:
        sink.warning(
            "template",
            f"the folder '{each.parent.name}/{each.name}' is inside a content folder, so it "
            "isn't used",
            None,
            f"move '{each.name}' beside the content folder, where only the site's owner can "
            "change it",
        )
    names = theme_loader.theme_names()
    wish = Wish(
        audience=request.audience,
        formats=request.formats,
        draft=request.draft,
        day=request.day,
        plans=_plans(library),
        earlier=_earlier(library, request),
    )
    editions = []
    documents = tuple(only) if only is not None else documents_of(library)
    for shown in documents:
        asked, span = theme_of(shown)
        worn = theme.choose(asked, names, span, sink)
        edition = memory.recall(
            ("edition", shown.slug, type(shown).__name__),
            (worn, *wish.plans, *wish.earlier.values(), *parts_of(shown)),
            partial(make_edition, shown, wish, worn, folder),
            sink,
            folder,
        )
        if edition.spoken is not None:
            review_time(edition.spoken, limit_of(shown), sink)
            review_words(edition.spoken, shown.source.span(1, 1), sink)
        editions.append(edition)
    editions = with_second_languages(editions)
    made = leave_out(
        editions if request.drawn else tuple(without_drawn(editions)),
        documents,
        sink,
        audience=request.audience,
        browser=request.browser,
        printing=_printing(editions, theme_loader),
        skip_missing=request.skip_missing,
    )
    credited = {**_shipped_credits(editions, folder, sink, memory), **library.credits}
    context = context_of(
        [edition.theme for edition in editions], credited, library, folder, request, sink, memory
    )
    return made, context


def context_of(  # noqa: PLR0917  # as above
    themes: Sequence[str],
    credits: Mapping[str, PictureCredit],  # noqa: A002  # the word of the whole product
    library: Library,
    folder: ContentFolder,
    request: Request,
    sink: Sink,
    memory: Memory,
) -> BuildContext:
    """Read all that documents in these themes share.

    Raises:
        ToolError: reveal.js or the fonts are not installed.
    """
    own = library.council.website
    place = request.website or (website(own) if own else None)
    wanted = tuple(str(name) for name in sorted(set(themes)))
    return memory.recall(
        ("shop", wanted),
        (
            library.council,
            library.language.tag,
            library.language.own,
            *(part for language, council in library.others for part in (language.tag, council)),
            place.root if place is not None else None,
            request.single_file,
            *credits.keys(),
            *credits.values(),
        ),
        lambda found: open_context(
            ThemeLoader.of(folder),
            council=library.council,
            language=library.language,
            others=library.others,
            credits=credits,
            audience=request.audience,
            browser=request.browser,
            single_file=request.single_file,
            wanted=wanted,
            folder=folder,
            sink=found,
            website=place,
        ),
        sink,
        folder,
    )


def with_second_languages(editions: Sequence[Edition]) -> list[Edition]:
    """Return the editions, with the other language's report for those in two languages.

    What has no other language is not made in that format.
    """
    by_slug = {each.slug: each for each in editions}
    return [_with_second(each, by_slug) for each in editions]


def _with_second(edition: Edition, by_slug: Mapping[str, Edition]) -> Edition:
    edition = _with_both_on_slides(edition, by_slug)
    if formats.BILINGUAL not in edition.chosen.made:
        return edition
    others = (by_slug[each.slug] for each in edition.elsewhere if each.slug in by_slug)
    other = next((each for each in others if each.report is not None), None)
    if edition.report is None or other is None or other.report is None:
        made = tuple(each for each in edition.chosen.made if each != formats.BILINGUAL)
        return replace(edition, chosen=replace(edition.chosen, made=made))
    return replace(
        edition,
        second=(other.report, other.language),
        files={**other.files, **edition.files},
        wanted={**other.wanted, **edition.wanted},
    )


def _with_both_on_slides(edition: Edition, by_slug: Mapping[str, Edition]) -> Edition:
    others = [by_slug[each.slug] for each in edition.elsewhere if each.slug in by_slug]
    if not edition.shows_both or edition.deck is None or not others or others[0].deck is None:
        return edition
    from csp_slides.compose.both_languages import both_languages

    return replace(edition, deck=both_languages(edition.deck, others[0].deck))


def _printing(editions: Sequence[Edition], theme_loader: ThemeLoader) -> frozenset[str]:
    """Return the themes whose slides a browser prints; their faults are reported later."""
    worn = {each.theme for each in editions if formats.SLIDES_PDF in each.chosen.made}
    named = worn & theme_loader.theme_names()
    read = {name: theme.read_theme(theme_loader.theme(name).tokens, Sink()) for name in named}
    return frozenset(name for name, each in read.items() if each and each.print is Print.BROWSER)


def _plans(library: Library) -> tuple[Plan, ...]:
    if not library.documents:
        return ()
    from csp_slides.content.plan import Plan

    return tuple(each.record for each in library.documents if isinstance(each.record, Plan))


def _earlier(library: Library, request: Request) -> Mapping[str, ActionPlan]:
    if not request.since:
        return {}
    from csp_slides.editions.previous_edition import read_earlier, set_beside

    return set_beside([read_earlier(path) for path in request.since], library.documents)


def _shipped_credits(
    editions: Sequence[Edition], folder: ContentFolder, sink: Sink, memory: Memory
) -> Mapping[str, PictureCredit]:
    """Read who made the shipped backgrounds, when any of them is used."""
    if not any(name.startswith(f"{SHIPPED}/") for each in editions for name in each.wanted):
        return {}
    return memory.recall(
        ("shipped credits",),
        (),
        lambda found: read_credits(f"{SHIPPED}/credits.yaml", folder, found),
        sink,
        folder,
    )

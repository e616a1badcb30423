"""The speaker's page: what is said on each slide, how long it may take, and prepared questions.

Pure. The slides themselves are frames of the deck's own page; scripts keep the two in step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from csp_slides.compose.timing import spoken_words
from csp_slides.core.language import _
from csp_slides.render import templating
from csp_slides.render.html.script_words import script_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import PurePosixPath

    from csp_slides.core.rich_text import Words
    from csp_slides.model.deck import Deck, Note, Slide
    from csp_slides.render.templating import Templates

MINUTE: Final = 60
"""Seconds."""


def plan(deck: Deck, slides: Sequence[Slide]) -> tuple[int, ...]:
    """Plan the seconds of each slide: the author's own timing where there is one, else its words.

    `data-timing`, `defaultTiming`, `totalTime` and `minimumTimePerSlide` mean what they mean to
    reveal.js (`getTimings` in its notes plugin), but a `data-timing` alone is enough.
    """
    options = deck.options
    whole = _number(options.get("totalTime"))
    usual = _number(options.get("defaultTiming"))
    least = _number(options.get("minimumTimePerSlide")) or 0
    own = [_own_timing(slide) for slide in slides]
    if whole:
        return _shared(own, slides, whole, least)
    words = [round(slide.said * MINUTE / deck.timing.rate) for slide in slides]
    otherwise = words if usual is None else [usual] * len(slides)
    return tuple(
        0 if _is_uncounted(slide) else found if found is not None else other
        for slide, found, other in zip(slides, own, otherwise, strict=True)
    )


def _shared(
    own: Sequence[int | None], slides: Sequence[Slide], whole: int, least: int
) -> tuple[int, ...]:
    """Divide the time that slides with their own timing leave among the others."""
    open_ = [
        not found and not _is_uncounted(slide) for found, slide in zip(own, slides, strict=True)
    ]
    left = max(0, whole - sum(found or 0 for found in own))
    share = max(least, round(left / sum(open_))) if any(open_) else 0
    return tuple(share if shared else found or 0 for found, shared in zip(own, open_, strict=True))


def is_hidden(slide: Slide) -> bool:
    """Whether reveal.js takes the slide out of the deck."""
    return slide.attributes.get("data-visibility") == "hidden"


def _is_uncounted(slide: Slide) -> bool:
    return slide.attributes.get("data-visibility") == "uncounted"


def _own_timing(slide: Slide) -> int | None:
    return _number(slide.attributes.get("data-timing"))


def _number(value: object) -> int | None:
    """Read seconds as reveal.js does: whole ones, and nothing that is no number."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return max(0, int(float(str(value))))
    except (ValueError, OverflowError):
        return None


SCRIPTS: Final = ("pair.js", "stopwatch.js", "speaker.js")
"""The scripts of the page by their logical names."""

STYLES: Final = ("fonts.css", "speaker.css")
"""The page's stylesheets by their logical names."""


class Page(Struct, frozen=True, kw_only=True):
    """Where the page stands: the places of its assets, and addresses relative to it.

    `resources` places the local files that notes name, by their path inside the content.
    """

    assets: Mapping[str, PurePosixPath]
    deck: str
    resources: Mapping[str, PurePosixPath]
    index: str | None = None
    statement: str | None = None
    root: str = "../"


class Cue(Struct, frozen=True, kw_only=True):
    """What is said on one slide.

    `number` counts the slides that are shown from 1. `right` and `down` are the numbers of the
    slides in those directions. `seconds` is the planned time, `brief` that of the short version,
    which leaves out the slide altogether when `skip`.
    """

    number: int
    slide: Slide
    title: str
    seconds: int
    brief: int
    skip: bool
    right: int | None
    down: int | None
    position: str


def render(deck: Deck, page: Page, templates: Templates) -> bytes:
    """Write the speaker's page of `deck`, in UTF-8.

    Raises:
        ContentError: a template is wrong; says which file and line.
    """
    cues = make_cues(deck)
    limit = deck.timing.limit
    values = {
        "said": script_words(),
        "deck": deck,
        "page": page,
        "cues": cues,
        "limit": round(limit * MINUTE) if limit is not None else None,
        "has_brief": any(cue.brief < cue.seconds or cue.skip for cue in cues),
    }
    return templating.render(templates, "speaker/speaker.html", values).encode()


def make_cues(deck: Deck) -> tuple[Cue, ...]:
    """Return how long each visible slide takes and what comes after it.

    Hidden slides have no cue: reveal.js takes them out of the deck.
    """
    stacks = [
        kept
        for stack in deck.stacks
        if (kept := tuple(slide for slide in stack.slides if not is_hidden(slide)))
    ]
    slides = [slide for stack in stacks for slide in stack]
    cues: list[Cue] = []
    for seconds, (slide, right, down, position) in zip(
        plan(deck, slides), _ways(stacks), strict=True
    ):
        optional = _optional_words(slide)
        spoken = max(slide.said, optional)
        cues.append(
            Cue(
                number=len(cues) + 1,
                slide=slide,
                title=slide.title or _("Slide %(number)s", number=len(cues) + 1),
                seconds=seconds,
                brief=round(seconds * (spoken - optional) / spoken) if spoken else seconds,
                skip=_is_optional(slide),
                right=right,
                down=down,
                position=position,
            )
        )
    return tuple(cues)


def _ways(
    stacks: Sequence[Sequence[Slide]],
) -> Iterator[tuple[Slide, int | None, int | None, str]]:
    """Yield each slide with the numbers of those to its right and below it, and where it stands."""
    number = 0
    for place, stack in enumerate(stacks, start=1):
        right = number + len(stack) + 1 if place < len(stacks) else None
        for index, slide in enumerate(stack, start=1):
            number += 1
            down = number + 1 if index < len(stack) else None
            position = f"{place}.{index}" if len(stack) > 1 else f"{place}"
            yield slide, right, down, position


def _is_optional(slide: Slide) -> bool:
    """Whether the short version leaves the slide out: all that is said on it is if_time."""
    said = [note for note in slide.notes if not note.prepared]
    return bool(said) and all(note.if_time for note in said)


def _optional_words(slide: Slide) -> int:
    return sum(_spoken(note) for note in slide.notes if note.if_time and not note.prepared)


def _spoken(note: Note) -> int:
    words: Words = note.words
    return spoken_words(words.markdown)

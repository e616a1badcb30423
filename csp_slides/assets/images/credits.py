"""Who made a picture: from a `credits.yaml`, the deck's own words, or its file name. Pure."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec.structs import replace

from csp_slides.core.lazy_regex import pattern
from csp_slides.model.slide_blocks import Credit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from csp_slides.content.picture import PictureCredit
    from csp_slides.core.diagnostics import Sink
    from csp_slides.model.slide_blocks import Picture

# What browsers, WordPress and people put after the name that Unsplash gave.
_ADDED = pattern(r"(?: ?\(\d+\)|-\d+x\d+|-scaled|[ _-]copy)$", re.IGNORECASE)
_UNSPLASH = "-unsplash"
_NUMBERED = pattern(r"(?P<slug>.+)-(?P<id>\d{4,7})")
_LETTERED = pattern(r"(?P<slug>.+)-(?P<id>[A-Za-z0-9_-]{11})-?")
# A real identifier of eleven random characters has one of these; a surname has none.
_RANDOM = pattern(r"[A-Z0-9_]")


def credit_of(path: str, entry: PictureCredit | None, stated: Credit | None) -> Credit | None:
    """Credit the picture at `path`: as its `credits.yaml` says, as the deck says, by its name.

    The deck's own words are before all else. None when nobody says who made it: then no
    credit is guessed.
    """
    if stated is not None:
        return replace(stated, picture=path)
    if entry is not None:
        return _recorded(path, entry)
    return read_name(path)


def read_name(path: str) -> Credit | None:
    """Read the credit that an Unsplash file name carries, as a suggestion.

    `perry-grone-732606-unsplash.jpg` reads as by Perry Grone on Unsplash. Accents cannot be
    restored, nor names that were run together. Only an identifier of eleven characters leads
    to a page, and none leads to a profile.
    """
    stem = PurePosixPath(path).stem
    while (shorter := _ADDED.sub("", stem)) != stem:
        stem = shorter
    if not stem.endswith(_UNSPLASH):
        return None
    slug, identifier = _split(stem.removesuffix(_UNSPLASH))
    author = " ".join(part.capitalize() for part in slug.split("-") if part)
    if not author:
        return None
    page = f"https://unsplash.com/photos/{identifier}" if identifier else None
    return Credit(picture=path, author=author, source="Unsplash", page=page)


def credit_list(pictures: Iterable[Picture]) -> tuple[Credit, ...]:
    """List the credits of the pictures that a deck shows, each picture once, in that order."""
    credits_ = {
        picture.credit.picture: picture.credit for picture in pictures if picture.credit is not None
    }
    return tuple(credits_.values())


def warn_of_people(paths: Iterable[str], entries: Mapping[str, PictureCredit], sink: Sink) -> None:
    """Warn of pictures in which somebody can be recognised who isn't known to have agreed."""
    for path in paths:
        entry = entries.get(path)
        if entry is not None and entry.recognisable_person and not entry.consent:
            sink.warning(
                "recognisable",
                f"somebody in '{entry.file}' can be recognised, and nothing says that they agreed",
                entry.at("recognisable_person"),
                "check that the people shown have agreed, then add 'consent:' to this entry with"
                " how, such as the date of the form",
            )


def _recorded(path: str, entry: PictureCredit) -> Credit:
    return Credit(
        picture=path,
        title=entry.title,
        author=entry.author,
        profile=entry.profile,
        # Without a page, `source` records how it was made, which isn't shown.
        source=entry.source if entry.page else None,
        page=entry.page,
        licence=entry.licence,
        line=entry.credit,
        downloaded=entry.downloaded,
    )


def _split(name: str) -> tuple[str, str | None]:
    """Split the photographer from the identifier; an old number leads nowhere."""
    if numbered := _NUMBERED.fullmatch(name):
        return numbered["slug"], None
    lettered = _LETTERED.fullmatch(name)
    if lettered and _RANDOM.search(lettered["id"]):
        return lettered["slug"], lettered["id"]
    return name, None

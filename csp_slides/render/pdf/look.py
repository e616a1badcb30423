"""What papers and slides are set with: a theme's tokens, fonts on board, words of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field

from csp_slides.assets.colour import read_hex, readable, text_on, written
from csp_slides.core.language import _, plural
from csp_slides.render.pdf.typeset import families

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePosixPath

    from csp_slides.content.theme import Theme
    from csp_slides.model.slide_blocks import Picture

_SHAPE_CONTRAST: Final = 3.0
"""WCAG 2.2, 1.4.11 (AA)."""

_TEXT: Final = "Atkinson Hyperlegible Next"
_CODE: Final = "Atkinson Hyperlegible Mono"
_OTHERS: Final = ("Noto Sans Arabic", "DejaVu Sans Mono")
"""Fallback fonts for letters that the text's own family lacks."""


def words() -> dict[str, str]:
    """Return the program's own words in the language in force, for the templates to fill in."""
    return {
        "agenda_item": _("Agenda item"),
        "amended": _("Amended %(date)s", date="{date}"),
        "answered_by": _(" by %(name)s", name="{name}"),
        "appendix": _("Appendix %(letter)s: %(title)s", letter="{letter}", title="{title}"),
        "ask": _("Ask:"),
        "asked_by": _(", asked by %(name)s", name="{name}"),
        "attended": plural("%(number)s attended.", "%(number)s attended.", 4)
        % {"number": "{number}"},
        "amber": _("Amber"),
        "blue": _("Blue"),
        "by": _(" by "),
        "contents": _("Contents"),
        "credits": _("Picture credits"),
        "downloaded": _(", downloaded %(when)s", when="{when}"),
        "draft": _("DRAFT"),
        "due": _("by %(date)s", date="{date}"),
        "file": _("%(title)s (file)", title="{title}"),
        "green": _("Green"),
        "grey": _("Grey"),
        "handout": _("Handout – %(title)s", title="{title}"),
        "if_asked": _("If somebody asks"),
        "if_time": _("If there is time"),
        "item": _("agenda item %(number)s", number="{number}"),
        "logo": _("Logo"),
        "members": _("For members:"),
        "new": _("New"),
        "on": _(" on "),
        "overdue": _("overdue"),
        "page": _("Page %(number)s of %(count)s", number="{number}", count="{count}"),
        "picture": _("Picture"),
        "preview": _("PREVIEW"),
        "private": _("Presenter’s copy: not for publication"),
        "rank": _("Number %(rank)s with residents", rank="{rank}"),
        "red": _("Red"),
        "slide": _("Slide %(number)s", number="{number}"),
        "source": _("Source: %(source)s", source="{source}"),
        "target": _("Target %(target)s", target="{target}"),
        "thanks": _("Thanks"),
        "unpublished": _("Not published"),
        "warning": f"{_('Warning:')} ",
        "was": _(": was %(value)s", value="{value}"),
    }


class PdfContext(Struct, frozen=True, kw_only=True):
    """What a paper is set with besides its own values.

    `pictures` gives the bytes at each picture's place in the site, `files` the address of each
    file of an appendix by its name, relative to the paper, `resources` the place in the site of
    each local file of a Markdown deck by its path inside the content.
    """

    theme: Theme
    folders: tuple[Path, ...]
    pictures: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    resources: Mapping[str, PurePosixPath] = field(default_factory=dict)
    logo: Picture | None = None

    @property
    def logo_assets(self) -> tuple[str, ...]:
        """The place in the site of the council's logo, if there is one."""
        return (str(self.logo.asset),) if self.logo is not None and self.logo.asset else ()


def tokens(theme: Theme) -> dict[str, Any]:
    """Return what a theme decides."""
    colours = {
        name: str(value)
        for name in theme.colours.__struct_fields__
        if isinstance(value := getattr(theme.colours, name), str)
    }
    primary, accent = read_hex(colours["primary"]), read_hex(colours["accent"])
    assert primary is not None, "the field's kind lets nothing else through"
    assert accent is not None, "likewise"
    return {
        "colours": {
            **colours,
            "on_primary": written(text_on(primary)),
            "accent_on_primary": written(readable(accent, primary, _SHAPE_CONTRAST)),
        },
        "ratings": {
            rag: {
                "fill": str(getattr(theme.ratings, rag).fill),
                "text": str(getattr(theme.ratings, rag).text),
            }
            for rag in ("red", "amber", "green", "blue", "grey")
        },
        "fonts": {
            "text": _families(theme.fonts.text, _TEXT),
            "heading": _families(theme.fonts.heading, _TEXT),
            "code": _families(theme.fonts.code, _CODE),
        },
        "heading_weight": theme.heading_weight,
        "picture_panel": float(theme.picture_panel),
        "scheme": theme.scheme.value,
    }


def language(tag: str) -> dict[str, Any]:
    """Return a language tag as Typst takes it: the language, and the region if it has one."""
    lang, _, rest = tag.partition("-")
    region = next((part for part in rest.split("-") if re.fullmatch(r"[A-Za-z]{2}", part)), None)
    known = re.fullmatch(r"[A-Za-z]{2,3}", lang)
    return {"lang": lang.lower() if known else "en", "region": region.upper() if region else None}


def _families(listed: str, own: str) -> list[str]:
    """Return the families on board that a CSS list names, then ours."""
    named = [name.strip().strip("\"'") for name in listed.split(",")]
    return list(dict.fromkeys([*(n for n in named if n in families()), own, *_OTHERS]))

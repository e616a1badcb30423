"""What is asked for: the content, for whom, in which formats."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from csp_slides.content.audience import Audience
from csp_slides.core.base_url import is_website, website
from csp_slides.core.diagnostics import CommandError
from csp_slides.core.lazy_regex import pattern
from csp_slides.model import formats as form_names
from csp_slides.schema.fields import dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from csp_slides.core.base_url import Website
    from csp_slides.model.formats import FormatSpec
    from csp_slides.pipeline.shard import Shard

_SECTION = pattern(r"^kind:[ \t]*['\"]?section\b", re.MULTILINE)


class Request(Struct, frozen=True, kw_only=True):
    """What is to be built, and for whom.

    `formats` are those asked for, None for each document's own; `day` is the day that dates are
    judged by, None for each meeting's; `since` names files of earlier editions of action plans;
    `website` is where the site will be hosted, None for what the council's file says; `compress`
    asks for smaller forms of the files beside them.

    `browser` prints slides. With `skip_missing`, formats that cannot be made here are left out;
    without `drawn`, all that a library or a browser draws. With `single_file` each document is
    one file that needs no other. `thorough` looks over how Markdown decks are written, too. Only
    what nobody else can see need not be `verified`: searched for what its readers may not read.
    With `previews`, a section or plan that is built alone is shown as a deck. `shard` is the share
    of the documents that is made; None for all.
    """

    content: Path
    audience: Audience = Audience.PUBLIC
    formats: tuple[FormatSpec, ...] | None = None
    draft: bool = False
    strict: bool = False
    day: dt.date | None = None
    since: tuple[Path, ...] = ()
    website: Website | None = None
    compress: bool = False
    browser: Path | None = None
    skip_missing: bool = False
    drawn: bool = True
    single_file: bool = False
    thorough: bool = False
    verified: bool = True
    previews: bool = True
    shard: Shard | None = None

    @classmethod
    def of(  # noqa: PLR0913  # one for each option
        cls,
        content: Path | str,
        *,
        audience: str = "public",
        formats: Sequence[str] | None = None,
        draft: bool = False,
        strict: bool = False,
        day: str | None = None,
        base_url: str | None = None,
        since: Sequence[Path] = (),
        compress: bool = False,
        browser: Path | str | None = None,
        skip_missing: bool = False,
        single_file: bool = False,
        shard: str | None = None,
    ) -> Request:
        """Read a request as the command line words it.

        Raises:
            CommandError: there is no such format or date, or an address is none.
        """
        return cls(
            content=Path(content),
            audience=Audience(audience),
            formats=form_names.named(formats) if formats is not None else None,
            draft=draft,
            strict=strict,
            day=_day(day) if day is not None else None,
            since=tuple(since),
            website=_website(base_url) if base_url is not None else None,
            compress=compress,
            browser=Path(browser) if browser is not None else None,
            skip_missing=skip_missing,
            single_file=single_file,
            shard=_shard(shard, single_file=single_file) if shard is not None else None,
        )


def default_output(audience: Audience, *, draft: bool, content: Path | None = None) -> Path:
    """Return the folder that a site goes to where nobody names one: each audience has its own.

    The preview of a section that is built alone never takes the place of a whole site.
    """
    if draft or (content is not None and _is_section(content)):
        return Path("site-draft")
    return Path("site" if audience is Audience.PUBLIC else f"site-{audience}")


def _is_section(content: Path) -> bool:
    """Whether `content` is one section's file."""
    if content.suffix.lower() not in {".yaml", ".yml"} or not content.is_file():
        return False
    from csp_slides.schema.yaml.decode import LARGEST, as_text

    with content.open("rb") as file:
        decoded = as_text(file.read(LARGEST))
    return decoded is not None and _SECTION.search(decoded.unix) is not None


def _shard(text: str, *, single_file: bool) -> Shard:
    from csp_slides.pipeline.shard import Shard

    if single_file:
        raise CommandError(
            "--shard and --single-file don't go together",
            remedy="leave one of them out: single files don't need merging",
        )
    return Shard.of(text)


def _day(text: str) -> dt.date:
    try:
        return dates.read(text)
    except dates.DateError as error:
        raise CommandError(f"--on: {error}", remedy="write it as 20 January 2027") from error


def _website(text: str) -> Website:
    if not is_website(text):
        raise CommandError(
            f"--base-url: '{text}' isn't a web address",
            remedy="write the whole address, such as https://slides.alderbrook.example/",
        )
    return website(text)

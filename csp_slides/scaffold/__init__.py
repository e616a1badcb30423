"""Commented files to start from, one for each kind of content.

They are YAML beside this module, with `$title`, `$id` and `$today` to be filled in.
"""

from __future__ import annotations

import re
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from csp_slides.fields import dates
from csp_slides.yaml_text.write import write_text

if TYPE_CHECKING:
    import datetime as dt

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def template(kind: str, name: str, *, today: dt.date) -> str:
    """Give the text of a new file of `kind` for something called `name`.

    `today` is the day that the file's dates begin with.
    """
    text = resources.files(__name__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    title = " ".join(name.split()) or kind
    return Template(text).substitute(
        title=write_text(title[0].upper() + title[1:]),
        id=_NOT_IN_ID.sub("-", title.casefold()).strip("-") or kind,
        today=dates.write(today),
    )

"""Commented files to start from, one for each kind of content.

They are YAML beside this module, with `$title`, `$id` and `$today` to be filled in.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from csp_slides.core.slug import slug_of
from csp_slides.schema.fields import dates
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    import datetime as dt


def template(kind: str, name: str, *, today: dt.date) -> str:
    """Give the text of a new file of `kind` for something called `name`.

    `today` is the day that the file's dates begin with.
    """
    text = resources.files(__name__).joinpath(f"{kind}.yaml").read_text(encoding="utf-8")
    seen = "".join(letter for letter in name if letter.isprintable() or letter.isspace())
    title = " ".join(seen.split()) or kind
    return Template(text).substitute(
        title=write_text(title[0].upper() + title[1:]),
        id=slug_of(title),
        today=dates.write(today),
    )

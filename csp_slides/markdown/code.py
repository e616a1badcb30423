"""Code blocks: the language, the line steps and the number of the first line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp_slides.markdown.render import INFO

if TYPE_CHECKING:
    from csp_slides.markdown.tree import Element

_STEPS = re.compile(r"\[\s*(?:(\d*):)?\s*([\s\d,|-]*)\]")


def read_infos(root: Element) -> None:
    """Turn info strings such as `js [712: 1-2|3]` into the attributes that reveal.js reads."""
    for element in root.elements():
        if element.tag == "code" and INFO in element.attributes:
            _read_info(element)


def _read_info(code: Element) -> None:
    info = code.attributes.pop(INFO)
    steps = _STEPS.search(info)
    if steps is not None:
        code.attributes["data-line-numbers"] = steps.group(2).strip()
        if steps.group(1):
            code.attributes["data-ln-start-from"] = steps.group(1)
        info = (info[: steps.start()] + info[steps.end() :]).strip()
    code.attributes["class"] = info

"""Showing anything of the example content to fewer people, or leaving it out, stops no build.

Every item, update, question, comment, section and picture in turn, at each level, for each
audience. That takes half an hour; without `HOSTILE=all` a few of them are tried.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from msgspec.structs import replace

from csp_slides.pipeline.options import Request
from csp_slides.serve.rebuild import Live

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT = Path(__file__).parents[2] / "content"
LISTS = frozenset(
    "actions comments indicators issues items prepared questions sections updates".split()  # noqa: SIM905
)
PICTURES = frozenset({"background", "picture"})
LEVELS = ("members", "presenter", "nobody", "out")
EVERY = 1 if os.environ.get("HOSTILE") == "all" else 97


def records(node: yaml.Node, key: str = "") -> Iterator[yaml.MappingNode]:
    """Yield what a file lists, and its pictures."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value in PICTURES and isinstance(value, yaml.MappingNode):
                yield value
            yield from records(value, name.value)
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            if key in LISTS and isinstance(each, yaml.MappingNode):
                yield each
            yield from records(each, key)


def shown_to(text: str, node: yaml.MappingNode, show: str) -> str:
    """Write a file in which a record is for `show`."""
    start = node.start_mark.index
    for name, value in node.value:
        if name.value == "show":
            return f"{text[: value.start_mark.index]}{show}{text[value.end_mark.index :]}"
    if text[start] == "{":
        return f"{text[: start + 1]}show: {show}, {text[start + 1 :]}"
    return f"{text[:start]}show: {show}\n{' ' * node.start_mark.column}{text[start:]}"


def left_out(text: str, node: yaml.MappingNode) -> str:
    """Write a file without a record; as it is, where it is the whole of something."""
    start, end = node.start_mark.index, node.end_mark.index
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() == "-":
        last = text.find("\n", end) if text[start] == "{" else text.rfind("\n", 0, end)
        return text[:line] + text[last + 1 :]
    comma = re.match(r"\s*,", text[end:])
    if text[start] == "{" and comma is not None:
        return text[:start] + text[end + comma.end() :]
    return text


def cases(audience: str) -> Iterator[tuple[Path, str]]:
    """Yield the changed files that are tried for an audience, each with what is in it then."""
    number = sum(map(ord, audience))  # others for each
    for file in sorted(CONTENT.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        root = yaml.compose(text)
        for node in records(root) if root is not None else ():
            for level in LEVELS:
                number += 1
                if number % EVERY == 0:
                    changed = (
                        left_out(text, node) if level == "out" else shown_to(text, node, level)
                    )
                    if changed != text:
                        yield file.relative_to(CONTENT), changed


@pytest.mark.parametrize("audience", ["public", "members", "presenter"])
def test_showing_anything_to_fewer_stops_no_build(tmp_path: Path, audience: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(CONTENT, content)
    request = Request.of(content, audience=audience, formats=["deck", "report"], day="1 Dec 2026")
    live = Live(replace(request, drawn=False))
    assert live.begin().errors == ()
    tried = list(cases(audience))
    assert len(tried) >= 4
    for name, changed in tried:
        before = (content / name).read_text(encoding="utf-8")
        (content / name).write_text(changed, encoding="utf-8")
        found = [each for each in live.attempt([content / name]).errors if each.code in ALARMS]
        (content / name).write_text(before, encoding="utf-8")
        assert found == [], changed


ALARMS = frozenset({"withheld", "beyond", "fault", "unread", "marking"})
"""What a build says that stops for words which its readers may not have."""

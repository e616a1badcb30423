"""Who owns actions, as an Excel form names them: their short codes, and who is new or renamed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from csp_slides.authoring.places import Places, TextEdit, with_edits
from csp_slides.authoring.yaml_edit import in_brackets
from csp_slides.core.diagnostics import Sink
from csp_slides.core.slug import slug_of
from csp_slides.core.source import Source
from csp_slides.schema.yaml.compose import compose
from csp_slides.schema.yaml.nodes import Group, Value
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from csp_slides.authoring.forms.take_back import Plain

People = dict[str, dict[str, str]]
"""People by their short codes: `name`, and `org` where there is one."""

_SMALL = frozenset({"and", "of", "the", "for"})


class Settled(Struct, kw_only=True):
    """The people that the file hasn't yet, those whose names the form changed, and what to say."""

    new: People = field(default_factory=dict)
    renamed: People = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)


def people_of(source: Source) -> People:
    """Return the people of a file, as far as it can be read."""
    return {
        code: {label.text: node.text for label, node in each.entries if isinstance(node, Value)}
        for code, each in _entries(source)
    }


def settle_people(fields: Plain, known: People) -> Settled:
    """Replace the owners' names by short codes; an unknown person gets a new code."""
    settled = Settled()
    told: People = fields.get("people", {})
    for code, person in told.items():
        if code not in known:
            settled.new[code] = person
        elif person != {name: known[code][name] for name in person if name in known[code]}:
            settled.renamed[code] = person
    codes = {each.get("name", "").casefold(): code for code, each in {**known, **told}.items()}
    codes = {each.get("name", "").casefold(): code for code, each in known.items()} | codes
    taken = {*known, *told}
    for action in _actions(fields):
        owners = []
        for owner in action.get("owners", ()):
            code = owner if owner in taken else codes.get(owner.casefold(), "")
            if not code:
                code = code_for(owner, taken)
                taken.add(code)
                codes[owner.casefold()] = code
                settled.new[code] = {"name": owner}
                settled.questions.append(f"“{owner}” is new among the owners, as '{code}'")
            owners.append(code)
        if "owners" in action:
            action["owners"] = owners
    return settled


def code_for(name: str, taken: set[str]) -> str:
    """Return a short code for a name: its initials, or the name itself where it is one word."""
    words = [each for each in re.split(r"[^A-Za-z0-9]+", name) if each]
    words = [each for each in words if each.casefold() not in _SMALL] or words
    stem = "".join(each[0] for each in words).casefold() if len(words) > 1 else slug_of(name)
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def with_people(source: Source, settled: Settled) -> str:
    """Return the text of a file with people added to it, and others renamed."""
    places = Places(source)
    edits = []
    entries = dict(_entries(source))
    for code, person in settled.renamed.items():
        held = {label.text: node for label, node in entries[code].entries}
        for name, text in person.items():
            node = held.get(name)
            if isinstance(node, Value) and node.text != text:
                bracketed = places.is_bracketed(entries[code])
                written = in_brackets(text) if bracketed else write_text(text)
                edits.append(TextEdit(places.start(node.span), places.end(node), written))
            elif node is None:
                settled.questions.append(f"the form says “{text}” is the {name} of '{code}'")
    if settled.new and entries:
        last = list(entries.values())[-1]
        margin = " " * _column(source)
        end = source.text.find("\n", places.end(last))
        at = end if end >= 0 else len(source.text)
        edits.append(TextEdit(at, at, "".join(f"\n{margin}{each}" for each in _lines(settled.new))))
    elif settled.new:
        at = source.text.find("\npriorities:") + 1
        lines = "".join(f"  {each}\n" for each in _lines(settled.new))
        edits.append(TextEdit(at, at, f"people:\n{lines}\n"))
    made = Source(source.path, with_edits(source.text, edits), source.inside)
    found = people_of(made)
    if all(found.get(code) == person for code, person in settled.new.items()):
        return made.text
    names = ", ".join(f"'{code}' ({each['name']})" for code, each in settled.new.items())
    settled.questions.append(f"add these people by hand: {names}")
    return source.text


def _lines(people: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for code, person in people.items():
        held = ", ".join(f"{name}: {in_brackets(text)}" for name, text in person.items())
        yield f"{code}: {{{held}}}"


def _entries(source: Source) -> Iterator[tuple[str, Group]]:
    root = compose(source, Sink())
    for label, node in root.entries if isinstance(root, Group) else ():
        if label.text == "people" and isinstance(node, Group):
            yield from ((key.text, each) for key, each in node.entries if isinstance(each, Group))


def _column(source: Source) -> int:
    root = compose(source, Sink())
    for label, node in root.entries if isinstance(root, Group) else ():
        if label.text == "people" and isinstance(node, Group):
            return node.entries[0][0].span.column - 1
    return 2


def _actions(fields: Plain) -> Iterator[Plain]:
    for priority in fields.get("priorities", ()):
        for issue in priority.get("issues", ()):
            yield from issue.get("actions", ())

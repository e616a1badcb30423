"""A whole folder or a theme to start from: content that builds, settings, a workflow.

Pure: returns the files by their paths, and writes none.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.scaffold import aligned, title_of
from csp_slides.content.theme import Theme
from csp_slides.core.json import write_json
from csp_slides.core.slug import slug_of
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields import dates
from csp_slides.schema.fields.record import RecordKind, declared_fields
from csp_slides.schema.fields.schema import json_schema
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from csp_slides.schema.fields.record import Record

_FILES: Final = {
    "content/council.yaml": "council.yaml",
    "content/sections/welcome.yaml": "welcome.yaml",
    "content/decks/first-meeting.yaml": "first-meeting.yaml",
    ".gitignore": "gitignore",
    ".github/workflows/publish.yml": "publish.yml",
    ".vscode/settings.json": "settings.json",
    ".vscode/extensions.json": "extensions.json",
    "README.md": "README.md",
}
_VERBATIM: Final = frozenset({"publish.yml", "settings.json", "extensions.json"})


def site_files(name: str, *, today: dt.date) -> dict[str, str]:
    """Return every file of a new site for the council called `name`."""
    title = title_of(name)
    files = {}
    for path, source in _FILES.items():
        text = resources.files(__package__).joinpath("site", source).read_text(encoding="utf-8")
        if source not in _VERBATIM:
            shown = write_text(title) if source.endswith(".yaml") else title
            text = aligned(Template(text).substitute(title=shown, today=dates.write(today)))
        files[path] = text
    return {**files, **editor_schemas()}


def editor_schemas() -> dict[str, str]:
    """Return the schema files for editors: one a kind, and one that chooses by `kind:`."""
    choices: list[dict[str, Any]] = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"$ref": f"{name}.schema.json"},
        }
        for name in KINDS
    ]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "csp-slides content",
        "type": "object",
        "properties": {"kind": {"enum": list(KINDS), "description": "What the file is."}},
        "allOf": choices,
    }
    schemas = {name: json_schema(name, record) for name, record in KINDS.items()}
    return {
        ".vscode/content.schema.json": f"{write_json(whole)}\n",
        **{
            f".vscode/{name}.schema.json": f"{write_json(each)}\n" for name, each in schemas.items()
        },
    }


_HEAD: Final = (
    "# A theme of your own. Name it in a deck file: look: {{theme: {id}}}\n"
    "# csp-slides check says where words would be too faint to read on what is behind them.\n"
    "schema: csp-slides/v1\n"
    "kind: theme\n"
)
_DECK: Final = """\
/* {title}: what theme.yaml can't say. Loaded after the program's own deck.css.

   Every token is a custom property: `accent_text` is var(--accent-text). `.staged` is the deck in
   the browser; without it the same page is an article, or printed. */

.staged .slide__title::after {{
  content: "";
  display: block;
  width: 72px;
  height: 6px;
  margin-top: 18px;
  background: var(--accent);
}}
"""
_REPORT: Final = """\
/* {title}: the written report. Loaded after the program's own report.css. */

h1 {{
  border-bottom: 3px solid var(--accent);
}}
"""


def theme_files(name: str, tokens: str) -> dict[str, str]:
    """Return the files of a theme called `name`; `tokens` is the theme.yaml it starts from."""
    title = title_of(name)
    head = _HEAD.format(id=slug_of(title))
    lines = list(_explained(tokens, title))
    return {
        "theme.yaml": f"{head}{aligned(chr(10).join(lines))}\n",
        "deck.css": _DECK.format(title=title.replace("*/", "")),
        "report.css": _REPORT.format(title=title.replace("*/", "")),
    }


def _explained(tokens: str, title: str) -> Iterator[str]:
    """Yield the lines with each token's purpose after it, then the tokens left out."""
    docs = dict(_docs(Theme, ""))
    group = ""
    seen = set()
    for line in tokens.splitlines():
        if line.startswith(("schema:", "kind:", "#")) or not line.strip():
            continue
        label = line.strip().partition(":")[0]
        if not line.startswith(" "):
            group = label if line.rstrip().endswith(":") else ""
        path = f"{group}.{label}" if line.startswith(" ") else label
        seen.add(path)
        told = line
        if path == "title":
            told = f"title: {write_text(title)}"
        elif path == "about":
            told = "about: What it is for."
        doc = docs.get(path, "")
        yield f"{told}  # {_lowered(doc)}" if doc else told
    for path, doc in docs.items():
        if "." not in path and path not in seen and path != "fonts":
            yield f"# {path}: {_lowered(doc)}"


def _docs(cls: type[Record], prefix: str) -> Iterator[tuple[str, str]]:
    for name, (_, declared) in declared_fields(cls).items():
        yield f"{prefix}{name}", declared.doc
        if not prefix and isinstance(declared.kind, RecordKind):
            yield from _docs(declared.kind.cls, f"{name}.")


def _lowered(doc: str) -> str:
    text = doc.rstrip(".")
    return text[:1].lower() + text[1:]

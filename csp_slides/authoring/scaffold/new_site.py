"""A whole folder to start from: content that builds, editor settings, a workflow that publishes.

Pure: returns the files by their paths, and writes none.
"""

from __future__ import annotations

from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Any, Final

from csp_slides.authoring.scaffold import aligned, title_of
from csp_slides.core.json import write_json
from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields import dates
from csp_slides.schema.fields.schema import json_schema
from csp_slides.schema.yaml.write import write_text

if TYPE_CHECKING:
    import datetime as dt

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

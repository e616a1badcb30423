"""JSON Schema (draft 2020-12) of a kind of file, for the editors of those who write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp_slides.schema.fields.document import VERSION
from csp_slides.schema.fields.record import record_schema

if TYPE_CHECKING:
    from csp_slides.schema.fields.field_type import Schema
    from csp_slides.schema.fields.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(kind: str, cls: type[Record]) -> Schema:
    """Return the schema of files whose `kind` line says `kind`, and whose fields are `cls`'s."""
    definitions: dict[str, Schema] = {}
    schema = record_schema(cls, definitions)
    properties: dict[str, Schema] = {
        "schema": {"enum": [VERSION], "description": "The version of these fields."},
        "kind": {"enum": [kind], "description": "What the file is."},
        **schema["properties"],
    }
    return {
        "$schema": DIALECT,
        "title": f"csp-slides {kind}",
        **schema,
        "properties": properties,
        "required": ["kind", *schema.get("required", ())],
        "$defs": dict(sorted(definitions.items())),
    }

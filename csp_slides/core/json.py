"""JSON as people read it: indented, in their own letters (RFC 8259)."""

from __future__ import annotations

import json

import msgspec


def write_json(value: object) -> str:
    """Write a value as JSON, indented by 2, without a line end after it."""
    # The standard library indents in pure Python; this takes a tenth of the time.
    return msgspec.json.format(json.dumps(value, ensure_ascii=False), indent=2)

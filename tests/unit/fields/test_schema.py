"""The JSON Schema that editors use says the same of a file as the reader does."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from csp_slides.load.kinds import KINDS
from csp_slides.schema.fields.record import declared_fields, reference_table
from csp_slides.schema.fields.schema import json_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
CREDITS = "credits.yaml"  # what is known of pictures; read without a kind of its own
CONTENT = sorted(path for path in ROOT.glob("content/**/*.yaml") if path.name != CREDITS)
ERRORS = ROOT / "tests" / "cases" / "errors"
# Mistakes in the names of fields and in words to choose from, which a schema can see.
VISIBLE = (
    *("field-unknown", "field-unknown-in-item", "field-missing", "field-missing-in-entry"),
    *("choice", "choice-misspelt", "choice-of-words", "choice-is-a-list", "table-choice", "rating"),
    *("yes-or-no", "kind-misspelt", "kind-unknown", "schema-newer", "entry-is-text"),
    *("text-is-fields", "table-is-a-list", "file-is-a-list", "file-is-text"),
)


class _Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: `yes` is a word, `1.10` a number."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _values(path: Path) -> Any:  # noqa: ANN401  # any YAML
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Editor)  # noqa: S506, TID251  # to stand for an editor


def _validators() -> Iterator[tuple[str, Draft202012Validator]]:
    for kind, cls in KINDS.items():
        yield kind, Draft202012Validator(json_schema(kind, cls))


VALIDATORS = dict(_validators())


def _kind(path: Path) -> str:
    values = _values(path)
    return values.get("kind", "section") if isinstance(values, dict) else "section"


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_a_valid_one(kind: str) -> None:
    schema = json_schema(kind, KINDS[kind])
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["title"] == f"csp-slides {kind}"


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_every_file_of_the_content_is_valid(path: Path) -> None:
    kind = _kind(path)
    problems = [problem.message for problem in VALIDATORS[kind].iter_errors(_values(path))]
    assert problems == []


@pytest.mark.parametrize("name", VISIBLE)
def test_wrong_names_and_words_are_invalid(name: str) -> None:
    path = ERRORS / f"{name}.yaml"
    validator = VALIDATORS.get(_kind(path), VALIDATORS["section"])
    assert not validator.is_valid(_values(path))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_in_schema_and_reference(kind: str) -> None:
    cls = KINDS[kind]
    properties = json_schema(kind, cls)["properties"]
    rows = reference_table(cls).splitlines()[2:]
    names = list(declared_fields(cls))
    assert [name for name in properties if name not in {"schema", "kind"}] == names
    assert [row.split("`")[1] for row in rows] == names
    assert all(properties[name]["description"].endswith(".") for name in names)


def test_the_reference_says_what_a_field_holds_and_whether_it_is_needed() -> None:
    table = reference_table(KINDS["section"])
    assert "| `title` | text | yes | The section's heading. |" in table.splitlines()
    assert (
        "| `review_by` | a date such as 21 October 2015 |  | Out of date after this day. |" in table
    )

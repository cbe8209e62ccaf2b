"""What references into vocabularies and tables lead to."""

from pathlib import Path

import pytest

from crossdock.registry.documents.references import Refusal, Target
from crossdock.registry.model.location import Place
from tests.registry.formats.reading import open_folder, open_text

CASES = Path(__file__).parents[2] / "cases" / "formats" / "interfaces"


def resolve(folder: str, reference: str) -> object:
    resolver = open_folder(CASES / folder)
    name = reference.split("#", maxsplit=1)[0]
    found = resolver.resolve(f"#{reference.split('#')[1]}", Place(name))
    return found.data if isinstance(found, Target) else found


def test_a_vocabulary_is_a_schema_of_its_codes() -> None:
    schema = resolve("vocabulary-closed", "vocabulary.yaml#/schema")
    assert isinstance(schema, dict)
    assert schema["enum"] == ["DISPATCHED", "DELIVERED"]
    assert resolve("vocabulary-closed", "vocabulary.yaml#/schema/enum/1") == "DELIVERED"


def test_classifiers_are_a_schema_of_their_own() -> None:
    schema = resolve("vocabulary-closed", "vocabulary.yaml#/classifier-schema")
    assert isinstance(schema, dict)
    assert schema["enum"] == ["planned", "actual"]


def test_an_open_vocabulary_takes_any_text() -> None:
    schema = resolve("vocabulary-open", "vocabulary.yaml#/schema")
    assert isinstance(schema, dict)
    assert schema["type"] == "string"
    assert "enum" not in schema


def test_a_record_is_a_schema() -> None:
    schema = resolve("table-fixed-width", "table.yaml#/schema/header")
    assert isinstance(schema, dict)
    assert list(schema["properties"]) == ["TYPE", "ORDNO", "DUE"]
    assert resolve("table-fixed-width", "table.yaml#/schema/header/properties/TYPE/const") == "H"


@pytest.mark.parametrize(
    ("folder", "reference"),
    [
        ("vocabulary-open", "vocabulary.yaml#/classifier-schema"),
        ("vocabulary-open", "vocabulary.yaml#/schemas"),
        ("table-fixed-width", "table.yaml#/schema"),
        ("table-fixed-width", "table.yaml#/schema/trailer"),
        ("table-fixed-width", "table.yaml#/schema/header/properties/NONE"),
        ("jsonschema-draft-07", "schema.json#/schema"),
    ],
)
def test_nothing_else_is_derived(folder: str, reference: str) -> None:
    assert isinstance(resolve(folder, reference), Refusal)


def test_dependents_bundle_what_is_derived() -> None:
    document, resolver, form = open_text((CASES / "table-delimited" / "table.yaml").read_text("utf-8"), "table.yaml")
    schema = form.read_interface(document, resolver).payloads[0].schema
    assert schema is not None
    bundled = schema.bundle()
    assert isinstance(bundled, dict)
    assert bundled["required"] == ["RCVNO", "RCVDT"]

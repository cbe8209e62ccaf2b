"""Public Avro schemas agree with their plain JSON, and with nothing that differs from it in one field."""

import json
from collections.abc import Mapping

import pytest

from crossdock.registry.compat.described import Described
from crossdock.registry.compat.same_as import Disagreement, compare_descriptions
from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.mappings.shapes import open_shape
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.evidence import Payload
from crossdock.registry.model.interface import Dialect, JsonSchema
from crossdock.registry.model.location import Place
from tests.registry.formats.corpora import FOLDER, NOT_JSON, Entry, needs_corpora, read_index
from tests.registry.formats.reading import open_folder

pytestmark = [pytest.mark.corpora, needs_corpora]
ENTRIES = [entry for entry in read_index() if entry.format == "avro" and entry.path not in NOT_JSON]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.path)
def test_an_avro_schema_and_its_plain_json(entry: Entry) -> None:
    avro, text = _open(entry)
    if "unresolved: " in text or '"decimal"' in text:
        pytest.skip("it names a type that is nowhere, or a decimal, whose plain JSON is only its bytes")
    plain = json.loads(text)
    assert _compare(avro, plain) == []
    renamed = _rename(plain)
    if renamed is not None:
        found = _compare(avro, renamed)
        assert found
        assert all(isinstance(told.evidence, Payload) for told in found)


def _open(entry: Entry) -> tuple[Described, str]:
    resolver = open_folder(FOLDER)
    document = resolver.load(entry.path)
    assert isinstance(document, Document)
    schema = open_schema(document.data, Dialect.AVRO, Place(entry.path), resolver)
    return Described("avro", schema), json.dumps(schema.bundle())


def _compare(avro: Described, plain: JsonSchema) -> list[Disagreement]:
    document = Document("plain.json", b"", plain, Syntax.JSON)
    resolver = Resolver(lambda path: document if path == "plain.json" else None, lambda address: None)
    other = Described("json", open_schema(plain, Dialect.DRAFT2020, Place("plain.json"), resolver))
    return compare_descriptions(avro, other, ContentModel.DECLARED, open_shape)


def _rename(plain: Mapping[str, object]) -> dict[str, object] | None:
    """Return the schema with the first property of its root renamed, `None` when it has none."""
    properties = plain.get("properties")
    if not isinstance(properties, dict) or not properties:
        return None
    first = next(iter(properties))
    listed = plain.get("required")
    required = [name if name != first else f"{first}2" for name in (listed if isinstance(listed, list) else ())]
    renamed = {(name if name != first else f"{first}2"): schema for name, schema in properties.items()}
    return {**plain, "properties": renamed, **({"required": required} if required else {})}

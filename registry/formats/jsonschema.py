"""Format: JSON Schema, draft 4 to 2020-12. A shared schema has no position of its own: it is one payload, `schema`, as an output."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Interface, Payload, Position, Role, Schema
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import DIALECT_UNKNOWN, SCHEMA_INVALID
from crossdock.registry.specifications.reading import Reading
from crossdock.registry.specifications.schema_dialects import find_dialect, guess_dialect
from crossdock.registry.specifications.schema_rules import judge_schemas
from crossdock.registry.specifications.validity import judge_validity

_KEYWORDS = ("$ref", "type", "properties", "allOf", "anyOf", "oneOf", "enum", "const", "definitions", "$defs", "items")
_OTHERS = ("openapi", "swagger", "asyncapi", "codes", "records")  # what documents of other formats have at their root


def recognises(data: object) -> bool:
    """Whether this is a schema: `$schema` says so, or keywords of JSON Schema stand at the root and no other format's."""
    if isinstance(data, dict) and isinstance(data.get("$schema"), str):
        return not any(name in data for name in ("openapi", "swagger", "asyncapi"))
    return (
        isinstance(data, dict)
        and not any(name in data for name in _OTHERS)
        and any(name in data for name in _KEYWORDS)
        and not _is_avro(data)
    )


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the dialect's meta-schema has against a schema, then the rules that hold for all dialects."""
    if not document.is_readable:
        return
    root = Node(document.data, Place(document.path))
    stated = root.child("$schema")
    dialect = find_dialect(stated.text) or guess_dialect(document.data)
    if stated.text is not None and find_dialect(stated.text) is None:
        message = f"the dialect `{stated.text}` is not known here; the schema is read as {dialect.value}"
        yield make_finding(DIALECT_UNKNOWN, message, stated.place)
    yield from judge_validity(dialect.value, document.data, root.place, SCHEMA_INVALID)
    yield from judge_schemas(document.data, root.place)


def read_interface(document: Document, resolver: Resolver) -> Interface:
    """Lower a schema to one payload, its named parts beside it."""
    root = Node(document.data, Place(document.path))
    dialect = find_dialect(root.child("$schema").text) or guess_dialect(document.data)
    reading = Reading(root, resolver, dialect)
    examples = tuple(
        (f"example {index + 1}", node.place) for index, node in enumerate(root.child("examples").elements())
    )
    payload = Payload("schema", Role.SCHEMA, Position.OUTPUT, reading.schema(root), root.place, examples=examples)
    return Interface(
        format="jsonschema",
        title=root.child("title").text or "",
        version=read_version(document.data),
        payloads=(payload,),
        schemas=tuple(_read_definitions(reading)),
        description=root.child("description").text or "",
    )


def read_version(data: object) -> str | None:
    """Return the version that a schema states of itself: Snowplow's `self.version`, or `version`."""
    if not isinstance(data, dict):
        return None
    own = data.get("self")
    stated = own.get("version") if isinstance(own, dict) else data.get("version")
    return stated if isinstance(stated, str) and stated else None


def _read_definitions(reading: Reading) -> Iterator[tuple[str, Schema]]:
    for room in ("$defs", "definitions"):
        for name, node in reading.root.child(room).entries():
            schema = reading.schema(node)
            if schema is not None:
                yield name, schema


def _is_avro(data: dict[str, object]) -> bool:
    return data.get("type") in ("record", "enum", "fixed", "error") and isinstance(data.get("name"), str)


FORMAT = Format(
    name="jsonschema",
    kinds=(Kind.SCHEMA, Kind.EVENT),
    stems=("schema",),
    recognises=recognises,
    validate=validate,
    read_interface=read_interface,
    read_version=read_version,
)

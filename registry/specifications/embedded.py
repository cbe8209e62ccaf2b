"""Rules for schemas of other languages inside AsyncAPI messages."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect
from crossdock.registry.specifications.avro_rules import judge_avro
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import AVRO_INVALID, SCHEMA_INVALID
from crossdock.registry.specifications.schema_formats import find_schema_format
from crossdock.registry.specifications.schema_walk import walk_objects
from crossdock.registry.specifications.validity import judge_validity

_KEYWORDS = frozenset(("schemaFormat",))
_DRAFTS = (Dialect.DRAFT4, Dialect.DRAFT6, Dialect.DRAFT7, Dialect.DRAFT2019, Dialect.DRAFT2020)


def judge_embedded(root: Node, resolver: Resolver) -> Iterator[Finding]:
    """Yield what Avro and JSON Schema have against the payloads that name them in `schemaFormat`."""
    for met in walk_objects(root.data, _KEYWORDS):
        owner = Node(met.data, met.place(root.place))
        dialect = find_schema_format(owner.child("schemaFormat").text)
        written = owner.child("schema") if "schema" in met.data else owner.child("payload")
        schema = written.follow(resolver)
        if not schema.exists:
            continue
        is_elsewhere = schema.place.path != root.place.path
        if dialect is Dialect.AVRO:
            # the shape of a schema that is written here is held against AsyncAPI's own meta-schema
            yield from (found for found in judge_avro(schema) if is_elsewhere or found.rule != AVRO_INVALID.id)
        elif dialect in _DRAFTS and dialect is not None:
            yield from judge_validity(dialect.value, schema.data, schema.place, SCHEMA_INVALID)

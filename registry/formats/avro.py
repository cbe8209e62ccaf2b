"""Format: Avro schemas. A schema is one payload, `message`, as an output; compatibility uses Avro's own resolution rules."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect, Interface, Payload, Position, Role
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.avro_names import NAMED
from crossdock.registry.specifications.avro_rules import judge_avro
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading


def recognises(data: object) -> bool:
    """Whether this is an Avro schema: a named type with a name, a map or array of types of Avro, or a union of such."""
    if isinstance(data, list):
        return bool(data) and all(isinstance(branch, (dict, str)) for branch in data) and any(map(_is_own, data))
    return _is_own(data)


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the Avro specification has against a schema."""
    if document.is_readable:
        yield from judge_avro(Node(document.data, Place(document.path)))


def read_interface(document: Document, resolver: Resolver) -> Interface:
    """Lower a schema to one payload."""
    root = Node(document.data, Place(document.path))
    schema = Reading(root, resolver, Dialect.AVRO).schema(root, Dialect.AVRO)
    payload = Payload("message", Role.MESSAGE, Position.OUTPUT, schema, root.place, is_required=True)
    name = root.child("name").text or ""
    return Interface(
        format="avro",
        title=name,
        version=read_version(document.data),
        payloads=(payload,),
        schemas=((name, schema),) if schema is not None and name else (),
        description=root.child("doc").text or "",
    )


def read_version(data: object) -> str | None:
    """Return `version` at the root, an attribute that many add; `None` when there is none."""
    version = data.get("version") if isinstance(data, dict) else None
    return version if isinstance(version, str) and version else None


def _is_own(data: object) -> bool:
    """Whether a type is written as only Avro writes it."""
    if _is_named(data):
        return True
    if not isinstance(data, dict) or "$schema" in data:
        return False
    is_map = data.get("type") == "map" and isinstance(data.get("values"), (str, dict, list))
    items = data.get("items")
    return is_map or (data.get("type") == "array" and (isinstance(items, str) or _is_own(items)))


def _is_named(data: object) -> bool:
    if not isinstance(data, dict) or "$schema" in data:
        return False
    return data.get("type") in NAMED and isinstance(data.get("name"), str)


FORMAT = Format(
    name="avro",
    kinds=(Kind.EVENT, Kind.SCHEMA),
    stems=("schema.avsc",),
    recognises=recognises,
    validate=validate,
    read_interface=read_interface,
    read_version=read_version,
)

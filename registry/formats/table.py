"""Format: delimited and fixed-width files, a Table Schema with a file binding (docs/files.md)."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect, Interface, Payload, Position, Role
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import TABLE_INVALID
from crossdock.registry.specifications.reading import Reading
from crossdock.registry.specifications.table_binding import read_file_operation
from crossdock.registry.specifications.table_rules import judge_table
from crossdock.registry.specifications.table_schema import derive_record_schema, is_table
from crossdock.registry.specifications.validity import judge_validity
from crossdock.registry.specifications.versions import read_own_version


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what is wrong with a table description: its shape, then names and positions that do not fit each other."""
    if document.is_readable:
        root = Node(document.data, Place(document.path))
        yield from judge_validity("table", document.data, root.place, TABLE_INVALID)
        yield from judge_table(root)


def read_interface(document: Document, resolver: Resolver) -> Interface:
    """Lower a table to a payload for each record, and one operation that holds the facts of the file."""
    root = Node(document.data, Place(document.path))
    payloads = tuple(_read_records(Reading(root, resolver, Dialect.DRAFT2020)))
    return Interface(
        format="table",
        title=root.child("title").text or "",
        version=read_own_version(document.data),
        operations=(read_file_operation(root),) if root.child("file").is_mapping else (),
        payloads=payloads,
        schemas=tuple((payload.key, payload.schema) for payload in payloads if payload.schema is not None),
        description=root.child("description").text or "",
    )


def _read_records(reading: Reading) -> Iterator[Payload]:
    file = reading.root.child("file")
    position = Position.INPUT if file.child("direction").text == "accepts" else Position.OUTPUT
    media_type = "text/plain" if file.child("layout").text == "fixed-width" else "text/csv"
    for index, record in enumerate(reading.root.child("records").elements()):
        if record.is_mapping:
            schema = reading.schema(Node(derive_record_schema(dict(record.mapping)), record.place))
            name = record.child("name").text or f"record {index + 1}"
            yield Payload(name, Role.RECORD, position, schema, record.place, media_type=media_type)


FORMAT = Format(
    name="table",
    kinds=(Kind.FILE,),
    stems=("table",),
    recognises=is_table,
    validate=validate,
    read_interface=read_interface,
    read_version=read_own_version,
)

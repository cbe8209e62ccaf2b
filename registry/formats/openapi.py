"""Format: OpenAPI 3.0 and 3.1; 3.2 is read too, with its own meta-schema, but streamed items and new parameter places as they come."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.http_twins import leave_out_twins
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.openapi_changed import drop_unchanged
from crossdock.registry.specifications.openapi_interface import read_openapi, read_schema_dialect
from crossdock.registry.specifications.openapi_rules import judge_openapi
from crossdock.registry.specifications.problems import OPENAPI_INVALID, VERSION_UNKNOWN
from crossdock.registry.specifications.schema_rules import judge_schemas
from crossdock.registry.specifications.validity import judge_validity
from crossdock.registry.specifications.versions import read_info_version, read_series

KNOWN = ("3.0", "3.1", "3.2")


def recognises(data: object) -> bool:
    """Whether this is an OpenAPI 3 document: `openapi` says so."""
    return isinstance(data, dict) and "openapi" in data


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the specification has against a document: its meta-schema, then the rules that it states in prose."""
    if document.is_readable:
        yield from _judge_structure(document, document.data)
        root = Node(document.data, Place(document.path))
        yield from judge_openapi(root, resolver, root.child("components", "securitySchemes"))
        yield from judge_schemas(document.data, root.place)


def validate_changed(document: Document, base: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what `validate` would, but hold only those path items and components against the meta-schema that the base has not."""
    if document.is_readable:
        yield from _judge_structure(document, drop_unchanged(document.data, base.data))
        root = Node(document.data, Place(document.path))
        yield from judge_openapi(root, resolver, root.child("components", "securitySchemes"))
        yield from judge_schemas(drop_unchanged(document.data, base.data), root.place)


def _judge_structure(document: Document, data: object) -> Iterator[Finding]:
    root = Node(data, Place(document.path))
    stated = root.child("openapi")
    series = read_series(stated.text)
    if stated.text is not None and series not in KNOWN:
        message = f"version `{stated.text}` of OpenAPI is not known here"
        yield make_finding(VERSION_UNKNOWN, message, stated.place, f"the known versions are {', '.join(KNOWN)}")
        data = {**root.mapping, "openapi": f"{KNOWN[-1]}.0"}
    series = series if series in KNOWN else KNOWN[-1]
    is_usual = series == "3.0" or read_schema_dialect(root) is Dialect.DRAFT2020
    yield from judge_validity(f"openapi-{series}" + ("" if is_usual else "+any"), data, root.place, OPENAPI_INVALID)


FORMAT = Format(
    name="openapi",
    kinds=(Kind.API, Kind.EVENT),
    stems=("openapi",),
    recognises=recognises,
    validate=validate,
    read_interface=read_openapi,
    read_version=read_info_version,
    leave_out_twins=leave_out_twins,
)

"""Format: Swagger 2.0."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.http_operations import merge_parameters, walk_operations
from crossdock.registry.specifications.http_twins import leave_out_twins
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.openapi_rules import judge_openapi
from crossdock.registry.specifications.problems import BODY_CONFLICT, OPENAPI_INVALID
from crossdock.registry.specifications.schema_rules import judge_schemas
from crossdock.registry.specifications.swagger_interface import read_swagger
from crossdock.registry.specifications.validity import judge_validity
from crossdock.registry.specifications.versions import read_info_version


def recognises(data: object) -> bool:
    """Whether this is a Swagger document: `swagger` says so, as text or, unquoted, as a number."""
    stated = data.get("swagger") if isinstance(data, dict) else None
    return isinstance(stated, (str, int, float)) and not isinstance(stated, bool)


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the specification has against a document: its meta-schema, then the rules that it states in prose."""
    if document.is_readable:
        root = Node(document.data, Place(document.path))
        yield from judge_validity("swagger-2.0", document.data, root.place, OPENAPI_INVALID)
        yield from judge_openapi(root, resolver, root.child("securityDefinitions"))
        yield from _judge_bodies(root, resolver)
        yield from judge_schemas(document.data, root.place)


def _judge_bodies(root: Node, resolver: Resolver) -> Iterator[Finding]:
    for found in walk_operations(root, resolver):
        locations = [location for location, _ in merge_parameters(found, resolver)]
        is_mixed = "body" in locations and "formData" in locations
        if is_mixed or locations.count("body") > 1:
            what = "both `body` and `formData` parameters" if is_mixed else "several `body` parameters"
            yield make_finding(BODY_CONFLICT, f"`{found.key}` has {what}", found.node.place.key())


FORMAT = Format(
    name="swagger",
    kinds=(Kind.API,),
    stems=("swagger", "openapi"),
    recognises=recognises,
    validate=validate,
    read_interface=read_swagger,
    read_version=read_info_version,
    leave_out_twins=leave_out_twins,
)

"""Format: AsyncAPI 2.0 to 2.6, 3.0 and 3.1."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.format import Format
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.asyncapi_interface import is_version_two, read_asyncapi
from crossdock.registry.specifications.asyncapi_rules import judge_asyncapi2, judge_asyncapi3
from crossdock.registry.specifications.binding_schemas import find_protocols
from crossdock.registry.specifications.embedded import judge_embedded
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.metaschemas import load_metaschema
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import ASYNCAPI_INVALID, VERSION_UNKNOWN
from crossdock.registry.specifications.schema_rules import judge_schemas
from crossdock.registry.specifications.validity import judge_validity
from crossdock.registry.specifications.versions import read_info_version, read_series

KNOWN = ("2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.0", "3.1")


def recognises(data: object) -> bool:
    """Whether this is an AsyncAPI document: `asyncapi` says so."""
    return isinstance(data, dict) and "asyncapi" in data


def validate(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the specification has against a document: its meta-schema, then the rules that it states in prose."""
    if not document.is_readable:
        return
    root = Node(document.data, Place(document.path))
    stated, data = root.child("asyncapi"), document.data
    series = read_series(stated.text)
    if stated.text is not None and series not in KNOWN:
        message = f"version `{stated.text}` of AsyncAPI is not known here"
        yield make_finding(VERSION_UNKNOWN, message, stated.place, f"the known versions are {', '.join(KNOWN)}")
        data = {**root.mapping, "asyncapi": f"{_nearest(root)}.0"}
    series = series if series in KNOWN else _nearest(root)
    yield from judge_validity(_name_metaschema(str(series), data), data, root.place, ASYNCAPI_INVALID)
    judge = judge_asyncapi2 if is_version_two(root) else judge_asyncapi3
    yield from judge(root, resolver)
    yield from judge_embedded(root, resolver)
    yield from judge_schemas(document.data, root.place)


def _name_metaschema(series: str, data: object) -> str:
    """Name the meta-schema; since 3.0 it holds each binding of each protocol, so only those that are used are asked for."""
    name = f"asyncapi-{series}"
    return name if series.startswith("2.") else "+".join((name, *find_protocols(data, load_metaschema(name)), ""))


def _nearest(root: Node) -> str:
    return "2.6" if is_version_two(root) else KNOWN[-1]


FORMAT = Format(
    name="asyncapi",
    kinds=(Kind.EVENT, Kind.API),
    stems=("asyncapi",),
    recognises=recognises,
    validate=validate,
    read_interface=read_asyncapi,
    read_version=read_info_version,
)

"""The function `oasDocumentSchema`: a document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node

_SERIES = ("3.0", "3.1", "3.2")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    name = _name_of(root.value)
    return judge_document(name, root) if name else iter(())


def _name_of(data: object) -> str | None:
    """Return the meta-schema that a document names, `None` when there is none for it."""
    if not isinstance(data, dict):
        return None
    if str(data.get("swagger")) == "2.0":
        return "swagger-2.0"
    series = ".".join(str(data.get("openapi", "")).split(".")[:2])
    return f"openapi-{series}" if series in _SERIES else None


FUNCTION = Function("oasDocumentSchema", plain_options(_judge))

"""The function `oasDocumentSchema`: a document keeps the specification that it names."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.specifications.violations import Violation, find_violations

_SERIES = ("3.0", "3.1", "3.2")


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    name = _name_of(root.value)
    try:
        for violation in find_violations(name, root.value) if name else ():
            yield Complaint(_say(violation), pointer=pointer_of(*violation.tokens))
    except ValueError:
        yield Complaint("the document is nested too deeply to be validated")


def _name_of(data: object) -> str | None:
    """Return the meta-schema that a document names, `None` when there is none for it."""
    if not isinstance(data, dict):
        return None
    if str(data.get("swagger")) == "2.0":
        return "swagger-2.0"
    series = ".".join(str(data.get("openapi", "")).split(".")[:2])
    return f"openapi-{series}" if series in _SERIES else None


def _say(violation: Violation) -> str:
    if violation.is_key and violation.tokens:
        return f'Property "{violation.tokens[-1]}" is not expected to be here'
    if violation.keyword == "required" and violation.tokens:
        return f'"{violation.tokens[-1]}" property must have required property "{violation.subject}"'
    return violation.message


FUNCTION = Function("oasDocumentSchema", plain_options(_judge))

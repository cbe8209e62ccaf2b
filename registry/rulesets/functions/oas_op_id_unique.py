"""The function `oasOpIdUnique`: no two operations of a document have the same id."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of, read_operations


def _judge(paths: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[tuple[bool, object]] = set()
    for path, method, operation in read_operations(paths, resolver):
        found = operation.child("operationId").follow(resolver)
        if found.is_missing or found.is_collection:
            continue
        name = (isinstance(found.value, bool), found.value)  # true is not 1
        if name in seen:
            yield Complaint("operationId must be unique.", pointer=pointer_of(path, method, "operationId"))
        seen.add(name)


_ADVICE = "give each operation an `operationId` of its own"
FUNCTION = Function("oasOpIdUnique", plain_options(_judge), always(_ADVICE))

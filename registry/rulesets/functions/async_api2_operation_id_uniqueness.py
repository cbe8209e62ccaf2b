"""The function `asyncApi2OperationIdUniqueness`: no two operations of a document have the same id."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.async_operations import read_async_operations, read_text
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[str] = set()
    for pointer, node in read_async_operations(root, resolver):
        found = read_text(node, "operationId", resolver)
        if found is None:
            continue
        if found[1] in seen:
            yield Complaint('"operationId" must be unique across all the operations.', pointer=pointer + found[0])
        seen.add(found[1])


_ADVICE = "give each operation an `operationId` of its own"
FUNCTION = Function("asyncApi2OperationIdUniqueness", plain_options(_judge), always(_ADVICE))

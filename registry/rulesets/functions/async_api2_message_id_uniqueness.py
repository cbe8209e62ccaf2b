"""The function `asyncApi2MessageIdUniqueness`: no two messages of a document have the same id."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.async_operations import read_async_messages, read_text
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    seen: set[str] = set()
    for pointer, node in read_async_messages(root, resolver):
        found = read_text(node, "messageId", resolver)
        if found is None:
            continue
        if found[1] in seen:
            yield Complaint('"messageId" must be unique across all the messages.', pointer=pointer + found[0])
        seen.add(found[1])


_ADVICE = "give each message a `messageId` of its own"
FUNCTION = Function("asyncApi2MessageIdUniqueness", plain_options(_judge), always(_ADVICE))

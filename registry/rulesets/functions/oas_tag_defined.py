"""The function `oasTagDefined`: tags of operations are among those of the document."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of, read_operations


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    names = (tag.child("name").follow(resolver).value for tag in _list(root.child("tags"), resolver))
    known = {name for name in names if isinstance(name, str)}
    for path, method, operation in read_operations(root.child("paths").follow(resolver), resolver):
        for tag in _list(operation.child("tags"), resolver):
            if not isinstance(tag.value, str) or tag.value not in known:
                pointer = pointer_of("paths", path, method, "tags", tag.key)
                yield Complaint("Operation tags must be defined in global tags.", pointer=pointer)


def _list(node: Node, resolver: Resolver | None) -> Iterator[Node]:
    listed = node.follow(resolver)
    yield from (item.follow(resolver) for item in listed.children() if isinstance(listed.value, list))


_ADVICE = "add the tag to `tags` of the document, or correct its name"
FUNCTION = Function("oasTagDefined", plain_options(_judge), always(_ADVICE))

"""The function `oasTagDefined`: tags of operations are among those of the document."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of, read_operations


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    tags = (tag.follow(resolver).child("name").value for tag in root.child("tags").follow(resolver).children())
    known = {name for name in tags if isinstance(name, str)}
    for path, method, operation in read_operations(root, resolver):
        used = operation.child("tags").follow(resolver)
        for tag in used.children() if isinstance(used.value, list) else ():
            if tag.is_collection or tag.value not in known:
                pointer = pointer_of("paths", path, method, "tags", tag.key)
                yield Complaint("Operation tags must be defined in global tags.", pointer=pointer)


_ADVICE = "add the tag to `tags` of the document, or correct its name"
FUNCTION = Function("oasTagDefined", plain_options(_judge), always(_ADVICE))

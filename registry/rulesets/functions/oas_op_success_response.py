"""The function `oasOpSuccessResponse`: an operation has a response that says it went well."""

import re
from collections.abc import Iterable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node

_GOOD = re.compile(r"[23](?:\d\d|XX)")


def _judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
    if not isinstance(node.value, dict) or any(_GOOD.fullmatch(str(status)) for status in node.value):
        return ()
    return (Complaint("operation must define at least a single 2xx or 3xx response"),)


FUNCTION = Function("oasOpSuccessResponse", plain_options(_judge))

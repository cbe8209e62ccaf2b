"""The function `oasOpSuccessResponse`: an operation has a response that says it went well."""

import re
from collections.abc import Iterable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import to_number
from crossdock.registry.rulesets.node import Node, root_of

_RANGE = re.compile(r"[23]XX")  # from OpenAPI 3 on


def _judge(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
    if not isinstance(node.value, dict):
        return ()
    has_ranges = "oas3" in formats_of(root_of(node).value)
    for status in map(str, node.value):
        if 200 <= to_number(status) < 400 or (has_ranges and _RANGE.fullmatch(status)):
            return ()
    return (Complaint("Operation must define at least a single 2xx or 3xx response"),)


_ADVICE = "add a response for success or a redirect: a status 2XX or 3XX"
FUNCTION = Function("oasOpSuccessResponse", plain_options(_judge), always(_ADVICE))

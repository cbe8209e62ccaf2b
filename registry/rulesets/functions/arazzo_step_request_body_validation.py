"""The function `arazzoStepRequestBodyValidation`: the body that a step sends has a media type and can be filled."""

import re
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.arazzo_document import (
    Arazzo,
    Members,
    Step,
    items_of,
    members_of,
    read_arazzo,
    read_steps,
)
from crossdock.registry.rulesets.arazzo_expressions import is_expression
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import is_truthy, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of

# RFC 6838, section 4.2
_MEDIA_TYPE = re.compile(
    r"(?:application|audio|font|example|image|message|model|multipart|text|video)/[a-zA-Z0-9!#$&^_.+-]{1,127}"
)


def _judge(root: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    document = read_arazzo(root, resolver)
    for step in read_steps(document):
        for text, tokens in _find_faults(members_of(step.members.get("requestBody")), step, document):
            yield Complaint(text, pointer=pointer_of(*step.tokens, "requestBody", *tokens))


def _find_faults(body: Members, step: Step, document: Arazzo) -> Iterator[tuple[str, tuple[object, ...]]]:
    kind, payload = body.get("contentType"), body.get("payload")
    if kind is not None and not _MEDIA_TYPE.fullmatch(to_text(kind)):
        yield f"Invalid MIME type in contentType: {to_text(kind)}", ("contentType",)
    if _is_unreadable(payload, step, document):
        yield f"Invalid runtime expression in payload: {payload}", ("payload",)
    for number, each in enumerate(items_of(body, "replacements")):
        replacement = members_of(each)
        if not is_truthy(replacement.get("target")):
            yield '"target" is required in Payload Replacement.', ("replacements", number, "target")
        if _is_unreadable(value := replacement.get("value"), step, document):
            yield f"Invalid runtime expression in replacement value: {value}", ("replacements", number, "value")


def _is_unreadable(value: object, step: Step, document: Arazzo) -> bool:
    return isinstance(value, str) and value.startswith("$") and not is_expression(value, document, step.at)


_ADVICE = (
    "give the request body a media type as `contentType`, and fill it with runtime expressions that lead to something"
)
FUNCTION = Function("arazzoStepRequestBodyValidation", plain_options(_judge), always(_ADVICE))

"""The function `asyncApiPayloadValidation`: a payload's schema is a schema as AsyncAPI has them."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.document_schema import judge_document
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.schema_words import describe, find_first

# What AsyncAPI adds to draft-07 (AsyncAPI 2.6, Schema Object).
_BUNDLE = {
    "properties": {
        "deprecated": {"type": "boolean"},
        "discriminator": {"type": "string"},
        "externalDocs": {"type": "object"},
    }
}
_ADDED = compile_validator(_BUNDLE)


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if not isinstance(node.value, (dict, bool)):
        return
    yield from judge_document("draft-07", node)
    if not _ADDED.is_valid(node.value):
        text, pointer = describe(
            find_first(_ADDED.errors(node.value), _BUNDLE, node.value), _BUNDLE, node.key, node.value
        )
        yield Complaint(text, pointer=pointer)


_ADVICE = "write the payload as a schema of AsyncAPI"
FUNCTION = Function("asyncApiPayloadValidation", plain_options(_judge), always(_ADVICE))

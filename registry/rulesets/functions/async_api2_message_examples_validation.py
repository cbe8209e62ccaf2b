"""The function `asyncApi2MessageExamplesValidation`: the examples of a message keep the schemas of its payload and headers."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import split_pointer
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.async_operations import read_merged
from crossdock.registry.rulesets.examples import Sample, judge_examples
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if resolver is None or not isinstance(node.value, dict):
        return
    examples = node.child("examples").follow(resolver)
    for example in examples.children() if isinstance(examples.value, list) else ():
        source = example.follow(resolver)
        for name in ("payload", "headers"):
            value, schema = source.child(name), _schema_of(node, name, resolver)
            if not value.is_missing and isinstance(schema.value, (dict, bool)):
                sample = Sample(schema, schema.value, Dialect.ASYNCAPI, is_all=True)
                yield from judge_examples(sample, [(f"/examples/{example.key}/{name}", value)], resolver)


def _schema_of(node: Node, name: str, resolver: Resolver) -> Node:
    """Return a schema of a message: that of the last trait that has one, else its own."""
    found = read_merged(node, name, resolver)
    place = node
    for token in split_pointer(found[0]) if found else (name,):
        place = place.follow(resolver).child(token)
    return place.follow(resolver)


_ADVICE = "write the example so that it fits the schemas of payload and headers, or correct the schema"
FUNCTION = Function("asyncApi2MessageExamplesValidation", plain_options(_judge), always(_ADVICE))

"""The function `asyncApi2MessageExamplesValidation`: the examples of a message keep the schemas of its payload and headers."""

from collections.abc import Iterator
from functools import reduce

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.async_operations import merge_patch, read_merged
from crossdock.registry.rulesets.examples import Sample, judge_examples
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node, make_root
from crossdock.registry.rulesets.resolution import resolve_value


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if resolver is None or not isinstance(node.value, dict):
        return
    examples = next(reversed(list(read_merged(node, "examples", resolver))), node).follow(resolver)
    for example in examples.children() if isinstance(examples.value, list) else ():
        source = example.follow(resolver)
        for name in ("payload", "headers"):
            value = source.child(name)
            sample = _sample_of(node, name, resolver) if not value.is_missing else None
            if sample is not None:
                yield from judge_examples(sample, [(f"/examples/{example.key}/{name}", value)], resolver)


def _sample_of(node: Node, name: str, resolver: Resolver) -> Sample | None:
    """Return a schema of a message, with what its traits say of it; `None` when there is none."""
    sources = [source.follow(resolver) for source in read_merged(node, name, resolver)]
    if not sources:
        return None
    schema = sources[0]
    if len(sources) > 1:
        merged = reduce(merge_patch, (resolve_value(source, resolver) for source in sources))
        schema = make_root(merged, sources[-1].place)
    return (
        Sample(schema, schema.value, Dialect.ASYNCAPI, is_all=True) if isinstance(schema.value, (dict, bool)) else None
    )


_ADVICE = "write the example so that it fits the schemas of payload and headers, or correct the schema"
FUNCTION = Function("asyncApi2MessageExamplesValidation", plain_options(_judge), always(_ADVICE))

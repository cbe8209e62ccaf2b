"""The function `asyncApiChannelParameters`: the variables of a channel's address and the described parameters are the same."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.inputs import accept
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.rulesets.url_variables import variables_of


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if not isinstance(node.value, dict):
        return
    written = node.value.get("address")
    used = variables_of(str(node.key) if written is None else written)
    parameters = node.child("parameters").follow(resolver)
    described = list(parameters.value) if isinstance(parameters.value, dict) else []
    if not used:
        return
    missing = [name for name in used if name not in described]
    if missing:
        text = f'Not all channel\'s parameters are described with "parameters" object. Missed: {", ".join(missing)}.'
        yield Complaint(text, pointer="/parameters")
    for name in described:
        if name not in used:
            text = f'Channel\'s "parameters" object has redundant defined "{name}" parameter.'
            yield Complaint(text, pointer=pointer_of("parameters", name))


_INPUT: JsonSchema = {"type": "object", "properties": {"parameters": {"type": "object"}}, "required": ["parameters"]}
_ADVICE = "describe each variable of the address in `parameters`, and nothing else there"
FUNCTION = Function("asyncApiChannelParameters", plain_options(accept(_INPUT, _judge)), always(_ADVICE))

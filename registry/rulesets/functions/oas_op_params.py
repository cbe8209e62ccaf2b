"""The function `oasOpParams`: the parameters of an operation do not get in each other's way."""

from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.javascript import to_text
from crossdock.registry.rulesets.node import Node

_TWICE = 'A parameter in this operation already exposes the same combination of "name" and "in" values.'
_BODIES = 'Operation must not have more than a single instance of the "in:body" parameter.'
_BOTH = 'Operation must not have both "in:body" and "in:formData" parameters.'


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    """Judge a list of parameters; what leads nowhere is passed over, and what is absent counts as a value like others."""
    if not isinstance(node.value, list):
        return
    seen: set[str] = set()
    bodies: list[Node] = []
    has_form = False
    for parameter in node.children():
        source = parameter.follow(resolver)
        if not source.is_collection or not source.child("$ref").is_missing:
            continue
        place, name = (source.child(each).follow(resolver).value for each in ("in", "name"))
        key = f"{to_text(place)}-{to_text(name)}"
        if key in seen:
            yield Complaint(_TWICE, pointer=f"/{parameter.key}")
        seen.add(key)
        has_form = has_form or place == "formData"
        bodies += [parameter] if place == "body" else []
    if bodies and has_form:
        yield Complaint(_BOTH)
    yield from (Complaint(_BODIES, pointer=f"/{body.key}") for body in bodies[1:])


_ADVICE = "declare each parameter once, by `name` and `in`; of bodies at most one, and no form fields beside it"
FUNCTION = Function("oasOpParams", plain_options(_judge), always(_ADVICE))

"""The function `oasOpParams`: the parameters of an operation do not get in each other's way."""

from collections import Counter
from collections.abc import Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, plain_options
from crossdock.registry.rulesets.node import Node

_TWICE = 'A parameter in this operation already exposes the same combination of "name" and "in" values.'
_BODIES = 'Operation must not have more than a single instance of the "in:body" parameter.'
_BOTH = 'Operation must not have both "in:body" and "in:formData" parameters.'


def _judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
    if not isinstance(node.value, list):
        return
    seen: set[tuple[object, object]] = set()
    places: Counter[object] = Counter()
    for parameter in node.children():
        source = parameter.follow(resolver)
        name, place = source.child("name"), source.child("in")
        if isinstance(source.value, dict) and not name.is_missing and not place.is_missing:
            key = (str(place.value), str(name.value))
            if key in seen:
                yield Complaint(_TWICE, pointer=f"/{parameter.key}")
            seen.add(key)
        if isinstance(place.value, str):
            places[place.value] += 1
    if places["body"] and places["formData"]:
        yield Complaint(_BOTH)
    if places["body"] > 1:
        yield Complaint(_BODIES)


_ADVICE = "declare each parameter once, by `name` and `in`; of bodies at most one, and no form fields beside it"
FUNCTION = Function("oasOpParams", plain_options(_judge), always(_ADVICE))

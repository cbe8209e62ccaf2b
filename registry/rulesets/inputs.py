"""What a function looks at: values of another shape are passed over, as tools for the format do, or are the one thing that it tells."""

from collections.abc import Iterable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.function import Complaint, Judge
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.rulesets.schema_depth import depth_of

REQUIREMENT: JsonSchema = {  # what `security` lists: schemes by name, each with its scopes
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}


def accept(schema: JsonSchema, judge: Judge, otherwise: str | None = None) -> Judge:
    """Return a judgement of values that keep a schema, their references followed; of others it says `otherwise`, or nothing."""
    validator, depth = compile_validator(schema), depth_of(schema)

    def guarded(node: Node, resolver: Resolver | None) -> Iterable[Complaint]:
        if node.is_missing:
            return ()
        if validator.is_valid(resolve_value(node, resolver, depth)):
            return judge(node, resolver)
        return () if otherwise is None else (Complaint(otherwise),)

    return guarded

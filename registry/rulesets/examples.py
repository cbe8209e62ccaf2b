"""Values against the schema that stands beside them."""

from collections.abc import Iterable, Iterator

from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.lenient_formats import drop_lenient
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.resolution import resolve_value
from crossdock.registry.rulesets.schema_words import describe, find_first


def judge_examples(
    examples: Iterable[tuple[str, Node]], bundle: JsonSchema, resolver: Resolver, *, is_all: bool = False
) -> Iterator[Complaint]:
    """Yield what a schema has against examples, each with its pointer: the first thing only, unless `is_all`."""
    try:
        validator = compile_validator(bundle, assert_formats=True)
    except SchemaRefused:
        return  # the rules about the document itself say what is wrong with the schema
    for pointer, example in examples:
        value = resolve_value(example, resolver)
        if validator.is_valid(value):
            continue
        failures = drop_lenient(validator.errors(value), bundle, value)
        for failure in failures if is_all or not failures else [find_first(failures, bundle, value)]:
            text, inner = describe(failure, bundle, example.key, value)
            yield Complaint(text, pointer=pointer + inner)

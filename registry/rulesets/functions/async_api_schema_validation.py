"""The function `asyncApiSchemaValidation`: defaults and examples in a schema keep it."""

from collections.abc import Iterator, Mapping

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.examples import Sample, judge_examples
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.node import Node


def _prepare(options: object) -> Judge:
    kind = read_options(options, ("type",), "{type: examples}").get("type")
    if kind not in ("default", "examples"):
        raise BadOption("`type` is default or examples", "type")

    # texts are not judged: tools for the format do not tell what is wrong with them
    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        if resolver is None or not isinstance(node.value, dict):
            return
        found = node.child(str(kind)).follow(resolver)
        listed = found.children() if kind == "examples" and isinstance(found.value, list) else ()
        examples = [("/default", found)] if kind == "default" else [(f"/examples/{each.key}", each) for each in listed]
        schema = {name: part for name, part in node.value.items() if name not in ("default", "examples")}
        told = [(pointer, each) for pointer, each in examples if not isinstance(each.value, str)]
        yield from judge_examples(Sample(node, schema, Dialect.ASYNCAPI, is_all=True), told, resolver)

    return judge


def _advise(options: Mapping[str, object], target: Target) -> str:
    what = "default" if options.get("type") == "default" else "example"
    return f"write the {what} so that it fits its schema, or correct the schema"


FUNCTION = Function("asyncApiSchemaValidation", _prepare, _advise)

"""The function `serverVariables`: the variables of a server's address and those that are described are the same."""

from collections.abc import Iterator, Mapping
from itertools import islice, product
from urllib.parse import quote

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.rulesets.advice import always
from crossdock.registry.rulesets.function import Complaint, Function, Judge
from crossdock.registry.rulesets.inputs import accept
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.operations import pointer_of
from crossdock.registry.rulesets.url_variables import VARIABLE, variables_of
from crossdock.registry.rulesets.urls import is_absolute_url

_KEPT = "-_.!~*'();,/?:@&=+$#"  # what encodeURI keeps (ECMA-262, section 19.2.6.4)
_VARIABLES: JsonSchema = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "enum": {"type": "array", "items": {"type": "string"}},
            **{name: {"type": "string"} for name in ("default", "description", "examples")},
        },
        "patternProperties": {"^x-": True},
        "additionalProperties": False,
    },
}
_SERVER: JsonSchema = {
    "type": "object",
    "properties": {"url": {"type": "string"}, "variables": _VARIABLES},
    "required": ["url"],
}
MAX_TOLD = 5  # addresses
MAX_TRIED = 1_000


def _prepare(options: object) -> Judge:
    known: Mapping[str, object] = options if isinstance(options, dict) else {}
    is_default_required, is_tried = known.get("requireDefault") is True, known.get("checkSubstitutions") is True

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        address = str(node.child("url").value)
        used = variables_of(address)
        variables = node.child("variables").follow(resolver)
        described = {str(child.key): child.follow(resolver) for child in variables.children()}
        yield from _compare(used, described)
        values: dict[str, list[str]] = {}
        for name in filter(used.__contains__, described):
            yield from _judge_variable(name, described[name], is_default_required)
            values[name] = _values_of(described[name])
        if is_tried and values:
            yield from _try_out(address, values)

    return accept(_SERVER, judge, "Invalid Server Object")


def _compare(used: list[str], described: Mapping[str, Node]) -> Iterator[Complaint]:
    for name in described:
        if name not in used:
            text = f'Server\'s "variables" object has unused defined "{name}" url variable.'
            yield Complaint(text, pointer=pointer_of("variables", name))
    missing = [name for name in used if name not in described]
    if missing:
        text = f'Not all server\'s variables are described with "variables" object. Missed: {", ".join(missing)}.'
        yield Complaint(text, pointer="/variables")


def _judge_variable(name: str, variable: Node, is_default_required: bool) -> Iterator[Complaint]:
    values, default = variable.child("enum").value, variable.child("default")
    pointer = pointer_of("variables", name)
    if isinstance(values, list) and not default.is_missing and default.value not in values:
        text = f'Server Variable "{name}" has a default not listed in the enum.'
        yield Complaint(text, pointer=f"{pointer}/default")
    if default.is_missing and is_default_required:
        yield Complaint(f'Server Variable "{name}" has a missing default.', pointer=pointer)


def _values_of(variable: Node) -> list[str]:
    values, default = variable.child("enum").value, variable.child("default").value
    if isinstance(values, list):
        return [str(value) for value in values]
    return [default] if isinstance(default, str) else []


def _try_out(address: str, values: Mapping[str, list[str]]) -> Iterator[Complaint]:
    """Put the values of the variables in, and say which addresses are none."""
    invalid: list[str] = []
    for combination in islice(product(*values.values()), MAX_TRIED):
        chosen = {name: quote(value, safe=_KEPT) for name, value in zip(values, combination, strict=True)}
        tried = VARIABLE.sub(lambda found, chosen=chosen: chosen.get(found[1], found[0]), address)  # type: ignore[misc]
        if not is_absolute_url(tried):
            invalid.append(tried)
        if len(invalid) == MAX_TOLD:
            break
    if invalid:
        start, end = (f"At least {MAX_TOLD}", " and more") if len(invalid) == MAX_TOLD else ("A few", "")
        text = f"{start} substitutions of server variables resulted in invalid URLs: {', '.join(invalid)}{end}"
        yield Complaint(text, pointer="/variables")


_ADVICE = "describe each variable of the address in `variables`, and no other; a default is one of its `enum`"
FUNCTION = Function("serverVariables", _prepare, always(_ADVICE))

"""Rules of schemas that no meta-schema expresses."""

from collections.abc import Iterator

from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.problems import DEFAULT_WRONG, REQUIRED_NOT_DECLARED
from crossdock.registry.specifications.schema_walk import Met, walk_objects
from crossdock.registry.specifications.wording import show

# keywords through which a name can be declared elsewhere
_ELSEWHERE = (
    "$ref",
    "$dynamicRef",
    "$recursiveRef",
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "patternProperties",
    "dependentSchemas",
)
_KEYWORDS = frozenset(("required", "default"))
_CLASSES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "number": (int, float),
    "integer": (int, float),
    "null": (type(None),),
}


def judge_schemas(data: object, place: Place) -> Iterator[Finding]:
    """Yield what the rules have against the schemas of a document, or below one place of it."""
    for met in walk_objects(data, _KEYWORDS):
        required, properties = met.data.get("required"), met.data.get("properties")
        if isinstance(required, list) and isinstance(properties, dict) and not met.is_branch:
            yield from _judge_required(met, required, properties, place)
        if "default" in met.data and "type" in met.data:
            yield from _judge_default(met, place)


def _judge_required(met: Met, required: list[object], properties: dict[str, object], root: Place) -> Iterator[Finding]:
    is_open = isinstance(met.data.get("additionalProperties"), dict)
    if is_open or any(keyword in met.data for keyword in _ELSEWHERE):
        return
    for index, name in enumerate(required):
        if isinstance(name, str) and name not in properties:
            close = closest(name, properties)
            yield make_finding(
                REQUIRED_NOT_DECLARED,
                f"`{name}` is required, but `properties` does not declare it",
                met.place(root).child("required", index),
                f"did you mean `{close}`?" if close else "",
                name,
            )


def _judge_default(met: Met, root: Place) -> Iterator[Finding]:
    """Hold a default against `type` and `enum`: what can be seen without validating."""
    value, stated, options = met.data["default"], met.data["type"], met.data.get("enum")
    types = [stated] if isinstance(stated, str) else stated if isinstance(stated, list) else []
    if not types or any(name not in _CLASSES for name in types if isinstance(name, str)):
        return  # a form field of type `file`, an Avro record, a security scheme
    is_nullable = value is None and (met.data.get("nullable") is True or met.data.get("x-nullable") is True)
    at = met.place(root).child("default")
    if not is_nullable and not any(_is_of(value, name) for name in types if isinstance(name, str)):
        message = f"the default is {show(value)}, where the type is {show(stated)}"
        yield make_finding(DEFAULT_WRONG, message, at)
    elif isinstance(options, list) and value not in options and not is_nullable:
        close = (
            closest(value, [option for option in options if isinstance(option, str)])
            if isinstance(value, str)
            else None
        )
        fix = f"did you mean `{close}`?" if close else ""
        yield make_finding(DEFAULT_WRONG, f"the default {show(value)} is not one of `enum`", at, fix)


def _is_of(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    is_whole = not isinstance(value, float) or value.is_integer()
    return isinstance(value, _CLASSES[name]) and (name != "integer" or is_whole)

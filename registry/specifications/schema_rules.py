"""Rules of schemas that no meta-schema expresses."""

from collections.abc import Iterator

from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.problems import REQUIRED_NOT_DECLARED
from crossdock.registry.specifications.schema_walk import Met, walk_objects

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


def judge_schemas(data: object, place: Place) -> Iterator[Finding]:
    """Yield what the rules have against the schemas of a document, or below one place of it."""
    for met in walk_objects(data):
        required, properties = met.data.get("required"), met.data.get("properties")
        if isinstance(required, list) and isinstance(properties, dict) and not met.is_branch:
            yield from _judge_required(met, required, properties, place)


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

"""Rule of OpenAPI documents: a `$ref` leads to a component of the kind that its place asks for."""

from collections.abc import Iterator

from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.problems import REFERENCE_KIND_WRONG
from crossdock.registry.specifications.schema_walk import Met, walk_objects

_KEYWORDS = frozenset(("$ref",))
_SCHEMA_MAPS = ("properties", "patternProperties", "allOf", "anyOf", "oneOf", "prefixItems", "dependentSchemas")
_SCHEMA_ENTRIES = ("schema", "items", "additionalProperties", "not", "if", "then", "else")
_MAPS = ("parameters", "responses", "headers", "links", "callbacks", "examples")
_ROOMS = frozenset((*_MAPS, "requestBodies", "securitySchemes", "schemas", "pathItems"))


def judge_reference_kinds(data: object, place: Place) -> Iterator[Finding]:
    """Yield a finding for each reference inside the document to a component of the wrong kind."""
    for met in walk_objects(data, _KEYWORDS):
        reference = met.data.get("$ref")
        if isinstance(reference, str) and reference.startswith("#/components/"):
            room = split_pointer(reference[1:])[1:2]
            expected = _find_expected(met)
            is_whole = reference.count("/") == 3
            if expected and is_whole and room and room[0] in _ROOMS and room[0] != expected:
                message = f"`{reference}` is one of `{room[0]}`, where one of `{expected}` is expected"
                fix = (
                    f"reference `{reference}/schema`"
                    if expected == "schemas" and room[0] in ("headers", "parameters")
                    else ""
                )
                yield make_finding(REFERENCE_KIND_WRONG, message, met.place(place).child("$ref"), fix)


def _find_expected(met: Met) -> str | None:
    """Return the kind that a place asks for, by the names above it; `None` when they do not tell."""
    parent, above = (met.steps[1], met.steps[0]) if met.steps else (None, ())
    grandparent = above[1] if above else None
    if grandparent in _SCHEMA_MAPS or parent in _SCHEMA_ENTRIES:
        return "schemas"
    if parent == "requestBody":
        return "requestBodies"
    return str(grandparent) if grandparent in _MAPS else None

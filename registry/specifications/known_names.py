"""The names that a meta-schema knows at one place, for suggesting the closest."""

from collections.abc import Iterator, Mapping

import jsonschema_rs

from crossdock.registry.specifications.lookup import find_value
from crossdock.registry.specifications.metaschemas import load_metaschema, load_resources

_MAX_DEPTH = 4  # of parts in parts; enough for every official meta-schema
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("if", "then", "else")


def find_owner(error: jsonschema_rs.ValidationError, name: str) -> Mapping[str, object]:
    """Return the part of the meta-schema `name` that holds an error's keyword, with the names that its own parts know merged in."""
    address, _, fragment = (error.absolute_keyword_location or "").partition("#")
    root = load_resources(name).get(address) or load_metaschema(name)
    steps = [token.replace("~1", "/").replace("~0", "~") for token in fragment.split("/")[1:]]
    steps = steps or [str(step) for step in error.schema_path]
    owner = find_value(root, steps[:-1])
    return _with_names(owner, root) if isinstance(owner, dict) else {}


def _with_names(owner: Mapping[str, object], root: Mapping[str, object], depth: int = 0) -> dict[str, object]:
    names: dict[str, object] = {}
    patterns: dict[str, object] = {}
    for part in _parts(owner, root) if depth < _MAX_DEPTH else ():
        merged = _with_names(part, root, depth + 1)
        names |= _mapping(merged["properties"])
        patterns |= _mapping(merged["patternProperties"])
    names |= _mapping(owner.get("properties"))
    patterns |= _mapping(owner.get("patternProperties"))
    return {**owner, "properties": names, "patternProperties": patterns}


def _parts(owner: Mapping[str, object], root: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    reference = owner.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/"):
        yield _mapping(find_value(root, reference[2:].split("/")))
    for keyword in _ALTERNATIVES:
        branches = owner.get(keyword)
        yield from (_mapping(part) for part in (branches if isinstance(branches, list) else ()))
    yield from (_mapping(owner.get(keyword)) for keyword in _CONDITIONS)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}

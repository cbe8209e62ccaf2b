"""The names that a meta-schema knows at one place, for suggesting the closest."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote, unquote

import jsonschema_rs

from crossdock.registry.model.location import escape_token, split_pointer
from crossdock.registry.specifications.lookup import find_value
from crossdock.registry.specifications.metaschemas import load_metaschema, load_resources

_MAX_DEPTH = 4  # of parts in parts; enough for every official meta-schema
_ALTERNATIVES = ("allOf", "anyOf", "oneOf")
_CONDITIONS = ("if", "then", "else")


def find_owner(error: jsonschema_rs.ValidationError, name: str) -> Mapping[str, object]:
    """Return the part of the meta-schema `name` that holds an error's keyword, with the names that its own parts know merged in."""
    location = error.absolute_keyword_location
    if location is None:
        location = "#" + "".join(f"/{quote(escape_token(str(step)))}" for step in error.schema_path)
    return _find_owner(name, location)


@lru_cache(maxsize=1024)
def _find_owner(name: str, location: str) -> Mapping[str, object]:
    address, _, fragment = location.partition("#")
    root = load_resources(name).get(address) or load_metaschema(name)
    owner = find_value(root, split_pointer(unquote(fragment))[:-1])
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

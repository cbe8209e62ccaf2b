"""Gives discriminators the meaning that everybody gives them: the property's value names the one alternative that is meant.

As written, alternatives that overlap refuse each value that fits two of them; the discriminator tells them apart.
Source: OpenAPI 3.1.1, section 4.8.25 (Discriminator Object): names are those of the mapping, else of the component schemas.
"""

from collections.abc import Mapping

from crossdock.registry.compat.conjuncts import alternatives
from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.compat.keywords import UNIONS
from crossdock.registry.compat.names import schemas_for
from crossdock.registry.model.interface import JsonSchema, Position, Schema

_DEFS = "#/$defs/"


def bundle(schema: Schema | None, view: Position | None) -> JsonSchema:
    """Return what a schema means by itself, discriminators included; a payload without a schema may be anything."""
    if schema is None:
        return True
    found = schema.bundle(view)
    return discriminate(found, found) if b'"discriminator":' in encode(found) else found


def discriminate(schema: JsonSchema, root: JsonSchema) -> JsonSchema:
    """Return a bundle whose discriminated alternatives ask for their name."""
    rewritten = _walk(schema, root)
    return rewritten if isinstance(rewritten, (bool, Mapping)) else schema


def _walk(data: object, root: JsonSchema) -> object:
    if isinstance(data, list):
        return [_walk(item, root) for item in data]
    if not isinstance(data, Mapping):
        return data
    walked = {key: _walk(value, root) for key, value in data.items()}
    discriminator = data.get("discriminator")
    name = discriminator.get("propertyName") if isinstance(discriminator, Mapping) else None
    if isinstance(discriminator, Mapping) and isinstance(name, str):
        mapping = discriminator.get("mapping")
        for keyword in UNIONS:
            branches = walked.get(keyword)
            if isinstance(branches, list):
                walked[keyword] = [_name(branch, name, mapping, root) for branch in branches]
    return walked


def _name(branch: object, property_name: str, mapping: object, root: JsonSchema) -> object:
    """Return an alternative that asks for its name; as it is when it lists other names itself, or nobody knows its name."""
    reference = branch.get("$ref") if isinstance(branch, Mapping) else None
    if not isinstance(branch, Mapping) or not isinstance(reference, str) or not reference.startswith(_DEFS):
        return branch
    own = reference.removeprefix(_DEFS)
    mapped = mapping.items() if isinstance(mapping, Mapping) else ()
    names = [key for key, target in mapped if str(target).rpartition("/")[2] == own] or [own]
    admitted = _admitted(branch, property_name, root)
    if admitted is not None and not any(is_equal(name, value) for name in names for value in admitted):
        return branch
    asked = {"properties": {property_name: {"enum": names}}, "required": [property_name]}
    return {"allOf": [branch, asked]}


def _admitted(branch: Mapping[str, object], property_name: str, root: JsonSchema) -> list[object] | None:
    """Return the values that an alternative lists for the property, by itself or by reference; `None` when it lists none."""
    conjunction = next(alternatives((branch,), root), ())
    admitted: list[object] | None = None
    for schema in schemas_for(conjunction, property_name):
        for part in next(alternatives((schema,), root), ()):
            listed = [part["const"]] if "const" in part else part.get("enum")
            if isinstance(listed, list):
                known = listed if admitted is None else admitted
                admitted = [value for value in known if any(is_equal(value, other) for other in listed)]
    return admitted

"""Discriminators: which value of which property tells the branches of a union apart."""

from collections.abc import Callable

from crossdock.generators.python_client.peel import key_of, peel
from crossdock.generators.python_client.shape import Shape
from crossdock.registry.model.interface import Schema
from crossdock.registry.model.location import split_pointer


def find_tags(
    shape: Shape, name_of: Callable[[Schema], str], shape_of: Callable[[Schema], Shape]
) -> tuple[tuple[str, str], ...]:
    """Return sorted (value, class) pairs of a union's discriminator; none when it has none, or when a branch is never named by it.

    What a branch says of the property itself counts first, then `mapping`, then the name of its component
    (OpenAPI 3.1, section 4.8.25).
    """
    if shape.discriminator is None:
        return ()
    property_name, mapping = shape.discriminator
    found: dict[str, str] = {}
    for branch in shape.branches:
        inner = peel(branch)[0]
        tags = (
            _own_values(shape_of(inner), property_name, shape_of)
            or _mapped(branch, inner, mapping)
            or _implicit(branch)
        )
        if not tags:
            return ()
        found.update(dict.fromkeys(tags, name_of(branch)))
    return tuple(sorted(found.items()))


def _own_values(shape: Shape, name: str, shape_of: Callable[[Schema], Shape]) -> list[str]:
    schema = shape.properties.get(name)
    values = shape_of(peel(schema)[0]).values if schema is not None else None
    return [value for value in values or () if isinstance(value, str)]


def _mapped(branch: Schema, inner: Schema, mapping: tuple[tuple[str, str], ...]) -> list[str]:
    found = []
    for tag, reference in mapping:
        target = branch.source.follow(_as_reference(reference), branch.place)
        if target is not None and key_of(peel(target)[0]) == key_of(inner):
            found.append(tag)
    return found


def _as_reference(name: str) -> str:
    is_name = all(letter.isalnum() or letter in "._-" for letter in name) and not name.endswith(
        (".json", ".yaml", ".yml")
    )
    return f"#/components/schemas/{name}" if is_name else name


def _implicit(branch: Schema) -> list[str]:
    data = branch.data
    reference = data.get("$ref") if isinstance(data, dict) else None
    if not isinstance(reference, str) or "#/" not in reference:
        return []
    return [split_pointer("/" + reference.partition("#/")[2])[-1]]

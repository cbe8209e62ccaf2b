"""Applies the traits of AsyncAPI operations and messages, keeping the place of each entry."""

from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.reading import Reading


def apply_traits(node: Node, reading: Reading, *, trait_wins: bool) -> Node:
    """Return an object with its traits merged in, in their order, by JSON Merge Patch (RFC 7396).

    Up to AsyncAPI 2.6 a trait overrides the object (2.6, operation object, `traits`); since 3.0 the object keeps what it says itself
    (3.0, Traits Merge Mechanism).
    """
    traits = [reading.follow(trait) for trait in node.child("traits").elements()]
    if not traits:
        return node
    if trait_wins:
        merged = node
        for trait in traits:
            merged = _patch(merged, trait)
        return merged
    merged = Node({}, node.place)
    for trait in traits:
        merged = _patch(merged, trait)
    return _patch(merged, node)


def _patch(base: Node, patch: Node) -> Node:
    """Return `base` patched; an entry's place is where its value, or the greater part of it, was written."""
    data = dict(base.mapping)
    origins = {name: base.place_of(name) for name in data}
    for name, value in patch.mapping.items():
        if value is None:
            data.pop(name, None)
            origins.pop(name, None)
            continue
        data[name] = _merge(data.get(name), value)
        origins[name] = patch.place_of(name)
    return Node(data, base.place, origins)


def _merge(base: object, patch: object) -> object:
    if not isinstance(patch, dict) or not isinstance(base, dict):
        return patch
    merged = dict(base)
    for name, value in patch.items():
        if value is None:
            merged.pop(name, None)
        else:
            merged[name] = _merge(merged.get(name), value)
    return merged

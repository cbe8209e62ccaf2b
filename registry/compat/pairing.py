"""Pairs the branches of two unions, so that a change inside one branch is told as that."""

from collections.abc import Mapping

from crossdock.registry.compat.sameness import Sameness
from crossdock.registry.model.interface import Schema

Pairs = tuple[tuple[Schema, Schema], ...]


def pair_branches(base: tuple[Schema, ...], revision: tuple[Schema, ...], sameness: Sameness) -> Pairs | None:
    """Return the pairs of branches that differ; `None` when a branch came, went, or has no clear partner."""
    if len(base) != len(revision):
        return None
    left, right = list(base), list(revision)
    for one in base:
        twin = next((other for other in right if sameness.is_same(one, other)), None)
        if twin is not None:
            left.remove(one)
            right.remove(twin)
    if len(left) == len(right) == 1:
        return ((left[0], right[0]),)
    named = {_name(other): other for other in right}
    pairs = [(one, named[_name(one)]) for one in left if _name(one) in named]
    is_clear = len(pairs) == len(left) == len(named) == len({_name(one) for one in left})
    return tuple(pairs) if is_clear else None


def _name(schema: Schema) -> str | None:
    """Return what tells a branch from its neighbours: the reference it is, its title, or its place in the list."""
    if isinstance(schema.data, Mapping):
        for keyword in ("$ref", "title", "$id"):
            found = schema.data.get(keyword)
            if isinstance(found, str):
                return found
    return None

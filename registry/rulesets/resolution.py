"""Values with what their references mean in their place."""

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.function import TooLarge
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.spot import Spot

MAX_RESOLVED = 200_000  # values of one value with its references resolved


def resolve_value(node: Node, resolver: Resolver | None, depth: int | None = None, limit: int = MAX_RESOLVED) -> object:
    """Return a value with what its references mean in their place; one that leads back to itself stays as it is written.

    `depth` says how many levels of members are looked at: what lies below them is left out, and stands as null.
    Raises TooLarge when it has more values than `limit`.
    """
    if resolver is None or node.value is not node.spot.value:  # a key, or what is absent
        return node.value
    return _Resolution(resolver, limit).resolve(node.spot, frozenset(), depth)


class _Resolution:
    def __init__(self, resolver: Resolver, limit: int) -> None:
        self.resolver = resolver
        self.limit = limit
        self.count = 0

    def resolve(self, spot: Spot, above: frozenset[Spot], depth: int | None) -> object:
        """Return the value at a place; `above` are the collections that it is in."""
        source = spot.target(self.resolver)
        value = source.value
        self._count(1)
        if not isinstance(value, (dict, list)):
            return value
        if source in above:
            return spot.value
        if depth == 0:
            return [None] * len(value) if isinstance(value, list) else dict.fromkeys(map(str, value))
        inside, below = above | {source}, None if depth is None else depth - 1
        self._count(len(value) - len(source.kids))
        found = {kid.key: self.resolve(kid, inside, below) for kid in source.kids}
        if isinstance(value, list):
            return [found.get(index, each) for index, each in enumerate(value)]
        return {str(key): found.get(key, each) for key, each in value.items()}

    def _count(self, values: int) -> None:
        self.count += values
        if self.count > self.limit:
            raise TooLarge(f"a value of more than {self.limit:,} values, references resolved")

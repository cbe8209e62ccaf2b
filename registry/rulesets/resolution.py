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
    return _Resolution(resolver, limit).resolve(node, frozenset(), depth) if resolver is not None else node.value


class _Resolution:
    def __init__(self, resolver: Resolver, limit: int) -> None:
        self.resolver = resolver
        self.limit = limit
        self.count = 0

    def resolve(self, node: Node, above: frozenset[Spot], depth: int | None) -> object:
        self.count += 1
        if self.count > self.limit:
            raise TooLarge(f"a value of more than {self.limit:,} values, references resolved")
        source = node.follow(self.resolver)
        if not source.is_collection:
            return source.value
        if source.spot in above:
            return node.value
        if depth == 0:
            return (
                [None] * len(source.value)
                if isinstance(source.value, list)
                else {str(child.key): None for child in source.children()}
            )
        inside, below = above | {source.spot}, None if depth is None else depth - 1
        if isinstance(source.value, list):
            return [self.resolve(child, inside, below) for child in source.children()]
        return {str(child.key): self.resolve(child, inside, below) for child in source.children()}

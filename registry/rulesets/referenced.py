"""Which places of a document its references name."""

from urllib.parse import unquote

from crossdock.registry.rulesets.node import Node, root_of


def find_referenced(node: Node) -> frozenset[str]:
    """Return the pointers that the `$ref`s of the document around a node name in that document itself."""
    found: set[str] = set()
    waiting = [root_of(node).value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if isinstance(reference, str) and reference.startswith("#"):
                found.add(unquote(reference[1:]))
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
    return frozenset(found)

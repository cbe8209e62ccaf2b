"""Which places of a document its references name."""

from urllib.parse import unquote

from crossdock.registry.rulesets.node import Node, root_of


def find_referenced(node: Node) -> frozenset[str]:
    """Return what the `$ref`s of the document around a node name in that document itself: names behind `#`, with slashes between.

    A reference to what it lies in does not count: nothing else needs it. Nor does what stands beside a reference.
    """
    found: set[str] = set()
    waiting: list[tuple[object, str]] = [(root_of(node).value, "")]
    while waiting:
        value, at = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            if not isinstance(reference, str):
                waiting.extend((child, f"{at}/{name}") for name, child in value.items())
            elif reference.startswith("#") and not f"{at}/".startswith(f"{(target := _decode(reference))}/"):
                found.add(target)
        elif isinstance(value, list):
            waiting.extend((child, f"{at}/{index}") for index, child in enumerate(value))
    return frozenset(found)


def _decode(reference: str) -> str:
    return unquote(reference[1:]).replace("~1", "/").replace("~0", "~")

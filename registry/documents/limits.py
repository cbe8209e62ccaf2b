"""How much a document may ask of the machine before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one document; a document beyond one of them becomes a finding, never a slow or a dead process.

    `size` is in bytes. `depth` counts nested collections. `nodes` bounds the values and lines of a document, `exact_nodes` the keys and
    values of one that only the slower parser can read, `aliased` the values that YAML aliases repeat. `problems` bounds how
    many findings a document may have.
    """

    size: int = 32 * 1024 * 1024
    depth: int = 200
    nodes: int = 1_000_000
    exact_nodes: int = 400_000
    aliased: int = 200_000
    problems: int = 20


LIMITS = Limits()


def estimate_nodes(content: bytes, is_yaml: bool) -> int:
    """Return how many values or lines a text may hold at most, without parsing it."""
    lines = max(content.count(b"\n"), content.count(b"\r"))
    begun = content.count(b",") + content.count(b"[") + content.count(b"{")
    if not is_yaml:
        return max(lines, begun)  # a value of JSON follows a comma or a bracket; a line break begins none
    return lines + begun + content.count(b"- ")

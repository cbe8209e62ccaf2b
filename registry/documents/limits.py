"""How much a document may ask of the machine before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one document; a document beyond one of them becomes a finding, never a slow or a dead process.

    `size` is in bytes. `depth` counts nested collections. `nodes` bounds the values of a document, `exact_nodes` those of a document
    that only the slower parser can read, `aliased` the values that YAML aliases repeat.
    """

    size: int = 32 * 1024 * 1024
    depth: int = 200
    nodes: int = 2_000_000
    exact_nodes: int = 500_000
    aliased: int = 200_000


LIMITS = Limits()

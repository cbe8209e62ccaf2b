"""What a part of a filter is: how it is read, and which values it needs to see at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.node import Node

Read = Callable[[Node, Resolver | None], object]
Names = Mapping[str, frozenset[str] | None]


class FilterFailed(Exception):
    """A member of what is absent or null was asked for."""


class Fails(IntEnum):
    """When reading a term raises FilterFailed, by what is known of the judged value alone."""

    NEVER = 0
    ON_NULL = 1
    PERHAPS = 2


@dataclass(frozen=True, slots=True)
class Need:
    """What must be there for a term to be true, so that all else need not be asked.

    A value that is no object, or has none of the members `names`, or has in their place texts that are not among those listed (`None`
    lists none: any value may do), makes the term false. `names` is `None` where nothing is known.
    """

    names: Names | None = None
    fails: Fails = Fails.NEVER


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a filter. `own` is the name of the member of the judged value that it reads, `constant` holds what is always the same.

    `reads_around` means that it looks at what the judged value is a member of.
    """

    read: Read
    need: Need = Need()
    own: str | None = None
    constant: tuple[object] | None = None
    is_self: bool = False
    reads_around: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter, compiled: equal to another one that is written the same. `holds` raises FilterFailed."""

    text: str
    term: Term = field(compare=False)

"""A change together with the two schemas it lies between: what the decision needs and people do not."""

from dataclasses import dataclass
from enum import Enum

from crossdock.registry.model.change import Change
from crossdock.registry.model.interface import Payload, Schema


class Aspect(Enum):
    """Which part of what a receiver asks a change touches."""

    KEYWORDS = "keywords"  # the keywords named
    REQUIRED = "required"  # that the member named is there
    MEMBER = "member"  # what the member named has to satisfy
    WHOLE = "whole"  # everything


@dataclass(frozen=True, slots=True)
class Difference:
    """A change inside a payload.

    `base` and `revision` are the schemas of the value at `path`, the one that has to change for the difference to show. `names` are the
    keywords, or the member. `is_monotone` is false below `oneOf`, `not` or `if`, where a part may be worse and the whole still fit.
    """

    change: Change
    base: Schema
    revision: Schema
    path: tuple[str, ...]
    aspect: Aspect
    names: tuple[str, ...] = ()
    is_monotone: bool = True


@dataclass(frozen=True, slots=True)
class PayloadPair:
    """A payload in base and revision, and the differences between its schemas, in the order they are written."""

    operation: str | None
    base: Payload
    revision: Payload
    differences: tuple[Difference, ...] = ()
    is_pure: bool = True  # whether every difference is fully told by its own place
    is_plain: bool = False  # whether nothing on the way to them combines schemas

    @property
    def is_local(self) -> bool:
        """Whether the payload is included as soon as the value at each difference is."""
        return self.is_plain and self.is_pure and all(difference.is_monotone for difference in self.differences)


@dataclass(frozen=True, slots=True)
class InterfaceDifference:
    """All that differs between two interfaces: changes beside the payloads, and the payloads that changed."""

    changes: tuple[Change, ...]
    payloads: tuple[PayloadPair, ...]

"""Which members of a value a schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Evaluated:
    """The names of properties and how many items from the first on; `has_all_…` means that all were."""

    names: set[str] = field(default_factory=set)
    count: int = 0
    has_all_properties: bool = False
    has_all_items: bool = False

    def add(self, other: "Evaluated") -> None:
        """Add what another schema has looked at."""
        self.names |= other.names
        self.count = max(self.count, other.count)
        self.has_all_properties = self.has_all_properties or other.has_all_properties
        self.has_all_items = self.has_all_items or other.has_all_items

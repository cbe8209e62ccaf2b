"""Which members of a value a schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Keywords that look at members only of some values; where there is one, a value that fails counts as not looked at.
_OF_SOME_VALUES = (
    *("patternProperties", "additionalProperties", "unevaluatedProperties", "dependentSchemas", "if"),
    *("allOf", "anyOf", "oneOf", "$ref", "$dynamicRef", "$recursiveRef"),
)


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


def always_evaluated(schema: object) -> Evaluated:
    """Return what a schema looks at also where a value does not fit: Ajv knows the names of `properties` beforehand.

    >>> always_evaluated({"properties": {"a": False}}).names, always_evaluated({"properties": {"a": False}, "if": {}}).names
    ({'a'}, set())
    """
    if not isinstance(schema, Mapping) or any(keyword in schema for keyword in _OF_SOME_VALUES):
        return Evaluated()
    properties = schema.get("properties")
    return Evaluated(set(properties) if isinstance(properties, Mapping) else set())

"""Draws small schemas that use every keyword about structure, and changes one of their places; seeded, so that a failure comes back."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

NAMES = ("a", "b", "c", "x1")
LEAVES: tuple[dict[str, Any], ...] = (
    {},
    *({"type": name} for name in ("string", "integer", "number", "boolean", "null")),
    {"type": ["string", "null"]},
    {"enum": ["a", "ab", 1]},
    {"enum": ["a"]},
    {"const": 1},
    *({"type": "integer", "minimum": bound} for bound in range(3)),
    *({"type": "number", "maximum": bound} for bound in range(3)),
    *({"type": "string", "maxLength": size} for size in range(4)),
    {"type": "string", "minLength": 2},
    *({"type": "string", "pattern": pattern} for pattern in ("^a", "b$", "^[a-z]+$", "x")),
    *({"multipleOf": step} for step in (1, 2, 0.5)),
    {"exclusiveMinimum": 1},
)
DEEPEST = 2
_BRANCHES = ("anyOf", "oneOf", "allOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas")
_PARTS = ("items", "contains", "not", "if", "then", "else", "additionalProperties")


class SchemaDrawer:
    """Draws schemas, values and changes of schemas from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def schema(self, depth: int = 0) -> dict[str, Any]:
        """Return a schema."""
        if depth > DEEPEST or self.random.random() < 0.3:
            return dict(self.random.choice(LEAVES))
        kinds: tuple[Callable[[int], dict[str, Any]], ...] = (self.object, self.array, self.combined)
        return self.random.choices(kinds, (40, 25, 35))[0](depth)

    def object(self, depth: int) -> dict[str, Any]:
        """Return a schema of objects."""
        names = self.random.sample(NAMES, self.random.randint(1, 3))
        found: dict[str, Any] = {"properties": {name: self.schema(depth + 1) for name in names}}
        if self.random.random() < 0.8:
            found["type"] = "object"
        self.maybe(found, "required", 0.4, lambda: self.random.sample(NAMES, self.random.randint(1, 2)))
        self.maybe(found, "additionalProperties", 0.3, lambda: self.random.choice([False, True, self.schema(9)]))
        self.maybe(found, "patternProperties", 0.2, lambda: {self.random.choice(["^x", "^[ab]$"]): self.schema(9)})
        tests = [{"maxLength": 1}, {"pattern": "^[a-z]+$"}, {"enum": ["a", "b"]}]
        self.maybe(found, "propertyNames", 0.15, lambda: self.random.choice(tests))
        self.maybe(found, "minProperties", 0.15, lambda: self.random.randint(0, 2))
        self.maybe(found, "maxProperties", 0.15, lambda: self.random.randint(1, 3))
        self.maybe(found, "dependentRequired", 0.15, lambda: {"a": ["b"]})
        self.maybe(found, "dependentSchemas", 0.1, lambda: {"a": self.schema(depth + 1)})
        self.maybe(found, "unevaluatedProperties", 0.1, lambda: False)
        return found

    def array(self, depth: int) -> dict[str, Any]:
        """Return a schema of arrays."""
        found: dict[str, Any] = {"type": "array"} if self.random.random() < 0.8 else {}
        self.maybe(found, "items", 0.6, lambda: self.schema(depth + 1))
        self.maybe(
            found, "prefixItems", 0.3, lambda: [self.schema(depth + 1) for _ in range(self.random.randint(1, 2))]
        )
        self.maybe(found, "minItems", 0.3, lambda: self.random.randint(0, 2))
        self.maybe(found, "maxItems", 0.3, lambda: self.random.randint(1, 3))
        self.maybe(found, "uniqueItems", 0.2, lambda: True)
        if self.maybe(found, "contains", 0.3, lambda: self.schema(9)):
            self.maybe(found, "minContains", 0.5, lambda: self.random.randint(0, 2))
            self.maybe(found, "maxContains", 0.5, lambda: self.random.randint(1, 3))
        return found

    def combined(self, depth: int) -> dict[str, Any]:
        """Return a schema made of others."""
        word = self.random.choice(("anyOf", "oneOf", "allOf", "not", "if", "if"))
        if word == "not":
            return {"not": self.schema(9)}
        if word != "if":
            return {word: [self.schema(depth + 1) for _ in range(2)]}
        if self.random.random() < 0.5:
            return {"if": {"required": ["a"]}, "then": {"required": ["b"]}}
        return {"if": self.schema(9), "then": self.schema(9), "else": self.schema(9)}

    def maybe(self, found: dict[str, Any], word: str, chance: float, draw: Callable[[], Any]) -> bool:
        """Set a keyword now and then."""
        is_set = self.random.random() < chance
        if is_set:
            found[word] = draw()
        return is_set

    def changed(self, schema: Any) -> Any:
        """Return a copy of a schema that differs in one place or is another one."""
        copy = json.loads(json.dumps(schema))
        if not isinstance(copy, dict) or not copy or self.random.random() < 0.25:
            return self.schema(1)
        word = self.random.choice(sorted(copy))
        value = copy[word]
        if word in _MAPS and value:
            name = self.random.choice(sorted(value))
            value[name] = self.changed(value[name])
        elif word in _BRANCHES:
            index = self.random.randrange(len(value))
            value[index : index + 1] = self.random.choice([[], [self.changed(value[index])], [value[index], {}]])
            value[:] = value or [{}]
        elif word in _PARTS and isinstance(value, dict):
            copy[word] = self.changed(value)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            copy[word] = max(1, value + self.random.choice((-1, 1)))
        elif self.random.random() < 0.5:
            del copy[word]
        else:
            copy.update(self.schema(1))
        return copy

    def value(self, depth: int = 0) -> Any:
        """Return a value near what such schemas speak of."""
        chance = self.random.random()
        if depth > DEEPEST or chance < 0.6:
            return self.random.choice([None, True, False, 0, 1, 2, 3, 1.5, -1, "", "a", "ab", "abc", "x1"])
        count = self.random.randrange(4)
        if chance < 0.8:
            return [self.value(depth + 1) for _ in range(count)]
        return {self.random.choice((*NAMES, "zz")): self.value(depth + 1) for _ in range(count)}

"""What the two compared schemas mention: the numbers, lengths, texts and names near which they are likely to differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, product

from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.keywords import definitions, subschemas
from crossdock.registry.compat.sample_pattern import sample_pattern
from crossdock.registry.compat.text_inclusion import compare_texts
from crossdock.registry.model.interface import JsonSchema

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_SIZES = (
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minContains",
    "maxContains",
)
_MAX_SIZE = 4096  # longer texts and arrays are not built
_MAX_SCHEMAS = 5_000
_MAX_HINTS = 200  # of one sort
_NAMES_OF_PATTERN = 2
_MOST_TESTS = 4


@dataclass(frozen=True, slots=True)
class Hints:
    """Deduplicated, in the order of first mention. `values` are the values of `enum`, `const`, `default` and examples."""

    numbers: tuple[float, ...] = ()
    sizes: tuple[int, ...] = ()
    values: tuple[object, ...] = ()
    names: tuple[str, ...] = ()
    kinds: tuple[JsonSchema, ...] = ()  # of items that are counted


def hints_of(schemas: Iterable[JsonSchema]) -> Hints:
    """Collect what the schemas mention, definitions included."""
    found = _Found()
    pending = [part for schema in schemas for part in (schema, *definitions(schema).values())]
    for _ in range(_MAX_SCHEMAS):
        if not pending:
            break
        schema = pending.pop(0) if len(pending) < _MAX_HINTS else pending.pop()
        if isinstance(schema, Mapping):
            found.read(schema)
            pending.extend(value for _, value in subschemas(schema))
    return found.hints()


class _Found:
    """Ordered sets; JSON values are told apart by type, since `1 == True` in Python."""

    def __init__(self) -> None:
        self.numbers: dict[float, None] = {}
        self.sizes: dict[int, None] = {}
        self.values: dict[str, object] = {}
        self.names: dict[str, None] = {}
        self.tests: dict[bytes, JsonSchema] = {}  # of names
        self.kinds: dict[bytes, JsonSchema] = {}

    def read(self, schema: Mapping[str, object]) -> None:
        for keyword in _NUMBERS:
            value = schema.get(keyword)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                self.numbers[value] = None
        for keyword in _SIZES:
            value = schema.get(keyword)
            if isinstance(value, int) and not isinstance(value, bool) and value <= _MAX_SIZE:
                self.sizes[value] = None
        for keyword in ("enum", "examples"):
            listed = schema.get(keyword)
            for value in listed if isinstance(listed, list) else ():
                self.add_value(value)
        for keyword in ("const", "default", "example"):
            if keyword in schema:
                self.add_value(schema[keyword])
        for keyword, known in (("propertyNames", self.tests), ("contains", self.kinds)):
            test = schema.get(keyword)
            if isinstance(test, (bool, Mapping)) and b'"$ref"' not in (text := encode(test)):
                known.setdefault(text, test)
        self.read_names(schema)

    def add_value(self, value: object) -> None:
        self.values.setdefault(repr(value), value)

    def read_names(self, schema: Mapping[str, object]) -> None:
        for keyword in ("properties", "dependentSchemas", "dependentRequired"):
            named = schema.get(keyword)
            self.names.update(dict.fromkeys(named if isinstance(named, Mapping) else ()))
        patterns = schema.get("patternProperties")
        for pattern in patterns if isinstance(patterns, Mapping) else ():
            self.names.update(dict.fromkeys(islice(sample_pattern(pattern), _NAMES_OF_PATTERN)))
        required = schema.get("required")
        if isinstance(required, list):
            self.names.update(dict.fromkeys(name for name in required if isinstance(name, str)))

    def read_tests(self) -> None:
        """Add names that one test of names passes and another does not."""
        tests = list(self.tests.values())[:_MOST_TESTS]
        for passed, failed in product(({}, *tests), tests):
            own = passed if isinstance(passed, Mapping) else {}
            found = compare_texts({**own, "type": "string"}, failed) if isinstance(failed, Mapping) else None
            if found is not None and found.counterexample is not None:
                self.names[found.counterexample] = None

    def hints(self) -> Hints:
        self.read_tests()
        return Hints(
            tuple(self.numbers)[:_MAX_HINTS],
            tuple(sorted(self.sizes))[:_MAX_HINTS],
            tuple(self.values.values())[:_MAX_HINTS],
            tuple(self.names)[:_MAX_HINTS],
            tuple(self.kinds.values())[:_MOST_TESTS],
        )

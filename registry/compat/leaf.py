"""What is known of one value without alternatives: whether it contradicts itself, for each type that the value may have."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Protocol

from crossdock.registry.compat.equality import encode, is_equal
from crossdock.registry.compat.keywords import definitions
from crossdock.registry.compat.leaf_items import is_count_closed, is_item_closed
from crossdock.registry.compat.leaf_parts import count_names, is_member_closed, is_name_closed
from crossdock.registry.compat.sample_numbers import exact
from crossdock.registry.compat.text_emptiness import has_text, matches
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.model.interface import JsonSchema

_TYPES = ("null", "boolean", "integer", "fraction", "string", "array", "object")
_FEW: dict[str, tuple[object, ...]] = {"null": (None,), "boolean": (False, True)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to be the case beside what holds; `kind` and `about` as in `negation.Way`."""

    kind: str
    about: tuple[object, ...]
    root: JsonSchema
    holding: tuple[tuple[JsonSchema, JsonSchema], ...] = ()


class Search(Protocol):
    """Refutes goals about parts of the value."""

    assert_formats: bool

    def is_empty(
        self,
        holding: Iterable[tuple[JsonSchema, JsonSchema]],
        failing: Iterable[tuple[JsonSchema, JsonSchema]],
        depth: int,
    ) -> bool:
        """Whether it is certain that no value satisfies the ones and none of the others."""


class Leaf:
    """The plain schemas that hold, each with the bundle it is of, and what is wanted beside."""

    def __init__(
        self,
        plain: list[tuple[Mapping[str, object], JsonSchema]],
        wanted: tuple[Wanted, ...],
        search: Search,
        depth: int,
    ) -> None:
        self.plain = plain
        self.wanted = wanted
        self.search = search
        self.depth = depth

    def is_closed(self) -> bool:
        """Whether no value can be so."""
        if any(one.kind == "opaque" for one in self.wanted):
            return not self.types()
        return all(self.is_type_closed(name) for name in self.types())

    def types(self) -> list[str]:
        """Return the types that the value may have; numbers are whole or fractions."""
        allowed = [_refined(part.get("type")) for part, _ in self.plain if "type" in part]
        ruled_out = [_refined(one.about[0]) for one in self.wanted if one.kind == "not-type"]
        return [
            name
            for name in _TYPES
            if all(name in types for types in allowed) and not any(name in types for types in ruled_out)
        ]

    def is_type_closed(self, name: str) -> bool:
        """Whether no value of a type can be so."""
        values = self.values(name)
        if values is not None:
            return all(self.is_ruled_out(value) for value in values)
        if name in ("integer", "fraction"):
            return self.is_number_closed(is_whole=name == "integer")
        checks: dict[str, Callable[[], bool]] = {
            "string": self.is_text_closed,
            "array": self.is_array_closed,
            "object": self.is_object_closed,
        }
        return checks[name]()

    # few values

    def values(self, name: str) -> tuple[object, ...] | None:
        """Return the values of a type among which the value is, `None` when they are not listed."""
        if name in _FEW:
            return _FEW[name]
        for part, _ in self.plain:
            listed = [part["const"]] if "const" in part else part.get("enum")
            if isinstance(listed, list):
                return tuple(value for value in listed if _type_of(value) == name)
        return None

    def is_ruled_out(self, value: object) -> bool:
        """Whether one value contradicts what holds or what is wanted."""
        if any(one.kind == "none-of" and any(is_equal(value, other) for other in one.about) for one in self.wanted):
            return True
        missed = [str(one.about[0]) for one in self.wanted if one.kind == "mismatch"]
        if isinstance(value, str) and any(matches(pattern, value) for pattern in missed):
            return True
        return any(not self.accepts(part, root, value) for part, root in self.plain)

    def accepts(self, part: Mapping[str, object], root: JsonSchema, value: object) -> bool:
        """Whether a schema may accept a value; `True` where the validator is not exact."""
        if b'"$ref":"#"' in encode(root):
            return True
        try:
            validator = compile_validator({**part, "$defs": definitions(root)}, self.search.assert_formats)
        except SchemaRefused:
            return True
        return not validator.is_exact or validator.is_valid(value)

    # numbers and texts

    def is_number_closed(self, *, is_whole: bool) -> bool:
        """Whether no number, whole or a fraction, lies within the bounds and on the steps."""
        steps = [step for step in self.numbers("multipleOf") if step > 0]
        unit = _common([*steps, *([Fraction(1)] if is_whole else [])])
        if not is_whole and unit is not None and unit.denominator == 1:
            return True
        for one in self.wanted:
            factor = exact(one.about[0]) if one.kind == "indivisible" else None
            if factor and unit is not None and (unit / factor).denominator == 1:
                return True
        lows = [(low, False) for low in self.numbers("minimum")]
        lows += [(low, True) for low in self.numbers("exclusiveMinimum")]
        highs = [(high, False) for high in self.numbers("maximum")]
        highs += [(high, True) for high in self.numbers("exclusiveMaximum")]
        if not lows or not highs:
            return False
        low, high = max(lows), min(highs, key=lambda bound: (bound[0], not bound[1]))
        if unit is None:
            return low[0] > high[0] or (low[0] == high[0] and (low[1] or high[1]))
        first, last = ceil(low[0] / unit), floor(high[0] / unit)
        first += low[1] and first * unit == low[0]
        last -= high[1] and last * unit == high[0]
        return first > last

    def is_text_closed(self) -> bool:
        """Whether no text has the lengths and the patterns."""
        least, most = self.size("Length")
        if most is not None and least > most:
            return True
        matched = tuple(dict.fromkeys(str(part["pattern"]) for part, _ in self.plain if "pattern" in part))
        missed = tuple(dict.fromkeys(str(one.about[0]) for one in self.wanted if one.kind == "mismatch"))
        if set(matched) & set(missed):
            return True
        return bool(matched or missed) and has_text(matched, missed, least, most) is False

    def numbers(self, word: str) -> list[Fraction]:
        """Return the exact values of a keyword."""
        found = (exact(part[word]) for part, _ in self.plain if word in part)
        return [number for number in found if number is not None]

    def size(self, what: str) -> tuple[int, int | None]:
        """Return the least and greatest size that is asked for."""
        least = max((ceil(size) for size in self.numbers(f"min{what}")), default=0)
        return max(least, 0), min((floor(size) for size in self.numbers(f"max{what}")), default=None)

    # arrays and objects

    def is_array_closed(self) -> bool:
        """Whether no array has the sizes and the item that is wanted."""
        least, most = self.size("Items")
        if most is not None and least > most:
            return True
        if any(one.kind == "repeats" for one in self.wanted) and any(
            part.get("uniqueItems") is True for part, _ in self.plain
        ):
            return True
        if any(is_count_closed(self.plain, one, least, most, self.is_empty) for one in self.wanted):
            return True
        wanted = [one for one in self.wanted if one.kind == "item"]
        return any(is_item_closed(self.plain, one, most, self.is_empty) for one in wanted)

    def is_object_closed(self) -> bool:
        """Whether no object has the sizes, the members and the names that are wanted."""
        least, most = self.size("Properties")
        if least > 0 or most is not None:  # names are counted only where their number is bounded
            fewest, greatest = count_names(self.plain)
            if (most is not None and max(least, fewest) > most) or (greatest is not None and least > greatest):
                return True
        members = [one for one in self.wanted if one.kind in ("member", "some-member")]
        if is_member_closed(self.plain, members, self.is_empty):
            return True
        names = [one for one in self.wanted if one.kind == "name"]
        return any(is_name_closed(self.plain, one, self.is_empty) for one in names)

    def is_empty(
        self,
        holding: Iterable[tuple[JsonSchema, JsonSchema]],
        failing: Iterable[tuple[JsonSchema, JsonSchema]],
    ) -> bool:
        """Whether a part of the value cannot be so."""
        return self.search.is_empty(holding, failing, self.depth + 1)


def _refined(value: object) -> frozenset[str]:
    named = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return frozenset(
        refined for name in named for refined in (("integer", "fraction") if name == "number" else (name,))
    )


def _type_of(value: object) -> str:
    if value is None or isinstance(value, bool):
        return "null" if value is None else "boolean"
    if isinstance(value, (int, float)):
        number = exact(value)
        return "integer" if number is not None and number.denominator == 1 else "fraction"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def _common(steps: list[Fraction]) -> Fraction | None:
    """Return the least number that all steps divide, `None` without any."""
    if not steps:
        return None
    bottom = lcm(*(step.denominator for step in steps))
    return Fraction(lcm(*(int(step * bottom) for step in steps)), bottom)

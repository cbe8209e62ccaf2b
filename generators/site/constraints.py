"""What a value must keep, in words: the keywords of one JSON Schema, each as a short phrase."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_CODES = 12  # of an enumeration; the rest is counted


@dataclass(frozen=True, slots=True)
class Constraint:
    """A phrase, and the literal values after it."""

    words: str
    values: tuple[str, ...] = ()


def read_constraints(data: Mapping[str, object]) -> Iterator[Constraint]:
    """Yield the constraints of one schema, without those of what it references."""
    yield from _read_codes(data)
    if isinstance(data.get("pattern"), str):
        yield Constraint("pattern", (str(data["pattern"]),))
    yield from _read_bounds(data)
    for low, high, noun in (
        ("minLength", "maxLength", "character"),
        ("minItems", "maxItems", "item"),
        ("minProperties", "maxProperties", "field"),
    ):
        words = _word_range(data.get(low), data.get(high), noun)
        if words:
            yield Constraint(words)
    if data.get("uniqueItems") is True:
        yield Constraint("all different")
    if "default" in data:
        yield Constraint("default", (render_value(data["default"]),))
    yield from _read_flags(data)


def render_value(value: object) -> str:
    """Return a value as JSON in one line; a text without its quotes when nothing is lost."""
    if isinstance(value, str) and value and value.strip() == value:
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _read_codes(data: Mapping[str, object]) -> Iterator[Constraint]:
    if "const" in data:
        yield Constraint("always", (render_value(data["const"]),))
    codes = data.get("enum", data.get("symbols"))
    if isinstance(codes, list) and codes:
        shown = tuple(render_value(code) for code in codes[:MAX_CODES])
        rest = len(codes) - len(shown)
        yield Constraint("one of", shown)
        if rest:
            yield Constraint(f"and {rest} more")


def _read_bounds(data: Mapping[str, object]) -> Iterator[Constraint]:
    for keyword, exclusive, sign, strict in (
        ("minimum", "exclusiveMinimum", "≥", ">"),
        ("maximum", "exclusiveMaximum", "≤", "<"),
    ):
        bound, other = data.get(keyword), data.get(exclusive)
        if bound is not None:
            yield Constraint(strict if other is True else sign, (render_value(bound),))
        if other is not None and not isinstance(other, bool):
            yield Constraint(strict, (render_value(other),))
    if "multipleOf" in data:
        yield Constraint("multiple of", (render_value(data["multipleOf"]),))


def _word_range(low: object, high: object, noun: str) -> str:
    """Say how many.

    >>> _word_range(1, None, "item"), _word_range(2, 2, "character"), _word_range(0, 5, "field")
    ('at least 1 item', 'exactly 2 characters', 'up to 5 fields')
    """
    least = low if isinstance(low, int) and low > 0 else None
    if least is not None and least == high:
        return f"exactly {_word(least, noun)}"
    if least is not None and isinstance(high, int):
        return f"{least} to {_word(high, noun)}"
    if least is not None:
        return f"at least {_word(least, noun)}"
    return f"up to {_word(high, noun)}" if isinstance(high, int) else ""


def _word(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _read_flags(data: Mapping[str, object]) -> Iterator[Constraint]:
    if data.get("readOnly") is True:
        yield Constraint("read only: answers carry it, requests do not")
    if data.get("writeOnly") is True:
        yield Constraint("write only: requests carry it, answers do not")
    if data.get("additionalProperties") is False or data.get("unevaluatedProperties") is False:
        yield Constraint("no other fields")
    dependent = data.get("dependentRequired")
    for name, others in dependent.items() if isinstance(dependent, dict) else ():
        yield Constraint(f"with {name} also", tuple(map(str, others)) if isinstance(others, list) else ())
    if "if" in data or "not" in data or "dependentSchemas" in data:
        yield Constraint("further conditions in the document")

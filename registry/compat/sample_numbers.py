"""Numbers that satisfy bounds and divisors, the plain ones first. Arithmetic is exact: 0.3 divides 3."""

import math
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from crossdock.registry.compat.conjuncts import Conjunction
from crossdock.registry.compat.hints import Hints

_MOST_DIGITS = 400


def sample_numbers(conjunction: Conjunction, hints: Hints, only_integers: bool) -> Iterator[float]:
    """Yield candidates: small numbers, bounds of both schemas and their neighbours, and multiples near them."""
    divisors = [value for value in (exact(part.get("multipleOf")) for part in conjunction) if value]
    step = abs(math.prod(divisors, start=Fraction(1))) if divisors else Fraction(1)
    for number in _near(_anchors(conjunction, hints), step):
        if only_integers and number.denominator != 1:
            continue
        if all(_is_within(number, part) for part in conjunction):
            plain = _plain(number)
            if plain is not None:
                yield plain


def exact(value: object) -> Fraction | None:
    """Return a JSON number as written, without binary rounding; `None` for anything else.

    >>> exact(0.3)
    Fraction(3, 10)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    try:
        decimal = Decimal(str(value))
        return Fraction(decimal) if decimal.is_finite() and abs(decimal.adjusted()) < _MOST_DIGITS else None
    except InvalidOperation:
        return None


def _anchors(conjunction: Conjunction, hints: Hints) -> list[Fraction]:
    bounds = ("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf")
    own = [part.get(name) for part in conjunction for name in bounds]
    found = [exact(value) for value in (0, 1, *own, *hints.numbers)]
    return list(dict.fromkeys(value for value in found if value is not None))


def _near(anchors: list[Fraction], step: Fraction) -> Iterator[Fraction]:
    """Yield each anchor, its multiples of the step on both sides, and points between, without repeats."""
    half = Fraction(1, 2)
    offsets = (Fraction(0), Fraction(1), Fraction(-1), half, -half, Fraction(1, 10), Fraction(-1, 10))
    seen: set[Fraction] = set()
    for offset in offsets:
        for anchor in anchors:
            grid = (anchor // step + offset) * step
            for number in (anchor + offset, grid, grid + step):
                if number not in seen:
                    seen.add(number)
                    yield number
    yield from (number for number in (Fraction(10**6), Fraction(-(10**6))) if number not in seen)


def _is_within(number: Fraction, part: object) -> bool:
    assert isinstance(part, dict)  # noqa: S101  # conjunctions are made of plain dictionaries
    low, above = exact(part.get("minimum")), exact(part.get("exclusiveMinimum"))
    high, below = exact(part.get("maximum")), exact(part.get("exclusiveMaximum"))
    divisor = exact(part.get("multipleOf"))
    return (
        (low is None or number >= low)
        and (above is None or number > above)
        and (high is None or number <= high)
        and (below is None or number < below)
        and (not divisor or (number / divisor).denominator == 1)
    )


def _plain(number: Fraction) -> float | None:
    """Return an int, or a float that is written exactly as meant; `None` when there is none."""
    if number.denominator == 1:
        return int(number)
    value = float(number)
    return value if exact(value) == number else None

"""Operators of JavaScript on numbers, texts and bits, and choices, as parts of filters (ECMA-262, section 13). No code is run."""

import math
from collections.abc import Callable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.filter_term import Fails, FilterFailed, Need, Term
from crossdock.registry.rulesets.filter_terms import value_of
from crossdock.registry.rulesets.javascript import UNDEFINED, is_truthy, to_number, to_text
from crossdock.registry.rulesets.node import Node

_WORD = 2**32
_MAX_TEXT = 100_000  # characters that texts put together may have


def _add(left: object, right: object) -> object:
    if any(isinstance(side, (str, dict, list)) for side in (left, right)):
        return "".join("undefined" if side is UNDEFINED else to_text(side) for side in (left, right))[:_MAX_TEXT]
    return to_number(left) + to_number(right)


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    return (
        math.nan
        if math.isnan(right) or math.isnan(left) or not left
        else math.copysign(math.inf, left * math.copysign(1, right))
    )


def _remainder(left: float, right: float) -> float:
    return math.fmod(left, right) if right and math.isfinite(left) and not math.isnan(right) else math.nan


def _power(left: float, right: float) -> float:
    if math.isnan(right) or (abs(left) == 1 and math.isinf(right)):
        return math.nan
    try:
        return math.pow(left, right)
    except ValueError:
        return math.nan if left else math.inf
    except OverflowError:
        return -math.inf if left < 0 and right % 2 == 1 else math.inf


def _word(value: float) -> int:
    """Return the 32 bits of a number, unsigned (section 7.1.7)."""
    return int(value) % _WORD if math.isfinite(value) else 0


def _signed(word: int) -> float:
    word %= _WORD
    return float(word - _WORD if word >= _WORD // 2 else word)


def _on_numbers(answer: Callable[[float, float], float]) -> Callable[[object, object], object]:
    return lambda left, right: answer(to_number(left), to_number(right))


def _on_words(answer: Callable[[int, int], int]) -> Callable[[object, object], object]:
    return lambda left, right: _signed(answer(_word(to_number(left)), _word(to_number(right))))


BINARY: dict[str, Callable[[object, object], object]] = {
    "+": _add,
    "-": _on_numbers(lambda left, right: left - right),
    "*": _on_numbers(lambda left, right: left * right),
    "/": _on_numbers(_divide),
    "%": _on_numbers(_remainder),
    "**": _on_numbers(_power),
    "|": _on_words(lambda left, right: left | right),
    "^": _on_words(lambda left, right: left ^ right),
    "&": _on_words(lambda left, right: left & right),
    "<<": _on_words(lambda left, right: left << (right % 32)),
    ">>": _on_words(lambda left, right: int(_signed(left)) >> (right % 32)),
    ">>>": lambda left, right: float(_word(to_number(left)) >> (_word(to_number(right)) % 32)),
}
UNARY: dict[str, Callable[[object], object]] = {
    "-": lambda value: -to_number(value),
    "+": to_number,
    "~": lambda value: _signed(~_word(to_number(value))),
}


def operate(operator: str, left: Term, right: Term) -> Term:
    """Return what an operator makes of two terms."""
    answer, first, second = BINARY[operator], left.read, right.read
    return Term(
        lambda node, resolver: answer(value_of(first(node, resolver)), value_of(second(node, resolver))),
        Need(None, max(left.need.fails, right.need.fails)),
        reads_around=left.reads_around or right.reads_around,
    )


def sign(operator: str, term: Term) -> Term:
    """Return what a sign makes of the term behind it."""
    answer, read = UNARY[operator], term.read
    if term.constant is not None:
        value = answer(term.constant[0])
        return Term(lambda node, resolver: value, Need(None if is_truthy(value) else {}), constant=(value,))
    return Term(
        lambda node, resolver: answer(value_of(read(node, resolver))),
        Need(None, term.need.fails),
        reads_around=term.reads_around,
    )


def choose(condition: Term, one: Term, other: Term) -> Term:
    """Return `one` where a condition is true, else `other`."""
    asked, first, second = condition.read, one.read, other.read
    is_safe = one.need.fails is other.need.fails is Fails.NEVER
    return Term(
        lambda node, resolver: (first if is_truthy(value_of(asked(node, resolver))) else second)(node, resolver),
        Need(None, condition.need.fails if is_safe else Fails.PERHAPS),
        reads_around=condition.reads_around or one.reads_around or other.reads_around,
    )


def uncovered(name: str) -> Term:
    """Return a term that fails, and tells what filters do not cover."""

    def read(node: Node, resolver: Resolver | None) -> object:
        raise FilterFailed(f"a member of {name}")

    return Term(read, Need(None, Fails.PERHAPS))

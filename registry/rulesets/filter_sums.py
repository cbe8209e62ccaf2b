"""Sums and choices in filters: arithmetic of ECMAScript (ECMA-262, section 13.15.3), `? :`, and what filters do not cover."""

import math
from collections.abc import Callable

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.filter_term import Fails, FilterFailed, Need, Term
from crossdock.registry.rulesets.filter_terms import value_of
from crossdock.registry.rulesets.javascript import is_truthy, to_number, to_text
from crossdock.registry.rulesets.node import Node

_MAX_TEXT = 100_000  # characters that texts put together may have


def _remainder(left: float, right: float) -> float:
    return math.nan if right == 0 or math.isinf(left) else math.fmod(left, right)


def _quotient(left: float, right: float) -> float:
    if right == 0:
        return math.nan if left == 0 or math.isnan(left) else math.copysign(math.inf, left) * math.copysign(1, right)
    return left / right


_OPERATORS: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _quotient,
    "%": _remainder,
}


def calculate(operator: str, left: Term, right: Term, *, is_sign: bool = False) -> Term:
    """Return what two terms make together; `+` puts texts together, unless it is a sign before a number."""
    work, first, second = _OPERATORS[operator], left.read, right.read
    adds_texts = operator == "+" and not is_sign

    def read(node: Node, resolver: Resolver | None) -> object:
        one, other = value_of(first(node, resolver)), value_of(second(node, resolver))
        if adds_texts and (isinstance(one, (str, dict, list)) or isinstance(other, (str, dict, list))):
            return (to_text(one) + to_text(other))[:_MAX_TEXT]
        return work(to_number(one), to_number(other))

    return Term(read, Need(None, Fails.PERHAPS), reads_around=left.reads_around or right.reads_around)


def choose(condition: Term, first: Term, second: Term) -> Term:
    """Return one term where a condition is true, else the other."""
    ask, yes, no = condition.read, first.read, second.read
    return Term(
        lambda node, resolver: (yes if is_truthy(value_of(ask(node, resolver))) else no)(node, resolver),
        Need(None, Fails.PERHAPS),
        reads_around=any(term.reads_around for term in (condition, first, second)),
    )


def uncovered(name: str) -> Term:
    """Return a term that fails, and tells what filters do not cover."""

    def read(node: Node, resolver: Resolver | None) -> object:
        raise FilterFailed(f"a member of {name}")

    return Term(read, Need(None, Fails.PERHAPS))

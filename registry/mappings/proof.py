"""Runs payloads of the source through a mapping and holds the results against the target."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from crossdock.registry.documents.validators import Failure, Validator
from crossdock.registry.mappings.apply import Apply
from crossdock.registry.model.location import escape_token
from crossdock.registry.model.mapping import Mapping, MappingRule, split_steps
from crossdock.registry.model.mapping_runtime import MappingError, find, text_of

_MOMENT = datetime(2026, 11, 4, 12, 40, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A payload that the source may send and whose result the target rejects; `rule` is the rule that is nearest to blame."""

    payload: object
    result: object
    failure: Failure
    rule: MappingRule | None

    @property
    def missing(self) -> str | None:
        """The pointer of the required field that stayed empty, `None` when something else is wrong."""
        if self.failure.keyword != "required":
            return None
        there = find(self.result, *split_steps(self.failure.pointer))
        name = self.failure.message.split('"')[1] if '"' in self.failure.message else ""
        is_named = isinstance(there, dict) and name not in there
        return f"{self.failure.pointer}/{escape_token(name)}" if is_named else None


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a payload: exactly one of a result, a refusal of the mapping and a rejection by the target."""

    payload: object
    result: object = None
    refusal: MappingError | None = None
    rejection: Counterexample | None = None


def run(mapping: Mapping, apply: Apply, payload: object, target: Validator) -> Run:
    """Map one payload and hold the result against the target."""
    try:
        result = apply(payload)
    except MappingError as refusal:
        return Run(payload, refusal=refusal)
    failure = target.explain(result)
    if failure is None:
        return Run(payload, result)
    rule = _blame(mapping.rules, failure.pointer)
    return Run(payload, result, rejection=Counterexample(payload, result, failure, rule))


def _blame(rules: Iterable[MappingRule], pointer: str) -> MappingRule | None:
    """Return the rule that filled a place of the result, or the place around it."""
    steps = split_steps(pointer)
    best, depth = None, -1
    for rule in rules:
        mine = split_steps(rule.target)
        if steps[: len(mine)] == mine and len(mine) > depth:
            best, depth = rule, len(mine)
    if best is not None and best.rules and len(steps) > depth:
        rest = "".join("/" + escape_token(str(step)) for step in steps[depth + 1 :])
        return _blame(best.rules, rest) or best
    return best


def fit(payload: object, mapping: Mapping) -> object:
    """Return the payload with codes and times that the mapping can read wherever it has such a field at all.

    A schema seldom says that a text is a real date or a listed code; without this nearly every built payload is refused.
    """
    return _fit(payload, mapping, mapping.rules)


def _fit(payload: object, mapping: Mapping, rules: Iterable[MappingRule]) -> object:
    for rule in rules:
        if rule.source is not None and find(payload, *split_steps(rule.source)) is not None:
            value = _fitting(rule, mapping, find(payload, *split_steps(rule.source)))
            payload = _replace(payload, split_steps(rule.source), value)
        elements = find(payload, *split_steps(rule.each)) if rule.each is not None else None
        if rule.each is not None and isinstance(elements, list):
            fitted = [_fit(element, mapping, rule.rules) for element in elements]
            payload = _replace(payload, split_steps(rule.each), fitted)
    return payload


def _fitting(rule: MappingRule, mapping: Mapping, value: object) -> object:
    table = mapping.find_table(rule.table) if rule.table is not None else None
    if table is not None and table.refuses_unlisted and rule.conversion is None and table.codes:
        codes = [code for code, _ in table.codes]
        return value if text_of(value) in codes or not isinstance(value, str) else codes[0]
    form = rule.conversion.source if rule.conversion is not None else ""
    if form.startswith("date:") and isinstance(value, str):
        return _MOMENT.strftime(form[5:])
    return value


def _replace(payload: object, steps: tuple[str | int, ...], value: object) -> object:
    """Return the payload with another value at a place that is there."""
    if not steps:
        return value
    first, *rest = steps
    if isinstance(payload, list):
        copied: list[object] = list(payload)
        copied[cast(int, first)] = _replace(copied[cast(int, first)], tuple(rest), value)
        return copied
    members = dict(cast(dict[str, object], payload))
    members[str(first)] = _replace(members[str(first)], tuple(rest), value)
    return members

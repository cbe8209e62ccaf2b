"""All rules that can speak, ours and installed ones, for `explain` and for reports."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from crossdock.registry.check import Check
from crossdock.registry.compat.rule import CompatRule
from crossdock.registry.discovery import load_unit, load_units, unit_names
from crossdock.registry.errors import UnknownName
from crossdock.registry.model.policy import Policy
from crossdock.registry.model.rule import Rule

_PACKAGE = "crossdock.registry"


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return every rule, sorted by id. Raises ValueError when two share an id: ids are never reused."""
    found: dict[str, Rule] = {}
    for rule in (*_check_rules(), *_problem_rules(), *_compat_rules(), *_policy_rules()):
        if found.setdefault(rule.id, rule) != rule:
            raise ValueError(f"two rules share the id `{rule.id}`")
    return tuple(found[rule_id] for rule_id in sorted(found))


def rules_of(rule_ids: Iterable[str], others: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """Return those of the rules that are known, sorted; `others` are of rulesets, and yield to ours where they share an id.

    All rules are loaded only for an id that is neither of a check or policy, which the run has loaded anyway, nor of a compatibility
    rule, whose file is its id.
    """
    wanted = set(rule_ids)
    known = chain(others, _check_rules(), _named_compat_rules(wanted), _policy_rules())
    near = {rule.id: rule for rule in known if rule.id in wanted}
    rules = near.values() if near.keys() == wanted else load_rules()
    return tuple(sorted((rule for rule in rules if rule.id in wanted), key=lambda rule: rule.id))


def find_rule(rule_id: str) -> Rule:
    """Return one rule. Raises UnknownName with the closest id."""
    rules = {rule.id: rule for rule in load_rules()}
    if rule_id not in rules:
        raise UnknownName("rule", rule_id, rules, "`crossdock explain` lists all rules")
    return rules[rule_id]


def _check_rules() -> Iterator[Rule]:
    for check in load_units("check"):
        if isinstance(check, Check):
            yield from check.rules


def _named_compat_rules(rule_ids: set[str]) -> Iterator[Rule]:
    for name in rule_ids.intersection(unit_names("compatibility rule")):
        yield from _rules_in(load_unit("compatibility rule", name))


def _compat_rules() -> Iterator[Rule]:
    for unit in load_units("compatibility rule"):
        yield from _rules_in(unit)


def _rules_in(unit: object) -> Iterator[Rule]:
    yield from (rule.rule for rule in unit if isinstance(rule, CompatRule)) if isinstance(unit, tuple) else ()


def _policy_rules() -> Iterator[Rule]:
    for policy in load_units("policy"):
        if isinstance(policy, Policy):
            yield policy.rule


def _problem_rules() -> Iterator[Rule]:
    """Yield the rules that rooms below the checks declare, in their module `problems`."""
    package = importlib.import_module(_PACKAGE)
    for room in pkgutil.iter_modules(package.__path__, _PACKAGE + "."):
        if room.ispkg and importlib.util.find_spec(room.name + ".problems"):
            module = importlib.import_module(room.name + ".problems")
            yield from (value for value in vars(module).values() if isinstance(value, Rule))

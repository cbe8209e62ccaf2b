"""Finds what a change takes out of rulesets: rules removed, turned off, ranked down or rewritten, and new exceptions for files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crossdock.registry.rulesets.overrides import Override
from crossdock.registry.rulesets.ruleset import Ruleset, RulesetRule
from crossdock.registry.rulesets.severities import LEVELS

_DEMANDS = ("given", "then", "formats", "resolved")


@dataclass(frozen=True, slots=True)
class LoosenedRule:
    """A rule that asks for less, or perhaps for less, than in the base; `what` is said after `this change`."""

    rule: RulesetRule
    what: str


def effective_rules(rulesets: Iterable[Ruleset]) -> dict[str, RulesetRule]:
    """Return the rules of several rulesets by name; a later ruleset wins."""
    return {name: rule for ruleset in rulesets for name, rule in ruleset.rules.items()}


def find_loosened_rules(before: Iterable[Ruleset], after: Iterable[Ruleset]) -> Iterator[LoosenedRule]:
    """Yield those rules of the base that ask for less now; a rewritten one is among them, because nothing shows that it asks for more."""
    now = effective_rules(after)
    for name, rule in sorted(effective_rules(before).items()):
        if rule.severity is not None:
            what = _compare(rule, now.get(name))
            if what:
                yield LoosenedRule(rule, what)


def _compare(before: RulesetRule, after: RulesetRule | None) -> str:
    if after is None:
        return f"removes the rule `{before.name}`"
    if after.severity is None or after.level is None:
        return f"turns off the rule `{before.name}`"
    if before.level is not None and after.level > before.level:
        return f"ranks down the rule `{before.name}` from {LEVELS[before.level]} to {LEVELS[after.level]}"
    if any(before.definition.get(key) != after.definition.get(key) for key in _DEMANDS):
        return f"rewrites the rule `{before.name}`"
    return ""


def find_new_overrides(before: Iterable[Ruleset], after: Iterable[Ruleset]) -> Iterator[Override]:
    """Yield the exceptions for files that the base does not have."""
    known = {_content(override) for ruleset in before for override in ruleset.overrides}
    yield from (each for ruleset in after for each in ruleset.overrides if _content(each) not in known)


def hold_to(before: Sequence[Ruleset], after: Sequence[Ruleset]) -> tuple[Ruleset, ...]:
    """Return the rulesets of a change with all that it loosens taken back: for those who trust the base only."""
    loosened = {one.rule.name: one.rule for one in find_loosened_rules(before, after)}
    new = {_content(override) for override in find_new_overrides(before, after)}
    held = tuple(
        replace(ruleset, overrides=tuple(each for each in ruleset.overrides if _content(each) not in new))
        for ruleset in after
    )
    return (*held, Ruleset(loosened)) if loosened else held


def _content(override: Override) -> str:
    return json.dumps(override.data, sort_keys=True, default=str)

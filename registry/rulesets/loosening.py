"""Finds what a change takes out of rulesets: rules removed, turned off, ranked down or rewritten, and new exceptions for files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from crossdock.registry.rulesets.overrides import Override
from crossdock.registry.rulesets.ruleset import Ruleset, RulesetRule
from crossdock.registry.rulesets.severities import LEVELS

MAX_SHOWN = 120  # characters of what a rule asks for
LEAD = 20  # of them before the first difference
_DEMANDS = ("given", "then", "formats", "resolved")


@dataclass(frozen=True, slots=True)
class LoosenedRule:
    """A rule that asks for less, or perhaps for less, than in the base; `what` is said after `this change`."""

    rule: RulesetRule
    what: str
    is_rewritten: bool = False


def effective_rules(rulesets: Iterable[Ruleset]) -> dict[str, RulesetRule]:
    """Return the rules of several rulesets by name; a later ruleset wins."""
    return {name: rule for ruleset in rulesets for name, rule in ruleset.rules.items()}


def find_loosened_rules(before: Iterable[Ruleset], after: Iterable[Ruleset]) -> Iterator[LoosenedRule]:
    """Yield those rules of the base that ask for less now; a rewritten one is among them, because nothing shows that it asks for more."""
    now = effective_rules(after)
    for name, rule in sorted(effective_rules(before).items()):
        if rule.severity is not None:
            after_all = now.get(name)
            what = _compare(rule, after_all)
            if what:
                yield LoosenedRule(rule, what)
            elif after_all is not None and (rewritten := _word_rewriting(rule, after_all)):
                yield LoosenedRule(rule, rewritten, is_rewritten=True)


def _compare(before: RulesetRule, after: RulesetRule | None) -> str:
    if after is None:
        return f"removes the rule `{before.name}`"
    if after.severity is None or after.level is None:
        return f"turns off the rule `{before.name}`"
    if before.level is not None and after.level > before.level:
        return f"ranks down the rule `{before.name}` from {LEVELS[before.level]} to {LEVELS[after.level]}"
    return ""


def _word_rewriting(before: RulesetRule, after: RulesetRule) -> str:
    """Say what a rule asked for and asks for now; `""` where it is the same."""
    keys = [key for key in _DEMANDS if before.definition.get(key) != after.definition.get(key)]
    said = "; ".join(_word_difference(key, before, after) for key in keys)
    return f"rewrites the rule `{before.name}`: {said}" if said else ""


def _word_difference(key: str, before: RulesetRule, after: RulesetRule) -> str:
    was, now = (_write(rule.definition.get(key)) for rule in (before, after))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    start = shared - LEAD if shared > MAX_SHOWN - LEAD else 0  # long texts are shown from where they differ
    return f"`{key}` was {_show(was, start)} and is {_show(now, start)}"


def _write(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _show(text: str, start: int) -> str:
    if not text:
        return "not stated"
    shown = text[start : start + MAX_SHOWN]
    return f"`{'…' if start else ''}{shown}{'…' if start + MAX_SHOWN < len(text) else ''}`"


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

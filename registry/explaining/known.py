"""Which rules there are in a state of the registry."""

from crossdock.registry.check import RevisionView
from crossdock.registry.checks.rulesets import read_rulesets
from crossdock.registry.rulebook import load_rules
from crossdock.registry.rulesets.loosening import effective_rules


def known_rule_ids(view: RevisionView) -> frozenset[str]:
    """Return the ids of all rules, with those of the registry's rulesets, whether on or off, and of its base's."""
    states = [state for state in (view, view.base) if state is not None]
    named = {name for state in states for name in effective_rules(read_rulesets(state).rulesets)}
    return frozenset({*named, *(rule.id for rule in load_rules())})

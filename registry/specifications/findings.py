"""Makes findings of the rules that specifications have."""

from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule


def make_finding(rule: Rule, message: str, at: Place, fix: str = "", anchor: str = "") -> Finding:
    """Return a finding of a rule with the rule's severity and reason; its own fix is used when it has one.

    `anchor` tells apart several findings of the rule at one place.
    """
    return Finding(rule.id, rule.severity, message, at, why=rule.why, fix=fix or rule.fix, anchor=anchor)

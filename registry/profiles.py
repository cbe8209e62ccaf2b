"""Profiles: how grave rules are for a registry that is strict, usual, or still adopting what exists."""

from collections.abc import Iterable
from dataclasses import replace

from crossdock.registry.discovery import load_units
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.policy import Policy

STRICT, DEFAULT, ADOPTING = "strict", "default", "adopting"
# profile → rule → severity; what is not named keeps its own. `*` is every undecided comparison.
SEVERITIES: dict[str, dict[str, Severity]] = {
    STRICT: {
        "example-inline-rejected": Severity.ERROR,
        "example-unplaced": Severity.ERROR,
        "lifecycle-sunset-missing": Severity.ERROR,
        "lifecycle-sunset-passed": Severity.ERROR,
    },
    DEFAULT: {},
    ADOPTING: {
        "owner-missing": Severity.WARNING,
        "owner-unreachable": Severity.WARNING,
        "system-owner-unknown": Severity.WARNING,
        "document-byte-order-mark": Severity.WARNING,
        "document-duplicate-key": Severity.WARNING,
        "document-not-json": Severity.WARNING,
        "document-not-json-value": Severity.WARNING,
        "document-not-portable": Severity.WARNING,
        "openapi-invalid": Severity.WARNING,
        "asyncapi-invalid": Severity.WARNING,
        "schema-invalid": Severity.WARNING,
        "avro-invalid": Severity.WARNING,
        "reference-remote": Severity.WARNING,
        "reference-unresolved": Severity.WARNING,
        "example-rejected": Severity.WARNING,
        "consumer-field-unknown": Severity.WARNING,
        "consumer-operation-unknown": Severity.WARNING,
    },
}
STRICTEST_FIRST = (STRICT, DEFAULT, ADOPTING)
# registry-wide rules that no profile names: judgement counts in a strict registry, and asks for attention in one that adopts
POLICIES = {
    STRICT: {Severity.WARNING: Severity.ERROR, Severity.INFO: Severity.WARNING},
    ADOPTING: {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO},
}
UNKNOWN = {STRICT: Severity.ERROR, DEFAULT: Severity.ERROR, ADOPTING: Severity.WARNING}


def apply_profile(findings: Iterable[Finding], profile: str) -> list[Finding]:
    """Return the findings with the severities of a profile; what could not be decided counts as the profile says."""
    table = _policy_severities(profile) | SEVERITIES.get(profile, {})
    found = []
    for finding in findings:
        severity = table.get(finding.rule, finding.severity)
        if finding.is_unknown:
            severity = UNKNOWN.get(profile, Severity.ERROR)
        found.append(finding if severity is finding.severity else replace(finding, severity=severity))
    return found


def _policy_severities(profile: str) -> dict[str, Severity]:
    """Return what a profile makes of the registry-wide rules that are installed."""
    shift = POLICIES.get(profile, {})
    rules = [unit.rule for unit in load_units("policy") if isinstance(unit, Policy)] if shift else []
    return {rule.id: shift.get(rule.severity, rule.severity) for rule in rules}

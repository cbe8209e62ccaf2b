"""Profiles: how grave rules are for a registry that is strict, usual, or still adopting what exists."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from crossdock.registry.discovery import load_units
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.landscape import ProfileOverride
from crossdock.registry.model.policy import Policy
from crossdock.registry.model.rule import Rule
from crossdock.registry.specifications import problems

STRICT, DEFAULT, ADOPTING = "strict", "default", "adopting"
_OURS = ("table-", "vocabulary-")  # rules of files in forms of this project, which nobody had before


def _rules_of_documents() -> Iterator[str]:
    """Yield the rules that say what is wrong with a document by its specification."""
    rules = (value for value in vars(problems).values() if isinstance(value, Rule))
    yield from (rule.id for rule in rules if rule.severity is Severity.ERROR and not rule.id.startswith(_OURS))


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
        **dict.fromkeys(_rules_of_documents(), Severity.WARNING),
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


@dataclass(frozen=True, slots=True)
class Profiles:
    """What counts: a profile, others for systems and layers, and the edition of the rules (`None` is the newest)."""

    usual: str
    overrides: tuple[ProfileOverride, ...] = ()
    edition: int | None = None


LayerOf = Callable[[str], str | None]


def apply_profiles(findings: Iterable[Finding], profiles: Profiles, layer_of: LayerOf) -> list[Finding]:
    """Return the findings with the severities that count for their contracts; what could not be decided counts as the profile says.

    `layer_of` returns the layer of a contract by its key. What a system lends to its contracts is judged as the system.
    """
    tables: dict[str, dict[str, Severity]] = {}
    found = []
    for finding in findings:
        profile = profile_of(finding.contract, finding.at.path, profiles, layer_of)
        if profile not in tables:
            tables[profile] = _policy_severities(profile, profiles.edition) | SEVERITIES.get(profile, {})
        severity = tables[profile].get(finding.rule, finding.severity)
        if finding.is_unknown:
            severity = UNKNOWN.get(profile, Severity.ERROR)
        found.append(finding if severity is finding.severity else replace(finding, severity=severity))
    return found


def find_adopting(findings: Iterable[Finding], profiles: Profiles, layer_of: LayerOf) -> frozenset[str]:
    """Return the contracts and files with findings that are taken over only now: those in the profile `adopting`."""
    named = {(finding.contract, finding.at.path) for finding in findings}
    found = ((key, path) for key, path in named if profile_of(key, path, profiles, layer_of) == ADOPTING)
    return frozenset(key or path for key, path in found)


def profile_of(key: str | None, path: str, profiles: Profiles, layer_of: LayerOf) -> str:
    """Return the profile that counts for a contract line, or where that is `None` for a file of the registry."""
    if not profiles.overrides:
        return profiles.usual
    system = key.split("/")[0] if key else path.split("/")[-2] if path.endswith("/system.yaml") else None
    layer = layer_of(key) if key and any(one.layer is not None for one in profiles.overrides) else None
    found = find_entry(system, layer, profiles)
    return found.profile if found is not None else profiles.usual


def find_entry(system: str | None, layer: str | None, profiles: Profiles) -> ProfileOverride | None:
    """Return the last entry that fits a contract's system and layer; `None` where the usual profile counts."""
    fitting = (one for one in profiles.overrides if one.system in (None, system) and one.layer in (None, layer))
    return next(reversed(list(fitting)), None)


def is_information(rule: str, profile: str) -> bool:
    """Whether what a registry-wide rule finds is information in a profile, as far as the edition does not say otherwise."""
    units = (unit for unit in load_units("policy") if isinstance(unit, Policy))
    usual = next((unit.rule.severity for unit in units if unit.rule.id == rule), None)
    named = SEVERITIES.get(profile, {}).get(rule)
    return usual is not None and (named or POLICIES.get(profile, {}).get(usual, usual)) is Severity.INFO


def _policy_severities(profile: str, edition: int | None) -> dict[str, Severity]:
    """Return what a profile makes of the registry-wide rules that are installed; later ones than the edition are information."""
    shift = POLICIES.get(profile, {})
    if not shift and edition is None:
        return {}
    units = [unit for unit in load_units("policy") if isinstance(unit, Policy)]
    usual = {unit.rule.id: shift.get(unit.rule.severity, unit.rule.severity) for unit in units}
    later = {unit.rule.id: Severity.INFO for unit in units if edition is not None and unit.since > edition}
    return usual | later

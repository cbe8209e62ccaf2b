"""Collects what a test found: each problem of each operation once, with the shortest request that shows it."""

from dataclasses import dataclass, field

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.evidence import Evidence, Exchange, Unknown
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule


@dataclass(slots=True)
class Record:
    """The findings about one contract so far."""

    contract: Contract
    _found: dict[tuple[str, str, str], tuple[int, Finding]] = field(default_factory=dict)

    def add(
        self,
        rule: Rule,
        place: Place,
        message: str,
        *,
        evidence: Evidence,
        anchor: str = "",
        severity: Severity | None = None,
        why: str = "",
        fix: str = "",
    ) -> None:
        """Add a problem; of several with the same rule, place and anchor the one with the shortest evidence stays."""
        shown = (("request", evidence.sent),) if isinstance(evidence, Exchange) else ()
        finding = Finding(
            rule.id, severity or rule.severity, message, place, self.contract.key, why=why, fix=fix,
            evidence=evidence, anchor=anchor, facts=shown,
        )  # fmt: skip
        key = rule.id, f"{place.path}#{place.pointer}", anchor
        length = len(evidence.sent) if isinstance(evidence, Exchange) else 0
        if key not in self._found or length < self._found[key][0]:
            self._found[key] = length, finding

    def undecided(self, rule: Rule, operation: Operation, promise: str, reason: str) -> None:
        """Say that a promise of an operation could not be tried."""
        message = f"whether {promise} could not be tried"
        self.add(rule, operation.place, message, evidence=Unknown(reason), anchor=promise)

    def findings(self) -> tuple[Finding, ...]:
        """Return what was found."""
        return tuple(finding for _, finding in self._found.values())


def seen(sent: str, promised: str, answered: str) -> Exchange:
    """Return the evidence of an exchange with a running system: what was sent, what the contract says, what was answered."""
    return Exchange(sent, promised, answered, kind="answer")

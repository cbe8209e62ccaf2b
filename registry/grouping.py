"""Arranges findings for readers: by contract, the gravest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.precedence import rank_precedence

MANY = 10  # findings of one rule; more are folded where a registry takes in what exists
_STATES = (State.NEW, State.EXISTING, State.WAIVED)


@dataclass(frozen=True, slots=True)
class Group:
    """A contract and what was found in it. `contract` is `None` when it was not judged, `name` `None` for the registry itself."""

    name: str | None
    contract: ContractResult | None
    findings: tuple[Finding, ...]

    def of(self, state: State, *severities: Severity) -> tuple[Finding, ...]:
        """Return the findings of a state, of some severities only when they are named."""
        return tuple(f for f in self.findings if f.state is state and (not severities or f.severity in severities))

    def without(self, folds: Iterable["Fold"]) -> "Group":
        """Return the group without the findings that are folded."""
        folded = {id(finding) for fold in folds for finding in fold.findings}
        return replace(self, findings=tuple(f for f in self.findings if id(f) not in folded))

    @property
    def is_told(self) -> bool:
        """Whether something was found that is not an existing finding."""
        return any(finding.state is not State.EXISTING for finding in self.findings)

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell: the change left it alone and found nothing new."""
        if self.is_told:
            return False
        touch = self.contract.touch if self.contract else Touch.UNCHANGED
        return touch is Touch.UNCHANGED or (touch is Touch.DEPENDENT and self._verdict is Verdict.SAME)

    @property
    def is_carried(self) -> bool:
        """Whether it changed only through what it references, and nothing new is to be told of it: all such stand in one line."""
        is_dependent = self.contract is not None and self.contract.touch is Touch.DEPENDENT
        return is_dependent and self._verdict is Verdict.COMPATIBLE and not self.is_quiet and not self.of(State.NEW)

    @property
    def _verdict(self) -> Verdict:
        return self.contract.verdict if self.contract else Verdict.SAME


def group_findings(result: CheckResult) -> tuple[Group, ...]:
    """Return the judged contracts with their findings, then everything that belongs to none; those with new errors first."""
    by_name: dict[str | None, list[Finding]] = {contract.contract: [] for contract in result.contracts}
    for finding in sort_findings(result.findings):
        by_name.setdefault(finding.contract, []).append(finding)
    contracts = {contract.contract: contract for contract in result.contracts}
    groups = [Group(name, contracts.get(name) if name else None, tuple(found)) for name, found in by_name.items()]
    return tuple(sorted(groups, key=_group_order))


@dataclass(frozen=True, slots=True)
class Fold:
    """Many findings of one rule and severity, told together."""

    rule: str
    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The contracts and files that have them, sorted."""
        return tuple(sorted({finding.contract or finding.at.path for finding in self.findings}))

    def first(self, number: int) -> tuple[Finding, ...]:
        """Return a few of them, of as many contracts as there are."""
        by_name: dict[str, Finding] = {}
        for finding in self.findings:
            by_name.setdefault(finding.contract or finding.at.path, finding)
        firsts = list(by_name.values())
        return tuple((firsts if len(firsts) >= number else [*self.findings])[:number])


def find_folds(result: CheckResult) -> tuple[Fold, ...]:
    """Return what is found many times in contracts that are taken over only now, the gravest and most first.

    What has evidence is told by itself.
    """
    found = (f for f in sort_findings(result.findings) if f.state is State.NEW and f.evidence is None)
    return _fold(f for f in found if (f.contract or f.at.path) in result.adopting)


def find_standing(result: CheckResult) -> tuple[Fold, ...]:
    """Return the existing findings by rule, where they are many."""
    found = [f for f in sort_findings(result.findings) if f.state is State.EXISTING]
    return _fold(found, least=1) if len(found) > MANY else ()


def _fold(findings: Iterable[Finding], least: int = MANY + 1) -> tuple[Fold, ...]:
    by_rule: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.rule, finding.severity), []).append(finding)
    folds = (Fold(*rule, tuple(found)) for rule, found in by_rule.items() if len(found) >= least)
    return tuple(sorted(folds, key=lambda fold: (fold.severity.rank, -len(fold.findings), fold.rule)))


def find_carried(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Return the contracts that changed only through what they reference and have nothing to tell, where they are several."""
    found = tuple(group for group in groups if group.is_carried)
    return found if len(found) > 1 else ()


def find_alerts(result: CheckResult, *, is_verbose: bool) -> tuple[Finding, ...]:
    """Return what deserves an alert, sorted: information only where it can fail the check, or where all was asked for."""
    has_information = is_verbose or result.threshold is Severity.INFO
    return tuple(f for f in sort_findings(result.findings) if has_information or f.severity is not Severity.INFO)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort: new before existing before waived, then by severity, causes and breaks before what follows, then by place and rule."""
    return tuple(sorted(findings, key=_finding_order))


def _group_order(group: Group) -> tuple[int, str]:
    new = [finding.severity.rank for finding in group.of(State.NEW)]
    return min(new, default=len(Severity)), group.name or ""


def _finding_order(finding: Finding) -> tuple[object, ...]:
    at = finding.at
    line, column = (at.line, at.column) if isinstance(at, Location) else (0, 0)
    place = (at.path, line, column, at.pointer)
    rank = _STATES.index(finding.state), finding.severity.rank, rank_precedence(finding)
    return *rank, *place, finding.rule, finding.message, finding.identity

"""What a run found, as reports render it."""

from dataclasses import dataclass, field
from enum import Enum

from crossdock.registry.model.finding import Finding, Severity, State
from crossdock.registry.model.rule import Rule


class Verdict(Enum):
    """How a revision stands to what was released."""

    INITIAL = "initial"
    SAME = "same"
    COMPATIBLE = "compatible"
    BREAKING = "breaking"
    UNKNOWN = "unknown"


class Bump(Enum):
    """The part of the version that a change needs to move; ordered from nothing to the most."""

    NONE = "none"
    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        """0 for none."""
        return ("none", "patch", "minor", "major").index(self.value)


class Touch(Enum):
    """Why a contract was judged."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    DEPENDENT = "dependent"  # its own files are the same; something it references changed
    UNCHANGED = "unchanged"  # judged because all were asked for


@dataclass(frozen=True, slots=True)
class ContractResult:
    """One judged contract line. Versions are `None` where there is none; `needed` is the version that the change needs."""

    contract: str
    title: str
    owner: str | None
    touch: Touch
    verdict: Verdict
    bump: Bump = Bump.NONE
    released: str | None = None
    declared: str | None = None
    needed: str | None = None
    compared_with: str | None = None
    consumers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A whole run. `prefix` is the registry root's path inside the repository (`""` or ending in `/`).

    `findings` are sorted: new before existing before waived, then by severity and place. `rules` explains every rule that spoke.
    `notices` are sentences that belong at the top of each report. `is_comparison` says that two things were put side by side, outside of
    a registry's rules: nothing stands in the way of anything, and a document need not have an owner. `adopting` are the contracts and
    files with findings that are taken over only now.
    """

    registry: str
    base: str | None
    revision: str
    total: int
    contracts: tuple[ContractResult, ...]
    findings: tuple[Finding, ...]
    threshold: Severity = Severity.ERROR
    prefix: str = ""
    rules: tuple[Rule, ...] = ()
    notices: tuple[str, ...] = ()
    hidden: int = field(default=0)
    is_comparison: bool = False
    adopting: frozenset[str] = frozenset()

    def failing(self) -> tuple[Finding, ...]:
        """Return the new findings at or above the threshold: what makes the exit code 1."""
        return tuple(f for f in self.findings if f.state is State.NEW and f.severity.rank <= self.threshold.rank)

    @property
    def touched(self) -> int:
        """How many contracts the change itself touched."""
        return sum(result.touch in (Touch.ADDED, Touch.CHANGED, Touch.REMOVED) for result in self.contracts)

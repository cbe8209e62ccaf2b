"""What a registry-wide rule is: a function over typed input that says what it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from crossdock.registry.model.contract import Contract, Kind, Layer, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption, System, Team
from crossdock.registry.model.rule import Rule, rule_from_docstring


class Facet(Enum):
    """What a policy reads besides the contract itself; a change to one re-runs only the policies that read it."""

    TEAMS = "teams"
    SYSTEMS = "systems"
    CONSUMERS = "consumers"
    ENTITIES = "entities"
    SUCCESSORS = "successors"


class Landscape(Protocol):
    """The registry as a policy sees it. `base` is what a change starts from, `None` where no change is judged or it is the base itself."""

    @property
    def today(self) -> date: ...
    @property
    def base(self) -> "Landscape | None": ...
    def interface(self, contract: Contract) -> Interface | None: ...
    def contract(self, key: str) -> Contract | None: ...
    def lines(self, contract_id: str) -> tuple[str, ...]: ...
    def system(self, system_id: str) -> System | None: ...
    def team(self, team_id: str) -> Team | None: ...
    def team_ids(self) -> tuple[str, ...]: ...
    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]: ...
    def record_claims(self, entity: str) -> tuple[tuple[str, str], ...]: ...
    def carriers_of(self, entity: str) -> tuple[str, ...]:
        """Return the keys of the contract lines that carry a canonical entity, sorted."""

    def names_in(self, system_id: str) -> tuple[str, ...]:
        """Return the names of a system's contracts, sorted."""

    def files(self, contract: Contract) -> tuple[str, ...]:
        """Return the names of the files in a contract's folder, sorted."""


@dataclass(frozen=True, slots=True)
class Violation:
    """What a policy has to say. `pointer` is a place in the file at `path`; `path` `None` means the contract's manifest."""

    message: str
    pointer: str = ""
    path: str | None = None
    fix: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The contracts that a policy speaks of; `None` means any, and `None` among layers a contract without one."""

    kinds: tuple[Kind, ...] | None = None
    states: tuple[LifecycleState, ...] | None = None
    layers: tuple[Layer | None, ...] | None = None

    def holds(self, contract: Contract) -> bool:
        """Whether the policy speaks of a contract."""
        return (
            (self.kinds is None or contract.kind in self.kinds)
            and (self.states is None or contract.lifecycle.state in self.states)
            and (self.layers is None or contract.layer in self.layers)
        )


EVERYTHING = Scope()
STANDING = (LifecycleState.ACTIVE, LifecycleState.DEPRECATED)
EXCHANGES = (Kind.API, Kind.EVENT, Kind.FILE)

PolicyFunction = Callable[[Contract, Landscape], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Policy:
    """A registry-wide rule. A unit is a file in `policies/rules/` whose constant `POLICY` is one of these.

    `since` is the edition of the rules that brought it, or last made it graver: in a registry that states an earlier one in `severities` it
    is information, so that an upgrade does not fail what passed.
    """

    rule: Rule
    reads: tuple[Facet, ...]
    judge: PolicyFunction
    scope: Scope = EVERYTHING
    since: int = 1


def policy(
    rule_id: str, severity: Severity, *reads: Facet, scope: Scope = EVERYTHING, since: int = 1
) -> Callable[[PolicyFunction], Policy]:
    """Make a policy of a function; its docstring must say `Why:`, `Fix:` and `Source:`."""

    def make(function: PolicyFunction) -> Policy:
        return Policy(rule_from_docstring(rule_id, severity, function), reads, function, scope, since)

    return make

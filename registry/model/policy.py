"""What a registry-wide rule is: a function over typed input that says what it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.landscape import Consumption, System, Team
from crossdock.registry.model.rule import Rule, rule_from_docstring


class Facet(Enum):
    """What a policy reads besides the contract itself; a change to one re-runs only the policies that read it."""

    TEAMS = "teams"
    SYSTEMS = "systems"
    CONSUMERS = "consumers"
    ENTITIES = "entities"


class Landscape(Protocol):
    """The registry as a policy sees it."""

    @property
    def today(self) -> date: ...
    def contract(self, key: str) -> Contract | None: ...
    def lines(self, contract_id: str) -> tuple[str, ...]: ...
    def system(self, system_id: str) -> System | None: ...
    def team(self, team_id: str) -> Team | None: ...
    def team_ids(self) -> tuple[str, ...]: ...
    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]: ...
    def record_claims(self, entity: str) -> tuple[tuple[str, str], ...]: ...


@dataclass(frozen=True, slots=True)
class Violation:
    """What a policy has to say. `pointer` is a place in the file at `path`; `path` `None` means the contract's manifest."""

    message: str
    pointer: str = ""
    path: str | None = None
    fix: str = ""
    anchor: str = ""


PolicyFunction = Callable[[Contract, Landscape], Iterator[Violation]]


@dataclass(frozen=True, slots=True)
class Policy:
    """A registry-wide rule. A unit is a file in `policies/rules/` whose constant `POLICY` is one of these."""

    rule: Rule
    reads: tuple[Facet, ...]
    judge: PolicyFunction


def policy(rule_id: str, severity: Severity, *reads: Facet) -> Callable[[PolicyFunction], Policy]:
    """Make a policy of a function; its docstring must say `Why:`, `Fix:` and `Source:`."""

    def make(function: PolicyFunction) -> Policy:
        return Policy(rule_from_docstring(rule_id, severity, function), reads, function)

    return make

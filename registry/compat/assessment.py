"""How a contract stands to what was released of it: the judgements, the verdict, the version it needs."""

from dataclasses import dataclass
from typing import Protocol

from crossdock.registry.compat.bump import needed_bump, needed_version, newest_first
from crossdock.registry.compat.judge import Judgement, judge_contracts
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Settings
from crossdock.registry.model.release import Release, ReleaseLog
from crossdock.registry.model.result import Bump, Verdict


class ContractState(Protocol):
    """A contract in one state: its manifest and its interface, `None` where they cannot be read."""

    @property
    def contract(self) -> Contract | None:
        """The manifest."""

    @property
    def interface(self) -> Interface | None:
        """What it offers."""


class History(Protocol):
    """What an assessment looks at (see `check.RevisionView`)."""

    @property
    def settings(self) -> Settings:
        """What the registry says of compatibility."""

    @property
    def base(self) -> "History | None":
        """The state before."""

    def contract(self, key: str) -> Contract | None:
        """Return a contract line."""

    def interface(self, contract: Contract) -> Interface | None:
        """Return what it offers."""

    def releases(self, contract: Contract) -> ReleaseLog:
        """Return its release records."""

    def released(self, contract: Contract, release: Release) -> ContractState:
        """Return it as it was released."""

    def digest(self, contract: Contract) -> str:
        """Return the digest of its promise."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer. `released` is the newest standing version, `compared_with` what the judgements compare with.

    `needed` is the version that the change needs, `None` when none is needed or it cannot be said.
    """

    verdict: Verdict
    bump: Bump
    compared_with: str | None
    judgements: tuple[Judgement, ...]
    released: str | None
    needed: str | None

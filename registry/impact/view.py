"""What impact looks at: one state of the registry, and who references what in it."""

from typing import Protocol

from crossdock.registry.mappings.ends import View
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.landscape import Consumption, Settings, System, Team


class ImpactView(View, Protocol):
    """One state of the registry (see `check.RevisionView`)."""

    @property
    def settings(self) -> Settings:
        """What the registry says of itself."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the paths of the files below a folder, relative to it, sorted."""

    def read(self, path: str) -> bytes | None:
        """Return a file's bytes."""

    def contract_at(self, path: str) -> Contract | None:
        """Return the contract whose folder holds a path."""

    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]:
        """Return who says that it consumes a contract."""

    def dependents_of(self, contract: Contract) -> tuple[str, ...]:
        """Return the keys of the contract lines that reference files of a contract, or of one that does, and so on; sorted."""

    def system(self, system_id: str) -> System | None:
        """Return a system."""

    def team(self, team_id: str) -> Team | None:
        """Return a team."""

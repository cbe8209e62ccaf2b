"""The catalog: all that is known of one state of the registry, joined, so that it can be shown."""

from dataclasses import dataclass, field
from datetime import date

from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption, Settings, System, Team
from crossdock.registry.model.mapping import Mapping
from crossdock.registry.model.release import ReleaseLog
from crossdock.registry.model.table import Table
from crossdock.registry.model.vocabulary import Vocabulary
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.model.workflow import Workflow


@dataclass(frozen=True, slots=True)
class ShownExample:
    """A payload as text. `path` is its file, `None` when it stands inside the document; `is_json` says whether it is JSON."""

    name: str
    text: str
    path: str | None = None
    is_json: bool = True


@dataclass(frozen=True, slots=True)
class ReleaseNotes:
    """What a released version changed against the released version before it, in the same line.

    `changes` is `None` when they could not be compared: Git does not have both here, or their format has no comparison.
    """

    version: str
    before: str
    changes: tuple[Change, ...] | None


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One contract line and what others say of it.

    `interface` is `None` when the document has no format that is known, or cannot be read. `released` is the newest standing version.
    `uses` and `used_by` are keys of the contracts that its document references, and whose documents reference it. At most one of
    `vocabulary`, `mapping`, `workflow` and `table` is there.
    """

    contract: Contract
    interface: Interface | None = None
    releases: ReleaseLog = field(default=ReleaseLog())
    released: str | None = None
    lines: tuple[str, ...] = ()
    consumers: tuple[Consumption, ...] = ()
    notes: tuple[ReleaseNotes, ...] = ()
    uses: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    examples: tuple[ShownExample, ...] = ()
    vocabulary: Vocabulary | None = None
    mapping: Mapping | None = None
    workflow: Workflow | None = None
    table: Table | None = None

    @property
    def has_unreleased_version(self) -> bool:
        """Whether the manifest states another version than the newest that was released."""
        return self.contract.version is not None and self.contract.version != self.released


@dataclass(frozen=True, slots=True)
class CatalogEntity:
    """A canonical entity by the key of its contract. `claims` are (contract key, field pointer) of those who decide fields of it
    (`""` is the whole entity); `carriers` are the keys of all contracts that carry it.
    """

    key: str
    claims: tuple[tuple[str, str], ...] = ()
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """One state of the registry. `today` (UTC) is the day that dates are compared with; `unreadable` are keys whose manifest cannot
    be read, and ids of systems whose file cannot.
    """

    settings: Settings
    label: str
    today: date
    entries: tuple[CatalogEntry, ...] = ()
    systems: tuple[System, ...] = ()
    teams: tuple[Team, ...] = ()
    entities: tuple[CatalogEntity, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    unreadable: tuple[str, ...] = ()

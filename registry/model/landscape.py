"""Systems, teams, consumers and settings: what surrounds the contracts."""

from dataclasses import dataclass, field

from crossdock.registry.model.contract import Compatibility, ContentModel
from crossdock.registry.model.reference import Reference


@dataclass(frozen=True, slots=True)
class Consumption:
    """What a system says it consumes: its own statement, in its own folder.

    `version` is the version it was built against, `operations` and `fields` what it uses; empty means all.
    `pointer` is where in `system.yaml` it says so.
    """

    system: str
    contract: Reference
    version: str | None = None
    operations: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    purpose: str = ""
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class System:
    """What provides and consumes contracts; also a folder below `contracts/`. `tier` 1 (must not stop) to 4."""

    id: str
    title: str
    role: str
    owner: str | None
    folder: str
    description: str = ""
    tier: int | None = None
    vendor: str | None = None
    region: str | None = None
    residency: tuple[str, ...] = ()
    consumes: tuple[Consumption, ...] = ()
    formerly: tuple[str, ...] = ()

    @property
    def manifest(self) -> str:
        """The path of `system.yaml`."""
        return f"{self.folder}/system.yaml"


@dataclass(frozen=True, slots=True)
class Team:
    """Who owns contracts, and how to reach them."""

    id: str
    name: str
    email: str | None = None
    handles: tuple[str, ...] = ()
    support: tuple[tuple[str, str | None], ...] = ()  # (channel, address)
    members: tuple[tuple[str, str | None], ...] = ()  # (user name, role)

    @property
    def is_reachable(self) -> bool:
        """Whether anything says how to reach the team."""
        return bool(self.email or self.handles or self.support)


@dataclass(frozen=True, slots=True)
class ProfileOverride:
    """A profile for the contracts of a system, of a layer, or of a layer of a system; `None` is any."""

    profile: str
    system: str | None = None
    layer: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What `crossdock.yaml` says; folders are relative to the registry root."""

    name: str
    title: str = ""
    contracts: str = "contracts"
    policies: str = "policies"
    profile: str = "default"
    profiles: tuple[ProfileOverride, ...] = ()  # the last that fits counts
    severities: int | None = None  # the edition of the rules whose severities count; `None` is the newest
    default_branch: str = "main"
    trust: str = "head"
    compatibility: Compatibility = field(default=Compatibility(model=ContentModel.DECLARED))
    rulesets: tuple[str, ...] = ()
    waiver_longest_days: int = 365
    waiver_notice_days: int = 30
    environments: tuple[str, ...] = ()

"""A contract as its manifest states it, with what it inherits from its system."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from crossdock.registry.model.description import Description
from crossdock.registry.model.reference import Reference


class Kind(Enum):
    """What a contract promises."""

    API = "api"
    EVENT = "event"
    FILE = "file"
    SCHEMA = "schema"
    VOCABULARY = "vocabulary"
    MAPPING = "mapping"
    WORKFLOW = "workflow"


class Layer(Enum):
    """Where a contract stands between systems and people."""

    SYSTEM = "system"
    PROCESS = "process"
    EXPERIENCE = "experience"
    PARTNER = "partner"


class LifecycleState(Enum):
    """How far a contract has come."""

    DRAFT = "draft"
    ACTIVE = "active"
    DEPRECATED = "deprecated"
    RETIRED = "retired"


class Mode(Enum):
    """What must stay compatible, in the Schema Registry's meaning: backward is L(base) ⊆ L(revision)."""

    NONE = "none"
    BACKWARD = "backward"
    FORWARD = "forward"
    FULL = "full"


class ContentModel(Enum):
    """Who may send or must ignore names that a schema does not declare (docs/compatibility.md)."""

    STRICT = "strict"
    DECLARED = "declared"
    TOLERANT = "tolerant"


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A contract's state and its dates (UTC); governance, not part of the promise."""

    state: LifecycleState = LifecycleState.ACTIVE
    since: date | None = None
    sunset: date | None = None
    successor: Reference | None = None


class Formats(Enum):
    """Whether `format` counts when payloads are compared: 2020-12 annotates by default (validation, section 7)."""

    ANNOTATE = "annotate"
    ASSERT = "assert"


@dataclass(frozen=True, slots=True)
class Compatibility:
    """What the manifest states of compatibility; `None` means derived."""

    mode: Mode | None = None
    is_transitive: bool | None = None
    model: ContentModel | None = None
    formats: Formats | None = None


@dataclass(frozen=True, slots=True)
class EntityUse:
    """A canonical entity that a contract carries, and the fields of it that its system decides (JSON Pointers, `""` is all)."""

    entity: Reference
    system_of_record: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Retry:
    """How often and how long a delivery is tried again; durations in seconds."""

    attempts: int | None = None
    backoff: str | None = None
    initial: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Semantics:
    """The promises beyond the payload; durations in seconds, keys as runtime expressions, `None` where nothing is promised."""

    delivery: str | None = None
    idempotency_key: str | None = None
    ordering_key: str | None = None
    correlation_id: str | None = None
    retry: Retry | None = None
    dead_letter: str | None = None
    replay: bool | None = None
    retention: float | None = None
    latency_class: str | None = None
    latency_target: float | None = None
    rate_requests: int | None = None
    rate_period: float | None = None
    pagination: str | None = None
    authentication: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceLevel:
    """Tier 1 (must not stop) to 4, availability in per cent, recovery time and point in seconds."""

    tier: int | None = None
    availability: float | None = None
    recovery_time: float | None = None
    recovery_point: float | None = None
    runbook: str | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """How sensitive the data is, which fields are personal (JSON Pointers), and where it may be kept."""

    data: str | None = None
    personal: tuple[str, ...] = ()
    residency: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document that lives elsewhere comes from."""

    repository: str | None = None
    path: str | None = None
    revision: str | None = None
    is_generated: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """One line of a contract. Paths are relative to the registry root; `document` is `None` when the folder holds none.

    Each entry of `same_as` lists descriptions of one thing, the definition first.
    """

    system: str
    name: str
    line: str
    folder: str
    kind: Kind
    version: str | None
    title: str
    owner: str | None
    description: str = ""
    scheme: str = "semver"
    layer: Layer | None = None
    lifecycle: Lifecycle = field(default=Lifecycle())
    compatibility: Compatibility = field(default=Compatibility())
    entities: tuple[EntityUse, ...] = ()
    semantics: Semantics = field(default=Semantics())
    sla: ServiceLevel = field(default=ServiceLevel())
    classification: Classification = field(default=Classification())
    source: Source | None = None
    document: str | None = None
    version_from: str = "manifest"
    addresses: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    same_as: tuple[tuple[Description, ...], ...] = ()

    @property
    def id(self) -> str:
        """`system/name`."""
        return f"{self.system}/{self.name}"

    @property
    def key(self) -> str:
        """`system/name@line`: what tells this line from its neighbours."""
        return f"{self.system}/{self.name}@{self.line}"

    @property
    def manifest(self) -> str:
        """The manifest's path."""
        return f"{self.folder}/contract.yaml"

    @property
    def releases(self) -> str:
        """The path of the release records."""
        return f"{self.folder}/releases.yaml"

    def addresses_to(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the remote addresses that lead to files of this contract, as references spell them."""
        folder = self.folder + "/"
        found = []
        for prefix in self.addresses:
            found += [prefix, prefix.rstrip("/")]
            found += [f"{prefix.rstrip('/')}/{path.removeprefix(folder)}" for path in paths if path.startswith(folder)]
        return tuple(found)

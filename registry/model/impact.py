"""Who depends on a place of a contract: what an answer to "who breaks if" is made of."""

from dataclasses import dataclass
from enum import Enum

from crossdock.registry.model.interface import Position, Role
from crossdock.registry.model.location import Location, Place


class Reliance(Enum):
    """How it is known that someone depends on a place; the most certain first."""

    DECLARED = "declared"  # says that it uses the place, or is written so that it does
    ASSUMED = "assumed"  # uses the contract, and does not say which part of it
    UNUSED = "unused"  # says what it uses, and this is not among it

    @property
    def rank(self) -> int:
        """0 for the most certain."""
        return ("declared", "assumed", "unused").index(self.value)


class DependentKind(Enum):
    """What depends on a place; the gravest first."""

    CONSUMER = "consumer"
    WORKFLOW = "workflow"
    MAPPING = "mapping"
    CONTRACT = "contract"
    ARTEFACT = "artefact"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("consumer", "workflow", "mapping", "contract", "artefact").index(self.value)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a contract's interface carries something.

    `operation` and `payload` are keys of the Interface, `path` the JSON path inside the payload (`/lines/*/quantity`). A use without
    `payload` is all of an operation, one without `operation` and `payload` all of the contract. `via` are the places on the way from the
    payload, where a reference led out of a contract: (key of the contract that was left, pointer of the reference).
    `is_open` says that the payload carries it at more places than were followed.
    """

    operation: str | None = None
    payload: str | None = None
    path: str = ""
    position: Position | None = None
    role: Role | None = None
    name: str | None = None  # the operation's own name
    via: tuple[tuple[str, str], ...] = ()
    is_open: bool = False

    def __str__(self) -> str:
        exchanged = {Role.REQUEST: "request", Role.RESPONSE: f"response {(self.payload or '').partition(' ')[0]}"}
        payload = exchanged.get(self.role, self.payload) if self.role else self.payload
        return " ".join(part for part in (self.operation, payload, self.path) if part)


@dataclass(frozen=True, slots=True)
class Dependent:
    """Someone or something that depends on a place.

    `name` is a system, a contract's key, or the path of a generated file. `contract` is the contract line whose place it uses. `uses` are
    the fields, places or steps by which it does, in words of its own. `path` is the way from the place to it, a step an entry. `tier` is
    1 (must not stop) to 4, `state` the lifecycle of the contract in question, `version` the one that a consumer says it was built
    against, of a contract its own. `is_indirect` says that `contract` is not the one whose place it is, but one that references it.
    """

    kind: DependentKind
    name: str
    reliance: Reliance
    contract: str
    uses: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    purpose: str = ""
    version: str | None = None
    team: str | None = None
    contact: str | None = None
    tier: int | None = None
    state: str | None = None
    at: Place | Location | None = None
    is_indirect: bool = False

    @property
    def gravity(self) -> tuple[int, int, int, int, str, str]:
        """What to sort by: what is certain first, then what must not stop, what is in use, who rather than what, and the name."""
        states = ("active", "deprecated", "draft", "retired")
        state = states.index(self.state) if self.state in states else len(states)
        tier = self.tier if self.tier is not None else 5
        return (self.reliance.rank, tier, state, self.kind.rank, self.name, self.contract)


@dataclass(frozen=True, slots=True)
class Holder:
    """A version that has the place, or has not; `version` is `None` for a line as it stands, before any release."""

    contract: str
    version: str | None
    has_place: bool
    is_withdrawn: bool = False
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """The answer. `place` is what was asked for in words, `uses` where the contract itself carries it.

    `is_cut` says that more is reached than was followed.
    """

    contract: str
    title: str
    place: str
    at: Place | Location | None
    uses: tuple[Use, ...]
    dependents: tuple[Dependent, ...]
    holders: tuple[Holder, ...] = ()
    is_cut: bool = False

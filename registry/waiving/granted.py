"""The waivers of a state of the registry, and what a change makes of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from crossdock.registry.manifests.waivers_file import read_waivers
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.waiver import Waiver
from crossdock.registry.revision import Revision
from crossdock.registry.waiving.globs import includes


class Step(Enum):
    """How a waiver excuses more than the base does."""

    ADDED = "brings"
    WIDENED = "widens"
    PROLONGED = "prolongs"


@dataclass(frozen=True, slots=True)
class Loosened:
    """A waiver that excuses more than the base does; `before` is the base's, `None` when it has none like it."""

    waiver: Waiver
    step: Step
    before: Waiver | None


@dataclass(frozen=True, slots=True)
class Waivers:
    """The waivers of a revision, those of them that excuse more than its base does, and what is wrong with their files."""

    waivers: tuple[Waiver, ...]
    loosened: tuple[Loosened, ...]
    findings: tuple[Finding, ...]

    def standing(self, today: date, *, is_trusting: bool) -> tuple[Waiver, ...]:
        """Return the waivers that count today; of a loosened one, unless the change is trusted, what the base says."""
        changed = {one.waiver: one.before for one in self.loosened} if not is_trusting else {}
        counting = (changed.get(waiver, waiver) for waiver in self.waivers)
        return tuple(waiver for waiver in counting if waiver is not None and not waiver.has_expired(today))


def load_waivers(revision: Revision) -> Waivers:
    """Read all files of waivers, and those of the base to see what the change adds."""
    waivers, findings = _read(revision)
    before = _read(revision.base)[0] if revision.base else None
    loosened = () if before is None else tuple(_find_loosened(waivers, before))
    return Waivers(tuple(waivers), loosened, tuple(findings))


def _read(revision: Revision) -> tuple[list[Waiver], list[Finding]]:
    waivers: list[Waiver] = []
    findings: list[Finding] = []
    folder = f"{revision.settings.policies}/waivers"
    for name in revision.names(folder):
        document = revision.document(f"{folder}/{name}") if name.endswith((".yaml", ".yml", ".json")) else None
        if document is not None:
            read, found = read_waivers(document)
            waivers += read or ()
            findings += found
    return waivers, findings


def _find_loosened(waivers: Iterable[Waiver], before: list[Waiver]) -> Iterator[Loosened]:
    """Yield what excuses more than before: not what is narrower, shorter, moved to another file or worded anew."""
    for waiver in waivers:
        if any(is_within(waiver, other) and waiver.expires <= other.expires for other in before):
            continue
        same = next((other for other in before if is_within(waiver, other)), None)
        narrower = next((other for other in before if is_within(other, waiver)), None)
        if same is not None:
            yield Loosened(waiver, Step.PROLONGED, same)
        elif narrower is not None:
            yield Loosened(waiver, Step.WIDENED, narrower)
        else:
            yield Loosened(waiver, Step.ADDED, None)


def is_within(waiver: Waiver, other: Waiver) -> bool:
    """Whether another waiver excuses everything that this one does, its end aside."""
    if waiver.rule != other.rule or not any(includes(other.contract, name) for name in names_of(waiver.contract)):
        return False
    return other.pointer is None or (waiver.pointer is not None and includes(other.pointer, waiver.pointer))


def names_of(contract: str) -> set[str]:
    """Return what a contract line may be called in a waiver: itself, its contract, its system.

    >>> sorted(names_of("erp/order-api@1"))
    ['erp', 'erp/order-api', 'erp/order-api@1']
    """
    return {contract, contract.partition("@")[0], contract.partition("/")[0]}

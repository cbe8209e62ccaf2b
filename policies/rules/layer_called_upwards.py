"""Policy: a system calls what is built on top of it."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.landscape import System
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy

RANKS = {Layer.PROCESS: 1, Layer.EXPERIENCE: 2}
HEIGHTS = {"process": 1, "portal": 2}  # all other roles are core systems
OUTSIDE = ("carrier", "3pl", "edi", "platform")


@policy(
    "layer-called-upwards",
    Severity.INFO,
    Facet.CONSUMERS,
    scope=Scope(kinds=(Kind.API,), states=STANDING, layers=(Layer.PROCESS, Layer.EXPERIENCE)),
    since=2,
)
def layer_called_upwards(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A system calls an API of a higher layer: a core system calls a process, or a process calls an experience.

    Why: each layer then needs the other to start, to test and to change, and a loop of calls is one retry away.
    Fix: Let the lower layer publish an event that the higher one reads, or move the operation down.
    Source: MuleSoft, API-led connectivity (experience, process and system APIs); Clean Architecture, the dependency rule.
    Bad:
        layer: experience  # and the warehouse system calls it
    Good:
        layer: system  # and the warehouse system calls it
    """
    for use in landscape.consumers_of(contract):
        system = landscape.system(use.system)
        if system is not None and contract.layer is not None and _height(system) < RANKS[contract.layer]:
            message = (
                f"`{use.system}` ({system.role}) calls `{contract.key}` of the layer above it, {contract.layer.value}"
            )
            yield Violation(message, use.pointer, system.manifest, anchor=use.system)


def _height(system: System) -> int:
    """Return how high a system stands; partners and the platform may call whatever is offered to them."""
    return HEIGHTS.get(system.role, 2 if system.role in OUTSIDE else 0)


POLICY = layer_called_upwards

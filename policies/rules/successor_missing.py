"""Policy: a deprecated contract does not say what to move to."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy(
    "successor-missing", Severity.WARNING, Facet.CONSUMERS, scope=Scope(states=(LifecycleState.DEPRECATED,)), since=2
)
def successor_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A deprecated contract is still consumed and names no successor.

    Why: its consumers are told to leave and not where to go; each finds another way or waits for the last day.
    Fix: State `lifecycle.successor`; where nothing follows, agree with the consumers and remove their statements.
    Source: RFC 8288 and RFC 5829 (link relation `successor-version`).
    Bad:
        lifecycle: {state: deprecated, since: 2026-03-01, sunset: 2027-03-31}
    Good:
        lifecycle: {state: deprecated, since: 2026-03-01, sunset: 2027-03-31, successor: wms/shipped@1}
    """
    users = sorted({use.system for use in landscape.consumers_of(contract)})
    if contract.lifecycle.successor is None and users:
        message = f"`{contract.key}` is deprecated, consumed by {', '.join(users)}, and has no successor"
        yield Violation(message, "/lifecycle/successor")


POLICY = successor_missing

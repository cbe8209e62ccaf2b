"""Policy: nobody says that it reads what is offered."""

from collections.abc import Iterator
from datetime import timedelta

from crossdock.registry.model.contract import Contract, Kind, Layer, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, Facet, Landscape, Scope, Violation, policy

QUIET = timedelta(days=90)


@policy(
    "contract-unread",
    Severity.INFO,
    Facet.CONSUMERS,
    scope=Scope(kinds=EXCHANGES, states=(LifecycleState.ACTIVE,), layers=(None, Layer.SYSTEM, Layer.PROCESS)),
    since=2,
)
def contract_unread(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract has been active for 90 days and no system of the registry says that it consumes it.

    Why: either it is dead weight that is built, tested and paid for, or its readers are unknown and the next change hurts one.
    Fix: Let the readers state it in `consumes` of their system.yaml, or deprecate the contract.
    Source: Enterprise Integration Patterns, Message History and Control Bus (knowing who is connected).
    Bad:
        lifecycle: {state: active, since: 2026-01-15}  # and no system consumes it
    Good:
        lifecycle: {state: active, since: 2026-01-15}  # and erp consumes it
    """
    since = contract.lifecycle.since
    if since is None or landscape.today - since < QUIET or landscape.consumers_of(contract):
        return
    what = "calls" if contract.kind is Kind.API else "reads"
    yield Violation(f"nobody says that it {what} `{contract.key}`, active since {since}", "/lifecycle/since")


POLICY = contract_unread

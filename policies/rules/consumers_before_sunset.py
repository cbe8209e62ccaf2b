"""Policy: a deprecated contract still has consumers shortly before it stops."""

from collections.abc import Iterator
from datetime import timedelta

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Violation, policy

NOTICE = timedelta(days=90)


@policy("consumers-before-sunset", Severity.WARNING, Facet.CONSUMERS)
def consumers_before_sunset(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A deprecated contract stops within 90 days and systems still say that they consume it.

    Why: on that day their flows stop; three months is what a move usually takes.
    Fix: Help the consumers to move to the successor, or agree with them on a later sunset.
    Source: RFC 8594 (Sunset header), section 3.
    Bad:
        lifecycle: {state: deprecated, sunset: 2026-12-01}   # and tms still consumes it
    Good:
        lifecycle: {state: deprecated, sunset: 2027-06-30, successor: erp/order-api@2}
    """
    lifecycle = contract.lifecycle
    if lifecycle.state is not LifecycleState.DEPRECATED or lifecycle.sunset is None:
        return
    users = sorted({use.system for use in landscape.consumers_of(contract)})
    if users and lifecycle.sunset - landscape.today <= NOTICE:
        message = f"`{contract.key}` stops on {lifecycle.sunset} and is still consumed by {', '.join(users)}"
        yield Violation(message, "/lifecycle/sunset")


POLICY = consumers_before_sunset

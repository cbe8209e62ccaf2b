"""Policy: a system begins to consume a contract that is going away."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy(
    "deprecated-newly-consumed",
    Severity.ERROR,
    Facet.CONSUMERS,
    scope=Scope(states=(LifecycleState.DEPRECATED,)),
    since=2,
)
def deprecated_newly_consumed(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A change makes a system consume a contract that was deprecated already.

    Why: it is work that has to be done again before the sunset, and one consumer more to wait for.
    Fix: Consume the successor.
    Source: RFC 9745 (Deprecation header), section 1.
    Bad:
        lifecycle: {state: deprecated, sunset: 2027-06-30, successor: wms/shipped@1}  # tms begins to consume it
    Good:
        lifecycle: {state: active}  # tms begins to consume it
    """
    before = landscape.base.contract(contract.key) if landscape.base is not None else None
    if landscape.base is None or before is None or before.lifecycle.state is not LifecycleState.DEPRECATED:
        return
    known = {use.system for use in landscape.base.consumers_of(before)}
    for use in landscape.consumers_of(contract):
        system = landscape.system(use.system)
        if system is not None and known.isdisjoint((use.system, *system.formerly)):
            successor = contract.lifecycle.successor
            fix = f"consume `{successor}`" if successor else ""
            message = f"`{use.system}` begins to consume `{contract.key}`, which is deprecated"
            yield Violation(message, use.pointer, system.manifest, fix, anchor=use.system)


POLICY = deprecated_newly_consumed

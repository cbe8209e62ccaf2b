"""Policy: the successor of a contract cannot be moved to."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy(
    "successor-unusable",
    Severity.ERROR,
    Facet.SUCCESSORS,
    scope=Scope(states=(LifecycleState.DEPRECATED,)),
    since=2,
)
def successor_unusable(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """The successor of a deprecated contract is that contract itself, or a draft, deprecated or retired.

    Why: whoever follows the advice moves twice, or not at all.
    Fix: Name a contract that is active, or activate the successor first.
    Source: RFC 5829 (link relation `successor-version`).
    Bad:
        lifecycle: {state: deprecated, sunset: 2027-03-31, successor: wms/subject@1}
    Good:
        lifecycle: {state: deprecated, sunset: 2027-03-31, successor: wms/shipped@1}
    """
    successor = contract.lifecycle.successor
    if successor is None:
        return
    found = [each for key in landscape.lines(successor.contract) if (each := landscape.contract(key)) is not None]
    named = [each for each in found if successor.at is None or not successor.is_line or each.line == successor.at]
    states = {each.lifecycle.state.value for each in named if each.key != contract.key}
    if named and LifecycleState.ACTIVE.value not in states:
        what = f"is {' and '.join(sorted(states))}" if states else "is this contract itself"
        yield Violation(f"the successor `{successor}` {what}", "/lifecycle/successor")


POLICY = successor_unusable

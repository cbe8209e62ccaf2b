"""Policy: a contract has no owner."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Landscape, Violation, policy


@policy("owner-missing", Severity.ERROR)
def owner_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract has no owner, neither of its own nor from its system.

    Why: nobody can be asked whether a change is right, and nobody is told when it breaks.
    Fix: State `owner` in the manifest, or in the `defaults` of the system; it is a team of `teams.yaml`.
    Source: Open Data Contract Standard 3.1.0, `team`.
    Bad:
        kind: event
        title: Shipment confirmed
    Good:
        kind: event
        title: Shipment confirmed
        owner: warehouse-east
    """
    if contract.owner is None and contract.lifecycle.state is not LifecycleState.RETIRED:
        known = ", ".join(landscape.team_ids())
        fix = (
            f"state `owner` in the manifest or in the system's `defaults`; there are the teams {known}" if known else ""
        )
        yield Violation(f"nobody owns `{contract.key}`", fix=fix)


POLICY = owner_missing

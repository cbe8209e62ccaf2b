"""Policy: an older line is never said to end."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy


@policy("older-line-standing", Severity.INFO, Facet.CONSUMERS, scope=Scope(states=(LifecycleState.ACTIVE,)), since=2)
def older_line_standing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A line is active and consumed although a newer line of the contract is active.

    Why: each line that stands is run, tested and mended; consumers that nobody asks to move never move.
    Fix: Deprecate the older line with a sunset and the newer one as `successor`; or say in a waiver why both stay.
    Source: RFC 9745 (Deprecation header) and RFC 8594 (Sunset header).
    Bad:
        lifecycle: {state: active}  # and subject@2 is active
    Good:
        lifecycle: {state: deprecated, sunset: 2027-06-30, successor: wms/subject@2}  # and subject@2 is active
    """
    others = [landscape.contract(key) for key in landscape.lines(contract.id) if key != contract.key]
    active = [each.line for each in others if each is not None and each.lifecycle.state is LifecycleState.ACTIVE]
    newer = sorted(int(line) for line in active if _is_newer(line, contract.line))
    users = sorted({use.system for use in landscape.consumers_of(contract)}) if newer else []
    if users:
        message = (
            f"`{contract.key}` is active beside `{contract.id}@{newer[-1]}`, and is consumed by {', '.join(users)}"
        )
        yield Violation(message, "/lifecycle/state")


def _is_newer(line: str, other: str) -> bool:
    return line.isdecimal() and other.isdecimal() and int(line) > int(other)


POLICY = older_line_standing

"""Policy: callers do not know how often it may be away."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy("availability-missing", Severity.WARNING, scope=Scope(kinds=(Kind.API,), states=STANDING), since=2)
def availability_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An API of tier 1 states no availability.

    Why: each caller multiplies the availability of what it waits for; without a number it assumes the best.
    Fix: State `sla.availability` in per cent.
    Source: Google SRE, chapter 4 (Service Level Objectives).
    Bad:
        sla: {tier: 1}
    Good:
        sla: {tier: 1, availability: 99.9}
    """
    if contract.sla.tier == 1 and contract.sla.availability is None:
        yield Violation(f"`{contract.key}` is of tier 1 and states no availability", "/sla/availability")


POLICY = availability_missing

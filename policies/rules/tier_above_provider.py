"""Policy: a system that must not stop calls one that may."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy


@policy("tier-above-provider", Severity.INFO, Facet.CONSUMERS, scope=Scope(kinds=(Kind.API,), states=STANDING), since=2)
def tier_above_provider(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A system calls an API of a lower tier than its own.

    Why: it is only as available as what it waits for: a tier 1 system that calls a tier 3 API is a tier 3 system.
    Fix: Raise the API's tier, read the data from an event instead of calling, or make the call one that may fail.
    Source: Google SRE, The Calculus of Service Availability (a service cannot be more available than its critical dependencies).
    Bad:
        sla: {tier: 3}  # and erp, of tier 1, calls it
    Good:
        sla: {tier: 1}  # and erp, of tier 1, calls it
    """
    tier = contract.sla.tier
    for use in landscape.consumers_of(contract) if tier is not None else ():
        system = landscape.system(use.system)
        if system is not None and system.tier is not None and tier is not None and system.tier < tier:
            message = f"`{use.system}` (tier {system.tier}) calls `{contract.key}` (tier {tier})"
            yield Violation(message, use.pointer, system.manifest, anchor=use.system)


POLICY = tier_above_provider

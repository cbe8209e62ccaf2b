"""Policy: a contract is deprecated too shortly before it stops."""

from collections.abc import Iterator
from datetime import timedelta

from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Facet, Landscape, Scope, Violation, policy

NOTICE = timedelta(days=90)


@policy(
    "lifecycle-notice-short",
    Severity.WARNING,
    Facet.CONSUMERS,
    scope=Scope(states=(LifecycleState.DEPRECATED,)),
    since=2,
)
def lifecycle_notice_short(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Fewer than 90 days lie between a contract's deprecation and its sunset, and systems consume it.

    Why: a consumer has to plan, build, test and release its move; what comes faster is an outage with an announcement.
    Fix: Move `lifecycle.sunset`, or agree with each consumer on the earlier day.
    Source: RFC 9745 (Deprecation header), section 4; RFC 8594 (Sunset header), section 3. The 90 days are this project's.
    Bad:
        lifecycle: {state: deprecated, since: 2026-11-01, sunset: 2026-12-01, successor: wms/shipped@1}
    Good:
        lifecycle: {state: deprecated, since: 2026-11-01, sunset: 2027-06-30, successor: wms/shipped@1}
    """
    since, sunset = contract.lifecycle.since, contract.lifecycle.sunset
    if since is None or sunset is None or sunset < since or sunset - since >= NOTICE:
        return
    users = sorted({use.system for use in landscape.consumers_of(contract)})
    if users:
        days = (sunset - since).days
        yield Violation(f"`{contract.key}` gives {', '.join(users)} {days} days of notice", "/lifecycle/sunset")


POLICY = lifecycle_notice_short

"""Policy: a contract stops before its state began."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import Landscape, Violation, policy


@policy("lifecycle-dates-reversed", Severity.ERROR, since=2)
def lifecycle_dates_reversed(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """The sunset of a contract lies before the day since when it is in its state.

    Why: one of the two dates is wrong, and consumers plan their move by them.
    Fix: Correct `lifecycle.since` or `lifecycle.sunset`.
    Source: RFC 8594 (Sunset header), section 3; RFC 9745 (Deprecation header), section 4.
    Bad:
        lifecycle: {state: deprecated, since: 2026-11-01, sunset: 2026-03-31, successor: wms/shipped@1}
    Good:
        lifecycle: {state: deprecated, since: 2026-03-01, sunset: 2027-03-31, successor: wms/shipped@1}
    """
    since, sunset = contract.lifecycle.since, contract.lifecycle.sunset
    if since is not None and sunset is not None and sunset < since:
        message = f"`{contract.key}` stops on {sunset}, before it is {contract.lifecycle.state.value} on {since}"
        yield Violation(message, "/lifecycle/sunset")


POLICY = lifecycle_dates_reversed
